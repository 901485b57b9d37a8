"""Who listens: ``audience.yaml`` and ``phrases.yaml``, the audience as a planner describes it."""

from __future__ import annotations

from msgspec import Struct


class Segment(Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the audience, of a neutral kind only: age band, place, language or interest."""

    id: str
    title: str
    share: int
    """Per mille of the audience; all shares sum to 1000."""
    kind: str
    """``age_band``, ``place``, ``language`` or ``interest``."""
    scepticism: int
    """0..100."""
    activity: int
    """0..200; 100 is average."""
    hours: tuple[int, ...]
    """24 values 0..100: activity by hour of the day."""
    trust: dict[str, int]
    """Source class to per mille of starting trust."""
    affinity: dict[str, int] = {}
    """Topic to 0..200; a topic not named counts 100."""


class Channel(Struct, frozen=True, forbid_unknown_fields=True):
    """Per mille of an account's followers an outlet reaches."""

    outlet: str
    reach: int


class AudienceConfig(Struct, frozen=True, forbid_unknown_fields=True):
    """``audience.yaml``."""

    agents: int
    people_represented: int
    network_seed: int
    communities: int
    mean_follows: int
    segments: tuple[Segment, ...]
    channels: tuple[Channel, ...]


class PhraseSet(Struct, frozen=True, forbid_unknown_fields=True):
    """Wordings for the visible crowd about one item or topic (``*`` for any)."""

    about: str
    """Item id, topic id, or ``*``."""
    repeats: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    """For protected speech passed on."""


class Phrases(Struct, frozen=True, forbid_unknown_fields=True):
    """``phrases.yaml``: the crowd's names and words. Every word is written by the planner."""

    names: tuple[str, ...]
    sets: tuple[PhraseSet, ...]
