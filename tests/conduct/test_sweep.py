"""A sweep plays what is missing, in any number of processes, with the same results."""

from __future__ import annotations

import multiprocessing
import socket
import sys

import pytest

from infodrill.conduct.headless import run_headless
from infodrill.conduct.scripted import scripted_team
from infodrill.conduct.sweep import Job, WorkerLost, jobs_of, publishing, sweep, with_delay
from infodrill.exercise import events as ev
from tests.conduct.sweep_work import (
    begin,
    begin_watched,
    die_at_three,
    fail_at_three,
    shout,
    tell_sockets,
)
from tests.fixtures import tiny_scenario


class Memory:
    """Results kept in memory."""

    def __init__(self) -> None:
        self.results: dict[Job, bytes] = {}

    def has(self, job: Job) -> bool:
        return job in self.results

    def keep(self, job: Job, result: bytes) -> None:
        assert job not in self.results, "done twice"
        self.results[job] = result


JOBS = tuple(Job(team, seed) for seed in range(4) for team in ("a", "b"))


def test_every_team_plays_every_seed_and_delays_are_runs_of_their_own() -> None:
    scenario = tiny_scenario()
    teams = [scripted_team(scenario, name) for name in ("absent", "reference")]
    jobs = jobs_of(teams, (5, 6), (5,), "reference")
    assert jobs == (
        Job("absent", 5), Job("reference", 5), Job("absent", 6), Job("reference", 6),
        Job("reference", 5, "crack"),
    )  # fmt: skip
    assert jobs_of(teams, (5,), (5,), None) == (Job("absent", 5), Job("reference", 5))
    assert [len(publishing(team)) for team in teams] == [0, 1]


def test_a_delay_moves_publication_by_exactly_so_much_and_nothing_before_it() -> None:
    scenario = tiny_scenario()
    team = scripted_team(scenario, "reference")

    def times(kind: type[ev.Event], played: object) -> list[int]:
        run = run_headless(scenario, played, agents=300)  # type: ignore[arg-type]
        return [one.exercise_ms for one in run.records if isinstance(one.payload, kind)]

    late = with_delay(team, "crack", 600)
    (before,), (after,) = times(ev.MessagePublished, team), times(ev.MessagePublished, late)
    assert after - before == 600_000
    assert times(ev.DraftApproved, team) == times(ev.DraftApproved, late)
    assert with_delay(team, "no-such-play", 600) == team


@pytest.mark.parametrize("workers", [1, 2])
def test_results_do_not_depend_on_the_number_of_workers(workers: int) -> None:
    kept, seen = Memory(), []
    sweep(
        JOBS,
        shout,
        kept,
        workers=workers,
        begin=begin,
        given=("played",),
        progress=lambda *step: seen.append(step),
    )
    assert kept.results == {job: f"played {job.team} {job.seed} None".encode() for job in JOBS}
    assert seen == [(done, len(JOBS)) for done in range(len(JOBS) + 1)]


def test_what_is_kept_is_not_played_again() -> None:
    kept = Memory()
    kept.results = dict.fromkeys(JOBS[:5], b"before")
    sweep(JOBS, shout, kept, workers=1, begin=begin, given=("again",))
    assert [kept.results[job].split()[0] for job in JOBS] == [b"before"] * 5 + [b"again"] * 3
    sweep(JOBS, fail_at_three, kept, workers=2, begin=begin)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_fails_stops_the_sweep_and_leaves_no_process(workers: int) -> None:
    kept = Memory()
    with pytest.raises(ValueError, match="seed 3") as failed:
        sweep(JOBS, fail_at_three, kept, workers=workers, begin=begin, given=("x",))
    assert any("with seed 3" in note for note in failed.value.__notes__)
    assert all(job.seed != 3 for job in kept.results)
    assert multiprocessing.active_children() == []


def test_processes_talk_through_pipes_and_open_no_socket() -> None:
    opened: list[str] = []
    listening = True

    def note(event: str, args: tuple[object, ...]) -> None:
        if listening and event.startswith("socket."):
            opened.append(event)

    sys.addaudithook(note)
    kept = Memory()
    sweep(JOBS, tell_sockets, kept, workers=2, begin=begin_watched, given=("x",))
    with socket.socket():
        assert opened == ["socket.__new__"], "only the one that shows that the watch is awake"
    listening = False
    assert set(kept.results.values()) == {b"[]"}


def test_a_worker_that_ends_by_itself_is_told_as_such() -> None:
    with pytest.raises(WorkerLost, match="give the same command again"):
        sweep(JOBS, die_at_three, Memory(), workers=2, begin=begin, given=("x",))
    assert multiprocessing.active_children() == []
