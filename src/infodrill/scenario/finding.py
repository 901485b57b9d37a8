"""Finding: one thing that is wrong with a scenario package, and where; plus the map of places.

Every finding says what was given, what is expected and how to fix it. The reader and the checks
collect findings and go on, so that a planner sees all of them in one pass.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from enum import StrEnum

import msgspec
from msgspec import Struct

Path = tuple[str | int, ...]
"""Where a value stands in a Scenario: field names and indexes, e.g. ``("msel", 4, "text")``."""

SECTION_FILES = {
    "header": "scenario.yaml",
    "items": "items.yaml",
    "cast": "cast.yaml",
    "msel": "msel.yaml",
    "processes": "process.yaml",
    "audience": "audience.yaml",
    "phrases": "phrases.yaml",
    "scripted_teams": "teams",
    "briefings": "briefing",
    "locales": "locales",
}
"""The file, or for the last three the folder, in which each section of a Scenario is written."""


class Level(StrEnum):
    """An error refuses the package; a warning asks the planner to look again."""

    error = "error"
    warning = "warning"


class Finding(Struct, frozen=True):
    """One thing that is wrong, at one place of one file of a package."""

    file: str
    """Path inside the package folder, with forward slashes."""
    line: int
    """Counted from 1; 0 where a line is not known, as for a scenario made in code."""
    path: str
    """The same place in the model, e.g. ``msel[4].text``."""
    code: str
    """Stable slug of the rule, for scripts."""
    given: str
    expected: str
    fix: str
    level: Level = Level.error

    def text(self) -> str:
        """``file:line: what was given; what is expected; how to fix [code]``.

        One line, but for a condition, whose text follows with a caret under the place.
        """
        place = f"{self.file}:{self.line}" if self.line else self.file
        mark = "" if self.level is Level.error else "warning: "
        parts = [self.given]
        if self.expected:
            parts.append(f"expected {self.expected}")
        if self.fix:
            parts.append(self.fix)
        line, *more = "; ".join(parts).split("\n")
        return "\n".join((f"{place}: {mark}{line} [{self.code}]", *more))


class ScenarioInvalid(ValueError):
    """A package cannot be used; ``findings`` says everything that is wrong with it."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.text() for finding in self.findings))


class Positions:
    """Where each value of a Scenario was written; empty for a scenario made in code."""

    def __init__(self) -> None:
        self._places: dict[Path, tuple[str, int]] = {}
        self.media: frozenset[str] | None = None
        """Names of the files under ``media/``; None when there is no folder to look in."""

    def note(self, path: Path, file: str, line: int) -> None:
        """Remember that the value at ``path`` stands in ``file`` at ``line``."""
        self._places.setdefault(path, (file, line))

    def locate(self, path: Path) -> tuple[str, int]:
        """File and line of the value, or of the nearest value around it that was written."""
        for length in range(len(path), 0, -1):
            place = self._places.get(path[:length])
            if place is not None:
                return place
        section = str(path[0]) if path else "header"
        return SECTION_FILES.get(section, "scenario.yaml"), 0


def path_text(path: Path) -> str:
    """The path as people read it: ``msel[4].text``."""
    parts = [f"[{step}]" if isinstance(step, int) else f".{step}" for step in path]
    return "".join(parts).removeprefix(".")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known name most like a mistyped one, or None when nothing is like it."""
    matches = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return matches[0] if matches else None


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """How to fix an unknown name: the nearest known one, else the given advice."""
    match = nearest(word, known)
    return f'did you mean "{match}"?' if match is not None else otherwise


def one_of(known: Iterable[str], limit: int = 14) -> str:
    """``one of: a, b, c``, cut short where the list is long."""
    names = list(known)
    shown = ", ".join(names[:limit])
    return f"one of: {shown}" + (f" and {len(names) - limit} more" if len(names) > limit else "")


def shown(value: object, limit: int = 60) -> str:
    """A given value as it is quoted in a finding: short, on one line, strings in quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, list | tuple):
        return "a list"
    text = str(value)
    if len(text) > limit:
        text = text[: limit - 1] + "…"
    return msgspec.json.encode(text).decode() if isinstance(value, str) else text
