"""What the teams changed in what people believe, against the same minutes without them.

Person-hours of world B against world A, under the model: never a forecast of reality. Protected
speech has no belief and is not in here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import Reading, measure, of_exercise, of_incident
from infodrill.scenario.item import Item
from infodrill.scenario.words import Truth

SECONDS_AN_HOUR = 3600
UNDER_THE_MODEL = "Under the model, one draw of luck; shown with two significant figures. "


def person_hours(case: Case, item: Item, world: int) -> Fraction:
    """Person-hours of believing a claim: each tick's believers hold for one tick.

    Agents are scaled to the people that the scenario says they represent.
    """
    believers = int(case.curves.curve(item.id, world, "believe").sum())
    hours = Fraction(case.scenario.header.tick_seconds, SECONDS_AN_HOUR)
    return believers * hours * case.people_per_agent


def is_untrue(item: Item) -> bool:
    """An untrue claim."""
    return item.is_untrue


def is_true(item: Item) -> bool:
    """A true claim."""
    return item.truth is Truth.true


Chosen = Callable[[Item], bool]


def _groups(case: Case, chosen: Chosen) -> Iterator[tuple[Scope, Sequence[Item]]]:
    for incident in case.incidents:
        here = [item for item in case.items_of[incident.id] if chosen(item)]
        if here:
            yield of_incident(incident), here
    yield of_exercise(case), [item for item in case.items if chosen(item)]


def _less(case: Case, items: Sequence[Item]) -> Fraction:
    """World B less world A."""
    return sum(
        (person_hours(case, item, 1) - person_hours(case, item, 0) for item in items), Fraction(0)
    )


@measure(
    "misbelief_averted",
    "person_hours",
    1,
    better="higher",
    caveat=UNDER_THE_MODEL + "Everybody's joint effect; no published target.",
)
def misbelief_averted(case: Case) -> Iterator[Reading]:
    """Person-hours of believing untrue claims that the teams averted."""
    for scope, items in _groups(case, is_untrue):
        yield _reading(scope, items, _less(case, items))


@measure(
    "true_belief_lost",
    "person_hours",
    1,
    better="lower",
    target=0,
    source="none; P within 2 %, S 20 %, M 50 % of what there would have been (house rule)",
    caveat=UNDER_THE_MODEL + "Positive is harm; below 0 the teams helped the truth along.",
    abstaining=True,
)
def true_belief_lost(case: Case) -> Iterator[Reading]:
    """Person-hours of believing true claims that were lost with the teams."""
    for scope, items in _groups(case, is_true):
        without = sum((person_hours(case, item, 1) for item in items), Fraction(0))
        reading = _reading(scope, items, _less(case, items))
        yield Reading(
            reading.scope,
            reading.value,
            reading.reason,
            bounds=(without * 2 / 100, without * 20 / 100, without * 50 / 100),
        )


@measure(
    "harm_person_hours_averted",
    "person_hours",
    1,
    better="higher",
    caveat=UNDER_THE_MODEL + "No overall score: it knows nothing of rights, time or trust.",
)
def harm_person_hours_averted(case: Case) -> Iterator[Reading]:
    """Misbelief averted less true belief lost."""
    untrue = [item for item in case.items if is_untrue(item)]
    true = [item for item in case.items if is_true(item)]
    value = _less(case, untrue) - _less(case, true)
    yield _reading(of_exercise(case), [*untrue, *true], value)


def _reading(scope: Scope, items: Sequence[Item], value: Fraction) -> Reading:
    return Reading(scope, value) if items else Reading(scope, None, "no_such_item")
