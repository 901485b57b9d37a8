"""Conditions: they can be read, speak of things that exist, and can come true in time."""

from __future__ import annotations

from infodrill.scenario.check.notes import Notes, time_or_none
from infodrill.scenario.check.references import known_names
from infodrill.scenario.condition import (
    FUNCTIONS,
    Call,
    ConditionInvalid,
    compile_condition,
    names_used,
)
from infodrill.scenario.finding import Path, did_you_mean, one_of, shown
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.possible import never_true

_KINDS = {"item": "item", "team": "team", "inject": "MSEL row"}


def check_conditions(scenario: Scenario, notes: Notes) -> None:
    """Every condition compiles, names what exists, can be true, and does not wait for later."""
    known = known_names(scenario)
    last_minute = (time_or_none(scenario.header.end) or 0) // 60_000
    rows = {row.id: row for row in scenario.msel}
    for number, row in enumerate(scenario.msel):
        if row.when is None:
            continue
        path: Path = ("msel", number, "when")
        try:
            names = names_used(row.when)
            compile_condition(row.when)
        except ConditionInvalid as error:
            problem, _, mark = str(error).partition("\n")
            notes.error(
                path,
                "condition-invalid",
                f"a condition that cannot be read: {problem}",
                'a comparison such as belief("crack") > 300 or !incident.opened("crack")',
                f"use {', '.join(FUNCTIONS)} only" + (f"\n{mark}" if mark else ""),
            )
            continue
        fine = [_known(call, known, path, notes) for call in names.calls]
        if all(fine) and never_true(row.when, last_minute):
            notes.error(
                path,
                "never-true",
                f"{shown(row.when)}, which no course of the exercise makes true",
                "a condition that can hold before the end",
                "check the numbers: belief, reach and trust are 0 to 1000, minutes() ends at "
                f"{last_minute}",
            )
        for call in names.calls:
            if call.function == "fired" and call.name in rows:
                _not_later(scenario, row, rows[call.name], path, notes)
            if call.function == "belief":
                _believable(scenario, call, path, notes)


def _known(call: Call, known: dict[str, set[str]], path: Path, notes: Notes) -> bool:
    about = FUNCTIONS[call.function]
    if about is None or (call.function == "opened" and not call.name):
        return True
    kind = _KINDS[about]
    if call.name in known[kind]:
        return True
    notes.error(
        path,
        f"unknown-{kind.replace(' ', '-')}",
        f"{call.function}({shown(call.name)}), a {kind} that does not exist",
        one_of(sorted(known[kind])),
        did_you_mean(call.name, known[kind], f"name a {kind} of this package"),
    )
    return False


def _not_later(scenario: Scenario, row: Inject, awaited: Inject, path: Path, notes: Notes) -> None:
    order = [phase.id for phase in scenario.header.phases]
    if row.phase not in order or awaited.phase not in order:
        return
    if order.index(awaited.phase) > order.index(row.phase):
        notes.error(
            path,
            "later-phase",
            f"{row.id} of phase {row.phase} waits for {awaited.id} of the later phase "
            f"{awaited.phase}",
            "rows of the same or an earlier phase",
            "move one of the two rows",
        )


def _believable(scenario: Scenario, call: Call, path: Path, notes: Notes) -> None:
    item = scenario.item(call.name)
    if item is not None and not item.is_claim:
        notes.error(
            path,
            "belief-of-protected",
            f"belief({shown(call.name)}), but that is protected speech",
            "belief of a claim; protected speech has reach only",
            f"write reach({shown(call.name)})",
        )
