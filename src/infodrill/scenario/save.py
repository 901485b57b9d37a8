"""Writes a scenario package as a folder of text that people like to read and git likes to compare.

Reading what was written gives the same Scenario again. Keys come in the model's order, defaults are
left out, records are parted by blank lines, and long texts are folded.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from enum import Enum
from pathlib import Path
from typing import Any

import msgspec
import yaml
from msgspec import Struct

from infodrill.scenario.finding import SECTION_FILES
from infodrill.scenario.package import Scenario

_LINE_WIDTH = 96
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,80}")


def save_scenario(scenario: Scenario, folder: Path) -> None:
    """Write the package so that it appears whole or not at all.

    Raises:
        FileExistsError: the folder exists and is not empty; nothing is ever overwritten.
        ValueError: the scenario cannot be written as a folder: a scripted team, briefing or
            language has a name that is no file name, or they are not in the order of their names
            (which is the order a folder is read in), or a step's body holds a value YAML's core
            has not.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(
            f"{folder} exists and is not empty; expected a new or empty folder; "
            "give another name or remove it first"
        )
    files = package_files(scenario)
    folder.parent.mkdir(parents=True, exist_ok=True)
    # A sibling is on the same file system, so the last step is one rename.
    building = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        for name, text in files.items():
            path = building / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as stream:
                stream.write(text.encode("utf-8"))
                stream.flush()
                os.fsync(stream.fileno())
        building.chmod(0o755)  # mkdtemp makes folders that only the owner may read
        building.rename(folder)
    except BaseException:
        shutil.rmtree(building, ignore_errors=True)
        raise


def package_files(scenario: Scenario) -> dict[str, str]:
    """The text of every file of the package, by its path inside the folder.

    Raises ValueError as `save_scenario` does.
    """
    files = {
        "scenario.yaml": _record(scenario.header),
        "items.yaml": _records(scenario.items),
        "cast.yaml": _records(scenario.cast),
        "msel.yaml": _records(scenario.msel),
        "process.yaml": _records(scenario.processes),
        "audience.yaml": _record(scenario.audience),
        "phrases.yaml": _record(scenario.phrases),
    }
    _refuse_bad_names([team.name for team in scenario.scripted_teams], "scripted_teams")
    _refuse_bad_names([page.name for page in scenario.briefings], "briefings")
    _refuse_bad_names([locale.language for locale in scenario.locales], "locales")
    for team in scenario.scripted_teams:
        files[f"teams/{team.name}.yaml"] = _record(team)
    for page in scenario.briefings:
        files[f"briefing/{page.name}.md"] = page.text
    for locale in scenario.locales:
        files[f"locales/{locale.language}/texts.yaml"] = _dump(dict(locale.texts))
    return files


def _refuse_bad_names(names: list[str], what: str) -> None:
    for name in names:
        if not _NAME.fullmatch(name):
            raise ValueError(
                f"{what}: {name!r} cannot be a file name; expected letters, digits, - and _"
            )
    if names != sorted(set(names)):
        raise ValueError(
            f"{what}: given in the order {', '.join(names)}; expected each name once, sorted, "
            f"because that is how {SECTION_FILES[what]}/ is read"
        )


def _record(record: Struct) -> str:
    return _dump(_plain(record))


def _records(records: tuple[Struct, ...]) -> str:
    return "\n".join(_dump([_plain(record)]) for record in records) or "[]\n"


def _plain(value: Any) -> Any:
    """Structs as mappings without defaults, enums as their values, tuples as lists."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Struct):
        return {
            declared.name: _plain(getattr(value, declared.name))
            for declared in msgspec.structs.fields(value)
            if declared.required or getattr(value, declared.name) != _default(declared)
        }
    if isinstance(value, dict):
        return {key: _plain(member) for key, member in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(member) for member in value]
    if value is not None and not isinstance(value, str | int):
        raise ValueError(
            f"{value!r} cannot be written; expected text, a whole number, true, false or null"
        )
    return value


def _default(declared: msgspec.structs.FieldInfo) -> Any:
    if declared.default_factory is not msgspec.NODEFAULT:
        return declared.default_factory()
    return declared.default


class _Dumper(yaml.SafeDumper):
    """Block style with indented lists, short plain lists in one line, no anchors."""

    def ignore_aliases(self, data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _write_list(dumper: _Dumper, members: list[Any]) -> yaml.Node:
    short = all(isinstance(member, str | int) for member in members)
    in_line = short and sum(len(str(member)) + 2 for member in members) < _LINE_WIDTH - 20
    return dumper.represent_sequence("tag:yaml.org,2002:seq", members, flow_style=in_line)


def _write_text(dumper: _Dumper, text: str) -> yaml.Node:
    lines = text.split("\n")
    # Block text would lose or guess at these; in double quotes they are exact.
    plain_lines = all(line == line.rstrip() and "\t" not in line for line in lines)
    block = len(lines) > 1 and plain_lines and text.strip() != "" and not text[0].isspace()
    breaks = any(mark in text for mark in "\r\x85\u2028\u2029\ufeff")
    style = "|" if block and not breaks else None
    if breaks:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(list, _write_list)
_Dumper.add_representer(str, _write_text)


def _dump(value: Any) -> str:
    return yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_LINE_WIDTH)
