"""The scenario package as one value: everything a folder of files says, typed once."""

from __future__ import annotations

from msgspec import Struct

from infodrill.scenario.cast import Account
from infodrill.scenario.item import Item
from infodrill.scenario.listeners import AudienceConfig, Phrases
from infodrill.scenario.msel import Inject
from infodrill.scenario.people import Cut, Jump, Objective, Phase, TeamRole
from infodrill.scenario.process import Tree
from infodrill.scenario.scripted import ScriptedTeam


class Header(Struct, frozen=True, forbid_unknown_fields=True):
    """``scenario.yaml``: the frame of the exercise."""

    format: int
    """Package format; 1."""
    id: str
    title: str
    summary: str
    scope: str
    level: str
    """``local``, ``district`` or ``region``."""
    method: str
    """``drill``, ``tabletop`` or ``functional``."""
    nature: str
    """Threat or hazard."""
    mission_area: str
    sponsor: str
    contact: str
    """A function, never a person."""
    languages: tuple[str, ...]
    calendar_start: str
    """Local date and time of T+0:00, ``YYYY-MM-DDTHH:MM``."""
    tick_seconds: int
    end: str
    places: tuple[str, ...]
    """Names of the fictional places used, so that any other place name stands out."""
    objectives: tuple[Objective, ...]
    phases: tuple[Phase, ...]
    teams: tuple[TeamRole, ...]
    cuts: tuple[Cut, ...]
    jumps: tuple[Jump, ...] = ()


class Briefing(Struct, frozen=True, forbid_unknown_fields=True):
    """One page of ``briefing/*.md``."""

    name: str
    text: str


class Locale(Struct, frozen=True, forbid_unknown_fields=True):
    """Translations of one language, keyed by where the text stands, e.g. ``msel.J01.text``."""

    language: str
    texts: dict[str, str]


class Scenario(Struct, frozen=True, forbid_unknown_fields=True):
    """The whole package. Its canonical JSON is what the store pins and the log's digest names."""

    header: Header
    items: tuple[Item, ...]
    cast: tuple[Account, ...]
    msel: tuple[Inject, ...]
    processes: tuple[Tree, ...]
    audience: AudienceConfig
    phrases: Phrases
    scripted_teams: tuple[ScriptedTeam, ...] = ()
    briefings: tuple[Briefing, ...] = ()
    locales: tuple[Locale, ...] = ()

    def item(self, item_id: str) -> Item | None:
        """The item of that id, or None."""
        return next((item for item in self.items if item.id == item_id), None)

    def account(self, account_id: str) -> Account | None:
        """The cast account of that id, or None."""
        return next((account for account in self.cast if account.id == account_id), None)

    def team(self, team_id: str) -> TeamRole | None:
        """The team of that id, or None."""
        return next((team for team in self.header.teams if team.id == team_id), None)

    def inject(self, inject_id: str) -> Inject | None:
        """The MSEL row of that id, or None."""
        return next((inject for inject in self.msel if inject.id == inject_id), None)
