"""Dissent dressed as a harmful claim is refused, in five languages; its honest twin passes.

Six disguises, each in English, Vietnamese, Arabic, Spanish and Indonesian: an opinion of the mayor
as a false claim that harms confidence; the same with people for a pretext; a satire as
impersonation; a question as panic; a call to protest as harm to a civic process; a whistle-blower
as abuse of an office-holder. Then the same words said twice, and claims that only mention an
office, which stay allowed.
"""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from infodrill.scenario.check import check_scenario
from infodrill.scenario.finding import Level
from infodrill.scenario.item import Harm, Item, Reference
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import (
    Direction,
    HarmClass,
    Outlet,
    ProtectedClass,
    SourceClass,
    Stance,
    Subject,
)
from tests.fixtures import false_claim, protected_item, public_row, whole_scenario

LANGUAGES = ("en", "vi", "ar", "es", "id")
AGAINST = Reference(Direction.against, 5, 20)
WHOLE = whole_scenario()


def package(item: Item, **row: Any) -> Scenario:
    """The whole scenario with ``item`` in the place of its claim *leak*, told by one row."""
    items = tuple(item if each.id == "leak" else each for each in WHOLE.items)
    told = {"text": item.statement, "stance": Stance.repeats, **row}
    rows = []
    for each in WHOLE.msel:
        if each.id == "K-leak":
            rows.append(msgspec.structs.replace(each, **told))
        elif each.id != "leak-truth" or item.truth is not None:
            rows.append(each)
    return whole_scenario(items=items, msel=tuple(rows))


def errors(scenario: Scenario) -> set[str]:
    return {found.code for found in check_scenario(scenario) if found.level is Level.error}


def claim(statement: str, kind: HarmClass, who: str, danger: str, **changes: Any) -> Item:
    """A false claim with all the form asks for: cards, an arrival of truth, a grave harm."""
    harm = Harm(kind, 2, who, danger)
    return false_claim("leak", statement=statement, harm=harm, **{
        "truth_arrives": WHOLE.items[1].truth_arrives, "reference": AGAINST, **changes
    })  # fmt: skip


OPINION = {
    "en": ("The mayor is incompetent and should resign.", "confidence in the mayor"),
    "vi": ("Thị trưởng bất tài và nên từ chức.", "uy tín của thị trưởng"),
    "ar": ("العمدة فاشل ويجب أن يستقيل.", "هيبة البلدية والثقة في العمدة"),
    "es": ("El alcalde es un incompetente y debería dimitir.", "la confianza en el alcalde"),
    "id": ("Wali kota tidak becus dan harus mundur.", "wibawa wali kota"),
}
PRETEXT = {
    "en": ("The council is useless when the water rises.", "families in the low streets"),
    "vi": ("Chính quyền thật vô trách nhiệm khi nước dâng.", "các gia đình ở vùng thấp"),
    "ar": ("البلدية فاشلة عندما يرتفع الماء.", "عائلات في الشوارع المنخفضة"),
    "es": ("El ayuntamiento es un inútil cuando sube el agua.", "familias de las calles bajas"),
    "id": ("Pemerintah itu malas saat air naik.", "keluarga di jalan yang rendah"),
}
SATIRE = {
    "en": ("Our dam is certified waterproof on dry days.", "people who take it for a notice"),
    "vi": ("Đập của ta chống thấm tuyệt đối vào ngày nắng.", "người tưởng đó là thông báo"),
    "ar": ("سدنا مضمون ضد التسرب في الأيام الجافة.", "أناس يظنونه إعلانا"),
    "es": ("Nuestra presa no gotea si no llueve.", "gente que lo toma por un aviso"),
    "id": ("Bendungan kami dijamin kering bila tidak hujan.", "orang yang mengiranya pengumuman"),
}
QUESTION = {
    "en": ("Is anybody told when the gates are opened?", "parents who worry"),
    "vi": ("Có ai được báo khi mở cửa đập không?", "cha mẹ lo lắng"),
    "ar": ("هل يُبلَّغ أحد عند فتح البوابات؟", "آباء قلقون"),
    "es": ("¿Avisan a alguien cuando abren las compuertas?", "padres preocupados"),
    "id": ("Apakah ada yang diberi tahu saat pintu dibuka?", "orang tua yang cemas"),
}
PROTEST = {
    "en": ("Join the march to the bridge on Saturday.", "people on their way to the market"),
    "vi": ("Hãy cùng tuần hành ra cầu vào thứ bảy.", "người trên đường đi chợ"),
    "ar": ("شاركوا في المسيرة إلى الجسر يوم السبت.", "أناس في طريقهم إلى السوق"),
    "es": ("Únete a la marcha hasta el puente el sábado.", "gente camino del mercado"),
    "id": ("Ikut pawai ke jembatan pada hari Sabtu.", "orang dalam perjalanan ke pasar"),
}
WHISTLE = {
    "en": ("An inspector says the reports on the wall were rewritten.", "the mayor"),
    "vi": ("Một thanh tra nói báo cáo về bức tường đã bị viết lại.", "ông chủ tịch"),
    "ar": ("يقول مفتش إن تقارير الجدار أعيدت كتابتها.", "رئيس البلدية"),
    "es": ("Un inspector dice que los informes del muro se reescribieron.", "la alcaldesa"),
    "id": ("Seorang pengawas berkata laporan tembok ditulis ulang.", "bupati"),
}


