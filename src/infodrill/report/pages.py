"""What all self-contained pages share: templates, style, fonts, language and direction.

A page is one file: its style and the fonts its own letters need stand inside it, and nothing of the
data it tells can become markup.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from infodrill import i18n

TEMPLATES = Path(__file__).parent / "templates"
"""Where the pages' templates and style sheets are."""

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
"""Primary language tags whose pages are mirrored."""


def direction(language: str) -> str:
    """``rtl`` or ``ltr``, as a page's ``dir`` attribute wants it."""
    return "rtl" if language.split("-")[0] in RIGHT_TO_LEFT else "ltr"


@cache
def style(*sheets: str) -> Markup:
    """Style sheets of the package, joined."""
    # The package's own files; nothing of what a page tells goes into them.
    texts = [(TEMPLATES / sheet).read_text(encoding="utf-8") for sheet in sheets]
    return Markup("\n".join(texts))  # noqa: S704


def environment() -> Environment:
    """A template environment with gettext; each kind of page adds its own words and figures."""
    pages = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    pages.globals.update(_=i18n.gettext, ngettext=i18n.ngettext)
    return pages
