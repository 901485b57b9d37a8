"""Deciding the second half of the response: drafts, approval, publication, notices, partners."""

from __future__ import annotations

from infodrill.exercise import commands as cmd
from infodrill.exercise import events as ev
from infodrill.exercise.decide.context import Context, Outcome
from infodrill.exercise.ladder import FULL_FORM, LOWEST_GATED, OTHER_UNIT
from infodrill.exercise.quality import RUBRIC, assess
from infodrill.scenario.words import (
    Direction,
    MessageType,
    Part,
    SourceClass,
    Stance,
    TeamFunction,
    Verdict,
)

NEEDS: dict[MessageType, frozenset[Direction | None] | None] = {
    MessageType.holding_statement: None,
    MessageType.protective_advice: None,
    MessageType.correction: frozenset({Direction.against}),
    MessageType.correcting_ourselves: frozenset({Direction.correcting_ourselves}),
    MessageType.answer: frozenset(
        {Direction.answering, Direction.acting_on, Direction.correcting_ourselves}
    ),
}
"""Which standing decision a message type needs; None: it may go out before any decision, because
protecting people does not wait for certainty."""


DISPUTING = frozenset(
    {MessageType.correction, MessageType.answer, MessageType.correcting_ourselves}
)
"""Message types that dispute an item their team found untrue; all need a standing decision."""


def draft_message(ask: Context, body: cmd.DraftMessage) -> Outcome:
    """Write a draft, or a new version of one of the incident's drafts."""
    incident = ask.incident(body.incident)
    if not any(words.strip() for words in body.parts.values()):
        raise ask.deny("empty", field="parts")
    if not body.outlets:
        raise ask.deny("no_outlet", given="none")
    for outlet in body.outlets:
        if outlet.value not in ask.state.index.reach:
            raise ask.deny("no_outlet", given=outlet.value)
    ask.evidence(incident, body.evidence)
    ask.evidence(incident, body.alternative_evidence)
    draft_id = body.draft
    if draft_id is not None:
        known = ask.state.drafts.get(draft_id)
        if known is None or draft_id not in incident.drafts:
            raise ask.deny("not_found", kind="draft", id=draft_id)
        if known.status == "published":
            raise ask.deny("already", what="published")
    if body.corrects is not None:
        ask.post(body.corrects)
    return [
        ev.DraftWritten(
            draft_id or ask.mint.next(),
            incident.id,
            body.type,
            body.parts,
            tuple(dict.fromkeys(body.outlets)),
            body.evidence,
            body.alternative_evidence,
            body.corrects,
        )
    ]


def submit_draft(ask: Context, body: cmd.SubmitDraft) -> Outcome:
    """Send to approval."""
    draft_id, draft, _ = ask.draft(body.draft)
    if draft.status not in ("written", "returned"):
        raise ask.deny("already", what=draft.status)
    return [ev.DraftSubmitted(draft_id)]


def approve_draft(ask: Context, body: cmd.ApproveDraft) -> Outcome:
    """Approve as a second person."""
    draft_id, draft, _ = ask.draft(body.draft)
    ask.function(TeamFunction.approver, TeamFunction.lead)
    if draft.status != "submitted":
        raise ask.deny("not_submitted", status=draft.status)
    if draft.writer == ask.seat.id:
        raise ask.deny("same_person")
    return [ev.DraftApproved(draft_id, body.note)]


def return_draft(ask: Context, body: cmd.ReturnDraft) -> Outcome:
    """Send back with a reason."""
    draft_id, draft, _ = ask.draft(body.draft)
    ask.require(body.reason, "reason")
    if draft.status != "submitted":
        raise ask.deny("not_submitted", status=draft.status)
    return [ev.DraftReturned(draft_id, body.reason)]


def message_stance(kind: MessageType, verdict: Verdict | None) -> Stance:
    """What a team's message does with its incident's items: from type and recorded verdict."""
    if kind is MessageType.holding_statement or verdict is None:
        return Stance.neutral
    if verdict is Verdict.true:
        return Stance.confirms
    # Advice goes out before any decision, so it must not dispute anybody: that is what the gate
    # is for.
    untrue = verdict in (Verdict.false, Verdict.misleading)
    return Stance.disputes if untrue and kind in DISPUTING else Stance.neutral


def publish_message(ask: Context, body: cmd.PublishMessage) -> Outcome:
    """Publish an approved draft from the team's own badged account."""
    draft_id, draft, incident = ask.draft(body.draft)
    content = draft.content
    ask.function(TeamFunction.spokesperson, TeamFunction.lead)
    if draft.status == "published":
        raise ask.deny("already", what="published")
    if draft.status != "approved":
        raise ask.deny("needs_approval", status=draft.status)
    needs = NEEDS[content.type]
    decision = incident.decision
    if needs is not None and (decision is None or decision.direction not in needs):
        raise ask.deny(
            "needs_decision",
            type=content.type.value,
            direction=" or ".join(sorted(one.value for one in needs if one)),
        )
    if content.type is MessageType.correction:
        ask.gate(incident, LOWEST_GATED, "correction")
    verdict = incident.verdict.verdict if incident.verdict else None
    quality = assess(ask.state, incident, content)
    account = ask.state.index.accounts[ask.state.index.teams[ask.team].account]
    message_id, post_id = ask.mint.next(), ask.mint.next()
    about = ask.state.items_of(incident)
    return [
        ev.MessagePublished(
            message_id,
            draft_id,
            incident.id,
            ask.team,
            content.type,
            decision.direction if decision else None,
            decision.rung if decision else 0,
            verdict,
            post_id,
            quality.total,
            RUBRIC,
            quality.points,
            content.corrects,
        ),
        ev.PostPublished(
            post_id,
            account.id,
            account.name,
            content.outlets[0],
            "",
            _as_text(content.parts),
            about,
            message_stance(content.type, verdict),
            ev.ONLY_A,
            "message",
            team=ask.team,
            quality=quality.total,
            advice=bool(content.parts.get(Part.advice, "").strip()),
        ),
    ]


