"""``infodrill check``: every mistake in one pass, with its file and line and how to mend it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from tests.cli.conftest import Run


def test_a_good_package_passes_and_shows_its_load(infodrill: Run, package: Path) -> None:
    done = infodrill("check", package)
    assert done.returncode == 0, done.stdout
    assert "No errors." in done.stdout
    assert "Key injects per team in ten minutes" in done.stdout


def test_all_mistakes_come_at_once_with_line_and_repair(
    infodrill: Run, package: Path, tmp_path: Path
) -> None:
    broken = Path(shutil.copytree(package, tmp_path / "broken"))
    items = broken / "items.yaml"
    items.write_text(items.read_text().replace("severity: 2", "severity: heavy", 1))
    header = broken / "scenario.yaml"
    header.write_text(header.read_text() + "colour: blue\n")
    done = infodrill("check", broken)
    assert done.returncode == 1
    lines = done.stdout.splitlines()
    assert any(line.startswith("items.yaml:") and "heavy" in line for line in lines)
    assert any(line.startswith("scenario.yaml:") and "colour" in line for line in lines)
    told = json.loads(infodrill("check", broken, "--json").stdout)
    assert {one["level"] for one in told[0]["findings"]} >= {"error"}


def test_what_cannot_be_played_is_not_played(infodrill: Run, package: Path, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(package, tmp_path / "broken"))
    (broken / "cast.yaml").unlink()
    done = infodrill("run", broken, "--team", "absent", "--out", tmp_path / "out")
    assert done.returncode == 2
    assert "cannot be played" in done.stderr
    assert "cast.yaml" in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_path_that_is_no_scenario_is_said_plainly(infodrill: Run, tmp_path: Path) -> None:
    done = infodrill("check", tmp_path)
    assert done.returncode == 2
    assert "scenario.yaml" in done.stderr
    assert "dam-rumour" in done.stderr, "it names the scenarios that are shipped"


def test_help_and_version_are_there(infodrill: Run) -> None:
    assert "demo" in infodrill("--help").stdout
    assert infodrill("--version").stdout.startswith("infodrill ")
    assert infodrill("fly").returncode == 2
