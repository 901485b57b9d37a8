from __future__ import annotations

from infodrill.scenario.rungs import fitting


def test_the_directions_of_a_rung_are_told_as_they_are_written() -> None:
    assert fitting(0) == "null, acting_on"
    assert fitting(8) == "against"
