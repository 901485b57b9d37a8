"""The independent cascade: whoever is told tries once to tell each one who hears them.

Kempe, Kleinberg and Tardos 2003, doi 10.1145/956750.956769. Every arc has one draw, keyed by its
number, made whether or not it is needed: the nodes told are exactly those that can be reached from
the initial ones over the arcs whose draw succeeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import inner, tight
from infodrill.audience.names import purpose_key
from infodrill.audience.philox import philox
from infodrill.audience.state import AnyArray, Bytes, Ints, Small
from infodrill.audience.textbook.check import Nodes, fractions, probability, random_seed, some_nodes
from infodrill.audience.textbook.draws import threshold, thresholds
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.prefetch import prefetch

PURPOSE = "textbook independent cascade"
_ZERO = np.uint64(0)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)
_BATCH = 512
_FAR = 24
_NEAR = 12
"""How many nodes ahead a row's bounds, and its arcs, are asked for."""


@dataclass(frozen=True, eq=False)
class Cascade:
    """Who became active, and when.

    Attributes:
        nodes: active nodes, those of one step together, ascending [active].
        per_step: how many became active in each step; step 0 is the initial ones [steps].
        all_nodes: N.
    """

    nodes: Small
    per_step: Ints
    all_nodes: int

    @property
    def size(self) -> int:
        """How many nodes became active."""
        return self.nodes.size

    def step_of(self) -> Ints:
        """Return the step in which each node became active, -1 for never [N]."""
        step = np.full(self.all_nodes, -1, np.int64)
        step[self.nodes] = np.repeat(np.arange(self.per_step.size), self.per_step)
        return step


@inner
def _draw(block: Ints, lanes: Bytes, count: int, level: int, key: np.uint64) -> None:
    """Clear the bits of `lanes` whose draw does not stay below the level."""
    for place in range(count):
        counter = np.uint64(block[place])
        one, two, three, four = philox(counter & _LOW, counter >> _HALF, _ZERO, _ZERO, key)
        hits = (
            (signed(one) < level)
            | (signed(two) < level) << 1
            | (signed(three) < level) << 2
            | (signed(four) < level) << 3
        )
        lanes[place] &= np.uint8(hits)

@inner
def _draw_each(block: Ints, lanes: Bytes, count: int, limit: Ints, key: np.uint64) -> None:
    """Clear the bits of `lanes` whose draw does not stay below the arc's own level."""
    final = limit.size - 1
    for place in range(count):
        counter = np.uint64(block[place])
        one, two, three, four = philox(counter & _LOW, counter >> _HALF, _ZERO, _ZERO, key)
        arc = 4 * block[place]
        hits = (
            (signed(one) < limit[arc])
            | (signed(two) < limit[min(arc + 1, final)]) << 1
            | (signed(three) < limit[min(arc + 2, final)]) << 2
            | (signed(four) < limit[min(arc + 3, final)]) << 3
        )
        lanes[place] &= np.uint8(hits)


@inner
def _tell(block: Ints, lanes: Bytes, count: int, target: Small, heard: Small, state: Bytes, queue: Small, end: int) -> int:
    """Put those of `heard` that are not active yet in the queue; return its new end."""
    told = 0
    final = target.size - 1
    for place in range(count):
        arc = 4 * block[place]
        hits = lanes[place]
        heard[told] = target[arc]
        told += hits & 1
        heard[told] = target[min(arc + 1, final)]
        told += (hits >> 1) & 1
        heard[told] = target[min(arc + 2, final)]
        told += (hits >> 2) & 1
        heard[told] = target[min(arc + 3, final)]
        told += hits >> 3
    for place in range(told):
        node = heard[place]
        queue[end] = node
        end += state[node] == 0
        state[node] = 1
    return end


@tight
def spread(
    start: Ints,
    target: Small,
    limit: Ints,
    state: Bytes,
    queue: Small,
    first: int,
    last: int,
    block: Ints, lanes: Bytes,
    heard: Small,
    key: np.uint64,
) -> int:
    """Let the nodes queue[first:last] tell those who hear them; return the queue's new end.

    Args:
        start: of each row [N+1].
        target: of each arc [M].
        limit: threshold of each arc [M], or one for all of them [1].
        state: 1 where a node is active [N]; changed.
        queue: active nodes in the order of their steps [N+1]; added to.
        first: of the nodes that became active in the last step.
        last: the queue's end.
        heard: working memory, `_BATCH` more than the longest row.
        key: of the draws.
    """
    same = limit.size == 1
    level = limit[0]
    end = last
    count = 0
    place = first
    next_block = -1
    while place < last:
        node = queue[place]
        from_arc = start[node]
        to_arc = start[node + 1]
        if next_block < 0:
            if place + _FAR < last:
                prefetch(start, signed(queue[place + _FAR]))
            if place + _NEAR < last:
                prefetch(target, start[queue[place + _NEAR]])
            next_block = from_arc >> 2
        stop = min((to_arc + 3) >> 2, next_block + _BATCH - count)
        for chosen in range(next_block, stop):
            block[count] = chosen
            here = 15
            here &= 15 << max(from_arc - 4 * chosen, 0)
            here &= 15 >> max(4 * chosen + 4 - to_arc, 0)
            lanes[count] = here
            count += 1
        next_block = stop
        if 4 * stop >= to_arc:
            place += 1
            next_block = -1
        if count == _BATCH or place == last:
            if same:
                _draw(block, lanes, count, level, key)
            else:
                _draw_each(block, lanes, count, limit, key)
            end = _tell(block, lanes, count, target, heard, state, queue, end)
            count = 0
    return end


def independent_cascade(
    graph: Graph, *, probability_of_arc: float | AnyArray, initial: Nodes, seed: int
) -> Cascade:
    raise NotImplementedError


def run(graph: Graph, p: Any, initial: Any, seed: int) -> Cascade:
    key = np.uint64(purpose_key(random_seed(seed), PURPOSE))
    first = some_nodes("initial", initial, graph.nodes)
    limit = (
        np.array([threshold(probability("probability", p))])
        if np.ndim(p) == 0
        else thresholds(fractions("probability", p, graph.arcs, "arc"))
    )
    state = np.zeros(graph.nodes, np.uint8)
    queue = np.empty(graph.nodes + 1, np.int32)
    heard = np.empty(4*_BATCH+1, np.int32); block=np.zeros(_BATCH, np.int64); lanes=np.zeros(_BATCH,np.uint8)
    state[first] = 1
    queue[: first.size] = first
    ends = [0, first.size]
    while ends[-1] > ends[-2]:
        ends.append(
            spread(graph.start, graph.target, limit, state, queue, ends[-2], ends[-1], block, lanes, heard, key)
        )
        #        queue[ends[-2] : ends[-1]].sort()
    return Cascade(queue[: ends[-1]].copy(), np.diff(np.array(ends[:-1])), graph.nodes)
