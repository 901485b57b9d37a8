"""What cannot be run is refused before any work, with what was given and what is expected."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from infodrill.audience.textbook import (
    Graph,
    ParametersRefused,
    check,
    independent_cascade,
    linear_threshold,
    sbfc,
    sir,
)

PAIR = Graph.from_edges(3, [0, 1], [1, 2])
NAN = float("nan")

GRAPHS: list[tuple[Callable[..., Graph], tuple[Any, ...], str]] = [
    (Graph.from_edges, (0, [], []), "nodes is 0; expected 1..2147483640"),
    (Graph.from_edges, (10**12, [], []), "nodes is 1000000000000; expected 1..2147483640"),
    (Graph.from_edges, (2.0, [], []), "nodes is 2.0; expected a whole number"),
    (Graph.from_edges, (True, [], []), "nodes is True; expected a whole number"),
    (Graph.from_edges, (3, [0, 3], [1, 1]), "source[1] is 3; expected 0..2"),
    (Graph.from_edges, (3, [0, 1], [1, -1]), "target[1] is -1; expected 0..2"),
    (Graph.from_edges, (3, [0.5], [1]), "source holds float64; expected whole numbers"),
    (Graph.from_edges, (3, [[0]], [1]), "source has 2 dimensions"),
    (Graph.from_edges, (3, [0, 1], [1]), "source has 2 edges and target 1"),
    (Graph.from_edges, (3, [0, 2], [1, 2]), "node 2 has an arc to itself"),
    (Graph.from_csr, ([0, 1, 1], [2]), "target[0] is 2; expected 0..1"),
    (Graph.from_csr, ([0, 2, 1], [1]), "start[1] is 2; expected 0..1"),
    (Graph.from_csr, ([0, 1, 0, 1], [1]), "never fall"),
    (Graph.from_csr, ([0, 0, 1], [1, 0]), "from 0 to the number of arcs, 2"),
    (Graph.from_csr, ([0], []), "at least 2"),
    (Graph.from_csr, ([0, 1, 1], [0]), "node 0 has an arc to itself"),
]


@pytest.mark.parametrize(("make", "given", "told"), GRAPHS)
def test_a_graph_that_does_not_fit_together(
    make: Callable[..., Graph], given: tuple[Any, ...], told: str
) -> None:
    with pytest.raises(ParametersRefused, match=re.escape(told)):
        make(*given)


Mode = Callable[..., Any]
IC = (independent_cascade, {"probability": 0.5, "initial": [0], "seed": 1})
LT = (linear_threshold, {"initial": [0], "seed": 1})
SIR = (sir, {"infection": 0.1, "recovery": 0.1, "initial": [0], "steps": 3, "seed": 1})
SBFC = (
    sbfc,
    {
        "spreading": 0.5,
        "credibility": 0.3,
        "forgetting": 0.1,
        "verifying": 0.1,
        "believers": [0],
        "fact_checkers": [1],
        "steps": 3,
        "seed": 1,
    },
)

PARAMETERS: list[tuple[tuple[Mode, dict[str, Any]], dict[str, Any], str]] = [
    *((mode, {"seed": -1}, "seed is -1; expected 0..") for mode in (IC, LT, SIR, SBFC)),
    *((mode, {"seed": 2**64}, "expected 0..18446744073709551615") for mode in (IC, LT, SIR, SBFC)),
    (IC, {"seed": 1.5}, "seed is 1.5; expected a whole number"),
    (IC, {"probability": -0.1}, "probability is -0.1; expected a probability 0..1"),
    (IC, {"probability": 1.01}, "probability is 1.01; expected a probability 0..1"),
    (IC, {"probability": NAN}, "probability is nan; expected a probability 0..1"),
    (IC, {"probability": "likely"}, "probability is 'likely'"),
    (IC, {"probability": None}, "probability is None"),
    (IC, {"probability": [0.5]}, "shape (1,); expected (2,), one number for each arc"),
    (IC, {"probability": [0.5, NAN]}, "probability[1] is nan; expected 0..1"),
    (IC, {"probability": [0.5, "much"]}, "probability does not hold numbers"),
    (IC, {"initial": [3]}, "initial[0] is 3; expected 0..2"),
    (IC, {"initial": [-1]}, "initial[0] is -1; expected 0..2"),
    (IC, {"initial": [1, 0, 1]}, "initial names node 1 twice"),
    (IC, {"initial": [0.0]}, "initial holds float64; expected whole numbers"),
    (LT, {"initial": [[0]]}, "initial has 2 dimensions"),
    (LT, {"weights": [0.5]}, "shape (1,); expected (2,), one number for each arc"),
    (LT, {"weights": [0.5, 1.5]}, "weights[1] is 1.5; expected 0..1"),
    (SIR, {"infection": NAN}, "infection is nan; expected a probability 0..1"),
    (SIR, {"recovery": 2}, "recovery is 2; expected a probability 0..1"),
    (SIR, {"steps": -1}, "steps is -1; expected 0..4294967295"),
    (SIR, {"steps": 2**33}, "expected 0..4294967295"),
    (SIR, {"method": "guess"}, "method is 'guess'; expected one of push, pull"),
    (SIR, {"threads": 0}, "threads is 0; expected 1..64"),
    (SBFC, {"spreading": 1.5}, "spreading is 1.5"),
    (SBFC, {"credibility": 1}, "credibility is 1.0; expected below 1"),
    (SBFC, {"credibility": -0.1}, "credibility is -0.1; expected a probability"),
    (SBFC, {"credibility": [0.1, 0.2]}, "shape (2,); expected (3,), one number for each node"),
    (SBFC, {"forgetting": NAN}, "forgetting is nan"),
    (SBFC, {"forgetting": 0.6, "verifying": 0.6}, "add up to 1.2; expected at most 1"),
    (SBFC, {"verifying": None}, "verifying is missing"),
    (SBFC, {"convention": "sequential"}, "verifying is 0.1; expected none"),
    (SBFC, {"convention": "loose"}, "expected one of exclusive, sequential"),
    (SBFC, {"method": "both"}, "expected one of pull, push"),
    (SBFC, {"fact_checkers": [0]}, "node 0 is among believers and fact_checkers"),
    (SBFC, {"believers": [9]}, "believers[0] is 9; expected 0..2"),
]


@pytest.mark.parametrize(("mode", "wrong", "told"), PARAMETERS)
def test_a_parameter_out_of_range(
    mode: tuple[Mode, dict[str, Any]], wrong: dict[str, Any], told: str
) -> None:
    run, fine = mode
    run(PAIR, **fine)
    with pytest.raises(ParametersRefused, match=re.escape(told)):
        run(PAIR, **{**fine, **wrong})


def test_weights_of_more_than_one_together() -> None:
    both = Graph.from_edges(3, [0, 1], [2, 2])

    assert linear_threshold(both, initial=[0, 1], seed=1, weights=[0.5, 0.5]).size == 3
    with pytest.raises(ParametersRefused, match=r"to node 2 add up to 1\.2; expected at most 1"):
        linear_threshold(both, initial=[0], seed=1, weights=[0.6, 0.6])


def test_values_for_another_number_of_edges() -> None:
    with pytest.raises(ParametersRefused, match="one for each of 2 edges"):
        PAIR.per_arc(np.ones(3))


def test_more_nodes_than_there_are() -> None:
    with pytest.raises(ParametersRefused, match=r"count is 4; expected 0\.\.3"):
        PAIR.some_nodes(4, 1)


def test_more_than_the_machine_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "memory_of_machine", lambda: 4 << 20)

    assert Graph.from_edges(50_000, [], []).nodes == 50_000
    with pytest.raises(ParametersRefused, match="about 7 MiB; expected at most three quarters of"):
        Graph.from_edges(200_000, [], [])
    with pytest.raises(ParametersRefused, match="a record of 1000000 steps needs about 22 MiB"):
        sir(PAIR, infection=0, recovery=0, initial=[], steps=10**6, seed=1)
