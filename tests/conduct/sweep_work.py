"""Small jobs for sweeps, in a module of their own: worker processes import them by name."""

from __future__ import annotations

import os
import sys

from infodrill.conduct.sweep import Job

_told: list[str] = []


def begin(word: str) -> None:
    _told[:] = [word]


_sockets: list[str] = []


def _note_sockets(event: str, args: tuple[object, ...]) -> None:
    if event.startswith("socket."):
        _sockets.append(event)


def begin_watched(word: str) -> None:
    sys.addaudithook(_note_sockets)
    begin(word)


def tell_sockets(job: Job) -> bytes:
    return repr(_sockets).encode()


def shout(job: Job) -> bytes:
    return f"{_told[0]} {job.team} {job.seed} {job.delayed}".encode()


def fail_at_three(job: Job) -> bytes:
    if job.seed == 3:
        raise ValueError("seed 3 cannot be played")
    return shout(job)


def die_at_three(job: Job) -> bytes:
    if job.seed == 3:
        os._exit(9)
    return shout(job)
