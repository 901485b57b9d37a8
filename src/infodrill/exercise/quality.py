"""The message rubric: an integer 0..200 from structured parts, blind to wording.

Scale (reference/diffusion section 1.3): 50 a bare denial, 100 a fact-check with evidence shown,
180 with a causal alternative backed by evidence (Walter and Murphy 2018, doi
10.1080/03637751.2018.1467564: coherence r = .55, fact-check r = .25). Parts count only when they
carry what they claim to carry: a part without evidence cards behind it earns nothing, so that a
form filled with junk is worth a bare denial.
"""

from __future__ import annotations

from msgspec import Struct

from infodrill.exercise.events import DraftWritten
from infodrill.exercise.state import Incident, State
from infodrill.scenario.words import MessageType, Part

RUBRIC = "2026.1"
"""Version logged with every message."""
BARE = 50
CEILING = 200

LINES: dict[str, int] = {
    "evidence": 40,
    "independent_evidence": 10,
    "alternative": 60,
    "fact_first": 10,
    "fallacy": 10,
    "advice": 10,
    "next_update": 5,
    "second_pair_of_eyes": 5,
}
"""Points above a bare denial, by line."""

CERC = (Part.known, Part.unknown, Part.doing, Part.advice, Part.next_update, Part.where)
"""Parts of a first message: what is known, what is not, what is being done, what to do, when the
next word comes and where (CDC CERC, doctrine 1.9)."""
CERC_POINTS = 30
"""Each; a whole first message has 180, as a whole correction has."""


class Quality(Struct, frozen=True):
    """A rubric result: total 0..200 and the points of each line."""

    total: int
    points: dict[str, int]


def assess(state: State, incident: Incident, draft: DraftWritten) -> Quality:
    """Score a draft from its parts, its evidence cards and the team's own record."""
    parts = {part for part, words in draft.parts.items() if words.strip()}
    shown = [card for card in draft.evidence if card in incident.evidence]
    cards = [state.index.evidence[card][1] for card in shown]
    backing = [
        state.index.evidence[card][1]
        for card in draft.alternative_evidence
        if card in incident.evidence
    ]
    points = {
        "bare": BARE,
        "evidence": LINES["evidence"] if cards else 0,
        "independent_evidence": LINES["independent_evidence"]
        if any(not card.from_subject for card in cards)
        else 0,
        "alternative": LINES["alternative"]
        if Part.alternative in parts and any(card.explains for card in backing)
        else 0,
    }
    if cards:
        points["fact_first"] = LINES["fact_first"] if Part.fact in parts else 0
        points["fallacy"] = LINES["fallacy"] if {Part.warning, Part.fallacy} <= parts else 0
        points["advice"] = LINES["advice"] if Part.advice in parts else 0
        points["next_update"] = LINES["next_update"] if Part.next_update in parts else 0
        points["second_pair_of_eyes"] = LINES["second_pair_of_eyes"]
    if _says_nothing_of_the_item(incident, draft):
        points = {part.value: CERC_POINTS if part in parts else 0 for part in CERC}
    return Quality(min(CEILING, sum(points.values())), points)


def _says_nothing_of_the_item(incident: Incident, draft: DraftWritten) -> bool:
    """A holding statement, or advice before any verdict: it neither denies nor confirms.

    Such a message moves no belief, so its parts can be counted as they stand.
    """
    if draft.type is MessageType.holding_statement:
        return True
    return draft.type is MessageType.protective_advice and incident.verdict is None
