"""What the world owes: answers to requests, notices and partners, phases, jumps; once a tick."""

from __future__ import annotations

from infodrill.exercise import events as ev
from infodrill.exercise.events import Event
from infodrill.exercise.ids import Mint
from infodrill.exercise.state import Notice, State
from infodrill.scenario.times import parse_time
from infodrill.scenario.words import HarmClass, Outlet, PlatformRule, SourceClass, Stance


def followups(state: State, now_ms: int, mint: Mint) -> list[Event]:
    """Everything that is due by ``now_ms``, in a fixed order."""
    events: list[Event] = []
    for request in state.requests.values():
        if not request.answered and request.due_ms <= now_ms:
            events.append(ev.EvidenceReceived(request.id, request.incident, request.cards))
    for notice in state.notices.values():
        if notice.upheld is None and notice.due_ms <= now_ms:
            upheld, reason = platform_answer(state, notice)
            events.append(ev.NoticeAnswered(notice.id, upheld, reason))
    for asked in state.messengers.values():
        if asked.accepted is None and asked.due_ms <= now_ms:
            events.extend(_partner(state, asked.id, mint))
    return events


def framing(state: State, now_ms: int) -> list[Event]:
    """Phases entered and jumps begun by ``now_ms``."""
    events: list[Event] = []
    phases = [phase for phase in state.scenario.header.phases if parse_time(phase.start) <= now_ms]
    if phases and phases[-1].id != state.phase:
        events.append(ev.PhaseEntered(phases[-1].id))
    if state.clock.jumping_to_ms is None:
        for jump in state.scenario.header.jumps:
            if parse_time(jump.start) <= now_ms < parse_time(jump.end):
                events.append(ev.ClockJumped(parse_time(jump.end)))
    return events


def platform_answer(state: State, notice: Notice) -> tuple[bool, str]:
    """The simulated platform's computed answer: (upheld, reason code).

    It looks at the post the notice names and at its own published rules, and never acts on
    protected speech, whoever asks.
    """
    post = state.posts[notice.post]
    items = [state.index.items[item] for item in post.about]
    account = state.index.accounts.get(post.account)
    if any(item.protected is not None for item in items):
        return False, "protected_speech"
    if post.stance not in (Stance.repeats, Stance.confirms):
        # A question about a fraud, or a warning of it, is none.
        return False, "does_not_assert"
    rule = PlatformRule(notice.rule)
    if rule is PlatformRule.impersonation:
        upheld = account is not None and account.kind is SourceClass.impersonator
        return upheld, "impersonates" if upheld else "no_impersonation"
    kinds = {item.harm.kind for item in items if item.is_untrue}
    if rule is PlatformRule.fraud:
        upheld = HarmClass.fraud in kinds
        return upheld, "fraud" if upheld else "no_fraud"
    upheld = HarmClass.targeted_abuse in kinds
    return upheld, "abuse" if upheld else "no_abuse"


def _partner(state: State, request_id: str, mint: Mint) -> list[Event]:
    asked = state.messengers[request_id]
    account = state.index.accounts[asked.messenger]
    message = state.messages[asked.message]
    willing = account.messenger is not None and account.messenger.accepts
    shown = state.drafts[message.fact.draft].content.evidence
    accepted = willing and bool(shown) and message.withdrawn_ms is None
    answer = account.messenger.answer if account.messenger else ""
    events: list[Event] = [ev.MessengerAnswered(request_id, accepted, answer)]
    if accepted:
        post = state.posts[message.fact.post]
        events.append(
            ev.PostPublished(
                mint.next(),
                account.id,
                account.name,
                Outlet.microblog,
                "",
                "",
                post.about,
                post.stance,
                ev.ONLY_A,
                "cast",
                replies_to=post.id,
                quality=message.fact.quality,
                at_request_of=asked.team,
            )
        )
    return events
