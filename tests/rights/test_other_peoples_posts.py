"""What others wrote stays what they wrote, and whatever a player does shows who did it."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings

from infodrill.exercise import events as ev
from infodrill.exercise.commands import CONTROL_COMMANDS, PLAYER_COMMANDS
from infodrill.exercise.decide.context import STEERING
from infodrill.exercise.state import Post
from infodrill.scenario.words import SourceClass
from infodrill.views.play.seen import seen_by
from tests.fixtures import whole_scenario
from tests.rights.moves import UNSHRUNK, Move, games, move
from tests.rights.table import Table, quiet, with_evidence


def written_by_others(table: Table, team: str) -> dict[str, dict[str, Any]]:
    """Everything about every post that is not the team's own, but how often it was boosted."""
    return {
        post.id: {name: value for name, value in _fields(post).items() if name != "boosts"}
        for post in table.state.posts.values()
        if post.team != team
    }


def _fields(post: Post) -> dict[str, Any]:
    return {field.name: getattr(post, field.name) for field in dataclasses.fields(post)}


def play(game: list[int]) -> None:
    table = Table(quiet(with_evidence(whole_scenario())), minutes=28)
    for number in game:
        one = move(table.state, number)
        if one.name:
            check_command(table, one)
            continue
        # No team wrote as nobody: everything that stands is compared.
        before = written_by_others(table, "")
        table.wait(one.minutes)
        after = written_by_others(table, "")
        assert {post: after[post] for post in before} == before, "the world touched what stands"


def check_command(table: Table, one: Move) -> None:
    """Give the command and hold the line of design 5.4 against everything it did."""
    team = table.state.team_of(one.seat)
    others, known = written_by_others(table, team), set(table.state.posts)
    told = len(table.records)
    answer = table.ask(one.seat, one.name, one.body, one.seen)
    assert written_by_others(table, team) == others, f"{one.name} touched what others wrote"
    assert known <= set(table.state.posts), f"{one.name} removed a post"
    made = [record.payload for record in table.records[told:]]
    if one.name not in PLAYER_COMMANDS or team == "":
        assert answer.refused is not None, f"{one.name} was carried out for {one.seat!r}"
    if answer.refused is not None:
        assert [type(event) for event in made] == [ev.CommandRefused]
    for event in made:
        if isinstance(event, ev.PostPublished | ev.PostBoosted):
            assert_badged(table, event, team)


def assert_badged(table: Table, event: ev.PostPublished | ev.PostBoosted, team: str) -> None:
    """The act shows the team, under the name of its own official account."""
    account = table.scenario.account(table.state.index.teams[team].account)
    assert account is not None
    assert account.kind is SourceClass.official
    assert (event.team, event.account, event.name) == (team, account.id, account.name)
    assert event.worlds == ev.ONLY_A


@given(game=games(80))
@settings(max_examples=30, phases=UNSHRUNK)
def test_no_command_touches_what_others_wrote_and_every_act_shows_its_team(
    game: list[int],
) -> None:
    play(game)


@pytest.mark.soak
@given(game=games(300))
@settings(max_examples=400, phases=UNSHRUNK)
def test_nor_in_long_games(game: list[int]) -> None:
    play(game)


def published(table: Table) -> tuple[str, str]:
    """The id of a message of the city and of its post."""
    incident = table.incident("crack")
    cards = table.verdict(incident, "false")
    table.make(
        "city.lead", "decide", incident=incident, direction="acting_on", rung=1, rationale="Help."
    )
    draft = table.make(
        "city.writer", "draft_message", incident=incident, type="answer",
        parts={"fact": "The dam stands."}, outlets=["microblog"], evidence=cards,
    )  # fmt: skip
    table.make("city.writer", "submit_draft", draft=draft)
    table.make("city.approver", "approve_draft", draft=draft)
    message = table.make("city.spokesperson", "publish_message", draft=draft)
    return message, table.state.messages[message].fact.post


def test_a_withdrawn_message_stays_readable() -> None:
    table = Table(whole_scenario(), minutes=10)
    message, post = published(table)
    before = table.state.posts[post].text
    table.make("city.lead", "withdraw_message", message=message, reason="We erred.")
    after = table.state.posts[post]
    assert after.withdrawn
    assert after.text == before != ""


