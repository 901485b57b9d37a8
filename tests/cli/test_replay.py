"""``infodrill replay``: the log is proof, and anything done to it shows."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from infodrill.exercise.record import GENESIS, chain
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def run(infodrill: Run, package: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("runs") / "run"
    done = infodrill(
        "run", package, "--team", "reference", "--out", out, "--agents", 1500, "--quiet"
    )
    assert done.returncode == 0, done.stderr
    return out


def head_of(run: Path) -> str:
    return str(json.loads((run / "log.jsonl").read_text().splitlines()[-1])["hash"])


def copy_of(run: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(run, tmp_path / "copy"))


def rehash(lines: list[bytes]) -> list[bytes]:
    """What a forger would do: make the chain fit the changed lines."""
    previous, out = GENESIS, []
    for line in lines:
        start = line.rfind(b',"hash":"')
        private = line.find(b',"private":')
        body = line[: private if private >= 0 else start] + b"}"
        previous = chain(previous, body)
        out.append(line[:start] + b',"hash":"' + previous.encode() + b'"}')
    return out


def test_a_whole_log_is_proved(infodrill: Run, run: Path) -> None:
    done = infodrill("replay", run, "--verify", "--head", head_of(run), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert told["verified"] is True
    assert told["head"] == head_of(run)
    assert told["ticks"] > 100


def test_a_flipped_byte_is_reported_with_its_line(
    infodrill: Run, run: Path, tmp_path: Path
) -> None:
    copy = copy_of(run, tmp_path)
    lines = (copy / "log.jsonl").read_bytes().split(b"\n")
    broken = bytearray(lines[40])
    broken[30] ^= 1
    lines[40] = bytes(broken)
    (copy / "log.jsonl").write_bytes(b"\n".join(lines))
    done = infodrill("replay", copy, "--verify")
    assert done.returncode == 1
    assert "line 41" in done.stderr


def test_an_edited_and_rehashed_log_fails_against_the_reports_head(
    infodrill: Run, run: Path, tmp_path: Path
) -> None:
    copy = copy_of(run, tmp_path)
    log = copy / "log.jsonl"
    lines = log.read_bytes().splitlines()
    place = next(n for n, line in enumerate(lines) if b'"triage.recorded.v1"' in line)
    lines[place] = lines[place].replace(b'"harm":3', b'"harm":1').replace(b'"harm":2', b'"harm":1')
    log.write_bytes(b"\n".join(rehash(lines)) + b"\n")
    unnoticed = infodrill("replay", copy, "--until", "T+0:10")
    assert unnoticed.returncode == 0, "the forged chain fits itself; only the head tells"
    done = infodrill("replay", copy, "--verify", "--head", head_of(run))
    assert done.returncode == 1
    assert "the report says" in done.stderr


def test_a_log_cut_at_its_tail_fails(infodrill: Run, run: Path, tmp_path: Path) -> None:
    copy = copy_of(run, tmp_path)
    lines = (copy / "log.jsonl").read_bytes().splitlines(keepends=True)
    (copy / "log.jsonl").write_bytes(b"".join(lines[:-5]))
    against_head = infodrill("replay", copy, "--head", head_of(run))
    assert against_head.returncode == 1
    alone = infodrill("replay", copy, "--verify")
    assert alone.returncode == 1
    assert "no closing record" in alone.stderr


def test_a_forgotten_person_leaves_a_log_that_verifies_with_the_same_measures(
    infodrill: Run, run: Path, tmp_path: Path
) -> None:
    copy = copy_of(run, tmp_path)
    seat = next(
        json.loads(line)["seat"]
        for line in (copy / "log.jsonl").read_text().splitlines()
        if '"draft.written.v1"' in line
    )
    assert infodrill("forget", copy, "--seat", "nobody").returncode == 2
    done = infodrill("forget", copy, "--seat", seat)
    assert done.returncode == 0, done.stderr
    assert len((copy / "log.jsonl").read_bytes()) < len((run / "log.jsonl").read_bytes())
    proved = infodrill("replay", copy, "--verify", "--head", head_of(run))
    assert proved.returncode == 0, proved.stderr
    fresh = tmp_path / "measures.json"
    assert infodrill("replay", copy, "--measures", fresh).returncode == 0
    assert fresh.read_bytes() == (run / "measures.json").read_bytes()


def test_a_finished_exercise_opens_and_reports_byte_equal_without_kernels(
    infodrill: Run, run: Path, tmp_path: Path
) -> None:
    """numba and the engine made unimportable: log and scenario alone are enough."""
    blocker = tmp_path / "blocked"
    blocker.mkdir()
    for name in ("numba", "llvmlite"):
        (blocker / f"{name}.py").write_text("raise ImportError('made unimportable')\n")
    report, measures = tmp_path / "report.html", tmp_path / "measures.json"
    done = infodrill(
        "replay", run, "--report", report, "--measures", measures, PYTHONPATH=str(blocker)
    )
    assert done.returncode == 0, done.stderr
    assert report.read_bytes() == (run / "report.html").read_bytes()
    assert measures.read_bytes() == (run / "measures.json").read_bytes()


def test_replay_tells_the_story_up_to_a_moment(infodrill: Run, run: Path) -> None:
    whole = infodrill("replay", run).stdout
    early = infodrill("replay", run, "--until", "T+0:05").stdout
    assert "StartEx" in early
    assert "EndEx" in whole
    assert "EndEx" not in early
    assert whole.startswith(early[:200])


@pytest.mark.parametrize("path", ["nowhere", "."])
def test_a_missing_log_is_said_plainly(infodrill: Run, path: str, tmp_path: Path) -> None:
    done = infodrill("replay", tmp_path / path)
    assert done.returncode == 2
    assert "no log here" in done.stderr
