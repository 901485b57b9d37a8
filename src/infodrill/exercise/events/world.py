"""Events of the simulated world: injects, posts, the audience, the arrival of truth."""

from __future__ import annotations

from typing import ClassVar

from infodrill.exercise.events.base import Event
from infodrill.scenario.words import Outlet, Stance

BOTH = 3
ONLY_A = 1
ONLY_B = 2


class InjectFired(Event, frozen=True):
    """A row of the MSEL happened. ``worlds``: 1 = world A, 2 = world B, 3 = both."""

    NAME: ClassVar[str] = "inject.fired.v1"
    inject: str
    worlds: int
    by_hand: bool = False


class InjectHeld(Event, frozen=True):
    """A controller holds a row back in these worlds; it then happens there only by hand."""

    NAME: ClassVar[str] = "inject.held.v1"
    inject: str
    worlds: int


class InjectSkipped(Event, frozen=True):
    """A controller skips a row for good in these worlds."""

    NAME: ClassVar[str] = "inject.skipped.v1"
    inject: str
    worlds: int


class PostPublished(Event, frozen=True):
    """A post appears. ``about`` and ``stance`` are hidden from players."""

    NAME: ClassVar[str] = "post.published.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("written",)
    id: str
    account: str
    """Cast id, or ``crowd:<n>`` for a voice of the visible crowd."""
    name: str
    outlet: Outlet
    text: str
    """Words of the scenario; empty when a person wrote the post."""
    written: str
    """Words of a player or controller."""
    about: tuple[str, ...]
    stance: Stance
    worlds: int
    kind: str
    """``cast``, ``crowd``, ``team`` (a player's post or reply) or ``message``."""
    team: str | None = None
    replies_to: str | None = None
    media_text: str = ""
    inject: str | None = None
    quality: int = 0
    advice: bool = False
    at_request_of: str | None = None


class PostBoosted(Event, frozen=True):
    """An account boosts a post, openly."""

    NAME: ClassVar[str] = "post.boosted.v1"
    post: str
    account: str
    name: str
    worlds: int
    kind: str
    team: str | None = None
    inject: str | None = None


class PostRetagged(Event, frozen=True):
    """The SimCell changed what a post is about, effective from now on."""

    NAME: ClassVar[str] = "post.retagged.v1"
    post: str
    about: tuple[str, ...]
    stance: Stance


class TeamMessaged(Event, frozen=True):
    """A private message reaches a team (phone, e-mail, in person); world A only."""

    NAME: ClassVar[str] = "team.messaged.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("written",)
    id: str
    team: str
    sender: str
    name: str
    delivery: str
    title: str
    text: str
    written: str
    about: tuple[str, ...]
    inject: str | None = None


class TruthArrived(Event, frozen=True):
    """The truth about a claim is publicly known from now on, in these worlds. Control only."""

    NAME: ClassVar[str] = "truth.arrived.v1"
    item: str
    worlds: int


class AudienceTicked(Event, frozen=True):
    """One tick of the audience: every fact it produced, as integers.

    ``rows``: (item index, lane, segment index, change of each counter ...), lane 0 = world A,
    1 = world B, 2 = the same change in both; trailing zeros cut. ``trust``: (source index, lane,
    segment index, new value per mille).
    """

    NAME: ClassVar[str] = "audience.ticked.v1"
    tick: int
    digests: tuple[str, str]
    """64-bit digests of worlds A and B, sixteen hexadecimal digits each."""
    rows: tuple[tuple[int, ...], ...]
    trust: tuple[tuple[int, ...], ...]


class AudienceOpened(Event, frozen=True):
    """Names the axes of every ``audience.ticked``: readers need no engine."""

    NAME: ClassVar[str] = "audience.opened.v1"
    items: tuple[str, ...]
    segments: tuple[str, ...]
    sizes: tuple[int, ...]
    """People per segment."""
    sources: tuple[str, ...]
    counters: tuple[str, ...]
    trust: tuple[tuple[int, int, int, int], ...]
    """Starting trust of officials: (source index, 2, segment index, per mille)."""
