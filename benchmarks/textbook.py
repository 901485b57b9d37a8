"""`python -m benchmarks.textbook [ROUNDS]`: times the textbook modes on one thread.

Every row runs on the same kind of graph: grown by preferential attachment, five edges a node, both
ways, so ten arcs a node. Times are of the call that a researcher makes, checks included, kernels
compiled; building the graph has its own row. The best of the rounds is what the machine can do, the
median is what it did beside whatever else was running; the load is printed with them. Arcs a second
are, for cascades, arcs of active nodes; for SIR and SBFC, all arcs times steps, whether the method
had to look at them or not.
"""

from __future__ import annotations

import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import numba
import numpy as np
import numpy.typing as npt

from infodrill.audience.textbook import (
    Cascade,
    Graph,
    independent_cascade,
    linear_threshold,
    sbfc,
    sir,
)

EDGES_A_NODE = 5
EPIDEMIC_STEPS = 60
HOAX_STEPS = 30


class Timing(NamedTuple):
    """Seconds of the best and the median round, and arcs gone through in one round."""

    what: str
    best: float
    median: float
    arcs: int


@numba.njit  # type: ignore[untyped-decorator,unused-ignore]
def attachment_ends(nodes: int, draws: npt.NDArray[np.float64]) -> npt.NDArray[np.int32]:
    """Both ends of each edge, one after the other (Batagelj and Brandes 2005, algorithm 5).

    doi 10.1103/PhysRevE.71.036113. Each edge's second end is any earlier end, equally likely.
    """
    ends = np.empty(2 * draws.size, np.int32)
    each = draws.size // nodes
    for edge in range(draws.size):
        ends[2 * edge] = edge // each
        ends[2 * edge + 1] = ends[int(draws[edge] * (2 * edge + 1))]
    return ends


def attachment_edges(nodes: int) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """Source and target of the benchmark's edges; those from a node to itself left out."""
    draws = np.random.default_rng(1).random(nodes * EDGES_A_NODE)
    ends = attachment_ends(nodes, draws)
    source, target = ends[::2], ends[1::2]
    proper = source != target
    return source[proper], target[proper]


def timed(rounds: int, run: Callable[[int], Any]) -> tuple[float, float]:
    """Best and median seconds of running with seeds 0, 1, ..."""
    seconds = []
    for seed in range(rounds):
        begin = time.perf_counter()
        run(seed)
        seconds.append(time.perf_counter() - begin)
    return min(seconds), statistics.median(seconds)


def arcs_of(graph: Graph, cascade: Cascade) -> int:
    """Arcs that lead from the active nodes."""
    return int(np.diff(graph.start)[cascade.nodes].sum())


def timings(rounds: int) -> Iterator[Timing]:
    """Every row, as soon as it is known."""
    for nodes in (10_000, 100_000, 1_000_000):
        source, target = attachment_edges(nodes)

        def build(
            _seed: int, nodes: int = nodes, source: Any = source, target: Any = target
        ) -> Graph:
            return Graph.from_edges(nodes, source, target, both_ways=True)

        graph = build(0)
        yield Timing(f"graph from edges, {nodes:,} nodes", *timed(3, build), graph.arcs)
        yield from _modes(graph, rounds)


def _modes(graph: Graph, rounds: int) -> Iterator[Timing]:
    nodes = graph.nodes
    first = graph.some_nodes(10, 1)
    hundredth = graph.some_nodes(nodes // 100, 1)
    fifth = graph.some_nodes(nodes // 5, 1)

    def cascade(seed: int) -> Cascade:
        return independent_cascade(graph, probability=0.1, initial=first, seed=seed)

    def threshold(seed: int) -> Cascade:
        return linear_threshold(graph, initial=hundredth, seed=seed)

    for name, spread in (("IC, p .1, 10 initial", cascade), ("LT, 1 % initial", threshold)):
        spread(0)
        arcs = int(np.median([arcs_of(graph, spread(seed)) for seed in range(rounds)]))
        yield Timing(f"{name}, {nodes:,} nodes", *timed(rounds, spread), arcs)

    for method in ("push", "pull"):

        def epidemic(seed: int, method: str = method) -> Any:
            return sir(
                graph,
                infection=0.05,
                recovery=0.1,
                initial=hundredth,
                steps=EPIDEMIC_STEPS,
                seed=seed,
                method=method,
            )

        def hoax(seed: int, method: str = method) -> Any:
            return sbfc(
                graph,
                spreading=0.5,
                credibility=0.4,
                forgetting=0.1,
                verifying=0.05,
                believers=fifth[::2],
                fact_checkers=fifth[1::2],
                steps=HOAX_STEPS,
                seed=seed,
                method=method,
            )

        for name, steps, run in (
            ("SIR", EPIDEMIC_STEPS, epidemic),
            ("SBFC", HOAX_STEPS, hoax),
        ):
            run(0)
            what = f"{name} {method}, {steps} steps, {nodes:,} nodes"
            yield Timing(what, *timed(rounds, run), steps * graph.arcs)


def main() -> int:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    print(
        f"{platform.python_implementation()} {platform.python_version()}, "
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"
    )
    print(f"{'what':<42}{'best ms':>10}{'median ms':>11}{'M arcs/s':>10}{'load':>6}")
    for timing in timings(rounds):
        print(
            f"{timing.what:<42}{1e3 * timing.best:>10.2f}{1e3 * timing.median:>11.2f}"
            f"{timing.arcs / timing.median / 1e6:>10.0f}{os.getloadavg()[0]:>6.1f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
