"""JSON Schemas of the package's files, made from the model, for editors and other programs.

Published under ``docs/schemas/package/``; a test holds them to the model.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from infodrill.scenario.cast import Account
from infodrill.scenario.item import Item
from infodrill.scenario.listeners import AudienceConfig, Phrases
from infodrill.scenario.msel import Inject
from infodrill.scenario.package import Header
from infodrill.scenario.process import Tree
from infodrill.scenario.scripted import ScriptedTeam

_FILES: dict[str, tuple[Any, str]] = {
    "scenario": (Header, "scenario.yaml"),
    "items": (list[Item], "items.yaml"),
    "cast": (list[Account], "cast.yaml"),
    "msel": (list[Inject], "msel.yaml"),
    "process": (list[Tree], "process.yaml"),
    "audience": (AudienceConfig, "audience.yaml"),
    "phrases": (Phrases, "phrases.yaml"),
    "team": (ScriptedTeam, "teams/NAME.yaml"),
    "locale": (dict[str, str], "locales/LANGUAGE/NAME.yaml"),
}


def schemas() -> dict[str, bytes]:
    """The text of every schema by its file name, e.g. ``items.schema.json``."""
    written = {}
    for name, (wanted, file) in _FILES.items():
        schema = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "title": f"Infodrill scenario package: {file}",
            **msgspec.json.schema(wanted),
        }
        text = msgspec.json.encode(schema, order="sorted")
        written[f"{name}.schema.json"] = msgspec.json.format(text, indent=2) + b"\n"
    return written


def write_schemas(folder: Path) -> list[Path]:
    """Write every schema into the folder, which is made if need be; the paths written."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, text in schemas().items():
        path = folder / name
        path.write_bytes(text)
        paths.append(path)
    return paths
