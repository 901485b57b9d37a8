"""Documentation that the code itself can hold to the truth."""

from __future__ import annotations

import json
import re

import pytest

from infodrill.exercise.commands import CONTROL_COMMANDS, PLAYER_COMMANDS
from infodrill.exercise.events import EVENTS
from scripts.make_docs import DOCS, pages

ROOT = DOCS.parent


@pytest.mark.parametrize("path", sorted(pages()))
def test_the_made_reference_is_fresh(path: str) -> None:
    target = DOCS / path
    assert target.is_file(), f"docs/{path} is missing; run `make docs`"
    assert target.read_text("utf-8") == pages()[path], f"docs/{path} is stale; run `make docs`"


def test_every_command_and_event_says_what_it_means() -> None:
    kinds = {**PLAYER_COMMANDS, **CONTROL_COMMANDS, **EVENTS}
    assert [name for name, kind in kinds.items() if not (kind.__doc__ or "").strip()] == []


def test_every_reference_in_the_schemas_leads_somewhere() -> None:
    for path, text in pages().items():
        if path.endswith(".json"):
            defined = set(json.loads(text)["$defs"])
            assert set(re.findall(r'"#/\$defs/([^"]+)"', text)) <= defined


def test_links_between_pages_lead_somewhere() -> None:
    broken = []
    for page in [*ROOT.glob("*.md"), *DOCS.rglob("*.md")]:
        for link in re.findall(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if not (page.parent / link).exists():
                broken.append(f"{page.relative_to(ROOT)}: {link}")
    assert broken == []
