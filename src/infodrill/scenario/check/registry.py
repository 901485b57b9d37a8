"""The table of checks. A new check is a function in a file of its own and one line here."""

from __future__ import annotations

from collections.abc import Callable, Collection

from infodrill.scenario.check.claims import check_claims
from infodrill.scenario.check.conditions import check_conditions
from infodrill.scenario.check.cycles import check_cycles
from infodrill.scenario.check.dissent import check_dissent
from infodrill.scenario.check.header import check_header
from infodrill.scenario.check.ids import check_ids
from infodrill.scenario.check.languages import check_languages
from infodrill.scenario.check.measures import check_measures
from infodrill.scenario.check.mix import check_mix
from infodrill.scenario.check.notes import Notes
from infodrill.scenario.check.numbers import check_numbers
from infodrill.scenario.check.protected import check_protected
from infodrill.scenario.check.real_names import check_real_names
from infodrill.scenario.check.references import check_references
from infodrill.scenario.check.rows import check_rows
from infodrill.scenario.check.secrecy import check_secrecy
from infodrill.scenario.check.teams import check_scripted_teams, check_teams
from infodrill.scenario.check.times import check_times
from infodrill.scenario.check.trees import check_trees
from infodrill.scenario.check.workload import check_workload
from infodrill.scenario.finding import Finding, Positions
from infodrill.scenario.package import Scenario

Check = Callable[[Scenario, Notes], None]
"""Reads a scenario and notes what is wrong; never raises, whatever the scenario holds."""

CHECKS: tuple[Check, ...] = (
    check_header,
    check_ids,
    check_references,
    check_numbers,
    check_times,
    check_rows,
    check_conditions,
    check_cycles,
    check_trees,
    check_teams,
    check_scripted_teams,
    check_workload,
    check_languages,
    check_mix,
    check_protected,
    check_claims,
    check_dissent,
    check_real_names,
    check_secrecy,
)
"""In the order in which a planner would want to hear of them."""


def check_scenario(
    scenario: Scenario,
    positions: Positions | None = None,
    *,
    measures: Collection[str] | None = None,
) -> list[Finding]:
    """Everything that is wrong with a scenario, all in one pass.

    Args:
        scenario: the package as read, or made in code.
        positions: where its values were written; None gives findings without lines.
        measures: names that critical tasks may name as measures; None leaves them unchecked.
    """
    notes = Notes(positions if positions is not None else Positions())
    for check in CHECKS:
        check(scenario, notes)
    if measures is not None:
        check_measures(scenario, notes, measures)
    return notes.findings
