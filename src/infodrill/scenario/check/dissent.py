"""The opinion gate's second half: dissent cannot be relabelled as a claim to act against.

Structure decides: who is hurt, whose conduct is judged, who says it and in what stance, and whether
the same words stand elsewhere as protected speech. Short word lists in five languages catch what
structure cannot see. No check can read minds; `RESPONSIBLE_USE.md` says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.check.office_words import (
    first_image,
    first_judgement,
    first_office,
    first_protest,
)
from infodrill.scenario.finding import Path, shown
from infodrill.scenario.item import Item
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Direction, HarmClass, SourceClass, Stance

_DISSENTERS = (SourceClass.critic, SourceClass.satirist)
_QUESTION_MARKS = ("?", "؟")
SAME_WORDS_PERCENT = 80
"""From this share of common words on, two texts count as the same said twice."""
_FEW_WORDS = 4
"""Shorter texts are alike by chance."""


def check_dissent(scenario: Scenario, notes: Notes) -> None:
    """Refuse criticism, opinion, satire, questions and protest dressed as harmful claims."""
    bodies = official_names(scenario)
    for number, item in enumerate(scenario.items):
        if not item.is_untrue or item.harm.kind is HarmClass.none:
            continue
        place: Path = ("items", number)
        _harm_to_image(item, bodies, place, notes)
        _judgement(item, bodies, place, notes)
        _question(item, place, notes)
        if item.harm.kind is HarmClass.civic_process and first_protest(item.statement):
            notes.error(
                (*place, "harm", "kind"),
                "protest-as-civic-process",
                f"{shown(first_protest(item.statement))} in a claim of harm to a civic process",
                "civic process: time, place, manner and eligibility of taking part, no more",
                "a call to assemble or petition is protected: protest",
            )
        _who_says_it(scenario, item, place, notes)
        _same_words(scenario, item, place, notes)


def official_names(scenario: Scenario) -> tuple[str, ...]:
    """The names of the players' own bodies: units, and the accounts that speak for teams."""
    names = [team.unit for team in scenario.header.teams]
    names += [
        account.name
        for account in scenario.cast
        if account.kind is SourceClass.official or account.team is not None
    ]
    return tuple(name for name in names if len(name) > 2)


def _named_body(text: str, bodies: tuple[str, ...]) -> str | None:
    folded = text.casefold()
    for body in bodies:
        if re.search(rf"(?<!\w){re.escape(body.casefold())}(?!\w)", folded):
            return body
    return first_office(text)


def _harm_to_image(item: Item, bodies: tuple[str, ...], place: Path, notes: Notes) -> None:
    for field, text in (("who", item.harm.who), ("danger", item.harm.danger)):
        # People may be endangered near an office; only in `who` is naming it the harm itself.
        named = first_image(text) or (_named_body(text, bodies) if field == "who" else None)
        if named is not None:
            notes.error(
                (*place, "harm", field),
                "harm-to-image",
                f"harm to {shown(text)}, which names {shown(named)}",
                "people who are hurt in body, health, property or rights",
                "name the people hurt; what hurts only an office or its image is no harm, and the "
                "item is protected speech",
            )


def _judgement(item: Item, bodies: tuple[str, ...], place: Path, notes: Notes) -> None:
    judged = first_judgement(item.statement)
    body = _named_body(item.statement, bodies)
    if judged is not None and body is not None:
        notes.error(
            (*place, "statement"),
            "judgement-as-claim",
            f"{shown(judged)} said of {shown(body)}, as an untrue claim",
            "a statement that evidence can decide",
            "make it protected: opinion or criticism",
        )


def _question(item: Item, place: Path, notes: Notes) -> None:
    if item.statement.rstrip(" .!»”\"'").endswith(_QUESTION_MARKS):
        notes.error(
            (*place, "statement"),
            "question-as-claim",
            f"{shown(item.statement)}, a question, as an untrue claim",
            "a statement that can be true or false",
            "make it protected: question",
        )


def _who_says_it(scenario: Scenario, item: Item, place: Path, notes: Notes) -> None:
    if item.reference.direction is not Direction.against:
        return
    kinds = {account.id: account.kind for account in scenario.cast}
    told = [row for row in _public_rows(scenario, item) if row.stance is Stance.repeats]
    if not told:
        notes.error(
            place,
            "claim-nobody-makes",
            f"{item.id}, which no public row states (stance: repeats)",
            "at least one public row that states the claim",
            "asking is not claiming: where people only ask, the item is protected: question",
        )
        return
    if all(row.text.rstrip(" .!»”\"'").endswith(_QUESTION_MARKS) for row in told if row.text):
        notes.error(
            place,
            "claim-only-asked",
            f"{item.id}, which every row only asks",
            "at least one row that states it",
            "make it protected: question",
        )
    if all(kinds.get(row.sender) in _DISSENTERS for row in told):
        notes.error(
            place,
            "claim-of-dissenters",
            f"{item.id}, told by critics and satirists only, with a reference against it",
            "at least one other account that states the claim as a fact",
            "make it protected: satire, criticism or opinion",
        )


def _public_rows(scenario: Scenario, item: Item) -> Iterator[Inject]:
    return (row for row in scenario.msel if item.id in row.about and row.outlet is not None)


def _same_words(scenario: Scenario, item: Item, place: Path, notes: Notes) -> None:
    claimed = [item.statement]
    claimed += [row.text for row in _public_rows(scenario, item) if row.stance is Stance.repeats]
    for other in scenario.items:
        if other.protected is None:
            continue
        # A row that speaks of both items is one text, not two.
        spoken = [other.statement]
        spoken += [row.text for row in _public_rows(scenario, other) if item.id not in row.about]
        if any(_alike(first, second) for first in claimed for second in spoken):
            notes.error(
                place,
                "protected-relabelled",
                f"{item.id} says the same as the protected item {other.id}",
                "claims that are not the words of protected speech",
                "remove the claim; the same words cannot be protected and a target",
            )


def _alike(first: str, second: str) -> bool:
    left, right = _words(first), _words(second)
    if min(len(left), len(right)) < _FEW_WORDS:
        return False
    return len(left & right) * 100 >= len(left | right) * SAME_WORDS_PERCENT


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold()))
