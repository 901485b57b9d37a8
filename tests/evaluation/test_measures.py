"""The other measures by example, each with what it does not count."""

from __future__ import annotations

import msgspec
import pytest

from infodrill.evaluation.measures import REGISTRY, take
from infodrill.evaluation.measures.registry import measure
from infodrill.evaluation.measures.warning import people_at_risk
from infodrill.exercise import events as ev
from infodrill.scenario.words import Direction, MessageType, Stance, Verdict
from tests.evaluation.builder import Log, reading_of, value_of
from tests.fixtures import whole_scenario

NAMED = [
    "time_to_report",
    "time_to_incident",
    "time_to_verdict",
    "time_to_decision",
    "time_to_first_statement",
    "time_to_correction",
    "time_to_own_correction",
    "never_decided",
    "never_corrected",
    "people_left_unwarned",
    "share_left_unwarned",
    "discernment_d_prime",
    "discernment_criterion",
    "over_reaction",
    "rung_excess",
    "notice_precision",
    "process_fidelity",
    "approvals_kept",
    "coordination",
    "handover_time",
    "message_quality",
    "evidence_coverage",
    "correction_coverage",
    "reach_before_correction",
    "amplification_by_us",
    "misbelief_averted",
    "true_belief_lost",
    "harm_person_hours_averted",
    "warranted_trust",
    "forecast_brier",
    "orders_declined",
    "gate_refusals",
]


def test_every_promised_measure_is_there() -> None:
    assert set(NAMED) <= set(REGISTRY)


@pytest.mark.parametrize("name", sorted(REGISTRY))
def test_every_measure_is_documented(name: str) -> None:
    one = REGISTRY[name]
    assert one.meaning.endswith(".")
    assert one.caveat.strip()
    assert one.unit
    if one.target is not None or one.bounds is not None:
        assert one.source, "a target without a source"


def test_a_name_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        measure("over_reaction", "acts", 0, better="lower", caveat="x")(lambda case: iter(()))


def test_every_reading_has_a_value_or_a_reason() -> None:
    for one in take(Log().case()):
        assert (one.value.value is None) != (one.value.reason is None)


def test_belief_is_counted_in_person_hours_of_people() -> None:
    log = Log()
    log.post(0, "crack")
    log.post(0, "late-warning")
    log.tick(
        1,
        ("crack", 0, 0, {"believe": 9}),
        ("crack", 1, 0, {"believe": 18}),
        ("late-warning", 0, 0, {"believe": 27}),
        ("late-warning", 1, 0, {"believe": 45}),
    )
    case = log.case()
    # Ticks of 20 s, 40 people an agent: 9 fewer believers for a tick are two person-hours.
    assert value_of(case, "misbelief_averted") == 2.0
    assert value_of(case, "true_belief_lost") == 4.0
    assert value_of(case, "harm_person_hours_averted") == -2.0


def test_reach_before_correction_stops_at_the_correction() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.tick(3, ("crack", 2, 0, {"met_claim": 10}))
    log.decide(4, incident, Direction.against, 5)
    log.publish(5, incident, ("crack",))
    log.tick(6, ("crack", 2, 0, {"met_claim": 20, "met_both": 15}))
    reading = reading_of(log.case(), "reach_before_correction")
    assert (reading.value, reading.target) == (400, 600)


def test_an_uncorrected_claim_counts_with_everybody_it_reached() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.post(1, "leak")
    log.tick(3, ("crack", 2, 0, {"met_claim": 10}), ("leak", 2, 0, {"met_claim": 7}))
    never = log.case(end=None)
    assert reading_of(never, "reach_before_correction").reason == "never"
    log.decide(4, incident, Direction.against, 5)
    log.publish(5, incident, ("crack",))
    assert value_of(log.case(), "reach_before_correction") == 17 * 40


def test_coverage_and_amplification() -> None:
    log = Log()
    log.post(1, "crack")
    told = {"met_claim": 60, "met_both": 30, "by_answer_only": 20}
    log.tick(3, ("crack", 0, 0, told))
    case = log.case()
    assert value_of(case, "correction_coverage") == 0.5
    assert value_of(case, "amplification_by_us") == 0.25


