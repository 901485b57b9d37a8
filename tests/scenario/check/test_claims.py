"""Claims: harm to people, evidence that can decide, and truth that arrives (design 5.2)."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from infodrill.scenario.item import Harm, Reference
from infodrill.scenario.words import (
    Direction,
    HarmClass,
    Points,
    ProtectedClass,
    SourceClass,
    Stance,
    Subject,
    Truth,
)
from tests.fixtures import false_claim, whole_scenario
from tests.scenario.check.changes import codes, found, with_account, with_inject, with_item

WHOLE = whole_scenario()
HARM = false_claim("crack").harm
CARDS = false_claim("crack").evidence


def crack(**changes: Any) -> set[str]:
    return codes(with_item(WHOLE, "crack", **changes))


@pytest.mark.parametrize("field", ["who", "danger"])
def test_harm_names_who_is_hurt_and_how(field: str) -> None:
    assert crack(harm=msgspec.structs.replace(HARM, **{field: " "})) == {f"harm-without-{field}"}


def test_harm_has_a_kind_and_a_severity_or_neither() -> None:
    assert "harm-kind-and-severity" in crack(harm=msgspec.structs.replace(HARM, severity=0))
    assert "harm-kind-and-severity" in crack(
        harm=msgspec.structs.replace(HARM, kind=HarmClass.none)
    )


@pytest.mark.parametrize("subject", [Subject.authority, Subject.office_holder])
@pytest.mark.parametrize(
    ("direction", "rung", "allowed"),
    [
        (Direction.against, 5, False),
        (Direction.against, 2, False),
        (Direction.answering, 2, False),
        (None, 3, False),
        (Direction.answering, 1, True),
        (None, 0, True),
        (Direction.acting_on, 1, True),
        (Direction.correcting_ourselves, 5, True),
    ],
)
def test_conduct_in_office_gets_an_open_answer_at_most(
    subject: Subject, direction: Direction | None, rung: int, allowed: bool
) -> None:
    given = crack(subject=subject, reference=Reference(direction, rung))
    assert ("subject-cap" not in given) is allowed


def test_a_claim_of_our_own_authority_says_whose_conduct_it_judges() -> None:
    assert crack(of_own_authority=True) == {"own-authority-subject"}
    assert "own-authority-subject" not in crack(of_own_authority=True, subject=Subject.authority)


def test_two_cards_one_of_them_independent_and_decisive() -> None:
    gauge, engineer = CARDS
    assert crack(evidence=(engineer,)) == {"little-evidence"}
    own = msgspec.structs.replace(engineer, from_subject=True)
    assert crack(evidence=(gauge, own)) == {"evidence-from-subject"}
    unclear = msgspec.structs.replace(engineer, points=Points.unclear)
    assert crack(evidence=(gauge, unclear)) == {"evidence-decides-nothing"}


def test_a_correction_needs_moderate_harm() -> None:
    mild = msgspec.structs.replace(HARM, severity=1)
    assert crack(harm=mild) == {"rung-over-harm"}
    assert crack(harm=mild, reference=Reference(Direction.against, 3)) == set()


def test_a_notice_needs_deceit() -> None:
    assert crack(reference=Reference(Direction.against, 7)) == {"rung-without-rule"}
    posted_by_impersonator = with_inject(
        with_item(WHOLE, "leak", reference=Reference(Direction.against, 7)),
        "K-leak",
        sender="ration-office",
    )
    assert codes(posted_by_impersonator) == set()


def test_the_truth_arrives_by_a_public_row_of_somebody_credible() -> None:
    assert crack(truth_arrives=None) == {"truth-never-arrives"}
    assert codes(with_inject(WHOLE, "crack-truth", stance=Stance.confirms)) == {"arrival-row"}
    assert codes(with_inject(WHOLE, "crack-truth", about=("leak",))) == {"arrival-row"}
    by_scammer = with_account(WHOLE, "echo", kind=SourceClass.scammer)
    assert "arrival-sender" in codes(by_scammer)


def test_targeted_abuse_has_people_as_its_target() -> None:
    abuse = Harm(HarmClass.targeted_abuse, 2, "one nurse and her children", "threats at their door")
    assert crack(harm=abuse, subject=Subject.private_person) == set()
    assert crack(harm=abuse, subject=Subject.event) == {"abuse-of-nobody"}
    assert {"abuse-of-nobody", "subject-cap"} <= crack(harm=abuse, subject=Subject.office_holder)


@pytest.mark.parametrize(
    "changes",
    [
        {"truth": None},
        {"protected": ProtectedClass.opinion},
    ],
)
def test_an_item_is_a_claim_or_protected(changes: dict[str, Any]) -> None:
    assert "claim-or-protected" in crack(**changes)


def test_a_true_claim_is_never_acted_against() -> None:
    assert "against-noise" in crack(truth=Truth.true)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"harm": HARM}, "protected-as-claim"),
        ({"evidence": CARDS}, "protected-as-claim"),
        ({"techniques": ("T0001",)}, "protected-as-claim"),
        ({"reference": Reference(Direction.against, 5)}, "against-noise"),
        ({"reference": Reference(Direction.answering, 2)}, "rung-on-speech"),
        ({"reference": Reference(None, 2)}, "rung-on-speech"),
        ({"reference": Reference(Direction.acting_on, 0)}, "acting-on-speech"),
        ({"reference": Reference(Direction.correcting_ourselves, 5)}, "nothing-to-correct"),
    ],
)
def test_protected_speech_is_heard_and_answered_no_more(changes: dict[str, Any], code: str) -> None:
    findings = found(with_item(WHOLE, "taste", **changes))
    assert [finding.code for finding in findings] == [code]


def test_the_truth_before_the_claim_is_a_warning() -> None:
    assert codes(with_inject(WHOLE, "K-leak", at="T+0:50")) == {"truth-before-claim"}
