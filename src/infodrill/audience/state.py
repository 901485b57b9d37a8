"""The arrays the kernels work on, in named groups.

`Crowd` and `Rules` never change after the start; `Live` is the state; a `Shard` is the working
memory of one thread and owns the pending events of its items. Shapes use N agents, I items,
S segments, A sources, R ring slots.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Bytes = npt.NDArray[np.uint8]
Ints = npt.NDArray[np.int64]
Small = npt.NDArray[np.int32]
Words = npt.NDArray[np.uint32]
Longs = npt.NDArray[np.uint64]
AnyArray = npt.NDArray[Any]

WORLDS = 2
VOICES = 16
KINDS = 2
SAMPLE = 4
FINE = 64
"""Belief arithmetic is done in 64ths of a belief unit and rounded once."""
PART = 65536
"""Shares and damping factors are 65536ths."""

DELAYS = 1024
NEVER = 2**31 - 1
MINUTES = 1441
DRAW = 2**32
"""Probabilities are thresholds out of this."""

(
    KEY_TEMPER,
    KEY_SEE,
    KEY_DECIDE,
    KEY_PASS,
    KEY_STRANGER,
    KEY_FADE,
    KEY_SAMPLE,
) = range(7)
KEYS = ("temper", "see", "decide", "pass", "stranger", "fade", "sample")
"""Names of the purposes, in the order of their keys."""

(
    SET_TICK_SECONDS,
    SET_START_SECOND,
    SET_STRANGERS,
    SET_PINNED,
    SET_FADE,
    SET_DURING,
    SET_BEFORE,
    SET_ASK,
    SET_INOCULATION,
    SET_NAMED,
    SET_ANSWERED_SHARE,
    SET_ANSWER_RATE,
    SET_TRUST_TIMES,
    SET_TELLING,
    SET_TICKS_PER_HOUR,
    SET_FORGET,
    SET_LOOK_UP,
    SET_LOOK_UP_TICKS,
    SET_DENIED,
    SETTINGS,
) = range(20)


class Crowd(NamedTuple):
    """Who listens.

    segment [N]; follower rows: start [N+1] into follower [arcs]; widest: length of the longest row.
    """

    segment: Bytes
    start: Ints
    follower: Small
    widest: int


class Rules(NamedTuple):
    """Lookup tables and settings.

    keys [7] u64; settings [SETTINGS]; item_hash [I]; claim [I]; prior [I, S] belief units;
    share [I, S], see [S, 24], interest [I, S] thresholds for a 32-bit draw; peer_trust [S] and
    class_trust [S, 16] per mille (class 0 unused); temper [256] belief units; share_by_belief and
    answer_by_belief [256] (index belief + 128), share_again, tell_again, answer_again and damp [16]
    in `PART`s, novelty [MINUTES] too, by minutes since the item appeared; post_delay and
    pass_delay [DELAYS] ticks, `NEVER` beyond the horizon.
    """

    keys: Longs
    settings: Ints
    item_hash: Ints
    claim: Ints
    prior: Ints
    share: Ints
    see: Ints
    interest: Ints
    peer_trust: Ints
    class_trust: Ints
    temper: Ints
    share_by_belief: Ints
    answer_by_belief: Ints
    share_again: Ints
    tell_again: Ints
    answer_again: Ints
    damp: Ints
    novelty: Ints
    post_delay: Small
    pass_delay: Small


class Live(NamedTuple):
    """The state of both worlds.

    cells [I, N] pairs, world A in the low half and B in the high one (see `cell`);
    trust [2, A, S] per mille; voice_source, voice_units (in `FINE`ths at trust
    factor 1), voice_quality and voice_marks [I, 2, 2, 16], of which
    voice_count [I, 2, 2] besides hearsay are in use; attention [I, 2] per mille;
    appeared [I, 2] the tick an item was first posted about, -1 before;
    counters and change [I, 2, S, counters]; digest [I, 2]; busy [I] (1 once anything happened);
    split [I] (0 while both worlds are the same about an item, so that one is enough to work out).
    """

    cells: Longs
    trust: Ints
    voice_source: Ints
    voice_units: Ints
    voice_quality: Ints
    voice_marks: Ints
    voice_count: Ints
    attention: Ints
    appeared: Ints
    counters: Ints
    change: Ints
    digest: Longs
    busy: Ints
    split: Ints


BUNDLE_EVENTS = 10
BUNDLE_WORDS = 2 + 3 * BUNDLE_EVENTS
"""Events wait in bundles of two cache lines: following a chain costs more than reading along it."""

(
    META_FREE_HEAD,
    META_FREE,
    META_UNUSED,
    META_ITEM,
    META_AGENT,
    META_TOUCHED,
    META_ROWS,
    META_ROW_COUNT,
    META_SAMPLED,
    META_WARMED,
    META_SIZE,
) = range(11)


BLOCK = 256
"""Agents whose luck is drawn together: loops over a block are short and in the nearest cache."""


class Block(NamedTuple):
    """Scratch for the luck of a block of agents; each array is [BLOCK].

    who: agents. first, second, third and fourth: 32-bit words. temper and stubborn: 32-bit words
    about the agent itself.
    """

    who: Longs
    first: Longs
    second: Longs
    third: Longs
    fourth: Longs
    temper: Longs
    stubborn: Longs


class Shard(NamedTuple):
    """One thread's working memory.

    items [some of I]; pool [bundles, BUNDLE_WORDS] (next bundle, events used, then per event
    agent, word A, word B); head [I, R] bundle of each ring slot, 0 none; meta [META_SIZE];
    inbox [N] pairs of words, world A in the low half; touched [N]; rows flat ints, of which
    row_ends [rows] says where each one ends; sample [SAMPLE, 4] and rank [SAMPLE] of the shares
    kept for show; heard and passed: luck of those who hear, and of those who are passed something;
    saying [2] pairs of words that the agent whose turn it is passes on: the item, an answer.
    """

    items: Ints
    pool: Words
    head: Words
    meta: Ints
    inbox: Longs
    touched: Small
    rows: Ints
    row_ends: Ints
    sample: Ints
    rank: Longs
    heard: Block
    passed: Block
    saying: Longs
