"""``infodrill calibrate``: a statement, a page and data; a missed figure is no failure."""

from __future__ import annotations

import json
import re
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from infodrill.audience.experiments.published import FIGURES
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def made(
    infodrill: Run, tmp_path_factory: pytest.TempPathFactory
) -> tuple[CompletedProcess[str], Path]:
    out = tmp_path_factory.mktemp("calibration") / "out"
    return infodrill("calibrate", "--quick", "--out", out, "--json", "--quiet"), out


def statement(made: tuple[CompletedProcess[str], Path]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((made[1] / "calibration.json").read_text("utf-8"))
    return found


def test_page_and_data_are_written_and_told(made: tuple[CompletedProcess[str], Path]) -> None:
    done, out = made
    assert done.returncode == 0, done.stderr
    assert {path.name for path in out.iterdir()} == {"calibration.html", "calibration.json"}
    assert json.loads(done.stdout) == statement(made)


def test_every_figure_has_a_verdict_that_fits_its_band(
    made: tuple[CompletedProcess[str], Path],
) -> None:
    results = statement(made)["results"]
    assert [result["name"] for result in results] == [figure.name for figure in FIGURES]
    for result in results:
        if result["verdict"] == "not_modelled":
            assert result["measured"] is None
        else:
            assert result["measured"] is not None, result["name"]
            inside = result["low"] <= result["measured"] <= result["high"]
            assert result["verdict"] == ("met" if inside else "missed")
    assert {result["verdict"] for result in results} >= {"met", "missed", "not_modelled"}


def test_the_page_is_whole_marked_and_needs_no_network(
    made: tuple[CompletedProcess[str], Path],
) -> None:
    page = (made[1] / "calibration.html").read_text("utf-8")
    marking = "EXERCISE EXERCISE EXERCISE"
    pictures = re.findall(r"<svg.*?</svg>", page, re.DOTALL)
    assert len(pictures) >= len(FIGURES) - 1 + len(statement(made)["panels"])
    assert all(marking in picture for picture in pictures)
    assert not re.search(r"(?:src|href)=\"(?!#)", page)
    assert "<script" not in page
    assert "Quick run." in page


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--fast",), "--fast"),
        (("--out", "{taken}"), "holds something else (diary.txt)"),
        (("--out", "{taken}/diary.txt"), "cannot be written there"),
        (("--language", "not a tag"), "language tag"),
    ],
)
def test_bad_words_are_refused_before_any_work(
    infodrill: Run, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    (tmp_path / "diary.txt").write_text("mine")
    given = [argument.format(taken=tmp_path) for argument in arguments]
    done = infodrill("calibrate", "--quick", *given)
    assert done.returncode == 2
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert {path.name for path in tmp_path.iterdir()} == {"diary.txt"}
