"""Deciding the first half of the response: report, incident, verification, triage, decision."""

from __future__ import annotations

from infodrill.exercise import commands as cmd
from infodrill.exercise import events as ev
from infodrill.exercise.decide.context import Context, Outcome
from infodrill.exercise.ladder import LOWEST_GATED, OTHER_UNIT, missing_in_form
from infodrill.exercise.state import Incident
from infodrill.scenario.rungs import ALLOWED, TOP
from infodrill.scenario.words import Direction, TeamFunction


def report_post(ask: Context, body: cmd.ReportPost) -> Outcome:
    """Report a visible post to the team, once."""
    post = ask.post(body.post)
    if (ask.team, post.id) in ask.state.reported:
        raise ask.deny("already", what="reported")
    return [ev.ReportFiled(ask.team, post.id, body.note)]


def open_incident(ask: Context, body: cmd.OpenIncident) -> Outcome:
    """Open an incident about at least one visible post."""
    ask.require(body.title, "title")
    if not body.posts:
        raise ask.deny("empty", field="posts")
    posts = tuple(dict.fromkeys(ask.post(post).id for post in body.posts))
    return [ev.IncidentOpened(ask.mint.next(), ask.team, body.title, posts)]


def attach_post(ask: Context, body: cmd.AttachPost) -> Outcome:
    """Attach one more visible post."""
    incident = ask.incident(body.incident)
    post = ask.post(body.post)
    if post.id in incident.posts:
        raise ask.deny("already", what="attached")
    return [ev.IncidentPostAttached(incident.id, post.id)]


def request_verification(ask: Context, body: cmd.RequestVerification) -> Outcome:
    """Ask for evidence; the answer comes in its own time, whether or not there is any."""
    incident = ask.incident(body.incident)
    return [ev.VerificationRequested(ask.mint.next(), incident.id, body.method, body.question)]


def give_verdict(ask: Context, body: cmd.GiveVerdict) -> Outcome:
    """Conclude, citing what was received. A verdict on nothing is possible, and measured.

    If a verdict needed evidence to be given, asking for one would tell whether there is any.
    """
    incident = ask.incident(body.incident)
    cards = ask.evidence(incident, body.evidence)
    return [ev.VerdictRecorded(incident.id, body.verdict, body.confidence, cards, body.note)]


def triage_incident(ask: Context, body: cmd.TriageIncident) -> Outcome:
    """Judge harm and spread."""
    incident = ask.incident(body.incident)
    ask.within(body.harm, 0, 3, "harm")
    ask.within(body.spread, 1, 5, "spread")
    return [ev.TriageRecorded(incident.id, body.harm, body.spread, body.who_is_hurt)]


def walk_process(ask: Context, body: cmd.WalkProcess) -> Outcome:
    """Take one choice at the node where the incident stands in that tree."""
    incident = ask.incident(body.incident)
    tree = next((one for one in ask.state.scenario.processes if one.id == body.tree), None)
    if tree is None:
        raise ask.deny("not_found", kind="process tree", id=body.tree)
    at = position(ask, incident, body.tree)
    # A walk may begin again at the start: new facts send a team back to the top.
    if body.node not in (at, tree.start):
        raise ask.deny("off_process", node=body.node, tree=tree.id, at=at)
    node = tree.node(body.node)
    if node is None:
        raise ask.deny("not_found", kind="node", id=body.node)
    if body.choice not in {choice.id for choice in node.choices}:
        raise ask.deny(
            "unknown_choice",
            node=node.id,
            tree=tree.id,
            choice=body.choice,
            choices=", ".join(choice.id for choice in node.choices) or "none, it is a leaf",
        )
    have = {
        "evidence": bool(incident.evidence),
        "verdict": incident.verdict is not None,
        "triage": incident.triage is not None,
        "draft": bool(incident.drafts),
        "approval": any(
            ask.state.drafts[draft].status in ("approved", "published") for draft in incident.drafts
        ),
        "second_person": bool(incident.agreed),
    }
    missing = [need for need in node.requires if not have.get(need, True)]
    if missing:
        raise ask.deny("node_requires", node=node.id, tree=tree.id, missing=", ".join(missing))
    return [ev.ProcessWalked(incident.id, tree.id, node.id, body.choice)]


