"""The time line: what happened, in order, each entry with the record it comes from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infodrill.evaluation.aar import Moment
from infodrill.evaluation.case import Case
from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.scenario.words import RowKind

LONGEST = 160
"""Characters of somebody's words in the time line."""

Telling = Callable[[Case, Record, Any], tuple[str, str, str] | None]
"""(kind, team, text) of a record, or None where it is not told."""


def moments(case: Case) -> tuple[Moment, ...]:
    """Every moment worth telling. A re-walk or a forecast is told with its incident, not here."""
    found = []
    for record in case.records:
        tell = _TELLINGS.get(type(record.payload))
        told = tell(case, record, record.payload) if tell else None
        if told is not None:
            kind, team, text = told
            found.append(Moment(record.exercise_ms, kind, team, shortened(text), record.seq))
    return tuple(found)


def shortened(text: str) -> str:
    """The text in one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= LONGEST:
        return line
    return line[:LONGEST].rsplit(" ", 1)[0] + " …"


def hand_acts(case: Case) -> int:
    """Acts of the control room that touched the world; the counterfactual holds given them."""
    touching = (
        ev.InjectFired,
        ev.InjectHeld,
        ev.InjectSkipped,
        ev.PostRetagged,
        ev.PostPublished,
        ev.TeamMessaged,
        ev.TaskGiven,
    )
    return len(
        {
            record.command
            for record in case.records
            if record.command
            and isinstance(record.payload, touching)
            and case.team_of(record) not in case.teams
        }
    )


def _phase(case: Case, record: Record, fact: ev.PhaseEntered) -> tuple[str, str, str]:
    phases = case.scenario.header.phases
    return "phase", "", next((one.title for one in phases if one.id == fact.phase), fact.phase)


def _inject(case: Case, record: Record, fact: ev.InjectFired) -> tuple[str, str, str] | None:
    row = case.state.index.injects[fact.inject]
    told = row.key or row.to or fact.by_hand or row.kind is RowKind.contingency
    if not fact.worlds & ev.ONLY_A or not told:
        return None
    return ("hand_act" if fact.by_hand else "inject"), "", f"{row.id} {row.title}"


def _report(case: Case, record: Record, fact: ev.ReportFiled) -> tuple[str, str, str]:
    post = case.state.posts[fact.post]
    return "report", fact.team, f"{post.name}: {post.text or post.title}"


def _incident(case: Case, record: Record, fact: ev.IncidentOpened) -> tuple[str, str, str]:
    return "incident", fact.team, fact.title


def _about(case: Case, record: Record, incident: str, kind: str, code: str) -> tuple[str, str, str]:
    title = case.state.incidents[incident].title
    return kind, case.team_of(record), f"{title} · {code}" if code else title


def _verdict(case: Case, record: Record, fact: ev.VerdictRecorded) -> tuple[str, str, str]:
    return _about(case, record, fact.incident, "verdict", fact.verdict.value)


def _decision(case: Case, record: Record, fact: ev.DecisionRecorded) -> tuple[str, str, str]:
    direction = fact.direction.value if fact.direction else ""
    return _about(case, record, fact.incident, "decision", f"{direction} {fact.rung}".strip())


def _message(case: Case, record: Record, fact: ev.MessagePublished) -> tuple[str, str, str]:
    return "message", fact.team, case.state.posts[fact.post].text


def _own_post(case: Case, record: Record, fact: ev.PostPublished) -> tuple[str, str, str] | None:
    if fact.kind != "team":
        return None
    return ("reply" if fact.replies_to else "own_post"), fact.team or "", fact.text


def _withdrawn(case: Case, record: Record, fact: ev.MessageWithdrawn) -> tuple[str, str, str]:
    message = case.state.messages[fact.message].fact
    return "withdrawn", message.team, case.state.posts[message.post].text


def _notice(case: Case, record: Record, fact: ev.NoticeSent) -> tuple[str, str, str]:
    post = case.state.posts[fact.post]
    return "notice", fact.team, f"{fact.rule.value} · {post.name}: {post.text}"


def _referral(case: Case, record: Record, fact: ev.ReferralSent) -> tuple[str, str, str]:
    return _about(case, record, fact.incident, "referral", fact.ground)


def _offered(case: Case, record: Record, fact: ev.HandoverOffered) -> tuple[str, str, str]:
    to_team = case.state.index.teams[fact.to_team].title
    return _about(case, record, fact.incident, "handover", f"→ {to_team}")


def _accepted(case: Case, record: Record, fact: ev.HandoverAccepted) -> tuple[str, str, str]:
    return _about(case, record, fact.incident, "handover", "✓")


def _task(case: Case, record: Record, fact: ev.TaskGiven) -> tuple[str, str, str]:
    return "task", fact.team, fact.text or fact.written


def _declined(case: Case, record: Record, fact: ev.OrderDeclined) -> tuple[str, str, str]:
    task = case.state.tasks[fact.task]
    return "declined", task.team, task.text


def _truth(case: Case, record: Record, fact: ev.TruthArrived) -> tuple[str, str, str] | None:
    if not fact.worlds & ev.ONLY_A:
        return None
    return "truth", "", case.state.index.items[fact.item].statement


def _closed(case: Case, record: Record, fact: ev.IncidentClosed) -> tuple[str, str, str]:
    return _about(case, record, fact.incident, "closed", "")


_TELLINGS: dict[type[ev.Event], Telling] = {
    ev.PhaseEntered: _phase,
    ev.InjectFired: _inject,
    ev.ReportFiled: _report,
    ev.IncidentOpened: _incident,
    ev.VerdictRecorded: _verdict,
    ev.DecisionRecorded: _decision,
    ev.MessagePublished: _message,
    ev.PostPublished: _own_post,
    ev.MessageWithdrawn: _withdrawn,
    ev.NoticeSent: _notice,
    ev.ReferralSent: _referral,
    ev.HandoverOffered: _offered,
    ev.HandoverAccepted: _accepted,
    ev.TaskGiven: _task,
    ev.OrderDeclined: _declined,
    ev.TruthArrived: _truth,
    ev.IncidentClosed: _closed,
}
