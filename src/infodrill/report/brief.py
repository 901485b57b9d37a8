"""The answer in one screen: what a director reads first, picked from the report."""

from __future__ import annotations

from msgspec import Struct

from infodrill.evaluation.aar import AfterActionReport, ItemEffect, MeasureValue, Series

_SAMPLES = 9
"""Rows in a figure's table; enough to follow its shape, few enough to read aloud."""


class Brief(Struct, frozen=True):
    """The few values that stand beside the over-reaction."""

    averted: float | None
    """Person-hours, signed: more is better."""
    unwarned: MeasureValue | None
    first_statement: tuple[MeasureValue, ...]
    """Of the exercise, else of each team."""
    hits: int
    signals: int
    false_alarms: int
    noise: int


def brief(report: AfterActionReport) -> Brief:
    """Picks the values of the first screen."""
    whole = {m.name: m for m in report.measures if m.scope.kind == "exercise"}
    of_teams = tuple(
        m for m in report.measures if m.name == "time_to_first_statement" and m.scope.kind == "team"
    )
    first = whole.get("time_to_first_statement")
    return Brief(
        averted=report.averted_person_hours,
        unwarned=whole.get("people_left_unwarned"),
        first_statement=(first,) if first else of_teams,
        hits=report.over_reaction.hits,
        signals=report.over_reaction.signals,
        false_alarms=report.over_reaction.false_alarms,
        noise=report.over_reaction.noise,
    )


def effect_of(report: AfterActionReport, item: str) -> ItemEffect | None:
    """The counterfactual row of an item."""
    return next((effect for effect in report.effects if effect.item == item), None)


def statement_of(report: AfterActionReport, item: str) -> str:
    """What an item says, else its id."""
    for series in report.series:
        if series.item == item:
            return series.statement
    for incident in report.incidents:
        for name, statement, _kind in incident.items:
            if name == item:
                return statement
    return item


def team_title(report: AfterActionReport, team: str) -> str:
    """What a team is called, else its id."""
    return next((title for name, title, _unit in report.teams if name == team), team)


def samples(series: Series) -> list[tuple[int, int, int]]:
    """A few points of a curve, evenly apart, first and last among them: ms, with, without."""
    count = len(series.at_ms)
    if not count:
        return []
    wanted = min(count, _SAMPLES)
    places = sorted({i * (count - 1) // max(wanted - 1, 1) for i in range(wanted)})
    return [(series.at_ms[i], series.with_team[i], series.without_team[i]) for i in places]


def incident_title(report: AfterActionReport, incident: str) -> str:
    """What an incident is called, else its id."""
    return next((story.title for story in report.incidents if story.id == incident), incident)


def capability_title(report: AfterActionReport, capability: str) -> str:
    """What a capability is called, else its id."""
    return next((c.title for c in report.capabilities if c.capability == capability), capability)
