"""``infodrill rehearse``: the same bytes with any number of workers and after any interruption."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from infodrill.cli import rehearse
from infodrill.cli.main import main
from infodrill.evaluation.rehearsal import Rehearsal, read_facts
from infodrill.store.sweepfolder import SweepFolder
from tests.cli.conftest import Run

FILES = {"rehearsal.html", "rehearsal.json", "runs.jsonl"}
SMALL = (
    "--runs", "3", "--team", "absent,reference", "--cut", "demo", "--agents", "400",
    "--delays", "1", "--quiet",
)  # fmt: skip
RUNS = 2 * 3 + 1


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture(scope="module")
def whole(package: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """A rehearsal played in one go by one process."""
    out = tmp_path_factory.mktemp("whole") / "rehearsal"
    assert main(["rehearse", str(package), *SMALL, "--workers", "1", "--out", str(out)]) == 0
    return contents(out)


def test_a_rehearsal_ends_in_data_and_a_page(whole: dict[str, bytes]) -> None:
    assert set(whole) == FILES
    found = msgspec.json.decode(whole["rehearsal.json"], type=Rehearsal)
    assert found.seeds == (1, 2, 3)
    assert [(team.name, team.runs, team.idle) for team in found.teams] == [
        ("absent", 3, True),
        ("reference", 3, False),
    ]
    assert found.delays is not None and found.delays.seeds == (1,)
    assert found.title.encode() in whole["rehearsal.html"]
    runs = [read_facts(line) for line in whole["runs.jsonl"].splitlines()]
    assert [(run.team, run.seed, run.delayed) for run in runs] == [
        ("absent", 1, None), ("reference", 1, None), ("absent", 2, None), ("reference", 2, None),
        ("absent", 3, None), ("reference", 3, None), ("reference", 1, "crack"),
    ]  # fmt: skip
    assert len({run.head for run in runs}) == RUNS


def test_two_workers_leave_the_same_bytes(
    infodrill: Run, package: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    out = tmp_path / "rehearsal"
    done = infodrill(
        "rehearse", package, *SMALL, "--workers", 2, "--out", out, "--json",
        PYTHONHASHSEED="7", TZ="Pacific/Chatham", LC_ALL="C",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert contents(out) == whole
    assert json.loads(done.stdout)["runs"] == RUNS
    assert {path.name for path in tmp_path.iterdir()} == {"rehearsal"}


def test_stopped_at_the_keyboard_it_goes_on_where_it_was(
    package: Path,
    tmp_path: Path,
    whole: dict[str, bytes],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "rehearsal"
    command = ["rehearse", str(package), *SMALL[:-1], "--workers", "1", "--out", str(out)]
    real, played = rehearse.play_job, []

    def until_stopped(job: rehearse.Job) -> bytes:
        if len(played) == 4:
            raise KeyboardInterrupt
        played.append(job)
        return real(job)

    with monkeypatch.context() as patch:
        patch.setattr(rehearse, "play_job", until_stopped)
        assert main(command) == 130
    assert f"4 of {RUNS} runs are kept" in capsys.readouterr().err
    assert not out.exists()
    monkeypatch.setattr(rehearse, "play_job", lambda job: played.append(job) or real(job))
    assert main(command) == 0
    assert f"going on: 4 of {RUNS}" in capsys.readouterr().err
    assert len(played) == len(set(played)) == RUNS, "no run was played twice"
    assert contents(out) == whole


def test_killed_it_leaves_nothing_that_looks_finished_and_goes_on(
    infodrill: Run, package: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    out = tmp_path / "rehearsal"
    # The process kills itself, as a power cut would, right after the third result was kept.
    program = (
        "import os, signal, sys\n"
        "from infodrill.cli.main import main\n"
        "from infodrill.store.sweepfolder import SweepFolder\n"
        "write, count = SweepFolder.write, []\n"
        "def dying(self, key, result):\n"
        "    write(self, key, result)\n"
        "    count.append(key)\n"
        "    if len(count) == 3: os.kill(os.getpid(), signal.SIGKILL)\n"
        "SweepFolder.write = dying\n"
        "main(sys.argv[1:])\n"
    )
    arguments = ["rehearse", str(package), *SMALL, "--workers", "1", "--out", str(out)]
    done = subprocess.run([sys.executable, "-c", program, *arguments], check=False, env=os.environ)
    assert done.returncode == -9
    assert not out.exists()
    (left,) = tmp_path.iterdir()
    kept = sorted((left / "runs").glob("*.json"))
    assert len(kept) == 3
    kept[0].write_bytes(b'{"team":"cut')
    kept[1].write_bytes(kept[2].read_bytes())
    assert infodrill(*arguments).returncode == 0, "damaged and swapped results are played again"
    assert contents(out) == whole
    assert {path.name for path in tmp_path.iterdir()} == {"rehearsal"}


def test_more_runs_go_on_from_fewer_and_other_settings_start_anew(tmp_path: Path) -> None:
    def folder(pin: bytes) -> SweepFolder:
        return SweepFolder(tmp_path / "out", pin, lambda key, content: True)

    with folder(b"these settings") as first:
        first.write("a job", b"result")
    with folder(b"these settings") as again:
        assert again.read("a job") == b"result"
    with folder(b"other settings") as other:
        assert other.read("a job") is None


def refused(capsys: pytest.CaptureFixture[str], package: Path, out: Path, *arguments: str) -> str:
    try:
        code = main(["rehearse", str(package), "--out", str(out), *arguments])
    except SystemExit as stop:
        code = int(stop.code or 0)
    assert code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--runs", "0", "--team", "absent"), "--runs 0: expected a whole number from 1"),
        (("--runs", "many", "--team", "absent"), "many"),
        (("--runs", "2"), "--team"),
        (("--runs", "2", "--team", ","), "expected names with commas between"),
        (("--runs", "2", "--team", "absent,nobody"), "no scripted team 'nobody'"),
        (("--runs", "2", "--team", "absent,absent"), "absent twice"),
        (("--runs", "2", "--team", "absent", "--cut", "moon"), "no cut 'moon'"),
        (("--runs", "2", "--team", "absent", "--agents", "7"), "--agents 7"),
        (("--runs", "2", "--team", "absent", "--seed", "-1"), "--seed -1"),
        (("--runs", "2", "--team", "absent", "--workers", "0"), "--workers 0"),
        (("--runs", "2", "--team", "absent", "--delays", "-1"), "--delays -1"),
        (("--runs", "2", "--team", "absent", "--on", "somewhere"), "--on"),
    ],
)
def test_bad_words_are_refused_clearly_and_leave_nothing(
    capsys: pytest.CaptureFixture[str],
    package: Path,
    tmp_path: Path,
    arguments: tuple[str, ...],
    says: str,
) -> None:
    assert says in refused(capsys, package, tmp_path / "out", *arguments)
    assert list(tmp_path.iterdir()) == []


def test_a_taken_folder_is_never_overwritten(
    capsys: pytest.CaptureFixture[str], package: Path, tmp_path: Path, whole: dict[str, bytes]
) -> None:
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "diary.txt").write_text("mine")
    for more in ((), ("--replace",)):
        assert "notes" in refused(capsys, package, notes, *SMALL, *more)
    assert (notes / "diary.txt").read_text() == "mine"
    finished = tmp_path / "finished"
    finished.mkdir()
    for name, content in whole.items():
        (finished / name).write_bytes(content)
    assert "--replace" in refused(capsys, package, finished, *SMALL)
    assert contents(finished) == whole


def test_two_processes_do_not_work_on_the_same_rehearsal(tmp_path: Path) -> None:
    def folder() -> SweepFolder:
        return SweepFolder(tmp_path / "out", b"pin", lambda key, content: True)

    with folder(), pytest.raises(ValueError, match="another process is rehearsing"):
        folder()
    with folder() as free:
        assert free.read("any") is None
