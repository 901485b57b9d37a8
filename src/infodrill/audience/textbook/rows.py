"""Kernels that put arcs in rows: one row a node, each row ascending.

A row form (CSR) of N nodes and M arcs is `start` [N+1] and `target` [M]: the arcs of node n are
start[n] .. start[n+1]-1. The number of an arc is its place there.
"""

from __future__ import annotations

import numpy as np

from infodrill.audience.jit import kernel
from infodrill.audience.state import Ints, Small


@kernel
def row_starts(key: Small, nodes: int) -> Ints:
    """Return where the row of each node starts when arcs are ordered by `key` [N+1]."""
    start = np.zeros(nodes + 1, np.int64)
    for arc in range(key.size):
        start[key[arc] + 1] += 1
    for node in range(nodes):
        start[node + 1] += start[node]
    return start


@kernel
def stable_order(key: Small, start: Ints, before: Ints) -> Ints:
    """Return the arcs ordered by `key`, those of one key in the order of `before` [M].

    Args:
        key: of each arc, below N.
        start: of each key's row, as `row_starts` tells.
        before: an order of the arcs.
    """
    cursor = start[:-1].copy()
    order = np.empty(before.size, np.int64)
    for place in range(before.size):
        arc = before[place]
        row = key[arc]
        order[cursor[row]] = arc
        cursor[row] += 1
    return order


@kernel
def turned(start: Ints, target: Small) -> tuple[Ints, Small]:
    """Return the row form of the same arcs the other way round, each row ascending."""
    nodes = start.size - 1
    rows = row_starts(target, nodes)
    cursor = rows[:-1].copy()
    source = np.empty(target.size, np.int32)
    for node in range(nodes):
        for arc in range(start[node], start[node + 1]):
            heard = target[arc]
            source[cursor[heard]] = node
            cursor[heard] += 1
    return rows, source
