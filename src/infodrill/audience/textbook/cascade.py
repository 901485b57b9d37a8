"""The independent cascade: whoever is told tries once to tell each one who hears them.

Kempe, Kleinberg and Tardos 2003, doi 10.1145/956750.956769. Every arc has one draw, keyed by its
number: the nodes told are exactly those that can be reached from the initial ones over the arcs
whose draw succeeds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import tight
from infodrill.audience.names import purpose_key
from infodrill.audience.state import AnyArray, Bytes, Ints, Small, Words
from infodrill.audience.textbook import check
from infodrill.audience.textbook.draws import BLOCK, draw_blocks, threshold, thresholds
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.prefetch import prefetch

PURPOSE = "textbook independent cascade"

BATCH = 256
"""Blocks of draws made at once; their working memory stays in the first-level cache."""

AHEAD = 16
"""How many nodes ahead the place of a row is asked for."""


@dataclass(frozen=True, eq=False)
class Cascade:
    """Who became active, and when.

    Attributes:
        nodes: active nodes, those of one step together [active].
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


class Bench(NamedTuple):
    """Working memory of one batch.

    arc, until and offset [BATCH] describe rows, or parts of them: the first arc, the end, and where
    its draws are less the arc's number; block [BATCH]; drawn [4 * BATCH]; heard [4 * BATCH + 1].
    """

    arc: Ints
    until: Ints
    offset: Ints
    block: Ints
    drawn: Words
    heard: Small


def make_bench() -> Bench:
    """Return empty working memory."""
    draws = BLOCK * BATCH
    return Bench(
        arc=np.zeros(BATCH, np.int64),
        until=np.zeros(BATCH, np.int64),
        offset=np.zeros(BATCH, np.int64),
        block=np.zeros(BATCH, np.int64),
        drawn=np.zeros(draws, np.uint32),
        # One place more: a node that is not told is written too, and then written over.
        heard=np.zeros(draws + 1, np.int32),
    )


@tight
def _tell(
    start: Ints,
    target: Small,
    limit: Words,
    state: Bytes,
    queue: Small,
    first: int,
    last: int,
    bench: Bench,
    key: np.uint64,
) -> int:
    """Let the nodes queue[first:last], at least one, try; return the queue's new end."""
    same = limit.size == 1
    level = limit[0]
    end = last
    place = first
    arc = start[queue[first]]
    while place < last:
        # Rows, or parts of long ones, until a batch is full.
        rows = 0
        blocks = 0
        while place < last and blocks < BATCH and rows < BATCH:
            to_arc = start[queue[place] + 1]
            block = arc >> 2
            stop = min((to_arc + 3) >> 2, block + BATCH - blocks)
            until = min(to_arc, 4 * stop)
            prefetch(target, arc)
            bench.arc[rows] = arc
            bench.until[rows] = until
            bench.offset[rows] = 4 * (blocks - block)
            rows += 1
            for number in range(block, stop):
                bench.block[blocks] = number
                blocks += 1
            arc = until
            if until == to_arc:
                place += 1
                if place < last:
                    arc = start[queue[place]]
                if place + AHEAD < last:
                    prefetch(start, signed(queue[place + AHEAD]))
        draw_blocks(bench.block, blocks, bench.drawn, key)
        # Without branches: which arcs succeed is what no processor can foresee.
        told = 0
        for row in range(rows):
            offset = bench.offset[row]
            for one in range(bench.arc[row], bench.until[row]):
                bench.heard[told] = target[one]
                told += bench.drawn[offset + one] < (level if same else limit[one])
        for one in range(told):
            node = bench.heard[one]
            queue[end] = node
            end += state[node] == 0
            state[node] = 1
    return end


@tight
def run_cascade(
    start: Ints,
    target: Small,
    limit: Words,
    state: Bytes,
    queue: Small,
    ends: Ints,
    bench: Bench,
    key: np.uint64,
) -> int:
    """Run a cascade to its end; return the number of steps in which somebody became active.

    Args:
        start: of each row [N+1].
        target: of each arc [M].
        limit: threshold of each arc [M], or one for all of them [1].
        state: 1 where a node is active [N]; changed.
        queue: active nodes in the order of their steps [N+1]; added to.
        ends: where each step ends in the queue [N+2]; ends[0] is the number of initial nodes.
        bench: working memory.
        key: of the draws.
    """
    steps = 0
    first = 0
    last = ends[0]
    while first < last:
        end = _tell(start, target, limit, state, queue, first, last, bench, key)
        first = last
        last = end
        steps += 1
        ends[steps] = end
    return steps


def cascade_of(queue: Small, ends: Ints, steps: int, all_nodes: int) -> Cascade:
    """Return the result that a queue and the ends of its steps tell."""
    total = int(ends[steps])
    return Cascade(queue[:total].copy(), np.diff(ends[:steps], prepend=0), all_nodes)


def independent_cascade(
    graph: Graph, *, probability: float | AnyArray, initial: check.Nodes, seed: int
) -> Cascade:
    """Return one independent cascade.

    Args:
        graph: who hears whom.
        probability: that an arc succeeds, 0..1: one for all, or one for each arc [M] (see
            `Graph.per_arc`).
        initial: nodes active at the start, each named once.
        seed: of the draws, 0..2**64-1.

    Raises:
        check.ParametersRefused: says what was given and what is expected.
    """
    key = np.uint64(purpose_key(check.random_seed(seed), PURPOSE))
    active = check.some_nodes("initial", initial, graph.nodes)
    if np.ndim(probability) == 0:
        limit = np.array([threshold(check.probability("probability", probability))], np.uint32)
    else:
        limit = thresholds(check.fractions("probability", probability, graph.arcs, "arc"))
        if not limit.size:
            limit = np.zeros(1, np.uint32)
    state = np.zeros(graph.nodes, np.uint8)
    queue = np.empty(graph.nodes + 1, np.int32)
    ends = np.empty(graph.nodes + 2, np.int64)
    state[active] = 1
    queue[: active.size] = active
    ends[0] = active.size
    steps = run_cascade(graph.start, graph.target, limit, state, queue, ends, make_bench(), key)
    return cascade_of(queue, ends, steps, graph.nodes)
