"""One shape for each kind of moment, so that none is told apart by colour alone."""

from __future__ import annotations

from infodrill.report.figures.canvas import Canvas, num

SHAPES: dict[str, tuple[str, str, str]] = {
    # kind: (outline, fill, edge)
    "inject": ("tick", "ink2", "none"),
    "phase": ("tick", "ink2", "none"),
    "first_post": ("circle", "paper", "ink"),
    "report": ("dot", "ink2", "none"),
    "incident": ("circle", "paper", "ink"),
    "verdict": ("diamond", "paper", "ink"),
    "decision": ("diamond", "ink", "none"),
    "message": ("triangle", "real", "none"),
    "withdrawn": ("fallen", "paper", "ink"),
    "notice": ("square", "stop", "none"),
    "referral": ("square", "paper", "stop"),
    "handover": ("arrow", "ink", "none"),
    "task": ("square", "paper", "ink2"),
    "declined": ("cross", "none", "ink"),
    "truth": ("star", "ink", "none"),
    "trust": ("dot", "paper", "ink2"),
}
"""How each kind of moment is drawn; a kind without a row is a small dot."""


def draw_shape(canvas: Canvas, kind: str, x: float, y: float, size: float) -> None:
    """Draws a kind's shape around a place; ``size`` is half its width."""
    outline, fill, edge = SHAPES.get(kind, SHAPES["report"])
    canvas.shape(_OUTLINES[outline](x, y, size), fill, edge=edge)


def _polygon(x: float, y: float, size: float, corners: tuple[tuple[float, float], ...]) -> str:
    return "M" + "L".join(f"{num(x + size * a)} {num(y + size * b)}" for a, b in corners) + "Z"


def _circle(x: float, y: float, size: float) -> str:
    # Rounded first: a radius above half the chord would bulge.
    size = round(size, 1)
    turn = f"a{num(size)} {num(size)} 0 1 0"
    return f"M{num(x - size)} {num(y)}{turn} {num(2 * size)} 0{turn} {num(-2 * size)} 0Z"


_OUTLINES = {
    "circle": lambda x, y, s: _circle(x, y, s * 0.9),
    "dot": lambda x, y, s: _circle(x, y, s * 0.55),
    "tick": lambda x, y, s: _polygon(x, y, s, ((-0.2, -1), (0.2, -1), (0.2, 1), (-0.2, 1))),
    "diamond": lambda x, y, s: _polygon(x, y, s * 1.1, ((0, -1), (1, 0), (0, 1), (-1, 0))),
    "triangle": lambda x, y, s: _polygon(x, y, s * 1.1, ((0, -0.95), (1, 0.85), (-1, 0.85))),
    "fallen": lambda x, y, s: _polygon(x, y, s * 1.1, ((0, 0.95), (1, -0.85), (-1, -0.85))),
    "square": lambda x, y, s: _polygon(x, y, s * 0.85, ((-1, -1), (1, -1), (1, 1), (-1, 1))),
    "arrow": lambda x, y, s: _polygon(
        x, y, s, ((-1, -0.35), (0, -0.35), (0, -1), (1.1, 0), (0, 1), (0, 0.35), (-1, 0.35))
    ),
    "cross": lambda x, y, s: (
        f"M{num(x - s * 0.8)} {num(y - s * 0.8)}L{num(x + s * 0.8)} {num(y + s * 0.8)}"
        f"M{num(x - s * 0.8)} {num(y + s * 0.8)}L{num(x + s * 0.8)} {num(y - s * 0.8)}"
    ),
    "star": lambda x, y, s: _polygon(
        x,
        y,
        s * 1.2,
        (
            (0, -1),
            (0.25, -0.3),
            (1, -0.3),
            (0.4, 0.15),
            (0.6, 0.9),
            (0, 0.45),
            (-0.6, 0.9),
            (-0.4, 0.15),
            (-1, -0.3),
            (-0.25, -0.3),
        ),
    ),
}
