"""SIR against its definition, its final size, and itself by other ways."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from math import exp

import numpy as np
import pytest

from infodrill.audience.textbook import Epidemic, Graph, sir
from infodrill.audience.textbook.draws import ONE, at_least_once
from infodrill.audience.textbook.epidemic import PURPOSE
from tests.audience.textbook.graphs import attachment, dense, draw_of_node, few, heard_by


def by_definition(
    graph: Graph, infection: float, recovery: float, initial: list[int], steps: int, seed: int
) -> list[list[int]]:
    """The state of each node before the first step and after each."""
    heard = heard_by(graph)
    state = [1 if node in initial else 0 for node in range(graph.nodes)]
    history = [state]
    for step in range(steps):
        following = list(state)
        for node, was in enumerate(state):
            draw = draw_of_node(node, step, seed, PURPOSE)
            if was == 0:
                times = sum(state[source] == 1 for source in heard[node])
                chance = 1 - (1 - Fraction(infection)) ** times
                following[node] = int(draw < int(chance * ONE))
            elif was == 1:
                following[node] = 2 if draw < int(recovery * ONE) else 1
        state = following
        history.append(state)
    return history


def counts(run: Epidemic) -> list[list[int]]:
    return np.stack((run.susceptible, run.infected, run.recovered)).T.tolist()


@pytest.mark.parametrize(("method", "threads"), [*product(("push", "pull"), (1, 2, 3))])
def test_it_follows_its_definition(method: str, threads: int) -> None:
    graph = few(nodes=203, arcs=900)
    run = sir(
        graph,
        infection=0.2,
        recovery=0.3,
        initial=[0, 9, 50],
        steps=15,
        seed=4,
        method=method,
        threads=threads,
    )
    history = by_definition(graph, 0.2, 0.3, [0, 9, 50], 15, 4)

    assert run.state.tolist() == history[-1]
    assert counts(run) == [np.bincount(state, minlength=3).tolist() for state in history]
    assert run.infected.max() > 20


def test_push_and_pull_and_threads_give_the_same_bits_on_a_heavy_tail() -> None:
    graph = attachment(6001)
    runs = [
        sir(
            graph,
            infection=0.05,
            recovery=0.1,
            initial=graph.some_nodes(60, 1),
            steps=60,
            seed=2,
            method=method,
            threads=threads,
        )
        for method, threads in product(("push", "pull"), (1, 2))
    ]

    assert all(np.array_equal(run.state, runs[0].state) for run in runs)
    assert all(counts(run) == counts(runs[0]) for run in runs)
    assert runs[0].recovered[-1] > 4000


@pytest.mark.parametrize(("infection", "expected"), [(0.0036, 0.87), (0.0021, 0.52)])
def test_its_final_size_is_the_closed_form(infection: float, expected: float) -> None:
    """On a dense random graph 1 - r = (1 - i0) exp(-R0 r), R0 = degree times transmissibility."""
    nodes, degree, recovery, first = 20_000, 100, 0.15, 200
    run = sir(
        dense(nodes, degree),
        infection=infection,
        recovery=recovery,
        initial=range(first),
        steps=1000,
        seed=1,
    )
    # An infected node has a geometric number of steps, at least one, to pass it on.
    reproduction = degree * infection / (infection + recovery - infection * recovery)
    size = 1.0
    for _ in range(500):
        size = 1 - (1 - first / nodes) * exp(-reproduction * size)

    assert run.infected[-1] == 0
    assert abs(size - expected) < 0.02
    assert abs(run.recovered[-1] / nodes - size) < 0.02


def test_below_the_threshold_it_stays_small() -> None:
    run = sir(
        dense(20_000, 50), infection=0.001, recovery=0.1, initial=range(20), steps=400, seed=1
    )

    assert run.recovered[-1] < 200


def test_certain_infection_and_recovery_is_a_wave() -> None:
    line = Graph.from_edges(10, range(9), range(1, 10), both_ways=True)
    run = sir(line, infection=1, recovery=1, initial=[0], steps=12, seed=5)

    assert run.infected.tolist() == [1] * 10 + [0] * 3
    assert run.recovered.tolist() == [*range(11), 10, 10]


def test_nobody_infected_and_no_steps_change_nothing() -> None:
    graph = few()

    assert (
        counts(sir(graph, infection=1, recovery=0, initial=[], steps=2, seed=1)) == [[60, 0, 0]] * 3
    )
    assert counts(sir(graph, infection=1, recovery=0, initial=[4], steps=0, seed=1)) == [[59, 1, 0]]


@pytest.mark.parametrize("probability", [0.0, 1e-9, 0.05, 1 / 3, 0.999, 1.0])
def test_at_least_once_is_exact(probability: float) -> None:
    table = at_least_once(probability, 200).tolist()

    # The last bit of a threshold may differ once a miss in all tries is below one in 2**31.
    exact = [int((1 - (1 - Fraction(probability)) ** times) * ONE) for times in range(201)]
    assert max(abs(had - wanted) for had, wanted in zip(table, exact, strict=True)) <= 1
    assert table[:20] == exact[:20]
    assert table == sorted(table)
    assert (table[1] == ONE) == (probability == 1)
