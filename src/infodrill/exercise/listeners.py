"""From a scenario to the neutral description the audience engine takes."""

from __future__ import annotations

from infodrill.audience.spec import AudienceSpec, ItemSpec, SegmentSpec, SourceSpec
from infodrill.exercise.stimuli import PLATFORM
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import SourceClass

PLATFORM_FOLLOWERS = 120
"""Per mille of every segment that meets a label the platform shows."""


def audience_spec(scenario: Scenario, items: frozenset[str], agents: int) -> AudienceSpec:
    """Describe who listens to a cut. ``agents`` overrides the package's audience size."""
    config = scenario.audience
    _, _, clock = scenario.header.calendar_start.partition("T")
    hours, minutes = clock.split(":")[:2]
    official = SourceClass.official
    return AudienceSpec(
        agents=agents,
        network_seed=config.network_seed,
        communities=max(1, min(config.communities, agents // 20)),
        mean_follows=config.mean_follows,
        tick_seconds=scenario.header.tick_seconds,
        start_second_of_day=int(hours) * 3600 + int(minutes) * 60,
        segments=tuple(
            SegmentSpec(
                id=segment.id,
                share=segment.share,
                scepticism=segment.scepticism,
                activity=segment.activity,
                hours=segment.hours,
                trust=segment.trust,
                affinity=segment.affinity,
            )
            for segment in config.segments
        ),
        items=tuple(
            ItemSpec(
                id=item.id,
                claim=item.is_claim,
                topic=item.topic,
                infectiousness=item.infectiousness,
                plausibility=item.plausibility,
            )
            for item in scenario.items
            if item.id in items
        ),
        sources=(
            *(
                SourceSpec(
                    id=account.id,
                    source_class=account.kind.value,
                    followers=account.followers,
                    official=account.kind is official,
                )
                for account in scenario.cast
            ),
            SourceSpec(
                id=PLATFORM,
                source_class=SourceClass.organisation.value,
                followers={"*": PLATFORM_FOLLOWERS},
                official=False,
            ),
        ),
    )
