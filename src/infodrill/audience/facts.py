"""What a tick leaves behind: integers only, ready to be written into a log."""

from __future__ import annotations

from typing import Literal

import msgspec

COUNTERS = (
    "reached",
    "met_claim",
    "met_answer",
    "met_both",
    "believe",
    "shared",
    "shared_answer",
    "by_answer_only",
    "warned",
)
"""People counted per (item, segment, world), in the order every array and row uses.

reached: saw anything about it. met_claim: heard it told, confirmed or asked. met_answer: heard it
disputed. met_both: both. believe: leans towards it (claims only). shared: passed it on.
shared_answer: passed an answer on. by_answer_only: heard an official dispute it and never heard it
told - the official's own post brought it to them. warned: heard official protective advice.
"""

LANE_A, LANE_B, LANE_BOTH = 0, 1, 2


class SharedBy(msgspec.Struct, frozen=True):
    """One agent of world A who passed something on this tick.

    Attributes:
        agent: number of the agent; means nothing outside this audience.
        segment: segment id.
        item: item id.
        kind: "repeats" the claim, passes on the "answer", or gives protected speech "reach".
        belief: -127..127, sixteenths of a logit; 0 for protected speech.
    """

    agent: int
    segment: str
    item: str
    kind: Literal["repeats", "answer", "reach"]
    belief: int


class TickFacts(msgspec.Struct, frozen=True):
    """All that one tick changed.

    Attributes:
        tick: number of the tick.
        digests: unsigned 64-bit digest of every cell, world A and world B.
        rows: (item index, lane, segment index, change of each counter ...), sorted, trailing zero
            changes cut. Lane 0 is world A, 1 world B, 2 the same change in both.
        trust: (source index, lane, segment index, new per mille), sorted, officials that moved.
        shares: at most `SAMPLE` shares of world A, chosen and ordered by a keyed hash.
    """

    tick: int
    digests: tuple[int, int]
    rows: tuple[tuple[int, ...], ...]
    trust: tuple[tuple[int, ...], ...]
    shares: tuple[SharedBy, ...]
