"""The ladder: what each rung asks, what stays open to everybody, and what has no effect at all."""

from __future__ import annotations

import dataclasses
from typing import Any

import msgspec
import pytest

from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.conduct.scripted import resolve
from infodrill.exercise import events as ev
from infodrill.exercise.commands import RightsForm
from infodrill.scenario.item import Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Play, ScriptedTeam, Sees, Step
from infodrill.scenario.words import (
    Direction,
    PlatformRule,
    ProtectedClass,
    SourceClass,
    TeamFunction,
)
from tests.exercise.desk import FOUR_TAPS, FULL_FORM
from tests.fixtures import protected_item, tiny_scenario, whole_scenario
from tests.rights.table import Table, quiet, with_evidence

OPEN: dict[Direction | None, set[int]] = {
    None: {0, 2, 3},
    Direction.against: {2, 3, 4, 5, 6, 7, 8},
    Direction.answering: {1, 2, 3, 4},
    Direction.acting_on: {0, 1, 2, 3, 4, 5, 6},
    Direction.correcting_ourselves: {1, 5, 6},
}
"""Design 5.3, written out: no action, monitoring and holding have no direction; speech that is
answered is never taken to the platform; what is acted on or put right goes out openly at most."""

TAPS = ("checkable", "not_protected", "harm_to_people", "answered_first")
REST = ("less_intrusive", "own_interest", "rule_cited", "review", "defensible")


def at_the_gate(item: str = "crack") -> tuple[Table, str]:
    """A table with an incident whose verdict is false."""
    table = Table(quiet(with_evidence(whole_scenario())), minutes=28)
    incident = table.incident(item)
    table.verdict(incident, "false")
    return table, incident


def decide(table: Table, incident: str, rung: int, form: Any, direction: Any = "against") -> str:
    """The refusal code of a decision, or an empty text."""
    answer = table.ask(
        "city.lead",
        "decide",
        {
            "incident": incident,
            "direction": direction,
            "rung": rung,
            "rationale": "People may be hurt.",
            "form": form,
        },
    )
    return answer.refused.code if answer.refused else ""


def test_each_direction_has_its_rungs() -> None:
    table, incident = at_the_gate()
    for direction in (None, *Direction):
        for rung in range(-1, 11):
            code = decide(table, incident, rung, FULL_FORM, direction and direction.value)
            expected = "out_of_range" if not 0 <= rung <= 8 else "rung_direction"
            assert code == ("" if rung in OPEN[direction] else expected), (direction, rung)


@pytest.mark.parametrize("rung", range(2, 9))
def test_what_a_rung_needs_of_the_form(rung: int) -> None:
    """Nothing below 5, four taps at 5 and 6, everything at 7 and 8; a tap of "no" is no tap."""
    table, incident = at_the_gate()
    needed = () if rung < 5 else TAPS if rung < 7 else (*TAPS, *REST)
    assert decide(table, incident, rung, {name: FULL_FORM[name] for name in needed}) == ""
    for missing in needed:
        left = {name: FULL_FORM[name] for name in needed if name != missing}
        assert decide(table, incident, rung, left) == "rights_form"
        no = "  " if isinstance(FULL_FORM[missing], str) else False
        assert decide(table, incident, rung, {**left, missing: no}) == "rights_form"


def test_the_form_has_these_fields_and_no_others() -> None:
    assert {field.name for field in msgspec.structs.fields(RightsForm)} == {*TAPS, *REST}


def test_an_act_against_needs_a_verdict_that_it_is_untrue() -> None:
    table = Table(quiet(with_evidence(whole_scenario())), minutes=28)
    incident = table.incident("crack")
    assert decide(table, incident, 5, FULL_FORM) == "needs_verdict"
    cards = table.verdict(incident, "unverified")
    for verdict in ("unverified", "not_checkable", "true"):
        table.make(
            "city.verifier", "give_verdict", incident=incident, verdict=verdict,
            confidence="high", evidence=cards,
        )  # fmt: skip
        assert decide(table, incident, 5, FULL_FORM) == "needs_verdict"
    table.make(
        "city.verifier", "give_verdict", incident=incident, verdict="misleading",
        confidence="low", evidence=cards,
    )  # fmt: skip
    assert decide(table, incident, 5, FOUR_TAPS) == ""


