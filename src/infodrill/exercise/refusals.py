"""Refusals: stable codes, and for each a sentence with what was given, expected and how to fix.

A refusal depends only on what the seat entered and did, never on ground truth: the gate must not
be an oracle (design section 3). The sentences are shown through gettext at the edge.
"""

from __future__ import annotations

from msgspec import Struct


class Refused(Struct, frozen=True):
    """Why a command was not carried out. ``facts`` fill the sentence."""

    code: str
    facts: dict[str, str] = {}


def refuse(code: str, **facts: object) -> Refused:
    """A refusal with its facts as text. Raises KeyError for an unknown code."""
    _ = SENTENCES[code]
    return Refused(code, {key: str(value)[:LONGEST_FACT] for key, value in facts.items()})


LONGEST_FACT = 200
"""Characters: a refusal repeats enough of what was given to recognise it, and no more."""


SENTENCES: dict[str, str] = {
    "unknown_command": "{command} is not a command for this seat.",
    "bad_command_id": "A command needs an id of 1 to 100 characters, made by whoever gives it.",
    "bad_body": "The command does not have the form it needs: {problem}.",
    "unknown_seat": "Seat {seat} is not in the roster of this exercise.",
    "not_started": "The exercise has not started; wait for StartEx.",
    "ended": "The exercise has ended.",
    "clock_paused": "The exercise clock is paused; this can be done when it runs again.",
    "clock_jumping": "The exercise clock is jumping ahead; wait until it has arrived.",
    "emergency": "A real-world emergency was called; play is stopped.",
    "not_found": "There is no {kind} {id} that your team can see.",
    "not_yours": "The {kind} belongs to {team}; ask for a handover or pass on what you know.",
    "stale": (
        "The {kind} changed since you saw it: {what} (you saw version {seen}, it is now {now})."
    ),
    "closed": "The incident is closed.",
    "too_long": "{field} has a length of {given}; at most {high} is taken.",
    "empty": "{field} is empty; write it.",
    "out_of_range": "{field} is {given}; it must be from {low} to {high}.",
    "already": "This was done already: {what}.",
    "wrong_function": "This needs a seat with the function {expected}; yours is {given}.",
    "same_person": "This needs a second person, not the seat that did the first part.",
    "other_unit": "Rung 8 needs the agreement of a person of another unit.",
    "needs_verdict": "An act against an item needs a verdict of false or misleading first.",
    "needs_verification": "Ask for verification first, and wait for the answer.",
    "unknown_evidence": "Evidence {id} was not received in this incident.",
    "verdict_first": "The forecast is closed: the verdict is already given.",
    "rights_form": "The rights form is not complete for this rung; missing: {missing}.",
    "rung_direction": "Rung {rung} does not go with direction {direction}.",
    "off_process": "Node {node} is not where this incident stands in {tree}; it stands at {at}.",
    "unknown_choice": "Node {node} of {tree} has no choice {choice}; it has: {choices}.",
    "node_requires": "Node {node} of {tree} is left only with: {missing}.",
    "needs_decision": "A {type} needs a decision with direction {direction} first.",
    "needs_approval": "The draft is {status}; it must be approved by a second person first.",
    "not_submitted": "The draft is {status}; it must be submitted first.",
    "needs_agreement": "Rung {rung} needs a second person's agreement first.",
    "no_outlet": "Choose at least one outlet; {given} is not open to messages.",
    "not_own": "Only your own team's messages can be withdrawn, and they stay readable.",
    "not_offered": "The incident was not offered to your team.",
    "no_parent": "Your team has no team above it to escalate to.",
    "same_team": "The incident is already with {team}.",
    "not_ours_to_direct": "{to} is not under your direction.",
    "few_options": "Give at least two options and say which one you advise.",
    "needs_message": "A messenger carries a published message of this incident; there is none.",
    "not_messenger": "{account} is not a partner who carries messages.",
    "referral_ground": "A referral is for fraud with a victim or a threat to life; given: {given}.",
    "rate_range": "The rate is {given} per cent; it must be from 10 to 6000.",
    "jump_back": "A jump goes forward only: it is {now} now, {to} was asked.",
    "private_row": "Row {inject} is private: it happens in world A only.",
    "already_fired": "Row {inject} has already happened.",
    "not_running": "The clock is not running.",
    "is_running": "The clock is already running.",
    "already_started": "The exercise has already started.",
}

GATE_CODES = frozenset(
    {"rights_form", "needs_verdict", "needs_agreement", "other_unit", "referral_ground"}
)
"""Refusals that the rights gate gave: an act against an item that was not let through."""
