"""Messages in the reader's language; each context has its own, and English is never missing."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from infodrill.i18n import gettext as _
from infodrill.i18n import language, ngettext, npgettext, pgettext, use, using


@pytest.fixture
def catalogues(tmp_path: Path) -> Path:
    """A Vietnamese catalogue (one plural form) and a Polish one (three)."""
    vietnamese = Catalog(locale="vi", fuzzy=False)
    vietnamese.add("Report of {name}", "Báo cáo của {name}")
    vietnamese.add(("{n} post", "{n} posts"), ("{n} bài đăng",))
    vietnamese.add("post", "bài đăng", context="noun")
    vietnamese.add("post", "đăng", context="verb")
    polish = Catalog(locale="pl", fuzzy=False)
    polish.add(("{n} post", "{n} posts"), ("{n} wpis", "{n} wpisy", "{n} wpisów"))
    for catalogue in (vietnamese, polish):
        folder = tmp_path / str(catalogue.locale) / "LC_MESSAGES"
        folder.mkdir(parents=True)
        with (folder / "infodrill.mo").open("wb") as stream:
            write_mo(stream, catalogue)
    return tmp_path


def test_a_message_is_shown_in_the_language_in_use_and_english_without_one(
    catalogues: Path,
) -> None:
    assert language() == "en"
    assert _("Report of {name}").format(name="Sông Lam") == "Report of Sông Lam"
    with using("vi", catalogues=catalogues):
        assert language() == "vi"
        assert _("Report of {name}").format(name="Sông Lam") == "Báo cáo của Sông Lam"
        assert _("not translated yet") == "not translated yet"
    assert language() == "en"
    assert _("Report of {name}") == "Report of {name}"


def test_counts_take_the_plural_form_of_the_language(catalogues: Path) -> None:
    def posts(count: int) -> str:
        return ngettext("{n} post", "{n} posts", count).format(n=count)

    assert [posts(n) for n in (0, 1, 2)] == ["0 posts", "1 post", "2 posts"]
    with using("vi", catalogues=catalogues):
        assert [posts(n) for n in (0, 1, 2)] == ["0 bài đăng", "1 bài đăng", "2 bài đăng"]
    with using("pl", catalogues=catalogues):
        assert [posts(n) for n in (1, 2, 5)] == ["1 wpis", "2 wpisy", "5 wpisów"]


def test_a_word_with_two_senses_is_told_apart_by_its_context(catalogues: Path) -> None:
    with using("vi", catalogues=catalogues):
        assert (pgettext("noun", "post"), pgettext("verb", "post")) == ("bài đăng", "đăng")
        assert npgettext("noun", "reply", "replies", 2) == "replies"


def test_a_region_falls_back_to_its_language_and_an_unknown_language_to_english(
    catalogues: Path,
) -> None:
    with using("vi-VN", catalogues=catalogues):
        assert _("Report of {name}") == "Báo cáo của {name}"
    with using("km", catalogues=catalogues):
        assert language() == "km"
        assert _("Report of {name}") == "Report of {name}"


def test_a_thread_does_not_change_the_language_of_another(catalogues: Path) -> None:
    def in_vietnamese() -> str:
        use("vi", catalogues=catalogues)
        return pgettext("noun", "post")

    with ThreadPoolExecutor(max_workers=1) as pool:
        assert pool.submit(in_vietnamese).result() == "bài đăng"
    assert pgettext("noun", "post") == "post"


def test_the_machine_s_locale_is_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LANGUAGE", "LC_ALL", "LANG"):
        monkeypatch.setenv(name, "vi_VN.UTF-8")
    assert language() == "en"


@pytest.mark.parametrize("tag", ["", "../vi", "VI", "vi_VN", "english"])
def test_what_is_no_language_tag_is_refused_and_changes_nothing(tag: str) -> None:
    with pytest.raises(ValueError, match="language tag"):
        use(tag)
    assert language() == "en"
