"""The linear threshold model: its definition bit for bit, its theorem in distribution."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import sqrt

import numpy as np
import pytest

from infodrill.audience.textbook import Graph, linear_threshold
from infodrill.audience.textbook.draws import ONE
from infodrill.audience.textbook.linear import PURPOSE
from tests.audience.textbook.graphs import arcs_of, draw_of_node, few


def by_definition(
    graph: Graph, weights: list[float] | None, initial: list[int], seed: int
) -> list[int]:
    """The step in which each node becomes active, -1 for never."""
    arcs = arcs_of(graph)
    degree = Counter(target for _, target in arcs)
    limit = [draw_of_node(node, 0, seed, PURPOSE) for node in range(graph.nodes)]
    steps = [0 if node in initial else -1 for node in range(graph.nodes)]
    step = 0
    while step in steps:
        above = [0] * graph.nodes
        for arc, (source, target) in enumerate(arcs):
            if steps[source] >= 0:
                above[target] += int(weights[arc] * ONE) if weights else 1
        step += 1
        for node in range(graph.nodes):
            whole = 1 if weights else degree[node]
            unit = 1 if weights else ONE
            if steps[node] < 0 and above[node] * unit > limit[node] * whole:
                steps[node] = step
    return steps


@pytest.mark.parametrize("seed", range(6))
def test_it_follows_its_definition(seed: int) -> None:
    graph = few(nodes=120, arcs=400, seed=seed)
    initial = list(range(0, 120, 12))
    run = linear_threshold(graph, initial=initial, seed=seed)

    assert run.step_of().tolist() == by_definition(graph, None, initial, seed)
    assert run.per_step.size > 2


@pytest.mark.parametrize("seed", range(6))
def test_it_follows_its_definition_with_weights(seed: int) -> None:
    graph = few(nodes=120, arcs=400, seed=seed)
    raw = np.random.default_rng(seed).random(graph.arcs)
    weights = raw / np.bincount(graph.target, raw)[graph.target]
    initial = list(range(0, 120, 12))
    run = linear_threshold(graph, initial=initial, seed=seed, weights=weights)

    assert run.step_of().tolist() == by_definition(graph, weights.tolist(), initial, seed)
    assert run.per_step.size > 2


# Two ways from 0 to 3, a ring, and a node that keeps no arc with probability 1/5.
WEIGHTED = {(0, 1): 0.6, (2, 1): 0.4, (0, 2): 0.3, (3, 2): 0.5, (1, 3): 0.5, (2, 3): 0.3}


def live_edge_chances(
    weight: dict[tuple[int, int], float], nodes: int
) -> dict[frozenset[int], float]:
    """The chance of each set reached from node 0 when each node keeps at most one in-arc."""
    choices: list[list[tuple[int | None, float]]] = []
    for node in range(nodes):
        into = [(source, chance) for (source, target), chance in weight.items() if target == node]
        choices.append([*into, (None, 1 - sum(chance for _, chance in into))])
    found: dict[frozenset[int], float] = {}
    for kept in product(*choices):
        reached = {0}
        for _ in range(nodes):
            reached |= {node for node, (source, _) in enumerate(kept) if source in reached}
        chance = float(np.prod([share for _, share in kept]))
        key = frozenset(reached)
        found[key] = found.get(key, 0) + chance
    return found


def test_its_sets_are_distributed_as_those_of_one_live_in_edge() -> None:
    source, target = zip(*WEIGHTED, strict=True)
    graph = Graph.from_edges(4, source, target)
    weights = graph.per_arc(list(WEIGHTED.values()))
    runs = 6000
    seen = Counter(
        frozenset(linear_threshold(graph, initial=[0], seed=seed, weights=weights).nodes.tolist())
        for seed in range(runs)
    )

    expected = {key: chance for key, chance in live_edge_chances(WEIGHTED, 4).items() if chance}
    assert set(seen) == set(expected)
    assert len(expected) > 4
    for key, chance in expected.items():
        # Four standard deviations; the seeds are fixed.
        assert abs(seen[key] / runs - chance) < 4 * sqrt(chance * (1 - chance) / runs)


def test_one_in_arc_of_full_weight_is_always_enough() -> None:
    ring = Graph.from_edges(50, range(50), [*range(1, 50), 0])

    assert linear_threshold(ring, initial=[7], seed=1).per_step.tolist() == [1] * 50
    assert linear_threshold(ring, initial=[7], seed=1, weights=[0.0] * 50).size == 1


def test_the_weight_of_a_single_arc_is_its_own() -> None:
    pair = Graph.from_edges(2, [0], [1])
    sizes = Counter(
        linear_threshold(pair, initial=[0], seed=seed, weights=[0.25]).size for seed in range(400)
    )

    assert 60 < sizes[2] < 140
    assert linear_threshold(pair, initial=[0], seed=1).size == 2
