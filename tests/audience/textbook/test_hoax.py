"""SBFC against its definition, its closed forms and published measurements, and itself."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from infodrill.audience.textbook import Graph, Hoax, sbfc
from infodrill.audience.textbook.draws import ONE
from infodrill.audience.textbook.hoax import PART, PURPOSE
from tests.audience.textbook.graphs import attachment, few, heard_by, regular, two_draws_of_node

SPREADING, FORGETTING = 0.5, 0.1


def mean_field(credibility: float, verifying: float) -> float:
    """Believers in the end: T / 2a * ((1 + a) f / (f + v) - (1 - a)), T = b / (b + f), or none."""
    told = SPREADING / (SPREADING + FORGETTING)
    if credibility == 0:
        return 0.0
    kept = (1 + credibility) * FORGETTING / (FORGETTING + verifying) - (1 - credibility)
    return max(0.0, told / (2 * credibility) * kept)


def threshold(credibility: float) -> float:
    """The verifying at which the mean field's hoax dies out."""
    return 2 * credibility / (1 - credibility) * FORGETTING


def played(graph: Graph, credibility: float, verifying: float, steps: int, seed: int = 1) -> Hoax:
    tenth = graph.nodes // 10
    told = graph.some_nodes(2 * tenth, 7)
    return sbfc(
        graph,
        spreading=SPREADING,
        credibility=credibility,
        forgetting=FORGETTING,
        verifying=verifying,
        believers=told[::2],
        fact_checkers=told[1::2],
        steps=steps,
        seed=seed,
        method="push",
    )


def late(counts: np.ndarray, graph: Graph) -> float:
    return float(counts[-50:].mean()) / graph.nodes


def by_definition(
    graph: Graph, credibility: list[float], verifying: float | None, steps: int, seed: int
) -> list[list[int]]:
    """States of all nodes, from believers 0, 1, 2 and fact-checkers 3, 4; whole numbers only."""
    heard = heard_by(graph)
    parts = [round(value * PART) for value in credibility]
    state = [1] * 3 + [2] * 2 + [0] * (graph.nodes - 5)
    history = [state]
    for step in range(steps):
        following = list(state)
        for node, was in enumerate(state):
            first, second = two_draws_of_node(node, step, seed, PURPOSE)
            hoax = (PART + parts[node]) * sum(state[other] == 1 for other in heard[node])
            check = (PART - parts[node]) * sum(state[other] == 2 for other in heard[node])
            if was == 0 and hoax + check and first < int(SPREADING * ONE):
                following[node] = 1 if (second >> 7) * (hoax + check) < hoax << 24 else 2
            elif was and first < int(FORGETTING * ONE):
                following[node] = 0
            elif was == 1 and verifying is None:
                following[node] = 2 if second * PART < (PART - parts[node]) * ONE else 1
            elif was == 1 and verifying is not None:
                both = int(FORGETTING * ONE) + int(verifying * ONE)
                following[node] = 2 if first < both else 1
        state = following
        history.append(state)
    return history


@pytest.mark.parametrize(
    ("convention", "method", "threads"),
    [*product(("exclusive", "sequential"), ("push", "pull"), (1, 2, 3))],
)
def test_it_follows_its_definition(convention: str, method: str, threads: int) -> None:
    graph = few(nodes=103, arcs=600)
    each = [0.9 if node % 2 else 0.4 for node in range(graph.nodes)]
    verifying = 0.05 if convention == "exclusive" else None
    run = sbfc(
        graph,
        spreading=SPREADING,
        credibility=each,
        forgetting=FORGETTING,
        verifying=verifying,
        believers=[0, 1, 2],
        fact_checkers=[3, 4],
        steps=20,
        seed=11,
        convention=convention,
        method=method,
        threads=threads,
    )
    history = by_definition(graph, each, verifying, 20, 11)

    assert run.state.tolist() == history[-1]
    told = np.stack((run.susceptible, run.believers, run.fact_checkers)).T.tolist()
    assert told == [np.bincount(state, minlength=3).tolist() for state in history]
    assert len(set(history[-1])) == 3


def test_push_and_pull_and_threads_give_the_same_bits_on_a_heavy_tail() -> None:
    graph = attachment(6001)
    runs = [
        sbfc(
            graph,
            spreading=0.5,
            credibility=0.4,
            forgetting=0.1,
            verifying=0.05,
            believers=range(500),
            fact_checkers=range(500, 1000),
            steps=80,
            seed=2,
            method=method,
            threads=threads,
        )
        for method, threads in product(("push", "pull"), (1, 2))
    ]

    assert all(np.array_equal(run.state, runs[0].state) for run in runs)
    assert all(np.array_equal(run.believers, runs[0].believers) for run in runs)


@pytest.fixture(scope="module")
def ring_graph() -> Graph:
    return regular(20_000, 20)


@pytest.fixture(scope="module")
def tailed() -> Graph:
    return attachment(10_000)


