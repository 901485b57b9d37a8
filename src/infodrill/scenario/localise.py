"""A scenario in another of its languages: the same scenario with its texts replaced.

A text's key says where it stands: ``msel.J01.text``, ``items.crack.evidence.gauge.title``,
``processes.handling.claim.yes`` (a choice's label), ``phrases.crack.repeats.0``,
``briefing.verify``. Ids, times, conditions and everything that decides an exercise stay as they
are; the cues of scripted teams follow the rows they quote.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import msgspec
from msgspec import Struct

from infodrill.scenario.item import Item
from infodrill.scenario.listeners import Phrases, PhraseSet
from infodrill.scenario.package import Header, Locale, Scenario
from infodrill.scenario.people import Capability, Objective
from infodrill.scenario.process import Node, Tree
from infodrill.scenario.scripted import ScriptedTeam, Sees

Lookup = Callable[[str, str], str]
"""From a text's key and the text to the text that stands there instead."""

_Record = TypeVar("_Record", bound=Struct)

PHRASE_KINDS = ("repeats", "doubts", "answers", "asks", "reach")


def localised(scenario: Scenario, language: str) -> Scenario:
    """The scenario with every text that its locale of that language translates.

    A text without translation stays in the first language of ``header.languages``, which needs no
    locale.

    Raises ValueError for a language that is neither the first nor has a locale.
    """
    if scenario.header.languages[:1] == (language,):
        return scenario
    locale = _locale(scenario, language)
    if locale is None:
        known = [*scenario.header.languages[:1], *(each.language for each in scenario.locales)]
        raise ValueError(
            f"language {language!r} is not one of this scenario; expected one of "
            f"{', '.join(known)}; add locales/{language}/ to the package"
        )
    texts = locale.texts
    there = _replaced(scenario, lambda key, text: texts.get(key, text))
    others = tuple(one for one in scenario.header.languages if one != language)
    return msgspec.structs.replace(
        there,
        header=msgspec.structs.replace(there.header, languages=(language, *others)),
        scripted_teams=tuple(cued(team, scenario, there) for team in scenario.scripted_teams),
    )


def cued(team: ScriptedTeam, here: Scenario, there: Scenario) -> ScriptedTeam:
    """A scripted team whose cues are looked up in the translated rows.

    A cue quotes a row; in another language it quotes the same row's translation.
    """
    return msgspec.structs.replace(
        team,
        plays=tuple(
            msgspec.structs.replace(play, sees=_cue(play.sees, here, there)) for play in team.plays
        ),
    )


def _cue(sees: Sees, here: Scenario, there: Scenario) -> Sees:
    if sees.contains is None or sees.handover:
        return sees
    words = sees.contains.casefold()
    for before, after in zip(here.msel, there.msel, strict=True):
        if sees.sender not in (None, before.sender) or before.text == after.text:
            continue
        if words in f"{before.title}\n{before.text}".casefold():
            return msgspec.structs.replace(sees, contains=after.text)
    return sees


def texts_of(scenario: Scenario) -> dict[str, str]:
    """Every text that a reader of the exercise sees, by its key; empty texts are left out."""
    texts: dict[str, str] = {}

    def collect(key: str, text: str) -> str:
        if text:
            texts[key] = text
        return text

    _replaced(scenario, collect)
    return texts


def missing_texts(scenario: Scenario, language: str) -> list[str]:
    """Keys of the texts that the language lacks; none for the first language."""
    if scenario.header.languages[:1] == (language,):
        return []
    locale = _locale(scenario, language)
    given = locale.texts if locale is not None else {}
    return [key for key in texts_of(scenario) if not given.get(key)]


def unknown_texts(scenario: Scenario, language: str) -> list[str]:
    """Keys of the language's locale that stand for no text of the scenario."""
    locale = _locale(scenario, language)
    known = texts_of(scenario)
    return [key for key in locale.texts if key not in known] if locale is not None else []


def _locale(scenario: Scenario, language: str) -> Locale | None:
    return next((locale for locale in scenario.locales if locale.language == language), None)


