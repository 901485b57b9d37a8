"""MSEL: the master scenario events list. One row is one Inject; key and background alike."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.words import Delivery, Outlet, RowKind, Stance


class Inject(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One row. Public rows become posts; rows with ``to`` go privately to those teams.

    Exactly one of ``at`` (timed) and ``when`` (CEL condition) is given, except for contingency
    rows, which a controller fires by hand and which need neither.
    """

    id: str
    title: str
    text: str
    sender: str
    """Cast id that posts, calls or writes."""
    kind: RowKind = RowKind.inject
    at: str | None = None
    when: str | None = None
    outlet: Outlet | None = None
    """Where a public post appears."""
    to: tuple[str, ...] = ()
    """Team ids of a private inject."""
    delivery: Delivery | None = None
    about: tuple[str, ...] = ()
    """Items it is about (hidden from players)."""
    stance: Stance = Stance.neutral
    replies_to: str | None = None
    """Another inject whose post this one answers."""
    boosts: str | None = None
    """Another inject whose post this one boosts; then ``text`` is empty."""
    media: str | None = None
    """A described picture or clip: file name under ``media/``."""
    media_text: str = ""
    """What the picture shows, for everyone and for screen readers."""
    quality: int = 0
    """0..200, how good an answer this is when a cast account disputes or confirms."""
    advice: bool = False
    """It carries protective advice."""
    key: bool = False
    """A key inject; others are background."""
    phase: str | None = None
    expected: str = ""
    """Expected action of the addressed team."""
    expected_minutes: int | None = None
    expected_team: str | None = None
    objective: str | None = None
    critical_task: str | None = None
    controller: str = ""
    """Which controller runs it and special instructions."""
    presses_to: str | None = None
    """``deny`` or ``silence``: an order from above that the line forbids to follow."""
    task: bool = False
    """A private row that puts a task from the steering seat on the team's desk."""
