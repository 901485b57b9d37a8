"""Times count from first appearance, and what never happened is told, never 0."""

from __future__ import annotations

from infodrill.evaluation.aar import Step
from infodrill.evaluation.case import Case
from infodrill.evaluation.matters import open_replies
from infodrill.evaluation.stories import stories
from infodrill.exercise import events as ev
from infodrill.scenario.words import Direction, MessageType, Stance, Verdict
from tests.evaluation.builder import Log, reading_of, value_of


def step(case: Case, incident: str, name: str) -> Step:
    """One step of an incident's story."""
    story = next(one for one in stories(case, ()) if one.id == incident)
    return next(one for one in story.steps if one.name == name)


def answered_and_ignored() -> Log:
    """One claim worked on from T+2, another that nobody touches, a criticism left to answer."""
    log = Log()
    crack = log.post(2, "crack")
    log.post(4, "leak")
    log.report(3, crack)
    incident = log.incident(5, crack)
    log.verdict(10, incident, Verdict.false)
    log.decide(12, incident, Direction.against, 5)
    log.publish(20, incident, ("crack",))
    return log


def test_each_step_counts_from_the_first_appearance() -> None:
    log = answered_and_ignored()
    case = log.case()
    (incident,) = case.state.incidents
    for name, minutes in (
        ("time_to_report", 1),
        ("time_to_incident", 3),
        ("time_to_verdict", 8),
        ("time_to_decision", 10),
        ("time_to_first_statement", 18),
        ("time_to_correction", 18),
    ):
        assert value_of(case, name, incident) == minutes


def test_an_incident_that_never_got_there_is_null_with_its_reason() -> None:
    log = Log()
    incident = log.incident(3, log.post(2, "crack"))
    reading = reading_of(log.case(), "time_to_decision", incident)
    assert (reading.value, reading.reason, reading.target) == (None, "never", 20)


def test_the_aggregate_counts_items_that_nobody_touched() -> None:
    log = answered_and_ignored()
    log.post(6, "siren")
    case = log.case()
    reading = reading_of(case, "time_to_correction")
    assert (reading.value, reading.reason) == (None, "never_for_half")
    assert value_of(case, "never_corrected") == 0.667
    assert value_of(case, "never_decided") == 0.667


def test_doing_nothing_is_never_and_not_fast() -> None:
    log = Log()
    log.post(2, "crack")
    case = log.case()
    for name in ("time_to_report", "time_to_incident", "time_to_decision", "time_to_correction"):
        reading = reading_of(case, name)
        assert (reading.value, reading.reason) == (None, "never")
    assert value_of(case, "never_decided") == 1


def test_without_such_items_there_is_nothing_to_time() -> None:
    log = Log()
    log.post(2, "cartoon")
    reading = reading_of(log.case(), "time_to_decision")
    assert (reading.value, reading.reason, reading.target) == (None, "no_such_item", None)


def test_a_fast_wrong_call_that_is_changed_counts_from_the_change() -> None:
    log = Log()
    incident = log.incident(3, log.post(2, "crack"))
    log.verdict(4, incident, Verdict.true)
    log.decide(4, incident, Direction.acting_on, 1)
    log.verdict(30, incident, Verdict.false)
    log.decide(32, incident, Direction.against, 5)
    log.decide(40, incident, Direction.against, 6)
    case = log.case()
    assert value_of(case, "time_to_verdict", incident) == 28
    assert value_of(case, "time_to_decision", incident) == 30


def test_a_withdrawn_correction_does_not_count() -> None:

    log = answered_and_ignored()
    message = next(iter(log.case(end=None).state.messages))
    log.add(25, ev.MessageWithdrawn(message, "wrong picture"), "city.lead")
    case = log.case()
    (incident,) = case.state.incidents
    assert reading_of(case, "time_to_correction", incident).reason == "never"
    assert value_of(case, "time_to_first_statement", incident) == 18


def test_an_open_reply_answers_a_question() -> None:

    log = Log()
    question = log.post(2, "shelter", account="moss", stance=Stance.asks)
    incident = log.incident(4, question)
    log.reply(9, question, "shelter")
    case = log.case()
    assert value_of(case, "time_to_first_statement") == 7
    assert value_of(case, "time_to_first_statement", incident) == 7
    assert step(case, incident, "first_statement").minutes == 7


