"""Numbers as a reader wants them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infodrill.report import numbers

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (0, "0"),
        (0.0, "0"),
        (7, "7.0"),
        (12, "12"),
        (1234.5, "1200"),
        (1250, "1200"),
        (1350, "1400"),
        (98765, f"99{SPACE}000"),
        (999, "1000"),
        (0.3456, "0.35"),
        (0.004, "0.0040"),
        (-321, "−320"),
        (1e6, f"1{SPACE}000{SPACE}000"),
    ],
)
def test_results_have_two_significant_figures(value: float, told: str) -> None:
    assert numbers.two_figures(value) == told


@given(st.floats(-1e9, 1e9, allow_subnormal=False))
def test_two_figures_stay_within_five_per_cent(value: float) -> None:
    read = float(numbers.two_figures(value).replace(SPACE, "").replace("−", "-"))
    assert abs(read - value) <= abs(value) * 0.0501


@pytest.mark.parametrize(
    ("minutes", "told"),
    [
        (0, "0 s"),
        (0.7, "42 s"),
        (1, "1 min"),
        (9.5, "10 min"),
        (59.6, "1 h"),
        (80, "1 h 20 min"),
        (120, "2 h"),
        (-5, "−5 min"),
        (870, "14 h 30 min"),
    ],
)
def test_minutes_are_told_in_words(minutes: float, told: str) -> None:
    assert numbers.minutes(minutes) == told


def test_a_time_that_reads_like_its_target_is_not_called_late() -> None:
    assert numbers.later(12.0, 10)
    assert not numbers.later(10.2, 10)
    assert not numbers.later(8, 10)


def test_moments_have_exercise_time_and_time_of_day() -> None:
    assert numbers.exercise_time(0) == "T+0:00"
    assert numbers.exercise_time(65 * 60_000 + 59_999) == "T+1:05"
    start = "2031-11-04T17:30"
    assert numbers.calendar_time(start, 31 * 60_000) == "18:01"
    assert numbers.calendar_time(start, 14 * 3_600_000) == "day 2, 07:30"
    assert numbers.calendar_time("some day", 0) == ""


@pytest.mark.parametrize(
    ("value", "unit", "told"),
    [
        (0.4183, "share", f"42{SPACE}%"),
        (1, "share", f"100{SPACE}%"),
        (205, "per_mille", f"20{SPACE}%"),
        (-150, "per_mille_points", "−15"),
        (32, "per_mille_points", "+3.2"),
        (2315, "people", "2300"),
        (12.5, "minutes", "13 min"),
        (23, "acts", "23"),
        (1234, "refusals", "1234"),
        (0.125, "brier", "0.125"),
        (50, "points", "50"),
        (3.50, "a unit of tomorrow", "3.5"),
    ],
)
def test_a_value_is_told_in_its_unit(value: float, unit: str, told: str) -> None:
    assert numbers.quantity(value, unit) == told
