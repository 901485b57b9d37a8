"""A graph is what was given, in rows, whatever the order it was given in."""

from __future__ import annotations

import numpy as np
import pytest

from infodrill.audience.textbook import Graph
from tests.audience.textbook.graphs import arcs_of, few, heard_by

SOURCE = [2, 0, 1, 0]
TARGET = [0, 2, 2, 1]


def test_rows_hold_the_arcs_in_ascending_order() -> None:
    graph = Graph.from_edges(4, SOURCE, TARGET)

    assert arcs_of(graph) == [(0, 1), (0, 2), (1, 2), (2, 0)]
    assert graph.start.tolist() == [0, 2, 3, 4, 4]
    assert (graph.nodes, graph.arcs) == (4, 4)


def test_an_edge_both_ways_is_two_arcs() -> None:
    graph = Graph.from_edges(3, [0, 2], [1, 1], both_ways=True)

    assert arcs_of(graph) == [(0, 1), (1, 0), (1, 2), (2, 1)]
    assert graph.in_rows[1] is graph.target


def test_the_order_of_an_edge_list_does_not_matter() -> None:
    graph = few()
    shuffled = np.random.default_rng(3).permutation(graph.arcs)
    source, target = np.array(arcs_of(graph)).T[:, shuffled]
    again = Graph.from_edges(graph.nodes, source, target)

    assert arcs_of(again) == arcs_of(graph)


@pytest.mark.parametrize("both_ways", [False, True])
def test_a_value_of_an_edge_goes_to_its_arcs(both_ways: bool) -> None:
    graph = Graph.from_edges(3, SOURCE[:3], TARGET[:3], both_ways=both_ways)
    names = graph.per_arc(["20", "02", "12"])

    for (source, target), name in zip(arcs_of(graph), names, strict=True):
        ends = {f"{source}{target}", f"{target}{source}"} if both_ways else {f"{source}{target}"}
        assert name in ends


def test_rows_given_are_rows_kept() -> None:
    graph = few()
    again = Graph.from_csr(graph.start, graph.target)

    assert arcs_of(again) == arcs_of(graph)
    assert again.per_arc(np.arange(graph.arcs)).tolist() == list(range(graph.arcs))


def test_in_rows_are_the_same_arcs_the_other_way_round() -> None:
    graph = few()
    start, source = graph.in_rows

    rows = [source[start[node] : start[node + 1]].tolist() for node in range(graph.nodes)]
    assert rows == [sorted(row) for row in heard_by(graph)]
    assert graph.in_degree.tolist() == [len(row) for row in rows]


def test_a_graph_keeps_its_own_copy() -> None:
    start = np.array([0, 1, 2])
    target = np.array([1, 0], np.int32)
    graph = Graph.from_csr(start, target)
    target[0] = 0
    start[1] = 0

    assert arcs_of(graph) == [(0, 1), (1, 0)]
    with pytest.raises(ValueError, match="read-only"):
        graph.target[0] = 0


def test_some_nodes_are_different_ones_and_depend_on_the_seed_alone() -> None:
    graph = few()
    chosen = graph.some_nodes(20, 5)

    assert len(set(chosen.tolist())) == 20
    assert chosen.tolist() == sorted(chosen)
    assert chosen.tolist() == few(seed=9).some_nodes(20, 5).tolist()
    assert chosen.tolist() != graph.some_nodes(20, 6).tolist()
    assert graph.some_nodes(60, 5).tolist() == list(range(60))
