from __future__ import annotations

import re
from pathlib import Path

import pytest

from infodrill.scenario.finding import Finding, ScenarioInvalid
from infodrill.scenario.load import MAX_FILE_BYTES, load_scenario, load_team, read_package
from infodrill.scenario.save import save_scenario
from tests.fixtures import tiny_scenario


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    save_scenario(tiny_scenario(), tmp_path / "tiny")
    return tmp_path / "tiny"


def change(folder: Path, file: str, old: str, new: str) -> int:
    """Replace text in a file; the line on which it stands."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def findings_of(folder: Path) -> list[Finding]:
    scenario, findings, _ = read_package(folder)
    assert scenario is None
    return findings


def test_a_package_is_read_whole(folder: Path) -> None:
    assert load_scenario(folder) == tiny_scenario()


def test_every_value_knows_its_file_and_line(folder: Path) -> None:
    _, _, positions = read_package(folder)
    file, line = positions.locate(("items", 1, "statement"))
    assert file == "items.yaml"
    assert "statement: The town hall is slow" in (folder / file).read_text().splitlines()[line - 1]
    assert positions.locate(("scripted_teams", 1, "plays", 0, "steps", 3))[0] == (
        "teams/reference.yaml"
    )


def test_a_default_left_out_is_located_at_its_record(folder: Path) -> None:
    _, _, positions = read_package(folder)
    assert positions.locate(("items", 1, "harm", "who")) == positions.locate(("items", 1))


def test_a_mistyped_field_names_the_nearest_one(folder: Path) -> None:
    line = change(folder, "items.yaml", "statement:", "statment:")
    unknown, missing = sorted(findings_of(folder), key=lambda found: found.code, reverse=True)
    assert (unknown.line, unknown.code) == (line, "unknown-field")
    assert unknown.fix == 'did you mean "statement"?'
    assert (missing.line, missing.code) == (1, "missing-field")


def test_a_mistyped_word_names_the_nearest_one(folder: Path) -> None:
    line = change(folder, "cast.yaml", "kind: newsroom", "kind: newsrom")
    (found,) = findings_of(folder)
    assert found.text() == (
        f'cast.yaml:{line}: "newsrom" for cast[2].kind; expected one of: resident, official, '
        "newsroom, satirist, critic, expert, business, organisation, messenger, scammer, "
        'impersonator; did you mean "newsroom"? [wrong-type]'
    )


def test_a_truth_without_quotes_is_understood(folder: Path) -> None:
    change(folder, "items.yaml", "truth: 'false'", "truth: false")
    assert load_scenario(folder) == tiny_scenario()


def test_all_errors_are_reported_in_one_pass(folder: Path) -> None:
    expected = {
        ("scenario.yaml", change(folder, "scenario.yaml", "tick_seconds: 20", "tick_seconds: 20s")),
        (
            "items.yaml",
            change(folder, "items.yaml", "infectiousness: 120", 'infectiousness: "120"'),
        ),
        ("items.yaml", change(folder, "items.yaml", "severity: 2", "severity: high")),
        ("msel.yaml", change(folder, "msel.yaml", "key: true", "key: yes")),
        ("msel.yaml", change(folder, "msel.yaml", "about: [crack]", "about: crack")),
        ("audience.yaml", change(folder, "audience.yaml", "share: 600", "share: 0.6")),
        ("cast.yaml", change(folder, "cast.yaml", "handle: moss", "handle: 7")),
        ("teams/slow.yaml", change(folder, "teams/slow.yaml", "add_seconds", "add_second")),
        ("process.yaml", change(folder, "process.yaml", "rung: 0", "rung: null")),
    }
    findings = findings_of(folder)
    assert expected <= {(found.file, found.line) for found in findings}
    assert all(found.given and found.expected for found in findings)


def test_text_where_a_number_stands_is_to_be_quoted(folder: Path) -> None:
    change(folder, "cast.yaml", "handle: moss", "handle: 7")
    (found,) = findings_of(folder)
    assert found.expected == "text"
    assert found.fix == 'quote it: "7"'


@pytest.mark.parametrize(
    "file", ["scenario.yaml", "items.yaml", "cast.yaml", "msel.yaml", "process.yaml"]
)
def test_a_missing_or_empty_file_is_named(folder: Path, file: str) -> None:
    (folder / file).write_text("")
    assert [(found.file, found.code) for found in findings_of(folder)] == [(file, "empty-file")]
    (folder / file).unlink()
    assert [(found.file, found.code) for found in findings_of(folder)] == [(file, "missing-file")]


def test_a_row_that_is_no_record_is_found_and_the_others_are_read(folder: Path) -> None:
    path = folder / "cast.yaml"
    path.write_text("- just text\n" + path.read_text("utf-8"), "utf-8")
    assert [(found.file, found.line) for found in findings_of(folder)] == [("cast.yaml", 1)]


def test_links_are_never_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.md"
    secret.write_text("nobody may read this")
    (folder / "briefing" / "leak.md").symlink_to(secret)
    (folder / "locales").symlink_to(tmp_path)
    findings = findings_of(folder)
    assert sorted((found.file, found.code) for found in findings) == [
        ("briefing/leak.md", "link"),
        ("locales", "link"),
    ]


def test_a_file_too_large_is_refused_unread(folder: Path) -> None:
    with (folder / "phrases.yaml").open("wb") as stream:
        stream.truncate(MAX_FILE_BYTES + 1)
    assert [found.code for found in findings_of(folder)] == ["file-size"]


def test_bytes_that_are_not_utf8_are_located(folder: Path) -> None:
    path = folder / "msel.yaml"
    path.write_bytes(b"# fine\n# caf\xe9\n" + path.read_bytes())
    (found,) = findings_of(folder)
    assert (found.line, found.code) == (2, "not-utf8")


def test_a_misnamed_file_is_a_warning_not_a_silence(folder: Path) -> None:
    (folder / "phrase.yaml").write_text("names: []\n")
    scenario, findings, _ = read_package(folder)
    assert scenario == tiny_scenario()
    assert [(found.code, found.fix) for found in findings] == [
        ("unknown-file", 'did you mean "phrases.yaml"?')
    ]


def test_a_team_file_has_the_name_of_its_team(folder: Path) -> None:
    (folder / "teams" / "slow.yaml").rename(folder / "teams" / "late.yaml")
    (found,) = findings_of(folder)
    assert (found.file, found.code) == ("teams/late.yaml", "team-file-name")


def test_a_team_can_be_read_from_a_file_of_its_own(folder: Path) -> None:
    assert load_team(folder / "teams" / "slow.yaml").extends == "reference"
    (folder / "teams" / "slow.yaml").write_text("name: slow\nplays: none\n")
    with pytest.raises(ScenarioInvalid, match=r"slow.yaml:1: .*without summary"):
        load_team(folder / "teams" / "slow.yaml")


def test_an_invalid_package_says_everything_in_its_exception(folder: Path) -> None:
    change(folder, "items.yaml", "rung: 5", "rung: five")
    change(folder, "cast.yaml", "kind: critic", "kind: critics")
    with pytest.raises(ScenarioInvalid) as raised:
        load_scenario(folder)
    assert len(raised.value.findings) == 2
    assert len(re.findall(r"^\w+\.yaml:\d+: ", str(raised.value), re.MULTILINE)) == 2


def test_no_folder_is_a_finding(tmp_path: Path) -> None:
    assert [found.code for found in findings_of(tmp_path / "nowhere")] == ["no-folder"]


def test_a_file_that_may_not_be_read_is_a_finding(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.open", refuse)
    assert {found.code for found in findings_of(folder)} == {"unreadable"}
