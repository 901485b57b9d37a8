"""Write what `benchmarks.peers` measured: numbers for programs, a table and a figure for people."""

from __future__ import annotations

import json
import math
from html import escape
from pathlib import Path
from typing import Any

Measured = dict[str, Any]

WIDTH, NAME, BAR, TOP, LINE, END = 760, 330, 350, 84, 30, 40
INK, FAINT, PAPER, FASTER, SLOWER = "#1b1f24", "#6b7280", "#ffffff", "#1f6f8b", "#b45309"

PAGE = """# Benchmarks beside peers

Written by `make bench`; do not edit. Numbers for programs: `benchmarks/results.json`.

![How many times our time goes into each peer's](pictures/benchmarks.svg)

{table}

{failures}Machine: {processor}, {cores} cores.
Software: CPython {python}, {versions}.
Load average: {load_at_start} at the start, {load_at_end} at the end. Above the number of cores
everything waits its turn: ratios suffer less than times, as all were measured in the same rounds.
Even so, two runs minutes apart on a shared machine gave ratios up to 1.7 times apart (Starsim 12.7,
then 21.2; CyNetDiff at 1,000,000 nodes 4.7, then 7.0): read them as sizes, not as constants.

## What is compared

- **One thread each**, a process of its own for every measurement, rounds interleaved: in each round
  ours runs next to every peer. Times are medians of single runs. Reading the graph, building the
  tool's own form of it and compiling are not timed. "Rounds" tells how often the peer's process
  ran; the slowest ran once, so its time is one observation.
- **Same graph**, handed over as arrays: preferential attachment, five edges a node, parallel edges
  made one, both ways (about 10 arcs a node). Same initial nodes: 10 of 1,000,000, or 1,000 of
  100,000; Starsim draws each node with the same chance instead.
- **Equal results first.** "Apart" is the difference between the mean results: of the share of nodes
  ever active (cascade) or still susceptible (SIR), or of the number of arcs (network, relative). A
  ratio is stated only where it is within the tolerance: 0.01, for networks 0.05.
- **Independent cascade**: every arc succeeds with chance 0.1.
- **SIR**: chance 0.05 a step to infect, 0.1 to recover, 60 steps. EoN's `fast_SIR` runs in
  continuous time, with rates that give an infected node the same chance of ever infecting a
  neighbour. Starsim carries people, deaths and results that we do not; that is part of its time.
  It leaves a little more susceptible than the others do ("apart"); we have not found out why.
- **Follower network**: NetworKit and igraph draw Chung–Lu graphs from the degrees of ours: as many
  arcs, as unequal. It is the nearest that they offer, not the same network: ours also has
  communities, segments, and rows ready for use; NetworKit's has no direction.

NetworKit and igraph have no cascade or SIR on given arrays with these rules (NetworKit's epidemic
is SEIR with fixed durations and one initial node), so they are compared on networks alone.

## The peers' environment

`.bench-venv`, made by uv from `benchmarks/peers.lock` (names, versions, hashes) and used by nothing
else. To lock anew after a change of `benchmarks/peers.in`:

    .tools/bin/uv pip compile benchmarks/peers.in --universal --python-version 3.11 \\
        --generate-hashes --no-annotate --no-header --no-emit-index-url \\
        --output-file benchmarks/peers.lock
"""


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}"


def _peer(row: Measured) -> str:
    return f"{row['peer']} {row['peer_version']}".strip()


def _table(rows: list[Measured]) -> str:
    lines = [
        "| what | ours, ms | peer | its ms | times faster | goal | apart | rounds | load |",
        "|---|--:|---|--:|--:|--:|--:|--:|--:|",
    ]
    for row in rows:
        goal = "" if row["goal"] is None else f"≥ {row['goal']:g}"
        if row["ratio"] is not None and row["goal"] is not None and row["ratio"] < row["goal"]:
            goal += ", missed"
        ratio = "–" if row["ratio"] is None else f"**{_number(row['ratio'])}**"
        theirs = "–" if row["peer_value"] is None else _number(row["peer_value"])
        apart = f"{row['apart']:.4f}" if "apart" in row else "–"
        cells = (row["name"], _number(row["value"]), _peer(row), theirs, ratio, goal, apart)
        lines.append(f"| {' | '.join(cells)} | {row.get('rounds', 0)} | {row['load']:.1f} |")
    return "\n".join(lines)


