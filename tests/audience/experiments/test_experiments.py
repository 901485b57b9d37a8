"""Each experiment in a small population: what must hold whatever the constants are set to."""

from __future__ import annotations

import numpy as np
import pytest

from infodrill.audience.experiments.continued_influence import continued_influence
from infodrill.audience.experiments.corrections import corrections
from infodrill.audience.experiments.every import EXPERIMENTS, verdict
from infodrill.audience.experiments.impressions import impressions
from infodrill.audience.experiments.laboratory import beliefs, correlation, effect_size
from infodrill.audience.experiments.prebunking import prebunking
from infodrill.audience.experiments.published import FIGURES, Figure
from infodrill.audience.experiments.statement import Outcome, Size
from infodrill.audience.experiments.time_to_reach import times_to_reach
from infodrill.audience.experiments.timing import timing

SMALL = Size(
    agents=4_000,
    levels=(300, 700),
    draws=2,
    cascades=20,
    cascade_agents=2_000,
    prebunk_agents=600,
    days=3,
)


def silent(_done: float) -> None:
    pass


def value(outcome: Outcome, name: str) -> float:
    found = outcome.values[name]
    assert found is not None
    return found


def test_an_effect_size_is_a_difference_in_spreads() -> None:
    low, high = np.array([0, 2, 4]), np.array([2, 4, 6])
    assert effect_size([high], [low]) == pytest.approx(2 / low.std())
    # The paper's own pair: r .35 is d .75.
    assert correlation(0.75) == pytest.approx(0.35, abs=0.005)


def test_beliefs_are_read_with_their_sign() -> None:
    assert beliefs(np.array([0x00, 0x7F, 0xFF, 0x80, 0x105])).tolist() == [0, 127, -1, -128, 5]


def test_a_better_answer_does_more_and_twice_the_same_is_the_same() -> None:
    first = corrections(SMALL, silent)
    denial, check, cause = (
        value(first, name) for name in ("bare_denial", "fact_check", "causal_alternative")
    )
    assert 0 < denial < check < cause
    assert corrections(SMALL, silent) == first


def test_an_answer_does_most_after_the_claim() -> None:
    found = timing(SMALL, silent)
    assert value(found, "correction_after") > 0
    assert value(found, "before_against_after") < 1
    assert value(found, "label_against_after") < 1
    assert min(found.counted.values()) > 30


def test_impressions_run_out() -> None:
    found = impressions(SMALL, silent)
    left = [value(found, name) for name in ("left_at_15", "left_at_80", "left_at_360")]
    assert 1 > left[0] > left[1] > left[2] > 0


def test_something_of_a_claim_stays() -> None:
    found = continued_influence(SMALL, silent)
    assert 0 < value(found, "continued_influence") < value(found, "persistence")


def test_a_prebunk_protects_and_fades_and_a_short_run_says_that_it_does_not_know() -> None:
    found = prebunking(SMALL, silent)
    assert value(found, "prebunk_effect") > 0
    assert found.values["prebunk_half_life"] is None
    assert found.values["prebunk_left"] is None
    shares = found.panels[0].series[0].y
    assert 1 == shares[0] > shares[1] > shares[2] > 0.5


def test_the_truth_is_slower_and_where_it_never_gets_there_no_ratio_is_made_up() -> None:
    found = times_to_reach(SMALL, silent)
    assert value(found, "time_to_share_1500") > 1
    levels = {line.name: line.x for line in found.panels[0].series}
    assert levels["time_to_share_1500"] == (700.0,)


def test_progress_only_grows_and_ends_at_one() -> None:
    for experiment in (corrections, impressions, continued_influence, prebunking):
        told: list[float] = []
        experiment(SMALL, told.append)
        assert told == sorted(told)
        assert told[-1] == pytest.approx(1)


def test_the_table_names_each_figure_once_with_its_source_and_a_known_experiment() -> None:
    names = [figure.name for figure in FIGURES]
    assert len(set(names)) == len(names)
    for figure in FIGURES:
        assert figure.source and figure.measured and figure.caveat
        assert not figure.experiment or figure.experiment in EXPERIMENTS
        if figure.low is not None and figure.high is not None:
            assert figure.low < figure.high
            assert figure.value is None or figure.low <= figure.value <= figure.high
    assert {figure.experiment for figure in FIGURES} - {""} == set(EXPERIMENTS)


def by_name(name: str) -> Figure:
    return next(figure for figure in FIGURES if figure.name == name)


def test_verdicts() -> None:
    fact_check = by_name("fact_check")
    assert verdict(fact_check, 0.20) == verdict(fact_check, 0.30) == "met"
    assert verdict(fact_check, 0.19) == verdict(fact_check, 0.31) == "missed"
    assert verdict(fact_check, None) == "not_reached"
    assert verdict(by_name("accuracy_prompts"), None) == "not_modelled"
