"""The visible crowd: a bounded sample of what the audience shared, in the planner's words.

The engine decides who passes on what; the phrase bank words it; a hash of (tick, agent, item)
chooses the wording, so nothing is random and nothing is generated. A crowd post or boost shows a
share that has already happened: it is not heard a second time.
"""

from __future__ import annotations

import hashlib

from infodrill.audience.facts import SharedBy
from infodrill.exercise import events as ev
from infodrill.exercise.events import Event
from infodrill.exercise.ids import Mint
from infodrill.exercise.state import State
from infodrill.scenario.listeners import PhraseSet
from infodrill.scenario.words import Outlet, Stance

SHOWN_ONE_IN = 3
"""Of the sampled shares, one in this many becomes visible while people play."""
SHOWN_ONE_IN_JUMP = 60
"""During a jump almost nothing is shown: nobody is watching."""
PER_TICK = 2
FRESH = 25
"""Crowd posts back within which no wording comes twice."""


def visible_crowd(state: State, tick: int, shares: tuple[SharedBy, ...], mint: Mint) -> list[Event]:
    """At most two posts or boosts for the shares of one tick."""
    events: list[Event] = []
    one_in = SHOWN_ONE_IN_JUMP if state.clock.jumping_to_ms is not None else SHOWN_ONE_IN
    for share in shares:
        luck = _luck(tick, share)
        if luck % one_in or len(events) >= PER_TICK:
            continue
        event = _boost(state, share, luck) if luck >> 8 & 1 else _words(state, share, luck, mint)
        if event is not None:
            events.append(event)
    return events


def _luck(tick: int, share: SharedBy) -> int:
    text = f"{tick}:{share.agent}:{share.item}".encode()
    return int.from_bytes(hashlib.blake2s(text, digest_size=8).digest(), "little")


def _name(state: State, share: SharedBy) -> str:
    names = state.scenario.phrases.names
    return names[share.agent % len(names)]


def _latest(state: State, item: str) -> str | None:
    return next(
        (
            post.id
            for post in reversed(state.posts.values())
            if post.kind == "cast" and item in post.about and not post.private_to
        ),
        None,
    )


def _boost(state: State, share: SharedBy, luck: int) -> Event | None:
    target = _latest(state, share.item)
    if target is None:
        return None
    return ev.PostBoosted(target, f"crowd:{share.agent}", _name(state, share), ev.ONLY_A, "crowd")


def _wordings(phrases: PhraseSet, share: SharedBy) -> tuple[tuple[str, ...], Stance]:
    if share.kind == "answer":
        return phrases.answers, Stance.disputes
    if share.kind == "reach":
        return phrases.reach, Stance.neutral
    if share.belief > 0:
        return phrases.repeats, Stance.repeats
    return phrases.asks + phrases.doubts, Stance.asks


def _recent(state: State) -> frozenset[str]:
    """What the crowd said lately: nobody says it again in the same words on the same screen."""
    found: list[str] = []
    for post in reversed(state.posts.values()):
        if post.kind == "crowd":
            found.append(post.text)
            if len(found) == FRESH:
                break
    return frozenset(found)


def _words(state: State, share: SharedBy, luck: int, mint: Mint) -> Event | None:
    topic = state.index.items[share.item].topic
    recent = _recent(state)
    for about in (share.item, topic, "*"):
        for phrases in state.scenario.phrases.sets:
            wordings, stance = _wordings(phrases, share)
            wordings = tuple(one for one in wordings if one not in recent)
            if phrases.about == about and wordings:
                return ev.PostPublished(
                    mint.next(),
                    f"crowd:{share.agent}",
                    _name(state, share),
                    Outlet.microblog,
                    wordings[(luck >> 16) % len(wordings)],
                    "",
                    (share.item,),
                    stance,
                    ev.ONLY_A,
                    "crowd",
                    replies_to=_latest(state, share.item) if luck >> 9 & 1 else None,
                )
    return None