def _failures(rows: list[Measured]) -> str:
    told = [f"- {row['name']}, {_peer(row)}: {row['why_not']}" for row in rows if "why_not" in row]
    return "Not compared:\n\n" + "\n".join(told) + "\n\n" if told else ""


def _figure(rows: list[Measured]) -> str:
    """Bars on a logarithmic scale, from as fast (1) to the next power of ten."""
    shown = [row for row in rows if row["ratio"] is not None]
    decades = max((math.ceil(math.log10(max(row["ratio"], 10))) for row in shown), default=1)
    height = TOP + LINE * len(shown) + END
    said = "; ".join(f"{row['name']}, {_peer(row)}: {_number(row['ratio'])} times" for row in shown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title said" font-family="system-ui, sans-serif" font-size="13">',
        '<title id="title">How many times our time goes into each peer\'s</title>',
        f'<desc id="said">{escape(said)}</desc>',
        f'<rect width="{WIDTH}" height="{height}" fill="{PAPER}"/>',
        f'<text x="16" y="28" font-size="17" font-weight="600" fill="{INK}">'
        "How many times our time goes into each peer's</text>",
        f'<text x="16" y="48" fill="{FAINT}">One thread, same graph, results equal within the '
        "stated tolerance, same run. Logarithmic scale.</text>",
    ]
    for decade in range(decades + 1):
        across = NAME + BAR * decade / decades
        parts.append(
            f'<line x1="{across:.1f}" y1="{TOP - 6}" x2="{across:.1f}" y2="{height - END + 4}" '
            f'stroke="#d8dce2"/><text x="{across:.1f}" y="{height - END + 22}" '
            f'text-anchor="middle" fill="{FAINT}">{10**decade:,} ×</text>'
        )
    last = ""
    for place, row in enumerate(shown):
        level = TOP + LINE * place
        long = BAR * max(math.log10(row["ratio"]), 0) / decades
        name, last = ("" if row["name"] == last else row["name"]), row["name"]
        parts.append(
            f'<text x="16" y="{level + 14}" fill="{INK}">{escape(name)}</text>'
            f'<rect x="{NAME}" y="{level}" width="{max(long, 2):.1f}" height="20" rx="2" '
            f'fill="{FASTER if row["ratio"] >= 1 else SLOWER}"/>'
        )
        label = f"{row['peer']} {_number(row['ratio'])}"
        inside = long > BAR * 0.6
        parts.append(
            f'<text x="{NAME + long + (-8 if inside else 8):.1f}" y="{level + 14}" '
            f'text-anchor="{"end" if inside else "start"}" '
            f'fill="{PAPER if inside else INK}">{escape(label)}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


def write_pages(root: Path, machine: Measured, rows: list[Measured]) -> None:
    """Write `benchmarks/results.json`, `docs/benchmarks.md` and its figure under `root`."""
    results = json.dumps({"machine": machine, "results": rows}, indent=2) + "\n"
    (root / "benchmarks" / "results.json").write_text(results, encoding="utf-8")
    words = machine | {
        "versions": ", ".join(f"{name} {what}" for name, what in machine["versions"].items()),
        "load_at_start": machine["load_at_start"][0],
        "load_at_end": machine["load_at_end"][0],
    }
    page = PAGE.format(table=_table(rows), failures=_failures(rows), **words)
    (root / "docs" / "benchmarks.md").write_text(page, encoding="utf-8")
    (root / "docs" / "pictures" / "benchmarks.svg").write_text(_figure(rows), encoding="utf-8")
