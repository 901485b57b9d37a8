"""What the scenario hides, players never receive; what they ask for, not before it comes.

Every field of a package is classified by hand in one table. Every text that may carry one is given
a canary, a whole exercise is played, and everything that a player's view yields is searched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import msgspec
import pytest
from msgspec import Struct

from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.exercise import events as ev
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.scenario.item import Evidence
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.views.play.seen import Seen, seen_by
from tests.fixtures import whole_scenario
from tests.rights.moves import move
from tests.rights.policies import Choice, act_on, marked, team_of
from tests.rights.table import Table, with_evidence

OPEN = "open"
"""Players may know it from the start: it stands in a briefing, on a badge, in a process."""
TOLD = "told"
"""Players get it when it happens in the world, or when they ask for it; never before."""
HIDDEN = "hidden"
"""Text that no player gets before EndEx."""
INNER = "inner"
"""Hidden too, but a number, a time, a closed list's word or a reference: it holds no canary."""
PARTS = "parts"
"""Holds other records, which have their own rows."""

FIELDS: dict[str, dict[str, str]] = {
    "Scenario": {
        PARTS: "header items cast msel processes audience phrases scripted_teams briefings locales",
    },
    "Header": {
        OPEN: "id title summary scope level method nature mission_area sponsor contact languages"
        " calendar_start tick_seconds end places",
        INNER: "format",
        PARTS: "objectives phases teams cuts jumps",
    },
    "Objective": {OPEN: "id title", PARTS: "capabilities"},
    "Capability": {OPEN: "id title", HIDDEN: "target", PARTS: "critical_tasks"},
    "CriticalTask": {HIDDEN: "title", INNER: "id measures"},
    "Phase": {OPEN: "id title start end task product gate"},
    "TeamRole": {OPEN: "id title unit level account parent functions answers_for"},
    "Cut": {OPEN: "id title end teams", INNER: "injects background items"},
    "Jump": {OPEN: "start end title"},
    "Item": {
        HIDDEN: "id statement",
        INNER: "topic truth protected of_own_authority authority_is_wrong subject techniques owner"
        " at_risk infectiousness plausibility",
        PARTS: "reference harm evidence truth_arrives",
    },
    "Reference": {HIDDEN: "why", INNER: "direction rung within_minutes"},
    "Harm": {HIDDEN: "who danger", INNER: "kind severity"},
    "Evidence": {
        TOLD: "id title text source",
        INNER: "method points from_subject strength delay_minutes available explains",
    },
    "Arrival": {INNER: "at inject"},
    "Account": {
        OPEN: "id name handle bio team",
        HIDDEN: "voice",
        INNER: "kind followers impersonates",
        PARTS: "messenger",
    },
    "Messenger": {TOLD: "answer", INNER: "accepts delay_minutes"},
    "Inject": {
        TOLD: "title text sender outlet delivery replies_to boosts media media_text",
        HIDDEN: "id expected controller",
        INNER: "kind at when to about stance quality advice key phase expected_minutes"
        " expected_team objective critical_task presses_to task",
    },
    "Tree": {OPEN: "id title kind start", PARTS: "nodes"},
    "Node": {OPEN: "id title guidance decides minutes requires", PARTS: "choices leaf"},
    "Choice": {OPEN: "id label to"},
    "Leaf": {OPEN: "direction rung"},
    "AudienceConfig": {
        INNER: "agents people_represented network_seed communities mean_follows",
        PARTS: "segments channels",
    },
    "Segment": {
        HIDDEN: "title",
        INNER: "id share kind scepticism activity hours trust affinity",
    },
    "Channel": {INNER: "outlet reach"},
    "Phrases": {TOLD: "names", PARTS: "sets"},
    "PhraseSet": {INNER: "about", TOLD: "repeats doubts answers asks reach"},
    "ScriptedTeam": {INNER: "name extends", HIDDEN: "summary", PARTS: "adjust plays"},
    "Adjust": {INNER: "do play add_seconds drop_parts drop_evidence"},
    "Play": {INNER: "id team", PARTS: "sees steps"},
    "Sees": {INNER: "sender contains outlet private handover task start"},
    "Step": {INNER: "do by after body team"},
    "Briefing": {OPEN: "name text"},
    "Locale": {OPEN: "language", HIDDEN: "texts"},
}
"""What a player may get of every field. A field that is not here fails the tests."""

