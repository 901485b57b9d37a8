"""A picture being drawn: SVG elements as text, escaped, rounded, and marked as an exercise."""

from __future__ import annotations

from markupsafe import Markup, escape

from infodrill.i18n import gettext as _
from infodrill.report.figures.letters import width_of, wrapped

# The page's colours (templates/report.css) with the light page's values for use on paper.
PAINT = {
    "paper": "var(--sheet,#fff)",
    "well": "var(--well,#f4f1ed)",
    "line": "var(--line,#dddad5)",
    "ink": "var(--ink,#192029)",
    "ink2": "var(--ink2,#515963)",
    "real": "var(--real,#007677)",
    "else": "var(--else,#a74f21)",
    "stop": "var(--stop,#b7191c)",
    "mark": "var(--mark,#f6d56b)",
    "on-mark": "var(--on-mark,#3d2a02)",
    "none": "none",
}
"""Paint by meaning: ``real`` what happened, ``else`` without the team, ``mark`` the marking."""

_STRIP_LINE = 12
"""Height of one line of the marking at the foot of every picture."""
_STRIP_EVERY = 480
"""A picture wider than this carries the marking again, so that no cutting from it is unmarked."""


def num(value: float) -> str:
    """A coordinate with at most one decimal, the same text on any machine."""
    tenths = round(value * 10)
    whole, rest = divmod(abs(tenths), 10)
    return ("-" if tenths < 0 else "") + (f"{whole}.{rest}" if rest else str(whole))


_MANY = 9
"""Lines, more than any translation of the marking needs; it is never cut."""


class Canvas:
    """One picture of a fixed size in its own units; ``finish`` gives its SVG text.

    Args:
        name: unique in the page; the ids of title and description start with it.
        width: of the picture.
        height: of the drawing; the marking's strip is added below it.
        title: what is shown, in a few words.
        description: what there is to see, in words, for those who do not see it.
    """

    def __init__(self, name: str, width: int, height: int, title: str, description: str) -> None:
        self.name = name
        self.width = width
        self.height = height
        self.title = title
        self.description = description
        self._parts: list[str] = []

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        paint: str,
        *,
        weight: float = 1,
        dash: str = "",
    ) -> None:
        """A straight line."""
        self._parts.append(
            f'<path d="M{num(x1)} {num(y1)}L{num(x2)} {num(y2)}"{_stroke(paint, weight, dash)}/>'
        )

    def path(
        self,
        points: list[tuple[float, float]],
        paint: str,
        *,
        weight: float = 2,
        dash: str = "",
        joint: str = "round",
    ) -> None:
        """A line through points."""
        if not points:
            return
        if len(points) == 1:
            points = [points[0], points[0]]
        steps = "L".join(f"{num(x)} {num(y)}" for x, y in points)
        self._parts.append(
            f'<path d="M{steps}"{_stroke(paint, weight, dash)} stroke-linejoin="{joint}"'
            f' stroke-linecap="{"butt" if dash else "round"}"/>'
        )

    def area(self, points: list[tuple[float, float]], paint: str, *, per_cent: int) -> None:
        """A closed area in a thin wash of a paint."""
        steps = "L".join(f"{num(x)} {num(y)}" for x, y in points)
        self._parts.append(
            f'<path d="M{steps}Z" fill="{PAINT[paint]}" fill-opacity=".{per_cent:02d}"/>'
        )

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str,
        *,
        edge: str = "none",
        weight: float = 1,
        dash: str = "",
        round_by: int = 0,
    ) -> None:
        """A rectangle."""
        corners = f' rx="{round_by}"' if round_by else ""
        stroke = _stroke(edge, weight, dash, fill=fill)
        self._parts.append(
            f'<rect x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"'
            f"{corners}{stroke}/>"
        )

    def shape(self, steps: str, fill: str, *, edge: str = "none", weight: float = 1.5) -> None:
        """A shape from path steps that the caller made with ``num``."""
        self._parts.append(
            f'<path d="{steps}"{_stroke(edge, weight, "", fill=fill)} stroke-linejoin="round"/>'
        )

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        size: int = 11,
        paint: str = "ink2",
        bold: bool = False,
        anchor: str = "start",
        halo: bool = False,
    ) -> None:
        """One line of words; ``halo`` parts it from what lies behind."""
        weight = ' font-weight="600"' if bold else ""
        around = f' stroke="{PAINT["paper"]}" stroke-width="3" paint-order="stroke"' if halo else ""
        where = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self._parts.append(
            f'<text x="{num(x)}" y="{num(y)}" font-size="{size}" fill="{PAINT[paint]}"'
            f"{weight}{where}{around}>{escape(words)}</text>"
        )

    def finish(self) -> Markup:
        """The picture as SVG text, with the marking at its foot."""
        marking = _("EXERCISE EXERCISE EXERCISE - simulated, nothing here happened")
        times = max(1, self.width // _STRIP_EVERY)
        part = self.width / times
        size = 10 if width_of(marking, 10, bold=True) <= part - 8 else 9
        lines = wrapped(marking, part - 8, size, _MANY, bold=True)
        strip = 6 + _STRIP_LINE * len(lines)
        self.box(0, self.height, self.width, strip, "mark")
        for number, line in enumerate(lines):
            for time in range(times):
                self.text(
                    part * (time + 0.5),
                    self.height + 12.5 + _STRIP_LINE * number,
                    line,
                    size=size,
                    paint="on-mark",
                    bold=True,
                    anchor="middle",
                )
        height = self.height + strip
        # Every part was escaped where it was added.
        return Markup(  # noqa: S704
            f'<svg class="picture" viewBox="0 0 {self.width} {height}" role="img" direction="ltr"'
            f' width="{self.width}" height="{height}" font-family="Plex,system-ui,sans-serif"'
            f' aria-labelledby="{self.name}-t {self.name}-d">'
            f'<title id="{self.name}-t">{escape(self.title)}</title>'
            f'<desc id="{self.name}-d">{escape(self.description)}</desc>'
            + "".join(self._parts)
            + "</svg>"
        )


def _stroke(paint: str, weight: float, dash: str, *, fill: str = "none") -> str:
    stroke = "" if paint == "none" else f' stroke="{PAINT[paint]}" stroke-width="{num(weight)}"'
    return f' fill="{PAINT[fill]}"{stroke}' + (f' stroke-dasharray="{dash}"' if dash else "")
