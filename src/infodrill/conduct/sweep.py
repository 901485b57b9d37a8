"""A sweep: many headless runs over all cores, each kept when it is done, in any order.

The free variables of a sweep are scripted team, seed and the delay of one play's messages, and
nothing else: the product does not search for what persuades best (design section 5). A job's result
depends on the job alone, so neither the number of workers nor an interruption changes it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, Protocol

import msgspec
from msgspec import Struct

from infodrill.scenario.scripted import Play, ScriptedTeam

DELAYED = "publish_message"
"""The command whose delay is rehearsed: what a team says in the open, under its badge."""


class Job(Struct, frozen=True):
    """One run of a sweep."""

    team: str
    """Name of the scripted team."""
    seed: int
    delayed: str | None = None
    """The play whose messages come later; None for the team as it is written."""


class Kept(Protocol):
    """Where results are kept, one by one; a kept result survives whatever happens next."""

    def has(self, job: Job) -> bool:
        """Whether the result of a job is there and whole."""

    def keep(self, job: Job, result: bytes) -> None:
        """Keep a result."""


class WorkerLost(RuntimeError):
    """A worker process ended by itself; the results so far are kept."""


def jobs_of(
    teams: Sequence[ScriptedTeam], seeds: Sequence[int], delays: Sequence[int], delayed: str | None
) -> tuple[Job, ...]:
    """Every run of a sweep, in the order in which results are told.

    Args:
        teams: the scripted teams; each plays every seed, so that teams meet the same luck.
        seeds: of the audience's luck.
        delays: those of the seeds over which delays are played.
        delayed: name of the team whose messages are delayed, one play at a time; None for none.
    """
    plain = [Job(team.name, seed) for seed in seeds for team in teams]
    late = [
        Job(team.name, seed, play.id)
        for team in teams
        if team.name == delayed
        for seed in delays
        for play in publishing(team)
    ]
    return (*plain, *late)


def publishing(team: ScriptedTeam) -> tuple[Play, ...]:
    """The plays that publish a message."""
    return tuple(play for play in team.plays if any(step.do == DELAYED for step in play.steps))


def with_delay(team: ScriptedTeam, play_id: str, seconds: int) -> ScriptedTeam:
    """The team with the messages of one play later; what follows them in that play is later too.

    Only the first publication is moved: the steps of a play follow one another, so that each
    message of the play comes exactly so much later.
    """
    plays = []
    for play in team.plays:
        if play.id == play_id:
            steps = list(play.steps)
            first = next(n for n, step in enumerate(steps) if step.do == DELAYED)
            late = msgspec.structs.replace(steps[first], after=steps[first].after + seconds)
            steps[first] = late
            play = msgspec.structs.replace(play, steps=tuple(steps))
        plays.append(play)
    return msgspec.structs.replace(team, plays=tuple(plays))


def sweep(
    jobs: Iterable[Job],
    work: Callable[[Job], bytes],
    kept: Kept,
    *,
    workers: int,
    begin: Callable[..., None],
    given: tuple[Any, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Carry out the jobs that are not kept yet.

    Args:
        jobs: what to do.
        work: does one job; a function of a module, since other processes import it by name.
        kept: where results go; called in this process only.
        workers: processes; with one, everything happens in this process.
        begin: prepares a process for `work`; a function of a module.
        given: its arguments, plain values.
        progress: called with (done, all), also for what was kept before.

    Raises:
        WorkerLost: a worker process ended by itself, for want of memory for instance.
    """
    every = list(jobs)
    todo = [job for job in every if not kept.has(job)]
    done = len(every) - len(todo)
    if progress is not None:
        progress(done, len(every))
    if not todo:
        return

    def take(job: Job, result: bytes) -> None:
        nonlocal done
        kept.keep(job, result)
        done += 1
        if progress is not None:
            progress(done, len(every))

    if min(workers, len(todo)) == 1:
        begin(*given)
        for job in todo:
            with _named(job):
                result = work(job)
            take(job, result)
        return
    _in_processes(todo, work, take, min(workers, len(todo)), begin, given)


def _in_processes(
    todo: Sequence[Job],
    work: Callable[[Job], bytes],
    take: Callable[[Job, bytes], None],
    workers: int,
    begin: Callable[..., None],
    given: tuple[Any, ...],
) -> None:
    before = set(multiprocessing.active_children())
    # Fresh processes: a fork of one that has threads may inherit a lock that nobody opens again.
    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin_worker,
        initargs=(begin, given),
    )
    try:
        futures: dict[Future[bytes], Job] = {pool.submit(work, job): job for job in todo}
        for future in as_completed(futures):
            with _named(futures[future]):
                result = future.result()
            take(futures[future], result)
    except BrokenProcessPool as problem:
        raise WorkerLost(
            "a worker process ended by itself, most likely for want of memory; what is done is "
            "kept: give the same command again, with fewer workers"
        ) from problem
    except BaseException:
        # Stopped: nobody waits for runs whose results would only be kept for next time.
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _named(job: Job) -> Iterator[None]:
    """Says of any failure in here which run it was, so that `infodrill run` can play it alone."""
    try:
        yield
    except Exception as problem:
        late = f", delayed: {job.delayed}" if job.delayed is not None else ""
        problem.add_note(f"in the run of team {job.team!r} with seed {job.seed}{late}")
        raise


def _begin_worker(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    # The keyboard stops the process that people look at; that one stops the workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    begin(*given)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        # A killed parent tells nobody; without this a worker would wait for work for ever.
        parent.join()
        os._exit(1)
