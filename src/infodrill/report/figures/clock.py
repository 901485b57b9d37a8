"""The time axis that all figures share: exercise time, its jumps pressed together and marked."""

from __future__ import annotations

from msgspec import Struct

from infodrill.report.figures.canvas import Canvas
from infodrill.report.figures.letters import width_of
from infodrill.report.numbers import exercise_time

_BREAK = 20
"""Room that a jump takes, however long it is."""
_STEPS_MIN = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 1440)


class Clock(Struct, frozen=True):
    """Where each moment stands between two edges of a picture."""

    end_ms: int
    jumps: tuple[tuple[int, int], ...]
    """Stretches that were jumped over, in order."""
    start_x: float
    width: float

    def stretches(self) -> list[tuple[int, int]]:
        """The stretches that were played, first and last ms of each."""
        found: list[tuple[int, int]] = []
        since = 0
        for start, end in sorted(self.jumps):
            if start >= self.end_ms:
                break
            if start > since:
                found.append((since, start))
            since = max(since, end)
        if since < self.end_ms or not found:
            found.append((since, max(self.end_ms, since + 1)))
        return found

    def _per_ms(self, stretches: list[tuple[int, int]]) -> float:
        played = sum(end - start for start, end in stretches)
        return (self.width - _BREAK * (len(stretches) - 1)) / max(played, 1)

    def x(self, at_ms: int) -> float:
        """The place of a moment; a moment inside a jump stands in the middle of its break."""
        stretches = self.stretches()
        per_ms = self._per_ms(stretches)
        edge = self.start_x
        for number, (start, end) in enumerate(stretches):
            if at_ms < start:
                return edge - _BREAK / 2 if number else edge
            if at_ms <= end:
                return edge + (at_ms - start) * per_ms
            edge += (end - start) * per_ms + _BREAK
        return edge - _BREAK

    def breaks(self) -> list[float]:
        """The middle of each jump's break."""
        stretches = self.stretches()
        return [self.x(end) + _BREAK / 2 for _start, end in stretches[:-1]]

    def ticks(self, apart: float) -> list[tuple[float, str]]:
        """Places and labels at round times, no two labels nearer than so much."""
        stretches = self.stretches()
        per_min = self._per_ms(stretches) * 60_000
        step = next((s for s in _STEPS_MIN if s * per_min >= apart), _STEPS_MIN[-1]) * 60_000
        found: list[tuple[float, str]] = []
        for start, end in stretches:
            first = -(-start // step) * step
            at = [start, *(t for t in range(first, end + 1, step) if t != start)]
            for moment in at:
                place = self.x(moment)
                if not found or place - found[-1][0] >= apart:
                    found.append((place, exercise_time(moment)))
        return found

    def draw(self, canvas: Canvas, top: float, foot: float, *, size: int = 10) -> None:
        """Draws the axis: labels under ``foot``, and a mark from ``top`` down for each jump."""
        last = self.start_x + self.width
        for place, label in self.ticks(width_of("T+00:00", size) + 10):
            canvas.line(place, foot, place, foot + 4, "ink2")
            room = width_of(label, size) / 2
            at = min(max(place, room), canvas.width - room)
            canvas.text(at, foot + 5 + size, label, size=size, anchor="middle")
        canvas.line(self.start_x, foot, last, foot, "ink2")
        for middle in self.breaks():
            canvas.box(middle - 7, top, 14, foot - top, "well")
            canvas.line(middle - 3, foot, middle + 3, foot, "paper", weight=3)
            for edge in (-4, 4):
                canvas.line(middle + edge - 3, foot + 5, middle + edge + 3, foot - 5, "ink2")
