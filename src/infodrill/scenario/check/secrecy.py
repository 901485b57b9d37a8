"""Secrecy: what players read does not tell them that it is scripted, or about which item."""

from __future__ import annotations

import re

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import shown
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import RowKind

_INJECT = re.compile(r"\binjects?\b", re.IGNORECASE)


def check_secrecy(scenario: Scenario, notes: Notes) -> None:
    """Warn when a row's text names the machinery of the exercise."""
    # An id that is one plain word ("crack") is also how people talk; only a built one gives away.
    built = {item.id for item in scenario.items if re.search(r"[-_0-9]", item.id)}
    for number, row in enumerate(scenario.msel):
        if row.kind not in (RowKind.inject, RowKind.contingency):
            continue
        given_away = [
            name
            for name in (*row.about, row.id)
            if (name in built or name == row.id)
            and re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", row.text)
        ]
        word = _INJECT.search(row.text)
        if word is not None:
            given_away.append(word.group())
        for name in given_away:
            notes.warning(
                ("msel", number, "text"),
                "tells-too-much",
                f"{shown(name)} in the text of {row.id}",
                "words that people of the simulated world would use",
                "say it as the sender would",
            )
