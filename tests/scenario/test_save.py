from __future__ import annotations

import itertools
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from infodrill.scenario.digest import canonical_bytes
from infodrill.scenario.load import load_scenario
from infodrill.scenario.package import Briefing, Scenario
from infodrill.scenario.save import package_files, save_scenario
from infodrill.scenario.scripted import Play, ScriptedTeam, Sees, Step
from tests.fixtures import tiny_scenario, whole_scenario
from tests.scenario.strategies import scenarios


@pytest.mark.parametrize("make", [tiny_scenario, whole_scenario])
def test_what_was_saved_is_read_again(make: type[Scenario], tmp_path: Path) -> None:
    save_scenario(make(), tmp_path / "copy")
    assert load_scenario(tmp_path / "copy") == make()


_numbers = itertools.count()


@given(scenario=scenarios())
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_any_scenario_that_was_saved_is_read_again(scenario: Scenario, tmp_path: Path) -> None:
    folder = tmp_path / f"copy-{next(_numbers)}"
    save_scenario(scenario, folder)
    again = load_scenario(folder)
    assert again == scenario
    assert canonical_bytes(again) == canonical_bytes(scenario)


def test_the_text_is_pleasant_to_read() -> None:
    files = package_files(tiny_scenario())
    assert files["msel.yaml"].startswith(
        "- id: J01\n"
        "  title: There is a crack in the dam! Look at thi\n"
        "  text: There is a crack in the dam! Look at this picture.\n"
        "  sender: hana\n"
        "  at: T+0:02\n"
        "  outlet: microblog\n"
        "  about: [crack]\n"
    )
    assert "\n\n- id: J02\n" in files["msel.yaml"]
    assert "replies_to: null" not in files["msel.yaml"]
    assert all(len(line) <= 100 for text in files.values() for line in text.splitlines())


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "mine"
    target.mkdir()
    save_scenario(tiny_scenario(), target)
    with pytest.raises(FileExistsError, match="give another name"):
        save_scenario(whole_scenario(), target)
    assert load_scenario(target) == tiny_scenario()


def test_a_failed_save_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_handle: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="no space"):
        save_scenario(tiny_scenario(), tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["../out", "a/b", "", ".hidden", "a b"])
def test_a_name_that_is_no_file_name_is_refused(name: str, tmp_path: Path) -> None:
    scenario = tiny_scenario(briefings=(Briefing(name, "text"),))
    with pytest.raises(ValueError, match="cannot be a file name"):
        save_scenario(scenario, tmp_path / "mine")
    assert list(tmp_path.iterdir()) == []


def test_an_order_that_reading_would_change_is_refused(tmp_path: Path) -> None:
    turned = tuple(reversed(tiny_scenario().scripted_teams))
    with pytest.raises(ValueError, match="sorted"):
        save_scenario(tiny_scenario(scripted_teams=turned), tmp_path / "mine")


def test_a_value_that_yaml_cannot_hold_is_refused(tmp_path: Path) -> None:
    step = Step("triage_incident", body={"harm": 0.5})
    team = ScriptedTeam("odd", "", plays=(Play("p", "city", Sees(start=True), (step,)),))
    with pytest.raises(ValueError, match=r"0\.5 cannot be written"):
        save_scenario(tiny_scenario(scripted_teams=(team,)), tmp_path / "mine")


def test_the_order_of_keys_does_not_change_the_digest() -> None:
    scenario = tiny_scenario()
    first = scenario.cast[0]
    one = msgspec.structs.replace(first, followers={"valley": 5, "*": 9})
    other = msgspec.structs.replace(first, followers={"*": 9, "valley": 5})
    assert canonical_bytes(tiny_scenario(cast=(one, *scenario.cast[1:]))) == canonical_bytes(
        tiny_scenario(cast=(other, *scenario.cast[1:]))
    )
