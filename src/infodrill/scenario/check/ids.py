"""Ids: well formed, and each used once."""

from __future__ import annotations

import re
from collections.abc import Iterable

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, shown
from infodrill.scenario.package import Scenario

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_HEADER_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED_CHOICES = ("title", "guidance")


def check_ids(scenario: Scenario, notes: Notes) -> None:
    """Every id has the form of one and is given once among its kind."""
    header = scenario.header
    if not _HEADER_ID.fullmatch(header.id):
        notes.error(
            ("header", "id"),
            "id-form",
            f"the id {shown(header.id)}",
            "small letters, digits and single hyphens, like dam-rumour",
            "rename it; the folder has the same name",
        )
    _once(notes, "team", [(("header", "teams", n), t.id) for n, t in enumerate(header.teams)])
    _once(notes, "phase", [(("header", "phases", n), p.id) for n, p in enumerate(header.phases)])
    _once(notes, "cut", [(("header", "cuts", n), c.id) for n, c in enumerate(header.cuts)])
    _objectives(scenario, notes)
    _once(notes, "item", [(("items", n), item.id) for n, item in enumerate(scenario.items)])
    for number, item in enumerate(scenario.items):
        cards = [(("items", number, "evidence", n), c.id) for n, c in enumerate(item.evidence)]
        _once(notes, f"evidence card of {item.id}", cards)
    _once(notes, "account", [(("cast", n), a.id) for n, a in enumerate(scenario.cast)])
    handles = [(("cast", n, "handle"), a.handle.casefold()) for n, a in enumerate(scenario.cast)]
    _once(notes, "handle", handles, field=None)
    _once(notes, "MSEL row", [(("msel", n), row.id) for n, row in enumerate(scenario.msel)])
    _trees(scenario, notes)
    segments = scenario.audience.segments
    _once(notes, "segment", [(("audience", "segments", n), s.id) for n, s in enumerate(segments)])
    for number, team in enumerate(scenario.scripted_teams):
        plays = [(("scripted_teams", number, "plays", n), p.id) for n, p in enumerate(team.plays)]
        _once(notes, f"play of {team.name}", plays)


def _objectives(scenario: Scenario, notes: Notes) -> None:
    objectives: list[tuple[Path, str]] = []
    capabilities: list[tuple[Path, str]] = []
    tasks: list[tuple[Path, str]] = []
    for first, objective in enumerate(scenario.header.objectives):
        place: Path = ("header", "objectives", first)
        objectives.append((place, objective.id))
        for second, capability in enumerate(objective.capabilities):
            deeper = (*place, "capabilities", second)
            capabilities.append((deeper, capability.id))
            for third, task in enumerate(capability.critical_tasks):
                tasks.append(((*deeper, "critical_tasks", third), task.id))
    _once(notes, "objective", objectives)
    _once(notes, "capability", capabilities)
    _once(notes, "critical task", tasks)


def _trees(scenario: Scenario, notes: Notes) -> None:
    trees = scenario.processes
    _once(notes, "process tree", [(("processes", n), tree.id) for n, tree in enumerate(trees)])
    for first, tree in enumerate(trees):
        places = [(("processes", first, "nodes", n), node.id) for n, node in enumerate(tree.nodes)]
        _once(notes, f"node of {tree.id}", places)
        for second, node in enumerate(tree.nodes):
            path: Path = ("processes", first, "nodes", second, "choices")
            choices = [((*path, n), choice.id) for n, choice in enumerate(node.choices)]
            _once(notes, f"choice of {tree.id}/{node.id}", choices)
            for place, choice_id in choices:
                if choice_id in _RESERVED_CHOICES:
                    notes.error(
                        (*place, "id"),
                        "id-reserved",
                        f"a choice called {choice_id}",
                        "another id: translations use this word for the node's own texts",
                        "rename the choice",
                    )


def _once(
    notes: Notes, kind: str, given: Iterable[tuple[Path, str]], field: str | None = "id"
) -> None:
    seen: set[str] = set()
    for path, name in given:
        place = path if field is None else (*path, field)
        if not _ID.fullmatch(name):
            notes.error(
                place,
                "id-form",
                f"{shown(name)} as id of a {kind}",
                "1 to 64 letters, digits, hyphens or underscores, starting with a letter or digit",
                "rename it here and where it is named",
            )
        if name in seen:
            notes.error(
                place,
                "duplicate-id",
                f"a second {kind} {shown(name)}",
                "each id once",
                "rename or remove one of the two",
            )
        seen.add(name)
