"""Deciding what the control room asks: the clock, injects by hand, the SimCell's posts."""

from __future__ import annotations

from infodrill.exercise import commands as cmd
from infodrill.exercise import events as ev
from infodrill.exercise.decide.context import Context, Outcome
from infodrill.exercise.firing import fire_row
from infodrill.scenario.times import format_time
from infodrill.scenario.words import RowKind


def start_exercise(ask: Context, body: cmd.StartExercise) -> Outcome:
    """StartEx, once."""
    if ask.state.started:
        raise ask.deny("already_started")
    return [ev.ExerciseStarted()]


def pause_clock(ask: Context, body: cmd.PauseClock) -> Outcome:
    """Pause a running clock."""
    if not ask.state.clock.running:
        raise ask.deny("not_running")
    return [ev.ClockPaused(body.cause)]


def resume_clock(ask: Context, body: cmd.ResumeClock) -> Outcome:
    """Resume; also what ends a real emergency."""
    if not ask.state.started:
        raise ask.deny("not_started")
    if ask.state.clock.running:
        raise ask.deny("is_running")
    if ask.state.clock.emergency:
        return [ev.EmergencyCleared(), ev.ClockResumed()]
    return [ev.ClockResumed()]


def set_rate(ask: Context, body: cmd.SetRate) -> Outcome:
    """Set the clock's rate."""
    if not 10 <= body.percent <= 6000:
        raise ask.deny("rate_range", given=body.percent)
    return [ev.ClockRateSet(body.percent)]


def jump_clock(ask: Context, body: cmd.JumpClock) -> Outcome:
    """Jump forward."""
    if body.to_ms <= ask.now_ms:
        raise ask.deny("jump_back", now=format_time(ask.now_ms), to=format_time(body.to_ms))
    return [ev.ClockJumped(body.to_ms)]


def fire_inject(ask: Context, body: cmd.FireInject) -> Outcome:
    """Fire a row by hand: both worlds by default, A only for contingency and private rows."""
    row = ask.state.index.injects.get(body.inject)
    if row is None:
        raise ask.deny("not_found", kind="inject", id=body.inject)
    only_a = row.kind is RowKind.contingency or bool(row.to)
    if body.worlds not in (None, "both", "A"):
        raise ask.deny("bad_body", problem="worlds must be 'both' or 'A'")
    if only_a and body.worlds == "both":
        raise ask.deny("private_row", inject=row.id)
    worlds = ev.ONLY_A if only_a or body.worlds == "A" else ev.BOTH
    # What has happened in a world by itself does not happen there again by hand.
    worlds &= sum(1 << w for w in (0, 1) if row.id not in ask.state.worlds[w].fired)
    if not worlds:
        raise ask.deny("already_fired", inject=row.id)
    return fire_row(ask.state, row, worlds, ask.mint, by_hand=True)


def hold_inject(ask: Context, body: cmd.HoldInject) -> Outcome:
    """Hold a waiting row back."""
    return [ev.InjectHeld(_waiting(ask, body.inject), _worlds(ask, body.worlds))]


def skip_inject(ask: Context, body: cmd.SkipInject) -> Outcome:
    """Skip a waiting row for good."""
    return [ev.InjectSkipped(_waiting(ask, body.inject), _worlds(ask, body.worlds))]


def _waiting(ask: Context, inject_id: str) -> str:
    if inject_id not in ask.state.index.injects:
        raise ask.deny("not_found", kind="inject", id=inject_id)
    if inject_id in ask.state.worlds[0].fired:
        raise ask.deny("already_fired", inject=inject_id)
    return inject_id


def _worlds(ask: Context, asked: str) -> int:
    if asked not in ("both", "A"):
        raise ask.deny("bad_body", problem="worlds must be 'both' or 'A'")
    return ev.ONLY_A if asked == "A" else ev.BOTH


def retag_post(ask: Context, body: cmd.RetagPost) -> Outcome:
    """Change what a post is about, from now on."""
    post = ask.state.posts.get(body.post)
    if post is None:
        raise ask.deny("not_found", kind="post", id=body.post)
    for item in body.about:
        if item not in ask.state.index.items:
            raise ask.deny("not_found", kind="item", id=item)
    return [ev.PostRetagged(post.id, body.about, body.stance)]


def play_cast(ask: Context, body: cmd.PlayCast) -> Outcome:
    """Post as a cast account; worlds both, or A when it depends on what only A has seen."""
    account = ask.state.index.accounts.get(body.account)
    if account is None or account.team is not None:
        raise ask.deny("not_found", kind="cast account", id=body.account)
    ask.require(body.text, "text")
    for item in body.about:
        if item not in ask.state.index.items:
            raise ask.deny("not_found", kind="item", id=item)
    target = ask.state.posts.get(body.replies_to) if body.replies_to else None
    if body.replies_to and target is None:
        raise ask.deny("not_found", kind="post", id=body.replies_to)
    depends_on_a = target is not None and target.worlds != ev.BOTH
    worlds = ev.ONLY_A if depends_on_a else _worlds(ask, body.worlds)
    return [
        ev.PostPublished(
            ask.mint.next(),
            account.id,
            account.name,
            body.outlet,
            "",
            body.text,
            body.about,
            body.stance,
            worlds,
            "cast",
            replies_to=body.replies_to,
        )
    ]


def message_team(ask: Context, body: cmd.MessageTeam) -> Outcome:
    """A private message to a team."""
    if body.team not in ask.state.index.teams:
        raise ask.deny("not_found", kind="team", id=body.team)
    account = ask.state.index.accounts.get(body.sender)
    if account is None or account.team is not None:
        raise ask.deny("not_found", kind="cast account", id=body.sender)
    ask.require(body.text, "text")
    return [
        ev.TeamMessaged(
            ask.mint.next(), body.team, account.id, account.name, "phone", "", "", body.text, ()
        )
    ]


def end_exercise(ask: Context, body: cmd.EndExercise) -> Outcome:
    """EndEx."""
    return [ev.ExerciseEnded("control")]


def call_emergency(ask: Context, body: cmd.CallEmergency) -> Outcome:
    """Any seated person: freezes the clock and blanks the feeds at once."""
    if ask.state.clock.emergency:
        raise ask.deny("already", what="called")
    return [ev.EmergencyCalled(body.what)]
