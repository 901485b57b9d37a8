"""Where a check puts what it finds: findings with their place in the package's files."""

from __future__ import annotations

from infodrill.scenario.finding import Finding, Level, Path, Positions, path_text
from infodrill.scenario.times import parse_time


class Notes:
    """The findings of one run of the checks, in the order they were made."""

    def __init__(self, positions: Positions) -> None:
        self.positions = positions
        self.findings: list[Finding] = []

    def error(
        self, path: Path, code: str, given: str, expected: str, fix: str, *, below: int = 0
    ) -> None:
        """Note something that refuses the package, ``below`` lines under where ``path`` starts."""
        self._add(path, code, given, expected, fix, Level.error, below)

    def warning(self, path: Path, code: str, given: str, expected: str, fix: str) -> None:
        """Note something a planner should look at again."""
        self._add(path, code, given, expected, fix, Level.warning)

    def _add(
        self,
        path: Path,
        code: str,
        given: str,
        expected: str,
        fix: str,
        level: Level,
        below: int = 0,
    ) -> None:
        file, line = self.positions.locate(path)
        line += below if line else 0
        finding = Finding(file, line, path_text(path), code, given, expected, fix, level)
        if finding not in self.findings:
            self.findings.append(finding)


def time_or_none(text: str | None) -> int | None:
    """Milliseconds after T+0:00, or None for no time or one that `check_times` refuses."""
    if text is None:
        return None
    try:
        return parse_time(text)
    except ValueError:
        return None
