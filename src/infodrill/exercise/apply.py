"""``apply(state, event)``: the only place that writes State, one small rule per event.

Each rule touches only what its event names. Replaying a log through ``apply`` from an empty State
gives the State that ``decide`` saw; a test holds it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.refusals import Refused
from infodrill.exercise.state import (
    Draft,
    EvidenceRequest,
    Incident,
    Message,
    MessengerRequest,
    Notice,
    Post,
    State,
    Task,
)
from infodrill.exercise.timing import MESSENGER_DEFAULT_MS, NOTICE_ANSWER_MS, evidence_due
from infodrill.scenario.words import Stance

Rule = Callable[[State, Any, Record], None]
RULES: dict[type[ev.Event], Rule] = {}


def rule(kind: type[ev.Event]) -> Callable[[Rule], Rule]:
    """Register the rule of one event."""

    def register(function: Rule) -> Rule:
        RULES[kind] = function
        return function

    return register


def apply(state: State, record: Record) -> None:
    """Add one event to the state. Raises KeyError for an event without a rule."""
    state.now_ms = max(state.now_ms, record.exercise_ms)
    event = record.payload
    RULES[type(event)](state, event, record)
    made = getattr(event, "id", None)
    if made is not None:
        state.last_id = max(state.last_id, int(made))
    if record.command:
        refused = Refused(event.code, event.facts) if isinstance(event, ev.CommandRefused) else None
        state.answers.setdefault((record.seat, record.command), (made or "", refused))


@rule(ev.ExerciseOpened)
def _opened(state: State, event: ev.ExerciseOpened, record: Record) -> None:
    state.opened = True
    state.epoch_ms = event.epoch_ms
    state.seats = {seat.id: seat for seat in event.roster}


@rule(ev.ExerciseStarted)
def _started(state: State, event: ev.ExerciseStarted, record: Record) -> None:
    state.started = True
    state.clock.running = True


@rule(ev.ExerciseEnded)
def _ended(state: State, event: ev.ExerciseEnded, record: Record) -> None:
    state.ended = True
    state.clock.running = False


@rule(ev.ExerciseClosed)
def _closed(state: State, event: ev.ExerciseClosed, record: Record) -> None:
    state.closed = True


@rule(ev.ClockPaused)
def _paused(state: State, event: ev.ClockPaused, record: Record) -> None:
    state.clock.running = False


@rule(ev.ClockResumed)
def _resumed(state: State, event: ev.ClockResumed, record: Record) -> None:
    state.clock.running = True


@rule(ev.ClockRateSet)
def _rate(state: State, event: ev.ClockRateSet, record: Record) -> None:
    state.clock.rate_percent = event.percent


@rule(ev.ClockJumped)
def _jumped(state: State, event: ev.ClockJumped, record: Record) -> None:
    state.clock.jumping_to_ms = event.to_ms


@rule(ev.PhaseEntered)
def _phase(state: State, event: ev.PhaseEntered, record: Record) -> None:
    state.phase = event.phase


@rule(ev.EmergencyCalled)
def _emergency(state: State, event: ev.EmergencyCalled, record: Record) -> None:
    state.clock.emergency = True
    state.clock.running = False


@rule(ev.EmergencyCleared)
def _cleared(state: State, event: ev.EmergencyCleared, record: Record) -> None:
    state.clock.emergency = False


@rule(ev.CommandRefused)
def _refused(state: State, event: ev.CommandRefused, record: Record) -> None:
    """Nothing happened; ``apply`` keeps the answer."""


@rule(ev.InjectFired)
def _fired(state: State, event: ev.InjectFired, record: Record) -> None:
    for world in (0, 1):
        if event.worlds >> world & 1:
            state.worlds[world].fired[event.inject] = record.exercise_ms


@rule(ev.InjectHeld)
def _held(state: State, event: ev.InjectHeld, record: Record) -> None:
    _stop(state, event.inject, event.worlds, "held")


@rule(ev.InjectSkipped)
def _skipped(state: State, event: ev.InjectSkipped, record: Record) -> None:
    _stop(state, event.inject, event.worlds, "skipped")


def _stop(state: State, inject: str, worlds: int, how: str) -> None:
    for world in (0, 1):
        if worlds >> world & 1:
            state.worlds[world].stopped[inject] = how


@rule(ev.PostPublished)
def _post(state: State, event: ev.PostPublished, record: Record) -> None:
    if not event.worlds & 1:
        return
    state.posts[event.id] = Post(
        event.id,
        record.exercise_ms,
        event.account,
        event.name,
        event.text or event.written or _carried(state, event),
        event.about,
        event.stance,
        event.kind,
        outlet=event.outlet,
        team=event.team,
        replies_to=event.replies_to,
        inject=event.inject,
        worlds=event.worlds,
        incident=_answered(state, event),
    )
    if event.inject:
        state.inject_posts[event.inject] = event.id


def _answered(state: State, event: ev.PostPublished) -> str | None:
    """The incident a message answers; a partner's post has that of the message it carries."""
    if event.kind == "message":
        message = next(
            (one for one in reversed(state.messages.values()) if one.fact.post == event.id), None
        )
        return message.fact.incident if message else None
    carried = state.posts.get(event.replies_to or "") if event.at_request_of else None
    return carried.incident if carried else None


