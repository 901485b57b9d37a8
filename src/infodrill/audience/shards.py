"""Working memory of the threads: making it, and growing its pool of bundles."""

from __future__ import annotations

import numpy as np

from infodrill.audience.facts import COUNTERS
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import (
    BLOCK,
    BUNDLE_EVENTS,
    BUNDLE_WORDS,
    META_FREE,
    META_SIZE,
    META_UNUSED,
    SAMPLE,
    WORLDS,
    Block,
    Shard,
)

_FEWEST_BUNDLES = 1 << 13


def first_bundles(agents: int) -> int:
    """Return how many bundles a pool starts with: memory that the system gives when it is used.

    Enough for the shipped scenarios: growing means copying, the longest wait there is in a run.
    """
    return max(agents + agents // 2, _FEWEST_BUNDLES)


def _block() -> Block:
    return Block(*(np.zeros(BLOCK, np.uint64) for _ in Block._fields))


def make_shard(spec: AudienceSpec, items: range, ring: int) -> Shard:
    """Return working memory for some of a spec's items, with a ring of `ring` ticks."""
    bundles = first_bundles(spec.agents)
    meta = np.zeros(META_SIZE, np.int64)
    # Bundle 0 is none: it ends a chain.
    meta[META_UNUSED] = 1
    meta[META_FREE] = bundles - 1
    most_rows = len(items) * WORLDS * len(spec.segments)
    return Shard(
        items=np.array(items, np.int64),
        pool=np.zeros((bundles, BUNDLE_WORDS), np.uint32),
        head=np.zeros((len(spec.items), ring), np.uint32),
        meta=meta,
        inbox=np.zeros(spec.agents, np.uint64),
        touched=np.zeros(spec.agents, np.int32),
        rows=np.zeros(most_rows * (3 + len(COUNTERS)), np.int64),
        row_ends=np.zeros(most_rows, np.int64),
        sample=np.zeros((SAMPLE, 4), np.int64),
        rank=np.zeros(SAMPLE, np.uint64),
        heard=_block(),
        passed=_block(),
        saying=np.zeros(2, np.uint64),
    )


def grow(shard: Shard) -> Shard:
    """Return the shard with twice the bundles."""
    old = len(shard.pool)
    used = int(shard.meta[META_UNUSED])
    pool = np.zeros((2 * old, BUNDLE_WORDS), np.uint32)
    pool[:used] = shard.pool[:used]
    shard.meta[META_FREE] += old
    return shard._replace(pool=pool)


def reserve(shard: Shard, events: int) -> Shard:
    """Return the shard grown until there is room for that many events of one item."""
    bundles = events // BUNDLE_EVENTS + min(events, shard.head.shape[1]) + 1
    while shard.meta[META_FREE] < bundles:
        shard = grow(shard)
    return shard
