"""The words of the rehearsal's page: verdicts on targets, places where teams stall, medians."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from infodrill.evaluation.rehearsal.data import (
    DelayCost,
    MeasureSpread,
    Played,
    PlayFate,
    RowFate,
    Spread,
)
from infodrill.i18n import gettext as _
from infodrill.i18n import ngettext
from infodrill.report import words
from infodrill.report.numbers import quantity, whole
from infodrill.report.say import N_, say
from infodrill.report.words import readable

MAIN = (
    "over_reaction",
    "harm_person_hours_averted",
    "people_left_unwarned",
    "time_to_first_statement",
    "time_to_correction",
    "never_corrected",
    "discernment_d_prime",
    "message_quality",
    "warranted_trust",
)
"""The measures that are drawn; all others stand in the table. Over-reaction comes first, as in
every report (design section 5.5)."""

_DIFFICULTY = {
    "fair": (
        N_("Fair"),
        N_("Most targets tell the scripted teams apart: some meet them and some do not."),
    ),
    "too_easy": (
        N_("Too easy"),
        N_("Most targets are met by every scripted team that acts, or by doing nothing at all."),
    ),
    "too_hard": (
        N_("Too hard"),
        N_("Most targets are met by no scripted team, not even by the best of them."),
    ),
    "mixed": (
        N_("Mixed"),
        N_("Neither easy nor hard targets are in the majority; look at them one by one."),
    ),
    "not_judged": (
        N_("Not to be said"),
        N_("Too few scripted teams to compare: rehearse with at least two that act."),
    ),
}


def difficulty(code: str) -> tuple[str, str]:
    """The answer in a word or two, and what it rests on."""
    word, sentence = _DIFFICULTY.get(code, (readable(code), ""))
    return _(word), _(sentence) if sentence else ""


_VERDICTS = {
    "tells_apart": N_("tells teams apart"),
    "asks_nothing": N_("too easy: met by doing nothing"),
    "everyone": N_("easy: every team that acts meets it"),
    "out_of_reach": N_("too hard: no team meets it"),
    "not_judged": N_("not judged"),
}


def verdict(code: str) -> str:
    """What a target means."""
    return _(_VERDICTS[code]) if code in _VERDICTS else readable(code)


_WHAT = {
    "never_started": N_("never started: what it waits for was not seen"),
    "refused": N_("refused"),
    "waiting": N_("still waiting at EndEx"),
    "time": N_("time ran out"),
    "gave_up": N_("gave up waiting and went on without"),
}


def what_stopped(fate: PlayFate) -> str:
    """What became of a play, with the refusal's code in words."""
    told = _(_WHAT[fate.what]) if fate.what in _WHAT else readable(fate.what)
    return f"{told}: {readable(fate.code).lower()}" if fate.code else told


def where_stopped(fate: PlayFate) -> str:
    """The step at which a play stood."""
    if fate.step is None:
        return ""
    return _("step {number}, {command}").format(
        number=fate.step, command=readable(fate.where).lower()
    )


def row_words(row: RowFate, teams: Sequence[Played]) -> str:
    """What a planner should make of a row that does not always happen."""
    fired = sum(row.fired.values())
    if not fired:
        return _("never fired")
    if row.condition is not None and fired == sum(team.runs for team in teams):
        return _("fired in every run: its condition decides nothing")
    if any(0 < row.fired.get(team.name, 0) < team.runs for team in teams):
        return _("depends on what is played, and on luck")
    return _("depends on what is played")


def share(per_thousand: int) -> str:
    """A share in whole per cent; a small one is not told as none."""
    if 0 < per_thousand < 10:
        return _("under 1\N{NO-BREAK SPACE}%")
    return _("{number}\N{NO-BREAK SPACE}%").format(number=whole(round(per_thousand / 10)))


def strip_words(one: MeasureSpread) -> list[Markup]:
    """What stands above a measure's strips: its unit, which way is better, how much is luck."""
    told = []
    if one.unit in ("people", "person_hours", "points", "acts", "per_mille_points"):
        unit = words.unit(one.unit)
        told.append(escape(f"{unit[:1].upper()}{unit[1:]}."))
    if one.better == "higher":
        told.append(escape(_("More is better.")))
    elif one.better == "lower":
        told.append(escape(_("Less is better.")))
    if one.luck_per_mille is not None:
        told.append(say(_("Luck: {share} of the variation."), share=share(one.luck_per_mille)))
    if one.pair is not None:
        told.append(
            say(
                _("“{worse}” is ahead of “{better}” in {share} of pairs of runs."),
                worse=one.pair.worse,
                better=one.pair.better,
                share=share(one.pair.turned_per_mille),
            )
        )
    return told


LITTLE = 100
"""A delay that costs less than this part of the dearest one makes little difference: a threshold of
this page, not a published one."""


def sorted_costs(costs: Sequence[DelayCost]) -> list[tuple[str, list[DelayCost]]]:
    """The delays by what may be said of them; one that leaves people unwarned stands twice."""
    least = max((one.median for one in costs), default=0) / LITTLE
    little = [one for one in costs if max(-one.low, one.high) <= least]
    dear = [one for one in costs if one.low > 0 and one not in little]
    free = [one for one in costs if one.high <= 0 or one in little]
    rest = [one for one in costs if one not in dear and one not in free]
    return [
        (_("Leaves more people unwarned: warn first"), [one for one in costs if _unwarns(one)]),
        (_("Dearer in every seed: hurry here"), dear),
        (_("Dearer in some seeds: luck decides"), rest),
        (_("Costs nothing or next to nothing"), [one for one in free if not _unwarns(one)]),
    ]


def _unwarns(cost: DelayCost) -> bool:
    return cost.unwarned is not None and cost.unwarned > 0


def cell_words(one: MeasureSpread, spread: Spread) -> str:
    """The median as a table has room for it."""
    if spread.median is not None:
        return median_words(one, spread)
    return _("never") if spread.never else _("nothing to measure")


def missing_words(spread: Spread) -> str:
    """Why runs have no value."""
    if spread.never:
        return ngettext(
            "never, up to EndEx, in {count} run",
            "never, up to EndEx, in {count} runs",
            spread.never,
        ).format(count=spread.never)
    return ngettext(
        "nothing to measure in {count} run", "nothing to measure in {count} runs", spread.unmeasured
    ).format(count=spread.unmeasured)


def median_words(one: MeasureSpread, spread: Spread) -> str:
    """The median of one scripted team's runs, and in how many runs there was none."""
    if spread.median is None:
        return "–"
    told = quantity(spread.median, one.unit)
    if spread.never:
        return _("{value} (never in {count})").format(value=told, count=spread.never)
    return told


def letters_words(letters: dict[str, int]) -> str:
    """Letters with their runs: "P 18 · S 2"; the letter alone where all runs have it."""
    known = {letter: count for letter, count in letters.items() if letter}
    if not known:
        return "–"
    if len(letters) == 1:
        return next(iter(known))
    order = [letter for letter in "PSMU" if letter in known]
    return " · ".join(f"{letter} {known[letter]}" for letter in order)
