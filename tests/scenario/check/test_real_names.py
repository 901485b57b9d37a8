"""The closed world: real names, addresses and numbers are found; everyday words are not."""

from __future__ import annotations

import pytest

from infodrill.scenario.check.real_names import real_names_in
from infodrill.scenario.listeners import Phrases
from tests.fixtures import tiny_scenario, whole_scenario
from tests.scenario.check.changes import codes, with_header, with_inject


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They drove to Barcelona and back.", [("Barcelona", "place")]),
        ("LISBON, they said", [("LISBON", "place")]),
        ("From New York City to Osaka", [("New York", "place"), ("Osaka", "place")]),
        ("Nước chảy về Hà Nội và Thái Lan", [("Hà Nội", "place"), ("Thái Lan", "place")]),
        ("قال ذلك في العراق وبالكويت", [("العراق", "place"), ("وبالكويت", "place")]),
        ("Llegó de París y de Estados Unidos", [("París", "place"), ("Estados Unidos", "place")]),
        ("Dia dari Jakarta, Amerika Serikat", [("Jakarta", "place"), ("Amerika Serikat", "place")]),
        ("Seen on Facebook and the BBC", [("Facebook", "platform"), ("BBC", "newsroom")]),
        ("a tank of Coca-Cola", [("Coca-Cola", "brand")]),
        ("the World Health Organization says", [("World Health Organization", "agency")]),
        ("we flew to Turkey", [("Turkey", "place")]),
    ],
)
def test_real_names_are_found_in_five_languages(text: str, expected: list[tuple[str, str]]) -> None:
    assert real_names_in(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Cold turkey and some reading by the fire.",
        "Turkey is on the table.",
        "She said: Jordan comes later.",
        "An apple a day; a signal from the siren; the shell of an egg.",
        "The white house at the end of the road.",
        "a china cup, a jersey and a panama hat",
        "Con trai tôi đói, anh ấy pha một ly nước.",
        "هذا مالي وقد ترك البيت",
        "La calle salta sobre el río.",
        "Truk itu berhenti di jembatan.",
    ],
)
def test_everyday_words_are_no_names(text: str) -> None:
    assert real_names_in(text) == []


def test_the_packages_own_names_may_contain_a_real_one() -> None:
    text = "Everyone meets at Lake Victoria Mill, and Georgia brings soup for Georgia Tand."
    assert real_names_in(text) == [
        ("Victoria", "place"),
        ("Georgia", "place"),
        ("Georgia", "place"),
    ]
    own = frozenset({"Lake Victoria Mill", "Georgia"})
    assert real_names_in(text, own) == []


def test_a_person_of_the_crowd_may_share_a_first_name_with_a_place() -> None:
    scenario = with_inject(tiny_scenario(), "B01", text="We met with Jordan by the swifts.")
    assert "real-place" in codes(scenario)
    names = (*scenario.phrases.names, "Jordan Brenk")
    there = Phrases(names, scenario.phrases.sets)
    assert "real-place" not in codes(tiny_scenario(msel=scenario.msel, phrases=there))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("go to http://a.b", "url"),
        ("go to www.verlow", "url"),
        ("go to Verlow-Help.com", "domain"),
        ("go to help.verlow.org.", "domain"),
        ("go to verlow.vn", "domain"),
        ("write to desk@verlow.info", "domain"),
        ("ask @verlow", "handle-in-text"),
        ("ring +44 151 496 0823", "phone-number"),
        ("ring (020) 7946-0823", "phone-number"),
        ("ring 555-2368", "phone-number"),
        ("ring 0912345678", "phone-number"),
        ("ring 202-555-2368", "phone-number"),
    ],
)
def test_nothing_leads_out_of_the_simulated_world(text: str, code: str) -> None:
    scenario = with_inject(tiny_scenario(), "B01", text=text)
    assert code in codes(scenario)
    assert code in codes(
        tiny_scenario(briefings=(tiny_scenario().briefings[0].__class__("b", text),))
    )


@pytest.mark.parametrize(
    "text",
    [
        "ring 555-0142 or 4711, before 17:30",
        "100,000 people, 2.95 m at 20:40, on 2031-11-04",
        "They waited.It rained. e.g. yesterday",
        "40 crowns, 12-14 people, pages 110-115, rung 5/6",
        "Fourteen @ two crowns each",
        "doi:10.1080/03637751.2018.1467564",
    ],
)
def test_numbers_and_sentences_are_no_addresses(text: str) -> None:
    scenario = with_inject(whole_scenario(), "B01", text=text)
    assert codes(scenario) == set()


def test_a_briefing_may_cite_its_source_by_name() -> None:
    page = tiny_scenario().briefings[0].__class__("sources", "UNICEF, New York, 2020.")
    assert "real-agency" not in codes(tiny_scenario(briefings=(page,)))


def test_a_translation_is_looked_at_too() -> None:
    whole = whole_scenario()
    (locale,) = whole.locales
    texts = {**locale.texts, "msel.B01.text": "Từ Hà Nội (vi)"}
    changed = whole_scenario(locales=(locale.__class__("vi", texts),))
    assert codes(changed) == {"real-place"}


def test_places_are_looked_up_whole() -> None:
    fictional = with_header(whole_scenario(), places=("Verlow", "Victoria Mill"))
    real = with_header(whole_scenario(), places=("Verlow", "Victoria"))
    assert codes(fictional) == set()
    assert codes(real) == {"real-place"}
