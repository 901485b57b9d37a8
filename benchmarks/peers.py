"""`python -m benchmarks.peers [ROUNDS]`: ours and the peers' at the same jobs, side by side.

The peers live in `.bench-venv`, made from `benchmarks/peers.lock`. Every measurement is a process
of its own with one thread and a time limit; in each round ours runs next to every peer. A ratio is
stated only where the results agree: the means of what the jobs bring about may differ by no more
than the job's tolerance. Exits 1 where a peer disagrees or a goal of ours is missed; a peer that
cannot be installed or does not finish is named with the reason.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.peer_graphs import write_attachment, write_degrees
from benchmarks.peer_pages import write_pages

ROOT = Path(__file__).resolve().parent.parent
PLACE, LOCK = ROOT / ".bench-venv", ROOT / "benchmarks" / "peers.lock"
LIMIT_SECONDS = 120
INITIAL = {100_000: 1000, 1_000_000: 10}
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "NUMBA_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

Measured = dict[str, Any]


class Peer(NamedTuple):
    """A peer at one job.

    `tool` is its name in `peer_jobs`, `package` its name and `version` the one expected; `rounds`
    at most, `repeats` a round; `goal`: our time must go at least this often into the peer's.
    """

    tool: str
    package: str
    rounds: int = 3
    repeats: int = 3
    goal: float | None = None


class Job(NamedTuple):
    """What is done on which graph; `tolerance`: of the means, as a share of all nodes or arcs."""

    what: str
    name: str
    nodes: int
    tolerance: float
    repeats: int
    peers: tuple[Peer, ...]


JOBS = (
    Job(
        "independent cascade, 1,000,000 nodes",
        "ic",
        1_000_000,
        0.01,
        5,
        (Peer("cynetdiff", "cynetdiff", repeats=5, goal=2.5),),
    ),
    Job(
        "independent cascade, 100,000 nodes",
        "ic",
        100_000,
        0.01,
        9,
        (
            Peer("cynetdiff", "cynetdiff", repeats=9),
            Peer("ndlib", "ndlib", rounds=1, repeats=1),
        ),
    ),
    Job(
        "SIR, 60 steps, 100,000 nodes",
        "sir",
        100_000,
        0.01,
        5,
        (
            Peer("ndlib", "ndlib", rounds=1, repeats=1, goal=150),
            Peer("eon", "EoN", rounds=2, repeats=1, goal=100),
            Peer("starsim", "starsim", goal=15),
        ),
    ),
    Job(
        "follower network, 1,000,000 agents",
        "network",
        1_000_000,
        0.05,
        2,
        (
            Peer("networkit", "networkit", rounds=2, repeats=1),
            Peer("igraph", "igraph", rounds=2, repeats=1),
        ),
    ),
)


def as_the_machine_says() -> dict[str, str]:
    """Tell uv what the machine has told pip, as `scripts/setup` does."""
    settings = {"UV_PYTHON_DOWNLOADS": "never", "UV_SYSTEM_CERTS": "true"}
    for pip, uv in (("index-url", "UV_DEFAULT_INDEX"), ("cert", "SSL_CERT_FILE")):
        value = os.environ.get("PIP_" + pip.upper().replace("-", "_"))
        if value is None:
            words = ("python3", "-m", "pip", "config", "get", f"global.{pip}")
            told = subprocess.run(words, capture_output=True, text=True, check=False)
            value = "" if told.returncode else told.stdout.strip()
        if value:
            settings[uv] = value
    return settings | dict(os.environ)


def environment() -> str:
    """Make the peers' environment; return why it could not be made, or nothing."""
    mark, lock = PLACE / ".lock", LOCK.read_text(encoding="utf-8")
    wanted = f"{platform.python_version()}\n{lock}"
    if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
        return ""
    beside = ROOT / ".tools" / "bin" / "uv"
    uv = str(beside) if beside.is_file() else shutil.which("uv")
    if uv is None:
        return "found no uv; `make setup` brings it"
    python, settings = str(PLACE / "bin" / "python"), as_the_machine_says()
    for words in (
        ("venv", "--quiet", "--clear", "--python", sys.executable, str(PLACE)),
        ("pip", "sync", "--quiet", "--python", python, "--require-hashes", str(LOCK)),
    ):
        done = subprocess.run(
            [uv, *words], env=settings, capture_output=True, text=True, check=False
        )
        if done.returncode:
            last = (done.stderr.strip() or "no message").splitlines()[-1]
            return f"uv {words[0]} failed: {last}"
    mark.write_text(wanted, encoding="utf-8")
    return ""


def peer_version(package: str) -> str:
    """The version of a peer in its environment."""
    for folder in PLACE.glob("lib/python3*/site-packages"):
        for found in importlib.metadata.distributions(path=[str(folder)]):
            if found.metadata["Name"].lower() == package.lower():
                return found.version
    return ""


