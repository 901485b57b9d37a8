"""Turns the messages a person reads into the reader's language.

Messages are written in English in the code and wrapped where they are shown; the core returns
codes and data and never calls this module. The language belongs to the current context (a thread, a
task, one rendered report), never to the process, so reports in two languages can be made side by
side. It is never guessed from the machine's locale: an exercise gives the same bytes anywhere.

A message without a translation, or a language without a catalogue, falls back to English.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

DOMAIN = "infodrill"
"""Name of the catalogue files: `locales/LANGUAGE/LC_MESSAGES/infodrill.mo`."""

SOURCE_LANGUAGE = "en"
"""The language that messages are written in; it needs no catalogue."""

CATALOGUES = Path(__file__).parent / "locales"
"""Where the package keeps its compiled catalogues."""

# A BCP 47 tag as far as interface languages need it; it also keeps a tag from leaving the folder.
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")

_language: ContextVar[str] = ContextVar("language", default=SOURCE_LANGUAGE)
_catalogue: ContextVar[NullTranslations | None] = ContextVar("catalogue", default=None)


def use(language: str, *, catalogues: Path | None = None) -> None:
    """Shows messages of the current context in a language from here on.

    Args:
        language: a tag such as `vi`, `pt-BR` or `zh-Hans`.
        catalogues: the folder to look in, if not the package's own.

    Raises:
        ValueError: the tag is not formed like one.
    """
    _catalogue.set(_find(language, catalogues or CATALOGUES))
    _language.set(language)


@contextmanager
def using(language: str, *, catalogues: Path | None = None) -> Iterator[None]:
    """Shows messages in a language inside a `with` block and restores the earlier one after it."""
    found = _find(language, catalogues or CATALOGUES)
    language_before = _language.set(language)
    catalogue_before = _catalogue.set(found)
    try:
        yield
    finally:
        _catalogue.reset(catalogue_before)
        _language.reset(language_before)


def language() -> str:
    """The tag of the language in use, as a page's `lang` attribute wants it."""
    return _language.get()


def N_(message: str) -> str:
    """Marks a message in a table for the catalogue; it is translated where it is shown."""
    return message


def gettext(message: str) -> str:
    """The message in the language in use; fill its holes afterwards with `str.format`."""
    return _current().gettext(message)


def ngettext(one: str, many: str, count: int) -> str:
    """The form of a counted message that fits the count by the language's own plural rule."""
    return _current().ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The message in the sense that the context names, where one English word has several."""
    return _current().pgettext(context, message)


def npgettext(context: str, one: str, many: str, count: int) -> str:
    """The counted message in the sense that the context names."""
    return _current().npgettext(context, one, many, count)


def _current() -> NullTranslations:
    return _catalogue.get() or NullTranslations()


@cache
def _find(language: str, catalogues: Path) -> NullTranslations:
    """The language's catalogue, else the one without its region or script, else English."""
    if not _TAG.fullmatch(language):
        raise ValueError(
            f"language {language!r} is not a language tag; expected one like 'vi', 'pt-BR' or "
            f"'zh-Hans': lower-case language, then script and region after hyphens"
        )
    parts = language.split("-")
    for length in range(len(parts), 0, -1):
        compiled = catalogues / "-".join(parts[:length]) / "LC_MESSAGES" / f"{DOMAIN}.mo"
        if compiled.is_file():
            with compiled.open("rb") as stream:
                return GNUTranslations(stream)
    return NullTranslations()