def test_people_unwarned_are_those_at_risk_when_the_truth_arrives() -> None:
    log = Log()
    log.post(1, "late-warning")
    log.tick(2, ("late-warning", 0, 0, {"warned": 200}), ("late-warning", 0, 1, {"warned": 50}))
    log.add(3, ev.TruthArrived("late-warning", ev.BOTH))
    log.tick(4, ("late-warning", 0, 0, {"warned": 300}))
    # 600 agents live in the valley; the young are not at risk; 100 came too late.
    assert value_of(log.case(), "people_left_unwarned") == 400 * 40
    assert value_of(log.case(), "share_left_unwarned") == 0.667


def test_the_share_left_unwarned_counts_a_person_in_two_dangers_twice() -> None:
    log = Log()
    for item in ("late-warning", "fund"):
        log.post(1, item)
    log.tick(2, ("late-warning", 0, 0, {"warned": 600}))
    case = log.case()
    both = people_at_risk(case)
    assert both is not None
    missed = value_of(case, "people_left_unwarned")
    assert both - missed == 600 * 40
    assert value_of(case, "share_left_unwarned") == round(float(missed / both), 3)


def test_a_panic_that_is_false_endangers_nobody_by_itself() -> None:
    log = Log()
    log.post(1, "crack")
    assert reading_of(log.case(), "people_left_unwarned").reason == "no_danger"
    assert reading_of(log.case(), "share_left_unwarned").reason == "no_danger"


def test_the_process_is_kept_by_a_walk_without_gaps_to_the_leaf_decided() -> None:
    steps = (
        ("emergency", "no"),
        ("claim", "yes"),
        ("verified", "no"),
        ("harm", "yes"),
        ("spread", "yes"),
    )
    fidelity = []
    for skipped in (None, 1, 4):
        log = Log()
        incident = log.incident(2, log.post(1, "crack"))
        log.evidence(3, incident, "crack-engineer")
        log.verdict(4, incident, Verdict.false, "crack-engineer")
        for place, (node, choice) in enumerate(steps):
            if place != skipped:
                log.add(5, ev.ProcessWalked(incident, "handling", node, choice), "city.lead")
        log.decide(6, incident, Direction.against, 5)
        fidelity.append(value_of(log.case(), "process_fidelity"))
    assert fidelity == [1, 0, 0]


def test_another_decision_than_the_leaf_is_off_the_process() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.add(5, ev.ProcessWalked(incident, "handling", "emergency", "yes"), "city.lead")
    log.decide(6, incident, Direction.acting_on, 1)
    on_leaf = log.case(end=None)
    log.decide(7, incident, Direction.against, 5)
    assert value_of(on_leaf, "process_fidelity") == 1
    assert value_of(log.case(), "process_fidelity") == 0


def test_a_verdict_on_nothing_or_on_the_subjects_word_is_told() -> None:
    found = []
    for cards in ((), ("crack-gauge",), ("crack-gauge", "crack-engineer")):
        log = Log()
        incident = log.incident(2, log.post(1, "crack"))
        log.evidence(3, incident, *cards)
        log.verdict(4, incident, Verdict.false, *cards)
        found.append(value_of(log.case(), "verdict_evidence"))
    assert found == [0, 0, 1]
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.verdict(4, incident, Verdict.unverified)
    assert reading_of(log.case(), "verdict_evidence").reason == "no_verdicts"


def test_four_eyes() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.decide(3, incident, Direction.against, 5)
    log.publish(4, incident, ("crack",))
    log.publish(5, incident, ("crack",), approver="writer")
    assert value_of(log.case(), "approvals_kept") == 0.5


def test_a_notice_needs_a_second_person() -> None:
    log = Log()
    post = log.post(1, "ration-fee")
    incident = log.incident(2, post)
    log.decide(3, incident, Direction.against, 7)
    log.notice(4, incident, post, upheld=True)
    alone = log.case(end=None)
    log.add(5, ev.DecisionAgreed(incident, "city", ""), "city.approver")
    assert value_of(alone, "approvals_kept") == 0
    assert value_of(log.case(), "approvals_kept") == 1


def test_the_right_owner_and_a_prompt_handover() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "ration-fee"))
    log.add(3, ev.HandoverOffered(incident, "city", "region", "yours", False), "city.lead")
    log.add(5, ev.HandoverAccepted(incident, "region"), "region.lead")
    log.decide(6, incident, Direction.against, 7, team="region")
    case = log.case()
    assert value_of(case, "handover_time") == 2
    assert value_of(case, "coordination") == 1


