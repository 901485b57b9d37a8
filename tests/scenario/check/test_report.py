"""From a folder to what a planner reads on the terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from infodrill.scenario.check import (
    LoadRow,
    check_folder,
    check_report,
    check_scenario,
    load_table,
)
from infodrill.scenario.finding import Finding, Level
from infodrill.scenario.save import save_scenario
from tests.fixtures import whole_scenario
from tests.scenario.check.changes import with_inject


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_scenario(whole_scenario(), tmp_path / "whole")
    return tmp_path / "whole"


def change(folder: Path, file: str, old: str, new: str) -> int:
    text = (folder / file).read_text("utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_a_sound_folder_gives_its_scenario_and_its_load(folder: Path) -> None:
    result = check_folder(folder)
    assert result.findings == ()
    assert result.scenario == whole_scenario()
    assert result.load == load_table(whole_scenario())


def test_errors_of_form_and_of_sense_come_in_one_pass(folder: Path) -> None:
    places = {
        ("msel.yaml", change(folder, "msel.yaml", "sender: moss", "sender: mos")),
        ("items.yaml", change(folder, "items.yaml", "severity: 2", "severity: two")),
        ("process.yaml", change(folder, "process.yaml", "to: ours", "to: our")),
        ("cast.yaml", change(folder, "cast.yaml", "team: city", "team: town")),
    }
    result = check_folder(folder)
    assert result.scenario is None
    assert places <= {(finding.file, finding.line) for finding in result.findings}


def test_a_stand_in_is_not_itself_reported(folder: Path) -> None:
    line = change(folder, "items.yaml", "owner: city", "owner: [city]")
    result = check_folder(folder)
    assert [(found.file, found.line, found.code) for found in result.findings] == [
        ("items.yaml", line, "wrong-type")
    ]


def test_a_warning_leaves_the_scenario_playable(folder: Path) -> None:
    change(folder, "audience.yaml", "water: 140", "watr: 140")
    result = check_folder(folder)
    assert [found.level for found in result.findings] == [Level.warning]
    assert result.scenario is not None


def test_media_must_be_there_and_inside(folder: Path) -> None:
    line = change(folder, "msel.yaml", "  media_text:", "  media: wall.svg\n  media_text:")
    (finding,) = check_folder(folder).findings
    assert (finding.line, finding.code) == (line, "missing-media")
    (folder / "media").mkdir()
    (folder / "media" / "wall.svg").write_text("<svg/>")
    assert check_folder(folder).findings == ()


def test_a_folder_that_cannot_be_read_has_no_load(folder: Path) -> None:
    (folder / "msel.yaml").unlink()
    result = check_folder(folder)
    assert result.load == ()
    assert [found.code for found in result.findings] == ["missing-file"]


def test_the_load_counts_key_injects_by_team_and_ten_minutes() -> None:
    load = load_table(whole_scenario())
    assert LoadRow("city", "T+0:00", 2) in load
    assert LoadRow("city", "T+0:20", 4) in load
    assert all(row.injects > 0 for row in load)
    shorter = load_table(whole_scenario(), "demo")
    assert shorter == (LoadRow("city", "T+0:00", 2),)


def test_the_report_is_sorted_and_ends_with_the_load() -> None:
    findings = [
        Finding("msel.yaml", 12, "msel[1].at", "after-end", "T+9:00", "up to T+1:00", "move it"),
        Finding("msel.yaml", 3, "", "workload", "7", "6", "spread", Level.warning),
        Finding("cast.yaml", 0, "", "missing-file", "no such file", "cast.yaml", "add it"),
    ]
    load = [LoadRow("city", "T+0:00", 3), LoadRow("city", "T+14:00", 1), LoadRow("h", "T+0:10", 2)]
    assert check_report(findings, load) == (
        "cast.yaml: no such file; expected cast.yaml; add it [missing-file]\n"
        "msel.yaml:3: warning: 7; expected 6; spread [workload]\n"
        "msel.yaml:12: T+9:00; expected up to T+1:00; move it [after-end]\n"
        "\n"
        "Key injects per team in ten minutes\n"
        "from     city    h\n"
        "T+0:00      3    ·\n"
        "T+0:10      ·    2\n"
        "T+14:00     1    ·"
    )
    assert check_report([], []) == ""


def test_a_condition_is_shown_with_a_caret_under_the_place() -> None:
    scenario = with_inject(whole_scenario(), "J04", when='minutes() > 5 && beleif("crack") > 3')
    (finding,) = check_scenario(scenario)
    assert finding.text().splitlines() == [
        "msel.yaml: a condition that cannot be read: unknown name beleif; did you mean "
        '"belief"?; expected a comparison such as belief("crack") > 300 or '
        '!incident.opened("crack"); use belief, reach, trust, opened, closed, published, fired, '
        "minutes only [condition-invalid]",
        ' | minutes() > 5 && beleif("crack") > 3',
        " | .................^",
    ]


def test_an_address_in_a_briefing_is_found_on_its_line(folder: Path) -> None:
    (folder / "briefing" / "verify.md").write_text("# Verify\n\nAsk.\nSee www.verlow\n")
    findings = [each for each in check_folder(folder).findings if each.level is Level.error]
    assert [(each.file, each.line, each.code) for each in findings] == [
        ("briefing/verify.md", 4, "url")
    ]