def _carried(state: State, event: ev.PostPublished) -> str:
    """A partner's post shows the message it carries; the words are kept once, in the message."""
    carried = state.posts.get(event.replies_to or "") if event.at_request_of else None
    return carried.text if carried else ""


@rule(ev.PostBoosted)
def _boost(state: State, event: ev.PostBoosted, record: Record) -> None:
    if event.worlds & 1:
        state.posts[event.post].boosts += 1
        if event.team is not None:
            state.posts[event.post].boosted_by.add(event.account)


@rule(ev.PostRetagged)
def _retag(state: State, event: ev.PostRetagged, record: Record) -> None:
    post = state.posts[event.post]
    post.about, post.stance = event.about, event.stance


@rule(ev.TeamMessaged)
def _messaged(state: State, event: ev.TeamMessaged, record: Record) -> None:
    state.posts[event.id] = Post(
        event.id,
        record.exercise_ms,
        event.sender,
        event.name,
        event.text or event.written,
        event.about,
        Stance.neutral,
        "private",
        private_to=event.team,
        inject=event.inject,
        title=event.title,
    )


@rule(ev.TruthArrived)
def _truth(state: State, event: ev.TruthArrived, record: Record) -> None:
    for world in (0, 1):
        if event.worlds >> world & 1:
            state.truth_arrived[(event.item, world)] = record.exercise_ms


@rule(ev.AudienceOpened)
def _audience(state: State, event: ev.AudienceOpened, record: Record) -> None:
    state.items, state.segments, state.sizes = event.items, event.segments, event.sizes
    state.sources, state.counters = event.sources, event.counters
    for world in state.worlds:
        world.reached = [0] * len(event.items)
        world.believe = [0] * len(event.items)
        for source, _, segment, value in event.trust:
            world.trust[(source, segment)] = value


@rule(ev.AudienceTicked)
def _ticked(state: State, event: ev.AudienceTicked, record: Record) -> None:
    state.tick = event.tick
    believe = state.counters.index("believe")
    for row in event.rows:
        for world in (0, 1) if row[1] == 2 else (row[1],):
            totals = state.worlds[world]
            totals.reached[row[0]] += row[3]
            if len(row) > believe + 3:
                totals.believe[row[0]] += row[believe + 3]
    for source, lane, segment, value in event.trust:
        for world in (0, 1) if lane == 2 else (lane,):
            state.worlds[world].trust[(source, segment)] = value
    jump = state.clock.jumping_to_ms
    if jump is not None and record.exercise_ms >= jump:
        state.clock.jumping_to_ms = None


@rule(ev.ReportFiled)
def _report(state: State, event: ev.ReportFiled, record: Record) -> None:
    state.reported.setdefault((event.team, event.post), record.exercise_ms)


