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


def decide(state: State, command: Command, now_ms: int) -> list[Event] | Refused:
    """What a command would make happen, or why it is refused. Reads only."""
    seat = state.seats.get(command.seat)
    if seat is None:
        return refuse("unknown_seat", seat=command.seat)
    allowed = _ALLOWED.get(seat.team, PLAYER_COMMANDS)
    if command.name not in allowed:
        return refuse("unknown_command", command=command.name)
    try:
        body = msgspec.convert(command.body, allowed[command.name])
    except msgspec.ValidationError as problem:
        return refuse("bad_body", problem=problem)
    if (long := _too_long(command.body)) is not None:
        return refuse("too_long", field=long[0], given=long[1], high=LONGEST_TEXT)
    if state.ended:
        return refuse("ended")
    if seat.team != CONTROL and (problem_code := _clock_refusal(state, command.name, now_ms)):
        return refuse(problem_code)
    ask = Context(state, command, seat, now_ms, Mint(state.last_id, state.epoch_ms, now_ms))
    try:
        return HANDLERS[command.name](ask, body)
    except Denied as denied:
        return denied.refusal


def _too_long(body: dict[str, Any], field: str = "") -> tuple[str, int] | None:
    """The first text in a body that is longer than a person would write, with its length."""
    for name, value in body.items():
        texts = value if isinstance(value, list | tuple) else [value]
        for text in texts:
            if isinstance(text, str) and len(text) > LONGEST_TEXT:
                return field or name, len(text)
            if isinstance(text, dict) and (found := _too_long(text, name)) is not None:
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


__all__ = ["HANDLERS", "WHILE_PAUSED", "Handler", "decide"]
