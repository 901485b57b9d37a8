from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from infodrill.scenario.times import format_time, parse_time


def test_times_are_hours_and_minutes_after_the_start_of_the_story() -> None:
    assert parse_time("T+0:05") == 5 * 60_000
    assert parse_time("T+14:30:20") == ((14 * 60 + 30) * 60 + 20) * 1000
    assert format_time(5 * 60_000) == "T+0:05"


@pytest.mark.parametrize("text", ["0:05", "T+5", "T+0:5", "T+0:60", "T-0:05", "T+0:05:60", ""])
def test_anything_else_is_refused_with_the_expected_form(text: str) -> None:
    with pytest.raises(ValueError, match=r"write T\+H:MM"):
        parse_time(text)


@given(st.integers(0, 9999 * 3600 - 1))
def test_what_is_written_is_read_again(seconds: int) -> None:
    assert parse_time(format_time(seconds * 1000)) == seconds * 1000
