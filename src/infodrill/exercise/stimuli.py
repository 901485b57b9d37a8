"""What an event does to the audience: the bridge from facts to stimuli, one pure function.

Live play, replay and verification use this same function, so the audience always hears the same
thing. Ground truth enters here and nowhere before: acts against protected speech cost trust and
draw attention (design section 4); what is merely wrong is settled when the truth arrives.
"""

from __future__ import annotations

from collections.abc import Iterable

from infodrill.audience.stimulus import Stimulus, TrustAct, TruthArrival
from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.scenario.words import Direction, MessageType, Outlet, Stance, Truth

PLATFORM = "platform"
"""The simulated platform itself, which shows a label when it upholds a notice."""
LABEL_QUALITY = 34
"""A label shown during exposure works a third as well as a correction after it: 8.6 against 25.3
points (Brashier et al. 2021, doi 10.1073/pnas.2020043118)."""
REPLY_REACH = 250
"""Per mille of a channel's reach: a reply is seen by the thread's readers, not by all followers."""
BOOST_REACH = 500

Heard = Stimulus | TruthArrival | TrustAct


def stimuli_of(state: State, record: Record) -> list[Heard]:
    """What the audience hears of one record, given the state after it."""
    event = record.payload
    if isinstance(event, ev.PostPublished):
        return list(_post(state, event))
    if isinstance(event, ev.PostBoosted):
        return list(_boost(state, event))
    if isinstance(event, ev.TruthArrived):
        if event.item not in state.items:
            return []
        true = state.index.items[event.item].truth is Truth.true
        return [TruthArrival(item=event.item, true=true, worlds=event.worlds)]
    if isinstance(event, ev.MessageWithdrawn):
        fact = state.messages[event.message].fact
        account = state.index.teams[fact.team].account
        return [
            TrustAct(source=account, kind="corrected_self", item=item)
            for item in state.posts[fact.post].about
            if state.index.items[item].is_claim and item in state.items
        ]
    if isinstance(event, ev.NoticeSent):
        account = state.index.teams[event.team].account
        return list(_against_protected(state, account, state.posts[event.post].about))
    if isinstance(event, ev.NoticeAnswered) and event.upheld:
        post = state.posts[state.notices[event.notice].post]
        return [
            Stimulus(
                source=PLATFORM,
                item=item,
                stance=Stance.disputes,
                quality=LABEL_QUALITY,
                worlds=ev.ONLY_A,
            )
            for item in post.about
            if state.index.items[item].is_untrue
        ]
    return []


def _reach(state: State, outlets: Iterable[Outlet]) -> int:
    """Per mille reached by several outlets together: those missed by each, multiplied."""
    missed = 1000
    for outlet in outlets:
        missed = missed * (1000 - state.index.reach.get(outlet.value, 0)) // 1000
    return 1000 - missed


def _post(state: State, event: ev.PostPublished) -> Iterable[Heard]:
    if event.kind == "crowd":
        return  # a crowd post shows a share that the engine already made
    outlets: tuple[Outlet, ...] = (event.outlet,)
    reach = _reach(state, outlets)
    if event.kind == "team":
        reach = reach * (REPLY_REACH if event.replies_to else 1000) // 1000
    kind = "post"
    if event.kind == "message":
        message = next(
            one for one in reversed(state.messages.values()) if one.fact.post == event.id
        )
        fact = message.fact
        reach = _reach(state, state.drafts[fact.draft].content.outlets)
        if fact.direction is Direction.against and fact.type is MessageType.correction:
            yield from _against_protected(state, event.account, event.about)
        if fact.type is MessageType.correcting_ourselves:
            for item in event.about:
                if state.index.items[item].is_claim:
                    yield TrustAct(source=event.account, kind="corrected_self", item=item)
        if fact.direction is Direction.against and fact.rung == 4:
            kind = "prebunk"
    for item in event.about:
        if item not in state.items:
            continue  # the cut leaves it out
        yield Stimulus(
            source=event.account,
            item=item,
            stance=event.stance,
            quality=event.quality,
            advice=event.advice,
            reach=reach,
            worlds=event.worlds,
            kind="prebunk" if kind == "prebunk" else "post",
        )


def _boost(state: State, event: ev.PostBoosted) -> Iterable[Heard]:
    if event.kind == "crowd" or not event.worlds:
        return
    if event.inject is not None:
        row = state.index.injects[state.index.injects[event.inject].boosts or ""]
        about, stance, outlet = row.about, row.stance, row.outlet
    else:
        post = state.posts[event.post]
        about, stance, outlet = post.about, post.stance, post.outlet
    reach = _reach(state, (outlet,) if outlet else ()) * BOOST_REACH // 1000
    for item in about:
        if item not in state.items:
            continue
        yield Stimulus(
            source=event.account, item=item, stance=stance, reach=reach, worlds=event.worlds
        )


def _against_protected(state: State, account: str, about: tuple[str, ...]) -> Iterable[Heard]:
    for item in about:
        if state.index.items[item].protected is not None and item in state.items:
            yield TrustAct(source=account, kind="against_protected", item=item)
            yield Stimulus(source=account, item=item, kind="attention", worlds=ev.ONLY_A)
