"""``decide(state, command, now) -> events | Refused``: reads only, writes nothing.

The table of handlers is the allow-list: a command without a row here does not exist.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from infodrill.exercise.commands import (
    CONTROL_COMMANDS,
    PLAYER_COMMANDS,
    STEERING_COMMANDS,
    Command,
)
from infodrill.exercise.decide import control, coordination, messages, response
from infodrill.exercise.decide.context import CONTROL, STEERING, Context, Denied, Outcome
from infodrill.exercise.events import Event
from infodrill.exercise.ids import Mint
from infodrill.exercise.refusals import Refused, refuse
from infodrill.exercise.state import State

Handler = Callable[[Context, Any], Outcome]


def _handlers(names: dict[str, type[Any]], *modules: Any) -> dict[str, Handler]:
    found = {}
    for name in names:
        found[name] = next(getattr(module, name) for module in modules if hasattr(module, name))
    return found


HANDLERS: dict[str, Handler] = _handlers(
    {**PLAYER_COMMANDS, **CONTROL_COMMANDS}, response, messages, coordination, control
)
_ALLOWED = {CONTROL: CONTROL_COMMANDS, STEERING: STEERING_COMMANDS}
WHILE_PAUSED = frozenset({"call_emergency", "draft_message"})
"""Player commands a paused clock still takes: an emergency, and writing, which is not an act."""

LONGEST_TEXT = 5000
"""Characters in one field: several printed pages, and too little to fill a disk with."""
LONGEST_LIST = 60
"""Entries in one list: more posts, cards or options than a desk can hold."""
IN_EMERGENCY = frozenset({"resume_clock", "end_exercise", "call_emergency"})
"""What the control room can do while a real emergency stops play."""


LONGEST_ID = 100
"""Characters of a command id."""


def unfit_id(command: Command) -> Refused | None:
    """A command without an id cannot be told from its repeat, so it is not even logged."""
    fits = 0 < len(command.command_id) <= LONGEST_ID and _unfit(command.command_id) is None
    return None if fits else refuse("bad_command_id")


def decide(state: State, command: Command, now_ms: int) -> list[Event] | Refused:
    """What a command would make happen, or why it is refused. Reads only."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return refuse("unknown_seat", seat=command.seat)
    allowed = _ALLOWED.get(seat.team, PLAYER_COMMANDS)
    if (problem := _unfit(command.body)) is not None:
        return problem
    if command.name not in allowed:
        return refuse("unknown_command", command=command.name)
    try:
        body = msgspec.convert(command.body, allowed[command.name])
    except msgspec.ValidationError as error:
        return refuse("bad_body", problem=error)
    if state.ended:
        return refuse("ended")
    if state.clock.emergency and seat.team == CONTROL and command.name not in IN_EMERGENCY:
        return refuse("emergency")
    if seat.team != CONTROL and (problem_code := _clock_refusal(state, command.name, now_ms)):
        return refuse(problem_code)
    ask = Context(state, command, seat, now_ms, Mint(state.last_id, state.epoch_ms, now_ms))
    try:
        return HANDLERS[command.name](ask, body)
    except Denied as denied:
        return denied.refusal


def _unfit(value: Any, field: str = "body") -> Refused | None:
    """Refuse what nobody writes: texts and lists without end, and what has no UTF-8 form."""
    if isinstance(value, str):
        if len(value) > LONGEST_TEXT:
            return refuse("too_long", field=field[:60], given=len(value), high=LONGEST_TEXT)
        if any("\ud800" <= letter <= "\udfff" for letter in value):
            return refuse("bad_body", problem=f"{field[:60]} holds half a character")
        return None
    if isinstance(value, dict | list | tuple):
        if len(value) > LONGEST_LIST:
            return refuse("too_long", field=field[:60], given=len(value), high=LONGEST_LIST)
        pairs = value.items() if isinstance(value, dict) else ((field, one) for one in value)
        for name, one in pairs:
            found = _unfit(str(name), field) or _unfit(one, str(name))
            if found is not None:
                return found
    return None


def _clock_refusal(state: State, name: str, now_ms: int) -> str | None:
    if name == "call_emergency":
        return None
    if state.clock.emergency:
        return "emergency"
    if not state.started:
        return "not_started"
    if state.clock.jumping_to_ms is not None and now_ms < state.clock.jumping_to_ms:
        return "clock_jumping"
    if not state.clock.running and name not in WHILE_PAUSED:
        return "clock_paused"
    return None


__all__ = ["HANDLERS", "WHILE_PAUSED", "Handler", "decide", "unfit_id"]
