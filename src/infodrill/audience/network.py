"""Who follows whom: a directed, heavy-tailed follower network with communities and segments.

A degree-corrected stochastic block model (Karrer and Newman 2011, doi 10.1103/PhysRevE.83.016107)
drawn from the network seed alone. Agents are numbered community by community, most followed first,
so that a community's cells lie together in memory. Every draw is keyed by (seed, follower, slot).
Duplicate follows are dropped; following back is not modelled.
"""

from __future__ import annotations

from decimal import Decimal, localcontext

import numpy as np

from infodrill.audience.calibration import Calibration
from infodrill.audience.cell import signed
from infodrill.audience.jit import kernel
from infodrill.audience.names import purpose_key
from infodrill.audience.philox import philox
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import PART, Bytes, Crowd, Ints, Small

_RANK_OFFSET = 104858
"""A tenth of 2**20: caps the most followed agent at about 37 times the mean."""
_RANK_ONE = 1 << 20
_ZERO = np.uint64(0)
FOLLOW_LEVELS = 256


@kernel
def popular_rank(draw: int, size: int) -> int:
    """Return a rank below `size`, low ranks more often.

    Popularity of Pareto exponent 2.5 gives a chance proportional to rank**(-2/3), whose inverse
    distribution function is a cube; the offset bounds its head.
    """
    place = _RANK_OFFSET + (((draw >> 12) * (_RANK_ONE - _RANK_OFFSET)) >> 20)
    cube = place * place * place - _RANK_OFFSET * _RANK_OFFSET * _RANK_OFFSET
    return ((cube >> 28) * size) >> 32


@kernel
def draw_follows(
    bounds: Ints, levels: Ints, mean: int, mixing: int, key: np.uint64
) -> tuple[Ints, Small, Small]:
    """Return where each follower's row starts [N+1], whom it follows, and each one's followers.

    Args:
        bounds: first agent of each community, and N at the end.
        levels: number of follows relative to the mean, in `PART`s.
        mean: follows per agent.
        mixing: threshold of 2**32 for leaving the community.
        key: of the network.
    """
    communities = bounds.size - 1
    agents = bounds[communities]
    community_of = np.empty(agents, np.int32)
    capacity = 0
    wanted = np.empty(agents, np.int32)
    for community in range(communities):
        for agent in range(bounds[community], bounds[community + 1]):
            community_of[agent] = community
            drawn, rounding, _, _ = philox(
                np.uint64(agent), np.uint64(0xFFFFFFFF), _ZERO, _ZERO, key
            )
            level = levels[signed(drawn) >> 24]
            count = (mean * level + (signed(rounding) >> 16)) >> 16
            count = min(count, agents - 1)
            wanted[agent] = count
            capacity += count
    start = np.empty(agents + 1, np.int64)
    target = np.empty(capacity, np.int32)
    followers = np.zeros(agents, np.int32)
    arcs = 0
    for agent in range(agents):
        start[agent] = arcs
        for slot in range(wanted[agent]):
            leave, rank, anyone, spare = philox(
                np.uint64(agent), np.uint64(slot), _ZERO, _ZERO, key
            )
            community = community_of[agent]
            if signed(leave) < mixing:
                community = community_of[(signed(anyone) * agents) >> 32]
            first = bounds[community]
            size = bounds[community + 1] - first
            draw = signed(rank)
            for _ in range(2):
                chosen = first + popular_rank(draw, size)
                fresh = chosen != agent
                if fresh:
                    for arc in range(start[agent], arcs):
                        if target[arc] == chosen:
                            fresh = False
                            break
                if fresh:
                    target[arcs] = chosen
                    followers[chosen] += 1
                    arcs += 1
                    break
                draw = signed(spare)
    start[agents] = arcs
    return start, target[:arcs], followers


@kernel
def transpose(start: Ints, target: Small, followers: Small) -> tuple[Ints, Small]:
    """Return the follower rows: where each starts [N+1], and the followers, ascending."""
    agents = followers.size
    rows = np.empty(agents + 1, np.int64)
    rows[0] = 0
    for agent in range(agents):
        rows[agent + 1] = rows[agent] + followers[agent]
    cursor = rows[:-1].copy()
    follower = np.empty(target.size, np.int32)
    for agent in range(agents):
        for arc in range(start[agent], start[agent + 1]):
            followed = target[arc]
            follower[cursor[followed]] = agent
            cursor[followed] += 1
    return rows, follower


@kernel
def draw_segments(agents: int, shares: Ints, homophily: int, key: np.uint64) -> Bytes:
    """Return each agent's segment: that of its place among the communities, or any.

    Args:
        agents: N.
        shares: upper end of each segment's stretch of 2**32, ascending.
        homophily: threshold of 2**32 for taking the segment of one's place.
        key: of the segments.
    """
    segment = np.empty(agents, np.uint8)
    for agent in range(agents):
        stay, anywhere, _, _ = philox(np.uint64(agent), _ZERO, _ZERO, _ZERO, key)
        place = signed(anywhere)
        if signed(stay) < homophily:
            place = ((agent << 32) + (1 << 31)) // agents
        mine = 0
        while place >= shares[mine]:
            mine += 1
        segment[agent] = mine
    return segment


def community_bounds(agents: int, communities: int, seed: int) -> Ints:
    """Return the first agent of each community, and N: sizes fall as 1/(rank + 4), shuffled."""
    weights = [10**9 // (rank + 5) for rank in range(communities)]
    spare = agents - 2 * communities
    sizes = [2 + spare * weight // sum(weights) for weight in weights]
    sizes[0] += agents - sum(sizes)
    order = sorted(range(communities), key=lambda rank: purpose_key(seed, f"community {rank}"))
    bounds = np.zeros(communities + 1, np.int64)
    bounds[1:] = np.cumsum([sizes[rank] for rank in order])
    return bounds


def follow_levels(shape: Decimal) -> Ints:
    """Return quantiles of a log-logistic number of follows with mean 1, in `PART`s [256]."""
    with localcontext() as exact:
        exact.prec = 20
        chances = [Decimal(2 * level + 1) / (2 * FOLLOW_LEVELS) for level in range(FOLLOW_LEVELS)]
        raw = [((chance / (1 - chance)).ln() / shape).exp() for chance in chances]
        mean = sum(raw, Decimal(0)) / FOLLOW_LEVELS
        return np.array([int(value / mean * PART) for value in raw], np.int64)


def build_crowd(spec: AudienceSpec, calibration: Calibration) -> Crowd:
    """Return the crowd that a spec's network seed names."""
    mixing = int(calibration["mixing"] * 2**32)
    homophily = int(calibration["homophily"] * 2**32)
    shares = np.cumsum([segment.share for segment in spec.segments]).astype(np.int64)
    bounds = community_bounds(spec.agents, spec.communities, spec.network_seed)
    start, target, followers = draw_follows(
        bounds,
        follow_levels(calibration["following_shape"]),
        spec.mean_follows,
        mixing,
        np.uint64(purpose_key(spec.network_seed, "follows")),
    )
    rows, follower = transpose(start, target, followers)
    segment = draw_segments(
        spec.agents,
        (shares << 32) // 1000,
        homophily,
        np.uint64(purpose_key(spec.network_seed, "segments")),
    )
    return Crowd(segment, rows, follower, int(followers.max()))
