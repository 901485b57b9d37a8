"""Cast: the fictional accounts of the simulated world, and the messengers a team may ask."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.words import SourceClass


class Messenger(Struct, frozen=True, forbid_unknown_fields=True):
    """A named, briefed partner who may refuse; always labelled "at the request of ..."."""

    accepts: bool = True
    """Whether the partner agrees when the request carries a message with evidence."""
    answer: str = ""
    """What the partner says, accepting or refusing."""
    delay_minutes: int = 4


class Account(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fictional account. Names and handles must not belong to real people or networks."""

    id: str
    name: str
    handle: str
    kind: SourceClass
    followers: dict[str, int]
    """Segment id (or ``*`` for all others) to per mille of that segment who follow it."""
    voice: str = ""
    """How it sounds; for the SimCell."""
    bio: str = ""
    team: str | None = None
    """The team that speaks through this account; set for the teams' official accounts only."""
    messenger: Messenger | None = None
    impersonates: str | None = None
    """The account it pretends to be (impersonator only)."""
