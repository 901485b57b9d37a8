"""Events of the response, from "we saw this" to closed (design section 2)."""

from __future__ import annotations

from typing import ClassVar

from infodrill.exercise.commands import RightsForm
from infodrill.exercise.events.base import Event
from infodrill.scenario.words import (
    Confidence,
    Direction,
    EvidenceMethod,
    MessageType,
    Outlet,
    Part,
    PlatformRule,
    Verdict,
)


class ReportFiled(Event, frozen=True):
    """A seat put a post or private message on its team's board."""

    NAME: ClassVar[str] = "report.filed.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    team: str
    post: str
    note: str


class IncidentOpened(Event, frozen=True):
    """An incident about the items of its posts."""

    NAME: ClassVar[str] = "incident.opened.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("title",)
    id: str
    team: str
    title: str
    posts: tuple[str, ...]


class IncidentPostAttached(Event, frozen=True):
    """One more post belongs to the incident."""

    NAME: ClassVar[str] = "incident.post_attached.v1"
    incident: str
    post: str


class VerificationRequested(Event, frozen=True):
    """The team asked for evidence by one method."""

    NAME: ClassVar[str] = "verification.requested.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("question",)
    id: str
    incident: str
    method: EvidenceMethod
    question: str


class EvidenceReceived(Event, frozen=True):
    """An answer came: evidence cards, or none (``cards`` empty)."""

    NAME: ClassVar[str] = "evidence.received.v1"
    request: str
    incident: str
    cards: tuple[str, ...]


class VerdictRecorded(Event, frozen=True):
    """What the team concludes, with confidence and the cards relied on."""

    NAME: ClassVar[str] = "verdict.recorded.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    incident: str
    verdict: Verdict
    confidence: Confidence
    evidence: tuple[str, ...]
    note: str


class TriageRecorded(Event, frozen=True):
    """Harm (0-3) and spread (1-5) as the team judged them."""

    NAME: ClassVar[str] = "triage.recorded.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("who_is_hurt",)
    incident: str
    harm: int
    spread: int
    who_is_hurt: str


class ProcessWalked(Event, frozen=True):
    """One choice taken in a process tree."""

    NAME: ClassVar[str] = "process.walked.v1"
    incident: str
    tree: str
    node: str
    choice: str


class DecisionRecorded(Event, frozen=True):
    """The decision: direction, rung and the rights form as filled in."""

    NAME: ClassVar[str] = "decision.recorded.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("rationale", "form")
    incident: str
    direction: Direction | None
    rung: int
    rationale: str
    form: RightsForm
    form_complete: bool
    leaf: str | None


class DecisionAgreed(Event, frozen=True):
    """The second person agreed."""

    NAME: ClassVar[str] = "decision.agreed.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    incident: str
    team: str
    note: str


class DraftWritten(Event, frozen=True):
    """A draft, or a new version of one."""

    NAME: ClassVar[str] = "draft.written.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("parts",)
    id: str
    incident: str
    type: MessageType
    parts: dict[Part, str]
    outlets: tuple[Outlet, ...]
    evidence: tuple[str, ...]
    alternative_evidence: tuple[str, ...]
    corrects: str | None


class DraftSubmitted(Event, frozen=True):
    """Sent to approval."""

    NAME: ClassVar[str] = "draft.submitted.v1"
    draft: str


class DraftApproved(Event, frozen=True):
    """Approved by somebody other than the writer."""

    NAME: ClassVar[str] = "draft.approved.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("note",)
    draft: str
    note: str


class DraftReturned(Event, frozen=True):
    """Sent back to the writer."""

    NAME: ClassVar[str] = "draft.returned.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    draft: str
    reason: str


class MessagePublished(Event, frozen=True):
    """A message went out; the rubric's result is kept so that replay never re-scores.

    The post itself is the ``post.published`` event beside it (same ``post`` id).
    """

    NAME: ClassVar[str] = "message.published.v1"
    id: str
    draft: str
    incident: str
    team: str
    type: MessageType
    direction: Direction | None
    rung: int
    verdict: Verdict | None
    post: str
    quality: int
    rubric: str
    """Rubric version."""
    points: dict[str, int]
    """Rubric points by line."""
    corrects: str | None


class MessageWithdrawn(Event, frozen=True):
    """One's own message, openly withdrawn: still readable, marked, with the reason."""

    NAME: ClassVar[str] = "message.withdrawn.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    message: str
    reason: str


class NoticeSent(Event, frozen=True):
    """A notice to the simulated platform under its own published rule."""

    NAME: ClassVar[str] = "notice.sent.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("reason",)
    id: str
    incident: str
    team: str
    post: str
    rule: PlatformRule
    reason: str
    evidence: tuple[str, ...]


class NoticeAnswered(Event, frozen=True):
    """The platform's reasoned answer, by its own computed rules."""

    NAME: ClassVar[str] = "notice.answered.v1"
    notice: str
    upheld: bool
    reason_code: str


class ReferralSent(Event, frozen=True):
    """A referral form was filed; it has no effect in the world."""

    NAME: ClassVar[str] = "referral.sent.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("facts",)
    id: str
    incident: str
    team: str
    ground: str
    facts: str


class MessengerAsked(Event, frozen=True):
    """A partner was asked to carry a published message."""

    NAME: ClassVar[str] = "messenger.asked.v1"
    id: str
    incident: str
    team: str
    messenger: str
    message: str


class MessengerAnswered(Event, frozen=True):
    """The partner accepted or refused."""

    NAME: ClassVar[str] = "messenger.answered.v1"
    request: str
    accepted: bool
    answer: str


class ForecastGiven(Event, frozen=True):
    """A probability in per cent, locked before the truth is known."""

    NAME: ClassVar[str] = "forecast.given.v1"
    incident: str
    question: str
    percent: int


class IncidentClosed(Event, frozen=True):
    """Closed, with the outcome."""

    NAME: ClassVar[str] = "incident.closed.v1"
    PERSONAL: ClassVar[tuple[str, ...]] = ("outcome",)
    incident: str
    outcome: str
