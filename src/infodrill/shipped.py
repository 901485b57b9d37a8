"""Finds the scenarios that come with the product.

In a checkout they stand at the top of the repository, where planners read and copy them; an
installed package carries the same folders inside itself. Nothing else in the product knows which of
the two it runs from.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_PLACES = (_PACKAGE / "_scenarios", _PACKAGE.parents[1] / "scenarios")


def scenario_names() -> tuple[str, ...]:
    """The names of the shipped scenarios, in alphabetical order."""
    return tuple(sorted(_folders()))


def scenario_folder(name: str) -> Path:
    """The folder of a shipped scenario.

    Raises:
        LookupError: no shipped scenario has this name; the message lists those that exist.
    """
    folders = _folders()
    if name not in folders:
        raise LookupError(
            f"no shipped scenario is called {name!r}; expected one of "
            f"{', '.join(sorted(folders)) or 'none'}, or give the path of a scenario folder"
        )
    return folders[name]


def _folders() -> dict[str, Path]:
    for place in _PLACES:
        if place.is_dir():
            return {
                folder.name: folder
                for folder in place.iterdir()
                if (folder / "scenario.yaml").is_file()
            }
    return {}
