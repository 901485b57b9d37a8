"""Workload: how many key injects each team gets in each ten minutes of play."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from infodrill.scenario.check.notes import Notes, time_or_none
from infodrill.scenario.package import Scenario
from infodrill.scenario.times import format_time
from infodrill.scenario.words import RowKind

WINDOW_MINUTES = 10
COMFORTABLE = 6
"""Key injects a team can work on in ten minutes; above, the check warns. A planner's rule of thumb
of this project, not a published figure."""


class LoadRow(Struct, frozen=True):
    """The key injects of one team in one stretch of ten minutes."""

    team: str
    start: str
    """Where the ten minutes start, as exercise time."""
    injects: int


def load_table(scenario: Scenario, cut: str = "full") -> tuple[LoadRow, ...]:
    """Timed key injects by team and ten minutes, in the order of teams and time.

    A row counts for the teams it is addressed to, or for the team that is expected to answer.
    Stretches in which nothing comes are left out, as are rows that the cut leaves out. A cut that
    does not exist counts as one that keeps everything.
    """
    chosen = next((each for each in scenario.header.cuts if each.id == cut), None)
    last = time_or_none(chosen.end) if chosen is not None else None
    kept = set(chosen.injects) if chosen is not None else set()
    counts: Counter[tuple[str, int]] = Counter()
    window_ms = WINDOW_MINUTES * 60_000
    for row in scenario.msel:
        at = time_or_none(row.at)
        if at is None or not row.key or row.kind is not RowKind.inject:
            continue
        if (kept and row.id not in kept) or (last is not None and at > last):
            continue
        for team in row.to or ((row.expected_team,) if row.expected_team is not None else ()):
            counts[team, at // window_ms] += 1
    playing = chosen.teams if chosen is not None and chosen.teams else None
    return tuple(
        LoadRow(team.id, format_time(window * window_ms), counts[team.id, window])
        for team in scenario.header.teams
        if playing is None or team.id in playing
        for window in sorted(window for name, window in counts if name == team.id)
    )


def check_workload(scenario: Scenario, notes: Notes) -> None:
    """No team gets more key injects in ten minutes than it can work on."""
    for load in load_table(scenario):
        if load.injects > COMFORTABLE:
            notes.warning(
                ("msel",),
                "workload",
                f"{load.injects} key injects for {load.team} in the ten minutes from {load.start}",
                f"at most {COMFORTABLE}",
                "spread them, or make some of them background",
            )
