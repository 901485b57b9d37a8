"""One line per record for controllers: what happened, ground truth included."""

from __future__ import annotations

from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.i18n import gettext as _
from infodrill.views.control.words import word

WIDTH = 96


def line_of(record: Record, state: State, width: int | None = WIDTH) -> str | None:
    """The line of a record, given the state after it; None for what is not worth one.

    ``width`` is how many characters of it are shown; None shows all.
    """
    line = _line(record, state)
    return line if line is None or width is None else _short(line, width)


def _line(record: Record, state: State) -> str | None:
    event = record.payload
    match event:
        case ev.PhaseEntered():
            phase = next(one for one in state.scenario.header.phases if one.id == event.phase)
            return _("== {title}").format(title=phase.title)
        case ev.ExerciseStarted():
            return _("StartEx")
        case ev.ExerciseEnded():
            return _("EndEx")
        case ev.ClockJumped():
            return _(">> the clock jumps ahead")
        case ev.InjectFired() if event.worlds == ev.ONLY_B:
            return _("(without the team) {title}").format(
                title=state.index.injects[event.inject].title
            )
        case ev.PostPublished() if event.kind != "crowd" and event.worlds & ev.ONLY_A:
            asked = _(" (at the request of {team})").format(team=event.at_request_of)
            label = asked if event.at_request_of else ""
            return _flat(f"{event.name}{label}: {state.posts[event.id].text}")
        case ev.TeamMessaged():
            return _flat(
                _("to {team}, from {name}: {text}").format(
                    team=event.team, name=event.name, text=event.text or event.written
                )
            )
        case ev.TruthArrived() if event.worlds & ev.ONLY_A:
            return _("-- the truth about {item} is out").format(item=event.item)
        case _other:
            return _response(event, state)


def _response(event: ev.Event, state: State) -> str | None:
    match event:
        case ev.IncidentOpened():
            return _("[{team}] incident: {title}").format(team=event.team, title=event.title)
        case ev.VerdictRecorded():
            return _("[{team}] verdict on “{title}”: {verdict}, confidence {confidence}").format(
                title=state.incidents[event.incident].title,
                team=state.incidents[event.incident].team,
                verdict=word(event.verdict.value),
                confidence=word(event.confidence.value),
            )
        case ev.DecisionRecorded():
            return _("[{team}] decision on “{title}”: {direction}, rung {rung}").format(
                title=state.incidents[event.incident].title,
                team=state.incidents[event.incident].team,
                direction=word(event.direction.value) if event.direction else _("no action"),
                rung=event.rung,
            )
        case ev.MessagePublished():
            return _("[{team}] published: {type}, quality {quality}").format(
                team=event.team, type=word(event.type.value), quality=event.quality
            )
        case ev.MessageWithdrawn():
            return _("[{team}] withdrew a message openly").format(
                team=state.messages[event.message].fact.team
            )
        case ev.NoticeSent():
            return _("[{team}] notice to the platform: {rule}").format(
                team=event.team, rule=word(event.rule.value)
            )
        case ev.NoticeAnswered():
            return _("the platform: {answer} ({reason})").format(
                answer=_("upheld") if event.upheld else _("not upheld"), reason=event.reason_code
            )
        case ev.HandoverAccepted():
            return _("[{team}] took over an incident").format(team=event.team)
        case ev.OrderDeclined():
            return _("[{team}] declined an order").format(team=state.tasks[event.task].team)
        case ev.CommandRefused():
            return _("refused: {command} ({code})").format(command=event.command, code=event.code)
        case ev.EmergencyCalled():
            return _("REAL EMERGENCY")
        case _other:
            return None


def _flat(text: str) -> str:
    return " ".join(text.split())


def _short(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