def test_without_verifying_the_hoax_takes_all_who_do_not_forget(ring_graph: Graph) -> None:
    """Seen .8330 at 100,000 nodes; the mean field says .8333."""
    run = played(ring_graph, 0.2, 0.0, 300)

    assert abs(late(run.believers, ring_graph) - 5 / 6) < 0.004
    assert late(run.fact_checkers, ring_graph) < 0.001


@pytest.mark.parametrize(("credibility", "verifying"), [(0.2, 0.025), (0.4, 0.05), (0.8, 0.4)])
def test_who_has_forgotten_does_not_depend_on_the_hoax(
    ring_graph: Graph, tailed: Graph, credibility: float, verifying: float
) -> None:
    for graph in (ring_graph, tailed):
        run = played(graph, credibility, verifying, 120)
        expected = FORGETTING / (SPREADING + FORGETTING)
        assert abs(late(run.susceptible, graph) - expected) < 0.003


@pytest.mark.parametrize("times", [0.3, 0.5])
@pytest.mark.parametrize("credibility", [0.2, 0.4, 0.6])
def test_below_the_threshold_it_stays_but_not_above_the_mean_field(
    ring_graph: Graph, tailed: Graph, credibility: float, times: float
) -> None:
    verifying = times * threshold(credibility)
    bound = mean_field(credibility, verifying)
    for graph in (ring_graph, tailed):
        believers = late(played(graph, credibility, verifying, 300).believers, graph)
        # The bound is for the mean; one run of this size scatters by about .01.
        assert bound / 4 < believers < bound + 0.015


@pytest.mark.parametrize("credibility", [0.2, 0.4, 0.6])
def test_well_above_the_threshold_it_dies_out(ring_graph: Graph, credibility: float) -> None:
    run = played(ring_graph, credibility, 1.5 * threshold(credibility), 300)

    assert run.believers[-1] / ring_graph.nodes < 0.001
    assert run.fact_checkers[-1] > 0.8 * ring_graph.nodes


def test_the_threshold_does_not_depend_on_how_fast_it_spreads(ring_graph: Graph) -> None:
    told = ring_graph.some_nodes(4000, 7)
    for spreading, times in product((0.3, 0.9), (0.4, 1.6)):
        run = sbfc(
            ring_graph,
            spreading=spreading,
            credibility=0.4,
            forgetting=FORGETTING,
            verifying=times * threshold(0.4),
            believers=told[::2],
            fact_checkers=told[1::2],
            steps=300,
            seed=3,
        )
        assert (run.believers[-1] > 0.1 * ring_graph.nodes) == (times < 1)


def test_the_two_conventions_meet_where_their_chances_do(ring_graph: Graph) -> None:
    """A sequential believer verifies with probability (1 - forgetting)(1 - a)."""
    credibility = 0.9
    told = ring_graph.some_nodes(4000, 7)
    both = {
        "spreading": SPREADING,
        "credibility": credibility,
        "forgetting": FORGETTING,
        "believers": told[::2],
        "fact_checkers": told[1::2],
        "steps": 300,
        "seed": 5,
    }
    sequential = sbfc(ring_graph, convention="sequential", **both)
    exclusive = sbfc(ring_graph, verifying=(1 - FORGETTING) * (1 - credibility), **both)

    ends = [late(run.believers, ring_graph) for run in (sequential, exclusive)]
    assert abs(ends[0] - ends[1]) < 0.02
    assert 0.2 < ends[0] < mean_field(credibility, 0.09) + 0.015


# Believers as a share of 100,000 nodes, mean of the last 50 of 300 steps, spreading .5, forgetting
# .1, a tenth of each to begin with: measured by an independent program when this project was
# planned, one run each. (credibility, verifying, random 20-regular graph, attachment graph)
MEASURED = [
    (0.2, 0.000, 0.8330, 0.8328),
    (0.2, 0.025, 0.3027, 0.2682),
    (0.2, 0.045, 0.0518, 0.0244),
    (0.2, 0.075, 0.0000, 0.0001),
    (0.4, 0.000, 0.8331, 0.8331),
    (0.4, 0.067, 0.2197, 0.1722),
    (0.4, 0.120, 0.0042, 0.0001),
    (0.6, 0.150, 0.1350, 0.0819),
    (0.6, 0.270, 0.0000, 0.0000),
    (0.8, 0.400, 0.0414, 0.0000),
]


@pytest.mark.soak
@pytest.mark.parametrize("tail", [False, True])
def test_the_measured_table_is_met(tail: bool) -> None:
    graph = attachment(100_000) if tail else regular(100_000, 20)
    for credibility, verifying, on_regular, on_tail in MEASURED:
        runs = [
            late(played(graph, credibility, verifying, 300, seed).believers, graph)
            for seed in range(3)
        ]
        mean = sum(runs) / len(runs)
        # One run scatters by about .006 where the hoax stays.
        assert abs(mean - (on_tail if tail else on_regular)) < 0.016, (credibility, verifying, runs)
        assert mean <= mean_field(credibility, verifying) + 0.004
