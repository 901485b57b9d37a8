"""A real exercise, from commands to the report's data and ``measures.json``."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.conduct.scripted import scripted_team
from infodrill.evaluation.aar import AfterActionReport
from infodrill.evaluation.case import Case
from infodrill.evaluation.compose import after_action_report, measures_json, measures_schema
from infodrill.evaluation.counterfactual import Ranges
from infodrill.evaluation.measures import REGISTRY
from infodrill.evaluation.output import MeasuresFile
from infodrill.exercise import events as ev
from infodrill.exercise.record import GENESIS, erase_private, read_record
from infodrill.scenario.package import Locale
from infodrill.scenario.words import Direction, Rating, Verdict
from tests.evaluation.builder import Log
from tests.fixtures import tiny_scenario


@pytest.fixture(scope="module")
def played() -> HeadlessRun:
    scenario = tiny_scenario()
    return run_headless(scenario, scripted_team(scenario, "reference"), seed=3)


@pytest.fixture(scope="module")
def report(played: HeadlessRun) -> AfterActionReport:
    return after_action_report(played.scenario, played.records)


def test_the_file_has_exactly_the_stable_form(played: HeadlessRun) -> None:
    data = measures_json(played.scenario, played.records)
    assert data.endswith(b"}\n")
    told = json.loads(data)
    assert list(told) == ["scenario", "cut", "seed", "team", "measures", "counterfactual"]
    assert (told["scenario"], told["cut"], told["seed"]) == ("tiny", "full", 3)
    assert told["team"] == "reference"
    for row in told["measures"]:
        assert list(row) == ["name", "scope", "value", "unit", "target", "reason"]
        assert list(row["scope"]) == ["kind", "id"]
        assert row["scope"]["kind"] in ("exercise", "team", "incident")
        assert (row["value"] is None) == (row["reason"] is not None)
    (effect,) = told["counterfactual"]
    assert list(effect) == ["item", "with", "without", "averted", "unit", "range"]
    assert {row["name"] for row in told["measures"]} == set(REGISTRY)


def test_the_bytes_depend_on_the_log_alone(played: HeadlessRun) -> None:
    scenario = msgspec.json.decode(msgspec.json.encode(played.scenario), type=type(played.scenario))
    again = measures_json(scenario, iter(played.records))
    assert again == measures_json(played.scenario, Case.of(played.scenario, played.records))


def test_forgetting_everybody_changes_no_measure() -> None:
    log = Log()
    incident = log.incident(2, log.post(1, "crack"))
    log.verdict(3, incident, Verdict.false)
    log.decide(4, incident, Direction.against, 5)
    log.publish(5, incident, ("crack",))
    log.tick(6, ("crack", 0, 0, {"met_claim": 9, "believe": 9}))
    log.end(7)
    forgotten, previous = [], GENESIS
    for line in log.lines:
        record = read_record(erase_private(line), previous, 0)
        previous = record.hash
        forgotten.append(record)
    assert forgotten != log.records
    assert measures_json(log.scenario, forgotten) == measures_json(log.scenario, log.records)
    (story,) = after_action_report(log.scenario, forgotten).incidents
    assert story.title == "erased"


def test_the_file_fits_its_schema(played: HeadlessRun) -> None:
    data = measures_json(
        played.scenario, played.records, ranges=Ranges(2, {"crack": (-1.0, 2.0)}, None)
    )
    told = msgspec.json.decode(data, type=MeasuresFile)
    assert told.counterfactual[0].range is not None
    assert measures_schema()["$defs"]["MeasuresFile"]["required"] == list(
        MeasuresFile.__struct_fields__
    )


def test_the_reference_team_answers_the_rumour_and_leaves_the_critic_alone(
    report: AfterActionReport,
) -> None:
    assert report.over_reaction.acts == ()
    assert not report.over_reaction.capped
    assert (report.over_reaction.hits, report.over_reaction.signals) == (1, 1)
    (story,) = report.incidents
    assert story.verdict_right
    assert (story.direction, story.rung) == (story.reference_direction, story.reference_rung)
    assert [step.name for step in story.steps][:2] == ["first_post", "report"]
    assert story.messages[0].quality > 100
    assert {node.at_ms is not None for node in story.path} == {True}
    assert report.unhandled[0][0] == "late-town-hall"


def test_the_report_carries_what_the_log_pins(
    report: AfterActionReport, played: HeadlessRun
) -> None:
    assert report.complete
    assert (report.head, report.seed) == (played.head, "3")
    assert report.overview[0][0] == "exercise_name"
    assert len(report.overview) == 11
    assert report.rights.protected_items == 1
    assert report.range_kind == "one draw"
    assert report.averted_person_hours == sum(row.averted for row in report.effects)


def test_curves_and_moments_are_in_order(report: AfterActionReport) -> None:
    for one in report.series:
        assert len(one.at_ms) == len(one.with_team) == len(one.without_team) <= 400
        assert list(one.at_ms) == sorted(one.at_ms)
        assert all(0 <= value <= 1000 for value in (*one.with_team, *one.without_team))
    assert [one.quantity for one in report.series] == ["belief", "reach"]
    assert [one.at_ms for one in report.moments] == sorted(one.at_ms for one in report.moments)
    assert {"phase", "inject", "incident", "decision", "message", "truth"} <= {
        one.kind for one in report.moments
    }


def test_an_absent_team_is_told_without_zeros(played: HeadlessRun) -> None:
    scenario = played.scenario
    absent = run_headless(scenario, scripted_team(scenario, "absent"), seed=3)
    report = after_action_report(scenario, absent.records)
    whole = {one.name: one for one in report.measures if one.scope.kind == "exercise"}
    assert whole["time_to_first_statement"].reason == "never"
    assert whole["misbelief_averted"].value == 0
    assert report.strengths == ()
    assert [row.suggested for row in report.capabilities] == [None]
    assert report.incidents == ()


def test_a_cut_off_log_is_told_as_incomplete(played: HeadlessRun) -> None:
    report = after_action_report(played.scenario, played.records[:-1])
    assert not report.complete
    assert report.seed == ""
    told = json.loads(measures_json(played.scenario, played.records[:-1]))
    assert told["seed"] is None


def test_a_persons_ratings_are_told(played: HeadlessRun) -> None:
    report = after_action_report(
        played.scenario, played.records, ratings={"leave-critics": Rating.some_challenges}
    )
    (row,) = report.capabilities
    assert (row.suggested, row.rated) == ("P", "S")


def test_a_jump_gets_few_points_of_a_curve() -> None:
    log = Log()
    log.post(0, "crack")
    for minute in range(60):
        log.tick(minute)
    log.add(60, ev.ClockJumped(780 * 60_000))
    for minute in range(61, 780):
        log.tick(minute)
    for minute in range(780, 800):
        log.tick(minute)
    log.end(800)
    report = after_action_report(log.scenario, log.records)
    at_ms = report.series[0].at_ms
    inside = [at for at in at_ms if 60 * 60_000 < at < 780 * 60_000]
    assert len(inside) == 60
    assert len(at_ms) == 60 + 60 + 20
    assert report.jumps == ((60 * 60_000, 780 * 60_000),)


def test_an_empty_exercise_can_be_told() -> None:
    log = Log()
    log.end(0)
    report = after_action_report(log.scenario, log.records)
    assert report.incidents == ()
    assert report.series == ()
    assert report.averted_person_hours is None


def test_the_words_follow_the_reports_language() -> None:
    plain = tiny_scenario()
    header = msgspec.structs.replace(plain.header, languages=("en", "vi"))
    texts: dict[str, str] = {"items.crack.statement": "Đập bị nứt."}
    scenario: Any = msgspec.structs.replace(plain, header=header, locales=(Locale("vi", texts),))
    log = Log(scenario)
    log.post(1, "crack")
    log.tick(2)
    log.end(3)
    for language, statement in (("vi", "Đập bị nứt."), ("en", plain.items[0].statement)):
        report = after_action_report(scenario, log.records, language=language)
        assert report.series[0].statement == statement