def test_a_verdict_cites_only_what_was_received() -> None:
    table = Table(whole_scenario(), minutes=28)
    incident = table.incident("crack")
    body = {"incident": incident, "verdict": "false", "confidence": "high"}
    cited = {**body, "evidence": ["crack-gauge"]}
    assert table.refused("city.verifier", "give_verdict", **cited) == "unknown_evidence"


def notice(table: Table, incident: str, post: str | None = None) -> str:
    """The refusal code of a notice, or an empty text."""
    answer = table.ask(
        "city.lead",
        "send_notice",
        {
            "incident": incident,
            "post": post or table.state.incidents[incident].posts[0],
            "rule": "fraud",
            "reason": "It asks for money.",
            "evidence": table.state.incidents[incident].evidence,
        },
    )
    return answer.refused.code if answer.refused else ""


def agree(table: Table, incident: str, seat: str) -> str:
    answer = table.ask(seat, "agree_decision", {"incident": incident})
    return answer.refused.code if answer.refused else ""


def test_rung_7_needs_a_second_person_of_the_team() -> None:
    table, incident = at_the_gate()
    assert notice(table, incident) == "needs_decision"
    assert decide(table, incident, 7, FULL_FORM) == ""
    assert notice(table, incident) == "needs_agreement"
    assert agree(table, incident, "city.lead") == "same_person"
    assert agree(table, incident, "region.lead") == "not_found"
    assert notice(table, incident) == "needs_agreement"
    assert agree(table, incident, "city.liaison") == ""
    assert notice(table, incident) == ""


def test_rung_8_needs_a_person_of_another_unit() -> None:
    table, incident = at_the_gate()
    facts = {"incident": incident, "ground": "threat_to_life", "facts": "It names a house."}
    assert decide(table, incident, 8, FULL_FORM) == ""
    assert table.refused("city.lead", "send_referral", **facts) == "needs_agreement"
    assert agree(table, incident, "city.liaison") == "other_unit"
    assert table.refused("city.lead", "send_referral", **facts) == "needs_agreement"
    assert agree(table, incident, "region.lead") == ""
    table.make("city.lead", "send_referral", **facts)


def test_agreement_lasts_for_one_decision() -> None:
    table, incident = at_the_gate()
    decide(table, incident, 7, FULL_FORM)
    agree(table, incident, "city.liaison")
    decide(table, incident, 7, FULL_FORM)
    assert notice(table, incident) == "needs_agreement"


def test_a_referral_has_two_grounds_and_names_nobody() -> None:
    table, incident = at_the_gate()
    decide(table, incident, 8, FULL_FORM)
    agree(table, incident, "region.lead")
    for ground in ("insult", "defamation", "offence to an institution", ""):
        body = {"incident": incident, "ground": ground, "facts": "It names a house."}
        assert table.refused("city.lead", "send_referral", **body) == "referral_ground"
    body = {"incident": incident, "ground": "threat_to_life", "facts": "A house.", "person": "x"}
    assert table.refused("city.lead", "send_referral", **body) == "bad_body"


def with_protected(kind: ProtectedClass) -> Scenario:
    """The tiny scenario whose one piece of protected speech is of this class."""
    scenario = tiny_scenario()
    speech = protected_item("late-town-hall", kind)
    return with_evidence(msgspec.structs.replace(scenario, items=(scenario.items[0], speech)))


