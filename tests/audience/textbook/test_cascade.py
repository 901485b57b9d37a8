"""The independent cascade is reachability over the arcs whose draw succeeds, bit for bit."""

from __future__ import annotations

from collections import deque

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from infodrill.audience.textbook import Graph, independent_cascade
from infodrill.audience.textbook.cascade import BATCH, PURPOSE
from infodrill.audience.textbook.draws import ONE
from tests.audience.textbook.graphs import arcs_of, attachment, draw_of_arc, few


def distances(graph: Graph, probability: list[float], initial: list[int], seed: int) -> list[int]:
    """Steps to each node over the arcs left by percolation; -1 where there is no way."""
    kept: list[list[int]] = [[] for _ in range(graph.nodes)]
    for arc, (source, target) in enumerate(arcs_of(graph)):
        if draw_of_arc(arc, seed, PURPOSE) < int(probability[arc] * ONE):
            kept[source].append(target)
    steps = [0 if node in initial else -1 for node in range(graph.nodes)]
    waiting = deque(initial)
    while waiting:
        node = waiting.popleft()
        for told in kept[node]:
            if steps[told] < 0:
                steps[told] = steps[node] + 1
                waiting.append(told)
    return steps


@settings(max_examples=40)
@given(st.integers(0, 2**64 - 1), st.floats(0, 1), st.integers(1, 60))
def test_it_is_reachability(seed: int, probability: float, nodes: int) -> None:
    graph = few(nodes=nodes + 1, arcs=4 * nodes, seed=nodes)
    cascade = independent_cascade(graph, probability=probability, initial=[0], seed=seed)

    expected = distances(graph, [probability] * graph.arcs, [0], seed)
    assert cascade.step_of().tolist() == expected
    assert cascade.per_step.tolist() == np.bincount([s for s in expected if s >= 0]).tolist()


@pytest.mark.parametrize("seed", range(4))
def test_it_is_reachability_with_a_probability_for_each_arc(seed: int) -> None:
    graph = few(nodes=300, arcs=1500, seed=seed)
    each = np.random.default_rng(seed).random(graph.arcs) * 0.6
    initial = [3, 77, 150]
    cascade = independent_cascade(graph, probability=each, initial=initial, seed=seed)

    assert cascade.step_of().tolist() == distances(graph, each.tolist(), initial, seed)
    assert 10 < cascade.size < 290


def test_rows_longer_than_a_batch_are_whole() -> None:
    leaves = 3 * 4 * BATCH + 5
    source = [0] + [1] * leaves
    target = [1, *range(2, 2 + leaves)]
    star = Graph.from_edges(2 + leaves, source, target)
    half = independent_cascade(star, probability=0.5, initial=[1], seed=8)

    assert independent_cascade(star, probability=1, initial=[0], seed=8).size == 2 + leaves
    assert half.step_of().tolist() == distances(star, [0.5] * star.arcs, [1], 8)


def test_nodes_without_arcs_end_a_cascade() -> None:
    lonely = Graph.from_edges(3000, [], [])

    assert independent_cascade(lonely, probability=1, initial=range(3000), seed=1).size == 3000
    assert independent_cascade(lonely, probability=[], initial=[5], seed=1).nodes.tolist() == [5]
    assert independent_cascade(few(), probability=1, initial=[], seed=1).size == 0


def test_a_likelier_arc_never_loses_anybody() -> None:
    graph = attachment(2000)
    sizes = []
    before: set[int] = set()
    for probability in (0, 0.05, 0.1, 0.2, 0.5, 1):
        cascade = independent_cascade(graph, probability=probability, initial=[1999], seed=3)
        assert before <= set(cascade.nodes.tolist())
        before = set(cascade.nodes.tolist())
        sizes.append(cascade.size)
    assert sizes[0] == 1
    assert sizes[-1] == 2000
    assert sizes[2] < sizes[3]


def test_the_seed_is_the_luck() -> None:
    graph = attachment(2000)
    first, same, other = (
        independent_cascade(graph, probability=0.1, initial=[0, 1], seed=seed).step_of()
        for seed in (1, 1, 2)
    )

    assert np.array_equal(first, same)
    assert not np.array_equal(first, other)
