"""Trust in officials, won slowly and lost fast.

Kept per world, official and segment, per mille. An official wins trust by having been right when
the truth arrives, more the earlier; it loses trust by having been wrong, more the more confident it
was, little if it had corrected itself first, and once more if it then stays silent. Acting against
protected speech costs trust at once, most where people care about the topic.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass

import numpy as np

from infodrill.audience.calibration import Calibration
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import Ints
from infodrill.audience.stimulus import TrustAct
from infodrill.scenario.words import Stance

SIDES = {Stance.repeats: 1, Stance.confirms: 1, Stance.disputes: -1}
"""Which stances take a side: 1 for the item, -1 against it."""
_FULL_LEAD_SECONDS = 3600


@dataclass
class Record:
    """What one official said about one item in one world.

    Attributes:
        first_side: 1 or -1.
        first_tick: of that.
        side: taken last; 0 after it corrected itself without taking the other side.
        quality: the highest behind its first side.
        judged: the truth has been held against it.
        owed: tick by which it must have corrected itself, or None.
    """

    first_side: int
    first_tick: int
    side: int
    quality: int
    judged: bool = False
    owed: int | None = None


LedgerRow = tuple[int, int, int, int, int, int, int, bool, int | None]
"""World, item, source, and the fields of a `Record` in their order."""


class TrustLedger:
    """The one place that changes trust."""

    def __init__(self, spec: AudienceSpec, calibration: Calibration, trust: Ints) -> None:
        self._spec = spec
        self._trust = trust
        self._constants = calibration
        self._records: dict[tuple[int, int, int], Record] = {}
        self._truths: dict[tuple[int, int], int] = {}
        self._affinity = {
            item.topic: np.array(
                [segment.affinity.get(item.topic, 100) for segment in spec.segments], np.int64
            )
            for item in spec.items
        }

    def _constant(self, name: str) -> int:
        return int(self._constants[name])

    def _ticks(self, seconds: int) -> int:
        return -(-seconds // self._spec.tick_seconds)

    def _move(self, world: int, source: int, step: int | Ints) -> None:
        row = self._trust[world, source]
        if np.all(np.asarray(step) >= 0):
            # A gain stops at the cap, but a start above it is nobody's fault.
            moved = np.maximum(row, np.minimum(row + step, self._constant("trust_cap")))
        else:
            moved = np.maximum(row + step, 0)
        row[:] = moved

    def _error(self, record: Record) -> int:
        return self._constant("wrong_loss") + (
            self._constant("confident_loss") * record.quality // 200
        )

    def observe(
        self, world: int, item: int, source: int, stance: Stance, quality: int, tick: int
    ) -> None:
        """Remember what an official says, and hold a known truth against it."""
        side = SIDES.get(stance, 0)
        if side == 0:
            return
        place = (world, item, source)
        record = self._records.get(place)
        if record is None:
            record = self._records[place] = Record(side, tick, side, quality)
        else:
            if side == record.first_side:
                record.quality = max(record.quality, quality)
            record.side = side
            if record.owed is not None and side == self._truths[world, item]:
                record.owed = None
        truth = self._truths.get((world, item))
        if truth is not None and not record.judged and side != truth:
            record.judged = True
            self._move(world, source, -self._error(record))
            record.owed = tick + self._ticks(60 * self._constant("silence_minutes"))
        elif truth is not None:
            record.judged = True

    def truth(self, world: int, item: int, true: bool, tick: int) -> None:
        """Judge every official that took a side; a truth arrives once."""
        if (world, item) in self._truths:
            return
        side = self._truths[world, item] = 1 if true else -1
        for (of_world, of_item, source), record in self._records.items():
            if (of_world, of_item) != (world, item):
                continue
            record.judged = True
            if record.side == side and record.first_side == side:
                lead = (tick - record.first_tick) * self._spec.tick_seconds
                early = self._constant("early_gain") * min(lead, _FULL_LEAD_SECONDS)
                gain = self._constant("right_gain") + early // _FULL_LEAD_SECONDS
                self._move(world, source, gain)
            elif record.side in (side, 0):
                share = self._constants["corrected_share"]
                self._move(world, source, -int(self._error(record) * share))
            else:
                self._move(world, source, -self._error(record))
                record.owed = tick + self._ticks(60 * self._constant("silence_minutes"))

    def act(self, world: int, act: TrustAct, source: int, item: int) -> None:
        """Apply an act other than a post."""
        if act.kind == "against_protected":
            affinity = self._affinity[self._spec.items[item].topic]
            loss = self._constant("against_protected_loss") * affinity // 100
            self._move(world, source, -loss)
            return
        record = self._records.get((world, item, source))
        if record is not None:
            record.side = self._truths.get((world, item), 0)
            record.owed = None

    def settle(self, tick: int) -> None:
        """Take the second loss from officials who let their time to correct themselves pass."""
        for world, source, record in self._overdue(tick):
            record.owed = None
            self._move(world, source, -self._constant("silence_loss"))

    def kept(self) -> tuple[list[LedgerRow], list[tuple[int, int, int]]]:
        """Return all records, and the truths known: (world, item, side)."""
        rows = [(*place, *astuple(record)) for place, record in self._records.items()]
        return rows, [(*place, side) for place, side in self._truths.items()]

    def adopt(self, records: Iterable[LedgerRow], truths: Iterable[tuple[int, int, int]]) -> None:
        """Take over what another run kept; trust itself is restored with the rest of the state."""
        self._records.clear()
        self._records.update({row[:3]: Record(*row[3:]) for row in records})
        self._truths.clear()
        self._truths.update({(world, item): side for world, item, side in truths})

    def _overdue(self, tick: int) -> Iterator[tuple[int, int, Record]]:
        for (world, _, source), record in self._records.items():
            if record.owed is not None and tick >= record.owed:
                yield world, source, record
