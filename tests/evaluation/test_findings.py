"""Findings say what was observed and against what; the plan proposes, and assigns no dates."""

from __future__ import annotations

from msgspec.structs import replace

from infodrill.evaluation.aar import Finding
from infodrill.evaluation.acts import acts_against
from infodrill.evaluation.case import Case
from infodrill.evaluation.causes import ACTIONS
from infodrill.evaluation.findings import Ground, areas, plan, strengths, unhandled
from infodrill.evaluation.matters import steps_of
from infodrill.evaluation.measures import take
from infodrill.evaluation.measures.coordination import checks
from infodrill.evaluation.moments import moments
from infodrill.evaluation.stories import stories
from infodrill.exercise import events as ev
from infodrill.scenario.package import Scenario
from infodrill.scenario.process import Leaf, Node
from infodrill.scenario.words import Direction, Stance, Verdict
from tests.evaluation.builder import Log
from tests.fixtures import whole_scenario

ELEMENTS = {"planning", "organization", "equipment", "training", "exercise"}


def ground_of(case: Case) -> Ground:
    return Ground(case, take(case))


def codes(log: Log) -> tuple[list[str], list[str]]:
    ground = ground_of(log.case())
    return [one.code for one in strengths(ground)], [one.code for one in areas(ground)]


def corrected_at(minute: float, verdict: Verdict = Verdict.false) -> Log:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.post(1, "cartoon")
    log.evidence(2, incident, "crack-engineer")
    log.verdict(3, incident, verdict, "crack-engineer")
    log.decide(4, incident, Direction.against, 5)
    log.publish(minute, incident, ("crack",), quality=190, evidence=("crack-engineer",))
    return log


def test_in_time_and_late_are_told_apart() -> None:
    good, weak = codes(corrected_at(10))
    assert "correction_in_time" in good
    assert "correction_late" not in weak
    good, weak = codes(corrected_at(50))
    assert "correction_in_time" not in good
    assert "correction_late" in weak


def test_leaving_protected_speech_alone_is_a_strength_only_for_those_who_did_something() -> None:
    assert "protected_speech_left_alone" in codes(corrected_at(10))[0]
    idle = Log()
    idle.post(1, "cartoon")
    assert codes(idle) == ([], [])


def test_over_reaction_is_the_first_area_and_names_what_it_was_against() -> None:
    log = corrected_at(50)
    satire = log.incident(5, log.post(5, "cartoon"))
    log.decide(6, satire, Direction.against, 5)
    log.publish(7, satire, ("cartoon",))
    ground = ground_of(log.case())
    found = areas(ground)
    assert found[0].code == "over_reaction"
    assert found[0].facts["what"] == "satire"
    assert found[0].team == "city"
    assert (found[0].incidents, found[0].action) == ((satire,), "train_protected_speech")
    assert "protected_speech_left_alone" not in [one.code for one in strengths(ground)]


def test_a_wrong_verdict_is_named() -> None:
    assert "wrong_verdict" in codes(corrected_at(10, Verdict.true))[1]
    assert "wrong_verdict" not in codes(corrected_at(10, Verdict.misleading))[1]


def test_disputing_what_is_true_is_over_reaction_and_no_first_word() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "late-warning"))
    log.verdict(3, incident, Verdict.false)
    log.decide(4, incident, Direction.against, 5)
    log.publish(5, incident, ("late-warning",))
    case = log.case()
    found = areas(ground_of(case))
    assert found[0].code == "true_report_disputed"
    assert {"wrong_verdict_unfounded", "own_error_never_corrected"} <= {one.code for one in found}
    # The act is the finding: that the answer is missing is not told beside it.
    assert not {"statement_missing", "verdict_without_evidence"} & {one.code for one in found}
    assert steps_of(case, case.items[0]).statement is None
    (story,) = stories(case, acts_against(case))
    assert story.messages[0].misdirected == "disputes"


def test_what_nobody_touched_is_told_once_and_not_as_late_too() -> None:
    log = Log()
    log.post(1, "crack")
    case = log.case()
    assert [item.id for item in unhandled(case)] == ["crack"]
    assert [one.code for one in areas(ground_of(case))] == ["unhandled"]


def test_an_order_that_was_followed_is_an_area() -> None:
    log = Log()
    row = next(row for row in log.scenario.msel if row.presses_to)
    log.add(2, ev.TaskGiven("90", "city", "chair", row.text, "", None, False, row.id))
    log.add(3, ev.TaskFinished("90", "Denied."), "city.lead")
    ground = ground_of(log.case())
    (found,) = areas(ground)
    assert (found.code, found.facts["status"]) == ("order_not_declined", "done")


