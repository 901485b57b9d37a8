"""What a target means: who meets it, and whether it tells a good team from a poor one.

The judgement is a planner's rule of thumb of this project, not a published one: a scripted team
meets a measure when at least half of its judged runs are suggested P or S.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from infodrill.evaluation.measures import REGISTRY
from infodrill.evaluation.rehearsal.data import Difficulty, Played, Spread

GOOD = ("P", "S")
VERDICTS = ("tells_apart", "asks_nothing", "everyone", "out_of_reach", "not_judged")


def verdict_on(name: str, spreads: Sequence[Spread], teams: Mapping[str, Played]) -> str:
    """What a measure asks, given who meets it.

    ``asks_nothing``: a team that does nothing meets it. ``everyone``: every scripted team that acts
    meets it. ``out_of_reach``: none does. ``tells_apart``: some do. ``not_judged``: its values get
    no letters, or there are too few teams to compare.
    """
    acting = [one for one in spreads if not teams[one.team].idle]
    if any(one.median is not None and meets(one) is None for one in acting):
        return "not_judged"
    met = [found for one in acting if (found := meets(one)) is not None]
    if not met:
        return "not_judged"
    if not any(met):
        return "out_of_reach"
    # Doing nothing meets such a measure by its nature; what it asks is restraint while acting.
    abstaining = name in REGISTRY and REGISTRY[name].abstaining
    if not abstaining and any(meets(one) for one in spreads if teams[one.team].idle):
        return "asks_nothing"
    if not all(met):
        return "tells_apart"
    return "everyone" if len(met) > 1 else "not_judged"


def meets(spread: Spread) -> bool | None:
    """Whether at least half of the judged runs are P or S; None where most were not judged."""
    judged = sum(spread.letters.values())
    if not judged or 2 * judged < len(spread.values):
        return None
    return 2 * sum(spread.letters.get(letter, 0) for letter in GOOD) >= judged


def difficulty(verdicts: Iterable[str]) -> Difficulty:
    """The whole: more than half of the judged measures decide, else it is mixed."""
    counts = dict.fromkeys(VERDICTS, 0)
    for one in verdicts:
        counts[one] += 1
    judged = sum(counts.values()) - counts["not_judged"]
    easy = counts["asks_nothing"] + counts["everyone"]
    if not judged:
        found = "not_judged"
    elif 2 * counts["out_of_reach"] > judged:
        found = "too_hard"
    elif 2 * easy > judged:
        found = "too_easy"
    elif 2 * counts["tells_apart"] > judged:
        found = "fair"
    else:
        found = "mixed"
    return Difficulty(found, counts)
