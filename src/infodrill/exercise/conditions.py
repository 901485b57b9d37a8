"""Conditional injects: each waiting row is asked once a tick, in MSEL order, in each world."""

from __future__ import annotations

from infodrill.exercise.state import State
from infodrill.scenario.condition import Condition, compile_condition
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import RowKind


class WorldFacts:
    """What a condition may ask, answered from one world. World B has no incidents."""

    def __init__(self, state: State, world: int) -> None:
        self._state = state
        self._world = world
        self._totals = state.worlds[world]
        self._people = max(1, sum(state.sizes))

    def _per_mille(self, totals: list[int], item: str) -> int:
        if item not in self._state.items:
            return 0
        return totals[self._state.items.index(item)] * 1000 // self._people

    def belief(self, item: str) -> int:
        """Believers in per mille of everybody."""
        return self._per_mille(self._totals.believe, item)

    def reach(self, item: str) -> int:
        """People reached in per mille of everybody."""
        return self._per_mille(self._totals.reached, item)

    def trust(self, team: str) -> int:
        """Mean trust in a team's account, in per mille, weighted by people."""
        return mean_trust(self._state, self._world, self._state.index.teams[team].account)

    def opened(self, item: str | None) -> bool:
        """Whether an incident about the item (or any) was opened."""
        if self._world:
            return False
        incidents = self._state.incidents.values()
        return any(item is None or item in self._state.items_of(one) for one in incidents)

    def closed(self, item: str) -> bool:
        """Whether an incident about the item was closed."""
        if self._world:
            return False
        return any(
            not one.is_open and item in self._state.items_of(one)
            for one in self._state.incidents.values()
        )

    def published(self, item: str) -> bool:
        """Whether a team published a message about the item."""
        if self._world:
            return False
        return any(
            item in self._state.posts[one.fact.post].about for one in self._state.messages.values()
        )

    def fired(self, inject: str) -> bool:
        """Whether a row has happened in this world."""
        return inject in self._totals.fired

    def minutes(self) -> int:
        """Whole minutes since T+0:00."""
        return self._state.now_ms // 60_000


def mean_trust(state: State, world: int, account: str) -> int:
    """Mean trust in an account in per mille, weighted by segment sizes; 0 if it has none."""
    if account not in state.sources:
        return 0
    source = state.sources.index(account)
    trust = state.worlds[world].trust
    total = sum(trust.get((source, segment), 0) * size for segment, size in enumerate(state.sizes))
    return total // max(1, sum(state.sizes))


class ConditionBook:
    """The compiled conditions of a cut, in MSEL order."""

    def __init__(self, scenario: Scenario, rows: frozenset[str]) -> None:
        self._conditions: dict[str, Condition] = {
            row.id: compile_condition(row.when)
            for row in scenario.msel
            if row.when is not None and row.id in rows and row.kind is not RowKind.contingency
        }

    def due(self, state: State) -> list[tuple[str, int]]:
        """(row, worlds) of every condition that came true in a world where it has not fired."""
        found = []
        facts = (WorldFacts(state, 0), WorldFacts(state, 1))
        for row, condition in self._conditions.items():
            worlds = 0
            for world in (0, 1):
                if row in state.worlds[world].fired:
                    continue
                if row in state.worlds[world].stopped:
                    continue
                if condition.holds(facts[world]):
                    worlds |= 1 << world
            if worlds:
                found.append((row, worlds))
        return found
