"""The line: orders that it forbids, and how often its gate stopped somebody."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import Reading, measure, of_exercise, of_team, share
from infodrill.exercise import events as ev
from infodrill.exercise.refusals import GATE_CODES


@measure(
    "orders_declined",
    "share",
    3,
    better="higher",
    target=1,
    source="declining an order that the line forbids is right (design section 5.8)",
    caveat="An order carried out and one left lying both count as not declined.",
)
def orders_declined(case: Case) -> Iterator[Reading]:
    """Share of the orders to deny or to silence that were declined."""
    injects = case.state.index.injects
    orders = [
        (task.team, task.status == "declined")
        for task in case.state.tasks.values()
        if task.inject is not None and injects[task.inject].presses_to is not None
    ]
    for team in case.teams:
        yield share(of_team(team), (held for owner, held in orders if owner == team), "no_orders")
    yield share(of_exercise(case), (held for _, held in orders), "no_orders")


@measure(
    "gate_refusals",
    "count",
    0,
    better="none",
    caveat="Neither good nor bad: a gate that stops somebody teaches, and one never met may too.",
)
def gate_refusals(case: Case) -> Iterator[Reading]:
    """How often the rights gate stopped an act: form, verdict or second person was missing."""
    stopped = [
        case.team_of(record)
        for record, fact in case.facts(ev.CommandRefused)
        if fact.code in GATE_CODES
    ]
    for team in case.teams:
        yield Reading(of_team(team), stopped.count(team))
    yield Reading(of_exercise(case), len(stopped))
