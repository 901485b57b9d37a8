"""Trust in the teams' accounts, earned or lost against the same minutes without them."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.registry import Reading, measure, of_exercise, of_team
from infodrill.evaluation.stats import Number

BOUNDS: tuple[Number, Number, Number] = (0, -20, -50)


@measure(
    "warranted_trust",
    "per_mille_points",
    0,
    better="higher",
    target=0,
    bounds=BOUNDS,
    source="no loss; S to 20, M to 50 per mille points lost (house rule)",
    caveat="Trust moves only for being right, early, open about errors, or the opposite.",
    abstaining=True,
)
def warranted_trust(case: Case) -> Iterator[Reading]:
    """Mean trust in the team's account at EndEx, with the teams less without them."""
    trust = case.curves.trust
    if not len(trust):
        for team in case.teams:
            yield Reading(of_team(team), None, "no_ticks")
        yield Reading(of_exercise(case), None, "no_ticks")
        return
    changes = [int(with_team) - int(without) for with_team, without in trust[-1]]
    for team, change in zip(case.teams, changes, strict=True):
        yield Reading(of_team(team), change)
    mean = sum(changes) / max(1, len(changes))
    yield Reading(of_exercise(case), mean)
