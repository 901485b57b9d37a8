"""The one loop: stamp, decide, commit, apply, views, subscribers.

``run``, ``demo`` and ``serve`` all go through it, so nothing, ticks included, is shown before it is
kept.

The order within a tick: clock -> due timed injects -> accepted posts as stimuli -> audience ->
conditions -> follow-ups. Rows due at the same time fire in MSEL order.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from msgspec import Struct

from infodrill.audience.facts import COUNTERS
from infodrill.audience.stimulus import Stimulus, TrustAct, TruthArrival
from infodrill.audience.version import CALIBRATION, ENGINE
from infodrill.conduct.ports import Salts, Store, VirtualWallClock, WallClock
from infodrill.exercise import events as ev
from infodrill.exercise.apply import apply
from infodrill.exercise.commands import Command
from infodrill.exercise.conditions import ConditionBook
from infodrill.exercise.crowd import visible_crowd
from infodrill.exercise.decide import HANDLERS, decide, unfit_id
from infodrill.exercise.decide.context import CONTROL, STEERING
from infodrill.exercise.events import Event, SeatEntry
from infodrill.exercise.firing import fire_row
from infodrill.exercise.followups import followups, framing
from infodrill.exercise.ids import Mint
from infodrill.exercise.listeners import audience_spec
from infodrill.exercise.record import GENESIS, Record, canonical, write_record
from infodrill.exercise.refusals import Refused, refuse
from infodrill.exercise.state import State
from infodrill.exercise.stimuli import Heard, stimuli_of
from infodrill.scenario.cutting import Selection
from infodrill.scenario.digest import scenario_digest
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.times import parse_time
from infodrill.scenario.words import RowKind

WORLD = "world"
"""The seat of what the world does by itself."""
CONTROL_SEAT = "control"


class Setup(Struct, frozen=True):
    """What an exercise is made of: scenario + roster + seed."""

    scenario: Scenario
    selection: Selection
    seed: int
    agents: int
    played_by: str
    threads: int = 1


class Result(Struct, frozen=True):
    """The answer to a command: the object it made, or why it was refused."""

    made: str = ""
    refused: Refused | None = None


Subscriber = Callable[[Record, State], None]


def epoch_ms(scenario: Scenario) -> int:
    """Unix milliseconds of the scenario's calendar start, read as UTC."""
    start = datetime.fromisoformat(scenario.header.calendar_start).replace(tzinfo=UTC)
    return int(start.timestamp()) * 1000


def full_roster(setup: Setup) -> tuple[SeatEntry, ...]:
    """A seat for every function of every team, one controller and the steering seat."""
    seats = [
        SeatEntry(f"{team.id}.{function.value}", team.id, function.value)
        for team in setup.scenario.header.teams
        if team.id in setup.selection.teams
        for function in team.functions
    ]
    return (*seats, SeatEntry(CONTROL_SEAT, CONTROL, "all"), SeatEntry(STEERING, STEERING, "all"))


def seed_commitment(seed: str, nonce: str) -> str:
    """What the first record says of the seed before anybody may know it."""
    return hashlib.sha256(f"infodrill-seed:{nonce}:{seed}".encode()).hexdigest()