SEEN_FIELDS = "kind id at_ms account name outlet title text replies_to at_request_of"


def kinds(root: Any) -> Iterator[type[Struct]]:
    """Every record type that a scenario is made of."""
    todo, known = [root], set()
    while todo:
        kind = todo.pop()
        todo.extend(get_args(kind))
        if isinstance(kind, type) and issubclass(kind, Struct) and kind not in known:
            known.add(kind)
            yield kind
            todo.extend(field.type for field in msgspec.structs.fields(kind))


def class_of(kind: str, field: str) -> str:
    return next(word for word, names in FIELDS[kind].items() if field in names.split())


def test_every_field_of_a_package_is_classified_once() -> None:
    real = {
        kind.__name__: sorted(field.name for field in msgspec.structs.fields(kind))
        for kind in kinds(Scenario)
    }
    written = {
        kind: sorted(name for names in row.values() for name in names.split())
        for kind, row in FIELDS.items()
    }
    assert written == real


def test_a_player_sees_exactly_these_fields_of_anything() -> None:
    assert " ".join(field.name for field in msgspec.structs.fields(Seen)) == SEEN_FIELDS


class Canaries:
    """A scenario whose texts can be recognised, and where each canary comes from."""

    def __init__(self, scenario: Scenario) -> None:
        self.hidden: dict[str, str] = {}
        self.cards: dict[str, str] = {}
        """Canary to evidence id."""
        self.rows: dict[str, str] = {}
        """Canary to row id."""
        self._count = 0
        with_texts = self._copy(scenario)
        renamed = {
            name: self._new(where, self.hidden)
            for where, names in (
                ("Item.id", [item.id for item in scenario.items]),
                ("Inject.id", [row.id for row in scenario.msel]),
            )
            for name in names
        }
        self.scenario = msgspec.convert(
            _renamed(msgspec.to_builtins(with_texts), renamed), Scenario
        )
        self.rows = {canary: renamed[row] for canary, row in self.rows.items()}

    def _new(self, where: str, book: dict[str, str], of: str = "") -> str:
        self._count += 1
        canary = f"canary{self._count:05d}x"
        book[canary] = of or where
        return canary

    def _copy(self, record: Struct) -> Any:
        kind = type(record).__name__
        changes = {}
        for name in record.__struct_fields__:
            value = getattr(record, name)
            secrecy = class_of(kind, name)
            if secrecy == PARTS:
                changes[name] = self._parts(value)
            elif secrecy == HIDDEN and name != "id":
                changes[name] = self._text(value, f"{kind}.{name}")
            elif isinstance(record, Evidence) and name in ("title", "text", "source"):
                changes[name] = f"{value} {self._new('', self.cards, record.id)}"
            elif isinstance(record, Inject) and name in ("title", "text", "media_text") and value:
                # The title of a public row is the planner's; a private one is its subject line.
                told = name != "title" or record.to
                book = self.rows if told else self.hidden
                of = record.id if told else "Inject.title of a public row"
                changes[name] = f"{value} {self._new('', book, of)}"
        return msgspec.structs.replace(record, **changes)

    def _parts(self, value: Any) -> Any:
        if isinstance(value, tuple):
            return tuple(self._copy(one) for one in value)
        return self._copy(value) if isinstance(value, Struct) else value

    def _text(self, value: Any, where: str) -> Any:
        if isinstance(value, dict):
            return {key: self._text(words, where) for key, words in value.items()}
        assert isinstance(value, str)
        return f"{value} {self._new(where, self.hidden)}"


def _renamed(value: Any, names: dict[str, str]) -> Any:
    """Ids replaced wherever they stand, in conditions too."""
    if isinstance(value, dict):
        return {
            key: _in_condition(one, names) if key == "when" and one else _renamed(one, names)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_renamed(one, names) for one in value]
    return names.get(value, value) if isinstance(value, str) else value


def _in_condition(when: str, names: dict[str, str]) -> str:
    return re.sub(r'"([^"]+)"', lambda match: f'"{names.get(match[1], match[1])}"', when)


CHOICES: tuple[Choice, ...] = ("honest", "answer", "deny", "suppress", "notice", "ignore")


class Played(Struct):
    """A whole run on a scenario full of canaries."""

    canaries: Any
    run: HeadlessRun
    seen: list[tuple[int, str, str]]
    """(record number, team, JSON) of everything that anybody saw before EndEx."""


