"""Whose words travel: the voices that shares of an item carry.

An answer or a confirmation that agents pass on keeps its source and its quality. Each world, item
and kind (tellings, answers) has a table of at most 15 voices besides hearsay, so that a cell names
one with four bits. Tables are kept per world: what players do in world A never renumbers world B.
"""

from __future__ import annotations

from collections.abc import Iterable

from infodrill.audience.calibration import Calibration
from infodrill.audience.cell import MARK_ADVICE, MARK_OFFICIAL
from infodrill.audience.rules import fine_units
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import VOICES, Live
from infodrill.audience.stimulus import Stimulus
from infodrill.scenario.words import Stance

TELLINGS, ANSWERS = 0, 1
_NEWSROOM = "newsroom"

VoiceKey = tuple[int, int, int, bool]
"""Source, quality, strength in `FINE`ths, carries advice."""


VoiceRow = tuple[int, int, int, int, int, int, bool]
"""Item, world, kind, and a `VoiceKey`."""


class VoiceTables:
    """Gives every voice its number and writes what the kernels need to know about it."""

    def __init__(self, spec: AudienceSpec, calibration: Calibration, live: Live) -> None:
        self._official = [source.official for source in spec.sources]
        self._named = [
            source.official or source.source_class == _NEWSROOM for source in spec.sources
        ]
        self._live = live
        self._telling = fine_units(calibration, calibration["telling_d"])
        self._correction = [
            fine_units(calibration, calibration["correction_d"] * quality / 100)
            for quality in range(201)
        ]
        self._tables: dict[tuple[int, int, int], dict[VoiceKey, int]] = {}

    def number(self, stimulus: Stimulus, source: int, item: int, world: int) -> int:
        """Return the voice a stimulus speaks with, giving it a number when it is new; 0 hearsay."""
        quality = stimulus.quality
        if stimulus.stance is Stance.disputes:
            return self._find(
                (source, quality, self._correction[quality], stimulus.advice), item, world, ANSWERS
            )
        if stimulus.stance is Stance.confirms:
            strength = max(self._correction[quality], self._telling)
            return self._find((source, quality, strength, stimulus.advice), item, world, TELLINGS)
        if stimulus.stance is Stance.repeats and self._named[source]:
            return self._find(
                (source, quality, self._telling, stimulus.advice), item, world, TELLINGS
            )
        return 0

    def kept(self) -> list[VoiceRow]:
        """Return every voice, those of one table in the order of their numbers."""
        return [(*place, *key) for place, table in self._tables.items() for key in table]

    def adopt(self, rows: Iterable[VoiceRow]) -> None:
        """Take over the numbers of another run; what the kernels know is restored with the rest."""
        self._tables.clear()
        for item, world, kind, *key in rows:
            source, quality, strength, advice = key
            table = self._tables.setdefault((item, world, kind), {})
            table[source, quality, strength, bool(advice)] = len(table) + 1

    def _find(self, key: VoiceKey, item: int, world: int, kind: int) -> int:
        table = self._tables.setdefault((item, world, kind), {})
        if key not in table:
            if len(table) == VOICES - 1:
                return self._nearest(table, key)
            table[key] = len(table) + 1
            self._write(key, item, world, kind, table[key])
        return table[key]

    @staticmethod
    def _nearest(table: dict[VoiceKey, int], key: VoiceKey) -> int:
        """A full table: the same source if it has a voice, then the closest strength."""
        source, _, strength, advice = key

        def distance(entry: tuple[VoiceKey, int]) -> tuple[bool, bool, int, int]:
            (other, _, units, advises), number = entry
            return (other != source, advises != advice, abs(units - strength), -number)

        return min(table.items(), key=distance)[1]

    def _write(self, key: VoiceKey, item: int, world: int, kind: int, number: int) -> None:
        source, quality, strength, advice = key
        place = (item, world, kind, number)
        official = self._official[source]
        self._live.voice_count[item, world, kind] = number
        self._live.voice_source[place] = source
        self._live.voice_units[place] = strength
        self._live.voice_quality[place] = quality
        self._live.voice_marks[place] = (MARK_OFFICIAL if official else 0) | (
            MARK_ADVICE if advice and official else 0
        )
