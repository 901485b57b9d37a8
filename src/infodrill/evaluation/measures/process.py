"""Whether the team kept to its own written process."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    share,
)
from infodrill.exercise import events as ev
from infodrill.exercise.ladder import FULL_FORM, OTHER_UNIT
from infodrill.exercise.record import Record
from infodrill.exercise.state import Incident
from infodrill.scenario.process import Tree
from infodrill.scenario.words import Direction, Verdict


def walk(case: Case, incident: Incident, tree: Tree) -> list[tuple[int, str, str]]:
    """(ms, node, choice) of the last walk from the start of a tree, up to the last decision."""
    until = incident.decision_ms
    steps = [
        (record.exercise_ms, fact.node, fact.choice)
        for record, fact in case.facts(ev.ProcessWalked)
        if fact.incident == incident.id
        and fact.tree == tree.id
        and (until is None or record.exercise_ms <= until)
    ]
    starts = [place for place, step in enumerate(steps) if step[1] == tree.start]
    return steps[starts[-1] :] if starts else []


def follows_process(case: Case, incident: Incident) -> bool:
    """Whether some handling tree was walked without a gap to a leaf that is the decision."""
    return any(
        _reaches(case, incident, tree)
        for tree in case.scenario.processes
        if tree.kind == "handling"
    )


def _reaches(case: Case, incident: Incident, tree: Tree) -> bool:
    decision = incident.decision
    at = tree.start
    for _, node_id, choice_id in walk(case, incident, tree):
        node = tree.node(node_id)
        if node is None or node_id != at:
            return False
        if "evidence" in node.requires and not incident.evidence:
            return False
        if "verdict" in node.requires and incident.verdict is None:
            return False
        at = next((choice.to for choice in node.choices if choice.id == choice_id), "")
    end = tree.node(at)
    if end is None or end.leaf is None or decision is None:
        return False
    if decision.direction is Direction.acting_on:
        return end.leaf.direction is Direction.acting_on  # beside the ladder: the rung is free
    return (end.leaf.direction, end.leaf.rung) == (decision.direction, decision.rung)


@measure(
    "process_fidelity",
    "share",
    3,
    better="higher",
    target=1,
    source="the team's own written process",
    caveat="A good decision reached another way counts as off the process, and vice versa.",
)
def process_fidelity(case: Case) -> Iterator[Reading]:
    """Share of the decided incidents whose walk reaches, without a gap, the leaf decided.

    What the nodes on the way require (evidence, a verdict) must exist.
    """
    decided = [one for one in case.incidents if one.decision is not None]
    for incident in decided:
        yield Reading(of_incident(incident), int(follows_process(case, incident)))
    for team in case.teams:
        mine = [follows_process(case, one) for one in decided if one.team == team]
        yield share(of_team(team), mine, "nothing_decided")
    kept = [follows_process(case, one) for one in decided]
    yield share(of_exercise(case), kept, "nothing_decided")


@measure(
    "verdict_evidence",
    "share",
    3,
    better="higher",
    target=1,
    source="evidence that is not the subject's own word for every verdict (design section 5.2)",
    caveat="Counts the cards cited, not how well they carry the verdict.",
)
def verdict_evidence(case: Case) -> Iterator[Reading]:
    """Share of the standing verdicts *true*, *false* or *misleading* that cite such evidence."""
    given = [(one, rests_on_evidence(case, one)) for one in case.incidents if has_firm_verdict(one)]
    for incident, held in given:
        yield Reading(of_incident(incident), int(held))
    for team in case.teams:
        mine = [held for incident, held in given if incident.team == team]
        yield share(of_team(team), mine, "no_verdicts")
    yield share(of_exercise(case), (held for _, held in given), "no_verdicts")


def has_firm_verdict(incident: Incident) -> bool:
    """Whether the standing verdict says how it is, and does not leave it open."""
    firm = (Verdict.true, Verdict.false, Verdict.misleading)
    return incident.verdict is not None and incident.verdict.verdict in firm


def rests_on_evidence(case: Case, incident: Incident) -> bool:
    """Whether the standing verdict cites a card that is not the subject's own word."""
    cited = incident.verdict.evidence if incident.verdict is not None else ()
    cards = (case.state.index.evidence[card][1] for card in cited)
    return any(not card.from_subject for card in cards)


@measure(
    "approvals_kept",
    "share",
    3,
    better="higher",
    target=1,
    source="four eyes: design section 5.3",
    caveat="The product refuses most breaches; anything below 1 shows a log from elsewhere.",
)
def approvals_kept(case: Case) -> Iterator[Reading]:
    """Share of messages, notices and referrals that a second person approved or agreed to."""
    kept = [
        *((one.fact.team, _approved(case, one.fact.draft)) for one in case.messages),
        *((fact.team, _agreed(case, fact.incident)) for _, fact in case.facts(ev.NoticeSent)),
        *((fact.team, _agreed(case, fact.incident)) for _, fact in case.facts(ev.ReferralSent)),
    ]
    for team in case.teams:
        yield share(of_team(team), (held for owner, held in kept if owner == team), "no_acts")
    yield share(of_exercise(case), (held for _, held in kept), "no_acts")


def _approved(case: Case, draft_id: str) -> bool:
    draft = case.state.drafts[draft_id]
    return draft.approver is not None and draft.approver != draft.writer


def _agreed(case: Case, incident_id: str) -> bool:
    """A second person agreed to a decision of rung 7 or 8; at 8 one of another unit."""
    decided: Record | None = None
    for record in case.records:
        fact = record.payload
        if isinstance(fact, ev.DecisionRecorded) and fact.incident == incident_id:
            decided = record
        agreed = isinstance(fact, ev.DecisionAgreed) and fact.incident == incident_id
        if agreed and decided is not None and _is_second_person(case, decided, record):
            return True
    return False


def _is_second_person(case: Case, decided: Record, agreed: Record) -> bool:
    decision = decided.payload
    assert isinstance(decision, ev.DecisionRecorded)
    elsewhere = case.team_of(agreed) != case.team_of(decided)
    return (
        decision.rung >= FULL_FORM
        and agreed.seat != decided.seat
        and (decision.rung < OTHER_UNIT or elsewhere)
    )
