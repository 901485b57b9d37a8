"""The words for the codes in control's time line."""

from __future__ import annotations

from infodrill.i18n import N_
from infodrill.i18n import gettext as _

_WORDS = {
    # Verdicts and how sure the team is
    "true": N_("true"),
    "false": N_("false"),
    "misleading": N_("misleading"),
    "unverified": N_("unverified"),
    "not_checkable": N_("not checkable"),
    "high": N_("high"),
    "medium": N_("medium"),
    "low": N_("low"),
    # Directions
    "against": N_("against"),
    "answering": N_("answering"),
    "acting_on": N_("acting on"),
    "correcting_ourselves": N_("correcting ourselves"),
    # Messages
    "holding_statement": N_("holding statement"),
    "protective_advice": N_("protective advice"),
    "correction": N_("correction"),
    "answer": N_("answer"),
    # The simulated platform's rules
    "fraud": N_("fraud"),
    "impersonation": N_("impersonation"),
    "doxxing": N_("doxxing"),
    "threats": N_("threats"),
}


def word(code: str) -> str:
    """A code in words; one without a row is shown as it is, so that no line fails for a word."""
    return _(_WORDS[code]) if code in _WORDS else code.replace("_", " ")
