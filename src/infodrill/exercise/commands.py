"""Commands: everything anybody can ask for, as an exact allow-list (design section 5.4).

A command that is not in ``PLAYER_COMMANDS`` or ``CONTROL_COMMANDS`` does not exist. There is no
command that changes or removes another actor's post, traces or names a person, or acts unbadged.
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from infodrill.scenario.words import (
    Confidence,
    Direction,
    EvidenceMethod,
    MessageType,
    Outlet,
    Part,
    PlatformRule,
    Stance,
    Verdict,
)


class Command(Struct, frozen=True, forbid_unknown_fields=True):
    """One request of one seat. ``seen`` is the version of the shared object it was based on."""

    command_id: str
    seat: str
    name: str
    body: dict[str, Any]
    seen: int | None = None


class Body(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of all command bodies: unknown fields are refused."""


class ReportPost(Body, frozen=True):
    """Say "we saw this": put a visible post (or a private message) on the team's board."""

    post: str
    note: str = ""


class OpenIncident(Body, frozen=True):
    """Open an incident about one or more posts."""

    title: str
    posts: tuple[str, ...]


class AttachPost(Body, frozen=True):
    """Add a visible post to an incident."""

    incident: str
    post: str


class RequestVerification(Body, frozen=True):
    """Ask for evidence by one method; every fitting card arrives after its delay."""

    incident: str
    method: EvidenceMethod
    question: str = ""


class GiveVerdict(Body, frozen=True):
    """Conclude, citing the evidence cards relied on."""

    incident: str
    verdict: Verdict
    confidence: Confidence
    evidence: tuple[str, ...] = ()
    note: str = ""


class TriageIncident(Body, frozen=True):
    """Judge harm (0-3) and spread (1-5) (doctrine 2.1, 2.8)."""

    incident: str
    harm: int
    spread: int
    who_is_hurt: str = ""


class WalkProcess(Body, frozen=True):
    """Take one choice at the current node of a process tree."""

    incident: str
    tree: str
    node: str
    choice: str