@pytest.mark.parametrize("kind", ProtectedClass)
def test_protected_speech_can_always_be_answered_and_acted_on(kind: ProtectedClass) -> None:
    """Without form, verdict, evidence or second person."""
    table = Table(with_protected(kind), minutes=8)
    incident = table.incident("late-town-hall")
    for direction, rung in ((Direction.answering, 1), (Direction.acting_on, 0), (None, 0)):
        assert decide(table, incident, rung, {}, direction and direction.value) == ""
    post = table.post_about("late-town-hall")
    table.make("city.liaison", "reply_to_post", post=post, text="You are right to ask.")
    table.make("city.liaison", "boost_post", post=post)
    assert decide(table, incident, 0, {}, "acting_on") == ""
    draft = table.make(
        "city.writer", "draft_message", incident=incident, type="answer",
        parts={"fact": "We were slow."}, outlets=["microblog"],
    )  # fmt: skip
    table.make("city.writer", "submit_draft", draft=draft)
    table.make("city.lead", "approve_draft", draft=draft)
    table.make("city.spokesperson", "publish_message", draft=draft)


@pytest.mark.parametrize("verdict", ["true", "unverified", "not_checkable", None])
def test_advice_to_people_waits_for_no_decision(verdict: str | None) -> None:
    table = Table(quiet(with_evidence(whole_scenario())), minutes=28)
    incident = table.incident("crack")
    if verdict is not None:
        table.verdict(incident, verdict)
    publish_advice(table, incident)


def publish_advice(table: Table, incident: str) -> str:
    draft = table.make(
        "city.writer", "draft_message", incident=incident, type="protective_advice",
        parts={"advice": "Stay off the valley road."}, outlets=["microblog"],
    )  # fmt: skip
    table.make("city.writer", "submit_draft", draft=draft)
    table.make("city.lead", "approve_draft", draft=draft)
    return table.make("city.spokesperson", "publish_message", draft=draft)


def test_advice_without_the_gate_does_not_dispute_anybody() -> None:
    """Advice goes out before a decision, so it may warn, but not correct past the four taps."""
    table, incident = at_the_gate("late-town-hall")
    message = publish_advice(table, incident)
    post = table.state.posts[table.state.messages[message].fact.post]
    assert post.stance != "disputes"


RULES = [(rule, kind) for rule in PlatformRule for kind in ProtectedClass]


@pytest.mark.parametrize(("rule", "kind"), RULES)
@pytest.mark.parametrize("sender", ["moss", "hana"])
@pytest.mark.parametrize("mixed", [False, True])
def test_the_platform_never_acts_on_protected_speech(
    rule: PlatformRule, kind: ProtectedClass, sender: str, mixed: bool
) -> None:
    """Whatever rule is cited; also where an impersonator speaks, or a claim stands beside it."""
    scenario = with_protected(kind)
    about = ("late-town-hall", "crack") if mixed else ("late-town-hall",)
    rows = tuple(
        msgspec.structs.replace(row, about=about, sender=sender) if row.id == "J02" else row
        for row in scenario.msel
    )
    cast = tuple(
        msgspec.structs.replace(account, kind=SourceClass.impersonator)
        if account.id == "hana"
        else account
        for account in scenario.cast
    )
    table = Table(msgspec.structs.replace(scenario, msel=rows, cast=cast), minutes=8)
    post = table.post_about("late-town-hall")
    before = dataclasses.replace(table.state.posts[post])
    sent = sent_notice(table, post, rule)
    table.wait(11)
    answer = next(
        record.payload
        for record in table.records
        if isinstance(record.payload, ev.NoticeAnswered) and record.payload.notice == sent
    )
    assert (answer.upheld, answer.reason_code) == (False, "protected_speech")
    boosts = table.state.posts[post].boosts
    assert table.state.posts[post] == dataclasses.replace(before, boosts=boosts)


def sent_notice(table: Table, post: str, rule: PlatformRule) -> str:
    """A notice about any post, attached to a well prepared incident about the rumour."""
    incident = table.incident("crack")
    if post not in table.state.incidents[incident].posts:
        table.make("city.lead", "attach_post", incident=incident, post=post)
    cards = table.verdict(incident, "false")
    decide(table, incident, 7, FULL_FORM)
    agree(table, incident, "city.liaison")
    return table.make(
        "city.lead", "send_notice", incident=incident, post=post, rule=rule.value,
        reason="It is unkind.", evidence=cards,
    )  # fmt: skip


