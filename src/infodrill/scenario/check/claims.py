"""Claims: harm is to people, evidence can prove the claim wrong, and the truth arrives (5.2)."""

from __future__ import annotations

from infodrill.scenario.check.notes import Notes, time_or_none
from infodrill.scenario.finding import Path, shown
from infodrill.scenario.item import Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.times import format_time
from infodrill.scenario.words import (
    Direction,
    HarmClass,
    Points,
    SourceClass,
    Stance,
    Subject,
    Truth,
)

CAPPED = (Subject.authority, Subject.office_holder)
"""Whose conduct is open to judgement: an answer, never more (design 5.2)."""
CORRECTION_RUNG = 5
"""From here on, harm of at least 2 and evidence on record are the entry test (doctrine 2.9)."""
MIN_SEVERITY = 2
NOTICE_RUNG = 7
"""Notices and referrals need fraud, impersonation, doxxing or threats (design 5.3)."""
_DECEIVERS = (SourceClass.scammer, SourceClass.impersonator)


def check_claims(scenario: Scenario, notes: Notes) -> None:
    """Each claim names harm to people, is capped by its subject, and can be proved."""
    for number, item in enumerate(scenario.items):
        if item.truth is None:
            continue
        place: Path = ("items", number)
        _harm(item, place, notes)
        _subject(item, place, notes)
        _evidence(item, place, notes)
        _rung(scenario, item, place, notes)
        _arrival(scenario, item, place, notes)


def _harm(item: Item, place: Path, notes: Notes) -> None:
    harm = item.harm
    if (harm.kind is HarmClass.none) != (harm.severity == 0):
        notes.error(
            (*place, "harm"),
            "harm-kind-and-severity",
            f"harm of kind {harm.kind.value} with severity {harm.severity}",
            "kind none with severity 0, or a kind with severity 1 to 3",
            "say which harm it is, or call the claim harmless",
        )
    for field in ("who", "danger"):
        if harm.kind is not HarmClass.none and not getattr(harm, field).strip():
            notes.error(
                (*place, "harm"),
                f"harm-without-{field}",
                f"harm of kind {harm.kind.value} without {field}",
                "who: the people hurt" if field == "who" else "danger: what happens to them",
                f"add {field}; harm that has none is none",
            )
    if harm.kind is HarmClass.targeted_abuse and item.subject not in (
        Subject.private_person,
        Subject.group,
    ):
        notes.error(
            (*place, "subject"),
            "abuse-of-nobody",
            f"targeted abuse with subject {item.subject.value}",
            "subject private_person or group: the people abused",
            "set the subject; words about an authority, office-holder or company are criticism",
        )


def _subject(item: Item, place: Path, notes: Notes) -> None:
    against = item.reference.direction is Direction.against
    if item.subject in CAPPED and (
        against
        or (item.reference.direction in (None, Direction.answering) and item.reference.rung > 1)
    ):
        notes.error(
            (*place, "reference"),
            "subject-cap",
            f"{item.id} judges an {item.subject.value.replace('_', '-')}, with rung "
            f"{item.reference.rung}{' against it' if against else ''}",
            "an open answer (answering, rung 1), acting on it, or correcting ourselves",
            "conduct in office is open to judgement; answer with facts",
        )
    if item.is_untrue and item.of_own_authority and item.subject not in CAPPED:
        notes.error(
            (*place, "subject"),
            "own-authority-subject",
            f"{item.id}, untrue and of the players' own authority, with subject "
            f"{item.subject.value}",
            "subject authority or office_holder",
            "set the subject, or remove of_own_authority",
        )


def _evidence(item: Item, place: Path, notes: Notes) -> None:
    against = item.reference.direction is Direction.against
    needed = against or item.reference.rung >= CORRECTION_RUNG or item.harm.severity >= MIN_SEVERITY
    if needed and len(item.evidence) < 2:
        notes.error(
            (*place, "evidence"),
            "little-evidence",
            f"{len(item.evidence)} evidence cards for {item.id}",
            "at least two",
            "add what a team could find out, and how",
        )
    if needed and item.evidence and all(card.from_subject for card in item.evidence):
        notes.error(
            (*place, "evidence"),
            "evidence-from-subject",
            f"only evidence from the one whom {item.id} judges",
            "at least one card with from_subject: false",
            "add a source that has no interest in the answer",
        )
    decisive = Points.confirms if item.truth is Truth.true else Points.refutes
    independent = [card for card in item.evidence if not card.from_subject]
    if needed and independent and all(card.points is not decisive for card in independent):
        notes.error(
            (*place, "evidence"),
            "evidence-decides-nothing",
            f"no independent card that {decisive.value} {item.id}",
            f"at least one with points: {decisive.value} and from_subject: false",
            "a claim that no evidence can decide is opinion, and protected",
        )


