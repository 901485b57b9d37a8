"""The linear threshold model: a node becomes active when enough of those it hears are.

Kempe, Kleinberg and Tardos 2003, doi 10.1145/956750.956769: node v draws a threshold between 0 and
1 and becomes active once the weights of its active in-neighbours come above it. The sets it reaches
are distributed as those reached when each node keeps at most one of its in-arcs, each with a chance
equal to its weight.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.cell import signed
from infodrill.audience.jit import tight
from infodrill.audience.names import purpose_key
from infodrill.audience.state import AnyArray, Ints, Small, Words
from infodrill.audience.textbook import check
from infodrill.audience.textbook.cascade import AHEAD, Cascade, cascade_of
from infodrill.audience.textbook.draws import BLOCK, ONE, draw_blocks, thresholds
from infodrill.audience.textbook.graph import Graph
from infodrill.audience.textbook.prefetch import prefetch

PURPOSE = "textbook linear threshold"

_ROUNDING = 1e-9
"""By how much the floating-point sum of a node's weights may pass 1."""


@tight
def run_linear(
    start: Ints, target: Small, weight: Words, left: Ints, queue: Small, ends: Ints
) -> int:
    """Run to the end; return the number of steps in which somebody became active.

    Args:
        start: of each row [N+1].
        target: of each arc [M].
        weight: of each arc in `ONE`ths [M], or one for all of them [1].
        left: weight still missing to each node's activation, 0 for the initial ones [N]; changed.
        queue: active nodes in the order of their steps [N+1]; added to.
        ends: where each step ends in the queue [N+2]; ends[0] is the number of initial nodes.
    """
    same = weight.size == 1
    steps = 0
    first = 0
    last = ends[0]
    while first < last:
        end = last
        for place in range(first, last):
            if place + AHEAD < last:
                prefetch(start, signed(queue[place + AHEAD]))
            if place + AHEAD // 2 < last:
                prefetch(target, start[queue[place + AHEAD // 2]])
            node = queue[place]
            for arc in range(start[node], start[node + 1]):
                heard = target[arc]
                before = left[heard]
                after = before - signed(weight[0] if same else weight[arc])
                left[heard] = after
                queue[end] = heard
                end += (before > 0) & (after <= 0)
        first = last
        last = end
        steps += 1
        ends[steps] = end
    return steps


def _weights(graph: Graph, weights: AnyArray) -> Words:
    given = check.fractions("weights", weights, graph.arcs, "arc")
    total = np.bincount(graph.target, given, minlength=graph.nodes)
    most = int(np.argmax(total))
    if total[most] > 1 + _ROUNDING:
        raise check.ParametersRefused(
            f"the weights of the arcs to node {most} add up to {total[most]}; expected at most 1"
        )
    return thresholds(given)


def draws_of_nodes(nodes: int, key: np.uint64) -> Ints:
    """Return one 31-bit draw for each node [N]."""
    blocks = np.arange((nodes + BLOCK - 1) // BLOCK)
    drawn = np.empty(BLOCK * blocks.size, np.uint32)
    draw_blocks(blocks, blocks.size, drawn, key)
    return drawn[:nodes].astype(np.int64)


def linear_threshold(
    graph: Graph, *, initial: check.Nodes, seed: int, weights: AnyArray | None = None
) -> Cascade:
    """Return one run of the linear threshold model.

    Args:
        graph: who hears whom.
        initial: nodes active at the start, each named once.
        seed: of the thresholds, 0..2**64-1.
        weights: of each arc [M], 0..1, those to one node at most 1 together (see `Graph.per_arc`);
            None gives the arcs to a node equal weights that add up to 1.

    Raises:
        check.ParametersRefused: says what was given and what is expected.
    """
    key = np.uint64(purpose_key(check.random_seed(seed), PURPOSE))
    active = check.some_nodes("initial", initial, graph.nodes)
    drawn = draws_of_nodes(graph.nodes, key)
    if weights is None:
        # count / in-degree > draw / ONE, in whole numbers.
        weight = np.ones(1, np.uint32)
        left = drawn * graph.in_degree // ONE + 1
    else:
        weight = _weights(graph, weights)
        left = drawn + 1
        # One arc's weight must not be taken for that of all.
        if graph.arcs == 1:
            weight = np.repeat(weight, 2)
    left[active] = 0
    queue = np.empty(graph.nodes + 1, np.int32)
    ends = np.empty(graph.nodes + 2, np.int64)
    queue[: active.size] = active
    ends[0] = active.size
    steps = run_linear(graph.start, graph.target, weight, left, queue, ends)
    return cascade_of(queue, ends, steps, graph.nodes)
