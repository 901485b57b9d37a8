"""Working memory of the threads: making it, and growing its pool of bundles."""

from __future__ import annotations

import numpy as np

from infodrill.audience.facts import COUNTERS
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import (
    BUNDLE_EVENTS,
    BUNDLE_WORDS,
    META_FREE,
    META_FREE_HEAD,
    META_SIZE,
    SAMPLE,
    WORLDS,
    Shard,
    Words,
)

_FIRST_BUNDLES = 1 << 13


def _chain(pool: Words, first: int, then: int) -> None:
    """String the bundles from `first` to the end together as free ones, followed by `then`."""
    pool[first:, 0] = np.arange(first + 1, len(pool) + 1, dtype=np.uint32)
    pool[-1, 0] = then


def make_shard(spec: AudienceSpec, items: range, ring: int) -> Shard:
    """Return working memory for some of a spec's items, with a ring of `ring` ticks."""
    pool = np.zeros((_FIRST_BUNDLES, BUNDLE_WORDS), np.uint32)
    # Bundle 0 is none: it ends a chain.
    _chain(pool, 1, 0)
    meta = np.zeros(META_SIZE, np.int64)
    meta[META_FREE_HEAD] = 1
    meta[META_FREE] = _FIRST_BUNDLES - 1
    widest = 4 + len(COUNTERS)
    return Shard(
        items=np.array(items, np.int64),
        pool=pool,
        head=np.zeros((len(spec.items), ring), np.uint32),
        meta=meta,
        inbox=np.zeros((spec.agents, WORLDS), np.uint32),
        touched=np.zeros(spec.agents, np.int32),
        rows=np.zeros(len(items) * WORLDS * len(spec.segments) * widest, np.int64),
        sample=np.zeros((SAMPLE, 4), np.int64),
        rank=np.zeros(SAMPLE, np.uint64),
    )


def grow(shard: Shard) -> Shard:
    """Return the shard with twice the bundles."""
    old = len(shard.pool)
    pool = np.zeros((2 * old, BUNDLE_WORDS), np.uint32)
    pool[:old] = shard.pool
    _chain(pool, old, int(shard.meta[META_FREE_HEAD]))
    shard.meta[META_FREE_HEAD] = old
    shard.meta[META_FREE] += old
    return shard._replace(pool=pool)


def reserve(shard: Shard, events: int) -> Shard:
    """Return the shard grown until there is room for that many events of one item."""
    bundles = events // BUNDLE_EVENTS + min(events, shard.head.shape[1]) + 1
    while shard.meta[META_FREE] < bundles:
        shard = grow(shard)
    return shard
