"""Turn a spec and a calibration into integer lookup tables.

All arithmetic here is exact decimal arithmetic of fixed precision, whose logarithm and exponential
are correctly rounded: the tables are the same integers on every machine.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from functools import lru_cache

import numpy as np

from infodrill.audience.calibration import Calibration
from infodrill.audience.names import name_hash, purpose_key
from infodrill.audience.spec import AudienceSpec, SegmentSpec
from infodrill.audience.state import (
    DELAYS,
    DRAW,
    FINE,
    KEYS,
    MINUTES,
    NEVER,
    PART,
    SET_ANSWER_RATE,
    SET_ANSWERED_SHARE,
    SET_ASK,
    SET_BEFORE,
    SET_DENIED,
    SET_DURING,
    SET_FADE,
    SET_FORGET,
    SET_INOCULATION,
    SET_LOOK_UP,
    SET_LOOK_UP_TICKS,
    SET_NAMED,
    SET_PINNED,
    SET_START_SECOND,
    SET_STRANGERS,
    SET_TELLING,
    SET_TICK_SECONDS,
    SET_TICKS_PER_HOUR,
    SET_TRUST_TIMES,
    SETTINGS,
    Ints,
    Rules,
    Small,
)

PEER_CLASS = "resident"
"""What peers pass on without a voice is trusted as a segment trusts this source class."""
DEFAULT_TRUST = 500
HORIZON_SECONDS = 86_400
UNITS_PER_LOGIT = 16
_DIGITS = 20
_COUNTS = 16


def horizon_ticks(tick_seconds: int) -> int:
    """Return after how many ticks a post is not looked at any more: a day (Pfeffer et al. 2023)."""
    return HORIZON_SECONDS // tick_seconds


def trust_at_start(segment: SegmentSpec, source_class: str) -> int:
    """Return a segment's trust in a class of sources before anything happened, per mille."""
    return segment.trust.get(source_class, DEFAULT_TRUST)


def source_classes(spec: AudienceSpec) -> tuple[str, ...]:
    """Return the classes of the spec's sources, sorted; class n is number n + 1 in a word."""
    return tuple(sorted({source.source_class for source in spec.sources}))


def belief_units(calibration: Calibration, effect: Decimal) -> Decimal:
    """Return a Cohen's d in belief units (sixteenths of a logit)."""
    return effect * calibration["logit_per_d"] * UNITS_PER_LOGIT


def fine_units(calibration: Calibration, effect: Decimal) -> int:
    """Return a Cohen's d in `FINE`ths of a belief unit."""
    return int(belief_units(calibration, effect) * FINE)


@lru_cache(maxsize=1)
def temper_table() -> tuple[int, ...]:
    """Return 256 quantiles of how agents lean, in belief units: a standard logistic distribution.

    With its standard deviation of 1.81 logits, an effect of Cohen's d shifts the share of believers
    exactly as the studies that reported d would have it.
    """
    with localcontext() as exact:
        exact.prec = _DIGITS
        chances = [Decimal(2 * level + 1) / 512 for level in range(256)]
        return tuple(round((c / (1 - c)).ln() * UNITS_PER_LOGIT) for c in chances)


@lru_cache(maxsize=8)
def post_delays(median: Decimal, shape: Decimal, tick_seconds: int) -> tuple[int, ...]:
    """Return quantiles of the wait until a follower sees a post, in ticks: log-logistic."""
    with localcontext() as exact:
        exact.prec = _DIGITS
        waits = []
        for level in range(DELAYS):
            chance = Decimal(2 * level + 1) / (2 * DELAYS)
            seconds = median * ((chance / (1 - chance)).ln() / shape).exp()
            waits.append(_ticks(seconds, tick_seconds, 0))
        return tuple(waits)


