"""The gate is no oracle: what is refused, and why, never depends on what is true.

The same commands are given at two tables that differ in nothing but ground truth, by a player who
tries everything. Whatever the one answers, the other answers too, word for word. Otherwise a team
could learn the truth by asking for the means to silence.
"""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest
from hypothesis import given, settings

from infodrill.conduct.conductor import Result
from infodrill.exercise import events as ev
from infodrill.scenario.item import Harm, Item, Reference
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import (
    Direction,
    HarmClass,
    MessageType,
    PlatformRule,
    Points,
    ProtectedClass,
    Subject,
    Truth,
)
from tests.exercise.desk import FOUR_TAPS, FULL_FORM
from tests.fixtures import whole_scenario
from tests.rights.moves import UNSHRUNK, games, move
from tests.rights.table import Table, quiet, with_evidence, with_items

Change = Callable[[Item], Item]


def _lie_is_truth(item: Item) -> Item:
    if not item.is_claim:
        return item
    truth = Truth.false if item.truth is Truth.true else Truth.true
    return msgspec.structs.replace(item, truth=truth)


def _misleading(item: Item) -> Item:
    return msgspec.structs.replace(item, truth=Truth.misleading) if item.is_claim else item


def _claim_is_protected(item: Item) -> Item:
    if item.is_claim:
        return msgspec.structs.replace(
            item, truth=None, truth_arrives=None, protected=ProtectedClass.satire
        )
    return msgspec.structs.replace(item, truth=Truth.false, protected=None)


def _other_harm(item: Item) -> Item:
    harm = Harm(HarmClass.fraud, 3, "older people who pay", "lost savings")
    return msgspec.structs.replace(item, harm=Harm() if item.harm.severity else harm)


def _other_subject(item: Item) -> Item:
    return msgspec.structs.replace(
        item,
        subject=Subject.authority if item.subject is Subject.event else Subject.event,
        of_own_authority=not item.of_own_authority,
        authority_is_wrong=not item.authority_is_wrong,
    )


def _other_reference(item: Item) -> Item:
    against = item.reference.direction is Direction.against
    reference = Reference(None, 0) if against else Reference(Direction.against, 5)
    return msgspec.structs.replace(
        item, reference=reference, owner="region" if item.owner == "city" else "city"
    )


def _other_class(item: Item) -> Item:
    if item.protected is None:
        return item
    classes = list(ProtectedClass)
    other = classes[(classes.index(item.protected) + 1) % len(classes)]
    return msgspec.structs.replace(item, protected=other)


def _evidence_points_elsewhere(item: Item) -> Item:
    turned = {Points.refutes: Points.confirms, Points.confirms: Points.refutes}
    cards = tuple(
        msgspec.structs.replace(card, points=turned.get(card.points, Points.refutes), strength=1)
        for card in item.evidence
    )
    return msgspec.structs.replace(item, evidence=cards)


CHANGES: dict[str, Change] = {
    "truth turned": _lie_is_truth,
    "all misleading": _misleading,
    "claims protected, protected speech claimed": _claim_is_protected,
    "other harm": _other_harm,
    "other subject": _other_subject,
    "other reference": _other_reference,
    "other protected class": _other_class,
    "evidence points elsewhere": _evidence_points_elsewhere,
}


def told() -> Scenario:
    return quiet(with_evidence(whole_scenario()))


def compare(change: Change, game: list[int], minutes: int) -> int:
    """Play a game at both tables; how many commands were carried out."""
    here = Table(told(), minutes=minutes)
    there = Table(with_items(told(), change), minutes=minutes)
    done = 0
    for number in game:
        one = move(here.state, number)
        if not one.name:
            here.wait(one.minutes)
            there.wait(one.minutes)
            continue
        answer = here.ask(one.seat, one.name, one.body, one.seen)
        other = there.ask(one.seat, one.name, one.body, one.seen)
        assert other == answer, f"{one.name} by {one.seat} with {one.body} tells the truth"
        done += answer.refused is None
    assert _rated(there) == _rated(here)
    return done


def _rated(table: Table) -> list[tuple[int, dict[str, int]]]:
    """Quality points of every message."""
    return [
        (record.payload.quality, record.payload.points)
        for record in table.records
        if isinstance(record.payload, ev.MessagePublished)
    ]


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@given(game=games(90))
@settings(max_examples=4, phases=UNSHRUNK)
def test_every_answer_is_the_same_whatever_is_true(change: Change, game: list[int]) -> None:
    compare(change, game, 28)


