"""Writes the catalogues of interface languages: `src/infodrill/locales/LANGUAGE/LC_MESSAGES/`.

`make docs` collects every message from the code, brings each language's `.po` up to date and
compiles it; `tests/test_catalogues.py` fails where one is stale, so a sentence cannot change
without its translations. A new language starts as an empty folder `locales/LANGUAGE/LC_MESSAGES`
and a row in `PLURALS`.

No date, tool version or line number is written: the same messages give the same bytes. Nothing is
guessed either: a message whose English changed is told to the translator as a new one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from infodrill.evaluation import findings
from infodrill.exercise.refusals import SENTENCES
from infodrill.i18n import CATALOGUES, DOMAIN

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "src"

PLURALS = {"vi": "nplurals=1; plural=0;"}
"""Plural rules by language (Unicode CLDR, language plural rules); Babel's own differ for some."""

_COMMENT = "Messages of Infodrill. `make docs` brings this file up to date; edit translations only."
_WIDTH = 96

_Key = tuple[str | None, str]
"""A message's context and its English, the singular where it has two."""


class _Dateless(Catalog):
    """A catalogue whose headers say only what a reader of the file needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:  # type: ignore[override]
        headers = [("MIME-Version", "1.0"), ("Content-Type", "text/plain; charset=utf-8")]
        headers.append(("Content-Transfer-Encoding", "8bit"))
        if self.locale_identifier is None:
            return headers
        language = str(self.locale_identifier).replace("_", "-")
        plurals = PLURALS[language] + "\n"
        return [("Language", language), *headers, ("Plural-Forms", plurals)]


def languages() -> list[str]:
    """The languages that have a folder."""
    return sorted(folder.parent.name for folder in CATALOGUES.glob("*/LC_MESSAGES"))


def po_path(language: str) -> Path:
    """Where the language's translations are edited."""
    return CATALOGUES / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_path(language: str) -> Path:
    """Where the language's compiled translations are read from."""
    return po_path(language).with_suffix(".mo")


def _core_sentences() -> Iterator[tuple[str, str]]:
    """(module, sentence) of the core's sentences, which calls no gettext and so marks none."""
    for sentence in SENTENCES.values():
        yield "infodrill/exercise/refusals.py", sentence
    for name, value in vars(findings).items():
        if name.isupper() and isinstance(value, str):
            yield "infodrill/evaluation/findings.py", value


def template(language: str | None = None) -> Catalog:
    """Every message of the product, without translations."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as stream:
        methods, options = parse_mapping_cfg(stream)
    catalogue = _Dateless(locale=language, header_comment=f"# {_COMMENT}", fuzzy=False)
    for place, _line, message, _comments, context in extract_from_dir(
        SOURCES, methods, options_map=options
    ):
        catalogue.add(message, locations=[(place, 0)], context=context)
    for place, sentence in _core_sentences():
        catalogue.add(sentence, locations=[(place, 0)])
    for entry in catalogue:
        # Holes are filled by `str.format` alone; "70 % likely" is no hole.
        entry.flags.discard("python-format")
    return catalogue


def _key(message_id: str | tuple[str, ...] | list[str], context: str | None) -> _Key:
    return context, message_id if isinstance(message_id, str) else message_id[0]


def translations(language: str) -> Catalog:
    """The language's `.po` as it stands; empty where there is none yet."""
    path = po_path(language)
    if not path.is_file():
        return _Dateless(locale=language, fuzzy=False)
    with path.open("rb") as stream:
        return read_po(stream, locale=language, abort_invalid=True)


def updated(language: str) -> Catalog:
    """Today's messages with the translations that the language has for them."""
    known = {
        _key(message.id, message.context): message.string
        for message in translations(language)
        if message.id and not message.fuzzy
    }
    catalogue = template(language)
    for message in catalogue:
        found = known.get(_key(message.id, message.context)) if message.id else None
        if found and isinstance(found, str) is isinstance(message.id, str):
            message.string = found
    return catalogue


def missing(catalogue: Catalog) -> list[_Key]:
    """Messages without a translation, or with too few plural forms."""
    return [
        _key(message.id, message.context)
        for message in catalogue
        if message.id
        and not (message.string if isinstance(message.string, str) else all(message.string or [""]))
    ]


def written(catalogue: Catalog) -> bytes:
    """The catalogue as a `.po` file."""
    stream = BytesIO()
    write_po(stream, catalogue, width=_WIDTH, sort_by_file=True, include_lineno=False)
    return stream.getvalue()


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as a `.mo` file."""
    stream = BytesIO()
    write_mo(stream, catalogue)
    return stream.getvalue()


def main() -> int:
    """Rewrites the files, says which ones changed and which messages wait for a translator."""
    waiting = 0
    for language in languages():
        catalogue = updated(language)
        for path, content in (
            (po_path(language), written(catalogue)),
            (mo_path(language), compiled(catalogue)),
        ):
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)
                print(path.relative_to(ROOT).as_posix())
        for _context, message in missing(catalogue):
            waiting += 1
            print(f"{language}: not translated yet: {message!r}", file=sys.stderr)
    return 1 if waiting else 0


if __name__ == "__main__":
    sys.exit(main())
