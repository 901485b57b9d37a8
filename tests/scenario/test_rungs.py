from __future__ import annotations

from infodrill.exercise import ladder
from infodrill.scenario.rungs import ALLOWED, TOP, fitting


def test_a_package_can_ask_for_exactly_the_decisions_that_can_be_made() -> None:
    assert ALLOWED == ladder.ALLOWED
    assert TOP == ladder.TOP


def test_the_directions_of_a_rung_are_told_as_they_are_written() -> None:
    assert fitting(0) == "null, acting_on"
    assert fitting(8) == "against"