def test_keeping_what_is_anothers_and_a_slow_answer_lower_it() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "ration-fee"))
    log.decide(3, incident, Direction.against, 7)
    log.add(4, ev.HandoverOffered(incident, "city", "region", "yours", False), "city.lead")
    case = log.case()
    assert value_of(case, "coordination") == 0
    assert reading_of(case, "handover_time").reason == "never"


def test_contradicting_each_other_lowers_coordination() -> None:
    shares = []
    for stance in (Stance.disputes, Stance.confirms):
        log = Log()
        post = log.post(1, "crack")
        for team, said in (("city", Stance.disputes), ("region", stance)):
            incident = log.incident(2, post, team=team)
            log.publish(4, incident, ("crack",), stance=said, team=team, kind=MessageType.answer)
        shares.append(value_of(log.case(), "coordination"))
    assert shares == [0.75, 0.25]


def test_message_quality_leaves_out_what_makes_no_claim_of_fact() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.publish(
        3,
        incident,
        ("crack",),
        kind=MessageType.holding_statement,
        stance=Stance.neutral,
        quality=30,
    )
    nothing_said = log.case(end=None)
    log.publish(5, incident, ("crack",), quality=180, evidence=("crack-engineer",))
    log.publish(6, incident, ("crack",), quality=50)
    case = log.case()
    assert reading_of(nothing_said, "message_quality").reason == "no_messages"
    assert value_of(case, "message_quality") == 115
    assert value_of(case, "evidence_coverage") == 0.5


def test_trust_is_compared_with_the_same_minutes_without_the_teams() -> None:
    log = Log()
    log.tick(1, trust=((0, 0, 0, 400), (0, 0, 1, 400), (0, 1, 0, 450), (0, 1, 1, 450)))
    case = log.case()
    assert value_of(case, "warranted_trust", "city") == -50
    assert value_of(case, "warranted_trust", "region") == 0
    assert value_of(case, "warranted_trust") == -25
    assert reading_of(Log().case(), "warranted_trust").reason == "no_ticks"


def test_the_last_forecast_before_the_verdict_counts() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    satire = log.incident(2, log.post(1, "cartoon"))
    for percent in (10, 80):
        log.add(3, ev.ForecastGiven(incident, "false", percent), "city.lead")
    log.add(3, ev.ForecastGiven(incident, "harm", 100), "city.lead")
    log.add(3, ev.ForecastGiven(satire, "false", 90), "city.lead")
    case = log.case()
    assert value_of(case, "forecast_brier") == 0.02
    assert reading_of(case, "forecast_brier", "region").reason == "no_forecasts"


@pytest.mark.parametrize(("ending", "share"), [("declined", 1), ("done", 0), ("open", 0)])
def test_declining_a_forbidden_order_is_right(ending: str, share: float) -> None:
    log = Log()
    row = next(row for row in log.scenario.msel if row.presses_to)
    log.add(2, ev.TaskGiven("90", "city", "chair", row.text, "", None, False, row.id))
    log.add(2, ev.TaskGiven("91", "city", "chair", "Write a summary.", "", None, False, None))
    if ending == "declined":
        log.add(3, ev.OrderDeclined("90", "It is not for us to deny."), "city.lead")
    elif ending == "done":
        log.add(3, ev.TaskFinished("90", "Denied."), "city.lead")
    assert value_of(log.case(), "orders_declined") == share


def test_only_the_rights_gates_refusals_are_counted() -> None:
    log = Log()
    for code in ("rights_form", "needs_verdict", "stale", "empty"):
        log.add(2, ev.CommandRefused("decide", code, {}), "city.lead", f"c-{code}")
    case = log.case()
    assert value_of(case, "gate_refusals") == 2
    assert value_of(case, "gate_refusals", "region") == 0


def test_values_follow_the_scenario_and_not_the_order_of_its_items() -> None:
    plain = whole_scenario()
    turned = msgspec.structs.replace(plain, items=tuple(reversed(plain.items)))
    values = []
    for scenario in (plain, turned):
        log = Log(scenario)
        incident = log.incident(2, log.post(1, "crack"))
        log.post(1, "leak")
        log.tick(3, ("crack", 0, 0, {"met_claim": 10, "believe": 4}))
        log.decide(4, incident, Direction.against, 5)
        log.publish(5, incident, ("crack",))
        values.append([one.value for one in take(log.case())])
    assert values[0] == values[1]
