"""What reaches the audience from outside: posts, arriving truths and acts that move trust."""

from __future__ import annotations

from typing import Literal

import msgspec

from infodrill.scenario.words import Stance

WORLD_A = 1
WORLD_B = 2
BOTH_WORLDS = 3


class Stimulus(msgspec.Struct, frozen=True, kw_only=True):
    """Something an account does that its followers can see.

    Attributes:
        source: id of the account.
        item: id of the item it is about.
        stance: what it does with the item.
        quality: 0..200 for answers and confirmations: 50 a bare denial, 100 a fact-check with
            evidence, 180 one that also says what really happened.
        advice: carries protective advice (counts when the source is official).
        reach: per mille of the followers that the channel can reach.
        worlds: bit 1 world A, bit 2 world B.
        kind: "post"; "attention" (acting against protected speech makes it more looked at);
            "prebunk" (teaches the technique, does not name the item).
    """

    source: str
    item: str
    stance: Stance = Stance.neutral
    quality: int = 0
    advice: bool = False
    reach: int = 1000
    worlds: int = BOTH_WORLDS
    kind: Literal["post", "attention", "prebunk"] = "post"


class TruthArrival(msgspec.Struct, frozen=True, kw_only=True):
    """The moment from which everybody can know whether a claim is true.

    It moves trust only. Belief moves when somebody posts about it.
    """

    item: str
    true: bool
    worlds: int = BOTH_WORLDS


class TrustAct(msgspec.Struct, frozen=True, kw_only=True):
    """An official's act, other than a post, that moves trust in it."""

    source: str
    kind: Literal["against_protected", "corrected_self"]
    item: str
    worlds: int = WORLD_A
