"""The answer in one screen: what a director reads first, picked from the report."""

from __future__ import annotations

from collections import Counter

from msgspec import Struct

from infodrill.evaluation.aar import (
    AfterActionReport,
    Finding,
    ItemEffect,
    MeasureValue,
    Series,
)

_FIRST_ACTS = 3
"""More would push what the team changed off the first screen."""
_SAMPLES = 9
"""Rows in a figure's table; enough to follow its shape, few enough to read aloud."""


class Brief(Struct, frozen=True):
    """The few values that stand beside the over-reaction."""

    averted: float | None
    """Person-hours, signed: more is better."""
    averted_range: tuple[float, float] | None
    """As told beside the number: of what was averted, or of what was added where that is it."""
    unsure: bool
    """Other luck turns the sign, so no difference can be claimed."""
    unwarned: MeasureValue | None
    """Share of the people at risk."""
    unwarned_people: MeasureValue | None
    first_statement: tuple[MeasureValue, ...]
    """Of the exercise, else of each team."""
    shown_acts: int
    """How many acts of over-reaction are told at once; the others open below them."""
    tally: tuple[tuple[str, int], ...]
    """(what it is, acts against it), the most frequent first."""


def brief(report: AfterActionReport) -> Brief:
    """Picks the values of the first screen."""
    whole = {m.name: m for m in report.measures if m.scope.kind == "exercise"}
    of_teams = tuple(
        m for m in report.measures if m.name == "time_to_first_statement" and m.scope.kind == "team"
    )
    first = whole.get("time_to_first_statement")
    return Brief(
        averted=report.averted_person_hours,
        averted_range=told_range(report),
        unsure=report.averted_range is not None
        and report.averted_range[0] < 0 < report.averted_range[1],
        unwarned=whole.get("share_left_unwarned"),
        unwarned_people=whole.get("people_left_unwarned"),
        first_statement=(first,) if first else of_teams,
        shown_acts=_FIRST_ACTS,
        tally=tuple(Counter(act.what_it_is for act in report.over_reaction.acts).most_common()),
    )


def told_range(report: AfterActionReport) -> tuple[float, float] | None:
    """The range of the total, turned where the page tells error added in place of averted."""
    if report.averted_range is None or report.averted_person_hours is None:
        return None
    low, high = report.averted_range
    return (low, high) if report.averted_person_hours >= 0 else (-high, -low)


class MeasureRow(Struct, frozen=True):
    """One measure across the exercise and its teams."""

    name: str
    unit: str
    target: int | float | None
    """Of the whole exercise, else of the first team."""
    whole: MeasureValue | None
    teams: dict[str, MeasureValue]


def measure_rows(report: AfterActionReport) -> list[MeasureRow]:
    """The measures of exercise and teams, one row a measure, in the order given."""
    wide = [m for m in report.measures if m.scope.kind in ("exercise", "team")]
    rows = []
    for name in dict.fromkeys(m.name for m in wide):
        members = [m for m in wide if m.name == name]
        whole = next((m for m in members if m.scope.kind == "exercise"), None)
        teams = {m.scope.id: m for m in members if m.scope.kind == "team"}
        rows.append(MeasureRow(name, members[0].unit, (whole or members[0]).target, whole, teams))
    return rows


def by_scope(measures: list[MeasureValue]) -> list[tuple[str, list[MeasureValue]]]:
    """Measures by what they are about, both in the order of first mention."""
    groups: dict[str, list[MeasureValue]] = {}
    for measure in measures:
        groups.setdefault(measure.scope.id, []).append(measure)
    return list(groups.items())


class Observed(Struct, frozen=True):
    """One observation, with every team of which the same was seen."""

    code: str
    facts: dict[str, str]
    teams: tuple[str, ...]
    """Empty where it is about the whole exercise."""
    incidents: tuple[str, ...]
    reference: str
    """Where the observations of the group are held against different things."""


class Observations(Struct, frozen=True):
    """Findings of one kind under one capability, told together."""

    reference: str
    """Common to all of them; empty where each has its own."""
    analysis: str
    action: str
    observed: tuple[Observed, ...]


def by_capability(findings: tuple[Finding, ...]) -> list[tuple[str, list[Observations]]]:
    """Findings by capability, kind, question and action, all in the order of first mention."""
    groups: dict[str, dict[tuple[str, str, str], list[Finding]]] = {}
    for finding in findings:
        kinds = groups.setdefault(finding.capability, {})
        kind = (finding.code, finding.analysis, finding.action)
        kinds.setdefault(kind, []).append(finding)
    return [
        (capability, [_observations(members) for members in kinds.values()])
        for capability, kinds in groups.items()
    ]


def _observations(members: list[Finding]) -> Observations:
    references = {one.reference for one in members}
    same: dict[tuple[object, ...], list[Finding]] = {}
    for one in members:
        same.setdefault((*sorted(one.facts.items()), one.incidents, one.reference), []).append(one)
    return Observations(
        members[0].reference if len(references) == 1 else "",
        members[0].analysis,
        members[0].action,
        tuple(
            Observed(
                alike[0].code,
                alike[0].facts,
                tuple(one.team for one in alike if one.team),
                alike[0].incidents,
                alike[0].reference if len(references) > 1 else "",
            )
            for alike in same.values()
        ),
    )


_SMALL = 50
"""Per mille of the audience; a claim that nobody acted on and fewer believed is put aside."""
_ALL_BY_ITSELF = frozenset({"first_post", "truth"})
"""Marks that come without any act of a team."""


def stands_out(report: AfterActionReport, series: Series) -> bool:
    """Whether a claim's curve belongs among the first: somebody acted, or many believed it."""
    acted = any(kind not in _ALL_BY_ITSELF for _at, kind, _text in series.marks)
    many = max((*series.with_team, *series.without_team), default=0) >= _SMALL
    return acted or many


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


def incident_numbers(report: AfterActionReport) -> dict[str, int]:
    """Incident id to its number on the page, counted in the order opened."""
    return {story.id: number for number, story in enumerate(report.incidents, start=1)}


def incident_title(report: AfterActionReport, incident: str) -> str:
    """What an incident is called, else its id."""
    return next((story.title for story in report.incidents if story.id == incident), incident)


def capability_title(report: AfterActionReport, capability: str) -> str:
    """What a capability is called, else its id."""
    return next((c.title for c in report.capabilities if c.capability == capability), capability)
