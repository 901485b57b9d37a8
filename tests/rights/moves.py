"""Moves of a player who tries everything: sensible next steps, and any command with any body.

A move is drawn from a number, so that a game can be told by its seed. What it names is looked up in
the state as a player finds it: ids of posts, incidents, drafts.
"""

from __future__ import annotations

import random
from typing import Any

import msgspec
from hypothesis import Phase
from hypothesis import strategies as st
from msgspec import Struct

from infodrill.exercise.commands import CONTROL_COMMANDS, PLAYER_COMMANDS, RightsForm
from infodrill.exercise.state import Incident, State
from infodrill.scenario.rungs import ALLOWED
from infodrill.scenario.words import (
    Confidence,
    Direction,
    EvidenceMethod,
    MessageType,
    Outlet,
    Part,
    PlatformRule,
    TeamFunction,
    Verdict,
)
from tests.exercise.desk import FOUR_TAPS, FULL_FORM

TEXTS = ("", " ", "We looked into it.", "tất cả 1234")
FUNCTIONS = tuple(function.value for function in TeamFunction)

UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
"""A failing game says by itself which command failed; making it shorter takes minutes."""


def games(length: int) -> st.SearchStrategy[list[int]]:
    """Games of so many moves, one number per move."""
    return st.integers(0, 2**32).map(lambda seed: [seed * 512 + step for step in range(length)])


class Move(Struct, frozen=True):
    """A command, or with an empty name a wait of some minutes."""

    seat: str = ""
    name: str = ""
    body: dict[str, Any] = {}
    seen: int | None = None
    minutes: int = 0


def move(state: State, number: int, *, lucky: float = 0.8) -> Move:
    """The move that a number stands for in this state."""
    luck = random.Random(number)
    if luck.random() < 0.2:
        return Move(minutes=luck.choice((1, 2, 4)))
    if luck.random() < lucky:
        return _sensible(state, luck)
    return _anything(state, luck)


def _teams(state: State) -> list[str]:
    return [team.id for team in state.scenario.header.teams]


def _posts_of(state: State, team: str) -> list[str]:
    return [post.id for post in state.posts.values() if post.private_to in (None, team)]


def _some(luck: random.Random, many: list[Any], most: int = 3) -> list[Any]:
    return luck.sample(many, min(len(many), luck.randint(0, most)))


def _sensible(state: State, luck: random.Random) -> Move:
    """A next step that a team could well take; often the line lets it through."""
    team = luck.choice(_teams(state))
    posts = _posts_of(state, team)
    mine = [one for one in state.incidents.values() if one.team == team and one.is_open]
    if not posts:
        return Move(minutes=3)
    if not mine or (len(mine) < 3 and luck.random() < 0.1):
        some = [luck.choice(posts), *_some(luck, posts, 2)]
        return Move(f"{team}.lead", "open_incident", {"title": "What is it?", "posts": some})
    incident = luck.choice(mine)
    steps = _steps(state, incident, team, posts, luck)
    # The least often taken step comes first, so that a game gets somewhere.
    due = [step for step in steps if _is_due(state, incident, step)]
    return luck.choice(due if due and luck.random() < 0.75 else steps)


def _is_due(state: State, incident: Incident, step: Move) -> bool:
    draft = state.drafts.get(step.body.get("draft", ""))
    match step.name:
        case "request_verification":
            return not incident.requests
        case "give_verdict":
            return bool(incident.evidence) and incident.verdict is None
        case "decide":
            low = incident.decision is None or incident.decision.rung < 5
            return incident.verdict is not None and low
        case "agree_decision":
            gated = incident.decision is not None and incident.decision.rung >= 7
            return gated and not incident.agreed
        case "send_notice" | "send_referral":
            return bool(incident.agreed)
        case "draft_message":
            return incident.decision is not None and not incident.drafts
        case "submit_draft":
            return draft is not None and draft.status == "written"
        case "approve_draft":
            return draft is not None and draft.status == "submitted"
        case "publish_message":
            return draft is not None and draft.status == "approved"
        case "withdraw_message" | "ask_messenger":
            return bool(incident.messages)
    return False