class RightsForm(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The rights gate (doctrine 3.5), answered by the team in its own words.

    Rungs 5 and 6 need the first four; 7 and 8 need all of them.
    """

    checkable: bool | None = None
    """The item is a checkable statement of fact."""
    not_protected: bool | None = None
    """It is not opinion, criticism of us, satire, a question or a true report."""
    harm_to_people: str = ""
    """Who is hurt and how: people, not image."""
    answered_first: bool | None = None
    """Speech was, or is here, answered with speech."""
    less_intrusive: str = ""
    """Which lower rung was considered and why it does not do."""
    own_interest: str = ""
    """Our own interest in the matter, declared ("none" is an answer)."""
    rule_cited: str = ""
    """Legal basis or the platform's rule."""
    review: str = ""
    """Time limit and when it is looked at again."""
    defensible: bool | None = None
    """We would defend it in public tomorrow."""


class Decide(Body, frozen=True):
    """Decide: a direction and a rung of the ladder, with the reason."""

    incident: str
    direction: Direction | None
    rung: int
    rationale: str
    form: RightsForm = RightsForm()
    leaf: str | None = None
    """The process-tree leaf reached (``tree/node``), when the process was walked."""


class AgreeDecision(Body, frozen=True):
    """The second person of rungs 7 and 8 (of another unit at 8)."""

    incident: str
    note: str = ""


class DraftMessage(Body, frozen=True):
    """Write or rewrite a draft in parts. ``draft`` names an existing one to replace."""

    incident: str
    type: MessageType
    parts: dict[Part, str]
    outlets: tuple[Outlet, ...]
    evidence: tuple[str, ...] = ()
    """Evidence cards shown with the message."""
    alternative_evidence: tuple[str, ...] = ()
    """Cards that back the alternative explanation."""
    draft: str | None = None
    corrects: str | None = None
    """Own message or own cast post that is corrected."""


class SubmitDraft(Body, frozen=True):
    """Send a draft to approval."""

    draft: str


class ApproveDraft(Body, frozen=True):
    """Approve; never by the seat that wrote it."""

    draft: str
    note: str = ""


class ReturnDraft(Body, frozen=True):
    """Send a draft back with a reason."""

    draft: str
    reason: str


class PublishMessage(Body, frozen=True):
    """Publish an approved draft from the team's own badged account."""

    draft: str


class WithdrawMessage(Body, frozen=True):
    """Openly withdraw one's own message: it stays readable, marked withdrawn, with the reason."""

    message: str
    reason: str


class ReplyToPost(Body, frozen=True):
    """Reply from the team's own badged account; exposes and serves, does not correct."""

    post: str
    text: str


class WritePost(Body, frozen=True):
    """Post from the team's own badged account outside any incident."""

    text: str
    outlet: Outlet


class BoostPost(Body, frozen=True):
    """Openly boost a visible post from the team's own badged account."""

    post: str


class OfferHandover(Body, frozen=True):
    """Offer an incident to another team, or escalate it to the parent (``escalate``)."""

    incident: str
    to: str
    note: str
    escalate: bool = False


class AcceptHandover(Body, frozen=True):
    """Take over an offered incident."""

    incident: str


class DeclineHandover(Body, frozen=True):
    """Leave an offered incident with its owner."""

    incident: str
    reason: str


class GiveTask(Body, frozen=True):
    """The steering seat directs a team; ``ask_options`` asks for options in place of a task."""

    to: str
    text: str
    incident: str | None = None
    ask_options: bool = False


class GiveOptions(Body, frozen=True):
    """Answer a request for options: at least two, each with its cost."""

    task: str
    options: tuple[str, ...]
    advised: int


class FinishTask(Body, frozen=True):
    """Report a task as done."""

    task: str
    note: str


class DeclineOrder(Body, frozen=True):
    """Decline a task that the line forbids, with the ground. Never counts against the seat."""

    task: str
    ground: str


class GiveForecast(Body, frozen=True):
    """A probability in per cent, given before the verdict.

    ``question``: that the incident's claim is false (``false``), or that people will be hurt
    (``harm``).
    """

    incident: str
    question: str
    percent: int


class SendNotice(Body, frozen=True):
    """Notify the simulated platform under its own published rule (rung 7). Asks for review."""

    incident: str
    post: str
    rule: PlatformRule
    reason: str
    evidence: tuple[str, ...] = ()


class SendReferral(Body, frozen=True):
    """Referral form (rung 8): fraud with a victim or threat to life.

    It names an item, never a person, and has no effect in the world.
    """

    incident: str
    ground: str
    facts: str


class AskMessenger(Body, frozen=True):
    """Ask a Messenger to carry a published message; a Messenger may refuse."""

    incident: str
    messenger: str
    message: str


class CloseIncident(Body, frozen=True):
    """Close, with the outcome in a sentence."""

    incident: str
    outcome: str


class CallEmergency(Body, frozen=True):
    """This is a real-world emergency. Freezes the clock and blanks every feed."""

    what: str = ""


class StartExercise(Body, frozen=True):
    """StartEx."""


class PauseClock(Body, frozen=True):
    """Pause the exercise clock."""

    cause: str = ""


class ResumeClock(Body, frozen=True):
    """Resume the exercise clock; ends a real emergency when director or controller says so."""


class SetRate(Body, frozen=True):
    """Exercise seconds per wall second, in per cent (100 = real time)."""

    percent: int


class JumpClock(Body, frozen=True):
    """Jump forward to an exercise time in ms; every tick and inject between runs in order."""

    to_ms: int


class FireInject(Body, frozen=True):
    """Fire a row by hand. ``both`` worlds by default; A only for contingency and private rows."""

    inject: str
    worlds: str | None = None


class HoldInject(Body, frozen=True):
    """Hold a row back; a held row fires only by hand. ``worlds`` is ``both`` (default) or ``A``."""

    inject: str
    worlds: str = "both"


class SkipInject(Body, frozen=True):
    """Skip a row for good. ``worlds`` is ``both`` (default) or ``A``."""

    inject: str
    worlds: str = "both"


class RetagPost(Body, frozen=True):
    """Re-tag what a post is about, effective from now on (design section 3, SimCell)."""

    post: str
    about: tuple[str, ...]
    stance: Stance


class PlayCast(Body, frozen=True):
    """Post as a cast account."""

    account: str
    text: str
    outlet: Outlet
    about: tuple[str, ...] = ()
    stance: Stance = Stance.neutral
    replies_to: str | None = None
    worlds: str = "both"


class MessageTeam(Body, frozen=True):
    """A private message of the SimCell or a cast account to a team (world A only)."""

    team: str
    sender: str
    text: str


class EndExercise(Body, frozen=True):
    """EndEx."""


PLAYER_COMMANDS: dict[str, type[Body]] = {
    "report_post": ReportPost,
    "open_incident": OpenIncident,
    "attach_post": AttachPost,
    "request_verification": RequestVerification,
    "give_verdict": GiveVerdict,
    "triage_incident": TriageIncident,
    "walk_process": WalkProcess,
    "decide": Decide,
    "agree_decision": AgreeDecision,
    "draft_message": DraftMessage,
    "submit_draft": SubmitDraft,
    "approve_draft": ApproveDraft,
    "return_draft": ReturnDraft,
    "publish_message": PublishMessage,
    "withdraw_message": WithdrawMessage,
    "reply_to_post": ReplyToPost,
    "write_post": WritePost,
    "boost_post": BoostPost,
    "offer_handover": OfferHandover,
    "accept_handover": AcceptHandover,
    "decline_handover": DeclineHandover,
    "give_task": GiveTask,
    "give_options": GiveOptions,
    "finish_task": FinishTask,
    "decline_order": DeclineOrder,
    "give_forecast": GiveForecast,
    "send_notice": SendNotice,
    "send_referral": SendReferral,
    "ask_messenger": AskMessenger,
    "close_incident": CloseIncident,
    "call_emergency": CallEmergency,
}

STEERING_COMMANDS: dict[str, type[Body]] = {
    name: PLAYER_COMMANDS[name] for name in ("give_task", "call_emergency")
}
"""The steering seat directs and asks for options; it has no account and runs no incident."""

CONTROL_COMMANDS: dict[str, type[Body]] = {
    "start_exercise": StartExercise,
    "pause_clock": PauseClock,
    "resume_clock": ResumeClock,
    "set_rate": SetRate,
    "jump_clock": JumpClock,
    "fire_inject": FireInject,
    "hold_inject": HoldInject,
    "skip_inject": SkipInject,
    "retag_post": RetagPost,
    "play_cast": PlayCast,
    "message_team": MessageTeam,
    "end_exercise": EndExercise,
    "call_emergency": CallEmergency,
}
