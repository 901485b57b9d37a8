"""The audience's curves: what each tick counted, in both worlds, and trust in the teams.

Counts are agents of the log, as written; `Case.people_per_agent` turns them into people.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from infodrill.exercise import events as ev

Ints = npt.NDArray[np.int64]
BOTH_LANES = 2


@dataclass(frozen=True)
class Curves:
    """Arrays over ticks; world 0 is A, world 1 is B."""

    items: tuple[str, ...]
    segments: tuple[str, ...]
    sizes: tuple[int, ...]
    """Agents per segment."""
    counters: tuple[str, ...]
    at_ms: Ints
    """[tick], exercise ms."""
    totals: Ints
    """[tick, item, world, counter], how many count after that tick."""
    last: Ints
    """[item, world, segment, counter], after the last tick."""
    warned: Ints
    """[tick, item, segment], world A."""
    trust: Ints
    """[tick, team, world], per mille, mean over people."""

    def curve(self, item: str, world: int, counter: str) -> Ints:
        """One counter of one item over the ticks; zeros for an item the cut leaves out."""
        if item not in self.items or counter not in self.counters:
            return np.zeros(len(self.at_ms), np.int64)
        return self.totals[:, self.items.index(item), world, self.counters.index(counter)]

    def at(self, item: str, world: int, counter: str, at_ms: int) -> int:
        """One counter at a moment: as of the last tick at or before it."""
        tick = self.tick_at(at_ms)
        return 0 if tick < 0 else int(self.curve(item, world, counter)[tick])

    def end(self, item: str, world: int, counter: str) -> int:
        """One counter after the last tick."""
        curve = self.curve(item, world, counter)
        return int(curve[-1]) if curve.size else 0

    def tick_at(self, at_ms: int) -> int:
        """Position of the last tick at or before a moment; -1 before the first."""
        return int(np.searchsorted(self.at_ms, at_ms, side="right")) - 1

    def final(self, counter: str, world: int) -> list[int]:
        """One counter of every item after the last tick."""
        return [self.end(item, world, counter) for item in self.items]


@dataclass
class CurveRecorder:
    """Gathers ticks while a log is read."""

    accounts: tuple[str, ...]
    """The teams' accounts, in the order of `Curves.trust`."""
    _opened: ev.AudienceOpened | None = None
    _at_ms: list[int] = field(default_factory=list)
    _rows: list[tuple[int, ...]] = field(default_factory=list)
    _tick_of_row: list[int] = field(default_factory=list)
    _trust: list[list[list[int]]] = field(default_factory=list)
    _by_segment: Ints = field(default_factory=lambda: np.zeros((0, 2, 0), np.int64))
    """[team, world, segment], per mille."""
    _team_of_source: dict[int, int] = field(default_factory=dict)

    def open(self, event: ev.AudienceOpened) -> None:
        """Take the axes and the trust at the start."""
        self._opened = event
        self._by_segment = np.zeros((len(self.accounts), 2, len(event.segments)), np.int64)
        self._team_of_source = {
            event.sources.index(account): team
            for team, account in enumerate(self.accounts)
            if account in event.sources
        }
        self._hear_trust(event.trust)

    def tick(self, at_ms: int, event: ev.AudienceTicked) -> None:
        """Take one tick."""
        number = len(self._at_ms)
        self._at_ms.append(at_ms)
        self._rows.extend(event.rows)
        self._tick_of_row.extend([number] * len(event.rows))
        moved = self._hear_trust(event.trust)
        if moved or not self._trust:
            self._trust.append(self._mean_trust())
        else:
            self._trust.append(self._trust[-1])

    def done(self) -> Curves:
        """The curves of everything taken."""
        opened = self._opened or ev.AudienceOpened((), (), (), (), (), ())
        counters, items, segments = opened.counters, opened.items, opened.segments
        width = 3 + len(counters)
        padding = (0,) * width
        rows = np.array([(row + padding)[:width] for row in self._rows], np.int64).reshape(
            -1, width
        )
        tick = np.array(self._tick_of_row, np.int64)
        totals = np.zeros((len(self._at_ms), len(items), 2, len(counters)), np.int64)
        last = np.zeros((len(items), 2, len(segments), len(counters)), np.int64)
        warned = np.zeros((len(self._at_ms), len(items), len(segments)), np.int64)
        for world in (0, 1):
            here = (rows[:, 1] == world) | (rows[:, 1] == BOTH_LANES)
            item, segment, change = rows[here, 0], rows[here, 2], rows[here, 3:]
            np.add.at(totals[:, :, world], (tick[here], item), change)
            np.add.at(last[:, world], (item, segment), change)
            if world == 0 and "warned" in counters:
                column = counters.index("warned")
                np.add.at(warned, (tick[here], item, segment), change[:, column])
        return Curves(
            items,
            segments,
            opened.sizes,
            counters,
            np.array(self._at_ms, np.int64),
            totals.cumsum(axis=0),
            last,
            warned.cumsum(axis=0),
            np.array(self._trust, np.int64).reshape(len(self._at_ms), len(self.accounts), 2),
        )

    def _hear_trust(self, news: tuple[tuple[int, ...], ...]) -> bool:
        moved = False
        for source, lane, segment, value in news:
            team = self._team_of_source.get(source)
            if team is not None:
                worlds = slice(None) if lane == BOTH_LANES else lane
                self._by_segment[team, worlds, segment] = value
                moved = True
        return moved

    def _mean_trust(self) -> list[list[int]]:
        """Weighted by segment sizes and rounded down, as conditions see it."""
        if self._opened is None:
            return [[0, 0] for _ in self.accounts]
        sizes = np.array(self._opened.sizes, np.int64)
        means = (self._by_segment * sizes).sum(axis=2) // max(1, int(sizes.sum()))
        return [[int(value) for value in team] for team in means]