def _steps(
    state: State, incident: Incident, team: str, posts: list[str], luck: random.Random
) -> list[Move]:
    here = {"incident": incident.id}
    cards = list(incident.evidence)
    others = [one for one in _teams(state) if one != team] or [team]
    direction = luck.choice((*[Direction.against] * 5, *ALLOWED))
    rung = luck.choice(sorted(ALLOWED[direction]))
    if direction is Direction.against and luck.random() < 0.5:
        rung = luck.choice((5, 7, 8))
    draft = {"draft": luck.choice(incident.drafts[-2:]) if incident.drafts else "0"}
    message = luck.choice(incident.messages) if incident.messages else "0"
    tasks = [task.id for task in state.tasks.values() if task.team == team] or ["0"]
    messengers = [account.id for account in state.scenario.cast if account.messenger] or ["0"]
    offered = [one.id for one in state.incidents.values() if one.offered_to == team] or ["0"]
    tree = luck.choice(state.scenario.processes)
    last = next((step for step in reversed(incident.path) if step[0] == tree.id), None)
    node = tree.node(tree.start)
    if last is not None and (before := tree.node(last[1])) is not None:
        node = tree.node(next(one.to for one in before.choices if one.id == last[2]))
    choice = luck.choice(node.choices).id if node is not None and node.choices else "none"
    parts = {part.value: "Words of the team." for part in _some(luck, list(Part), 6)}
    agreeing = luck.choice((team, *others))
    seat = f"{team}."
    return [
        Move(f"{seat}monitor", "report_post", {"post": luck.choice(posts)}),
        Move(f"{seat}monitor", "attach_post", {**here, "post": luck.choice(posts)}),
        *(
            Move(f"{seat}verifier", "request_verification", {**here, "method": method.value})
            for method in luck.sample(list(EvidenceMethod), 3)
        ),
        Move(
            f"{seat}verifier",
            "give_verdict",
            {
                **here,
                "verdict": luck.choice((Verdict.false, *Verdict)).value,
                "confidence": luck.choice(list(Confidence)).value,
                "evidence": cards,
            },
        ),
        Move(f"{seat}lead", "triage_incident", {**here, "harm": 2, "spread": 3}),
        Move(
            f"{seat}lead",
            "walk_process",
            {**here, "tree": tree.id, "node": node.id if node else "none", "choice": choice},
        ),
        Move(
            f"{seat}lead",
            "decide",
            {
                **here,
                "direction": direction.value if direction else None,
                "rung": rung,
                "rationale": "People may be hurt.",
                "form": luck.choice((FULL_FORM, FULL_FORM, FOUR_TAPS, {})),
            },
        ),
        Move(f"{agreeing}.liaison", "agree_decision", here),
        Move(
            f"{seat}writer",
            "draft_message",
            {
                **here,
                "type": luck.choice((MessageType.correction, *MessageType)).value,
                "parts": {"fact": "The dam stands.", **parts},
                "outlets": [luck.choice(list(Outlet)).value],
                "evidence": cards,
                "alternative_evidence": _some(luck, cards),
            },
        ),
        Move(f"{seat}writer", "submit_draft", draft),
        Move(f"{seat}approver", "approve_draft", draft),
        Move(f"{seat}approver", "return_draft", {**draft, "reason": "Say who says so."}),
        Move(f"{seat}spokesperson", "publish_message", draft),
        Move(f"{seat}lead", "withdraw_message", {"message": message, "reason": "We erred."}),
        Move(f"{seat}spokesperson", "reply_to_post", {"post": luck.choice(posts), "text": "Hello"}),
        Move(f"{seat}spokesperson", "write_post", {"text": "We are here.", "outlet": "microblog"}),
        Move(f"{seat}spokesperson", "boost_post", {"post": luck.choice(posts)}),
        Move(f"{seat}liaison", "offer_handover", {**here, "to": others[0], "note": "Yours."}),
        Move(f"{seat}liaison", "accept_handover", {"incident": luck.choice(offered)}),
        Move(f"{seat}lead", "decline_order", {"task": luck.choice(tasks), "ground": "Unlawful."}),
        Move(f"{seat}lead", "give_forecast", {**here, "question": "false", "percent": 60}),
        Move(
            f"{seat}lead",
            "send_notice",
            {
                **here,
                "post": luck.choice([*incident.posts, *incident.posts, *posts[:1]]),
                "rule": luck.choice(list(PlatformRule)).value,
                "reason": "It asks for money in our name.",
                "evidence": cards,
            },
        ),
        Move(
            f"{seat}lead",
            "send_referral",
            {**here, "ground": "threat_to_life", "facts": "It names a house."},
        ),
        Move(
            f"{seat}liaison",
            "ask_messenger",
            {**here, "messenger": luck.choice(messengers), "message": message},
        ),
    ]


