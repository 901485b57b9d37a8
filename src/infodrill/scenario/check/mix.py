"""The opinion gate's first half: what a package must hold beside its false claims (design 5.1).

At least twenty items; at least max(8, 40 %) protected, true or harmless, half of those protected;
among the protected three criticisms of the players' own authority, a satire, a question and a true
report; one case where the authority is wrong; and speech that is heard: the median planned reach
of protected, true and harmless items is at least half that of the false claims.
"""

from __future__ import annotations

import statistics

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path
from infodrill.scenario.item import Item
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import ProtectedClass, RowKind, Stance

MIN_ITEMS = 20
MIN_NOISE = 8
MIN_NOISE_PERCENT = 40
MIN_CRITICISMS = 3
_OBLIGATORY = (ProtectedClass.satire, ProtectedClass.question, ProtectedClass.true_report)


def check_mix(scenario: Scenario, notes: Notes) -> None:
    """The package holds enough speech that a team must leave alone, answer or act on."""
    items = scenario.items
    if len(items) < MIN_ITEMS:
        _note(
            notes,
            "few-items",
            f"{len(items)} items",
            f"at least {MIN_ITEMS}",
            f"add {MIN_ITEMS - len(items)}",
        )
    needed = max(MIN_NOISE, -(-len(items) * MIN_NOISE_PERCENT // 100))
    noise = [item for item in items if item.is_noise]
    if len(noise) < needed:
        _note(
            notes,
            "little-noise",
            f"{len(noise)} protected, true or harmless items of {len(items)}",
            f"at least {needed}: {MIN_NOISE}, or {MIN_NOISE_PERCENT} % where that is more",
            f"add {needed - len(noise)}, or take false claims out",
        )
    protected = [item for item in items if item.protected is not None]
    if len(protected) < -(-needed // 2):
        _note(
            notes,
            "little-protected",
            f"{len(protected)} pieces of protected speech",
            f"at least {-(-needed // 2)}, half of the {needed} above",
            "add opinion, criticism, satire, questions, protest, journalism or true reports",
        )
    criticisms = [
        item
        for item in protected
        if item.protected is ProtectedClass.criticism and item.of_own_authority
    ]
    if len(criticisms) < MIN_CRITICISMS:
        _note(
            notes,
            "few-criticisms",
            f"{len(criticisms)} criticisms of the players' own authority",
            f"at least {MIN_CRITICISMS} with protected: criticism and of_own_authority: true",
            f"add {MIN_CRITICISMS - len(criticisms)}",
        )
    for kind in _OBLIGATORY:
        if all(item.protected is not kind for item in items):
            _note(
                notes,
                f"no-{kind.value.replace('_', '-')}",
                f"no item with protected: {kind.value}",
                "at least one",
                "add one",
            )
    if not any(item.authority_is_wrong for item in items):
        _note(
            notes,
            "authority-never-wrong",
            "no case where the authority is wrong",
            "a true claim or protected item with authority_is_wrong: true",
            "add one: a team must meet the moment in which it has to correct itself",
        )
    _median_reach(scenario, notes)


def planned_reach(scenario: Scenario, item: Item) -> int:
    """How many people hear of an item from the cast, per mille of the audience, with overlaps.

    The sum over the accounts that tell it in the MSEL (once each; rows that dispute it do not
    tell it) of their followers per mille of each segment, weighted by the segment's share.
    """
    tellers = {
        row.sender
        for row in scenario.msel
        if item.id in row.about
        and row.outlet is not None
        and row.kind in (RowKind.inject, RowKind.contingency)
        and row.stance is not Stance.disputes
    }
    total = 0
    for account in scenario.cast:
        if account.id in tellers:
            others = account.followers.get("*", 0)
            total += sum(
                segment.share * account.followers.get(segment.id, others)
                for segment in scenario.audience.segments
            )
    return total // 1000


def _median_reach(scenario: Scenario, notes: Notes) -> None:
    noise = [planned_reach(scenario, item) for item in scenario.items if item.is_noise]
    false = [planned_reach(scenario, item) for item in scenario.items if not item.is_noise]
    if not noise or not false:
        return
    heard, misled = statistics.median(noise), statistics.median(false)
    if heard * 2 < misled:
        _note(
            notes,
            "unheard-speech",
            f"a median planned reach of {heard:g} per mille for protected, true and harmless items",
            f"at least half of the false claims' {misled:g} per mille",
            "give critics, satirists and askers accounts that people follow",
        )


def _note(notes: Notes, code: str, given: str, expected: str, fix: str) -> None:
    path: Path = ("items",)
    notes.error(path, code, given, expected, fix)