def _rung(scenario: Scenario, item: Item, place: Path, notes: Notes) -> None:
    reference = item.reference
    if reference.direction is not Direction.against:
        return
    if reference.rung >= CORRECTION_RUNG and item.harm.severity < MIN_SEVERITY:
        notes.error(
            (*place, "reference", "rung"),
            "rung-over-harm",
            f"rung {reference.rung} against harm of severity {item.harm.severity}",
            f"severity {MIN_SEVERITY} or more from rung {CORRECTION_RUNG} on (doctrine 2.9)",
            "monitor, prepare or prebunk (rungs 2 to 4), or say why the harm is greater",
        )
    if reference.rung >= NOTICE_RUNG:
        tellers = {row.sender for row in scenario.msel if item.id in row.about}
        deceit = any(each.id in tellers and each.kind in _DECEIVERS for each in scenario.cast)
        if not deceit and item.harm.kind not in (HarmClass.fraud, HarmClass.targeted_abuse):
            notes.error(
                (*place, "reference", "rung"),
                "rung-without-rule",
                f"rung {reference.rung} against {item.id}",
                "fraud, targeted abuse, or an account that deceives (scammer, impersonator)",
                "a notice cites the platform's rule on fraud, impersonation, doxxing or threats; "
                "where none fits, correct openly (rung 5 or 6)",
            )


def _arrival(scenario: Scenario, item: Item, place: Path, notes: Notes) -> None:
    arrival = item.truth_arrives
    if arrival is None:
        if item.reference.direction is Direction.against or item.harm.severity >= MIN_SEVERITY:
            notes.error(
                place,
                "truth-never-arrives",
                f"{item.id} without truth_arrives",
                "when and by which MSEL row the truth becomes publicly known",
                "add truth_arrives: {at: …, inject: …}",
            )
        return
    row = scenario.inject(arrival.inject)
    if row is None:
        return
    inside = (*place, "truth_arrives")
    if row.at != arrival.at:
        notes.error(
            (*inside, "at"),
            "arrival-time",
            f"{arrival.at}, but {row.id} comes {f'at {row.at}' if row.at else 'on a condition'}",
            "the same time in both places",
            "correct one of the two",
        )
    expected = Stance.confirms if item.truth is Truth.true else Stance.disputes
    if item.id not in row.about or row.stance is not expected or row.outlet is None:
        notes.error(
            (*inside, "inject"),
            "arrival-row",
            f"{row.id}, {'public' if row.outlet else 'private'}, about "
            f"{', '.join(row.about) or 'nothing'}, stance {row.stance.value}",
            f"a public row about {item.id} with stance {expected.value}",
            "correct the row, or name another",
        )
    _not_before_the_claim(scenario, item, inside, notes)
    sender = scenario.account(row.sender)
    if sender is not None and sender.kind in _DECEIVERS:
        notes.error(
            (*inside, "inject"),
            "arrival-sender",
            f"the truth told by {shown(sender.id)}, a {sender.kind.value}",
            "an account that people can believe, such as a newsroom, expert or official",
            "let another account post it",
        )


def _not_before_the_claim(scenario: Scenario, item: Item, place: Path, notes: Notes) -> None:
    arrival = time_or_none(item.truth_arrives.at) if item.truth_arrives is not None else None
    told = [
        time_or_none(row.at)
        for row in scenario.msel
        if item.id in row.about and row.stance is Stance.repeats and row.outlet is not None
    ]
    times = [at for at in told if at is not None]
    if arrival is not None and times and arrival < min(times):
        notes.warning(
            (*place, "at"),
            "truth-before-claim",
            f"the truth about {item.id} before anybody has told it",
            f"a time after {format_time(min(times))}",
            "let the truth arrive later, or the claim earlier",
        )