@rule(ev.IncidentOpened)
def _incident(state: State, event: ev.IncidentOpened, record: Record) -> None:
    state.incidents[event.id] = Incident(
        event.id,
        event.team,
        event.title,
        record.exercise_ms,
        list(event.posts),
        record.seat,
        teams=[event.team],
    )


def _touch(state: State, incident_id: str, record: Record) -> Incident:
    incident = state.incidents[incident_id]
    incident.version += 1
    incident.last_change = f"{record.name} ({record.seat})"
    return incident


@rule(ev.IncidentPostAttached)
def _attached(state: State, event: ev.IncidentPostAttached, record: Record) -> None:
    _touch(state, event.incident, record).posts.append(event.post)


@rule(ev.VerificationRequested)
def _requested(state: State, event: ev.VerificationRequested, record: Record) -> None:
    incident = state.incidents[event.incident]
    cards, due = evidence_due(state, incident, event.method, record.exercise_ms)
    state.requests[event.id] = EvidenceRequest(
        event.id, event.incident, event.method.value, record.exercise_ms, due, cards
    )
    _touch(state, event.incident, record).requests.append(event.id)


@rule(ev.EvidenceReceived)
def _evidence(state: State, event: ev.EvidenceReceived, record: Record) -> None:
    state.requests[event.request].answered = True
    known = _touch(state, event.incident, record).evidence
    known.extend(card for card in event.cards if card not in known)


@rule(ev.VerdictRecorded)
def _verdict(state: State, event: ev.VerdictRecorded, record: Record) -> None:
    incident = _touch(state, event.incident, record)
    incident.verdict, incident.verdict_ms = event, record.exercise_ms


@rule(ev.TriageRecorded)
def _triage(state: State, event: ev.TriageRecorded, record: Record) -> None:
    incident = _touch(state, event.incident, record)
    incident.triage, incident.triage_by = event, record.seat


@rule(ev.ProcessWalked)
def _walked(state: State, event: ev.ProcessWalked, record: Record) -> None:
    _touch(state, event.incident, record).path.append((event.tree, event.node, event.choice))


@rule(ev.DecisionRecorded)
def _decided(state: State, event: ev.DecisionRecorded, record: Record) -> None:
    incident = _touch(state, event.incident, record)
    incident.decision, incident.decision_ms = event, record.exercise_ms
    incident.decided_by = record.seat
    incident.decided_team = state.team_of(record.seat)
    incident.agreed = []


@rule(ev.DecisionAgreed)
def _agreed(state: State, event: ev.DecisionAgreed, record: Record) -> None:
    _touch(state, event.incident, record).agreed.append((record.seat, event.team))


@rule(ev.DraftWritten)
def _draft(state: State, event: ev.DraftWritten, record: Record) -> None:
    known = state.drafts.get(event.id)
    team = state.team_of(record.seat)
    if known is None:
        state.drafts[event.id] = Draft(event, team, record.seat)
        _touch(state, event.incident, record).drafts.append(event.id)
    else:
        known.content, known.writer, known.status = event, record.seat, "written"
        known.version += 1
        known.last_change = f"{record.name} ({record.seat})"


def _draft_status(state: State, draft: str, status: str, record: Record) -> Draft:
    known = state.drafts[draft]
    known.status = status
    known.version += 1
    known.last_change = f"{record.name} ({record.seat})"
    return known


@rule(ev.DraftSubmitted)
def _submitted(state: State, event: ev.DraftSubmitted, record: Record) -> None:
    _draft_status(state, event.draft, "submitted", record)


@rule(ev.DraftApproved)
def _approved(state: State, event: ev.DraftApproved, record: Record) -> None:
    _draft_status(state, event.draft, "approved", record).approver = record.seat


@rule(ev.DraftReturned)
def _returned(state: State, event: ev.DraftReturned, record: Record) -> None:
    _draft_status(state, event.draft, "returned", record)