def _anything(state: State, luck: random.Random) -> Move:
    """Any command, of players or control, by anybody, with a body of any plausible values."""
    seats = [*state.seats, "nobody", "city.stranger", ""]
    seats = [seat for seat in seats if state.team_of(seat) != "control"]
    name = luck.choice((*PLAYER_COMMANDS, *CONTROL_COMMANDS, "delete_post", "trace_account"))
    if name == "call_emergency" and luck.random() < 0.9:
        name = "report_post"
    body: dict[str, Any] = {}
    kind = PLAYER_COMMANDS.get(name) or CONTROL_COMMANDS.get(name)
    for field in msgspec.structs.fields(kind) if kind else ():
        if field.required or luck.random() < 0.5:
            body[field.name] = _value(state, field.name, field.type, luck)
    if luck.random() < 0.03:
        body["hide"] = True
    return Move(luck.choice(seats), name, body, luck.choice((None, None, None, 1, 3)))


def _value(state: State, name: str, kind: Any, luck: random.Random) -> Any:
    ids: dict[str, list[str]] = {
        "post": list(state.posts),
        "posts": list(state.posts),
        "corrects": list(state.posts),
        "replies_to": list(state.posts),
        "incident": list(state.incidents),
        "draft": list(state.drafts),
        "message": list(state.messages),
        "task": list(state.tasks),
        "to": _teams(state),
        "team": _teams(state),
        "evidence": list(state.index.evidence),
        "alternative_evidence": list(state.index.evidence),
        "messenger": list(state.index.accounts),
        "account": list(state.index.accounts),
        "sender": list(state.index.accounts),
        "inject": list(state.index.injects),
        "about": list(state.index.items),
        "tree": [tree.id for tree in state.scenario.processes],
        "node": [node.id for tree in state.scenario.processes for node in tree.nodes],
        "choice": ["yes", "no"],
        "question": ["false", "harm"],
        "ground": ["fraud_with_victim", "threat_to_life"],
        "worlds": ["both", "A"],
    }
    closed: dict[str, list[Any]] = {
        "method": list(EvidenceMethod),
        "verdict": list(Verdict),
        "confidence": list(Confidence),
        "direction": [*Direction, None],
        "type": list(MessageType),
        "outlet": list(Outlet),
        "outlets": list(Outlet),
        "rule": list(PlatformRule),
    }
    many = str(kind).startswith("tuple")
    if name in ids:
        known = [*ids[name], "0", ""]
        return _some(luck, known) if many else luck.choice(known)
    if name in closed:
        return _some(luck, closed[name]) if many else luck.choice(closed[name])
    if name == "form":
        fields = [field.name for field in msgspec.structs.fields(RightsForm)]
        return {one: FULL_FORM[one] for one in _some(luck, fields, 9)}
    if name == "parts":
        return {part.value: luck.choice(TEXTS) for part in _some(luck, list(Part))}
    if kind is int or kind == int | None:
        return luck.randint(-1, 9)
    if kind is bool:
        return luck.random() < 0.5
    if many:
        return [luck.choice(TEXTS) for _ in range(luck.randint(0, 3))]
    return luck.choice(TEXTS)
