"""Who passed an item on to whom: the engine's own draws, read again after the fact.

The engine keeps no parents, because nothing in an exercise may trace who told whom; here they are
worked out for a cascade of invented agents, to count generations. Whom a share reaches, and when,
depends only on (sharer, item), so that replaying the shares gives every exposure again.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.calendar import pass_on
from infodrill.audience.cell import signed
from infodrill.audience.jit import kernel
from infodrill.audience.rules import horizon_ticks
from infodrill.audience.shards import make_shard, reserve
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import Crowd, Ints, Rules, Shard

NOBODY = -1


@kernel
def _parents(
    crowd: Crowd, rules: Rules, shard: Shard, item: int, sharers: Ints, ticks: Ints
) -> Ints:
    for place in range(sharers.size):
        pass_on(crowd, rules, shard, item, ticks[place], sharers[place], 0, place + 1, 0)
    ring = shard.head.shape[1]
    parents = np.full(sharers.size, NOBODY, np.int64)
    for place in range(sharers.size):
        earliest = sharers.size
        bundle = signed(shard.head[item, ticks[place] % ring])
        while bundle != 0:
            for event in range(signed(shard.pool[bundle, 1])):
                teller = signed(shard.pool[bundle, 3 + 3 * event]) - 1
                if (
                    signed(shard.pool[bundle, 2 + 3 * event]) == sharers[place]
                    and ticks[teller] < ticks[place]
                    and teller < earliest
                ):
                    earliest = teller
            bundle = signed(shard.pool[bundle, 0])
        if earliest < sharers.size:
            parents[place] = earliest
    return parents


def parents_of(
    spec: AudienceSpec, crowd: Crowd, rules: Rules, item: int, sharers: Ints, ticks: Ints
) -> Ints:
    """Return for each sharer the place of the one it passed the item on from, or `NOBODY`.

    Who heard several in the minute it shared is put down to the one that shared first; who heard
    the account that posted has nobody above. All shares must lie within one day.

    Args:
        spec: of the audience.
        crowd: of the audience.
        rules: of the audience.
        item: index.
        sharers: agents, in the order in which they shared.
        ticks: when they did, ascending.
    """
    shard = make_shard(spec, range(item, item + 1), horizon_ticks(spec.tick_seconds) + 1)
    followers = int((crowd.start[sharers + 1] - crowd.start[sharers]).sum())
    strangers = 2 * spec.mean_follows * 2 + 1
    shard = reserve(shard, followers + strangers * sharers.size)
    return _parents(crowd, rules, shard, item, sharers, ticks)


def generations(parents: Ints) -> Ints:
    """Return each sharer's generation: 1 for those who heard the account itself."""
    depth = np.ones(parents.size, np.int64)
    for place, parent in enumerate(parents.tolist()):
        if parent != NOBODY:
            depth[place] = depth[parent] + 1
    return depth
