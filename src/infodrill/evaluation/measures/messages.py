"""How good the messages were."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.evaluation.aar import Scope
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import (
    Reading,
    measure,
    of_exercise,
    of_incident,
    of_team,
    share,
)
from infodrill.evaluation.stats import median
from infodrill.exercise.state import Message
from infodrill.scenario.words import Stance


def claims_of_fact(case: Case) -> list[Message]:
    """Messages that say whether a claim is so.

    Holding statements and advice before a verdict make no claim of fact, and answers to opinion
    cannot show evidence: the rubric scores them on another scale.
    """
    return [
        message
        for message in case.messages
        if case.post_of(message).stance in (Stance.confirms, Stance.disputes)
        and any(case.state.index.items[item].is_claim for item in case.post_of(message).about)
    ]


@measure(
    "message_quality",
    "points",
    0,
    better="higher",
    target=180,
    source="180: with a causal alternative (Walter and Murphy 2018, doi "
    "10.1080/03637751.2018.1467564); 100 a fact-check, 50 a bare denial",
    caveat="Counts parts and evidence, blind to wording; an evaluator reads the words.",
)
def message_quality(case: Case) -> Iterator[Reading]:
    """Median rubric points (0-200) of the messages that say whether a claim is so."""
    messages = claims_of_fact(case)
    for incident in case.incidents:
        here = [one for one in messages if one.fact.incident == incident.id]
        if here:
            yield _median(of_incident(incident), here)
    for team in case.teams:
        yield _median(of_team(team), [one for one in messages if one.fact.team == team])
    yield _median(of_exercise(case), messages)


def _median(scope: Scope, messages: list[Message]) -> Reading:
    if not messages:
        return Reading(scope, None, "no_messages")
    return Reading(scope, median([one.fact.quality for one in messages]))


@measure(
    "evidence_coverage",
    "share",
    3,
    better="higher",
    target=0.95,
    source="statements with evidence: above 95 % (integritykit evaluation framework)",
    caveat="Whether the evidence carries the statement is for people to judge.",
)
def evidence_coverage(case: Case) -> Iterator[Reading]:
    """Share of the messages that say whether a claim is so and show evidence for it."""
    shown = [
        (one.fact.team, bool(case.state.drafts[one.fact.draft].content.evidence))
        for one in claims_of_fact(case)
    ]
    for team in case.teams:
        mine = [held for owner, held in shown if owner == team]
        yield share(of_team(team), mine, "no_messages")
    yield share(of_exercise(case), (held for _, held in shown), "no_messages")
