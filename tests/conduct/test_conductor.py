"""The one loop at its promised edge: same inputs, same bytes; world B lives without the team."""

from __future__ import annotations

import msgspec
import pytest

from infodrill.conduct.conductor import Conductor, Setup
from infodrill.conduct.headless import HeadlessRun, run_headless
from infodrill.conduct.ports import MemoryStore, SeededSalts
from infodrill.conduct.scripted import scripted_team
from infodrill.conduct.verify import NotProved, verify_audience
from infodrill.exercise import events as ev
from infodrill.exercise.apply import apply
from infodrill.exercise.commands import Command
from infodrill.exercise.record import GENESIS, Record, read_record
from infodrill.exercise.state import State
from infodrill.scenario.cutting import select
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Outlet, Stance
from tests.fixtures import tiny_scenario


def with_conditional_rows(scenario: Scenario) -> Scenario:
    """One row on belief(), one on !incident.opened(), and one that a controller fires by hand."""
    claim = next(item.id for item in scenario.items if item.is_claim)
    sender = next(account.id for account in scenario.cast if account.team is None)
    common = {"sender": sender, "outlet": Outlet.microblog, "about": (claim,)}
    rows = (
        Inject("C1", "It grows", "Now everybody says so.", when=f'belief("{claim}") > 20',
               stance=Stance.repeats, **common),
        Inject("C2", "Nobody answers", "Why does nobody answer?",
               when="!incident.opened() && minutes() > 3", stance=Stance.asks, **common),
        Inject("C3", "By hand", "A neighbour told me too.", when="minutes() > 100000",
               stance=Stance.repeats, **common),
    )  # fmt: skip
    return msgspec.structs.replace(scenario, msel=(*scenario.msel, *rows))


BY_HAND = ((240_000, Command("hand-1", "control", "fire_inject", {"inject": "C3"})),)


def played(team: str, seed: int = 7, threads: int = 1, **changes: object) -> HeadlessRun:
    scenario = with_conditional_rows(tiny_scenario(**changes))
    return run_headless(
        scenario, scripted_team(scenario, team), seed=seed, threads=threads, control=BY_HAND
    )


def lines_of(run: HeadlessRun) -> list[tuple[str, str]]:
    return [(record.name, record.hash) for record in run.records]


def digests(run: HeadlessRun, world: int) -> list[str]:
    return [
        record.payload.digests[world]
        for record in run.records
        if isinstance(record.payload, ev.AudienceTicked)
    ]


def test_the_same_inputs_give_the_same_bytes_and_threads_do_not_matter() -> None:
    assert lines_of(played("reference")) == lines_of(played("reference"))
    assert lines_of(played("reference")) == lines_of(played("reference", threads=2))


def test_another_seed_differs_from_the_first_tick_with_sharing() -> None:
    one, other = played("absent"), played("absent", seed=8)
    first = next(
        number
        for number, record in enumerate(
            record for record in one.records if isinstance(record.payload, ev.AudienceTicked)
        )
        if any(len(row) > 8 and row[8] for row in record.payload.rows)
    )
    assert digests(one, 0)[first] != digests(other, 0)[first]


@pytest.mark.parametrize("team", ["reference", "slow"])
def test_world_b_is_the_exercise_that_nobody_played(team: str) -> None:
    """World B of any team equals world A of ``absent``, tick digest for tick digest."""
    nobody, somebody = played("absent"), played(team)
    assert digests(somebody, 1) == digests(nobody, 0)
    assert digests(somebody, 0) != digests(nobody, 0), "the team changed nothing at all"
    fired = {
        (record.payload.inject, record.payload.worlds)
        for record in somebody.records
        if isinstance(record.payload, ev.InjectFired)
    }
    assert ("C2", ev.ONLY_B) in fired
    assert ("C3", ev.BOTH) in fired


def test_a_log_applied_to_an_empty_state_gives_the_state_that_decided_it() -> None:
    run = played("reference")
    state = State.empty(run.scenario)
    for record in run.records:
        apply(state, record)
    assert state == run.state


def test_the_audience_follows_from_the_log_and_a_changed_fact_does_not() -> None:
    run = played("reference")
    ticks = verify_audience(run.scenario, run.records)
    assert ticks == len(digests(run, 0))
    changed = list(run.records)
    place = next(
        number
        for number, record in enumerate(changed)
        if isinstance(record.payload, ev.PostPublished) and record.payload.kind == "message"
    )
    louder = msgspec.structs.replace(changed[place].payload, quality=1)
    changed[place] = msgspec.structs.replace(changed[place], payload=louder)
    with pytest.raises(NotProved, match="does not follow"):
        verify_audience(run.scenario, changed)


def test_renaming_a_team_changes_nothing_but_its_name() -> None:
    scenario = tiny_scenario()
    team = scripted_team(scenario, "reference")
    other = msgspec.structs.replace(team, name="zebra")
    one, two = run_headless(scenario, team), run_headless(scenario, other)
    assert digests(one, 0) == digests(two, 0)
    assert [r.payload for r in one.records[1:]] == [r.payload for r in two.records[1:]]


def conductor_of(scenario: Scenario) -> Conductor:
    setup = Setup(scenario, select(scenario, "full"), 1, 1000, "people")
    conductor = Conductor(setup, MemoryStore(), SeededSalts(1))
    conductor.open()
    conductor.submit(Command("go", "control", "start_exercise", {}), 0)
    return conductor


def test_a_repeated_command_gets_its_first_answer_and_happens_once() -> None:
    conductor = conductor_of(tiny_scenario())
    for tick in range(60):
        conductor.tick(tick)
    post = next(iter(conductor.state.posts))
    seat = next(seat for seat in conductor.state.seats if seat.endswith(".monitor"))
    command = Command("c9", seat, "open_incident", {"title": "What is it?", "posts": [post]})
    first = conductor.submit(command, 700_000)
    again = conductor.submit(command, 710_000)
    assert first.made
    assert again == first
    assert len(conductor.state.incidents) == 1


def test_every_line_is_kept_before_a_subscriber_hears_of_it() -> None:
    scenario = tiny_scenario()
    setup = Setup(scenario, select(scenario, "full"), 1, 1000, "people")
    store = MemoryStore()
    conductor = Conductor(setup, store, SeededSalts(1))
    heard: list[Record] = []

    def hears(record: Record, state: State) -> None:
        assert len(store.lines) >= record.seq
        heard.append(record)

    conductor.subscribe(hears)
    conductor.open()
    conductor.tick(0)
    head = GENESIS
    for number, line in enumerate(store.lines, start=1):
        head = read_record(line, head, number).hash
    assert head == conductor.head == heard[-1].hash


def test_a_real_emergency_freezes_play_until_control_resumes() -> None:
    conductor = conductor_of(tiny_scenario())
    conductor.tick(0)
    seat = next(seat for seat in conductor.state.seats if seat.endswith(".writer"))
    assert (
        conductor.submit(Command("e1", seat, "call_emergency", {"what": "smoke"}), 1000).made == ""
    )
    assert conductor.state.clock.emergency
    refused = conductor.submit(
        Command("e2", seat, "write_post", {"text": "hello", "outlet": "microblog"}), 2000
    )
    assert refused.refused is not None
    assert refused.refused.code == "emergency"
    conductor.submit(Command("e3", "control", "resume_clock", {}), 3000)
    assert not conductor.state.clock.emergency
    assert conductor.state.clock.running
