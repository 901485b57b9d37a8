"""A graph of anybody's own, for the textbook modes.

It never reaches an exercise: the exercise audience draws its own follower network and takes no
other. An arc leads from the node that is heard to the node that hears it. Its number is its place
in the rows, and every draw about an arc is keyed by that number, so the order of an edge list does
not matter. Parallel arcs are kept, each with its own luck; an arc from a node to itself is refused.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np

from infodrill.audience.names import purpose_key
from infodrill.audience.state import AnyArray, Ints, Longs, Small
from infodrill.audience.textbook.check import (
    MOST_NODES,
    ParametersRefused,
    random_seed,
    room_for,
    whole,
    whole_array,
)
from infodrill.audience.textbook.draws import node_ranks
from infodrill.audience.textbook.rows import row_starts, stable_order, turned

_BYTES_A_NODE = 40
_BYTES_AN_ARC = 40
"""While a graph is being built; kept, it is 8 and 12, and 8 and 4 more for in-rows."""


def _kept(values: AnyArray) -> AnyArray:
    """Return the array made read-only, so that no run can change what another one reads."""
    values.flags.writeable = False
    return values


def _refuse_loop(source: AnyArray, target: AnyArray) -> None:
    loops = np.flatnonzero(source == target)
    if loops.size:
        raise ParametersRefused(
            f"node {source[loops[0]]} has an arc to itself (one of {loops.size}); expected none: "
            "leave them out, nobody is told by oneself"
        )


@dataclass(frozen=True, eq=False)
class Graph:
    """Nodes 0..N-1 and arcs 0..M-1; make one with `from_edges` or `from_csr`.

    Attributes:
        start: where each node's row of arcs starts, and M [N+1], int64, read-only.
        target: the node that each arc leads to [M], int32, read-only.
        edge: which edge of the list each arc came from [M], int64, read-only.
        both_ways: each arc has its opposite, so that rows and in-rows are the same.
    """

    start: Ints
    target: Small
    edge: Ints = field(repr=False)
    both_ways: bool = False

    @classmethod
    def from_edges(cls, nodes: int, source: Any, target: Any, *, both_ways: bool = False) -> Graph:
        """Return the graph of an edge list.

        Args:
            nodes: N.
            source: the node each edge comes from [E].
            target: the node each edge leads to [E].
            both_ways: make two arcs of each edge, one each way.

        Raises:
            ParametersRefused: a number is out of range, or the lists do not match.
        """
        count = whole("nodes", nodes, 1, MOST_NODES)
        arcs = np.size(source) * (2 if both_ways else 1)
        room_for(
            f"a graph of {count} nodes and {arcs} arcs",
            _BYTES_A_NODE * count + _BYTES_AN_ARC * arcs,
        )
        tail = whole_array("source", source, 0, count - 1).astype(np.int32)
        head = whole_array("target", target, 0, count - 1).astype(np.int32)
        if tail.size != head.size:
            raise ParametersRefused(
                f"source has {tail.size} edges and target {head.size}; expected as many"
            )
        _refuse_loop(tail, head)
        if both_ways:
            tail, head = np.concatenate((tail, head)), np.concatenate((head, tail))
        order = stable_order(head, row_starts(head, count), np.arange(head.size))
        start = row_starts(tail, count)
        order = stable_order(tail, start, order)
        edge = order % np.size(source) if both_ways and order.size else order
        return cls(_kept(start), _kept(head[order]), _kept(edge), both_ways)

    @classmethod
    def from_csr(cls, start: Any, target: Any) -> Graph:
        """Return the graph of a row form, with its arcs in the order given.

        Args:
            start: where each node's row starts, and M at the end [N+1].
            target: the node that each arc leads to [M].

        Raises:
            ParametersRefused: the rows do not fit together, or a node is out of range.
        """
        arcs = np.size(target)
        rows = whole_array("start", start, 0, arcs)
        if rows.size < 2 or rows[0] != 0 or rows[-1] != arcs or (np.diff(rows) < 0).any():
            raise ParametersRefused(
                f"start has {rows.size} entries; expected at least 2 that never fall, from 0 to "
                f"the number of arcs, {arcs}"
            )
        count = whole("nodes", rows.size - 1, 1, MOST_NODES)
        heads = whole_array("target", target, 0, count - 1).astype(np.int32)
        _refuse_loop(np.repeat(np.arange(count, dtype=np.int32), np.diff(rows)), heads)
        return cls(_kept(rows), _kept(heads), _kept(np.arange(arcs)))

    @property
    def nodes(self) -> int:
        """N."""
        return self.start.size - 1

    @property
    def arcs(self) -> int:
        """M."""
        return self.target.size

    @cached_property
    def in_degree(self) -> Ints:
        """How many arcs lead to each node [N]."""
        return _kept(np.bincount(self.target, minlength=self.nodes))

    @cached_property
    def in_rows(self) -> tuple[Ints, Small]:
        """The row form of the same arcs the other way round: start [N+1] and source [M]."""
        if self.both_ways:
            return self.start, self.target
        rows, source = turned(self.start, self.target)
        return _kept(rows), _kept(source)

    def per_arc(self, values: Any) -> AnyArray:
        """Return what was given for each edge of the list [E], for each arc [M]."""
        edges = self.arcs // 2 if self.both_ways else self.arcs
        given = np.asarray(values)
        if given.shape[:1] != (edges,):
            raise ParametersRefused(
                f"values has shape {given.shape}; expected one for each of {edges} edges"
            )
        return given[self.edge]

    def some_nodes(self, count: int, seed: int) -> Ints:
        """Return `count` different nodes, ascending, all sets equally likely."""
        wanted = whole("count", count, 0, self.nodes)
        key = np.uint64(purpose_key(random_seed(seed), "textbook nodes"))
        ranks: Longs = node_ranks(self.nodes, key)
        return np.sort(np.argsort(ranks, kind="stable")[:wanted])
