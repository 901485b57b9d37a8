"""Whether the teams' probabilities were worth what they said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import Reading, measure, of_exercise, of_team
from infodrill.evaluation.stats import brier, murphy
from infodrill.exercise import events as ev

HARMFUL = 2
"""Severity from which people are hurt: 2 is moderate, 3 severe (`scenario.item.Harm`)."""
FEW = "Forecasts are few: a lucky guess looks like skill. "


@dataclass(frozen=True)
class Forecast:
    """The last probability given for one question of one incident, with what came true."""

    team: str
    incident: str
    question: str
    percent: int
    outcome: int


def forecasts(case: Case) -> list[Forecast]:
    """The last forecast per incident and question; incidents about no claim have no outcome.

    ``false`` came true when the incident's first claim is untrue, ``harm`` when its severity is 2
    or more.
    """
    last: dict[tuple[str, str], Forecast] = {}
    for record, fact in case.facts(ev.ForecastGiven):
        claim = next((one for one in case.items_of[fact.incident] if one.is_claim), None)
        if claim is None:
            continue
        came_true = claim.is_untrue if fact.question == "false" else claim.harm.severity >= HARMFUL
        last[fact.incident, fact.question] = Forecast(
            case.team_of(record), fact.incident, fact.question, fact.percent, int(came_true)
        )
    return list(last.values())


def _groups(case: Case) -> Iterator[tuple[Scope, list[tuple[int, int]]]]:
    given = forecasts(case)
    for team in case.teams:
        yield of_team(team), [(one.percent, one.outcome) for one in given if one.team == team]
    yield of_exercise(case), [(one.percent, one.outcome) for one in given]


@measure(
    "forecast_brier",
    "brier",
    4,
    better="lower",
    target=0.125,
    bounds=(Fraction(1, 8), Fraction(3, 16), Fraction(1, 4)),
    source="always 50 % scores 0.25; half of that is the target (house rule)",
    caveat=FEW,
)
def forecast_brier(case: Case) -> Iterator[Reading]:
    """Brier score of the last forecast per question: 0 is best, always 50 % gives 0.25."""
    for scope, given in _groups(case):
        yield Reading(scope, brier(given)) if given else Reading(scope, None, "no_forecasts")


@measure(
    "forecast_reliability",
    "brier",
    4,
    better="lower",
    caveat=FEW + "Murphy's first part: 0 means that 70 % came true in 70 % of the cases.",
)
def forecast_reliability(case: Case) -> Iterator[Reading]:
    """How far what was said is from how often it came true."""
    for scope, given in _groups(case):
        yield Reading(scope, murphy(given)[0]) if given else Reading(scope, None, "no_forecasts")


@measure(
    "forecast_resolution",
    "brier",
    4,
    better="higher",
    caveat=FEW + "Murphy's second part: 0 means that every forecast said the same.",
)
def forecast_resolution(case: Case) -> Iterator[Reading]:
    """How well the forecasts tell the cases apart."""
    for scope, given in _groups(case):
        yield Reading(scope, murphy(given)[1]) if given else Reading(scope, None, "no_forecasts")
