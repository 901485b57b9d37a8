"""Scripted teams: plays of commands, started by what a player's view shows, as an inbox.

A scripted team uses the same commands as people and sees the same things; it is given no ground
truth. File names play no part: a team is what its plays say.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import msgspec

from infodrill.exercise.commands import Command
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import Adjust, Play, ScriptedTeam, Sees, Step
from infodrill.views.play.seen import Seen, seen_by

POLL_SECONDS = 20
"""How often a waiting step looks again."""
PATIENCE_SECONDS = 3600
"""A wait that takes longer is given up, and the play goes on."""


class UnknownTeam(ValueError):
    """No scripted team of that name; the message lists those there are."""


def scripted_team(scenario: Scenario, name: str) -> ScriptedTeam:
    """A shipped team with the plays of what it extends folded in. Raises UnknownTeam."""
    found = next((team for team in scenario.scripted_teams if team.name == name), None)
    if found is None:
        known = ", ".join(sorted(team.name for team in scenario.scripted_teams)) or "none"
        raise UnknownTeam(f"no scripted team {name!r}; the scenario has: {known}")
    return resolve(scenario, found)


def resolve(scenario: Scenario, team: ScriptedTeam, depth: int = 0) -> ScriptedTeam:
    """Fold in what a team extends and apply its adjustments."""
    if depth > 5:
        raise UnknownTeam(f"scripted team {team.name!r} extends itself in a circle")
    plays = team.plays
    if team.extends is not None:
        base = next((one for one in scenario.scripted_teams if one.name == team.extends), None)
        if base is None:
            raise UnknownTeam(f"{team.name!r} extends {team.extends!r}, which does not exist")
        own = {play.id for play in plays}
        inherited = resolve(scenario, base, depth + 1).plays
        plays = (*(play for play in inherited if play.id not in own), *plays)
    adjusted = tuple(_adjusted(play, team.adjust) for play in plays)
    return msgspec.structs.replace(team, extends=None, adjust=(), plays=adjusted)


def _adjusted(play: Play, changes: tuple[Adjust, ...]) -> Play:
    steps = []
    for step in play.steps:
        for change in changes:
            if change.do in ("*", step.do) and change.play in (None, play.id):
                step = _change(step, change)
        steps.append(step)
    return msgspec.structs.replace(play, steps=tuple(steps))


def _change(step: Step, change: Adjust) -> Step:
    body = dict(step.body)
    if step.do == "draft_message":
        if change.drop_parts:
            body["parts"] = {
                part: words
                for part, words in body.get("parts", {}).items()
                if part not in change.drop_parts
            }
        if change.drop_evidence:
            body["evidence"], body["alternative_evidence"] = [], []
    return msgspec.structs.replace(step, after=step.after + change.add_seconds, body=body)


@dataclass
class _Running:
    """A play under way: where it is and what its names mean."""

    play: Play
    step: int = 0
    names: dict[str, str] = field(default_factory=dict)
    waited: int = 0
    tries: int = 0
    """Times the step was refused by a jumping clock: each try is a command of its own."""


class ScriptedInbox:
    """All scripted teams of an exercise as one inbox; subscribe ``watch`` to the conductor."""

    def __init__(self, team: ScriptedTeam, teams: tuple[str, ...]) -> None:
        self._waiting = [play for play in team.plays if play.team in teams]
        self._teams = teams
        self._queue: list[tuple[int, int, _Running]] = []
        self._order = 0
        self._given: _Running | None = None
        self._state: State | None = None
        self.refusals: list[tuple[str, str, str]] = []
        """(play, command, refusal code) of refused steps, for planners and tests."""

    @property
    def never_started(self) -> tuple[str, ...]:
        """Plays whose trigger was never seen."""
        return tuple(play.id for play in self._waiting)

    def watch(self, record: Record, state: State) -> None:
        """See what each team sees; start the plays it triggers."""
        self._state = state
        if not self._waiting:
            return
        for team in self._teams:
            seen = seen_by(state, record, team)
            if seen is None:
                continue
            for play in [one for one in self._waiting if one.team == team]:
                if _matches(play.sees, seen):
                    self._waiting.remove(play)
                    self._start(play, seen)

    def _start(self, play: Play, seen: Seen) -> None:
        running = _Running(play)
        if seen.kind in ("post", "private"):
            running.names["$post"] = seen.id
        elif seen.kind == "handover":
            running.names["$incident"] = seen.id
        elif seen.kind == "task":
            running.names["$task"] = seen.id
        self._schedule(running, seen.at_ms)

    def _schedule(self, running: _Running, now_ms: int, gap: int | None = None) -> None:
        if running.step >= len(running.play.steps):
            return
        wait = running.play.steps[running.step].after if gap is None else gap
        self._order += 1
        heapq.heappush(self._queue, (now_ms + wait * 1000, self._order, running))

    def next(self, until_ms: int) -> tuple[int, Command] | None:
        """The next step due; waits and jumps are handled here."""
        state = self._state
        while state is not None and self._queue and self._queue[0][0] <= until_ms:
            due, _, running = heapq.heappop(self._queue)
            jump = state.clock.jumping_to_ms
            if jump is not None and due <= jump:
                self._schedule(running, jump, 1 + running.play.steps[running.step].after % 600)
                continue
            step = running.play.steps[running.step]
            if step.do.startswith("wait_"):
                self._wait(running, step, due, state)
                continue
            self._given = running
            return due, self._command(running, step, state)
        return None

    def _wait(self, running: _Running, step: Step, due: int, state: State) -> None:
        running.waited += POLL_SECONDS
        if _arrived(step.do, running, state) or running.waited > PATIENCE_SECONDS:
            running.step, running.waited = running.step + 1, 0
            self._schedule(running, due)
        else:
            self._schedule(running, due, POLL_SECONDS)

    def _command(self, running: _Running, step: Step, state: State) -> Command:
        team = step.team or running.play.team
        body = _resolve(step.body, _lookup(running, state))
        return Command(
            f"{running.play.id}.{running.step}.{running.tries}",
            f"{team}.{step.by.value}",
            step.do,
            body,
        )

    def answered(self, made: str, refused: str | None, now_ms: int) -> None:
        """Take the answer to the command last given and plan the next step."""
        running, self._given = self._given, None
        if running is None:
            return
        step = running.play.steps[running.step]
        if refused is not None:
            self.refusals.append((running.play.id, step.do, refused))
            if refused in ("clock_jumping", "clock_paused", "emergency"):
                running.tries += 1
                self._schedule(running, now_ms, POLL_SECONDS)
                return
            if refused != "already":
                return  # the play has lost its footing; what follows would be nonsense
        name = _RESULT_NAMES.get(step.do)
        if name and made:
            running.names[name] = made
        running.step += 1
        self._schedule(running, now_ms)


_RESULT_NAMES = {
    "open_incident": "$incident",
    "draft_message": "$draft",
    "publish_message": "$message",
    "give_task": "$task",
    "write_post": "$own_post",
    "reply_to_post": "$own_post",
}


def _matches(sees: Sees, seen: Seen) -> bool:
    kind = (
        "start" if sees.start
        else "handover" if sees.handover
        else "task" if sees.task
        else "private" if sees.private
        else "post"
    )  # fmt: skip
    if seen.kind != kind:
        return False
    if sees.sender is not None and seen.account != sees.sender:
        return False
    if sees.outlet is not None and seen.outlet != sees.outlet.value:
        return False
    text = f"{seen.title}\n{seen.text}".casefold()
    return sees.contains is None or sees.contains.casefold() in text


def _arrived(what: str, running: _Running, state: State) -> bool:
    if what == "wait_evidence":
        incident = state.incidents.get(running.names.get("$incident", ""))
        return incident is None or all(
            state.requests[request].answered for request in incident.requests
        )
    draft = state.drafts.get(running.names.get("$draft", ""))
    return draft is None or draft.status in ("approved", "published")


def _lookup(running: _Running, state: State) -> Callable[[str], Any]:
    def look(name: str) -> Any:
        incident = state.incidents.get(running.names.get("$incident", ""))
        cards = list(incident.evidence) if incident else []
        if name in ("$evidence", "$explaining"):
            # Which cards explain what happened is for the team to see in their words.
            return cards
        return running.names.get(name, "")

    return look


def _resolve(value: Any, look: Callable[[str], Any]) -> Any:
    if isinstance(value, str) and value.startswith("$"):
        return look(value)
    if isinstance(value, dict):
        return {key: _resolve(one, look) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_resolve(one, look) for one in value]
    return value
