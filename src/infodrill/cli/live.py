"""The live view in a terminal: what happens, who answers, what people believe in both worlds."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from infodrill.exercise.state import State
from infodrill.i18n import gettext as _
from infodrill.scenario.times import format_time
from infodrill.views.control.board import Board, ItemLine

BAR = 24
FRAME_LINES = 8
"""Lines of the head and of the three frames, and one to spare."""
SHOWN_ITEMS = 7
SHOWN_INCIDENTS = 7


def _bar(value: int, style: str, mark: str) -> Text:
    filled = value * BAR // 1000
    return Text(mark * filled, style=style) + Text("·" * (BAR - filled), style="dim")


def draw(board: Board, state: State, done: int, total: int, height: int) -> RenderableType:
    """One frame for a terminal of this many lines: who believes what comes before the feed."""
    room = max(0, height - FRAME_LINES)
    shown_items = max(2, min(SHOWN_ITEMS, room // 4))
    shown_incidents = max(1, min(SHOWN_INCIDENTS, room // 5))
    shown_posts = max(2, room - 2 * shown_items - shown_incidents)
    phase = next((one.title for one in state.scenario.header.phases if one.id == state.phase), "")
    top = Text.assemble(
        (_(" EXERCISE EXERCISE EXERCISE "), "black on yellow"),
        f"  {state.scenario.header.title}   ",
        (format_time(state.now_ms), "bold"),
        f"   {phase}   {done * 100 // max(1, total)} %",
    )
    feed = Table.grid(padding=(0, 1), expand=True)
    feed.add_column(width=8, style="dim")
    feed.add_column(width=22, no_wrap=True)
    feed.add_column(no_wrap=True, ratio=1)
    for line in list(board.feed)[-shown_posts:]:
        style = "bold cyan" if line.kind in ("message", "team") else ""
        feed.add_row(
            format_time(line.at_ms).removeprefix("T+"),
            Text(line.name, style=style),
            Text(line.text, style=style),
        )
    incidents = Table.grid(padding=(0, 1), expand=True)
    incidents.add_column(width=10, style="dim")
    incidents.add_column(no_wrap=True, ratio=1)
    incidents.add_column(width=10)
    for one in board.incidents(state)[:shown_incidents]:
        incidents.add_row(one.team, one.title, _stage(one.stage))
    items = Table.grid(padding=(0, 1), expand=True)
    items.add_column(no_wrap=True, ratio=1)
    items.add_column(width=BAR)
    items.add_column(width=5, justify="right")
    for item in _shown(board.items(state), shown_items):
        label = {
            "untrue": _("untrue"),
            "true": _("true"),
            "protected": _("protected speech, reach"),
        }[item.kind]
        items.add_row(
            Text.assemble((f"{label}: ", "dim"), item.statement),
            _bar(item.with_team, "cyan", "█"),
            f"{item.with_team / 10:.0f} %",
        )
        items.add_row(
            Text(_("   without the team"), style="dim"),
            _bar(item.without_team, "bright_red", "▒"),
            f"{item.without_team / 10:.0f} %",
        )
    return Group(
        top,
        Panel(feed, title=_("Simulated internet"), title_align="left"),
        Panel(incidents, title=_("Incidents"), title_align="left"),
        Panel(
            items,
            title=_("Who believes it, and how far protected speech reaches"),
            title_align="left",
        ),
    )


def _shown(items: list[ItemLine], count: int) -> list[ItemLine]:
    """Claims first: what people believe is what the answer is about."""
    return sorted(items, key=lambda item: item.kind == "protected")[:count]


def _stage(stage: str) -> str:
    return {
        "opened": _("opened"),
        "verified": _("verified"),
        "decided": _("decided"),
        "published": _("published"),
        "closed": _("closed"),
    }[stage]