LADDER = ("crack", "ration-fee", "late-warning", "late-town-hall", "cartoon")
"""A rumour, a fraud, a true claim, criticism and satire."""


def whole_ladder(table: Table, item: str) -> list[Result]:
    """Everything that can be done against an item, a step at a time; the answers."""
    incident = table.incident(item)
    table.verdict(incident, "false")
    here = {"incident": incident}
    post = table.state.incidents[incident].posts[0]
    cards = {"evidence": table.state.incidents[incident].evidence}
    notice = {**here, "post": post, "reason": "It says so.", **cards}
    referral = {**here, "ground": "threat_to_life", "facts": "It names a house."}
    draft = {"parts": {"fact": "No."}, "outlets": ["microblog"], **cards}
    answers = []
    for rung in range(2, 9):
        against = {"direction": "against", "rung": rung, "rationale": "Because."}
        for form in ({}, FOUR_TAPS, FULL_FORM):
            answers.append(table.ask("city.lead", "decide", {**here, **against, "form": form}))
        for agreeing in ("city.liaison", "region.lead"):
            answers.append(table.ask(agreeing, "agree_decision", here))
        for rule in PlatformRule:
            answers.append(table.ask("city.lead", "send_notice", {**notice, "rule": rule.value}))
        answers.append(table.ask("city.lead", "send_referral", referral))
        for kind in MessageType:
            written = table.ask("city.writer", "draft_message", {**here, "type": kind, **draft})
            one = {"draft": written.made}
            answers += [
                written,
                table.ask("city.writer", "submit_draft", one),
                table.ask("city.lead", "approve_draft", one),
                table.ask("city.lead", "publish_message", one),
            ]
        table.wait(2)
    return answers


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_the_whole_ladder_against_an_item_is_the_same_whatever_it_is(change: Change) -> None:
    here = Table(told(), minutes=28)
    there = Table(with_items(told(), change), minutes=28)
    for item in LADDER:
        answers = whole_ladder(here, item)
        assert whole_ladder(there, item) == answers, item
        assert any(answer.refused is None for answer in answers)
    assert _rated(there) == _rated(here)


def test_a_mixed_incident_brings_the_same_evidence_whatever_is_a_claim() -> None:
    """A critic's post and a rumour in one incident: the cards that come tell neither apart."""
    received = []
    for change in (lambda item: item, _claim_is_protected):
        table = Table(with_items(told(), change), minutes=28)
        posts = [table.post_about("crack"), table.post_about("late-town-hall")]
        incident = table.make("city.lead", "open_incident", title="What is it?", posts=posts)
        received.append(sorted(table.verdict(incident, "unverified")))
    assert received[0] == received[1]


def test_an_incident_about_ones_own_message_tells_no_more() -> None:
    """What a message of a mixed incident is about must not show through the evidence about it."""
    received = []
    for change in (lambda item: item, _claim_is_protected):
        table = Table(with_items(told(), change), minutes=28)
        posts = [table.post_about("crack"), table.post_about("late-town-hall")]
        mixed = table.make("city.lead", "open_incident", title="What is it?", posts=posts)
        draft = table.make(
            "city.writer", "draft_message", incident=mixed, type="holding_statement",
            parts={"known": "We look into it."}, outlets=["microblog"],
        )  # fmt: skip
        table.make("city.writer", "submit_draft", draft=draft)
        table.make("city.lead", "approve_draft", draft=draft)
        message = table.make("city.lead", "publish_message", draft=draft)
        own = table.state.messages[message].fact.post
        about_it = table.make("city.lead", "open_incident", title="Our own words", posts=[own])
        received.append(sorted(table.verdict(about_it, "unverified")))
    assert received[0] == received[1]


@pytest.mark.soak
@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@given(game=games(250))
@settings(max_examples=60, phases=UNSHRUNK)
def test_long_games_learn_nothing_either(change: Change, game: list[int]) -> None:
    compare(change, game, 28)


def test_these_games_get_as_far_as_publishing_and_notices() -> None:
    """The property above would be empty if the player never got past the gate."""
    reached: set[str] = set()
    for seed in range(12):
        table = Table(told(), minutes=28)
        for step in range(160):
            one = move(table.state, seed * 1000 + step)
            if not one.name:
                table.wait(one.minutes)
            elif table.ask(one.seat, one.name, one.body, one.seen).refused is None:
                reached.add(one.name)
    assert {"give_verdict", "decide", "agree_decision", "publish_message"} <= reached
    assert {"withdraw_message", "boost_post", "reply_to_post", "send_notice"} <= reached