def _as_text(parts: dict[Part, str]) -> str:
    return "\n".join(parts[part] for part in Part if parts.get(part, "").strip())


def withdraw_message(ask: Context, body: cmd.WithdrawMessage) -> Outcome:
    """Withdraw one's own message openly; it stays readable."""
    message = ask.state.messages.get(body.message)
    if message is None or message.fact.team != ask.team:
        raise ask.deny("not_own")
    if message.withdrawn_ms is not None:
        raise ask.deny("already", what="withdrawn")
    ask.require(body.reason, "reason")
    return [ev.MessageWithdrawn(body.message, body.reason)]


def _own_post(ask: Context, words: str, outlet: object, replies_to: str | None) -> ev.PostPublished:
    account = ask.state.index.accounts[ask.state.index.teams[ask.team].account]
    thread = ask.state.posts.get(replies_to) if replies_to else None
    return ev.PostPublished(
        ask.mint.next(),
        account.id,
        account.name,
        outlet,  # type: ignore[arg-type]
        "",
        words,
        thread.about if thread else (),
        Stance.neutral,
        ev.ONLY_A,
        "team",
        team=ask.team,
        replies_to=replies_to,
    )


def reply_to_post(ask: Context, body: cmd.ReplyToPost) -> Outcome:
    """Reply openly: exposes and serves the people in the thread, does not correct."""
    post = ask.public_post(body.post)
    ask.require(body.text, "text")
    return [_own_post(ask, body.text, post.outlet, post.id)]


def write_post(ask: Context, body: cmd.WritePost) -> Outcome:
    """Post openly outside any incident."""
    ask.require(body.text, "text")
    if body.outlet.value not in ask.state.index.reach:
        raise ask.deny("no_outlet", given=body.outlet.value)
    return [_own_post(ask, body.text, body.outlet, None)]


def boost_post(ask: Context, body: cmd.BoostPost) -> Outcome:
    """Boost openly, under the team's own name, once."""
    post = ask.public_post(body.post)
    account = ask.state.index.accounts[ask.state.index.teams[ask.team].account]
    if account.id in post.boosted_by:
        raise ask.deny("already", what="boosted")
    return [ev.PostBoosted(post.id, account.id, account.name, ev.ONLY_A, "team", team=ask.team)]


def send_notice(ask: Context, body: cmd.SendNotice) -> Outcome:
    """Notify the platform: decision at rung 7, full form, second person, verification, rule."""
    incident = ask.incident(body.incident)
    post = ask.public_post(body.post)
    ask.require(body.reason, "reason")
    ask.gate(incident, FULL_FORM, "notice")
    if post.id not in incident.posts or post.team is not None:
        raise ask.deny("not_found", kind="post of this incident", id=post.id)
    if any(ask.state.notices[one].post == post.id for one in incident.notices):
        raise ask.deny("already", what="notified")
    cards = ask.evidence(incident, body.evidence)
    # Not the cards but the asking is needed: protected speech has no cards, and a gate that
    # wanted some would tell what is protected.
    if not any(ask.state.requests[request].answered for request in incident.requests):
        raise ask.deny("needs_verification")
    return [
        ev.NoticeSent(
            ask.mint.next(), incident.id, ask.team, post.id, body.rule, body.reason, cards
        )
    ]


def send_referral(ask: Context, body: cmd.SendReferral) -> Outcome:
    """File a referral: rung 8, fraud with a victim or threat to life; names an item only."""
    incident = ask.incident(body.incident)
    if body.ground not in ("fraud_with_victim", "threat_to_life"):
        raise ask.deny("referral_ground", given=body.ground)
    ask.require(body.facts, "facts")
    ask.gate(incident, OTHER_UNIT, "referral")
    return [ev.ReferralSent(ask.mint.next(), incident.id, ask.team, body.ground, body.facts)]


def ask_messenger(ask: Context, body: cmd.AskMessenger) -> Outcome:
    """Ask a named partner to carry a published message; the partner may refuse."""
    incident = ask.incident(body.incident)
    account = ask.state.index.accounts.get(body.messenger)
    if account is None or account.messenger is None or account.kind is not SourceClass.messenger:
        raise ask.deny("not_messenger", account=body.messenger)
    message = ask.state.messages.get(body.message)
    if message is None or message.fact.incident != incident.id:
        raise ask.deny("needs_message")
    if message.withdrawn_ms is not None:
        raise ask.deny("already", what="withdrawn")
    if any(
        one.messenger == account.id and one.message == body.message
        for one in ask.state.messengers.values()
    ):
        raise ask.deny("already", what="asked")
    return [ev.MessengerAsked(ask.mint.next(), incident.id, ask.team, account.id, body.message)]
