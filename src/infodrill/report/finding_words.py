"""Sentences for findings, their likely causes and the corrective actions.

A code without a sentence is told as words with its facts beside it.
"""

from __future__ import annotations

from collections.abc import Mapping

from markupsafe import Markup

from infodrill.i18n import gettext as _
from infodrill.report.say import N_, own, say
from infodrill.report.words import readable

FINDINGS: dict[str, str] = {}
"""An observation or a strength by its code; holes are the finding's facts."""

CAUSES: dict[str, str] = {}
"""A likely root cause by its code."""

ACTIONS: dict[str, str] = {}
"""A corrective action by its code."""


def finding(code: str, facts: Mapping[str, str]) -> Markup:
    """A finding as a sentence; its facts are escaped and isolated."""
    return _told(FINDINGS, code, facts)


def action(code: str, facts: Mapping[str, str]) -> Markup:
    """A corrective action as a sentence."""
    return _told(ACTIONS, code, facts)


def cause(code: str) -> str:
    """A likely root cause; empty for a strength."""
    if not code:
        return ""
    return _(CAUSES[code]) if code in CAUSES else readable(code)


def _told(table: dict[str, str], code: str, facts: Mapping[str, str]) -> Markup:
    if code in table:
        try:
            return say(_(table[code]), **facts)
        except KeyError:
            # A newer rule may name its facts differently; the code and the facts still tell it.
            pass
    told = Markup("{}").format(readable(code))
    if facts:
        told += Markup(" (") + Markup("; ").join(
            Markup("{}: {}").format(readable(name).lower(), own(value))
            for name, value in sorted(facts.items())
        ) + Markup(")")
    return told
