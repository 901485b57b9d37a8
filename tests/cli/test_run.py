"""``infodrill run``: one command from a scenario to a report, the same bytes every time."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run

FILES = {"log.jsonl", "measures.json", "report.html", "scenario.json"}
AGENTS = ("--agents", "1500", "--quiet")


def test_a_run_ends_in_log_measures_and_report(
    infodrill: Run, package: Path, tmp_path: Path
) -> None:
    out = tmp_path / "run"
    done = infodrill("run", package, "--team", "reference", "--out", out, "--json", *AGENTS)
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == FILES
    told = json.loads(done.stdout)
    head = told["head"]
    assert json.loads((out / "log.jsonl").read_text().splitlines()[-1])["hash"] == head
    assert head in (out / "report.html").read_text()
    measures = json.loads((out / "measures.json").read_text())
    assert list(measures) == ["scenario", "cut", "seed", "team", "measures", "counterfactual"]
    assert measures["team"] == "reference"


def test_bytes_do_not_depend_on_threads_hash_seed_locale_or_time_zone(
    infodrill: Run, package: Path, tmp_path: Path
) -> None:
    circumstances = [
        ((), {}),
        (("--threads", "2"), {"PYTHONHASHSEED": "1"}),
        ((), {"PYTHONHASHSEED": "77", "TZ": "Pacific/Chatham", "LC_ALL": "C", "LANGUAGE": "vi"}),
    ]
    contents = []
    for number, (more, environment) in enumerate(circumstances):
        out = tmp_path / f"run{number}"
        done = infodrill(
            "run", package, "--team", "reference", "--seed", 5, "--out", out, *AGENTS, *more,
            **environment,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        contents.append({name: (out / name).read_bytes() for name in FILES})
    assert contents[0] == contents[1] == contents[2]


def test_a_renamed_team_file_changes_nothing(infodrill: Run, package: Path, tmp_path: Path) -> None:
    source = (package / "teams" / "reference.yaml").read_text()
    logs = []
    for name in ("reference.yaml", "zebra.yaml"):
        team = tmp_path / name
        team.write_text(source)
        out = tmp_path / f"out-{name}"
        done = infodrill("run", package, "--team", team, "--out", out, *AGENTS)
        assert done.returncode == 0, done.stderr
        logs.append([(out / file).read_bytes() for file in ("log.jsonl", "measures.json")])
    assert logs[0] == logs[1]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--team", "nobody"), "no scripted team 'nobody'"),
        (("--team", "missing.yaml"), "no such team file"),
        (("--team", "absent", "--cut", "moon"), "no cut 'moon'"),
        (("--team", "absent", "--agents", "7"), "--agents 7"),
        (("--team", "absent", "--seed", "-1"), "--seed -1"),
        (("--team", "absent", "--language", "xx"), "has no xx"),
    ],
)
def test_bad_words_are_refused_clearly_and_leave_nothing(
    infodrill: Run, package: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    out = tmp_path / "run"
    done = infodrill("run", package, "--out", out, *arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_taken_folder_is_never_overwritten(infodrill: Run, package: Path, tmp_path: Path) -> None:
    taken = tmp_path / "notes"
    taken.mkdir()
    (taken / "diary.txt").write_text("mine")
    for more in ((), ("--replace",)):
        done = infodrill("run", package, "--team", "absent", "--out", taken, *AGENTS, *more)
        assert done.returncode == 2
        assert "notes" in done.stderr
    assert (taken / "diary.txt").read_text() == "mine"


@pytest.mark.parametrize("after", [0.3, 0.8, 1.2, 1.6, 2.0])
def test_a_killed_run_leaves_no_folder_that_looks_finished(
    package: Path, tmp_path: Path, after: float, infodrill: Run
) -> None:
    out = tmp_path / "run"
    command = [
        sys.executable, "-m", "infodrill", "run", str(package), "--team", "reference",
        "--out", str(out), "--agents", "60000", "--quiet",
    ]  # fmt: skip
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(after)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not out.exists() or {path.name for path in out.iterdir()} == FILES
    if not out.exists():
        again = infodrill("run", package, "--team", "absent", "--out", out, *AGENTS)
        assert again.returncode == 0, again.stderr
        assert {path.name for path in tmp_path.iterdir()} == {"run"}, "left-overs are cleared"
