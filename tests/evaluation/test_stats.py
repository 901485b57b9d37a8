"""The arithmetic, against worked examples."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from infodrill.evaluation.stats import brier, discernment, km_median, median, murphy, rounded

FORECASTS = [(90, 1), (90, 1), (90, 0), (20, 0), (20, 1), (50, 0)]


@pytest.mark.parametrize(
    ("who", "hits", "signals", "alarms", "noise", "d_prime", "criterion"),
    [
        ("discerning", 9, 10, 1, 10, 2.19, 0.00),
        ("over-blocker", 10, 10, 8, 10, 0.94, -1.22),
        ("passive", 3, 10, 0, 10, 1.22, 1.08),
        ("chance", 5, 10, 5, 10, 0.00, 0.00),
    ],
)
def test_discernment_by_worked_examples(
    who: str, hits: int, signals: int, alarms: int, noise: int, d_prime: float, criterion: float
) -> None:
    found = discernment(hits, signals, alarms, noise)
    assert (rounded(found[0], 2), rounded(found[1], 2)) == (d_prime, criterion), who


def test_finding_every_rumour_does_not_make_a_team_discerning() -> None:
    over_blocker, passive = discernment(10, 10, 8, 10), discernment(3, 10, 0, 10)
    assert over_blocker[0] < passive[0]
    assert over_blocker[1] < 0 < passive[1]


def test_brier_scores() -> None:
    assert brier([(100, 1), (0, 0)]) == 0
    assert brier([(50, 1), (50, 0)]) == Fraction(1, 4)
    assert brier([(100, 0)]) == 1


def test_murphys_parts_by_a_worked_example() -> None:
    reliability, resolution, uncertainty = murphy([(80, 1), (80, 1), (80, 0), (30, 0)])
    assert reliability == Fraction(3, 4) * (Fraction(4, 5) - Fraction(2, 3)) ** 2 + Fraction(
        1, 4
    ) * Fraction(9, 100)
    assert resolution == Fraction(3, 4) * Fraction(1, 36) + Fraction(1, 4) * Fraction(1, 4)
    assert uncertainty == Fraction(1, 4)


@given(some.lists(some.tuples(some.integers(0, 100), some.integers(0, 1)), min_size=1))
def test_murphys_parts_add_up_to_the_brier_score(forecasts: list[tuple[int, int]]) -> None:
    reliability, resolution, uncertainty = murphy(forecasts)
    assert brier(forecasts) == reliability - resolution + uncertainty


def test_the_median_of_censored_times_counts_what_never_happened() -> None:
    done = [(2, True), (4, True), (6, True)]
    assert km_median(done) == 4
    assert km_median([*done, (60, False), (60, False)]) == 6
    assert km_median([*done, *[(60, False)] * 4]) is None
    assert km_median([]) is None


def test_leaving_early_is_not_the_same_as_never() -> None:
    # Watched for one minute only: it says nothing about what came later.
    assert km_median([(1, False), (3, True), (5, False)]) == 3
    assert km_median([(9, False), (3, True), (5, False)]) is None


def test_the_middle_of_values() -> None:
    assert median([5, 1, 3]) == 3
    assert median([1, 2]) == Fraction(3, 2)
    with pytest.raises(ValueError, match="at least one"):
        median([])


def test_rounding_is_half_to_even_and_never_minus_zero() -> None:
    assert rounded(Fraction(5, 2), 0) == 2
    assert rounded(Fraction(1, 8), 2) == 0.12
    assert isinstance(rounded(2.0, 0), int)
    assert math.copysign(1, rounded(-0.001, 2)) == 1
    assert math.copysign(1, rounded(Fraction(-1, 1000), 2)) == 1
