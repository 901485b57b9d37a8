"""Puts sentences together for a page: escaped, and safe in mixed reading directions.

A filled hole is escaped and isolated (``<bdi>``), so a statement in one script cannot reorder the
sentence around it; control characters that would are taken out of the report's own text before.
"""

from __future__ import annotations

import msgspec
from markupsafe import Markup, escape

from infodrill.evaluation.aar import AfterActionReport
from infodrill.i18n import N_ as N_

# Bidirectional embeddings, overrides, isolates and marks (Unicode UAX 9), the byte-order mark and
# line and paragraph separators; zero-width joiners stay, since scripts need them to spell.
_TAKEN_OUT = dict.fromkeys(
    [
        *range(0x00, 0x09),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        0x061C,
        0x200E,
        0x200F,
        *range(0x2028, 0x202F),
        *range(0x2066, 0x206A),
        *range(0xD800, 0xE000),
        0xFEFF,
    ]
)


def clean(text: str) -> str:
    """The text without control characters, lone surrogates and invisible direction marks."""
    return text.translate(_TAKEN_OUT)


def cleaned(report: AfterActionReport) -> AfterActionReport:
    """The same report with every text in it clean."""
    plain = msgspec.to_builtins(report)
    return msgspec.convert(_clean_all(plain), AfterActionReport, strict=True)


def _clean_all(value: object) -> object:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {clean(str(key)): _clean_all(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_all(inner) for inner in value]
    return value


def own(text: object) -> Markup:
    """A text that somebody wrote, escaped and isolated from the sentence around it."""
    return Markup("<bdi>{}</bdi>").format(text)


def say(sentence: str, **holes: object) -> Markup:
    """A translated sentence with its holes filled, escaped and isolated.

    Raises:
        KeyError: the sentence has a hole that no argument fills.
    """
    return escape(sentence).format(**{name: own(value) for name, value in holes.items()})
