"""Ways to change one thing of a scenario, for tests that say: this change, that finding."""

from __future__ import annotations

from typing import Any

import msgspec

from infodrill.scenario.check import check_scenario
from infodrill.scenario.finding import Finding
from infodrill.scenario.package import Scenario


def with_header(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with fields of its header replaced."""
    header = msgspec.structs.replace(scenario.header, **changes)
    return msgspec.structs.replace(scenario, header=header)


def with_audience(scenario: Scenario, **changes: Any) -> Scenario:
    """The scenario with fields of its audience replaced."""
    audience = msgspec.structs.replace(scenario.audience, **changes)
    return msgspec.structs.replace(scenario, audience=audience)


def with_item(scenario: Scenario, item_id: str, **changes: Any) -> Scenario:
    """The scenario with fields of one item replaced."""
    return _with_row(scenario, "items", item_id, changes)


def with_account(scenario: Scenario, account_id: str, **changes: Any) -> Scenario:
    """The scenario with fields of one account replaced."""
    return _with_row(scenario, "cast", account_id, changes)


def with_inject(scenario: Scenario, row_id: str, **changes: Any) -> Scenario:
    """The scenario with fields of one MSEL row replaced."""
    return _with_row(scenario, "msel", row_id, changes)


def with_node(scenario: Scenario, node_id: str, **changes: Any) -> Scenario:
    """The scenario with fields of one node of its handling tree replaced."""
    tree = scenario.processes[0]
    nodes = tuple(
        msgspec.structs.replace(node, **changes) if node.id == node_id else node
        for node in tree.nodes
    )
    tree = msgspec.structs.replace(tree, nodes=nodes)
    return msgspec.structs.replace(scenario, processes=(tree, *scenario.processes[1:]))


def with_team(scenario: Scenario, team_id: str, **changes: Any) -> Scenario:
    """The scenario with fields of one team replaced."""
    assert scenario.team(team_id) is not None
    teams = tuple(
        msgspec.structs.replace(team, **changes) if team.id == team_id else team
        for team in scenario.header.teams
    )
    return with_header(scenario, teams=teams)


def _with_row(scenario: Scenario, section: str, row_id: str, changes: dict[str, Any]) -> Scenario:
    rows = getattr(scenario, section)
    assert any(row.id == row_id for row in rows), f"no {row_id} in {section}"
    changed = tuple(
        msgspec.structs.replace(row, **changes) if row.id == row_id else row for row in rows
    )
    return msgspec.structs.replace(scenario, **{section: changed})


def found(scenario: Scenario) -> list[Finding]:
    """All findings but those about translations, which any change of a text brings."""
    return [
        finding
        for finding in check_scenario(scenario)
        if finding.code not in ("missing-texts", "unknown-text")
    ]


def codes(scenario: Scenario) -> set[str]:
    """The codes of all findings."""
    return {finding.code for finding in found(scenario)}
