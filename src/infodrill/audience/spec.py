"""What an audience is made of, in neutral terms.

The engine knows nothing of scenario files: whoever runs it turns a scenario into these structures.
Everything is an integer, so the same description gives the same bits on every machine.
"""

from __future__ import annotations

import msgspec


class SegmentSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of people, by a neutral trait such as age band, place, language or interest.

    Attributes:
        id: name, unique among segments.
        share: per mille of the audience; all segments sum to 1000.
        scepticism: 0..100, how slow to believe what it hears.
        activity: 0..200, how readily it shares; 100 is average.
        hours: 24 values 0..100: how likely a post is seen in each hour of the day.
        trust: source class to per mille of trust at the start; missing classes get 500.
        affinity: topic to 0..200, how much the topic matters here; missing topics get 100.
    """

    id: str
    share: int
    scepticism: int = 40
    activity: int = 100
    hours: tuple[int, ...] = (60,) * 24
    trust: dict[str, int] = {}
    affinity: dict[str, int] = {}


class ItemSpec(msgspec.Struct, frozen=True, kw_only=True):
    """A claim, which can be believed, or a piece of protected speech, which only has reach.

    Attributes:
        id: name, unique among items; its hash keys all luck, so other rows never disturb it.
        claim: False for protected speech.
        topic: matched against a segment's affinity.
        infectiousness: per mille chance that an average agent who believes it shares it on first
            hearing (protected speech: any average agent).
        plausibility: -100..100, how likely it sounds before anybody says anything.
    """

    id: str
    claim: bool
    topic: str = ""
    infectiousness: int = 100
    plausibility: int = 0


class SourceSpec(msgspec.Struct, frozen=True, kw_only=True):
    """An account that posts.

    Attributes:
        id: name, unique among sources.
        source_class: key of `SegmentSpec.trust`.
        followers: segment id to per mille of the segment that follows it; "*" is every segment
            that is not named.
        official: whether trust in it is state (only officials win and lose trust).
    """

    id: str
    source_class: str
    followers: dict[str, int] = {}
    official: bool = False


class AudienceSpec(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is fixed before the first tick.

    Attributes:
        agents: people simulated.
        network_seed: 64-bit; names the follower network, whatever the exercise's own seed is.
        communities: groups within which most following happens.
        mean_follows: agents that an agent follows on average.
        tick_seconds: exercise seconds per tick.
        start_second_of_day: time of day at tick 0, in seconds.
        segments: at most 32.
        items: claims and protected speech.
        sources: accounts that may post.
    """

    agents: int
    network_seed: int
    communities: int
    mean_follows: int
    tick_seconds: int
    start_second_of_day: int
    segments: tuple[SegmentSpec, ...]
    items: tuple[ItemSpec, ...]
    sources: tuple[SourceSpec, ...]
