"""Protected speech: never a target, and never dressed as a claim (design 5.1)."""

from __future__ import annotations

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.check.trees import check_leaf
from infodrill.scenario.finding import Path
from infodrill.scenario.item import Harm, Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.process import Leaf
from infodrill.scenario.words import Direction, ProtectedClass

_ACTED_ON = (
    ProtectedClass.true_report,
    ProtectedClass.whistle_blowing,
    ProtectedClass.journalism,
)
HIGHEST_RUNG = 1
"""Protected speech is heard and answered, no more (doctrine 2.9, rungs 0 and 1)."""


def check_protected(scenario: Scenario, notes: Notes) -> None:
    """Every item is a claim or protected speech, and no noise has an `against` reference."""
    for number, item in enumerate(scenario.items):
        place: Path = ("items", number)
        reference = Leaf(item.reference.direction, item.reference.rung)
        check_leaf(reference, (*place, "reference"), notes)
        if (item.truth is None) == (item.protected is None):
            given = "both truth and protected" if item.truth is not None else "neither"
            notes.error(
                place,
                "claim-or-protected",
                f"{item.id} with {given}",
                "truth for a checkable claim, or protected for everything else people say",
                "decide which it is; in doubt it is protected",
            )
        if item.is_noise and item.reference.direction is Direction.against:
            notes.error(
                (*place, "reference", "direction"),
                "against-noise",
                f"{item.id}, which is {_why_noise(item)}, with a reference against it",
                "null, answering, acting_on or correcting_ourselves",
                "acting against it would be over-reaction",
            )
        if item.protected is not None:
            _protected(item, place, notes)
        if item.authority_is_wrong and item.is_untrue:
            notes.error(
                (*place, "authority_is_wrong"),
                "wrong-about-untrue",
                f"{item.id}, an untrue claim, where the authority is said to be wrong",
                "authority_is_wrong on a true claim or on protected speech",
                "remove it",
            )


def _why_noise(item: Item) -> str:
    if item.protected is not None:
        return "protected"
    return "harmless" if item.is_untrue else "true"


def _protected(item: Item, place: Path, notes: Notes) -> None:
    for field, given in (
        ("harm", item.harm != Harm()),
        ("evidence", bool(item.evidence)),
        ("truth_arrives", item.truth_arrives is not None),
        ("techniques", bool(item.techniques)),
    ):
        if given:
            notes.error(
                (*place, field),
                "protected-as-claim",
                f"the protected item {item.id} with {field}",
                "none: protected speech is not checked, and hurts nobody by being heard",
                f"remove {field}",
            )
    direction, rung = item.reference.direction, item.reference.rung
    if direction is Direction.acting_on and item.protected not in _ACTED_ON:
        notes.error(
            (*place, "reference", "direction"),
            "acting-on-speech",
            f"acting on {item.id}, which is {item.protected.value if item.protected else ''}",
            "acting_on for true_report, whistle_blowing and journalism; else answering or null",
            "use answering, or call a report of facts what it is",
        )
    if direction is Direction.correcting_ourselves and not item.authority_is_wrong:
        notes.error(
            (*place, "reference", "direction"),
            "nothing-to-correct",
            f"correcting ourselves over {item.id}, where the authority is not wrong",
            "authority_is_wrong: true beside it",
            "add it, or use answering",
        )
    beside = (Direction.acting_on, Direction.correcting_ourselves, Direction.against)
    if direction not in beside and rung > HIGHEST_RUNG:
        notes.error(
            (*place, "reference", "rung"),
            "rung-on-speech",
            f"rung {rung} for the protected item {item.id}",
            "rung 0 or 1",
            "protected speech is heard and answered, no more",
        )
