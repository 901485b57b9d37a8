"""The scenarios that come with the product, from a checkout and from an installed package."""

from __future__ import annotations

from pathlib import Path

import pytest

from infodrill import shipped


def make_scenario(place: Path, name: str) -> Path:
    folder = place / name
    folder.mkdir(parents=True)
    (folder / "scenario.yaml").write_text("title: Smell\n", encoding="utf-8")
    return folder


def test_folders_with_a_scenario_are_listed_and_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    smell = make_scenario(tmp_path, "smell")
    make_scenario(tmp_path, "dam")
    (tmp_path / "notes").mkdir()
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path / "missing", tmp_path))

    assert shipped.scenario_names() == ("dam", "smell")
    assert shipped.scenario_folder("smell") == smell


def test_what_the_package_carries_goes_before_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    carried = make_scenario(tmp_path / "package", "dam")
    make_scenario(tmp_path / "checkout", "dam")
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path / "package", tmp_path / "checkout"))

    assert shipped.scenario_folder("dam") == carried


def test_an_unknown_name_is_refused_with_those_that_exist(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_scenario(tmp_path, "dam")
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path,))

    with pytest.raises(LookupError, match=r"'flood'.*expected one of dam"):
        shipped.scenario_folder("flood")