def test_the_platform_does_uphold_what_its_rules_cover() -> None:
    """Beside the test above: the answer is computed, it is not always no."""
    table = Table(quiet(whole_scenario()), minutes=28)
    table.wait(2)
    post = table.post_about("ration-fee")
    text = table.state.posts[post].text
    sent = sent_notice(table, post, PlatformRule.impersonation)
    other = table.make(
        "city.lead", "send_notice", incident=next(iter(table.state.incidents)),
        post=table.post_about("crack"), rule="impersonation", reason="No.",
        evidence=["crack-gauge"],
    )  # fmt: skip
    table.wait(11)
    assert table.state.notices[sent].upheld is True
    assert table.state.notices[other].upheld is False
    assert table.state.posts[post].text == text, "a label stands beside a post, it changes none"


def referring(with_referral: bool) -> HeadlessRun:
    """A team that decides on rung 8 and corrects, with the referral form or without."""
    scenario = whole_scenario()
    lead = TeamFunction.lead
    steps = [
        Step("open_incident", lead, 60, {"title": "A crack?", "posts": ["$post"]}),
        Step("request_verification", lead, 20, {"incident": "$incident", "method": "expert"}),
        Step("wait_evidence", lead, 20),
        Step(
            "give_verdict",
            lead,
            20,
            {
                "incident": "$incident",
                "verdict": "false",
                "confidence": "high",
                "evidence": "$evidence",
            },
        ),
        Step(
            "decide",
            lead,
            20,
            {
                "incident": "$incident",
                "direction": "against",
                "rung": 8,
                "rationale": "It names a house.",
                "form": FULL_FORM,
            },
        ),
        Step("agree_decision", lead, 20, {"incident": "$incident"}, team="region"),
        *(
            [
                Step(
                    "send_referral",
                    lead,
                    0,
                    {"incident": "$incident", "ground": "threat_to_life", "facts": "A house."},
                )
            ]
            if with_referral
            else []
        ),
        Step(
            "draft_message",
            TeamFunction.writer,
            60,
            {
                "incident": "$incident",
                "type": "correction",
                "parts": {"fact": "The dam stands."},
                "outlets": ["microblog"],
                "evidence": "$evidence",
            },
        ),
        Step("submit_draft", TeamFunction.writer, 20, {"draft": "$draft"}),
        Step("approve_draft", TeamFunction.approver, 20, {"draft": "$draft"}),
        Step("publish_message", TeamFunction.spokesperson, 20, {"draft": "$draft"}),
    ]
    play = Play("crack", "city", Sees(sender="hana", contains="crack"), tuple(steps))
    team = resolve(scenario, ScriptedTeam("referring", "Files a form.", plays=(play,)))
    run = run_headless(scenario, team, cut="demo", agents=500)
    assert run.refusals == ()
    return run


def test_a_referral_changes_nothing_in_the_world() -> None:
    """Only the form differs: every tick's rows, trust and digests are the same."""
    filed, unfiled = referring(True), referring(False)
    kinds = [{type(record.payload) for record in run.records} for run in (filed, unfiled)]
    assert kinds[0] - kinds[1] == {ev.ReferralSent}
    told = [
        [record.payload for record in run.records if isinstance(record.payload, ev.AudienceTicked)]
        for run in (filed, unfiled)
    ]
    assert told[0] == told[1]
    assert any(tick.trust for tick in told[0]), "the correction, at least, should be heard"


def seen_words(run: HeadlessRun) -> list[tuple[str, str, tuple[str, ...]]]:
    return [
        (event.account, event.text or event.written, event.about)
        for event in (record.payload for record in run.records)
        if isinstance(event, ev.PostPublished)
    ]


def test_a_referral_changes_no_post() -> None:
    assert seen_words(referring(True)) == seen_words(referring(False))


def test_an_item_is_protected_or_a_claim_and_never_both() -> None:
    """What the platform and the measures ask of an item, for every class."""
    for kind in ProtectedClass:
        item: Item = protected_item("speech", kind)
        assert not item.is_claim
        assert not item.is_untrue
        assert item.is_noise
