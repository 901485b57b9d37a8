"""Graphs and draws that the tests of this folder share, made without what they test."""

from __future__ import annotations

import numpy as np

from infodrill.audience.names import purpose_key
from infodrill.audience.philox import philox
from infodrill.audience.textbook import Graph

Arcs = list[tuple[int, int]]


def few(nodes: int = 60, arcs: int = 220, seed: int = 1) -> Graph:
    """A small directed graph: sparse enough that what happens is never the same everywhere."""
    chance = np.random.default_rng(seed)
    source = chance.integers(0, nodes, arcs)
    target = (source + chance.integers(1, nodes, arcs)) % nodes
    return Graph.from_edges(nodes, source, target)


def dense(nodes: int, mean_degree: int, seed: int = 1) -> Graph:
    """An Erdős–Rényi graph, both ways."""
    chance = np.random.default_rng(seed)
    edges = nodes * mean_degree // 2
    source = chance.integers(0, nodes, edges)
    target = (source + chance.integers(1, nodes, edges)) % nodes
    return Graph.from_edges(nodes, source, target, both_ways=True)


def regular(nodes: int, degree: int, seed: int = 1) -> Graph:
    """A random regular graph: `degree` / 2 random rings through all nodes."""
    chance = np.random.default_rng(seed)
    rings = [chance.permutation(nodes) for _ in range(degree // 2)]
    source = np.concatenate(rings)
    target = np.concatenate([np.roll(ring, 1) for ring in rings])
    return Graph.from_edges(nodes, source, target, both_ways=True)


def attachment(nodes: int, each: int = 5, seed: int = 1) -> Graph:
    """A graph grown by preferential attachment: each node joins `each` ends of earlier edges."""
    chance = np.random.default_rng(seed)
    ends = [0, 1]
    edges = [(1, 0)]
    for node in range(2, nodes):
        chosen = {ends[place] for place in chance.integers(0, len(ends), min(each, node))}
        edges += [(node, other) for other in sorted(chosen)]
        ends += [node] * len(chosen) + sorted(chosen)
    source, target = zip(*edges, strict=True)
    return Graph.from_edges(nodes, source, target, both_ways=True)


def arcs_of(graph: Graph) -> Arcs:
    """Source and target of each arc, in the order of their numbers."""
    source = np.repeat(np.arange(graph.nodes), np.diff(graph.start))
    return list(zip(source.tolist(), graph.target.tolist(), strict=True))


def heard_by(graph: Graph) -> list[list[int]]:
    """The nodes that each node hears."""
    heard: list[list[int]] = [[] for _ in range(graph.nodes)]
    for source, target in arcs_of(graph):
        heard[target].append(source)
    return heard


def words(block: int, seed: int, purpose: str) -> list[int]:
    """The four 31-bit draws of a block, from the generator itself."""
    counter = (block & 0xFFFFFFFF, block >> 32, 0, 0)
    key = np.uint64(purpose_key(seed, purpose))
    return [int(word) >> 1 for word in philox(*(np.uint64(part) for part in counter), key)]


def draw_of_arc(arc: int, seed: int, purpose: str) -> int:
    return words(arc >> 2, seed, purpose)[arc & 3]


def draw_of_node(node: int, step: int, seed: int, purpose: str) -> int:
    return words((node >> 2) + (step << 32), seed, purpose)[node & 3]


def two_draws_of_node(node: int, step: int, seed: int, purpose: str) -> tuple[int, int]:
    first, second = words((node >> 1) + (step << 32), seed, purpose)[2 * (node & 1) :][:2]
    return first, second
