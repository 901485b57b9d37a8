"""What is over-reaction and what never is: direction decides, then what the item is."""

from __future__ import annotations

import pytest

from infodrill.evaluation.acts import over_reactions, what_it_is
from infodrill.evaluation.measures.discernment import detection
from infodrill.exercise import events as ev
from infodrill.scenario.words import Direction, MessageType, Stance, Verdict
from tests.evaluation.builder import Log, reading_of, value_of

PROTECTED = ("late-town-hall", "cartoon", "shelter", "smell", "taste", "march")


def decided(item: str, direction: Direction, rung: int, *, carried_out: bool = False) -> Log:
    log = Log()
    incident = log.incident(3, log.post(2, item))
    log.verdict(5, incident, Verdict.false)
    log.decide(6, incident, direction, rung)
    if carried_out:
        log.publish(9, incident, (item,), direction=direction, rung=rung)
    return log


@pytest.mark.parametrize("item", [*PROTECTED, "late-warning"])
def test_a_correction_of_protected_or_true_speech_is_over_reaction(item: str) -> None:
    case = decided(item, Direction.against, 5, carried_out=True).case()
    assert value_of(case, "over_reaction") == 1
    (act,) = over_reactions(case)
    assert act.kind == "message"
    assert value_of(case, "over_reaction", "city") == 1
    assert value_of(case, "over_reaction", "region") == 0


def test_a_correction_of_a_harmful_untrue_claim_is_not() -> None:
    case = decided("crack", Direction.against, 5, carried_out=True).case()
    assert value_of(case, "over_reaction") == 0
    assert detection(case).hits == 1


@pytest.mark.parametrize("rung", [1, 2, 3, 4])
@pytest.mark.parametrize("item", PROTECTED)
def test_answering_protected_speech_is_never_over_reaction(item: str, rung: int) -> None:
    log = decided(item, Direction.answering, rung)
    incident = next(iter(log.case(end=None).state.incidents))
    log.publish(
        9,
        incident,
        (item,),
        kind=MessageType.answer,
        direction=Direction.answering,
        rung=rung,
        stance=Stance.neutral,
    )
    case = log.case()
    assert value_of(case, "over_reaction") == 0
    assert value_of(case, "rung_excess") == 0


@pytest.mark.parametrize("direction", [Direction.acting_on, Direction.correcting_ourselves])
def test_acting_on_a_true_report_and_correcting_ourselves_never_are(direction: Direction) -> None:
    log = Log()
    incident = log.incident(3, log.post(2, "late-warning"), log.post(2, "smell"))
    log.decide(6, incident, direction, 6)
    log.publish(
        9,
        incident,
        ("late-warning", "smell"),
        kind=MessageType.protective_advice,
        direction=direction,
        rung=6,
        stance=Stance.confirms,
    )
    case = log.case()
    assert value_of(case, "over_reaction") == 0
    assert value_of(case, "rung_excess") == 0


def test_a_standing_decision_that_was_not_carried_out_counts_once() -> None:
    case = decided("cartoon", Direction.against, 5).case()
    assert [(act.kind, act.rung) for act in over_reactions(case)] == [("decision", 5)]
    carried_out = decided("cartoon", Direction.against, 5, carried_out=True).case()
    assert [act.kind for act in over_reactions(carried_out)] == ["message"]


def test_a_decision_taken_back_before_any_act_does_not_count() -> None:
    log = decided("cartoon", Direction.against, 7)
    incident = next(iter(log.case(end=None).state.incidents))
    log.decide(8, incident, None, 0)
    assert value_of(log.case(), "over_reaction") == 0


def test_holding_back_at_rung_three_or_four_is_not_over_reaction() -> None:
    case = decided("cartoon", Direction.against, 3).case()
    assert (value_of(case, "over_reaction"), value_of(case, "rung_excess")) == (0, 0)


def test_notices_and_referrals_count_against_what_the_post_is_about() -> None:
    log = Log()
    post = log.post(2, "cartoon")
    incident = log.incident(3, post)
    log.decide(5, incident, Direction.against, 8)
    log.notice(6, incident, post, upheld=False)
    log.add(7, ev.ReferralSent(log.new(), incident, "city", "threat_to_life", ""), "city.lead")
    case = log.case()
    assert [act.kind for act in over_reactions(case)] == ["notice", "referral"]
    assert value_of(case, "notice_precision") == 0
    assert value_of(case, "rung_excess") == 8


def test_an_act_against_small_talk_is_against_harmless_speech() -> None:
    log = Log()
    post = log.post(2)
    incident = log.incident(3, post)
    log.decide(5, incident, Direction.against, 7)
    log.notice(6, incident, post, upheld=False)
    (act,) = over_reactions(log.case())
    assert (act.item, what_it_is(act.item)) == (None, "harmless")


def test_an_upheld_notice_against_a_fraud_is_right() -> None:
    log = Log()
    post = log.post(2, "ration-fee")
    incident = log.incident(3, post)
    log.decide(5, incident, Direction.against, 7)
    log.notice(6, incident, post, upheld=True)
    log.notice(7, incident, post, upheld=None)
    case = log.case()
    assert value_of(case, "over_reaction") == 0
    assert value_of(case, "notice_precision") == 1
    assert value_of(case, "rung_excess") == 0


def test_rungs_above_the_reference_are_excess() -> None:
    case = decided("crack", Direction.against, 6).case()
    assert value_of(case, "rung_excess") == 1
    assert value_of(case, "over_reaction") == 0


def test_discernment_counts_items_and_needs_both_kinds() -> None:
    log = Log()
    for item in ("crack", "cartoon"):
        log.post(2, item)
    case = log.case(end=None)
    assert (detection(case).signals, detection(case).noise) == (1, 1)
    assert value_of(case, "discernment_d_prime") == 0
    alone = Log()
    alone.post(2, "crack")
    assert reading_of(alone.case(), "discernment_d_prime").reason == "no_noise"
