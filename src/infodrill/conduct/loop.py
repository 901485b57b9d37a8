"""Running an exercise from StartEx to the closing record: commands, then the tick, in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from infodrill.conduct.conductor import CONTROL_SEAT, Conductor, Result
from infodrill.exercise.commands import Command


class AnsweredInbox(Protocol):
    """An inbox that wants to know what became of its commands."""

    def next(self, until_ms: int) -> tuple[int, Command] | None:
        """See ``ports.Inbox``."""

    def answered(self, made: str, refused: str | None, now_ms: int) -> None:
        """The answer to the command last given."""


def conduct(
    conductor: Conductor,
    inbox: AnsweredInbox,
    *,
    control: tuple[tuple[int, Command], ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Run a whole exercise.

    Args:
        conductor: the exercise; opened, started, ended and closed here.
        inbox: where the teams' commands come from.
        control: commands of the control room at given exercise times, in time order.
        progress: called with (exercise ms, end ms) after every tick.
    """
    conductor.open()
    conductor.submit(Command("startex", CONTROL_SEAT, "start_exercise", {}), 0)
    end_ms = conductor.setup.selection.end_ms
    hand = list(control)
    tick = 0
    while tick * conductor.tick_ms <= end_ms and not conductor.state.ended:
        until = tick * conductor.tick_ms
        while True:
            due_by_hand = bool(hand) and (hand[0][0] <= until or not conductor.state.clock.running)
            if not conductor.state.clock.running and not conductor.state.ended:
                # Nothing moves while the clock stands: only the control room can go on.
                if not hand:
                    conductor.end("clock left paused")
                    return
                conductor.submit(hand.pop(0)[1], conductor.state.now_ms)
                continue
            given = inbox.next(min(until, hand[0][0]) if hand else until)
            if given is not None:
                at_ms, command = given
                _answer(inbox, conductor.submit(command, at_ms), conductor)
            elif due_by_hand:
                at_ms, command = hand.pop(0)
                conductor.submit(command, at_ms)
            else:
                break
        conductor.tick(tick)
        if progress is not None:
            progress(until, end_ms)
        tick += 1
    conductor.end("scenario end")


def _answer(inbox: AnsweredInbox, result: Result, conductor: Conductor) -> None:
    refused = result.refused.code if result.refused else None
    inbox.answered(result.made, refused, conductor.state.now_ms)