@rule(ev.MessagePublished)
def _message(state: State, event: ev.MessagePublished, record: Record) -> None:
    _draft_status(state, event.draft, "published", record)
    state.messages[event.id] = Message(event, record.exercise_ms, record.seat)
    _touch(state, event.incident, record).messages.append(event.id)


@rule(ev.MessageWithdrawn)
def _withdrawn(state: State, event: ev.MessageWithdrawn, record: Record) -> None:
    message = state.messages[event.message]
    message.withdrawn_ms = record.exercise_ms
    state.posts[message.fact.post].withdrawn = True


@rule(ev.NoticeSent)
def _notice(state: State, event: ev.NoticeSent, record: Record) -> None:
    state.notices[event.id] = Notice(
        event.id,
        event.incident,
        event.team,
        event.post,
        event.rule.value,
        record.exercise_ms,
        record.exercise_ms + NOTICE_ANSWER_MS,
    )
    _touch(state, event.incident, record).notices.append(event.id)


@rule(ev.NoticeAnswered)
def _notice_answered(state: State, event: ev.NoticeAnswered, record: Record) -> None:
    state.notices[event.notice].upheld = event.upheld


@rule(ev.ReferralSent)
def _referral(state: State, event: ev.ReferralSent, record: Record) -> None:
    _touch(state, event.incident, record)


@rule(ev.MessengerAsked)
def _asked(state: State, event: ev.MessengerAsked, record: Record) -> None:
    partner = state.index.accounts[event.messenger].messenger
    delay = partner.delay_minutes * 60_000 if partner else MESSENGER_DEFAULT_MS
    state.messengers[event.id] = MessengerRequest(
        event.id,
        event.incident,
        event.team,
        event.messenger,
        event.message,
        record.exercise_ms + delay,
    )
    _touch(state, event.incident, record)


@rule(ev.MessengerAnswered)
def _messenger_answered(state: State, event: ev.MessengerAnswered, record: Record) -> None:
    state.messengers[event.request].accepted = event.accepted


@rule(ev.ForecastGiven)
def _forecast(state: State, event: ev.ForecastGiven, record: Record) -> None:
    _touch(state, event.incident, record).forecasts.append(event)


@rule(ev.IncidentClosed)
def _incident_closed(state: State, event: ev.IncidentClosed, record: Record) -> None:
    _touch(state, event.incident, record).closed_ms = record.exercise_ms


@rule(ev.HandoverOffered)
def _offered(state: State, event: ev.HandoverOffered, record: Record) -> None:
    incident = _touch(state, event.incident, record)
    incident.offered_to, incident.offered_escalation = event.to_team, event.escalate


@rule(ev.HandoverAccepted)
def _accepted(state: State, event: ev.HandoverAccepted, record: Record) -> None:
    incident = _touch(state, event.incident, record)
    incident.team, incident.offered_to = event.team, None
    # Who takes over has not agreed to anything yet.
    incident.agreed = []
    incident.teams.append(event.team)


@rule(ev.HandoverDeclined)
def _declined(state: State, event: ev.HandoverDeclined, record: Record) -> None:
    _touch(state, event.incident, record).offered_to = None


@rule(ev.TaskGiven)
def _task(state: State, event: ev.TaskGiven, record: Record) -> None:
    state.tasks[event.id] = Task(
        event.id,
        event.team,
        event.giver,
        event.text or event.written,
        record.exercise_ms,
        event.ask_options,
        event.incident,
        event.inject,
    )


@rule(ev.TaskFinished)
def _task_done(state: State, event: ev.TaskFinished, record: Record) -> None:
    state.tasks[event.task].status = "done"


@rule(ev.OptionsGiven)
def _options(state: State, event: ev.OptionsGiven, record: Record) -> None:
    state.tasks[event.task].status = "answered"


@rule(ev.OrderDeclined)
def _order_declined(state: State, event: ev.OrderDeclined, record: Record) -> None:
    state.tasks[event.task].status = "declined"


_MISSING = [kind.__name__ for kind in ev.EVENTS.values() if kind not in RULES]
if _MISSING:
    raise RuntimeError(f"events without a rule in apply: {_MISSING}")
