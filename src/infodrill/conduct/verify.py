"""Proving a log: re-simulating the audience from the log's own facts, tick by tick."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from infodrill.audience.stimulus import Stimulus, TrustAct, TruthArrival
from infodrill.audience.version import CALIBRATION, ENGINE
from infodrill.conduct.conductor import seed_commitment
from infodrill.exercise import events as ev
from infodrill.exercise.apply import apply
from infodrill.exercise.crowd import visible_crowd
from infodrill.exercise.ids import Mint
from infodrill.exercise.listeners import audience_spec
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.exercise.stimuli import Heard, stimuli_of
from infodrill.scenario.cutting import select
from infodrill.scenario.package import Scenario

if TYPE_CHECKING:
    from infodrill.audience import Audience


class NotProved(ValueError):
    """The log does not follow from itself; the message names the record."""


def verify_audience(
    scenario: Scenario,
    records: Sequence[Record],
    *,
    threads: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Re-simulate every tick and compare rows, trust, digests and the visible crowd.

    Returns the number of ticks proved. Raises NotProved, naming the first record that differs, the
    missing closing record, or an engine or calibration this version does not have.
    """
    opened = records[0].payload
    closed = records[-1].payload
    if not isinstance(opened, ev.ExerciseOpened):
        raise NotProved("the log does not begin with exercise.opened")
    if not isinstance(closed, ev.ExerciseClosed):
        raise NotProved(
            "the log has no closing record: it was cut, or the exercise is not over; the seed is "
            "told only at the end, so the audience cannot be re-simulated"
        )
    if seed_commitment(closed.seed, closed.nonce) != opened.seed_commitment:
        raise NotProved("the seed told at the end is not the one committed to at the start")
    if (opened.engine, opened.calibration) != (ENGINE, CALIBRATION):
        raise NotProved(
            f"the log was made with engine {opened.engine} and calibration {opened.calibration}; "
            f"this version has engine {ENGINE} and calibration {CALIBRATION}"
        )
    items = select(scenario, opened.cut).items
    audience = _audience(scenario, items, opened.agents, int(closed.seed), threads)
    state = State.empty(scenario)
    heard: list[Heard] = []
    expected: list[ev.Event] = []
    ticks = 0
    for number, record in enumerate(records):
        event = record.payload
        if expected:
            if event != expected.pop(0):
                raise NotProved(f"record {record.seq}: the visible crowd does not follow")
        elif isinstance(event, ev.AudienceTicked):
            expected = _compare(audience, state, record, event, heard)
            heard = []
            ticks += 1
            if progress is not None:
                progress(number, len(records))
        apply(state, record)
        heard.extend(stimuli_of(state, record))
    for world in (0, 1):
        full = f"{audience.full_digest(world):016x}"
        told = next(
            (
                record.payload.digests[world]
                for record in reversed(records)
                if isinstance(record.payload, ev.AudienceTicked)
            ),
            full,
        )
        if full != told:
            raise NotProved(f"the last digest of world {'AB'[world]} does not match all cells")
    return ticks


def _audience(
    scenario: Scenario, items: frozenset[str], agents: int, seed: int, threads: int
) -> Audience:
    from infodrill.audience import Audience

    return Audience(audience_spec(scenario, items, agents), seed, threads=threads)


def _compare(
    audience: Audience, state: State, record: Record, event: ev.AudienceTicked, heard: list[Heard]
) -> list[ev.Event]:
    facts = audience.step(
        event.tick,
        [one for one in heard if isinstance(one, Stimulus)],
        [one for one in heard if isinstance(one, TruthArrival)],
        [one for one in heard if isinstance(one, TrustAct)],
    )
    digests = (f"{facts.digests[0]:016x}", f"{facts.digests[1]:016x}")
    told = (event.digests, event.rows, event.trust)
    if told != (digests, facts.rows, facts.trust):
        raise NotProved(
            f"record {record.seq}: tick {event.tick} of the audience does not follow from the "
            "records before it"
        )
    mint = Mint(state.last_id, state.epoch_ms, record.exercise_ms)
    return visible_crowd(state, event.tick, facts.shares, mint)
