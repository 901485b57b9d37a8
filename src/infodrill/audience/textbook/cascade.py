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
def _tell(heard: Small, count: int, state: Bytes, queue: Small, end: int) -> int:
    """Put those of `heard` that are not active yet in the queue; return its new end."""
    for place in range(count):
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
    final = target.size - 1
    end = last
    count = 0
    for place in range(first, last):
        if place + _FAR < last:
            prefetch(start, signed(queue[place + _FAR]))
        if place + _NEAR < last:
            prefetch(target, start[queue[place + _NEAR]])
        node = queue[place]
        from_arc = start[node]
        to_arc = start[node + 1]
        for block in range(from_arc >> 2, (to_arc + 3) >> 2):
            counter = np.uint64(block)
            one, two, three, four = philox(counter & _LOW, counter >> _HALF, _ZERO, _ZERO, key)
            arc = 4 * block
            lane = min(arc + 0, final)
            heard[count] = target[lane]
            count += (signed(one) < (level if same else limit[lane])) & (lane >= from_arc)
            lane = min(arc + 1, final)
            heard[count] = target[lane]
            count += (signed(two) < (level if same else limit[lane])) & (from_arc <= arc + 1) & (arc + 1 < to_arc)
            lane = min(arc + 2, final)
            heard[count] = target[lane]
            count += (signed(three) < (level if same else limit[lane])) & (from_arc <= arc + 2) & (arc + 2 < to_arc)
            lane = min(arc + 3, final)
            heard[count] = target[lane]
            count += (signed(four) < (level if same else limit[lane])) & (from_arc <= arc + 3) & (arc + 3 < to_arc)
        if count >= _BATCH:
            end = _tell(heard, count, state, queue, end)
            count = 0
    return _tell(heard, count, state, queue, end)


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
    heard = np.empty(int(np.diff(graph.start).max()) + _BATCH + 4, np.int32)
    state[first] = 1
    queue[: first.size] = first
    ends = [0, first.size]
    while ends[-1] > ends[-2]:
        ends.append(
            spread(graph.start, graph.target, limit, state, queue, ends[-2], ends[-1], heard, key)
        )
        #        queue[ends[-2] : ends[-1]].sort()
    return Cascade(queue[: ends[-1]].copy(), np.diff(np.array(ends[:-1])), graph.nodes)
