"""The whole scenario passes; and each thing that can be wrong with it is found, and it alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from infodrill.scenario import check
from infodrill.scenario.check import check_scenario
from infodrill.scenario.item import Arrival, Reference
from infodrill.scenario.package import Locale, Scenario
from infodrill.scenario.people import Cut, Jump, TeamRole
from infodrill.scenario.process import Choice, Leaf
from infodrill.scenario.scripted import Adjust, Play, ScriptedTeam, Sees, Step
from infodrill.scenario.words import (
    Delivery,
    Direction,
    Outlet,
    RowKind,
    SourceClass,
    Stance,
    TeamFunction,
    UnitLevel,
)
from tests.fixtures import minute, tiny_scenario, whole_scenario
from tests.scenario.check.changes import (
    codes,
    found,
    with_account,
    with_audience,
    with_header,
    with_inject,
    with_item,
    with_node,
    with_team,
)
from tests.scenario.strategies import damaged_scenarios

WHOLE = whole_scenario()


def test_the_whole_scenario_passes_without_a_warning() -> None:
    assert check_scenario(WHOLE) == []


def test_the_tiny_scenario_lacks_only_the_mix_of_items() -> None:
    assert {finding.path for finding in found(tiny_scenario())} == {"items"}


def segment(**changes: Any) -> Scenario:
    first, *others = WHOLE.audience.segments
    return with_audience(WHOLE, segments=(msgspec.structs.replace(first, **changes), *others))


def phases(first_end: float, second_start: float, **changes: Any) -> Scenario:
    first, second = WHOLE.header.phases
    return with_header(
        WHOLE,
        phases=(
            msgspec.structs.replace(first, end=minute(first_end)),
            msgspec.structs.replace(second, start=minute(second_start)),
        ),
        **changes,
    )


def choices_of(node_id: str, **to: str) -> Scenario:
    choices = tuple(Choice(id=name, label=name, to=target) for name, target in to.items())
    return with_node(WHOLE, node_id, choices=choices)


def tree(**changes: Any) -> Scenario:
    first, *others = WHOLE.processes
    return whole_scenario(processes=(msgspec.structs.replace(first, **changes), *others))


def play(*steps: Step, team: str = "city", sees: Sees | None = None) -> Scenario:
    sees = sees if sees is not None else Sees(sender="hana")
    scripted = ScriptedTeam("other", "", plays=(Play("p", team, sees, steps),))
    return whole_scenario(scripted_teams=(scripted,))


def walk(tree_id: str = "handling", node: str = "claim", choice: str = "yes") -> Scenario:
    body = {"incident": "$incident", "tree": tree_id, "node": node, "choice": choice}
    return play(Step("walk_process", body=body))


def crowded(row_ids: int) -> Scenario:
    rows = tuple(
        msgspec.structs.replace(
            WHOLE.msel[0], id=f"X{n}", text=f"Caller {n} asks.", key=True, at=minute(40),
            expected_team="city", about=(), kind=RowKind.inject, outlet=Outlet.microblog,
            stance=Stance.neutral, boosts=None, sender="hana",
        )
        for n in range(row_ids)
    )  # fmt: skip
    return whole_scenario(msel=(*WHOLE.msel, *rows))


ONE_CHANGE: dict[str, tuple[Scenario, str]] = {
    # header
    "a later format": (with_header(WHOLE, format=2), "format"),
    "an unknown level": (with_header(WHOLE, level="locl"), "unknown-level"),
    "an unknown method": (with_header(WHOLE, method="game"), "unknown-method"),
    "a language that is no tag": (
        msgspec.structs.replace(with_header(WHOLE, languages=("en", "vi", "Welsh"))),
        "language-form",
    ),
    "no full cut": (with_header(WHOLE, cuts=WHOLE.header.cuts[1:]), "no-full-cut"),
    "no proportion": (
        with_header(WHOLE, objectives=()),
        "no-proportion unknown-objective unknown-critical-task",
    ),
    "no languages": (
        with_header(whole_scenario(locales=()), languages=()),
        "no-language",
    ),
    "no teams": (
        with_header(whole_scenario(scripted_teams=()), teams=()),
        "team-count unknown-team",
    ),
    # ids
    "an id with a space": (with_header(WHOLE, id="The dam"), "id-form"),
    "an item twice": (whole_scenario(items=(*WHOLE.items, WHOLE.items[-1])), "duplicate-id"),
    "a row twice": (whole_scenario(msel=(*WHOLE.msel, WHOLE.msel[1])), "duplicate-id"),
    "a handle twice": (with_account(WHOLE, "moss", handle="Hana"), "duplicate-id"),
    "a choice with a reserved id": (
        choices_of("ours", yes="answer", title="leave"),
        "id-reserved",
    ),
    # references
    "an unknown item": (with_inject(WHOLE, "J02", about=("crak",)), "unknown-item"),
    "an unknown sender": (with_inject(WHOLE, "B01", sender="hanna"), "unknown-account"),
    "an unknown team": (with_item(WHOLE, "crack", owner="town"), "unknown-team"),
    "an unknown segment": (with_item(WHOLE, "crack", at_risk=("hill",)), "unknown-segment"),
    "an unknown follower segment": (
        with_account(WHOLE, "ferry", followers={"hill": 5}),
        "unknown-segment-or-*",
    ),
    "an unknown phase": (with_inject(WHOLE, "J03", phase="night"), "unknown-phase"),
    "an unknown row in a cut": (
        with_header(WHOLE, cuts=(WHOLE.header.cuts[0], Cut("c", "C", minute(9), ("J99",)))),
        "unknown-MSEL-row",
    ),
    "an unknown extended team": (
        whole_scenario(scripted_teams=(ScriptedTeam("other", "", extends="refrence"),)),
        "unknown-scripted-team",
    ),
    "an outlet without a channel": (
        with_audience(WHOLE, channels=WHOLE.audience.channels[1:]),
        "unknown-outlet-with-a-channel",
    ),
    "a topic nobody has": (segment(affinity={"watr": 120}), "unused-topic"),
    # numbers
    "shares that do not add up": (segment(share=500), "shares"),
    "a segment by opinion": (segment(kind="opinion"), "segment-kind"),
    "hours of half a day": (segment(hours=(50,) * 12), "out-of-range"),
    "trust out of range": (
        segment(trust={**WHOLE.audience.segments[0].trust, "critic": 1001}),
        "out-of-range",
    ),
    "a source class nobody trusts": (segment(trust={"resident": 5}), "missing-trust"),
    "an unknown source class": (
        segment(trust={**WHOLE.audience.segments[0].trust, "robot": 5}),
        "unknown-source-class",
    ),
    "no agents": (with_audience(WHOLE, agents=0, communities=1), "out-of-range"),
    "too infectious": (with_item(WHOLE, "crack", infectiousness=1001), "out-of-range"),
    # times
    "a time that is none": (with_inject(WHOLE, "B01", at="17:30"), "time-form"),
    "a time after the end": (with_inject(WHOLE, "B01", at="T+15:00"), "after-end"),
    "a time between ticks": (with_inject(WHOLE, "B01", at="T+0:08:10"), "off-tick"),
    "a tick of a second": (with_header(WHOLE, tick_seconds=1), "tick-range"),
    "a date that does not exist": (
        with_header(WHOLE, calendar_start="2031-02-30T17:30"),
        "calendar-form",
    ),
    "a cut after the end": (
        with_header(WHOLE, cuts=(*WHOLE.header.cuts, Cut("long", "Long", "T+20:00"))),
        "after-end",
    ),
    "phases that overlap": (
        phases(60, 50, jumps=()),
        "phase-overlap",
    ),
    "a gap between phases": (phases(60, 13 * 60 + 30, jumps=()), "phase-gap"),
    "a jump inside a phase": (
        with_header(
            WHOLE, jumps=(*WHOLE.header.jumps, Jump(minute(10), minute(20)))
        ),
        "jump-place",
    ),
    "a row outside its phase": (with_inject(WHOLE, "J01", phase="morning"), "outside-phase"),
    "a key row in a jump": (
        with_inject(WHOLE, "J06", at=minute(90), key=True),
        "key-in-jump",
    ),
    "a reply before its post": (with_inject(WHOLE, "B02", at=minute(1)), "before-target"),
    "a reply to a row without a time": (
        with_inject(WHOLE, "B02", replies_to="J04"),
        "before-target",
    ),
    "a truth at another time": (
        with_item(WHOLE, "crack", truth_arrives=Arrival(minute(31), "crack-truth")),
        "arrival-time",
    ),
    # rows
    "public and private": (
        with_inject(WHOLE, "B01", to=("city",), delivery=Delivery.phone),
        "public-or-private",
    ),
    "neither public nor private": (with_inject(WHOLE, "B01", outlet=None), "public-or-private"),
    "both at and when": (with_inject(WHOLE, "B01", when="minutes() > 3"), "at-and-when"),
    "no time at all": (with_inject(WHOLE, "B01", at=None), "no-time"),
    "private without delivery": (with_inject(WHOLE, "J03", delivery=None), "no-delivery"),
    "no words": (with_inject(WHOLE, "B01", text=" "), "empty-text"),
    "a boost with words": (with_inject(WHOLE, "B03", text="Look"), "boost-with-text"),
    "a boost on the radio": (with_inject(WHOLE, "B03", outlet=Outlet.radio), "boost-outlet"),
    "a boost of a call": (with_inject(WHOLE, "B03", boosts="J03"), "target-not-public"),
    "a stance about nothing": (
        with_inject(WHOLE, "B01", stance=Stance.disputes),
        "stance-about-nothing",
    ),
    "quality of a question": (with_inject(WHOLE, "J03", quality=50), "quality-unused"),
    "pressing without a task": (with_inject(WHOLE, "J05", task=False), "pressing-not-a-task"),
    "pressing to something else": (with_inject(WHOLE, "J05", presses_to="lie"), "unknown-pressing"),
    "a task to nobody": (with_inject(WHOLE, "B01", task=True), "task-without-team"),
    "an expected action that is shown": (
        with_inject(WHOLE, "X01", outlet=Outlet.microblog),
        "expected-action-shown",
    ),
    "media without a text": (
        with_inject(WHOLE, "B01", media="swift.svg"),
        "media-without-text",
    ),
    # conditions
    "a condition that cannot be read": (
        with_inject(WHOLE, "J04", when="belief(crack) > 3"),
        "condition-invalid",
    ),
    "a condition on nothing known": (
        with_inject(WHOLE, "J04", when='reach("crak") > 3'),
        "unknown-item",
    ),
    "a condition that is never true": (
        with_inject(WHOLE, "J04", when='belief("crack") > 1000'),
        "never-true",
    ),
    "a condition after the end": (
        with_inject(WHOLE, "J04", when="minutes() > 2000"),
        "never-true",
    ),
    "belief in protected speech": (
        with_inject(WHOLE, "J04", when='belief("cartoon") > 3'),
        "belief-of-protected",
    ),
    "a condition on a later phase": (
        with_inject(
            with_inject(WHOLE, "J06", phase="morning"), "J04", when='fired("J06")', phase="evening"
        ),
        "later-phase",
    ),
    # cycles
    "a row that waits for itself": (with_inject(WHOLE, "J04", when='fired("J04")'), "cycle"),
    "two teams above each other": (with_team(WHOLE, "region", parent="city"), "cycle"),
    "a tree that goes in circles": (choices_of("harm", yes="claim", no="watch"), "cycle unreach"),
    "a team that extends itself": (
        whole_scenario(scripted_teams=(ScriptedTeam("other", "", extends="other"),)),
        "cycle",
    ),
    # trees
    "no publishing tree": (whole_scenario(processes=WHOLE.processes[:1]), "missing-tree"),
    "a tree of another kind": (tree(kind="handlin"), "missing-tree unknown-tree-kind"),
    "a start that is no node": (tree(start="emergenci"), "unknown-node"),
    "a node that nothing leads to": (
        choices_of("spread", yes="correct", no="correct"),
        "unreachable-node",
    ),
    "a node with neither": (with_node(WHOLE, "hold", leaf=None), "dead-end"),
    "a node with both": (
        with_node(WHOLE, "spread", leaf=Leaf(None, 0)),
        "node-and-leaf",
    ),
    "a choice that leads nowhere": (
        choices_of("spread", yes="correct", no="hld"),
        "unknown-node unreachable-node",
    ),
    "a rung off the ladder": (
        with_node(WHOLE, "correct", leaf=Leaf(Direction.against, 9)),
        "off-the-ladder",
    ),
    "a rung that does not fit": (
        with_node(WHOLE, "answer", leaf=Leaf(Direction.answering, 5)),
        "direction-and-rung",
    ),
    "an unknown requirement": (with_node(WHOLE, "harm", requires=("proof",)), "unknown-require"),
    "another first question": (tree(start="claim"), "first-question unreachable-node"),
    # teams
    "a team that speaks as a newsroom": (
        with_account(WHOLE, "city-desk", kind=SourceClass.newsroom),
        "account-not-official",
    ),
    "an account of another team": (
        with_account(WHOLE, "city-desk", team=None),
        "account-back-reference",
    ),
    "two accounts of one team": (
        with_account(WHOLE, "chair", team="city"),
        "account-back-reference",
    ),
    "a team without functions": (
        with_team(whole_scenario(scripted_teams=()), "city", functions=()),
        "no-function",
    ),
    "an impersonator of nobody": (
        with_account(WHOLE, "ration-office", impersonates=None),
        "impersonates-nobody",
    ),
    "a critic said to impersonate": (
        with_account(WHOLE, "moss", impersonates="city-desk"),
        "not-an-impersonator",
    ),
    # scripted teams
    "a play of nobody": (play(team="town"), "unknown-team"),
    "a play that starts with anything": (play(sees=Sees()), "sees-nothing"),
    "a play about nobody's posts": (play(sees=Sees(sender="hanna")), "unknown-account"),
    "a seat the team does not have": (
        with_team(
            play(Step("report_post", TeamFunction.liaison)), "city", functions=(TeamFunction.lead,)
        ),
        "unknown-function",
    ),
    "a step back in time": (play(Step("report_post", after=-1)), "out-of-range"),
    "a walk of an unknown tree": (walk(tree_id="handeling"), "unknown-process-tree"),
    "a walk of an unknown node": (walk(node="clame"), "unknown-node"),
    "a walk by an unknown choice": (walk(choice="maybe"), "unknown-choice"),
    "a decision at no leaf": (
        play(Step("decide", body={"leaf": "handling/claim"})),
        "unknown-leaf",
    ),
    "a verdict without quotes": (
        play(Step("give_verdict", body={"verdict": False})),
        "unquoted-verdict",
    ),
    "a messenger who is none": (
        play(Step("ask_messenger", body={"messenger": "hana"})),
        "unknown-messenger",
    ),
    "a message on no outlet": (
        play(Step("draft_message", body={"outlets": ["microblog", "tv"]})),
        "unknown-outlet-with-a-channel",
    ),
    "a change of an unknown play": (
        whole_scenario(
            scripted_teams=(ScriptedTeam("other", "", adjust=(Adjust("*", play="nothing"),)),)
        ),
        "unknown-play",
    ),
    # workload, languages, secrecy
    "seven key injects in ten minutes": (crowded(7), "workload"),
    "a row that tells its item": (
        with_inject(WHOLE, "P-fees", text="A ration-fee?", about=("ration-fee", "fees")),
        "tells-too-much",
    ),
    "a row that says what it is": (
        with_inject(WHOLE, "B01", text="This inject tests the town."),
        "tells-too-much",
    ),
    # the closed world
    "a real city": (with_inject(WHOLE, "B01", text="They came from Lyon."), "real-place"),
    "a real platform": (with_inject(WHOLE, "B01", text="Saw it on TikTok."), "real-platform"),
    "an address": (with_inject(WHOLE, "B01", text="See https://verlow.example"), "url"),
    "a domain": (with_inject(WHOLE, "B01", text="Look at verlow.org now"), "domain"),
    "a handle": (with_inject(WHOLE, "B01", text="Ask @town_hall"), "handle-in-text"),
    "a number": (with_inject(WHOLE, "B01", text="Ring 0151 496 0823"), "phone-number"),
    "a place that only says it is fictional": (
        with_header(WHOLE, places=("Verlow", "Barcelona")),
        "real-place",
    ),
    "an account of a real newsroom": (
        with_account(WHOLE, "echo", name="Reuters", handle="echo"),
        "real-newsroom",
    ),
    "a handle of a real newsroom": (
        with_account(WHOLE, "echo", handle="al_jazeera"),
        "real-handle",
    ),
}  # fmt: skip


@pytest.mark.parametrize("change", ONE_CHANGE)
def test_one_change_one_kind_of_finding(change: str) -> None:
    scenario, expected = ONE_CHANGE[change]
    findings = found(scenario)
    given = {finding.code for finding in findings}
    for part in expected.split():
        assert any(code.startswith(part) for code in given), given
    strangers = [code for code in given if not code.startswith(tuple(expected.split()))]
    assert strangers == []
    for finding in findings:
        assert finding.given
        assert finding.expected
        assert finding.fix


def test_findings_of_all_checks_come_in_one_pass() -> None:
    scenario = with_inject(WHOLE, "B01", at="17:30", sender="hanna")
    scenario = with_item(scenario, "crack", owner="town")
    scenario = with_node(scenario, "correct", leaf=Leaf(Direction.against, 9))
    expected = {"time-form", "unknown-account", "unknown-team", "off-the-ladder"}
    assert codes(scenario) == expected


def test_a_missing_translation_is_a_warning_with_the_first_keys() -> None:
    texts = dict(WHOLE.locales[0].texts)
    del texts["msel.J01.text"]
    (finding,) = check_scenario(whole_scenario(locales=(Locale("vi", texts),)))
    assert (finding.level, finding.code) == ("warning", "missing-texts")
    assert "msel.J01.text" in finding.given


def test_a_stray_translation_names_the_nearest_key() -> None:
    texts = {**WHOLE.locales[0].texts, "msel.J01.txt": "?"}
    (finding,) = check_scenario(whole_scenario(locales=(Locale("vi", texts),)))
    assert finding.fix == 'did you mean "msel.J01.text"?'


def test_measures_are_checked_when_they_are_known() -> None:
    assert check_scenario(WHOLE, measures={"over_reaction"}) == []
    (finding,) = check_scenario(WHOLE, measures={"over_reactions"})
    assert (finding.code, finding.fix) == ("unknown-measure", 'did you mean "over_reactions"?')


def test_a_team_whose_level_is_a_service_is_as_good_as_any() -> None:
    water = TeamRole("water", "Water", "Verlow Waterworks", UnitLevel.service, "water-desk")
    scenario = with_header(WHOLE, teams=(*WHOLE.header.teams, water))
    desk = msgspec.structs.replace(
        WHOLE.cast[0], id="water-desk", handle="water_desk", name="Verlow Waterworks", team="water"
    )
    assert codes(msgspec.structs.replace(scenario, cast=(*WHOLE.cast, desk))) == set()


def test_a_reference_must_be_a_decision_that_can_be_made() -> None:
    scenario = with_item(WHOLE, "shelter", reference=Reference(Direction.answering, 5))
    assert "direction-and-rung" in codes(scenario)


@given(scenario=damaged_scenarios())
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_check_fails_whatever_a_scenario_holds(scenario: Scenario) -> None:
    for finding in check_scenario(scenario):
        assert finding.text()


def test_every_check_has_a_file_of_its_own_and_a_line_in_the_table() -> None:
    folder = Path(check.__file__).parent
    modules = {function.__module__.rsplit(".", 1)[1] for function in check.CHECKS}
    helpers = {"__init__", "notes", "registry", "report", "office_words", "measures"}
    assert {path.stem for path in folder.glob("*.py")} == modules | helpers