def test_only_ones_own_message_is_withdrawn() -> None:
    table = Table(whole_scenario(), minutes=10)
    message, post = published(table)
    body = {"message": message, "reason": "It should not stand."}
    answer = table.ask("region.lead", "withdraw_message", body)
    assert answer.refused is not None
    assert answer.refused.code == "not_own"
    assert not table.state.posts[post].withdrawn


def test_a_partner_speaks_under_its_own_name_at_the_request_of_the_team() -> None:
    table = Table(whole_scenario(), minutes=10)
    message, _ = published(table)
    incident = table.state.messages[message].fact.incident
    table.make(
        "city.liaison", "ask_messenger", incident=incident, messenger="ferry", message=message
    )
    table.wait(6)
    carried = [
        record
        for record in table.records
        if isinstance(record.payload, ev.PostPublished) and record.payload.at_request_of
    ]
    assert [record.payload.account for record in carried] == ["ferry"]  # type: ignore[attr-defined]
    assert [record.payload.at_request_of for record in carried] == ["city"]  # type: ignore[attr-defined]


def test_the_request_to_a_partner_is_seen_by_everybody() -> None:
    """A label that only the log holds is no label: what a team sees must say at whose request."""
    table = Table(whole_scenario(), minutes=10)
    message, _ = published(table)
    incident = table.state.messages[message].fact.incident
    table.make(
        "city.liaison", "ask_messenger", incident=incident, messenger="ferry", message=message
    )
    table.wait(6)
    carried = next(
        record
        for record in table.records
        if isinstance(record.payload, ev.PostPublished) and record.payload.at_request_of
    )
    seen = seen_by(table.state, carried, "region")
    assert seen is not None
    assert seen.at_request_of == "city"


@pytest.mark.parametrize("function", ["lead", "monitor", "writer", "liaison"])
def test_any_seat_of_a_team_stops_play_for_a_real_emergency(function: str) -> None:
    table = Table(whole_scenario(), minutes=2)
    assert table.ask(f"region.{function}", "call_emergency", {"what": "smoke"}).refused is None
    assert table.state.clock.emergency
    assert not table.state.clock.running
    for name in PLAYER_COMMANDS:
        answer = table.ask("city.lead", name, {})
        assert answer.refused is not None
        assert answer.refused.code in ("emergency", "bad_body", "already"), name
    assert table.refused("city.lead", "resume_clock") == "unknown_command"
    assert table.state.clock.emergency
    assert table.ask("control", "resume_clock", {}).refused is None
    assert not table.state.clock.emergency


@pytest.mark.parametrize("seat", [STEERING, "control"])
def test_steering_and_control_stop_play_too(seat: str) -> None:
    table = Table(whole_scenario(), minutes=2)
    assert table.ask(seat, "call_emergency", {}).refused is None
    assert table.state.clock.emergency


def test_an_emergency_is_called_before_startex_too() -> None:
    table = Table(whole_scenario())
    table.state.started = False
    table.state.clock.running = False
    assert table.ask("city.writer", "call_emergency", {}).refused is None


@pytest.mark.parametrize("seat", ["nobody", "", "city", "city.stranger", "world"])
def test_who_is_not_in_the_roster_can_do_nothing(seat: str) -> None:
    table = Table(whole_scenario(), minutes=5)
    for name in {**PLAYER_COMMANDS, **CONTROL_COMMANDS}:
        assert table.refused(seat, name) == "unknown_seat"


def test_a_player_has_no_command_of_control() -> None:
    table = Table(whole_scenario(), minutes=5)
    for seat, entry in table.state.seats.items():
        if entry.team == "control":
            continue
        for name in CONTROL_COMMANDS.keys() - PLAYER_COMMANDS.keys():
            assert table.refused(seat, name) == "unknown_command", (seat, name)


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("write_post", {"text": "Good evening.", "outlet": "microblog"}),
        ("boost_post", {}),
        ("reply_to_post", {"text": "Good evening."}),
    ],
)
def test_who_has_no_account_does_not_speak(name: str, body: dict[str, Any]) -> None:
    """The steering seat directs; it has no badged account, so it is refused, not served."""
    table = Table(whole_scenario(), minutes=5)
    if name != "write_post":
        body = {**body, "post": table.post_about("crack")}
    assert table.ask(STEERING, name, body).refused is not None
