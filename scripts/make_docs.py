"""Writes the reference that is made from the code: `docs/schemas/` and `docs/reference/`.

`make docs` rewrites the files; `tests/test_docs.py` fails where one is stale, so a command or an
event cannot change without its page. The schemas of the package's files are made by
`infodrill.scenario.schema` and held by its own test.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from infodrill.audience.calibration import Constant, load_calibration
from infodrill.evaluation.measures import REGISTRY, Measure
from infodrill.evaluation.output import measures_schema
from infodrill.evaluation.rehearsal import rehearsal_schema
from infodrill.exercise.commands import CONTROL_COMMANDS, PLAYER_COMMANDS
from infodrill.exercise.events import EVENTS
from infodrill.scenario.package import Scenario
from infodrill.scenario.schema import schemas, write_schemas

DOCS = Path(__file__).parents[1] / "docs"
MADE = "<!-- Made from the code by `make docs`; change the docstrings there. -->"


def pages() -> dict[str, str]:
    """Every made file, by its path below `docs/`."""
    return {path: make() for path, make in _MAKERS.items()}


def _json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def _schema_of_one(kind: type) -> str:
    return _json(
        {"$schema": "https://json-schema.org/draft/2020-12/schema", **msgspec.json.schema(kind)}
    )


def _schema_of_each(kinds: Mapping[str, type]) -> str:
    """One schema a name, over shared definitions: validate a body against `$defs/NAME`."""
    references, shared = msgspec.json.schema_components(
        list(kinds.values()), ref_template="#/$defs/{name}"
    )
    named = dict(zip(kinds, references, strict=True))
    return _json(
        {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "names": named,
            "$defs": shared,
        }
    )


def _type_name(kind: Any) -> str:
    text = inspect.formatannotation(kind)
    for part in ("typing.", "infodrill.scenario.words.", "infodrill.exercise."):
        text = text.replace(part, "")
    return text.rpartition(".")[2] if "[" not in text and "|" not in text else text


def _fields(kind: type) -> str:
    fields = msgspec.structs.fields(kind)
    if not fields:
        return "none"
    return ", ".join(
        f"`{field.name}`" + ("" if field.required else "?") + f" {_type_name(field.type)}"
        for field in fields
    ).replace("|", "\\|")


def _meaning(kind: type) -> str:
    text = " ".join(inspect.cleandoc(kind.__doc__ or "").split())
    return text.replace("``", "`").replace("|", "\\|")


def _table(title: str, lead: str, kinds: Mapping[str, type]) -> str:
    rows = [f"| `{name}` | {_meaning(kind)} | {_fields(kind)} |" for name, kind in kinds.items()]
    head = [f"## {title}", "", lead, "", "| name | meaning | fields (`?`: may be left out) |"]
    return "\n".join([*head, "|---|---|---|", *rows, ""])


def _commands() -> str:
    return "\n".join(
        [
            MADE,
            "# Commands",
            "",
            "Everything that anybody can ask for. What is not in these tables does not exist.",
            "",
            _table("Players", "Scripted teams use the same.", PLAYER_COMMANDS),
            _table("Control", "Controllers and the director only.", CONTROL_COMMANDS),
        ]
    )


def _events() -> str:
    return "\n".join(
        [
            MADE,
            "# Events",
            "",
            _table(
                "The log",
                "Every fact of an exercise is one of these records; names carry their version.",
                dict(sorted(EVENTS.items())),
            ),
        ]
    )


def _limits(one: Measure) -> str:
    if one.better == "none":
        return "not rated"
    if one.target is None and not one.source:
        return "no target, not rated"
    target = "" if one.target is None else f"{float(one.target):g}; "
    return f"{target}{one.source}".replace("|", "\\|")


def _measures() -> str:
    rows = [
        f"| `{one.name}` | {one.meaning} | {one.unit}, {one.decimals} | {one.better} "
        f"| {_limits(one)} | {one.caveat.strip()} |"
        for one in REGISTRY.values()
    ]
    return "\n".join(
        [
            MADE,
            "# Measures",
            "",
            "Each is computed from the log and the pinned scenario alone, rounded (half to even)",
            "to the decimals it states, and null with a reason where there is nothing to tell.",
            "There is no overall score, and none improves when protected speech reaches fewer.",
            "",
            "| name | meaning | unit, decimals | better | target and its source | caveat |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


_KINDS = {
    "published": "the value is a published figure; the range is what studies report",
    "derived": "computed from published figures, as the last column says",
    "choice": "no figure fits; the range is what is plausible, and the value is ours",
}


def _constant(name: str, constant: Constant) -> str:
    told = (constant.unit, constant.kind, constant.source, constant.how)
    cells = " | ".join(text.replace("|", "\\|") for text in told)
    return f"| `{name}` | {constant.value} | {constant.low} to {constant.high} | {cells} |"


def _calibration() -> str:
    calibration = load_calibration()
    kinds: list[str] = [constant.kind for constant in calibration.constants.values()]
    rows = [_constant(name, constant) for name, constant in calibration.constants.items()]
    return "\n".join(
        [
            MADE.replace(
                "the docstrings there", "the calibration file; a new value is a new version"
            ),
            f"# Calibration {calibration.version}",
            "",
            "Every constant of [the audience model](../design/audience.md). A value outside its",
            "range is refused. *Doi not checked*: the paper's abstract was seen, its DOI was not.",
            "",
            *(f"- **{kind}** ({kinds.count(kind)}): {what}" for kind, what in _KINDS.items()),
            "",
            "| name | value | range | unit | kind | source | how |",
            "|---|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


_MAKERS: dict[str, Callable[[], str]] = {
    "reference/commands.md": _commands,
    "reference/events.md": _events,
    "reference/calibration.md": _calibration,
    "reference/measures.md": _measures,
    "schemas/scenario.schema.json": lambda: _schema_of_one(Scenario),
    "schemas/commands.schema.json": lambda: _schema_of_each(
        {**PLAYER_COMMANDS, **CONTROL_COMMANDS}
    ),
    "schemas/measures.schema.json": lambda: _json(measures_schema()),
    "schemas/rehearsal.schema.json": lambda: _json(rehearsal_schema()),
    "schemas/events.schema.json": lambda: _schema_of_each(dict(sorted(EVENTS.items()))),
}


def main() -> None:
    """Rewrites the files and says which ones changed."""
    for path, text in pages().items():
        target = DOCS / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text("utf-8") != text:
            target.write_text(text, encoding="utf-8")
            print(f"docs/{path}")
    package = DOCS / "schemas/package"
    stale = [
        name
        for name, text in schemas().items()
        if not (package / name).is_file() or (package / name).read_bytes() != text
    ]
    write_schemas(package)
    for name in stale:
        print(f"docs/schemas/package/{name}")


if __name__ == "__main__":
    main()
