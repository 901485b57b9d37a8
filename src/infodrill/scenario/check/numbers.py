"""Numbers: every quantity of items, cast and audience is within its range."""

from __future__ import annotations

from collections.abc import Iterator

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import Path, did_you_mean, one_of, shown
from infodrill.scenario.package import Scenario

SEGMENT_KINDS = ("age_band", "place", "language", "interest")
"""Design section 4: neutral kinds only. Nothing else about people is ever modelled."""

Quantity = tuple[Path, str, int, int, int]
"""Where it stands, what it is, its value, the least and the greatest allowed."""


def check_numbers(scenario: Scenario, notes: Notes) -> None:
    """Every quantity is within its range, and the audience adds up."""
    for path, what, value, least, greatest in (*_items(scenario), *_audience(scenario)):
        if not least <= value <= greatest:
            notes.error(
                path,
                "out-of-range",
                f"{what} {value}",
                f"{least} to {greatest}",
                "correct the number",
            )
    _shares(scenario, notes)
    _trust(scenario, notes)
    _phrases(scenario, notes)


def _items(scenario: Scenario) -> Iterator[Quantity]:
    for number, item in enumerate(scenario.items):
        place: Path = ("items", number)
        yield (*place, "infectiousness"), "an infectiousness of", item.infectiousness, 0, 1000
        yield (*place, "plausibility"), "a plausibility of", item.plausibility, -100, 100
        yield (*place, "harm", "severity"), "a severity of", item.harm.severity, 0, 3
        minutes = item.reference.within_minutes
        yield (*place, "reference", "within_minutes"), "a limit in minutes of", minutes, 1, 1440
        for second, card in enumerate(item.evidence):
            inside = (*place, "evidence", second)
            yield (*inside, "strength"), "a strength of", card.strength, 1, 3
            yield (*inside, "delay_minutes"), "a delay in minutes of", card.delay_minutes, 0, 240
    for number, account in enumerate(scenario.cast):
        for segment, share in account.followers.items():
            yield ("cast", number, "followers", segment), "followers per mille of", share, 0, 1000
        if account.messenger is not None:
            delay = account.messenger.delay_minutes
            path: Path = ("cast", number, "messenger", "delay_minutes")
            yield path, "a delay in minutes of", delay, 0, 240


def _audience(scenario: Scenario) -> Iterator[Quantity]:
    audience = scenario.audience
    place: Path = ("audience",)
    yield (*place, "agents"), "a number of agents of", audience.agents, 100, 5_000_000
    yield (*place, "people_represented"), "people", audience.people_represented, 1, 10**10
    yield (*place, "network_seed"), "the seed", audience.network_seed, 0, 2**63 - 1
    yield (*place, "communities"), "communities", audience.communities, 1, audience.agents
    yield (*place, "mean_follows"), "mean follows of", audience.mean_follows, 1, 100
    for number, segment in enumerate(audience.segments):
        inside = (*place, "segments", number)
        yield (*inside, "share"), "a share per mille of", segment.share, 1, 1000
        yield (*inside, "scepticism"), "a scepticism of", segment.scepticism, 0, 100
        yield (*inside, "activity"), "an activity of", segment.activity, 0, 200
        yield (*inside, "hours"), "a number of hours of", len(segment.hours), 24, 24
        for hour, activity in enumerate(segment.hours):
            yield (*inside, "hours", hour), f"an activity at hour {hour} of", activity, 0, 100
        for kind, trust in segment.trust.items():
            yield (*inside, "trust", kind), "trust per mille of", trust, 0, 1000
        for topic, affinity in segment.affinity.items():
            yield (*inside, "affinity", topic), "an affinity of", affinity, 0, 200
    for number, channel in enumerate(audience.channels):
        yield (*place, "channels", number, "reach"), "a reach per mille of", channel.reach, 0, 1000


def _shares(scenario: Scenario, notes: Notes) -> None:
    segments = scenario.audience.segments
    total = sum(segment.share for segment in segments)
    if total != 1000:
        notes.error(
            ("audience", "segments"),
            "shares",
            f"shares that sum to {total}",
            "a sum of 1000 per mille",
            f"{'add' if total < 1000 else 'take off'} {abs(1000 - total)}",
        )
    for number, segment in enumerate(segments):
        if segment.kind not in SEGMENT_KINDS:
            notes.error(
                ("audience", "segments", number, "kind"),
                "segment-kind",
                f"a segment by {shown(segment.kind)}",
                f"{one_of(SEGMENT_KINDS)}: neutral kinds only",
                did_you_mean(
                    segment.kind,
                    SEGMENT_KINDS,
                    "describe people by age band, place, language "
                    "or interest; nothing else about them is modelled",
                ),
            )
    seen: set[str] = set()
    for number, channel in enumerate(scenario.audience.channels):
        if channel.outlet in seen:
            notes.error(
                ("audience", "channels", number),
                "duplicate-id",
                f"a second channel for {channel.outlet}",
                "one channel for each outlet",
                "remove one",
            )
        seen.add(channel.outlet)


def _trust(scenario: Scenario, notes: Notes) -> None:
    used = {account.kind.value for account in scenario.cast}
    for number, segment in enumerate(scenario.audience.segments):
        missing = sorted(used - segment.trust.keys())
        if missing:
            notes.error(
                ("audience", "segments", number, "trust"),
                "missing-trust",
                f"{segment.id} without trust in {', '.join(missing)}",
                "trust in every kind of account that the cast has",
                "add a per mille value for each",
            )


def _phrases(scenario: Scenario, notes: Notes) -> None:
    seen: set[str] = set()
    for number, phrases in enumerate(scenario.phrases.sets):
        if phrases.about in seen:
            notes.error(
                ("phrases", "sets", number, "about"),
                "duplicate-id",
                f"a second set of phrases about {shown(phrases.about)}",
                "one set for each item or topic",
                "merge the two",
            )
        seen.add(phrases.about)
    general = next((each for each in scenario.phrases.sets if each.about == "*"), None)
    kinds = ("repeats", "doubts", "answers", "asks", "reach")
    lacking = [kind for kind in kinds if general is None or not getattr(general, kind)]
    if lacking or not scenario.phrases.names:
        what = "names" if not scenario.phrases.names else ", ".join(lacking)
        notes.warning(
            ("phrases", "sets"),
            "thin-phrases",
            f'phrases without {what} for "*"',
            "names, and wordings of every kind for the set about *",
            "add some: the crowd has nothing else to say about items without a set of their own",
        )
