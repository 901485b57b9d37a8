"""Parts that scenarios made in code are put together from: items, rows and process trees."""

from __future__ import annotations

from typing import Any

import msgspec

from infodrill.scenario.item import Arrival, Evidence, Harm, Item, Reference
from infodrill.scenario.msel import Inject
from infodrill.scenario.process import Choice, Leaf, Node, Tree
from infodrill.scenario.times import format_time
from infodrill.scenario.words import (
    Direction,
    EvidenceMethod,
    HarmClass,
    Outlet,
    Points,
    ProtectedClass,
    TeamFunction,
    Truth,
)


def minute(minutes: float) -> str:
    """Exercise time as a planner writes it."""
    return format_time(round(minutes * 60) * 1000)


def false_claim(item_id: str, **changes: Any) -> Item:
    """A false claim of danger to people, with everything the checks ask of one.

    Its truth arrives with row ``<id>-truth`` at T+0:30 unless changed.
    """
    claim = Item(
        id=item_id,
        statement=f"The dam above Orlen Mill has a {item_id} and will break tonight.",
        topic="water",
        reference=Reference(direction=Direction.against, rung=5, within_minutes=20),
        truth=Truth.false,
        harm=Harm(
            kind=HarmClass.panic,
            severity=2,
            who="families who flee by the valley road in the dark",
            danger="a crush and crashes on the only bridge",
        ),
        evidence=(
            Evidence(
                id=f"{item_id}-gauge",
                title="Gauge record",
                text="The gauges show no movement since spring.",
                method=EvidenceMethod.record,
                points=Points.refutes,
                source="Record of the dam's gauges",
                from_subject=True,
                delay_minutes=3,
            ),
            Evidence(
                id=f"{item_id}-engineer",
                title="Independent engineer",
                text="She stood on the crest an hour ago: the line is a shadow of a handrail.",
                method=EvidenceMethod.expert,
                points=Points.refutes,
                source="An engineer of the university",
                strength=3,
                delay_minutes=5,
                explains=True,
            ),
        ),
        truth_arrives=Arrival(at=minute(30), inject=f"{item_id}-truth"),
        owner="city",
        at_risk=("valley",),
        infectiousness=120,
        plausibility=20,
    )
    return msgspec.structs.replace(claim, **changes)


def protected_item(item_id: str, protected: ProtectedClass, **changes: Any) -> Item:
    """A piece of protected speech with the reference decision that becomes its class."""
    answered = protected in (ProtectedClass.criticism, ProtectedClass.question)
    acted_on = protected in (ProtectedClass.true_report, ProtectedClass.whistle_blowing)
    if acted_on:
        reference = Reference(direction=Direction.acting_on, rung=0)
    elif answered:
        reference = Reference(direction=Direction.answering, rung=1)
    else:
        reference = Reference(direction=None, rung=0)
    item = Item(
        id=item_id,
        statement=f"What people say about {item_id}.",
        topic="town-hall",
        reference=reference,
        protected=protected,
        infectiousness=70,
    )
    return msgspec.structs.replace(item, **changes)


def public_row(row_id: str, sender: str, at: str, text: str, **changes: Any) -> Inject:
    """A timed public post on the microblog."""
    row = Inject(
        id=row_id, title=text[:40], text=text, sender=sender, at=at, outlet=Outlet.microblog
    )
    return msgspec.structs.replace(row, **changes)


def handling_tree() -> Tree:
    """The decision tree for an item, from *real emergency?* to a rung."""

    def ask(node_id: str, title: str, yes: str, no: str, **more: Any) -> Node:
        choices = (Choice(id="yes", label="Yes", to=yes), Choice(id="no", label="No", to=no))
        return Node(id=node_id, title=title, guidance=f"{title} Say why.", choices=choices, **more)

    def leaf(node_id: str, title: str, direction: Direction | None, rung: int) -> Node:
        return Node(id=node_id, title=title, leaf=Leaf(direction=direction, rung=rung))

    return Tree(
        id="handling",
        title="Handling an item",
        kind="handling",
        start="emergency",
        nodes=(
            ask("emergency", "Is this a real emergency?", "act", "claim"),
            ask("claim", "Is it a checkable claim?", "verified", "ours"),
            ask("ours", "Is it a question or criticism of us?", "answer", "leave"),
            ask(
                "verified",
                "Is it true?",
                "own",
                "harm",
                decides=TeamFunction.verifier,
                requires=("evidence", "verdict"),
            ),
            ask("own", "Did we say otherwise?", "correct-ourselves", "act"),
            ask("harm", "Are people hurt if it is believed?", "spread", "watch"),
            ask("spread", "Has it passed the tipping point?", "correct", "hold"),
            leaf("act", "Act on it", Direction.acting_on, 0),
            leaf("answer", "Answer openly", Direction.answering, 1),
            leaf("leave", "No action, with the reason", None, 0),
            leaf("correct-ourselves", "Correct ourselves", Direction.correcting_ourselves, 5),
            leaf("watch", "Monitor", None, 2),
            leaf("hold", "Prepare and hold", Direction.against, 3),
            leaf("correct", "Correct openly", Direction.against, 5),
        ),
    )


def publishing_tree() -> Tree:
    """The decision tree for preparing, publishing and spreading a message."""
    return Tree(
        id="publishing",
        title="Publishing a message",
        kind="publishing",
        start="evidence",
        nodes=(
            Node(
                id="evidence",
                title="Is the evidence shown?",
                decides=TeamFunction.writer,
                choices=(
                    Choice(id="yes", label="Yes", to="second"),
                    Choice(id="no", label="Not yet", to="hold"),
                ),
            ),
            Node(
                id="second",
                title="Has a second person read it?",
                decides=TeamFunction.approver,
                requires=("draft",),
                choices=(
                    Choice(id="yes", label="Yes", to="publish"),
                    Choice(id="no", label="No", to="hold"),
                ),
            ),
            Node(id="publish", title="Publish", leaf=Leaf(direction=Direction.against, rung=5)),
            Node(id="hold", title="Hold", leaf=Leaf(direction=Direction.against, rung=3)),
        ),
    )