def opinion(language: str) -> Scenario:
    statement, who = OPINION[language]
    return package(claim(statement, HarmClass.panic, who, "they no longer listen"))


def opinion_with_a_pretext(language: str) -> Scenario:
    statement, who = PRETEXT[language]
    return package(claim(statement, HarmClass.panic, who, "a crush on the only bridge"))


def satire(language: str) -> Scenario:
    statement, who = SATIRE[language]
    item = claim(
        statement,
        HarmClass.fraud,
        who,
        "they act on a notice that is none",
        reference=Reference(Direction.against, 7, 20),
    )
    return package(item, sender="moss")


def question(language: str) -> Scenario:
    statement, who = QUESTION[language]
    item = claim(statement, HarmClass.panic, who, "a crush on the only bridge")
    return package(item, stance=Stance.asks)


def protest(language: str) -> Scenario:
    statement, who = PROTEST[language]
    return package(claim(statement, HarmClass.civic_process, who, "they cannot pass"))


def whistle_blower(language: str) -> Scenario:
    statement, who = WHISTLE[language]
    item = claim(
        statement, HarmClass.targeted_abuse, who, "threats at the door",
        subject=Subject.office_holder,
    )  # fmt: skip
    return package(item)


DISGUISES = {
    "opinion": (opinion, {"harm-to-image", "judgement-as-claim"}),
    "opinion with a pretext": (opinion_with_a_pretext, {"judgement-as-claim"}),
    "satire": (satire, {"claim-of-dissenters"}),
    "question": (question, {"question-as-claim", "claim-nobody-makes"}),
    "protest": (protest, {"protest-as-civic-process"}),
    "whistle-blower": (whistle_blower, {"subject-cap", "harm-to-image", "abuse-of-nobody"}),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("disguise", DISGUISES)
def test_relabelled_dissent_is_refused(disguise: str, language: str) -> None:
    make, reasons = DISGUISES[disguise]
    assert errors(make(language)) == reasons


HONEST = {
    "opinion": (OPINION, ProtectedClass.opinion, Stance.repeats),
    "opinion with a pretext": (PRETEXT, ProtectedClass.criticism, Stance.repeats),
    "satire": (SATIRE, ProtectedClass.satire, Stance.repeats),
    "question": (QUESTION, ProtectedClass.question, Stance.asks),
    "protest": (PROTEST, ProtectedClass.protest, Stance.repeats),
    "whistle-blower": (WHISTLE, ProtectedClass.whistle_blowing, Stance.repeats),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("disguise", HONEST)
def test_the_same_words_as_protected_speech_pass(disguise: str, language: str) -> None:
    texts, kind, stance = HONEST[disguise]
    item = protected_item("leak", kind, statement=texts[language][0])
    assert errors(package(item, stance=stance)) == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_protected_speech_cannot_be_a_claim_as_well(language: str) -> None:
    statement = WHISTLE[language][0]
    copied = claim(statement.upper(), HarmClass.panic, "families", "a crush on the only bridge")
    scenario = package(copied)
    spoken = protected_item("taste", ProtectedClass.whistle_blowing, statement=statement)
    items = tuple(spoken if item.id == "taste" else item for item in scenario.items)
    assert errors(msgspec.structs.replace(scenario, items=items)) == {"protected-relabelled"}


def test_the_posts_of_protected_speech_cannot_be_a_claims_posts() -> None:
    post = next(row.text for row in WHOLE.msel if row.id == "P-taste")
    copied = package(
        claim("The inlet is poisoned.", HarmClass.health, "children", "they fall ill"), text=post
    )
    assert errors(copied) == {"protected-relabelled"}


def test_asking_in_every_row_is_not_claiming() -> None:
    item = claim("The wall leaks.", HarmClass.panic, "families", "a crush on the only bridge")
    assert errors(package(item, text="Does the wall leak?")) == {"claim-only-asked"}
    assert errors(package(item, text="The wall leaks. Did you know?")) == {"claim-only-asked"}
    stated = package(item, text="The wall leaks.")
    assert errors(stated) == set()


def test_a_claim_that_critics_pass_on_is_still_a_claim_when_others_state_it() -> None:
    item = claim("The wall leaks.", HarmClass.panic, "families", "a crush on the only bridge")
    scenario = package(item, sender="moss")
    assert errors(scenario) == {"claim-of-dissenters"}
    resident = public_row(
        "K2", "hana", "T+0:16", "It leaks, pass it on.", about=("leak",), stance=Stance.repeats
    )
    assert resident.outlet is Outlet.microblog
    assert errors(msgspec.structs.replace(scenario, msel=(*scenario.msel, resident))) == set()


def test_a_satirist_is_never_an_impersonator() -> None:
    cast = tuple(
        msgspec.structs.replace(each, kind=SourceClass.satirist, impersonates="city-desk")
        if each.id == "moss"
        else each
        for each in WHOLE.cast
    )
    assert "not-an-impersonator" in errors(whole_scenario(cast=cast))


@pytest.mark.parametrize(
    "body", ["Town of Verlow", "Verlow Town Hall", "the Halle Region", "Chair of the council"]
)
def test_harm_to_the_players_own_bodies_is_no_harm(body: str) -> None:
    item = claim("The wall leaks.", HarmClass.panic, body, "it is shouted at")
    assert errors(package(item)) == {"harm-to-image"}


ORDERS = {
    "en": ("The council has ordered everyone below the dam to leave.", "families"),
    "vi": ("Chính quyền đã ra lệnh cho mọi người dưới đập phải rời đi.", "các gia đình"),
    "ar": ("أمرت البلدية كل من يسكن تحت السد بالمغادرة.", "عائلات"),
    "es": ("El ayuntamiento ordena salir a todos los vecinos bajo la presa.", "familias"),
    "id": ("Pemerintah menyuruh semua orang di bawah bendungan pergi.", "keluarga"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_false_order_that_endangers_people_stays_a_claim(language: str) -> None:
    statement, who = ORDERS[language]
    item = claim(statement, HarmClass.panic, who, "a crush on the only bridge")
    assert errors(package(item)) == set()


def test_naming_people_near_an_office_is_not_naming_the_office() -> None:
    item = claim(
        "The bridge is closed.",
        HarmClass.safety,
        "drivers and ambulance crews who turn away",
        "they drive into the flooded road behind the town hall",
    )
    assert errors(package(item)) == set()
