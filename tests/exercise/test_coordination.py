"""Between units: handover, escalation, tasks, options, and orders the line forbids."""

from __future__ import annotations

from tests.exercise.desk import Desk, whole_desk


def two_teams() -> tuple[Desk, str, str]:
    """A desk, a lower team and the team above it."""
    desk = whole_desk(minutes=12)
    lower = next(team for team in desk.scenario.header.teams if team.parent)
    assert lower.parent
    return desk, lower.id, lower.parent


def test_an_incident_changes_hands_only_when_both_want_it() -> None:
    desk, lower, upper = two_teams()
    incident = desk.incident(lower)
    triage = {"incident": incident, "harm": 1, "spread": 1}
    assert desk.refused(f"{upper}.lead", "triage_incident", **triage) == "not_found"
    assert desk.refused(f"{upper}.lead", "accept_handover", incident=incident) == "not_found"
    offer = {"incident": incident, "to": upper, "note": "it is your river"}
    desk.make(f"{lower}.lead", "offer_handover", **offer)
    desk.make(f"{upper}.lead", "decline_handover", incident=incident, reason="it is your bridge")
    desk.make(f"{lower}.lead", "offer_handover", **{**offer, "to": ""}, escalate=True)
    desk.make(f"{upper}.lead", "accept_handover", incident=incident)
    assert desk.refused(f"{lower}.lead", "triage_incident", **triage) == "not_yours"
    desk.make(f"{upper}.lead", "triage_incident", **triage)
    top = next(team.id for team in desk.scenario.header.teams if team.parent is None)
    if upper == top:
        again = {"incident": incident, "to": "", "note": "up", "escalate": True}
        assert desk.refused(f"{upper}.lead", "offer_handover", **again) == "no_parent"


def test_options_are_at_least_two_with_one_advised() -> None:
    desk, lower, _upper = two_teams()
    task = desk.make("steering", "give_task", to=lower, text="What can we do?", ask_options=True)
    give = {"task": task, "advised": 0}
    assert desk.refused(f"{lower}.lead", "give_options", **give, options=["wait"]) == "few_options"
    desk.make(f"{lower}.lead", "give_options", **give, options=["warn now", "wait for the gauge"])
    assert desk.state.tasks[task].status == "answered"


def test_a_unit_directs_those_below_it_and_nobody_else() -> None:
    desk, lower, upper = two_teams()
    desk.make(f"{upper}.lead", "give_task", to=lower, text="Report at six.")
    assert desk.refused(f"{lower}.lead", "give_task", to=upper, text="Report at six.") == (
        "not_ours_to_direct"
    )


def test_an_order_can_be_declined_with_the_ground() -> None:
    desk, lower, upper = two_teams()
    task = desk.make(f"{upper}.lead", "give_task", to=lower, text="Deny it, whatever it is.")
    assert desk.refused(f"{lower}.lead", "decline_order", task=task, ground=" ") == "empty"
    desk.make(f"{lower}.lead", "decline_order", task=task, ground="We do not know yet.")
    assert desk.refused(f"{lower}.lead", "finish_task", task=task, note="done") == "already"
