"""Which plays did not run through, where, and which incidents were left open, over all runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from infodrill.evaluation.rehearsal.data import OpenIncident, PlayFate
from infodrill.evaluation.rehearsal.facts import RunFacts
from infodrill.evaluation.rehearsal.stalls import HARMLESS
from infodrill.scenario.scripted import Play, ScriptedTeam

_Fate = tuple[str, str, int | None, str]
"""What happened, at which command, number of the step from 1, refusal code."""


def play_title(play: Play) -> str:
    """What a play is about: the title of the incident it opens; empty where it opens none."""
    for step in play.steps:
        if step.do == "open_incident":
            return str(step.body.get("title", ""))
    return ""


def play_fates(team: ScriptedTeam, runs: Sequence[RunFacts]) -> Iterator[PlayFate]:
    """The plays of a scripted team that did not run through, each with where it stood."""
    for play in team.plays:
        counts: Counter[_Fate] = Counter()
        for run in runs:
            counts.update(set(_fates(play, run)))
        for what, where, step, code in sorted(counts, key=lambda fate: (-counts[fate], str(fate))):
            yield PlayFate(
                scripted=team.name,
                team=play.team,
                play=play.id,
                title=play_title(play),
                what=what,
                where=where,
                step=step,
                code=code,
                runs=counts[what, where, step, code],
                of_runs=len(runs),
            )


def _fates(play: Play, run: RunFacts) -> Iterator[_Fate]:
    if play.id in run.never_started:
        yield "never_started", "", None, ""
    refused = [one for one in run.refusals if one.play == play.id and one.code not in HARMLESS]
    for stop in run.stops:
        if stop.play == play.id:
            code = refused[-1].code if stop.why == "refused" and refused else ""
            yield stop.why, stop.do, stop.step + 1, code
    for wait in run.waits:
        if wait.play == play.id:
            yield "gave_up", wait.do, wait.step + 1, ""


def left_open(team: ScriptedTeam, runs: Sequence[RunFacts]) -> Iterator[OpenIncident]:
    """Incidents that were not closed by EndEx, those most often left open first."""
    opened: Counter[tuple[str, str]] = Counter()
    stayed: Counter[tuple[str, str]] = Counter()
    for run in runs:
        opened.update({(one.team, one.title) for one in run.incidents})
        stayed.update({(one.team, one.title) for one in run.incidents if not one.closed})
    for key in sorted(stayed, key=lambda key: (-stayed[key], key)):
        yield OpenIncident(team.name, *key, stayed[key], opened[key])
