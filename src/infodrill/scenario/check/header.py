"""The frame: format, closed words of the header, and the cuts that a package must have."""

from __future__ import annotations

import re

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario

FORMAT = 1
"""The package format that this version reads."""
LEVELS = ("local", "district", "region")
METHODS = ("drill", "tabletop", "functional")
MAX_TEAMS = 12
"""Design section 3: one exercise is one world of at most about 12 teams."""

_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")
_CAPABILITY = "respond-proportionately"


def check_header(scenario: Scenario, notes: Notes) -> None:
    """The header's closed words are known ones, and what every report needs is there."""
    header = scenario.header
    if header.format != FORMAT:
        notes.error(
            ("header", "format"),
            "format",
            f"format {header.format}",
            f"format {FORMAT}",
            f"write format: {FORMAT}, or use the version of Infodrill that knows this one",
        )
    for field, known in (("level", LEVELS), ("method", METHODS)):
        given = getattr(header, field)
        if given not in known:
            notes.error(
                ("header", field),
                f"unknown-{field}",
                f"the {field} {shown(given)}",
                one_of(known),
                did_you_mean(given, known, "use one of these"),
            )
    if not header.languages:
        notes.error(("header", "languages"), "no-language", "no language", "at least one", "add en")
    for number, language in enumerate(header.languages):
        if not _LANGUAGE.fullmatch(language):
            notes.error(
                ("header", "languages", number),
                "language-form",
                shown(language),
                "a language tag such as en, vi or pt-BR",
                "write the tag of the language",
            )
    if not 1 <= len(header.teams) <= MAX_TEAMS:
        notes.error(
            ("header", "teams"),
            "team-count",
            f"{len(header.teams)} teams",
            f"1 to {MAX_TEAMS} teams in one exercise",
            "make several exercises of one scenario for more",
        )
    if all(cut.id != "full" for cut in header.cuts):
        notes.error(
            ("header", "cuts"),
            "no-full-cut",
            "no cut called full",
            "a cut full that ends with the exercise and keeps everything",
            f"add id: full with end: {header.end}",
        )
    capabilities = {each.id for objective in header.objectives for each in objective.capabilities}
    if _CAPABILITY not in capabilities:
        notes.error(
            ("header", "objectives"),
            "no-proportion",
            "objectives without the capability respond-proportionately",
            "that capability: every exercise is also about over-reaction",
            f'add a capability with id: {_CAPABILITY} and title: "Respond proportionately"',
        )
