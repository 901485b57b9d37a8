"""Run folders: a run is written beside its place and moved there whole, or not at all.

Killed at any moment, a run leaves at most a ``.NAME.partial-PID`` folder, which nothing takes for
a finished run and which the next run to the same place clears away.
"""

from __future__ import annotations

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
        if self.place.exists() and not self.place.is_dir():
            raise FolderInTheWay(f"{place} is a file; give a folder that does not exist yet")
        taken = self.place.is_dir() and any(self.place.iterdir())
        if taken and not replace:
            raise FolderInTheWay(
                f"{place} already holds something; give another folder, or --replace to replace "
                "a finished run"
            )
        if taken and not (self.place / LOG).is_file():
            raise FolderInTheWay(f"{place} holds something that is not a run; it stays untouched")
        self.place.parent.mkdir(parents=True, exist_ok=True)
        self._clear_left_overs()
        self.path = self.place.with_name(f".{self.place.name}.partial-{os.getpid()}")
        self.path.mkdir()
        self._log: BinaryIO = (self.path / LOG).open("wb")
        self._finished = False

    def _clear_left_overs(self) -> None:
        for left in self.place.parent.glob(f".{self.place.name}.partial-*"):
            owner = left.name.rpartition("-")[2]
            if owner.isdigit() and not _alive(int(owner)):
                shutil.rmtree(left, ignore_errors=True)

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
        _sync_folder(self.path)
        old = None
        if self.place.exists():
            old = self.place.with_name(f".{self.place.name}.replaced-{os.getpid()}")
            self.place.rename(old)
        self.path.rename(self.place)
        _sync_folder(self.place.parent)
        if old is not None:
            shutil.rmtree(old)
        self._finished = True
        return self.place

    def __enter__(self) -> RunFolder:
        return self

    def __exit__(self, *_: object) -> None:
        if not self._finished:
            self._log.close()
            shutil.rmtree(self.path, ignore_errors=True)


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _sync_folder(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