def test_the_plan_has_one_row_per_action_and_team_and_leaves_dates_open() -> None:
    log = Log()
    for item in ("crack", "leak", "siren"):
        log.post(1, item)
    ground = ground_of(log.case())
    rows = plan(ground, areas(ground))
    assert [(row.action, row.organization) for row in rows] == [("assign_watch", "Town of Verlow")]
    assert {(row.contact, row.start, row.completion) for row in rows} == {("", "", "")}
    assert [row.alike for row in rows] == [2]


def test_every_action_names_an_hseep_element_and_a_cause() -> None:
    assert {one.element for one in ACTIONS.values()} <= ELEMENTS
    assert all(one.cause and one.action for one in ACTIONS.values())


def cause(log: Log, code: str) -> str:
    found = [one.analysis for one in areas(ground_of(log.case())) if one.code == code]
    assert len(found) == 1, found
    return found[0]


def test_an_open_reply_is_neither_unhandled_nor_missing() -> None:
    log = Log()
    log.reply(5, log.post(1, "shelter", account="moss", stance=Stance.asks), "shelter")
    case = log.case()
    assert unhandled(case) == []
    assert not {"unhandled", "statement_missing"} & {one.code for one in areas(ground_of(case))}
    assert [one.kind for one in moments(case)] == ["reply"]


def test_an_incident_answered_in_its_thread_counts_as_handled() -> None:
    log = Log()
    question = log.post(1, "shelter", account="moss", stance=Stance.asks)
    log.incident(2, question)
    assert checks(log.case(end=None)) == []
    log.reply(5, question, "shelter")
    assert len(checks(log.case())) == 1


def test_what_nobody_touched_is_asked_about_as_unseen_and_what_was_reported_is_not() -> None:
    log = Log()
    log.post(1, "crack")
    assert cause(log, "unhandled") == "nobody_acted"
    seen = Log()
    seen.report(3, seen.post(1, "crack"))
    assert cause(seen, "unhandled") == "seen_not_taken_up"


def test_waiting_for_certainty_is_asked_only_where_certainty_was_missing() -> None:
    def silent(verdict_at: float | None) -> Log:
        log = Log()
        incident = log.incident(3, log.post(1, "late-warning"))
        if verdict_at is not None:
            log.verdict(verdict_at, incident, Verdict.true)
        log.decide(5, incident, Direction.acting_on, 1)
        return log

    assert cause(silent(None), "statement_missing") == "waited_for_certainty"
    assert cause(silent(4), "statement_missing") == ""


def test_approval_is_asked_about_only_where_the_draft_was_there_in_time() -> None:
    # Draft, approval and publication in one minute: approval held nothing up.
    assert cause(corrected_at(50), "correction_late") == ""
    log = Log()
    incident = log.incident(50, log.post(1, "crack"))
    log.decide(51, incident, Direction.against, 5)
    log.publish(52, incident, ("crack",))
    assert cause(log, "correction_late") == "noticed_late"


def test_a_process_with_a_way_to_correct_ourselves_needs_no_other_one_written() -> None:
    def stood(scenario: Scenario) -> Finding:
        log = Log(scenario)
        log.post(2, "late-warning")
        log.post(10, "late-warning", account="city-desk", stance=Stance.disputes)
        found = areas(ground_of(log.case()))
        return next(one for one in found if one.code == "own_error_never_corrected")

    with_leaf = whole_scenario()
    leaves = [node.leaf for tree in with_leaf.processes for node in tree.nodes if node.leaf]
    own = Leaf(direction=Direction.correcting_ourselves, rung=1)
    if own.direction not in {leaf.direction for leaf in leaves}:
        tree = with_leaf.processes[0]
        tree = replace(tree, nodes=(*tree.nodes, Node("own", "Correct ourselves", leaf=own)))
        with_leaf = replace(with_leaf, processes=(tree, *with_leaf.processes[1:]))
    without = replace(with_leaf, processes=())
    found = stood(with_leaf)
    assert (found.analysis, found.action) == (
        "own_error_procedure_not_used",
        "practise_own_errors",
    )
    found = stood(without)
    assert (found.analysis, found.action) == ("no_procedure_for_own_errors", "own_error_procedure")
