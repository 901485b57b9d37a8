"""What the audience costs on `dam-rumour`, from 10,000 to 1,000,000 agents and from 1 to 24 items.

Every row is measured in a process of its own, with warm kernels and one thread, and stated as the
median of the rounds. Processor time stands beside the wall's: on a machine that does other work
only the first is the engine's own.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np

SCENARIO, TEAM, SEED = "dam-rumour", "reference", 3
SIZES = (10_000, 100_000, 1_000_000)
ITEM_COUNTS = (1, 6, 12, 24)
ITEM_AGENTS = 100_000
RECORDING_AGENTS = 10_000

Measured = dict[str, float]


class Goal(NamedTuple):
    """What a figure of a row must stay below (docs/design/audience.md, Measured)."""

    figure: str
    below: float


class Row(NamedTuple):
    """One process: what it is called, the words it is started with, and its goals."""

    what: str
    words: tuple[str, ...]
    goals: tuple[Goal, ...] = ()


ROWS = (
    Row(
        "network, 1,000,000 agents",
        ("network", "1000000"),
        (Goal("network_s", 1.5), Goal("peak_mb", 400)),
    ),
    *(
        Row(
            f"{SCENARIO}, every tick, {size:,} agents",
            ("whole", str(size)),
            (
                Goal("tick_p50_ms", 10),
                Goal("tick_p99_ms", 120),
                Goal("whole_s", 30),
                Goal("peak_mb", 1000),
            )
            if size == SIZES[-1]
            else (),
        )
        for size in SIZES
    ),
    *(
        Row(f"its first {count} items, {ITEM_AGENTS:,} agents", ("items", str(count)))
        for count in ITEM_COUNTS
    ),
)


class Watch:
    """Stands before `Audience.step`: keeps what each tick was sent, and how long it took."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.processor: list[float] = []
        self.sent: list[tuple[Any, ...]] = []
        self.spec: Any = None

    def watch(self) -> None:
        """From now on every audience of this process is watched."""
        from infodrill.audience import Audience

        step = Audience.step

        def watched(audience: Any, tick: int, *sent: Any) -> Any:
            self.spec = audience.spec
            self.sent.append((tick, *sent))
            wall, processor = time.perf_counter(), time.process_time()
            facts = step(audience, tick, *sent)
            self.processor.append(time.process_time() - processor)
            self.wall.append(time.perf_counter() - wall)
            return facts

        setattr(Audience, "step", watched)  # noqa: B010  # a plain assignment is an error to mypy

    def figures(self) -> Measured:
        """Ticks in milliseconds."""
        wall, processor = np.array(self.wall) * 1000, np.array(self.processor) * 1000
        return {
            "tick_p50_ms": float(np.median(wall)),
            "tick_p99_ms": float(np.percentile(wall, 99)),
            "tick_longest_ms": float(wall.max()),
            "cpu_tick_p50_ms": float(np.median(processor)),
            "cpu_tick_p99_ms": float(np.percentile(processor, 99)),
            "cpu_tick_longest_ms": float(processor.max()),
        }


def _timed(name: str, work: Callable[[], object]) -> Measured:
    wall, processor = time.perf_counter(), time.process_time()
    work()
    return {
        f"{name}_s": time.perf_counter() - wall,
        f"cpu_{name}_s": time.process_time() - processor,
    }


def _played(agents: int) -> None:
    from infodrill.cli.finding import find_team, load_playable
    from infodrill.conduct.headless import run_headless

    scenario = load_playable(SCENARIO)
    run_headless(scenario, find_team(scenario, TEAM), seed=SEED, agents=agents)


def _spec(agents: int) -> Any:
    from infodrill.cli.finding import load_playable
    from infodrill.exercise.listeners import audience_spec
    from infodrill.scenario.cutting import select

    scenario = load_playable(SCENARIO)
    return audience_spec(scenario, select(scenario, "full").items, agents)


def network(agents: int) -> Measured:
    """The follower network alone."""
    from infodrill.audience import load_calibration
    from infodrill.audience.network import build_crowd

    spec, constants = _spec(agents), load_calibration()
    build_crowd(_spec(1000), constants)
    return _timed("network", lambda: build_crowd(spec, constants))


def whole(agents: int) -> Measured:
    """The whole exercise: its construction alone first, then every tick."""
    from infodrill.audience import Audience

    Audience(_spec(1000), SEED)
    built = _timed("construction", lambda: Audience(_spec(agents), SEED))
    watch = Watch()
    watch.watch()
    return {**built, **_timed("whole", lambda: _played(agents)), **watch.figures()}


def items(count: int) -> Measured:
    """The posts about a scenario's first items, as recorded from a small exercise."""
    import msgspec

    from infodrill.audience import Audience

    recording = Watch()
    recording.watch()
    _played(RECORDING_AGENTS)
    kept = recording.spec.items[:count]
    ids = {item.id for item in kept}
    spec = msgspec.structs.replace(recording.spec, agents=ITEM_AGENTS, items=kept)
    audience = Audience(spec, SEED)
    sent = list(recording.sent)
    recording.wall.clear()
    recording.processor.clear()

    def replay() -> None:
        for tick, *kinds in sent:
            audience.step(tick, *([one for one in kind if one.item in ids] for kind in kinds))

    return {**_timed("whole", replay), **recording.figures()}


KINDS: dict[str, Callable[[int], Measured]] = {"network": network, "whole": whole, "items": items}


def once(row: Row) -> Measured:
    """Measure a row in a process of its own; a failing one ends the benchmark."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.audience", *row.words],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{row.what}: exit code {done.returncode}\n{done.stderr}")
    measured: Measured = json.loads(done.stdout.splitlines()[-1])
    return measured


def medians(rounds: int, rows: Sequence[Row] = ROWS) -> Iterator[tuple[Row, Measured]]:
    """Every row with the median of each figure, as soon as it is known."""
    for row in rows:
        seen = [once(row) for _ in range(rounds)]
        yield row, {name: statistics.median(one[name] for one in seen) for name in seen[0]}


def missed(row: Row, measured: Measured) -> list[str]:
    """The goals of a row that its medians do not reach."""
    return [
        f"{goal.figure} {measured[goal.figure]:.1f} is not below {goal.below:g}"
        for goal in row.goals
        if measured[goal.figure] >= goal.below
    ]


def main() -> None:
    kind, number = sys.argv[1:]
    measured = KINDS[kind](int(number))
    measured["peak_mb"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(measured))


if __name__ == "__main__":
    main()
