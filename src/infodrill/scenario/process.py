"""Process trees: a team's own written procedure, walked node by node during an incident."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.words import Direction, TeamFunction


class Leaf(Struct, frozen=True, forbid_unknown_fields=True):
    """Where a walk ends: a rung of the ladder (0-8), or *act on it* (direction acting_on)."""

    direction: Direction | None
    rung: int


class Choice(Struct, frozen=True, forbid_unknown_fields=True):
    """One answer at a node."""

    id: str
    label: str
    to: str


class Node(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A question with choices, or a leaf. Exactly one of ``choices`` and ``leaf`` is given."""

    id: str
    title: str
    guidance: str = ""
    decides: TeamFunction = TeamFunction.lead
    minutes: int = 3
    """Time allowed at this node."""
    requires: tuple[str, ...] = ()
    """What must exist before it is left: any of ``evidence``, ``verdict``, ``triage``,
    ``second_person``, ``draft``, ``approval``."""
    choices: tuple[Choice, ...] = ()
    leaf: Leaf | None = None


class Tree(Struct, frozen=True, forbid_unknown_fields=True):
    """One decision tree, drawn as the team draws it on its wall."""

    id: str
    title: str
    kind: str
    """``handling`` (an item) or ``publishing`` (preparing, publishing, spreading a message)."""
    start: str
    nodes: tuple[Node, ...]

    def node(self, node_id: str) -> Node | None:
        """The node of that id, or None."""
        return next((node for node in self.nodes if node.id == node_id), None)
