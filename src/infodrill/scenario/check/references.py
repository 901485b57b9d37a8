"""References: every name that points somewhere points at something."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Outlet, SourceClass

Reference = tuple[Path, str, str]
"""Where it stands, the kind it should be, and the name given."""


def check_references(scenario: Scenario, notes: Notes) -> None:
    """Every item, account, team, row, segment, phase, objective and outlet named exists."""
    known = known_names(scenario)
    for path, kind, name in _references(scenario):
        names = known[kind]
        if name not in names:
            advice = f"use a {kind} of this package, or add it"
            notes.error(
                path,
                f"unknown-{kind.replace(' ', '-')}",
                f"the {kind} {shown(name)}, which does not exist",
                one_of(sorted(names)) if names else f"no {kind}: the package has none",
                did_you_mean(name, names, advice),
            )
    _unused_topics(scenario, notes)


def known_names(scenario: Scenario) -> dict[str, set[str]]:
    """The names of the package by kind."""
    header = scenario.header
    capabilities = [each for objective in header.objectives for each in objective.capabilities]
    segments = {segment.id for segment in scenario.audience.segments}
    return {
        "item": {item.id for item in scenario.items},
        "account": {account.id for account in scenario.cast},
        "team": {team.id for team in header.teams},
        "MSEL row": {row.id for row in scenario.msel},
        "segment": segments,
        "segment or *": segments | {"*"},
        "phase": {phase.id for phase in header.phases},
        "objective": {objective.id for objective in header.objectives},
        "critical task": {task.id for each in capabilities for task in each.critical_tasks},
        "item, topic or *": {
            "*",
            *(item.id for item in scenario.items),
            *(item.topic for item in scenario.items),
        },
        "source class": {kind.value for kind in SourceClass},
        "outlet": {outlet.value for outlet in Outlet},
        "outlet with a channel": {channel.outlet for channel in scenario.audience.channels},
        "scripted team": {team.name for team in scenario.scripted_teams},
    }


def _references(scenario: Scenario) -> Iterator[Reference]:
    yield from _of_header(scenario)
    yield from _of_items(scenario)
    yield from _of_cast(scenario)
    yield from _of_msel(scenario)
    yield from _of_audience(scenario)
    for number, team in enumerate(scenario.scripted_teams):
        if team.extends is not None:
            yield ("scripted_teams", number, "extends"), "scripted team", team.extends


def _of_header(scenario: Scenario) -> Iterator[Reference]:
    for number, team in enumerate(scenario.header.teams):
        place: Path = ("header", "teams", number)
        yield (*place, "account"), "account", team.account
        if team.parent is not None:
            yield (*place, "parent"), "team", team.parent
    for number, cut in enumerate(scenario.header.cuts):
        place = ("header", "cuts", number)
        yield from _each((*place, "injects"), "MSEL row", cut.injects)
        yield from _each((*place, "teams"), "team", cut.teams)
        yield from _each((*place, "items"), "item", cut.items)


def _of_items(scenario: Scenario) -> Iterator[Reference]:
    for number, item in enumerate(scenario.items):
        place: Path = ("items", number)
        if item.owner is not None:
            yield (*place, "owner"), "team", item.owner
        yield from _each((*place, "at_risk"), "segment", item.at_risk)
        if item.truth_arrives is not None:
            yield (*place, "truth_arrives", "inject"), "MSEL row", item.truth_arrives.inject


def _of_cast(scenario: Scenario) -> Iterator[Reference]:
    for number, account in enumerate(scenario.cast):
        place: Path = ("cast", number)
        for segment in account.followers:
            yield (*place, "followers", segment), "segment or *", segment
        if account.team is not None:
            yield (*place, "team"), "team", account.team
        if account.impersonates is not None:
            yield (*place, "impersonates"), "account", account.impersonates


def _of_msel(scenario: Scenario) -> Iterator[Reference]:
    for number, row in enumerate(scenario.msel):
        place: Path = ("msel", number)
        yield (*place, "sender"), "account", row.sender
        yield from _each((*place, "to"), "team", row.to)
        yield from _each((*place, "about"), "item", row.about)
        if row.outlet is not None:
            yield (*place, "outlet"), "outlet with a channel", row.outlet.value
        for field, kind in (
            ("replies_to", "MSEL row"),
            ("boosts", "MSEL row"),
            ("phase", "phase"),
            ("expected_team", "team"),
            ("objective", "objective"),
            ("critical_task", "critical task"),
        ):
            name = getattr(row, field)
            if name is not None:
                yield (*place, field), kind, name


def _of_audience(scenario: Scenario) -> Iterator[Reference]:
    for number, segment in enumerate(scenario.audience.segments):
        place: Path = ("audience", "segments", number)
        for kind in segment.trust:
            yield (*place, "trust", kind), "source class", kind
    for number, channel in enumerate(scenario.audience.channels):
        yield ("audience", "channels", number, "outlet"), "outlet", channel.outlet
    for number, phrases in enumerate(scenario.phrases.sets):
        yield ("phrases", "sets", number, "about"), "item, topic or *", phrases.about


def _each(path: Path, kind: str, names: Iterable[str]) -> Iterator[Reference]:
    for number, name in enumerate(names):
        yield (*path, number), kind, name


def _unused_topics(scenario: Scenario, notes: Notes) -> None:
    """A topic nobody's item has is nearly always a mistyped one."""
    topics = {item.topic for item in scenario.items}
    given: list[tuple[Path, str]] = []
    for number, team in enumerate(scenario.header.teams):
        for index, topic in enumerate(team.answers_for):
            given.append((("header", "teams", number, "answers_for", index), topic))
    for number, segment in enumerate(scenario.audience.segments):
        for topic in segment.affinity:
            given.append((("audience", "segments", number, "affinity", topic), topic))
    for path, topic in given:
        if topic not in topics:
            notes.warning(
                path,
                "unused-topic",
                f"the topic {shown(topic)}, which no item has",
                one_of(sorted(topics)),
                did_you_mean(topic, topics, "remove it, or give an item this topic"),
            )
