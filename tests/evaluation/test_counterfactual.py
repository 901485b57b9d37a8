"""The counterfactual: signs, scaling, and ranges over other luck."""

from __future__ import annotations

from infodrill.evaluation.counterfactual import (
    Ranges,
    averted_range,
    averted_total,
    effects,
    range_kind,
    ranges_over,
)
from tests.evaluation.builder import Log


def run(believers: int, played_by: str = "reference") -> Log:
    log = Log(played_by=played_by)
    log.post(0, "crack")
    log.post(0, "late-warning")
    log.post(0, "cartoon")
    log.tick(
        1,
        ("crack", 0, 0, {"believe": believers}),
        ("crack", 1, 0, {"believe": 18}),
        ("late-warning", 0, 0, {"believe": 18}),
        ("late-warning", 1, 0, {"believe": 9}),
    )
    log.end(2)
    return log


def test_more_is_better_for_untrue_and_true_claims_alike() -> None:
    rows = {row.item: row for row in effects(run(9).case(end=None))}
    crack, warning = rows["crack"], rows["late-warning"]
    assert (crack.with_team, crack.without_team, crack.averted) == (2.0, 4.0, 2.0)
    assert (warning.with_team, warning.without_team, warning.averted) == (4.0, 2.0, 2.0)


def test_only_claims_that_appeared_have_a_row() -> None:
    assert [row.item for row in effects(run(9).case(end=None))] == ["crack", "late-warning"]


def test_without_other_runs_it_is_one_draw() -> None:
    case = run(9).case(end=None)
    assert {row.range for row in effects(case)} == {None}
    assert range_kind(case, None) == "one draw"
    assert range_kind(case, Ranges(0, {}, None)) == "one draw"
    assert averted_range(averted_total(case), None) is None


def test_the_range_spans_this_run_and_the_others() -> None:
    others = [run(0), run(27)]
    scenario = others[0].scenario
    ranges = ranges_over(scenario, [log.records for log in others])
    assert ranges.items["crack"] == (-2.0, 4.0)
    case = run(45).case(end=None)
    (crack, warning) = effects(case, ranges)
    assert crack.averted == -6.0
    assert crack.range == (-6.0, 4.0)
    assert warning.range == (2.0, 2.0)
    assert range_kind(case, ranges) == "closed loop"
    assert range_kind(run(9, "people").case(end=None), ranges) == "open loop"


def test_the_total_s_range_is_of_whole_runs() -> None:
    here = run(9).case(end=None)
    ranges = ranges_over(here.scenario, (run(believers).records for believers in (0, 27)))
    # Each run's claims add up to 6 and to 0 person-hours, this one's to 4.
    assert (ranges.runs, ranges.total) == (2, (0.0, 6.0))
    assert averted_total(here) == 4.0
    assert averted_range(4.0, ranges) == (0.0, 6.0)
    assert averted_range(9.0, ranges) == (0.0, 9.0)
    assert averted_range(None, ranges) is None
