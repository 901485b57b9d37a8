"""A whole exercise without people: scenario, cut, scripted team and seed in, records out."""

from __future__ import annotations

from collections.abc import Callable

from infodrill.conduct.conductor import Conductor, Setup, Subscriber
from infodrill.conduct.loop import conduct
from infodrill.conduct.ports import MemoryStore, SeededSalts, Store
from infodrill.conduct.scripted import ScriptedInbox
from infodrill.exercise.commands import Command
from infodrill.exercise.record import Record
from infodrill.exercise.state import State
from infodrill.scenario.cutting import select
from infodrill.scenario.package import Scenario
from infodrill.scenario.scripted import ScriptedTeam


class HeadlessRun:
    """What a headless exercise left: its records, final state and the scripted teams' trouble."""

    def __init__(self, conductor: Conductor, records: list[Record], inbox: ScriptedInbox) -> None:
        self.scenario = conductor.setup.scenario
        self.records = records
        self.state: State = conductor.state
        self.head = conductor.head
        self.refusals = tuple(inbox.refusals)
        self.never_started = inbox.never_started


def run_headless(
    scenario: Scenario,
    team: ScriptedTeam,
    *,
    cut: str = "full",
    seed: int = 1,
    agents: int | None = None,
    threads: int = 1,
    store: Store | None = None,
    control: tuple[tuple[int, Command], ...] = (),
    subscribers: tuple[Subscriber, ...] = (),
    progress: Callable[[int, int], None] | None = None,
) -> HeadlessRun:
    """Run one exercise of a scripted team.

    Args:
        scenario: the package.
        team: a resolved scripted team (``scripted_team`` or ``resolve``).
        cut: which cut of the scenario.
        seed: 64-bit seed of the audience's luck.
        agents: audience size; the package's own when None.
        threads: threads of the audience engine; the bits do not depend on it.
        store: where the lines go; memory when None.
        control: commands of the control room at exercise times in ms.
        subscribers: called with every record after it is kept.
        progress: called with (exercise ms, end ms) after every tick.
    """
    selection = select(scenario, cut)
    setup = Setup(
        scenario,
        selection,
        seed,
        agents if agents is not None else scenario.audience.agents,
        team.name,
        threads,
    )
    conductor = Conductor(setup, store or MemoryStore(), SeededSalts(seed))
    inbox = ScriptedInbox(team, selection.teams)
    records: list[Record] = []
    conductor.subscribe(lambda record, state: records.append(record))
    conductor.subscribe(inbox.watch)
    for subscriber in subscribers:
        conductor.subscribe(subscriber)
    conduct(conductor, inbox, control=control, progress=progress)
    return HeadlessRun(conductor, records, inbox)
