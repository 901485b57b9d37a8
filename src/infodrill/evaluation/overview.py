"""The frame of the report: HSEEP's eleven labels, phases, and the rights card."""

from __future__ import annotations

from collections import Counter

from infodrill.evaluation.aar import OverReaction, OverReactionAct, RightsCard
from infodrill.evaluation.acts import AgainstAct, what_it_is
from infodrill.evaluation.case import Case
from infodrill.evaluation.measures.discernment import detection
from infodrill.evaluation.measures.registry import Taken
from infodrill.evaluation.ratings import is_capped
from infodrill.evaluation.stats import discernment, rounded
from infodrill.scenario.times import parse_time
from infodrill.scenario.words import ProtectedClass, Truth


def overview(case: Case) -> tuple[tuple[str, str], ...]:
    """The eleven labels of the HSEEP overview, in order, with the scenario's own words."""
    header = case.scenario.header
    cut = next((one.title for one in header.cuts if one.id == case.opened.cut), case.opened.cut)
    capabilities = [one.title for each in header.objectives for one in each.capabilities]
    units = dict.fromkeys(case.state.index.teams[team].unit for team in case.teams)
    return (
        ("exercise_name", f"{header.title} ({cut})"),
        ("exercise_dates", header.calendar_start.replace("T", " ")),
        ("scope", header.scope),
        ("mission_areas", header.mission_area),
        ("core_capabilities", "\n".join(capabilities)),
        ("objectives", "\n".join(one.title for one in header.objectives)),
        ("threat_or_hazard", header.nature),
        ("scenario", header.summary),
        ("sponsor", header.sponsor),
        ("participating_organizations", "\n".join(units)),
        ("point_of_contact", header.contact),
    )


def phases(case: Case) -> tuple[tuple[str, int, int], ...]:
    """(title, start ms, end ms) of the phases that began before the end."""
    found = []
    for one in case.scenario.header.phases:
        start, end = parse_time(one.start), min(parse_time(one.end), case.end_ms)
        if start < end:
            found.append((one.title, start, end))
    return tuple(found)


def over_reaction(case: Case, acts: list[AgainstAct], whole: dict[str, Taken]) -> OverReaction:
    """What stands first in the report."""
    counts = detection(case)
    d_prime, criterion = discernment(counts.hits, counts.signals, counts.false_alarms, counts.noise)
    excess = whole["rung_excess"].value.value
    return OverReaction(
        tuple(
            OverReactionAct(
                act.at_ms,
                act.team,
                act.item.id if act.item else "",
                act.item.statement if act.item else "",
                what_it_is(act.item),
                act.kind,
                act.rung,
            )
            for act in acts
            if act.is_over_reaction
        ),
        float(rounded(d_prime, 2)),
        float(rounded(criterion, 2)),
        counts.hits,
        counts.signals,
        counts.false_alarms,
        counts.noise,
        0.0 if excess is None else float(excess),
        whole["notice_precision"].value.value,
        is_capped(case),
    )


def rights_card(case: Case, whole: dict[str, Taken]) -> RightsCard:
    """What the cut holds and what was done with it."""
    items = [item for item in case.scenario.items if item.id in case.selection.items]
    protected = [item for item in items if item.protected is not None]
    criticisms = sum(
        item.protected is ProtectedClass.criticism and item.of_own_authority for item in protected
    )
    decided = [one.decision.rung for one in case.incidents if one.decision is not None]
    notices = case.state.notices.values()
    return RightsCard(
        sum(item.is_untrue for item in items),
        sum(item.truth is Truth.true for item in items),
        len(protected),
        float(rounded(sum(item.is_noise for item in items) / max(1, len(items)), 3)),
        criticisms,
        tuple(sorted(Counter(decided).items())),
        int(whole["gate_refusals"].value.value or 0),
        sum(task.status == "declined" for task in case.state.tasks.values()),
        len(notices),
        sum(one.upheld is True for one in notices),
        case.opened.scenario_digest,
    )
