"""Deciding between units: handover, escalation, tasking, options, declined orders."""

from __future__ import annotations

from infodrill.exercise import commands as cmd
from infodrill.exercise import events as ev
from infodrill.exercise.decide.context import CONTROL, STEERING, Context, Outcome


def offer_handover(ask: Context, body: cmd.OfferHandover) -> Outcome:
    """Offer an incident to another team, or escalate it one level up."""
    incident = ask.incident(body.incident)
    ask.require(body.note, "note")
    to = body.to
    if body.escalate:
        parent = ask.state.index.teams[ask.team].parent
        if parent is None:
            raise ask.deny("no_parent")
        to = parent
    if not any(seat.team == to for seat in ask.state.seats.values()):
        raise ask.deny("not_found", kind="team in this exercise", id=to)
    if to == ask.team:
        raise ask.deny("same_team", team=to)
    return [ev.HandoverOffered(incident.id, ask.team, to, body.note, body.escalate)]


def accept_handover(ask: Context, body: cmd.AcceptHandover) -> Outcome:
    """Take the incident over."""
    incident = ask.any_incident(body.incident)
    if incident.offered_to != ask.team:
        raise ask.deny("not_offered")
    return [ev.HandoverAccepted(incident.id, ask.team)]


def decline_handover(ask: Context, body: cmd.DeclineHandover) -> Outcome:
    """Leave the incident with its owner."""
    incident = ask.any_incident(body.incident)
    if incident.offered_to != ask.team:
        raise ask.deny("not_offered")
    ask.require(body.reason, "reason")
    return [ev.HandoverDeclined(incident.id, ask.team, body.reason)]


def give_task(ask: Context, body: cmd.GiveTask) -> Outcome:
    """The steering seat or a unit above directs a team, or asks it for options."""
    ask.require(body.text, "text")
    team = ask.state.index.teams.get(body.to)
    if team is None:
        raise ask.deny("not_found", kind="team", id=body.to)
    above = set()
    parent = team.parent
    while parent is not None:
        above.add(parent)
        parent = ask.state.index.teams[parent].parent
    if ask.team not in {STEERING, CONTROL, *above}:
        raise ask.deny("not_ours_to_direct", to=body.to)
    if body.incident is not None and body.incident not in ask.state.incidents:
        raise ask.deny("not_found", kind="incident", id=body.incident)
    return [
        ev.TaskGiven(
            ask.mint.next(), body.to, ask.seat.id, "", body.text, body.incident, body.ask_options
        )
    ]


def give_options(ask: Context, body: cmd.GiveOptions) -> Outcome:
    """Answer a request for options."""
    task = ask.task(body.task)
    options = [option for option in body.options if option.strip()]
    if len(options) < 2 or not 0 <= body.advised < len(body.options):
        raise ask.deny("few_options")
    return [ev.OptionsGiven(task.id, body.options, body.advised)]


def finish_task(ask: Context, body: cmd.FinishTask) -> Outcome:
    """Report a task done."""
    task = ask.task(body.task)
    ask.require(body.note, "note")
    return [ev.TaskFinished(task.id, body.note)]


def decline_order(ask: Context, body: cmd.DeclineOrder) -> Outcome:
    """Decline an order, saying on what ground."""
    task = ask.task(body.task)
    ask.require(body.ground, "ground")
    return [ev.OrderDeclined(task.id, body.ground)]