def _replaced(scenario: Scenario, lookup: Lookup) -> Scenario:
    return msgspec.structs.replace(
        scenario,
        header=_header(scenario.header, lookup),
        items=tuple(_item(item, lookup) for item in scenario.items),
        cast=tuple(
            _fields(account, f"cast.{account.id}", ("name", "bio"), lookup)
            for account in scenario.cast
        ),
        msel=tuple(
            _fields(row, f"msel.{row.id}", ("title", "text", "expected", "media_text"), lookup)
            for row in scenario.msel
        ),
        processes=tuple(_tree(tree, lookup) for tree in scenario.processes),
        phrases=_phrases(scenario.phrases, lookup),
        briefings=tuple(
            msgspec.structs.replace(page, text=lookup(f"briefing.{page.name}", page.text))
            for page in scenario.briefings
        ),
    )


def _fields(record: _Record, prefix: str, names: tuple[str, ...], lookup: Lookup) -> _Record:
    """The record with the named text fields looked up under ``prefix.name``."""
    changes = {name: lookup(f"{prefix}.{name}", getattr(record, name)) for name in names}
    return msgspec.structs.replace(record, **changes)


def _header(header: Header, lookup: Lookup) -> Header:
    named = _fields(header, "header", ("title", "summary", "scope", "nature"), lookup)
    return msgspec.structs.replace(
        named,
        objectives=tuple(_objective(objective, lookup) for objective in header.objectives),
        phases=tuple(
            _fields(phase, f"phases.{phase.id}", ("title", "task", "product", "gate"), lookup)
            for phase in header.phases
        ),
        teams=tuple(
            _fields(team, f"teams.{team.id}", ("title", "unit"), lookup) for team in header.teams
        ),
        cuts=tuple(_fields(cut, f"cuts.{cut.id}", ("title",), lookup) for cut in header.cuts),
    )


def _objective(objective: Objective, lookup: Lookup) -> Objective:
    def capability(given: Capability) -> Capability:
        tasks = tuple(
            _fields(task, f"tasks.{task.id}", ("title",), lookup) for task in given.critical_tasks
        )
        named = _fields(given, f"capabilities.{given.id}", ("title", "target"), lookup)
        return msgspec.structs.replace(named, critical_tasks=tasks)

    named = _fields(objective, f"objectives.{objective.id}", ("title",), lookup)
    capabilities = tuple(capability(given) for given in objective.capabilities)
    return msgspec.structs.replace(named, capabilities=capabilities)


def _item(item: Item, lookup: Lookup) -> Item:
    evidence = tuple(
        _fields(card, f"items.{item.id}.evidence.{card.id}", ("title", "text"), lookup)
        for card in item.evidence
    )
    named = _fields(item, f"items.{item.id}", ("statement",), lookup)
    return msgspec.structs.replace(named, evidence=evidence)


def _tree(tree: Tree, lookup: Lookup) -> Tree:
    def node(given: Node) -> Node:
        prefix = f"processes.{tree.id}.{given.id}"
        choices = tuple(
            msgspec.structs.replace(choice, label=lookup(f"{prefix}.{choice.id}", choice.label))
            for choice in given.choices
        )
        named = _fields(given, prefix, ("title", "guidance"), lookup)
        return msgspec.structs.replace(named, choices=choices)

    named = _fields(tree, f"processes.{tree.id}", ("title",), lookup)
    return msgspec.structs.replace(named, nodes=tuple(node(given) for given in tree.nodes))


def _phrases(phrases: Phrases, lookup: Lookup) -> Phrases:
    def phrase_set(given: PhraseSet) -> PhraseSet:
        wordings = {
            kind: tuple(
                lookup(f"phrases.{given.about}.{kind}.{number}", wording)
                for number, wording in enumerate(getattr(given, kind))
            )
            for kind in PHRASE_KINDS
        }
        return msgspec.structs.replace(given, **wordings)

    return msgspec.structs.replace(phrases, sets=tuple(phrase_set(each) for each in phrases.sets))
