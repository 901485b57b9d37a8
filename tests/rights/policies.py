"""Scripted policies: what a team does about each item it sees, and what that was worth.

A policy sees a player's view only: each play starts at a post. `marked` puts a mark into the first
post of every item, so that a play can be told which post to wait for.
"""

from __future__ import annotations

from typing import Any, Literal

import msgspec
from msgspec import Struct

from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.evaluation.case import Case
from infodrill.evaluation.output import measures_file
from infodrill.scenario.item import Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Play, ScriptedTeam, Sees, Step
from infodrill.scenario.words import Stance, TeamFunction, Truth
from tests.exercise.desk import FULL_FORM

Choice = Literal["ignore", "answer", "honest", "deny", "suppress", "notice"]
"""Leave it; answer on the merits; say what the evidence says; say the opposite; correct it although
it is nobody's error; report it to the platform."""

LEAD, WRITER = TeamFunction.lead, TeamFunction.writer
FULL_PARTS = {
    "fact": "Here is what holds.",
    "warning": "A post says otherwise.",
    "fallacy": "It shows one thing and means another.",
    "alternative": "This is what really happened.",
}


class Act(Struct, frozen=True):
    """How an item is handled. ``delay`` is in seconds before anything is done."""

    item: str
    verdict: str | None
    direction: str
    rung: int
    type: str = "correction"
    parts: dict[str, str] = msgspec.field(default_factory=lambda: dict(FULL_PARTS))
    evidence: bool = True
    alternative: bool = True
    delay: int = 60
    publish_after: int = 20
    notice: str | None = None
    team: str = "city"
    then: tuple[Step, ...] = ()


def marked(scenario: Scenario) -> Scenario:
    """The scenario with ``#item`` at the end of the first public post about each item."""
    seen: set[str] = set()
    rows = []
    for row in scenario.msel:
        if row.about and row.outlet and row.text and not row.id.endswith("-truth"):
            item = row.about[0]
            if item not in seen and row.kind.value == "inject" and row.when is None:
                seen.add(item)
                row = msgspec.structs.replace(row, text=f"{row.text} #{item}.")
        rows.append(row)
    return msgspec.structs.replace(scenario, msel=tuple(rows))


def act_on(item: Item, choice: Choice, delay: int = 60) -> Act | None:
    """What a choice comes to for an item; None for leaving it."""
    true = item.truth is Truth.true
    common: dict[str, Any] = {"delay": delay}
    match choice:
        case "ignore":
            return None
        case "answer":
            return Act(item.id, None, "answering", 1, "answer", **common)
        case "suppress":
            return Act(item.id, "false", "against", 5, **common)
        case "notice":
            return Act(item.id, "false", "against", 7, notice="threats", **common)
    if not item.is_claim:
        return act_on(item, "answer" if choice == "honest" else "suppress", delay)
    if true == (choice == "honest"):
        return Act(item.id, "true", "acting_on", 5, "answer", **common)
    return Act(item.id, "false", "against", 5, **common)


def play(act: Act) -> Play:
    """The steps of one act, from seeing the post to the published message."""
    incident = {"incident": "$incident"}
    steps = [
        Step("open_incident", LEAD, act.delay, {"title": "What is it?", "posts": ["$post"]}),
        Step("request_verification", LEAD, 10, {**incident, "method": "expert"}),
        Step("request_verification", LEAD, 0, {**incident, "method": "record"}),
        Step("wait_evidence", LEAD, 10),
    ]
    if act.verdict is not None:
        said = {"verdict": act.verdict, "confidence": "high", "evidence": "$evidence"}
        steps.append(Step("give_verdict", LEAD, 20, {**incident, **said}))
    decision = {"direction": act.direction, "rung": act.rung, "rationale": "Because."}
    steps.append(Step("decide", LEAD, 20, {**incident, **decision, "form": FULL_FORM}))
    if act.rung >= 7:
        steps.append(Step("agree_decision", TeamFunction.liaison, 20, incident))
    if act.notice is not None:
        body = {**incident, "post": "$post", "rule": act.notice, "reason": "It says so."}
        steps.append(Step("send_notice", LEAD, 20, {**body, "evidence": "$evidence"}))
    else:
        draft = {"type": act.type, "parts": act.parts, "outlets": ["microblog", "news"]}
        shown = {
            "evidence": "$evidence" if act.evidence else [],
            "alternative_evidence": "$explaining" if act.alternative else [],
        }
        steps += [
            Step("draft_message", WRITER, 60, {**incident, **draft, **shown}),
            Step("submit_draft", WRITER, 10, {"draft": "$draft"}),
            Step("approve_draft", LEAD, 10, {"draft": "$draft"}),
            Step("publish_message", LEAD, act.publish_after, {"draft": "$draft"}),
        ]
    return Play(act.item, act.team, Sees(contains=f"#{act.item}."), (*steps, *act.then))


def team_of(*acts: Act | None) -> ScriptedTeam:
    """A team that does these acts and nothing else."""
    return ScriptedTeam("policy", "A policy.", plays=tuple(play(act) for act in acts if act))


class Worth(Struct, frozen=True):
    """What an exercise was worth."""

    trust: float
    """Trust at EndEx with the teams less without them, per mille, mean over the teams."""
    averted: float
    """Person-hours: belief in untrue claims averted, less belief in true claims lost."""
    over_reactions: int
    d_prime: float


def run(scenario: Scenario, *acts: Act | None, seed: int = 1, agents: int = 500) -> HeadlessRun:
    """A headless run; the acts must all have been carried out."""
    done = run_headless(scenario, team_of(*acts), seed=seed, agents=agents)
    assert done.refusals == (), done.refusals
    assert done.never_started == (), done.never_started
    return done


def worth(done: HeadlessRun) -> Worth:
    """Read from the measures and the counterfactual, as the report is."""
    told = measures_file(Case.of(done.scenario, done.records))
    values = {one.name: one.value for one in told.measures if one.scope.kind == "exercise"}
    return Worth(
        trust=float(values["warranted_trust"] or 0),
        averted=sum(effect.averted for effect in told.counterfactual),
        over_reactions=int(values["over_reaction"] or 0),
        d_prime=float(values["discernment_d_prime"] or 0),
    )


def spreading(scenario: Scenario) -> Scenario:
    """The scenario with a rumour past the tipping point: a well-known account starts it."""
    cast = tuple(
        msgspec.structs.replace(account, followers={"*": 300}) if account.id == "hana" else account
        for account in scenario.cast
    )
    return marked(msgspec.structs.replace(scenario, cast=cast))


def made_true(scenario: Scenario) -> Scenario:
    """The same scenario with its first claim true, and confirmed when the truth comes."""
    claim = scenario.items[0]
    rows = tuple(
        msgspec.structs.replace(row, stance=Stance.confirms)
        if row.id == f"{claim.id}-truth"
        else row
        for row in scenario.msel
    )
    true = msgspec.structs.replace(claim, truth=Truth.true)
    return msgspec.structs.replace(scenario, items=(true, *scenario.items[1:]), msel=rows)