def measure(tool: str, job: Job, graph: Path, repeats: int) -> Measured:
    """One process; `failed` says why there is nothing else."""
    script = ROOT / "benchmarks" / "peer_jobs.py"
    given = (tool, job.name, str(graph), str(repeats))
    words = [str(PLACE / "bin" / "python"), str(script), *given]
    if tool == "ours":
        words = [sys.executable, "-m", "benchmarks.peer_jobs", *given]
    try:
        done = subprocess.run(
            words,
            cwd=ROOT,
            env=os.environ | ONE_THREAD,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LIMIT_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {"failed": f"not done within {LIMIT_SECONDS} s"}
    if done.returncode:
        last = (done.stderr.strip() or "no message").splitlines()[-1]
        return {"failed": f"exit code {done.returncode}: {last}"}
    measured: Measured = json.loads(done.stdout.splitlines()[-1])
    return measured


def compared(job: Job, graph: Path, rounds: int, missing: str) -> Iterator[Measured]:
    """One row for each peer of a job."""
    sides = {peer.tool: peer for peer in job.peers}
    seen: dict[str, list[Measured]] = {"ours": [], **{tool: [] for tool in sides}}
    failed = dict.fromkeys(sides, missing) if missing else {}
    for number in range(rounds):
        seen["ours"].append(measure("ours", job, graph, job.repeats))
        if "failed" in seen["ours"][-1]:
            sys.exit(f"{job.what}: {seen['ours'][-1]['failed']}")
        for tool, peer in sides.items():
            if number >= peer.rounds or tool in failed:
                continue
            one = measure(tool, job, graph, peer.repeats)
            if "failed" in one:
                failed[tool] = one["failed"]
            else:
                seen[tool].append(one)
    seconds, outcome = _middle(seen["ours"])
    for tool, peer in sides.items():
        row: Measured = {
            "name": job.what,
            "value": 1000 * seconds,
            "unit": "ms",
            "outcome": outcome,
            "peer": peer.package,
            "peer_version": peer_version(peer.package),
            "goal": peer.goal,
            "tolerance": job.tolerance,
            "load": round(os.getloadavg()[0], 2),
        }
        if tool in failed:
            yield row | {"peer_value": None, "ratio": None, "why_not": failed[tool]}
            continue
        theirs, found = _middle(seen[tool])
        apart = abs(found - outcome) / (outcome if job.name == "network" else 1)
        row |= {
            "peer_value": 1000 * theirs,
            "peer_outcome": found,
            "apart": apart,
            "rounds": len(seen[tool]),
            "ratio": theirs / seconds if apart <= job.tolerance else None,
        }
        if apart > job.tolerance:
            row["why_not"] = f"results {apart:.3f} apart, more than {job.tolerance:g}"
        yield row


def _middle(measured: list[Measured]) -> tuple[float, float]:
    """Median of all seconds, mean of all outcomes."""
    seconds = [one for run in measured for one in run["seconds"]]
    outcome = [one for run in measured for one in run["outcome"]]
    return statistics.median(seconds), statistics.fmean(outcome)


def machine() -> Measured:
    """What the numbers were measured on."""
    processor = platform.processor() or platform.machine()
    told = Path("/proc/cpuinfo")
    if told.is_file():
        named = [line for line in told.read_text().splitlines() if line.startswith("model name")]
        processor = named[0].partition(": ")[2] if named else processor
    packages = ("infodrill", "numba", "numpy")
    return {
        "processor": processor,
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "versions": {name: importlib.metadata.version(name) for name in packages},
        "load_at_start": [round(load, 2) for load in os.getloadavg()],
    }


def main(rounds: int = 3) -> int:
    where, missing = machine(), environment()
    if missing:
        print(f"no peers: {missing}")
    rows: list[Measured] = []
    faults = 0
    print(f"{'what':<40}{'ours ms':>10}  {'peer':<19}{'its ms':>11}{'ratio':>8}{'load':>6}")
    with tempfile.TemporaryDirectory() as folder:
        graphs: dict[tuple[bool, int], Path] = {}
        for job in JOBS:
            kind = (job.name == "network", job.nodes)
            if kind not in graphs:
                graphs[kind] = Path(folder) / f"{job.name}-{job.nodes}.npz"
                if kind[0]:
                    write_degrees(job.nodes, graphs[kind])
                else:
                    write_attachment(job.nodes, INITIAL[job.nodes], graphs[kind])
            for row in compared(job, graphs[kind], rounds, missing):
                rows.append(row)
                faults += _told(row)
    write_pages(ROOT, where | {"load_at_end": [round(one, 2) for one in os.getloadavg()]}, rows)
    return 1 if faults else 0


def _told(row: Measured) -> bool:
    """Print a row; whether its peer disagrees or our goal is missed."""
    head = f"{row['name']:<40}{row['value']:>10.2f}  {row['peer'] + ' ' + row['peer_version']:<19}"
    if row["ratio"] is None:
        print(f"{head}  no ratio: {row['why_not']}", flush=True)
        return "apart" in row
    missed = row["goal"] is not None and row["ratio"] < row["goal"]
    tail = f"  missed: at least {row['goal']:g}" if missed else ""
    print(
        f"{head}{row['peer_value']:>11.1f}{row['ratio']:>8.1f}{row['load']:>6.1f}{tail}", flush=True
    )
    return missed


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in sys.argv[1:])))
