"""The lookup tables say what the published figures say."""

from __future__ import annotations

from bisect import bisect_left

import numpy as np

from infodrill.audience import load_calibration
from infodrill.audience.rules import build_rules, pass_delays, post_delays, temper_table
from infodrill.audience.state import DELAYS, NEVER, PART
from tests.audience.small_world import spec

CALIBRATION = load_calibration()
POSTS = post_delays(CALIBRATION["impression_median_seconds"], CALIBRATION["impression_shape"], 10)
PASSED = pass_delays(CALIBRATION["pass_constant_seconds"], CALIBRATION["pass_tail"], 10)


def seen_within(waits: tuple[int, ...], seconds: int) -> float:
    return bisect_left(waits, seconds // 10) / DELAYS


def test_half_of_a_posts_views_come_within_80_minutes_and_95_percent_in_a_day() -> None:
    assert abs(seen_within(POSTS, 4800) - 0.5) < 0.01
    assert abs(1 - POSTS.count(NEVER) / DELAYS - 0.951) < 0.003


def test_views_are_densest_about_72_seconds_after_posting() -> None:
    median = float(CALIBRATION["impression_median_seconds"])
    shape = float(CALIBRATION["impression_shape"])
    mode_of_a_log_logistic = median * ((shape - 1) / (shape + 1)) ** (1 / shape)

    assert abs(mode_of_a_log_logistic - 72) < 1


def test_a_fifth_of_reactions_come_within_five_minutes() -> None:
    assert abs(seen_within(PASSED, 300) - 0.188) < 0.01
    assert min(PASSED) == 1


def test_waits_never_fall() -> None:
    assert list(POSTS) == sorted(POSTS)
    assert list(PASSED) == sorted(PASSED)


def test_leanings_have_the_spread_that_turns_d_into_logits() -> None:
    leanings = np.array(temper_table())

    assert abs(leanings.mean()) < 0.1
    assert abs(leanings.std() / 16 - 1.81) < 0.05
    assert np.array_equal(leanings, -leanings[::-1])


def test_tables_are_the_integers_they_were() -> None:
    """Decimal arithmetic: the same on every machine, so these may be written down."""
    rules = build_rules(spec(), 1, CALIBRATION)

    assert temper_table()[:3] == (-100, -82, -74)
    assert POSTS[:4] == (0, 0, 1, 1)
    assert rules.prior[0].tolist() == [-22, -22]
    assert rules.share_by_belief[[0, 128, 255]].tolist() == [19660, 42598, 65536]
    assert rules.damp[:3].tolist() == [PART, PART, 56987]
