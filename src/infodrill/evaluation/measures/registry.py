"""The registry of measures: one measure is one small function with unit, target and caveat.

There is no overall score, and no measure improves when fewer people are reached by protected
speech; a test changes such counts in a Case and compares every measure.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from infodrill.evaluation.aar import MeasureValue, Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.stats import Number, rounded
from infodrill.exercise.state import Incident

Better = Literal["lower", "higher", "none"]

PRECEDENT = (80, 66, 50)
"""Per cent of the target from which P, S and M are suggested. Numeric precedent: the exercise
ratings of the Dragos ICS/OT Year in Review 2022 (P 80-100, S 66-79, M 50-65, U below)."""

NEVER = "never"
"""It never happened before EndEx: right-censored, never 0."""
NEVER_FOR_HALF = "never_for_half"
"""Fewer than half of them happened before EndEx, so there is no median."""
FAILED = (NEVER, NEVER_FOR_HALF)
"""Reasons that tell of a failure; all others say that there was nothing to measure."""


@dataclass(frozen=True)
class Reading:
    """What a measure found for one scope, before it is rounded."""

    scope: Scope
    value: Number | None
    reason: str | None = None
    target: Number | None = None
    """In place of the measure's own."""
    bounds: tuple[Number, Number, Number] | None = None
    """In place of the measure's own: the worst values for which P, S and M are suggested."""


Function = Callable[[Case], Iterator[Reading]]


@dataclass(frozen=True)
class Measure:
    """A registered measure."""

    name: str
    unit: str
    decimals: int
    better: Better
    target: Number | None
    bounds: tuple[Number, Number, Number] | None
    source: str
    """Where target and bounds come from."""
    caveat: str
    abstaining: bool
    """Met by doing nothing, so it supports a rating only where somebody decided something."""
    function: Function

    @property
    def meaning(self) -> str:
        """What it measures, in a sentence or two."""
        return " ".join((self.function.__doc__ or "").split())


REGISTRY: dict[str, Measure] = {}


def measure(
    name: str,
    unit: str,
    decimals: int,
    *,
    better: Better,
    caveat: str,
    target: Number | None = None,
    bounds: tuple[Number, Number, Number] | None = None,
    source: str = "",
    abstaining: bool = False,
) -> Callable[[Function], Function]:
    """Register a function as a measure. Raises ValueError for a name that is taken."""

    def register(function: Function) -> Function:
        if name in REGISTRY:
            raise ValueError(f"the measure {name!r} is registered twice; give one another name")
        REGISTRY[name] = Measure(
            name, unit, decimals, better, target, bounds, source, caveat, abstaining, function
        )
        return function

    return register


@dataclass(frozen=True)
class Taken:
    """A measure's reading with its value as written."""

    measure: Measure
    reading: Reading
    value: MeasureValue

    @property
    def bounds(self) -> tuple[Number, Number, Number] | None:
        """The worst values for which P, S and M are suggested; None where it is not rated."""
        if self.reading.bounds is not None:
            return self.reading.bounds
        if self.measure.bounds is not None:
            return self.measure.bounds
        target = self.value.target
        if target is None or self.measure.better == "none" or target <= 0:
            return None
        if self.measure.better == "higher":
            performed, some, major = (target * share / 100 for share in PRECEDENT)
        else:
            performed, some, major = (target * 100 / share for share in PRECEDENT)
        return performed, some, major


def take(case: Case) -> tuple[Taken, ...]:
    """Every measure of an exercise, in the order registered."""
    return tuple(
        Taken(one, reading, written(one, reading))
        for one in REGISTRY.values()
        for reading in one.function(case)
    )


def written(one: Measure, reading: Reading) -> MeasureValue:
    """A reading as it is written. Raises ValueError unless it has either a value or a reason."""
    target = one.target if reading.target is None else reading.target
    if (reading.value is None) == (reading.reason is None):
        raise ValueError(f"{one.name}: a value or a reason is needed, and not both: {reading}")
    return MeasureValue(
        one.name,
        reading.scope,
        None if reading.value is None else rounded(reading.value, one.decimals),
        one.unit,
        None if target is None else rounded(target, one.decimals),
        reading.reason,
    )


def of_exercise(case: Case) -> Scope:
    """The scope of the whole exercise."""
    return Scope("exercise", case.scenario.header.id)


def of_team(team: str) -> Scope:
    """The scope of a team."""
    return Scope("team", team)


def of_incident(incident: Incident) -> Scope:
    """The scope of an incident."""
    return Scope("incident", incident.id)


def ratio(scope: Scope, part: Number, whole: Number, reason: str) -> Reading:
    """Part of a whole, or the reason why there is no whole."""
    return (
        Reading(scope, Fraction(part) / Fraction(whole)) if whole else Reading(scope, None, reason)
    )


def share(scope: Scope, kept: Iterable[bool], reason: str) -> Reading:
    """Share of what holds, or the reason why there is nothing to count."""
    held = list(kept)
    return ratio(scope, sum(held), len(held), reason)
