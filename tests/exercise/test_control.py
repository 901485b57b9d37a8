"""The control room: clock, rows by hand, the SimCell's posts, and what it may not do."""

from __future__ import annotations

from tests.exercise.desk import Desk


def test_the_clock_is_started_once_paused_resumed_and_jumps_forward_only() -> None:
    desk = Desk()
    assert desk.refused("control", "start_exercise") == "already_started"
    assert desk.refused("control", "resume_clock") == "is_running"
    desk.make("control", "pause_clock", cause="lunch")
    assert desk.refused("control", "pause_clock") == "not_running"
    incident = {"title": "x", "posts": [desk.post_about(desk.claim())]}
    assert desk.refused("city.lead", "open_incident", **incident) == "clock_paused"
    desk.make("control", "resume_clock")
    desk.make("city.lead", "open_incident", **incident)
    assert desk.refused("control", "set_rate", percent=5) == "rate_range"
    assert desk.refused("control", "jump_clock", to_ms=1000) == "jump_back"
    ahead = desk.state.now_ms + 300_000
    desk.make("control", "jump_clock", to_ms=ahead)
    assert desk.refused("city.lead", "open_incident", **incident) == "clock_jumping"
    desk.wait(6)
    desk.make("city.lead", "open_incident", **incident)


def test_a_held_row_waits_for_a_hand_and_a_skipped_one_never_comes() -> None:
    desk = Desk(minutes=0)
    timed = [row.id for row in desk.scenario.msel if row.at and not row.to and not row.boosts]
    held, skipped = timed[0], timed[1]
    desk.make("control", "hold_inject", inject=held)
    desk.make("control", "skip_inject", inject=skipped)
    desk.wait(25)
    assert held not in desk.state.inject_posts
    assert skipped not in desk.state.inject_posts
    desk.make("control", "fire_inject", inject=held)
    assert held in desk.state.inject_posts
    assert desk.refused("control", "fire_inject", inject=held) == "already_fired"


def test_a_row_fired_early_in_one_world_still_happens_at_its_time_in_the_other() -> None:
    desk = Desk(minutes=0)
    row = next(row.id for row in desk.scenario.msel if row.at and not row.to and not row.boosts)
    desk.make("control", "fire_inject", inject=row, worlds="A")
    desk.wait(25)
    assert set(desk.state.worlds[0].fired) >= {row}
    assert set(desk.state.worlds[1].fired) >= {row}
    posts = [post for post in desk.state.posts.values() if post.inject == row]
    assert len(posts) == 1, "it did not happen twice where it had happened"


def test_a_private_row_is_of_world_a_only() -> None:
    desk = Desk(minutes=0)
    private = next((row.id for row in desk.scenario.msel if row.to), None)
    assert private is not None
    assert desk.refused("control", "fire_inject", inject=private, worlds="both") == "private_row"
    desk.make("control", "fire_inject", inject=private)


def test_the_simcell_plays_the_cast_but_never_a_team() -> None:
    desk = Desk()
    say = {"text": "Is the bridge open?", "outlet": "microblog"}
    made = desk.make("control", "play_cast", account="hana", **say)
    assert desk.state.posts[made].kind == "cast"
    assert desk.refused("control", "play_cast", account="city-desk", **say) == "not_found"
    unknown = {**say, "about": ["nothing"]}
    assert desk.refused("control", "play_cast", account="hana", **unknown) == "not_found"


def test_retagging_is_an_event_and_effective_from_then_on() -> None:
    desk = Desk()
    post = desk.post_about(desk.claim())
    other = next(item.id for item in desk.scenario.items if not item.is_claim)
    desk.make("control", "retag_post", post=post, about=[other], stance="neutral")
    assert desk.state.posts[post].about == (other,)


def test_seats_know_only_their_own_commands() -> None:
    desk = Desk()
    assert desk.refused("city.lead", "pause_clock") == "unknown_command"
    assert desk.refused("control", "decide") == "unknown_command"
    assert desk.refused("nobody", "report_post", post="1") == "unknown_seat"
    assert desk.refused("city.lead", "report_post", post="1", extra=True) == "bad_body"


def test_a_text_longer_than_anybody_writes_is_refused() -> None:
    desk = Desk()
    post = desk.post_about(desk.claim())
    assert desk.refused("city.lead", "report_post", post=post, note="x" * 5001) == "too_long"
    desk.make("city.lead", "report_post", post=post, note="x" * 5000)