@pytest.fixture(scope="module")
def played() -> Played:
    """Both teams' posts, evidence, notices and tasks: every choice is taken for some item."""
    scenario = marked(with_evidence(whole_scenario()))
    canaries = Canaries(scenario)
    acts = [
        act_on(item, CHOICES[number % len(CHOICES)])
        for number, item in enumerate(scenario.items)
        if item.is_claim or CHOICES[number % len(CHOICES)] != "deny"
    ]
    seen: list[tuple[int, str, str]] = []

    def look(record: Record, state: State) -> None:
        for team in ("city", "region"):
            one = seen_by(state, record, team)
            if one is not None and not state.ended:
                seen.append((record.seq, team, msgspec.json.encode(one).decode()))

    team = team_of(*acts)
    run = run_headless(canaries.scenario, team, agents=500, subscribers=(look,))
    assert run.refusals == ()
    assert len(seen) > 100
    return Played(canaries, run, seen)


def test_nothing_hidden_is_ever_seen(played: Played) -> None:
    leaks = [
        (where, team, text)
        for _, team, text in played.seen
        for canary, where in played.canaries.hidden.items()
        if canary in text
    ]
    assert leaks == []
    classes = set(played.canaries.hidden.values())
    assert {"Item.id", "Item.statement", "Reference.why", "Inject.id", "Harm.who"} <= classes


def test_evidence_is_seen_by_those_who_asked_and_not_before_it_comes(played: Played) -> None:
    received: dict[tuple[str, str], int] = {}
    for record in played.run.records:
        event = record.payload
        if isinstance(event, ev.EvidenceReceived):
            team = played.run.state.incidents[event.incident].team
            for card in event.cards:
                received.setdefault((team, card), record.seq)
    early = []
    shown = set()
    for seq, team, text in played.seen:
        for canary, card in played.canaries.cards.items():
            if canary in text:
                shown.add(card)
                if seq < received.get((team, card), 10**9):
                    early.append((card, team, seq))
    assert early == []
    assert len(shown) > 10
    assert len(shown) < len(set(played.canaries.cards.values())), "some were never asked for"


def test_rows_are_seen_when_they_happen_by_those_they_reach(played: Played) -> None:
    fired = {
        record.payload.inject: record.seq
        for record in reversed(played.run.records)
        if isinstance(record.payload, ev.InjectFired) and record.payload.worlds & ev.ONLY_A
    }
    rows = {row.id: row for row in played.canaries.scenario.msel}
    wrong = []
    shown = set()
    for seq, team, text in played.seen:
        for canary, row in played.canaries.rows.items():
            if canary in text:
                shown.add(row)
                if seq < fired.get(row, 10**9) or (rows[row].to and team not in rows[row].to):
                    wrong.append((row, team, seq))
    assert wrong == []
    assert {bool(rows[row].to) for row in shown} == {True, False}
    assert shown < set(rows), "the contingency row never happened"


def test_no_refusal_tells_anything_hidden() -> None:
    """A player who tries everything is told no more than one who looks on."""
    canaries = Canaries(marked(with_evidence(whole_scenario())))
    table = Table(canaries.scenario, minutes=28)
    for number in range(400):
        one = move(table.state, number)
        if not one.name:
            table.wait(1)
            continue
        given = msgspec.json.encode(one.body).decode()
        answer = table.ask(one.seat, one.name, one.body, one.seen)
        told = msgspec.json.encode(answer).decode()
        leaks = [
            where
            for canary, where in canaries.hidden.items()
            if canary in told and canary not in given
        ]
        assert leaks == [], (one, told)


def test_a_canary_that_gets_out_is_found() -> None:
    """The search finds a text that a careless scenario puts where players look."""
    canaries = Canaries(marked(with_evidence(whole_scenario())))
    item = canaries.scenario.items[0]
    rows = tuple(
        msgspec.structs.replace(row, text=item.statement) if item.id in row.about else row
        for row in canaries.scenario.msel
    )
    table = Table(msgspec.structs.replace(canaries.scenario, msel=rows), minutes=4)
    told = [
        msgspec.json.encode(one).decode()
        for record in table.records
        if (one := seen_by(table.state, record, "city")) is not None
    ]
    assert any(canary in text for canary in canaries.hidden for text in told)
