"""Reading a kept log with its pinned scenario: no engine, no network, every line checked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from infodrill.exercise.events import ExerciseClosed, ExerciseOpened
from infodrill.exercise.record import GENESIS, Record, RecordInvalid, erase_private, read_record
from infodrill.scenario.digest import decode_scenario, scenario_digest
from infodrill.scenario.package import Scenario
from infodrill.store.folder import LOG, SCENARIO, sync_folder


class LogInvalid(ValueError):
    """The log or its scenario cannot be read; the message says where and why."""


class Run(Struct, frozen=True):
    """A run as kept: its scenario and records."""

    path: Path
    scenario: Scenario
    records: tuple[Record, ...]

    @property
    def head(self) -> str:
        """Hash of the last record."""
        return self.records[-1].hash

    @property
    def complete(self) -> bool:
        """Whether the closing record is there."""
        return isinstance(self.records[-1].payload, ExerciseClosed)


def read_lines(lines: Iterator[bytes]) -> Iterator[Record]:
    """Check and decode the lines of a log. Raises RecordInvalid with the line's number."""
    previous, latest = GENESIS, 0
    for number, line in enumerate(lines, start=1):
        if not line.endswith(b"\n"):
            raise RecordInvalid(f"line {number}: cut off in the middle")
        record = read_record(line[:-1], previous, number)
        if record.seq != number:
            raise RecordInvalid(f"line {number}: record {record.seq} is out of its place")
        if record.exercise_ms < latest:
            raise RecordInvalid(f"line {number}: exercise time runs backwards")
        previous, latest = record.hash, record.exercise_ms
        yield record


def log_path(path: Path) -> Path:
    """The log of a run folder, or the path itself if it is a file. Raises LogInvalid."""
    found = path / LOG if path.is_dir() else path
    if not found.is_file():
        raise LogInvalid(f"{path}: no log here; give a run folder or its {LOG}")
    return found


def read_run(path: Path) -> Run:
    """Read a run folder or its log, with the pinned scenario beside it.

    Raises LogInvalid for a missing or different scenario and RecordInvalid for a bad line.
    """
    log = log_path(path)
    pinned = log.with_name(SCENARIO)
    if not pinned.is_file():
        raise LogInvalid(f"{log}: the pinned scenario {SCENARIO} is missing beside it")
    try:
        scenario = decode_scenario(pinned.read_bytes())
    except msgspec.DecodeError as problem:
        raise LogInvalid(f"{pinned}: cannot be read as a scenario ({problem})") from problem
    with log.open("rb") as lines:
        records = tuple(read_lines(iter(lines)))
    if not records or not isinstance(records[0].payload, ExerciseOpened):
        raise LogInvalid(f"{log}: does not begin with {ExerciseOpened.NAME}")
    expected = records[0].payload.scenario_digest
    given = scenario_digest(scenario)
    if given != expected:
        raise LogInvalid(
            f"{pinned}: is not the scenario that was played (digest {given}, the log says "
            f"{expected})"
        )
    return Run(log, scenario, records)


def forget_seat(path: Path, seat: str) -> int:
    """Erase salt and text of a seat's records; the chain still verifies. Returns how many.

    The file is replaced whole, so a crash leaves either the old log or the new one.
    """
    log = log_path(path)
    fresh = log.with_name(f".{log.name}.forgetting-{os.getpid()}")
    try:
        erased = _forget(log, fresh, seat)
    except BaseException:
        # What is half-written holds other people's words.
        fresh.unlink(missing_ok=True)
        raise
    fresh.replace(log)
    sync_folder(log.parent)
    return erased


def _forget(log: Path, fresh: Path, seat: str) -> int:
    erased = 0
    with log.open("rb") as lines, fresh.open("wb") as out:
        previous = GENESIS
        for number, line in enumerate(lines, start=1):
            record = read_record(line.rstrip(b"\n"), previous, number)
            previous = record.hash
            kept = line.rstrip(b"\n")
            if record.seat == seat:
                shorter = erase_private(kept)
                erased += shorter != kept
                kept = shorter
            out.write(kept + b"\n")
        out.flush()
        os.fsync(out.fileno())
    return erased