def position(ask: Context, incident: Incident, tree_id: str) -> str:
    """The node where an incident stands in a tree: the start, or where the last choice led."""
    tree = next(one for one in ask.state.scenario.processes if one.id == tree_id)
    last = next((step for step in reversed(incident.path) if step[0] == tree_id), None)
    if last is None:
        return tree.start
    node = tree.node(last[1])
    if node is None:
        return tree.start
    return next((choice.to for choice in node.choices if choice.id == last[2]), tree.start)


def decide(ask: Context, body: cmd.Decide) -> Outcome:
    """Decide direction and rung. Acts against an item from rung 5 on pass the rights gate."""
    incident = ask.incident(body.incident)
    ask.function(TeamFunction.lead)
    ask.require(body.rationale, "rationale")
    ask.within(body.rung, 0, TOP, "rung")
    if body.rung not in ALLOWED[body.direction]:
        given = body.direction.value if body.direction else "none"
        raise ask.deny("rung_direction", rung=body.rung, direction=given)
    missing = missing_in_form(body.form, body.direction, body.rung)
    if body.direction is Direction.against and body.rung >= LOWEST_GATED:
        if missing:
            raise ask.deny("rights_form", missing=", ".join(missing))
        ask.untrue(incident)
    if body.leaf is not None and not _is_leaf(ask, body.leaf):
        raise ask.deny("not_found", kind="leaf", id=body.leaf)
    return [
        ev.DecisionRecorded(
            incident.id,
            body.direction,
            body.rung,
            body.rationale,
            body.form,
            not missing,
            body.leaf,
        )
    ]


def _is_leaf(ask: Context, path: str) -> bool:
    """Whether ``tree/node`` names a leaf of the team's own process."""
    tree_id, _, node_id = path.partition("/")
    tree = next((one for one in ask.state.scenario.processes if one.id == tree_id), None)
    node = tree.node(node_id) if tree else None
    return node is not None and node.leaf is not None


def agree_decision(ask: Context, body: cmd.AgreeDecision) -> Outcome:
    """The second person: another seat; at rung 8 a seat of another unit.

    A seat of another unit may agree to any open incident at rung 8: it is asked across units.
    """
    incident = ask.state.incidents.get(body.incident)
    # One answer for all that cannot be agreed to: nobody probes what other units have decided.
    nothing = ask.deny("not_found", kind="decided incident", id=body.incident)
    if incident is None or not incident.is_open or incident.decision is None:
        raise nothing
    if incident.decision.rung >= OTHER_UNIT:
        if ask.team == incident.decided_team:
            raise ask.deny("other_unit")
    elif ask.team != incident.team:
        raise nothing
    if incident.decided_by == ask.seat.id:
        raise ask.deny("same_person")
    if any(seat == ask.seat.id for seat, _ in incident.agreed):
        raise ask.deny("already", what="agreed")
    return [ev.DecisionAgreed(incident.id, ask.team, body.note)]


def give_forecast(ask: Context, body: cmd.GiveForecast) -> Outcome:
    """A probability, locked before the verdict."""
    incident = ask.incident(body.incident)
    ask.within(body.percent, 0, 100, "percent")
    if body.question not in ("false", "harm"):
        raise ask.deny("bad_body", problem="question must be 'false' or 'harm'")
    if incident.verdict is not None:
        raise ask.deny("verdict_first")
    return [ev.ForecastGiven(incident.id, body.question, body.percent)]


def close_incident(ask: Context, body: cmd.CloseIncident) -> Outcome:
    """Close with an outcome."""
    incident = ask.incident(body.incident)
    ask.require(body.outcome, "outcome")
    return [ev.IncidentClosed(incident.id, body.outcome)]
