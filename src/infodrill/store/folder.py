"""Run folders: a run is written beside its place and moved there whole, or not at all.

Killed at any moment, a run leaves at most a ``.NAME.partial-…`` folder, which nothing takes for
a finished run and which the next run to the same place clears away.
"""

from __future__ import annotations

import fcntl
import glob
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

LOG = "log.jsonl"
MEASURES = "measures.json"
REPORT = "report.html"
SCENARIO = "scenario.json"


class FolderInTheWay(ValueError):
    """The place is taken; the message says by what and how to go on."""


class RunFolder:
    """A run folder in the making. Use as a context manager; ``finish`` moves it into place."""

    def __init__(self, place: Path, *, replace: bool = False) -> None:
        self.place = place.absolute()
        self._replace = replace
        clear_left_overs(self.place)
        self._check_place()
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self.path = self.place.with_name(f".{self.place.name}.partial-{os.urandom(6).hex()}")
        self.path.mkdir()
        # While the lock is held, nobody takes this folder for a left-over.
        self._lock = os.open(self.path, os.O_RDONLY)
        fcntl.flock(self._lock, fcntl.LOCK_EX)
        self._log: BinaryIO = (self.path / LOG).open("wb")
        self._finished = False

    def _check_place(self) -> None:
        if self.place.exists() and not self.place.is_dir():
            raise FolderInTheWay(f"{self.place} is a file; give a folder that does not exist yet")
        taken = self.place.is_dir() and any(self.place.iterdir())
        if taken and not self._replace:
            raise FolderInTheWay(
                f"{self.place} already holds something; give another folder, or --replace to "
                "replace a finished run"
            )
        if taken and not (self.place / LOG).is_file():
            raise FolderInTheWay(
                f"{self.place} holds something that is not a run; it stays untouched"
            )

    def append(self, lines: Sequence[bytes]) -> None:
        """Add records to the log; durable when the folder is finished."""
        for line in lines:
            self._log.write(line + b"\n")

    def write(self, name: str, content: bytes) -> None:
        """Write one more file of the run."""
        with (self.path / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())

    def log_path(self) -> Path:
        """The log so far, flushed."""
        self._log.flush()
        return self.path / LOG

    def finish(self) -> Path:
        """Make everything durable and move the folder into its place."""
        self._log.flush()
        os.fsync(self._log.fileno())
        self._log.close()
        sync_folder(self.path)
        # The place may have been taken since: what came meanwhile is not ours to remove.
        self._check_place()
        old = None
        if self.place.exists():
            old = self.place.with_name(f".{self.place.name}.replaced-{os.urandom(6).hex()}")
            self.place.rename(old)
        self.path.rename(self.place)
        sync_folder(self.place.parent)
        self._finished = True
        os.close(self._lock)
        if old is not None:
            shutil.rmtree(old)
        return self.place

    def __enter__(self) -> RunFolder:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._finished:
            self._log.close()
            shutil.rmtree(self.path, ignore_errors=True)
            os.close(self._lock)


def clear_left_overs(place: Path) -> None:
    """Remove what killed runs left beside a place, and put back a run lost while replaced.

    A run killed between the two renames of a replacement leaves the old run under another name; it
    goes back to its place. A folder that somebody holds a lock on is at work and stays.
    """
    name = glob.escape(f".{place.name}.")
    for old in sorted(place.parent.glob(f"{name}replaced-*")):
        if not place.exists():
            old.rename(place)
        else:
            shutil.rmtree(old, ignore_errors=True)
    for left in place.parent.glob(f"{name}partial-*"):
        handle = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            continue
        else:
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(handle)


def sync_folder(path: Path) -> None:
    """Make the names in a folder durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
