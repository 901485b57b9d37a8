from __future__ import annotations

import json
from pathlib import Path

from infodrill.scenario.schema import schemas, write_schemas

PUBLISHED = Path(__file__).parents[2] / "docs" / "schemas" / "package"


def test_the_published_schemas_are_those_of_the_model() -> None:
    published = {path.name: path.read_bytes() for path in PUBLISHED.glob("*.schema.json")}
    assert published == schemas(), "run write_schemas(docs/schemas/package)"


def test_a_schema_forbids_what_the_model_does_not_know() -> None:
    items = json.loads(schemas()["items.schema.json"])
    assert items["items"] == {"$ref": "#/$defs/Item"}
    assert items["$defs"]["Item"]["additionalProperties"] is False
    assert set(items["$defs"]["Item"]["required"]) == {"id", "statement", "topic", "reference"}


def test_writing_makes_the_folder(tmp_path: Path) -> None:
    paths = write_schemas(tmp_path / "new" / "schemas")
    assert {path.name for path in paths} == set(schemas())
