"""When things asked for arrive. Constants of the simulated world, in milliseconds."""

from __future__ import annotations

from infodrill.exercise.state import Incident, State
from infodrill.scenario.times import parse_time
from infodrill.scenario.words import EvidenceMethod

MINUTE = 60_000
NOTICE_ANSWER_MS = 10 * MINUTE
"""The simulated platform answers a notice after ten minutes."""
MESSENGER_DEFAULT_MS = 4 * MINUTE
NOTHING_FOUND_MS = 5 * MINUTE
"""A request that fits no evidence is answered "nothing found" after five minutes."""


def evidence_due(
    state: State, incident: Incident, method: EvidenceMethod, asked_ms: int
) -> tuple[tuple[str, ...], int]:
    """The cards a request will bring and when: the latest of availability plus delay.

    Cards already asked for in this incident do not come twice.
    """
    asked = {card for request in incident.requests for card in state.requests[request].cards}
    cards = [
        card
        for item in state.subjects_of(incident)
        for card in state.index.items[item].evidence
        if card.method is method and card.id not in asked
    ]
    if not cards:
        return (), asked_ms + NOTHING_FOUND_MS
    due = max(
        max(asked_ms, parse_time(card.available)) + card.delay_minutes * MINUTE for card in cards
    )
    return tuple(card.id for card in cards), due