def test_a_reply_counts_when_its_thread_is_tagged_later() -> None:
    log = Log()
    question = log.post(2, stance=Stance.asks)
    log.reply(9, question)
    log.add(12, ev.PostRetagged(question, ("shelter",), Stance.asks), "control")
    shelter = next(item for item in log.scenario.items if item.id == "shelter")
    assert [post.at_ms for post in open_replies(log.case(), shelter)] == [540_000]


def test_a_reply_is_no_word_on_a_claim_and_never_a_correction() -> None:
    log = Log()
    claim = log.post(2, "crack")
    incident = log.incident(3, claim)
    log.reply(9, claim, "crack")
    case = log.case()
    for name in ("time_to_first_statement", "time_to_correction"):
        assert reading_of(case, name, incident).reason == "never"
        assert reading_of(case, name).reason == "never"


def test_a_reply_of_another_team_is_not_the_incidents_own() -> None:
    log = Log()
    question = log.post(2, "shelter", account="moss", stance=Stance.asks)
    incident = log.incident(4, question)
    log.reply(9, question, "shelter", team="region")
    case = log.case()
    assert value_of(case, "time_to_first_statement") == 7
    assert reading_of(case, "time_to_first_statement", incident).reason == "never"


def test_a_night_that_is_jumped_over_makes_nobody_late() -> None:
    log = Log()
    incident = log.incident(55, log.post(50, "crack"))
    log.add(60, ev.ClockJumped(660 * 60_000), "control")
    log.decide(665, incident, Direction.against, 5)
    log.publish(670, incident, ("crack",))
    case = log.case(end=700)
    assert value_of(case, "time_to_incident", incident) == 5
    assert value_of(case, "time_to_decision", incident) == 15
    assert value_of(case, "time_to_correction") == 20
    assert step(case, incident, "correction").minutes == 20
    assert step(case, incident, "correction").at_ms == 670 * 60_000


def test_what_appears_in_the_night_is_timed_from_the_morning() -> None:
    log = Log()
    log.add(60, ev.ClockJumped(660 * 60_000), "control")
    incident = log.incident(663, log.post(300, "crack"))
    assert value_of(log.case(end=700), "time_to_incident", incident) == 3


def test_play_time_leaves_each_jump_out_once_and_never_runs_backwards() -> None:
    log = Log()
    log.add(10, ev.ClockJumped(30 * 60_000), "control")
    log.add(20, ev.ClockJumped(40 * 60_000), "control")
    case = log.case(end=60)
    for since, until, played in ((0, 60, 30), (0, 25, 10), (25, 45, 5), (15, 35, 0), (50, 45, 0)):
        assert case.played_ms(since * 60_000, until * 60_000) == played * 60_000


def test_the_teams_own_error_stands_until_it_corrects_itself() -> None:
    log = Log()
    claim = log.post(2, "late-warning")
    # A row of the MSEL speaks for the town hall and is wrong.
    log.post(10, "late-warning", account="city-desk", stance=Stance.disputes)
    incident = log.incident(12, claim)
    stood = reading_of(log.case(end=None), "time_to_own_correction", "city")
    assert (stood.value, stood.reason) == (None, "never")
    log.decide(20, incident, Direction.correcting_ourselves, 5)
    log.publish(
        35,
        incident,
        ("late-warning",),
        kind=MessageType.correcting_ourselves,
        direction=Direction.correcting_ourselves,
        stance=Stance.confirms,
    )
    case = log.case()
    assert value_of(case, "time_to_own_correction", "city") == 25
    assert reading_of(case, "time_to_own_correction", "region").reason == "no_own_error"


def test_targets_are_the_scenarios_own_and_by_severity() -> None:
    log = answered_and_ignored()
    case = log.case()
    (incident,) = case.state.incidents
    assert reading_of(case, "time_to_decision", incident).target == 20
    assert reading_of(case, "time_to_report", incident).target == 10
    assert reading_of(case, "time_to_correction", incident).target == 30
