"""A cut: which rows, teams and items of a scenario are played, and until when."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.package import Scenario
from infodrill.scenario.times import parse_time


class UnknownCut(ValueError):
    """The named cut is not in the package; the message lists those that are."""


class Selection(Struct, frozen=True):
    """What a cut keeps."""

    cut: str
    end_ms: int
    rows: frozenset[str]
    teams: tuple[str, ...]
    items: frozenset[str]


def select(scenario: Scenario, cut_id: str) -> Selection:
    """The rows, teams and items of a cut.

    Conditional rows and rows that bring the truth about a kept item are kept with the background.
    Raises UnknownCut.
    """
    header = scenario.header
    cut = next((one for one in header.cuts if one.id == cut_id), None)
    if cut is None:
        known = ", ".join(one.id for one in header.cuts) or "none"
        raise UnknownCut(f"{header.id} has no cut {cut_id!r}; it has: {known}")
    end_ms = parse_time(cut.end)
    items = frozenset(cut.items or (item.id for item in scenario.items))
    kept = set()
    for row in scenario.msel:
        if row.at is not None and parse_time(row.at) > end_ms:
            continue
        if row.key and cut.injects and row.id not in cut.injects:
            continue
        if not row.key and not cut.background and row.id not in cut.injects:
            continue
        if row.about and not items.intersection(row.about):
            continue
        kept.add(row.id)
    # A reply or boost without its target would hang in the air.
    by_id = {row.id: row for row in scenario.msel}
    while orphans := {
        row
        for row in kept
        for target in (by_id[row].replies_to, by_id[row].boosts)
        if target is not None and target not in kept
    }:
        kept -= orphans
    teams = cut.teams or tuple(team.id for team in header.teams)
    return Selection(cut.id, end_ms, frozenset(kept), teams, items)
