"""Where the results of a sweep are kept until it is whole, and where the whole goes.

While it lasts, a sweep lives in ``.NAME.sweep-PIN`` beside its place, where PIN names everything
that results depend on. The same command finds it again and goes on; a command that asks for
something else gets a folder of its own. The place itself appears by one rename, whole.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from infodrill.store.folder import FolderInTheWay, clear_left_overs, sync_folder

RUNS = "runs.jsonl"
REHEARSAL = "rehearsal.json"
REHEARSAL_PAGE = "rehearsal.html"
_PIN_DIGITS = 16


class SweepBusy(FolderInTheWay):
    """Another process is at work on the same sweep."""


class SweepFolder:
    """The results of a sweep in the making. Use as a context manager; ``finish`` moves it.

    Args:
        place: where the finished sweep goes.
        pin: everything that results depend on, as bytes; another pin is another sweep.
        whole: tells whether bytes are the whole result of the job of that key.
        replace: whether a finished sweep at the place may be replaced.

    Raises:
        FolderInTheWay: the place holds something.
        SweepBusy: another process is at work on it.
    """

    def __init__(
        self,
        place: Path,
        pin: bytes,
        whole: Callable[[str, bytes], bool],
        *,
        replace: bool = False,
    ) -> None:
        self.place = place.absolute()
        self._whole = whole
        clear_left_overs(self.place)
        if self.place.exists() and not self.place.is_dir():
            raise FolderInTheWay(f"{place} is a file; give a folder that does not exist yet")
        taken = self.place.is_dir() and any(self.place.iterdir())
        if taken and not (self.place / REHEARSAL).is_file():
            raise FolderInTheWay(
                f"{place} holds something that is not a rehearsal; it stays untouched; give "
                "another folder"
            )
        if taken and not replace:
            raise FolderInTheWay(
                f"{place} already holds a rehearsal; give another folder, or --replace to put a "
                "new one in its place"
            )
        digest = hashlib.sha256(pin).hexdigest()[:_PIN_DIGITS]
        self.path = self.place.with_name(f".{self.place.name}.sweep-{digest}")
        self._runs = self.path / "runs"
        self._runs.mkdir(parents=True, exist_ok=True)
        self._lock = os.open(self.path / "lock", os.O_CREAT | os.O_RDWR, 0o644)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            os.close(self._lock)
            raise SweepBusy(
                f"another process is rehearsing into {place}; wait for it, or give another folder"
            ) from problem

    def _file(self, key: str) -> Path:
        # A key may hold letters that a file name must not; `whole` compares the key itself.
        return self._runs / f"{hashlib.sha256(key.encode()).hexdigest()[:32]}.json"

    def read(self, key: str) -> bytes | None:
        """The result kept for a key; None where there is none, or it is not whole."""
        try:
            content = self._file(key).read_bytes()
        except FileNotFoundError:
            return None
        return content if self._whole(key, content) else None

    def write(self, key: str, result: bytes) -> None:
        """Keep a result: durable, and whole or not at all."""
        _write_whole(self._file(key), result)

    def finish(self, keys: Sequence[str], files: dict[str, bytes]) -> Path:
        """Put the results of these keys in one file beside the others and move all into place."""
        results = [self.read(key) for key in keys]
        lines = b"".join(one + b"\n" for one in results if one is not None)
        for name, content in {RUNS: lines, **files}.items():
            _write_whole(self.path / name, content)
        shutil.rmtree(self._runs)
        old = None
        if self.place.exists():
            old = self.place.with_name(f".{self.place.name}.replaced-{os.urandom(6).hex()}")
            self.place.rename(old)
        (self.path / "lock").unlink()
        self.path.rename(self.place)
        sync_folder(self.place.parent)
        if old is not None:
            shutil.rmtree(old)
        return self.place

    def __enter__(self) -> SweepFolder:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self._lock)


def pin_of(**parts: Any) -> bytes:
    """The pin made of named parts, each a plain value."""
    return json.dumps(parts, sort_keys=True, ensure_ascii=False).encode()


def _write_whole(path: Path, content: bytes) -> None:
    started = path.with_name(f"{path.name}.partial")
    with started.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    started.rename(path)
    sync_folder(path.parent)
