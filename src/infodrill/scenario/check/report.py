"""One pass over a folder, and its text for people."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from msgspec import Struct

from infodrill.scenario.check.registry import check_scenario
from infodrill.scenario.check.workload import LoadRow, load_table
from infodrill.scenario.finding import Finding, Level
from infodrill.scenario.load import read_draft
from infodrill.scenario.package import Scenario


class CheckResult(Struct, frozen=True):
    """What `check_folder` found."""

    findings: tuple[Finding, ...]
    """Sorted by file and line."""
    scenario: Scenario | None
    """The package; None when any finding is an error."""
    load: tuple[LoadRow, ...]
    """Key injects of each team per ten minutes; empty when the package could not be read."""


def check_folder(folder: Path, *, measures: Collection[str] | None = None) -> CheckResult:
    """Read and check a package: every finding in one pass.

    Args:
        folder: the package's folder.
        measures: names of the measures that critical tasks may name; None leaves them unchecked,
            because this layer does not know what is computed.
    """
    draft, findings, positions = read_draft(folder)
    if draft is not None:
        # Where a value could not be read, a check sees its stand-in; what it says there is noise.
        unread = {(finding.file, finding.line) for finding in findings}
        findings += [
            finding
            for finding in check_scenario(draft, positions, measures=measures)
            if (finding.file, finding.line) not in unread
        ]
    findings.sort(key=lambda finding: (finding.file, finding.line, finding.code, finding.given))
    broken = any(finding.level is Level.error for finding in findings)
    return CheckResult(
        tuple(findings),
        None if broken else draft,
        load_table(draft) if draft is not None else (),
    )


def check_report(findings: Collection[Finding], load: Collection[LoadRow]) -> str:
    """The findings, one a line in the order of file and line, then the load table."""
    ordered = sorted(findings, key=lambda each: (each.file, each.line, each.code, each.given))
    parts = ["\n".join(finding.text() for finding in ordered)] if ordered else []
    if load:
        parts.append(_load_text(load))
    return "\n\n".join(parts)


def _load_text(load: Collection[LoadRow]) -> str:
    teams = list(dict.fromkeys(row.team for row in load))
    starts = list(dict.fromkeys(row.start for row in sorted(load, key=_by_time)))
    counts = {(row.team, row.start): row.injects for row in load}
    first = max(len(start) for start in (*starts, "from"))
    widths = [max(len(team), 3) for team in teams]
    lines = ["Key injects per team in ten minutes"]
    heads = (f"{team:>{width}}" for team, width in zip(teams, widths, strict=True))
    lines.append("  ".join((f"{'from':<{first}}", *heads)))
    for start in starts:
        cells = (
            f"{counts.get((team, start), '·'):>{width}}"
            for team, width in zip(teams, widths, strict=True)
        )
        lines.append("  ".join((f"{start:<{first}}", *cells)))
    return "\n".join(lines)


def _by_time(row: LoadRow) -> tuple[int, int]:
    hours, minutes = row.start.removeprefix("T+").split(":")[:2]
    return int(hours), int(minutes)
