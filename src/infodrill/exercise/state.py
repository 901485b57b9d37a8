"""The one State: what is true after the events so far. Written by ``apply`` alone.

It holds no audience arrays; of the audience it keeps the integer totals that the log told.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from infodrill.exercise.events import (
    DecisionRecorded,
    DraftWritten,
    ForecastGiven,
    MessagePublished,
    SeatEntry,
    TriageRecorded,
    VerdictRecorded,
)
from infodrill.exercise.refusals import Refused
from infodrill.scenario.cast import Account
from infodrill.scenario.item import Evidence, Item
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.people import TeamRole
from infodrill.scenario.words import Outlet, Stance


@dataclass
class Post:
    """A post in the simulated world, or a private message to a team (``private_to``)."""

    id: str
    at_ms: int
    account: str
    name: str
    text: str
    about: tuple[str, ...]
    stance: Stance
    kind: str
    outlet: Outlet | None = None
    team: str | None = None
    replies_to: str | None = None
    private_to: str | None = None
    inject: str | None = None
    withdrawn: bool = False
    boosts: int = 0
    boosted_by: set[str] = field(default_factory=set)
    """Accounts of teams that boosted it."""
    title: str = ""
    worlds: int = 1
    """1 = world A only, 3 = both."""
    incident: str | None = None
    """Of a team's message, and of a partner's post that carries one: the incident it answers."""


@dataclass
class EvidenceRequest:
    """What a team asked for; ``due_ms`` is when the answer comes."""

    id: str
    incident: str
    method: str
    asked_ms: int
    due_ms: int
    cards: tuple[str, ...]
    answered: bool = False


@dataclass
class Incident:
    """A response in progress. ``version`` grows with every change (for stale commands)."""

    id: str
    team: str
    title: str
    opened_ms: int
    posts: list[str]
    opened_by: str
    version: int = 1
    last_change: str = ""
    """The event that made this version and the seat it came from; shown to a stale command."""
    requests: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    verdict: VerdictRecorded | None = None
    verdict_ms: int | None = None
    triage: TriageRecorded | None = None
    triage_by: str | None = None
    path: list[tuple[str, str, str]] = field(default_factory=list)
    """(tree, node, choice) in the order walked."""
    decision: DecisionRecorded | None = None
    decision_ms: int | None = None
    decided_by: str | None = None
    decided_team: str | None = None
    agreed: list[tuple[str, str]] = field(default_factory=list)
    """(seat, team) of second persons, for the standing decision."""
    drafts: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    forecasts: list[ForecastGiven] = field(default_factory=list)
    offered_to: str | None = None
    offered_escalation: bool = False
    teams: list[str] = field(default_factory=list)
    """Every team that ever owned it, in order."""
    closed_ms: int | None = None

    @property
    def is_open(self) -> bool:
        """True until it is closed."""
        return self.closed_ms is None


@dataclass
class Draft:
    """A draft and where it stands: written, submitted, approved, returned, published."""

    content: DraftWritten
    team: str
    writer: str
    status: str = "written"
    version: int = 1
    last_change: str = ""
    approver: str | None = None


@dataclass
class Message:
    """A published message."""

    fact: MessagePublished
    at_ms: int
    seat: str
    withdrawn_ms: int | None = None


@dataclass
class Task:
    """A task or a request for options, with its outcome."""

    id: str
    team: str
    giver: str
    text: str
    at_ms: int
    ask_options: bool
    incident: str | None
    inject: str | None
    status: str = "open"
    """``open``, ``done``, ``answered`` (options) or ``declined``."""


@dataclass
class Notice:
    """A notice to the platform; answered at ``due_ms``."""

    id: str
    incident: str
    team: str
    post: str
    rule: str
    sent_ms: int
    due_ms: int
    upheld: bool | None = None


@dataclass
class MessengerRequest:
    """A request to a partner; answered at ``due_ms``."""

    id: str
    incident: str
    team: str
    messenger: str
    message: str
    due_ms: int
    accepted: bool | None = None


@dataclass
class ClockState:
    """The exercise clock as the log knows it."""

    running: bool = False
    rate_percent: int = 100
    jumping_to_ms: int | None = None
    emergency: bool = False


@dataclass
class WorldTotals:
    """What conditions may ask of one world: integer totals, and rows fired in it."""

    reached: list[int] = field(default_factory=list)
    believe: list[int] = field(default_factory=list)
    trust: dict[tuple[int, int], int] = field(default_factory=dict)
    """(source index, segment index) to per mille."""
    fired: dict[str, int] = field(default_factory=dict)
    """Inject id to exercise time in ms."""
    stopped: dict[str, str] = field(default_factory=dict)
    """Inject id to ``held`` or ``skipped`` by a controller."""


@dataclass
class Index:
    """Look-ups into the pinned scenario, built once; never changes."""

    items: dict[str, Item]
    accounts: dict[str, Account]
    teams: dict[str, TeamRole]
    injects: dict[str, Inject]
    evidence: dict[str, tuple[Item, Evidence]]
    reach: dict[str, int]
    """Outlet to per mille of followers reached."""

    @classmethod
    def of(cls, scenario: Scenario) -> Index:
        """Index a scenario. Evidence ids are unique within a package (``check`` says so)."""
        return cls(
            {item.id: item for item in scenario.items},
            {account.id: account for account in scenario.cast},
            {team.id: team for team in scenario.header.teams},
            {inject.id: inject for inject in scenario.msel},
            {card.id: (item, card) for item in scenario.items for card in item.evidence},
            {channel.outlet: channel.reach for channel in scenario.audience.channels},
        )


@dataclass
class State:
    """Everything the events so far add up to."""

    scenario: Scenario
    index: Index
    opened: bool = False
    started: bool = False
    ended: bool = False
    closed: bool = False
    now_ms: int = 0
    tick: int = -1
    """The last audience tick."""
    phase: str | None = None
    epoch_ms: int = 0
    last_id: int = 0
    clock: ClockState = field(default_factory=ClockState)
    seats: dict[str, SeatEntry] = field(default_factory=dict)
    answers: dict[tuple[str, str], tuple[str, Refused | None]] = field(default_factory=dict)
    """(seat, command id) to the object it made and the refusal; a repeat gets the same answer."""
    posts: dict[str, Post] = field(default_factory=dict)
    inject_posts: dict[str, str] = field(default_factory=dict)
    reported: dict[tuple[str, str], int] = field(default_factory=dict)
    """(team, post) to exercise time in ms."""
    incidents: dict[str, Incident] = field(default_factory=dict)
    requests: dict[str, EvidenceRequest] = field(default_factory=dict)
    drafts: dict[str, Draft] = field(default_factory=dict)
    messages: dict[str, Message] = field(default_factory=dict)
    tasks: dict[str, Task] = field(default_factory=dict)
    notices: dict[str, Notice] = field(default_factory=dict)
    messengers: dict[str, MessengerRequest] = field(default_factory=dict)
    items: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    sizes: tuple[int, ...] = ()
    sources: tuple[str, ...] = ()
    counters: tuple[str, ...] = ()
    worlds: tuple[WorldTotals, WorldTotals] = field(
        default_factory=lambda: (WorldTotals(), WorldTotals())
    )
    truth_arrived: dict[tuple[str, int], int] = field(default_factory=dict)
    """(item, world 0/1) to exercise time in ms."""

    @classmethod
    def empty(cls, scenario: Scenario) -> State:
        """The state before the first event."""
        return cls(scenario, Index.of(scenario))

    def items_of(self, incident: Incident) -> tuple[str, ...]:
        """The items an incident is about (hidden from players): those of its posts, in order.

        The first item of each post counts; where any of them is a claim, protected speech among
        the posts is context, not what the incident is about.
        """
        main = self.subjects_of(incident)
        claims = tuple(item for item in main if self.index.items[item].is_claim)
        return claims or main

    def subjects_of(self, incident: Incident) -> tuple[str, ...]:
        """The first item of each post, whatever it is: what a request for evidence looks into.

        Answers must not tell a claim from protected speech, so this asks nothing of the items; a
        team's own message stands for everything its incident looked into.
        """
        found: dict[str, None] = {}
        seen: set[str] = set()
        waiting = [incident]
        while waiting:
            one = waiting.pop(0)
            if one.id in seen:
                continue
            seen.add(one.id)
            for post_id in one.posts:
                post = self.posts[post_id]
                if post.incident is not None:
                    waiting.append(self.incidents[post.incident])
                elif post.about:
                    found[post.about[0]] = None
        return tuple(found)

    def team_of(self, seat: str) -> str:
        """The team of a seat; unknown seats belong to none (empty)."""
        entry = self.seats.get(seat)
        return entry.team if entry else ""
