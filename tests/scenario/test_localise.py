from __future__ import annotations

import msgspec
import pytest

from infodrill.scenario.localise import localised, missing_texts, texts_of, unknown_texts
from infodrill.scenario.package import Locale, Scenario
from tests.fixtures import tiny_scenario, whole_scenario


def in_vietnamese(**texts: str) -> Scenario:
    given = {key.replace("__", "."): text for key, text in texts.items()}
    return tiny_scenario(locales=(Locale("vi", given),))


def test_every_text_has_a_key_that_says_where_it_stands() -> None:
    texts = texts_of(tiny_scenario())
    assert texts["header.title"] == "Tiny"
    assert texts["capabilities.respond-proportionately.title"] == "Respond proportionately"
    assert texts["tasks.leave-critics.title"] == "Leave critics alone"
    assert texts["phases.evening.gate"] == "All seen"
    assert texts["teams.city.unit"] == "Town of Verlow"
    assert texts["items.crack.evidence.crack-gauge.title"] == "Gauge record"
    assert texts["cast.echo.name"] == "Verlow Echo"
    assert texts["msel.J01.expected"] == "Report it and verify."
    assert texts["processes.handling.claim.yes"] == "Yes"
    assert texts["processes.handling.claim.title"] == "Is it a checkable claim?"
    assert texts["phrases.*.asks.0"] == "Does anybody know?"
    assert texts["briefing.verify"].startswith("# Verify")
    assert "msel.B03.text" not in texts, "a boost has no text of its own"


def test_texts_are_replaced_and_nothing_else() -> None:
    scenario = in_vietnamese(msel__J01__text="Đập bị nứt!", processes__handling__claim__yes="Có")
    there = localised(scenario, "vi")
    assert there.msel[0].text == "Đập bị nứt!"
    claim = there.processes[0].node("claim")
    assert claim is not None
    assert [choice.label for choice in claim.choices] == ["Có", "No"]
    assert there.header.languages[0] == "vi", "readers of a log know what it was played in"
    back = msgspec.structs.replace(
        there,
        header=scenario.header,
        msel=scenario.msel,
        processes=scenario.processes,
        scripted_teams=scenario.scripted_teams,
    )
    assert back == scenario


def test_a_cue_quotes_the_translated_row() -> None:
    scenario = in_vietnamese(msel__J01__text="Đập bị nứt!")
    before = scenario.scripted_teams[1].plays[0].sees
    after = localised(scenario, "vi").scripted_teams[1].plays[0].sees
    row = scenario.msel[0]
    assert before.contains is not None
    assert (before.contains.casefold() in f"{row.title} {row.text}".casefold()) == (
        after.contains == "Đập bị nứt!"
    )


def test_the_first_language_needs_no_locale() -> None:
    assert localised(tiny_scenario(), "en") is not None
    assert missing_texts(tiny_scenario(), "en") == []


def test_a_language_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="expected one of en"):
        localised(tiny_scenario(), "es")


def test_missing_and_unknown_keys_are_listed() -> None:
    whole = whole_scenario()
    texts = dict(whole.locales[0].texts)
    del texts["msel.J01.text"]
    texts["msel.J01.txt"] = "?"
    damaged = whole_scenario(locales=(Locale("vi", texts),))
    assert missing_texts(damaged, "vi") == ["msel.J01.text"]
    assert unknown_texts(damaged, "vi") == ["msel.J01.txt"]
    assert missing_texts(whole, "vi") == unknown_texts(whole, "vi") == []


def test_a_whole_translation_changes_every_text() -> None:
    there = texts_of(localised(whole_scenario(), "vi"))
    assert all(text.endswith(" (vi)") for text in there.values())