@lru_cache(maxsize=8)
def pass_delays(constant: Decimal, tail: Decimal, tick_seconds: int) -> tuple[int, ...]:
    """Return quantiles of the wait until a share is seen, in ticks: constant, then a power law."""
    with localcontext() as exact:
        exact.prec = _DIGITS
        within = tail / (1 + tail)
        waits = []
        for level in range(DELAYS):
            chance = Decimal(2 * level + 1) / (2 * DELAYS)
            if chance < within:
                seconds = constant * chance / within
            else:
                seconds = constant * (-((1 - chance) / (1 - within)).ln() / tail).exp()
            waits.append(_ticks(seconds, tick_seconds, 1))
        return tuple(waits)


def _ticks(seconds: Decimal, tick_seconds: int, least: int) -> int:
    ticks = max(int(seconds) // tick_seconds, least)
    return ticks if ticks <= horizon_ticks(tick_seconds) else NEVER


def _part(share: Decimal) -> int:
    return int(share * PART)


def _powers(share: Decimal) -> Ints:
    return np.array([_part(share**count) for count in range(_COUNTS)], np.int64)


def _ramp(low_end: Decimal, high_end: Decimal) -> Ints:
    """Return factors for beliefs -128..127: flat outside one logit of 0, linear within."""
    span = UNITS_PER_LOGIT
    values = []
    for belief in range(-128, 128):
        place = Decimal(min(max(belief, -span), span) + span) / (2 * span)
        values.append(_part(low_end + (high_end - low_end) * place))
    return np.array(values, np.int64)


def _settings(spec: AudienceSpec, calibration: Calibration) -> Ints:
    settings = np.zeros(SETTINGS, np.int64)
    half_life_hours = 24 * calibration["prebunk_half_life_days"]
    with localcontext() as exact:
        exact.prec = _DIGITS
        fading = 1 - (-Decimal(2).ln() / half_life_hours).exp()
    settings[SET_TICK_SECONDS] = spec.tick_seconds
    settings[SET_START_SECOND] = spec.start_second_of_day
    # Half of the strangers offered a post on a topic of average interest take it up (see interest).
    settings[SET_STRANGERS] = _part(2 * calibration["strangers"] * spec.mean_follows)
    settings[SET_PINNED] = int(calibration["continued_influence"] * DRAW)
    settings[SET_FADE] = int(fading * DRAW)
    settings[SET_DURING] = _part(calibration["timing_during"])
    settings[SET_BEFORE] = _part(calibration["timing_before"])
    settings[SET_DENIED] = round(belief_units(calibration, calibration["only_denied_d"]))
    settings[SET_ASK] = _part(calibration["ask_share"])
    settings[SET_INOCULATION] = fine_units(calibration, calibration["prebunk_d"])
    settings[SET_NAMED] = fine_units(calibration, calibration["named_by_answer_d"])
    settings[SET_ANSWERED_SHARE] = _part(calibration["answered_share"])
    settings[SET_ANSWER_RATE] = _part(calibration["answer_rate"])
    settings[SET_TRUST_TIMES] = int(calibration["trust_ceiling"] * 1000)
    settings[SET_TELLING] = fine_units(calibration, calibration["telling_d"])
    settings[SET_TICKS_PER_HOUR] = 3600 // spec.tick_seconds
    settings[SET_LOOK_UP] = int(calibration["look_up"] * DRAW)
    settings[SET_LOOK_UP_TICKS] = max(
        int(calibration["look_up_seconds"]) * 2 // spec.tick_seconds, 1
    )
    settings[SET_FORGET] = int(calibration["forgetting_per_hour"])
    return settings


def _priors(spec: AudienceSpec, calibration: Calibration) -> Ints:
    per_plausibility = belief_units(calibration, calibration["plausibility_d"]) / 100
    unheard = belief_units(calibration, calibration["unheard_d"])
    per_scepticism = belief_units(calibration, calibration["scepticism_d"]) / 50
    rows = [
        [
            round(
                item.plausibility * per_plausibility - segment.scepticism * per_scepticism - unheard
            )
            for segment in spec.segments
        ]
        for item in spec.items
    ]
    return np.array(rows, np.int64).reshape(len(spec.items), len(spec.segments))


def _seen(calibration: Calibration, activity: int) -> int:
    """Return the threshold for seeing a post in an hour: who is away catches up on some."""
    caught_up = calibration["caught_up"]
    return int((caught_up + (1 - caught_up) * activity / 100) * DRAW)


@lru_cache(maxsize=8)
def novelty_table(half_life: Decimal, shape: Decimal) -> tuple[int, ...]:
    """Return how new an item still is, by minutes since it appeared, in `PART`s."""
    with localcontext() as exact:
        exact.prec = _DIGITS
        log_two = Decimal(2).ln()
        values = [PART]
        for minute in range(1, MINUTES):
            age = ((minute * 60 / half_life).ln() * shape).exp()
            values.append(_part((-log_two * age).exp()))
        return tuple(values)


def _thresholds(spec: AudienceSpec, calibration: Calibration) -> tuple[Ints, Ints, Ints]:
    shape = (len(spec.items), len(spec.segments))
    share, interest = np.zeros(shape, np.int64), np.zeros(shape, np.int64)
    for row, item in enumerate(spec.items):
        for column, segment in enumerate(spec.segments):
            affinity = segment.affinity.get(item.topic, 100)
            # Half of what affinity says: interest in a topic is only one reason to share a post.
            care = 100 + affinity
            rate = item.infectiousness * segment.activity * care * DRAW // 20_000_000
            share[row, column] = min(rate, DRAW)
            interest[row, column] = care * DRAW // 400
    see = np.array(
        [[_seen(calibration, hour) for hour in segment.hours] for segment in spec.segments],
        np.int64,
    )
    return share, see, interest


def _waits(values: tuple[int, ...]) -> Small:
    return np.array(values, np.int32)


def build_rules(spec: AudienceSpec, seed: int, calibration: Calibration) -> Rules:
    """Return the tables of an exercise.

    Args:
        spec: checked.
        seed: the exercise's own, 64-bit; keys all luck but the network's.
        calibration: the constants.
    """
    share, see, interest = _thresholds(spec, calibration)
    class_trust = np.zeros((len(spec.segments), _COUNTS), np.int64)
    for row, segment in enumerate(spec.segments):
        for number, name in enumerate(source_classes(spec), start=1):
            class_trust[row, number] = trust_at_start(segment, name)
    repetition = calibration["repetition_d"] / calibration["telling_d"]
    damp = calibration["repeat_damp"]
    firm = calibration["disbeliever_share"]
    return Rules(
        keys=np.array([purpose_key(seed, purpose) for purpose in KEYS], np.uint64),
        settings=_settings(spec, calibration),
        item_hash=np.array([name_hash(item.id) for item in spec.items], np.int64),
        claim=np.array([item.claim for item in spec.items], np.int64),
        prior=_priors(spec, calibration),
        share=share,
        see=see,
        interest=interest,
        peer_trust=np.array(
            [trust_at_start(segment, PEER_CLASS) for segment in spec.segments], np.int64
        ),
        class_trust=class_trust,
        temper=np.array(temper_table(), np.int64),
        share_by_belief=_ramp(firm, Decimal(1)),
        answer_by_belief=_ramp(Decimal(1), firm),
        share_again=_powers(calibration["share_again"]),
        tell_again=np.array(
            [PART] + [_part(repetition / count) for count in range(1, _COUNTS)], np.int64
        ),
        answer_again=_powers(calibration["answer_again"]),
        damp=np.array(
            [_part(1 / (1 + damp * max(count - 1, 0))) for count in range(_COUNTS)], np.int64
        ),
        novelty=np.array(
            novelty_table(calibration["novelty_half_life_seconds"], calibration["novelty_shape"]),
            np.int64,
        ),
        post_delay=_waits(
            post_delays(
                calibration["impression_median_seconds"],
                calibration["impression_shape"],
                spec.tick_seconds,
            )
        ),
        pass_delay=_waits(
            pass_delays(
                calibration["pass_constant_seconds"], calibration["pass_tail"], spec.tick_seconds
            )
        ),
    )
