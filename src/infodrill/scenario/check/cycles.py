"""Cycles: nothing waits for itself, answers itself or stands above itself."""

from __future__ import annotations

from collections.abc import Mapping

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.condition import ConditionInvalid, names_used
from infodrill.scenario.finding import Path
from infodrill.scenario.package import Scenario


def check_cycles(scenario: Scenario, notes: Notes) -> None:
    """No cycle among conditions, replies, boosts, teams above teams, or extended teams."""
    order = {row.id: number for number, row in enumerate(scenario.msel)}
    waits = {row.id: _awaited(row.when) for row in scenario.msel if row.when is not None}
    for cycle in cycles(waits):
        _note(notes, ("msel", order[cycle[0]], "when"), "rows that wait for each other", cycle)
    for field, what in (("replies_to", "replies"), ("boosts", "boosts")):
        points = {
            row.id: (getattr(row, field),)
            for row in scenario.msel
            if getattr(row, field) is not None
        }
        for cycle in cycles(points):
            _note(notes, ("msel", order[cycle[0]], field), f"{what} in a circle", cycle)
    teams = {team.id: number for number, team in enumerate(scenario.header.teams)}
    above = {team.id: (team.parent,) for team in scenario.header.teams if team.parent is not None}
    for cycle in cycles(above):
        place: Path = ("header", "teams", teams[cycle[0]], "parent")
        _note(notes, place, "teams above themselves", cycle)
    scripted = {team.name: number for number, team in enumerate(scenario.scripted_teams)}
    extended = {
        team.name: (team.extends,) for team in scenario.scripted_teams if team.extends is not None
    }
    for cycle in cycles(extended):
        place = ("scripted_teams", scripted[cycle[0]], "extends")
        _note(notes, place, "scripted teams that extend themselves", cycle)


def cycles(points: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The cycles of a graph, one for each node at which a depth-first walk meets its own path.

    Each starts at the node that comes first in the graph's order. Without recursion, so that a
    long chain of rows is no danger.
    """
    found: list[tuple[str, ...]] = []
    done: set[str] = set()
    for first in points:
        if first in done:
            continue
        path = [first]
        waiting = [iter(points.get(first, ()))]
        while waiting:
            following = next(waiting[-1], None)
            if following is None:
                waiting.pop()
                done.add(path.pop())
            elif following in path:
                found.append(tuple(path[path.index(following) :]))
            elif following not in done and following in points:
                path.append(following)
                waiting.append(iter(points[following]))
    return found


def _awaited(when: str) -> tuple[str, ...]:
    try:
        calls = names_used(when).calls
    except ConditionInvalid:
        return ()
    return tuple(call.name for call in calls if call.function == "fired")


def _note(notes: Notes, path: Path, what: str, cycle: tuple[str, ...]) -> None:
    notes.error(
        path,
        "cycle",
        f"{what}: {' → '.join((*cycle, cycle[0]))}",
        "an order with a beginning",
        "change one of these so that the circle opens",
    )
