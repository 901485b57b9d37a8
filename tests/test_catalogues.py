"""Every word of the product exists in every shipped language, and the shipped files are current."""

from __future__ import annotations

import string
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from infodrill.exercise.refusals import SENTENCES
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext, pgettext, using
from scripts import make_catalogues as catalogues

LANGUAGES = catalogues.languages()
FRESH = "run `make docs` and translate what it names"


@pytest.fixture(scope="module")
def today() -> Catalog:
    """What the code says today."""
    return catalogues.template()


def kept(language: str) -> Catalog:
    return catalogues.translations(language)


def keys(catalogue: Catalog) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in catalogue if message.id}


def holes(text: str) -> set[str]:
    return {name for _before, name, _spec, _conversion in string.Formatter().parse(text) if name}


def forms(message: Message) -> Iterator[tuple[str, str]]:
    """(English, translation) of every form of a message."""
    if isinstance(message.id, str):
        assert isinstance(message.string, str)
        yield message.id, message.string
    else:
        for translation in message.string:
            yield message.id[-1], translation


def test_vietnamese_is_shipped() -> None:
    assert "vi" in LANGUAGES


def test_the_catalogues_ask_for_every_place_where_words_stand(today: Catalog) -> None:
    asked = {message.id for message in today}
    assert "After-action report" in asked  # a template
    assert "Start with: infodrill demo" in asked  # the command line
    assert "Time to first statement" in asked  # a table
    assert "refused: {command} ({code})" in asked  # the live view
    assert set(SENTENCES.values()) <= asked  # a table of the core


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_catalogue_asks_for_what_the_code_says_today(language: str, today: Catalog) -> None:
    stored = keys(kept(language))
    assert keys(today) - stored == set(), FRESH
    assert stored - keys(today) == set(), FRESH


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_left_in_english_by_neglect(language: str) -> None:
    catalogue = kept(language)
    assert catalogues.missing(catalogue) == []
    assert [message.id for message in catalogue if message.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_the_same_holes(language: str) -> None:
    differing = [
        (english, translation)
        for message in kept(language)
        if message.id
        for english, translation in forms(message)
        if holes(english) != holes(translation)
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_space_and_the_breaks_around_a_message(language: str) -> None:
    def frame(text: str) -> tuple[str, str, int]:
        return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], text.count("\n")

    differing = [
        english
        for message in kept(language)
        if message.id
        for english, translation in forms(message)
        if frame(english) != frame(translation)
    ]
    assert differing == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_binary_is_the_translations_compiled(language: str) -> None:
    binary = catalogues.mo_path(language).read_bytes()
    assert binary == catalogues.compiled(catalogues.updated(language)), FRESH


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shipped_files_name_no_date_and_no_line(language: str) -> None:
    text = catalogues.po_path(language).read_text(encoding="utf-8")
    assert "-Date" not in text
    assert not any(line.startswith("#: ") and line[-1].isdigit() for line in text.splitlines())
    assert f"Plural-Forms: {catalogues.PLURALS[language]}" in text


def test_a_new_a_changed_and_a_dropped_message_are_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, today: Catalog
) -> None:
    old = Catalog(locale="vi", fuzzy=False)
    old.add("After-action report", "Báo cáo sau diễn tập")
    old.add("Nobody says this any more", "Không ai nói thế nữa")
    path = tmp_path / "vi" / "LC_MESSAGES" / "infodrill.po"
    path.parent.mkdir(parents=True)
    path.write_bytes(catalogues.written(old))
    monkeypatch.setattr(catalogues, "CATALOGUES", tmp_path)

    fresh = catalogues.updated("vi")

    assert fresh["After-action report"].string == "Báo cáo sau diễn tập"
    assert fresh.get("Nobody says this any more") is None
    assert len(catalogues.missing(fresh)) == len(today) - 1
    path.write_bytes(catalogues.written(fresh))
    with path.open("rb") as stream:
        assert keys(read_po(stream, locale="vi")) == keys(today)


def test_a_reader_of_vietnamese_meets_vietnamese() -> None:
    with using("vi"):
        assert _("After-action report") == "Báo cáo sau diễn tập"
        assert pgettext("decimal mark", ".") == ","
        counted = [ngettext("{count} moment.", "{count} moments.", n) for n in (0, 1, 2)]
        assert [text.format(count=7) for text in counted] == ["7 diễn biến."] * 3
