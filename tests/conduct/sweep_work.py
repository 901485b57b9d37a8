"""Small jobs for sweeps, in a module of their own: worker processes import them by name."""

from __future__ import annotations

import os

from infodrill.conduct.sweep import Job

_told: list[str] = []


def begin(word: str) -> None:
    _told[:] = [word]


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
