"""The graphs that we and the peers are given, as arrays in one file each.

`start` and `target` are the rows, both ways; `source` and `other` the same edges, each once.
`following` and `followers` are how many each agent of our follower network follows and is heard by:
what the generators of random networks are asked to meet.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.textbook import attachment_edges
from infodrill.audience.textbook import Graph


def follower_networks(agents: int) -> Callable[[int], Any]:
    """What draws the follower network of `dam-rumour` from a seed, as the product does."""
    import msgspec

    from infodrill.audience import load_calibration
    from infodrill.audience.network import build_crowd
    from infodrill.cli.finding import load_playable
    from infodrill.exercise.listeners import audience_spec
    from infodrill.scenario.cutting import select

    scenario = load_playable("dam-rumour")
    spec = audience_spec(scenario, select(scenario, "full").items, agents)
    calibration = load_calibration()
    return lambda seed: build_crowd(msgspec.structs.replace(spec, network_seed=seed), calibration)


def write_attachment(nodes: int, initial: int, path: Path) -> int:
    """Write a graph grown by preferential attachment, parallel edges made one; return its arcs."""
    source, target = attachment_edges(nodes)
    low, high = np.minimum(source, target), np.maximum(source, target)
    edge = np.unique(low.astype(np.int64) * nodes + high)
    low, high = (edge // nodes).astype(np.int32), (edge % nodes).astype(np.int32)
    graph = Graph.from_edges(nodes, low, high, both_ways=True)
    np.savez(
        path,
        start=graph.start,
        target=graph.target,
        source=low,
        other=high,
        initial=graph.some_nodes(initial, 1),
    )
    return graph.arcs


def write_degrees(agents: int, path: Path) -> int:
    """Write the degrees of our follower network; return its arcs."""
    crowd = follower_networks(agents)(1)
    np.savez(
        path,
        start=np.zeros(agents + 1, np.int8),
        following=np.bincount(crowd.follower, minlength=agents).astype(np.float64),
        followers=np.diff(crowd.start).astype(np.float64),
    )
    return int(crowd.follower.size)