class Conductor:
    """Owns the State and the audience of one exercise."""

    def __init__(
        self,
        setup: Setup,
        store: Store,
        salts: Salts,
        *,
        wall: WallClock | None = None,
        roster: tuple[SeatEntry, ...] | None = None,
    ) -> None:
        self.setup = setup
        self.state = State.empty(setup.scenario)
        self._store = store
        self._salts = salts
        self._epoch_ms = epoch_ms(setup.scenario)
        self._wall = wall or VirtualWallClock(self._epoch_ms)
        self._roster = roster or full_roster(setup)
        self._subscribers: list[Subscriber] = []
        self._seq = 0
        self.head = GENESIS
        self._heard: list[Heard] = []
        rows = setup.selection.rows
        self._timed = sorted(
            (
                (parse_time(row.at), order, row)
                for order, row in enumerate(setup.scenario.msel)
                if row.at is not None and row.id in rows and row.kind is not RowKind.contingency
            ),
            key=lambda due: due[:2],
        )
        self._next_row = 0
        self._conditions = ConditionBook(setup.scenario, rows)
        # Imported here, because a finished exercise must open where kernels cannot be compiled.
        from infodrill.audience import Audience

        self._audience = Audience(
            audience_spec(setup.scenario, setup.selection.items, setup.agents),
            setup.seed,
            threads=setup.threads,
        )
        self._nonce = hashlib.sha256(salts.salt(0).encode()).hexdigest()[:32]

    @property
    def tick_ms(self) -> int:
        """Length of a tick in exercise milliseconds."""
        return self.setup.scenario.header.tick_seconds * 1000

    def subscribe(self, subscriber: Subscriber) -> None:
        """Call a view with every record after it is kept and applied."""
        self._subscribers.append(subscriber)

    def open(self) -> None:
        """Write the first records: what the log depends on, and the axes of the audience."""
        setup = self.setup
        digest = hashlib.sha256(canonical(self._roster)).hexdigest()
        spec = self._audience.spec
        self._commit(
            0,
            WORLD,
            "",
            [
                ev.ExerciseOpened(
                    setup.scenario.header.id,
                    scenario_digest(setup.scenario),
                    setup.selection.cut,
                    self._roster,
                    f"sha256:{digest}",
                    setup.agents,
                    ENGINE,
                    CALIBRATION,
                    seed_commitment(str(setup.seed), self._nonce),
                    setup.played_by,
                    self._epoch_ms,
                ),
                ev.AudienceOpened(
                    tuple(item.id for item in spec.items),
                    tuple(segment.id for segment in spec.segments),
                    tuple(int(size) for size in self._audience.segment_sizes()),
                    tuple(source.id for source in spec.sources),
                    COUNTERS,
                    tuple(
                        (source, 2, segment, int(value))
                        for source, one in enumerate(spec.sources)
                        if one.official
                        for segment, value in enumerate(self._audience.trust(0)[source])
                    ),
                ),
            ],
        )

    def submit(self, command: Command, at_ms: int) -> Result:
        """Carry out one command. A repeated command id gets its first answer and does nothing."""
        if (unfit := unfit_id(command)) is not None:
            return Result(refused=unfit)
        if self.state.closed:
            return Result(refused=refuse("ended"))
        known = self.state.answers.get((command.seat, command.command_id))
        if known is not None:
            return Result(*known)
        now = max(at_ms, self.state.now_ms)
        outcome = decide(self.state, command, now)
        if isinstance(outcome, Refused):
            name = command.name if command.name in HANDLERS else "unknown"
            seat = command.seat if command.seat in self.state.seats else "unknown"
            refused: list[Event] = [ev.CommandRefused(name, outcome.code, outcome.facts)]
            self._commit(now, seat, command.command_id, refused)
            return Result(refused=outcome)
        self._commit(now, command.seat, command.command_id, outcome)
        return Result(*self.state.answers[(command.seat, command.command_id)])

    def tick(self, tick: int) -> None:
        """Run one tick in the order the module's docstring gives."""
        # A command stamped past this tick has already moved the exercise on.
        now = max(tick * self.tick_ms, self.state.now_ms)
        state = self.state
        self._commit(now, WORLD, "", framing(state, now))
        while self._next_row < len(self._timed) and self._timed[self._next_row][0] <= now:
            row = self._timed[self._next_row][2]
            self._next_row += 1
            self._fire(row, now)
        self._audience_tick(tick, now)
        for row_id, worlds in self._conditions.due(state):
            self._commit(now, WORLD, "", self._row_events(row_id, worlds, now))
        self._commit(now, WORLD, "", followups(state, now, self._mint(now)))

    def end(self, cause: str) -> None:
        """EndEx and the closing record."""
        now = self.state.now_ms
        if not self.state.ended:
            self._commit(now, WORLD, "", [ev.ExerciseEnded(cause)])
        self._commit(now, WORLD, "", [ev.ExerciseClosed(str(self.setup.seed), self._nonce)])

    def _fire(self, row: Inject, now: int) -> None:
        # A row held back, or fired early by hand, in one world still happens in the other.
        worlds = sum(
            1 << number
            for number, world in enumerate(self.state.worlds)
            if row.id not in world.fired and row.id not in world.stopped
        )
        if worlds:
            self._commit(now, WORLD, "", self._row_events(row.id, worlds, now))

    def _row_events(self, row_id: str, worlds: int, now: int) -> list[Event]:
        row = self.state.index.injects[row_id]
        return fire_row(self.state, row, worlds, self._mint(now))

    def _audience_tick(self, tick: int, now: int) -> None:
        heard, self._heard = self._heard, []
        facts = self._audience.step(
            tick,
            [one for one in heard if isinstance(one, Stimulus)],
            [one for one in heard if isinstance(one, TruthArrival)],
            [one for one in heard if isinstance(one, TrustAct)],
        )
        ticked = ev.AudienceTicked(
            tick,
            (f"{facts.digests[0]:016x}", f"{facts.digests[1]:016x}"),
            facts.rows,
            facts.trust,
        )
        crowd = visible_crowd(self.state, tick, facts.shares, self._mint(now))
        self._commit(now, WORLD, "", [ticked, *crowd])

    def _mint(self, now: int) -> Mint:
        return Mint(self.state.last_id, self._epoch_ms, now)

    def _commit(self, now: int, seat: str, command: str, events: Sequence[Event]) -> None:
        if not events:
            return
        records, lines = [], []
        wall = self._wall.utc(now)
        seq, head = self._seq, self.head
        for event in events:
            seq += 1
            draft = Record(seq, now, wall, seat, command, event, "")
            salt = self._salts.salt(seq) if event.PERSONAL else ""
            line, head = write_record(draft, head, salt)
            lines.append(line)
            records.append(Record(seq, now, wall, seat, command, event, head))
        self._store.append(lines)
        # Only what is kept has happened: a store that fails leaves the chain as it was.
        self._seq, self.head = seq, head
        for record in records:
            apply(self.state, record)
            self._heard.extend(stimuli_of(self.state, record))
            for subscriber in self._subscribers:
                subscriber(record, self.state)
