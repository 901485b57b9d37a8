"""The audience: two worlds in one pass, tick by tick.

World A is what happened; world B is the same minutes without what only A was sent. Both meet the
same luck. The engine does not know what is true, and the same spec, seed and stimuli give the same
bits on any machine and with any number of threads.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Literal

import numpy as np

from infodrill.audience.calendar import schedule_post
from infodrill.audience.calibration import Calibration, load_calibration
from infodrill.audience.cell import (
    ADVICE_BIT,
    ANSWER,
    ANSWER_VOICE_SHIFT,
    ASK_BIT,
    CLASS_SHIFT,
    LOW_HALF,
    OFFICIAL_BIT,
    REACH_BIT,
    TELLING,
    TELLING_VOICE_SHIFT,
)
from infodrill.audience.check import (
    SpecRefused,
    check_spec,
    check_stimulus,
    check_worlds,
    memory_of_machine,
)
from infodrill.audience.facts import COUNTERS, LANE_BOTH, SharedBy, TickFacts
from infodrill.audience.followers import account_followers
from infodrill.audience.names import ALL_BITS, name_hash, purpose_key
from infodrill.audience.network import build_crowd
from infodrill.audience.rules import (
    build_rules,
    horizon_ticks,
    source_classes,
    trust_at_start,
)
from infodrill.audience.shards import grow, make_shard, reserve
from infodrill.audience.snapshot import Parts, identity_of, restore_snapshot, take_snapshot
from infodrill.audience.spec import AudienceSpec
from infodrill.audience.state import (
    DRAW,
    KINDS,
    META_ITEM,
    META_ROW_COUNT,
    META_ROWS,
    META_SAMPLED,
    META_TOUCHED,
    SAMPLE,
    VOICES,
    WORLDS,
    Crowd,
    Ints,
    Live,
    Rules,
    Shard,
    Small,
)
from infodrill.audience.stimulus import BOTH_WORLDS, Stimulus, TrustAct, TruthArrival
from infodrill.audience.tick import DONE, digest_of, run_tick
from infodrill.audience.trust import TrustLedger
from infodrill.audience.voices import VoiceTables
from infodrill.scenario.words import Stance

Row = tuple[int, ...]


class Audience:
    """A closed, simulated audience.

    Args:
        spec: who listens, what about, and to whom.
        seed: 64-bit seed of this exercise's luck; the network has its own in the spec.
        threads: items are spread over this many threads; results do not depend on it.
        calibration: constants of the model; the package's current ones by default.

    Raises:
        SpecRefused: the spec cannot be run.
    """

    def __init__(
        self,
        spec: AudienceSpec,
        seed: int,
        *,
        threads: int = 1,
        calibration: Calibration | None = None,
    ) -> None:
        check_spec(spec, memory_of_machine())
        if not 0 <= seed <= ALL_BITS:
            raise SpecRefused(f"seed is {seed}; expected 0..{ALL_BITS} (64 bits)")
        if not 1 <= threads <= 64:
            raise SpecRefused(f"threads is {threads}; expected 1..64")
        self.spec = spec
        self.seed = seed
        self.calibration = calibration or load_calibration()
        self._crowd: Crowd = build_crowd(spec, self.calibration)
        self._rules: Rules = build_rules(spec, seed, self.calibration)
        self._live: Live = _empty_state(spec)
        self._voices = VoiceTables(spec, self.calibration, self._live)
        self._ledger = TrustLedger(spec, self.calibration, self._live.trust)
        threads = min(threads, len(spec.items))
        ring = horizon_ticks(spec.tick_seconds) + 1
        self._shards: list[Shard] = [
            make_shard(spec, range(first, len(spec.items), threads), ring)
            for first in range(threads)
        ]
        self._workers = ThreadPoolExecutor(threads) if threads > 1 else None
        self._item = {item.id: index for index, item in enumerate(spec.items)}
        self._source = {source.id: index for index, source in enumerate(spec.sources)}
        classes = source_classes(spec)
        self._class = [classes.index(source.source_class) + 1 for source in spec.sources]
        self._source_hash = [name_hash(source.id) for source in spec.sources]
        self._followers: dict[int, Small] = {}
        self._next = 0

    # --- reading ------------------------------------------------------------------------------

    def counters(self, world: int) -> Ints:
        """Return people counted, [item, segment, len(COUNTERS)]; world 0 is A, 1 is B."""
        return np.array(self._live.counters[:, _world(world)])

    def trust(self, world: int) -> Ints:
        """Return trust per mille, [source, segment]; world 0 is A, 1 is B."""
        return np.array(self._live.trust[_world(world)])

    def segment_sizes(self) -> Ints:
        """Return how many agents each segment has, [segment]."""
        counted = np.bincount(self._crowd.segment, minlength=len(self.spec.segments))
        return counted.astype(np.int64)

    def cells(self, item: str, world: int) -> Ints:
        """Return a copy of the four-byte cells of an item, [agent] (see `cell` for the bits)."""
        pairs = self._live.cells[self._item_index(item)] >> np.uint64(32 * _world(world))
        return np.asarray(pairs & LOW_HALF, np.int64)

    def follower_count(self, source: str) -> int:
        """Return how many agents follow an account."""
        return int(self._followers_of(self._source_index(source)).size)

    def full_digest(self, world: int) -> int:
        """Return the digest of a world recomputed from every cell; equals the running one."""
        return int(digest_of(self._rules, self._live, _world(world)))

    # --- running ------------------------------------------------------------------------------

    def step(
        self,
        tick: int,
        stimuli: Sequence[Stimulus],
        truths: Sequence[TruthArrival] = (),
        acts: Sequence[TrustAct] = (),
    ) -> TickFacts:
        """Run one tick: truths, acts and overdue corrections, then posts, then the crowd.

        Args:
            tick: 0, 1, 2 ...; every tick must be run.
            stimuli: posts of this tick; their order matters only where two of one account take
                opposite sides, and for the numbering of new voices.
            truths: claims whose truth arrives now.
            acts: officials' acts that move trust.

        Returns:
            What changed.

        Raises:
            SpecRefused: the tick is out of turn, or something names what does not exist; nothing
                has been done then.
        """
        if tick != self._next:
            raise SpecRefused(f"tick {tick} is out of turn; expected tick {self._next}")
        self._check(stimuli, truths, acts)
        self._next += 1
        before = self._live.trust.copy()
        self._move_trust(tick, stimuli, truths, acts)
        if not np.array_equal(self._live.trust[0], self._live.trust[1]):
            self._live.split[:] = 1
        for stimulus in stimuli:
            self._schedule(tick, stimulus)
        self._run(tick)
        digests = np.add.reduce(self._live.digest, axis=0)
        return TickFacts(
            tick=tick,
            digests=(int(digests[0]), int(digests[1])),
            rows=self._rows(),
            trust=_trust_rows(before, self._live.trust),
            shares=self._shares(),
        )

    def snapshot(self) -> bytes:
        """Return the state between ticks: a cache that may be deleted at any time."""
        return take_snapshot(self._identity(), self._next, self._parts())

    def restore(self, data: bytes) -> None:
        """Go to the state of a snapshot of an audience of the same spec, seed and threads.

        Every tick from there on gives the same bits as in the run that the snapshot was taken of.

        Raises:
            SnapshotRefused: damaged, or of another audience; nothing has been done then.
        """
        self._next = restore_snapshot(data, self._identity(), self._parts())

    def close(self) -> None:
        """Stop the threads; an audience with one thread has none."""
        if self._workers is not None:
            self._workers.shutdown()

    # --- inside -------------------------------------------------------------------------------

    def _identity(self) -> str:
        return identity_of(self.spec, self.seed, self.calibration, len(self._shards))

    def _parts(self) -> Parts:
        return Parts(self._live, self._shards, self._voices, self._ledger)

    def _item_index(self, item: str) -> int:
        if item not in self._item:
            raise SpecRefused(f"item {item!r} does not exist; known: {', '.join(self._item)}")
        return self._item[item]

    def _source_index(self, source: str) -> int:
        if source not in self._source:
            raise SpecRefused(f"source {source!r} does not exist; known: {', '.join(self._source)}")
        return self._source[source]

    def _check(
        self,
        stimuli: Sequence[Stimulus],
        truths: Sequence[TruthArrival],
        acts: Sequence[TrustAct],
    ) -> None:
        for stimulus in stimuli:
            self._source_index(stimulus.source)
            self._item_index(stimulus.item)
            check_stimulus(stimulus)
        for truth in truths:
            if not self.spec.items[self._item_index(truth.item)].claim:
                raise SpecRefused(
                    f"item {truth.item!r} is protected speech; truth arrives for claims only"
                )
            check_worlds(f"truth of {truth.item!r}", truth.worlds)
        for act in acts:
            source = self._source_index(act.source)
            self._item_index(act.item)
            check_worlds(f"act of {act.source!r}", act.worlds)
            if not self.spec.sources[source].official:
                raise SpecRefused(
                    f"{act.kind} by {act.source!r}, which is not official; only officials win or "
                    "lose trust"
                )

    def _move_trust(
        self,
        tick: int,
        stimuli: Sequence[Stimulus],
        truths: Sequence[TruthArrival],
        acts: Sequence[TrustAct],
    ) -> None:
        for truth in truths:
            for world in _worlds(truth.worlds):
                self._ledger.truth(world, self._item[truth.item], truth.true, tick)
        for act in acts:
            for world in _worlds(act.worlds):
                self._ledger.act(world, act, self._source[act.source], self._item[act.item])
        for stimulus in stimuli:
            source, item = self._source[stimulus.source], self._item[stimulus.item]
            if (
                stimulus.kind == "post"
                and self.spec.sources[source].official
                and self.spec.items[item].claim
            ):
                for world in _worlds(stimulus.worlds):
                    self._ledger.observe(
                        world, item, source, stimulus.stance, stimulus.quality, tick
                    )
        self._ledger.settle(tick)

    def _followers_of(self, source: int) -> Small:
        if source not in self._followers:
            shares = self.spec.sources[source].followers
            other = shares.get("*", 0)
            thresholds = [
                shares.get(segment.id, other) * DRAW // 1000 for segment in self.spec.segments
            ]
            self._followers[source] = account_followers(
                self._crowd.segment,
                np.array(thresholds, np.int64),
                self._source_hash[source],
                np.uint64(purpose_key(self.spec.network_seed, "account")),
            )
        return self._followers[source]

    def _word(self, stimulus: Stimulus, source: int, item: int, world: int) -> int:
        """What a follower hears in a world; 0 where it is not sent."""
        if not stimulus.worlds & (1 << world) or stimulus.kind == "prebunk":
            return 0
        word = REACH_BIT
        if stimulus.kind == "attention":
            return word
        official = self.spec.sources[source].official
        if stimulus.advice and official:
            word |= ADVICE_BIT
        voice = self._voices.number(stimulus, source, item, world)
        if stimulus.stance is Stance.disputes:
            word |= ANSWER | (voice << ANSWER_VOICE_SHIFT)
            if official:
                word |= OFFICIAL_BIT
        elif stimulus.stance in (Stance.repeats, Stance.confirms):
            word |= TELLING | (voice << TELLING_VOICE_SHIFT)
        elif stimulus.stance is Stance.asks:
            word |= ASK_BIT
        if stimulus.stance is not Stance.disputes and voice == 0:
            word |= self._class[source] << CLASS_SHIFT
        return word

    def _prebunk(self, stimulus: Stimulus, source: int) -> Ints:
        """Thresholds for a prebunk to take: quality x trust, [world, segment]."""
        chances = np.zeros((WORLDS, len(self.spec.segments)), np.int64)
        if stimulus.kind == "prebunk":
            times = int(self.calibration["trust_ceiling"] * 1000)
            for world in _worlds(stimulus.worlds):
                per_million = stimulus.quality * self._live.trust[world, source] * times // 100
                chances[world] = np.minimum(per_million * DRAW // 1_000_000, DRAW)
        return chances

    def _schedule(self, tick: int, stimulus: Stimulus) -> None:
        item, source = self._item[stimulus.item], self._source[stimulus.source]
        if stimulus.kind == "attention":
            gain, cap = self.calibration["attention_gain"], self.calibration["attention_cap"]
            for world in _worlds(stimulus.worlds):
                raised = int(self._live.attention[item, world]) + int(gain)
                self._live.attention[item, world] = min(raised, int(cap))
        if stimulus.kind != "prebunk":
            for world in _worlds(stimulus.worlds):
                if self._live.appeared[item, world] < 0:
                    self._live.appeared[item, world] = tick
        followers = self._followers_of(source)
        owner = item % len(self._shards)
        self._shards[owner] = reserve(self._shards[owner], followers.size)
        self._live.busy[item] = 1
        if stimulus.worlds != BOTH_WORLDS:
            self._live.split[item] = 1
        schedule_post(
            self._crowd,
            self._rules,
            self._shards[owner],
            item,
            tick,
            followers,
            self._source_hash[source],
            stimulus.reach,
            self._word(stimulus, source, item, 0),
            self._word(stimulus, source, item, 1),
            self._prebunk(stimulus, source),
        )

    def _run(self, tick: int) -> None:
        if self._workers is None:
            self._run_shard(0, tick)
        else:
            list(self._workers.map(lambda place: self._run_shard(place, tick), self._places()))

    def _places(self) -> range:
        return range(len(self._shards))

    def _run_shard(self, place: int, tick: int) -> None:
        shard = self._shards[place]
        shard.meta[META_ITEM] = 0
        shard.meta[META_TOUCHED] = -1
        shard.meta[META_ROWS] = 0
        shard.meta[META_ROW_COUNT] = 0
        shard.meta[META_SAMPLED] = 0
        while run_tick(self._crowd, self._rules, self._live, shard, tick) != DONE:
            shard = self._shards[place] = grow(shard)

    def _rows(self) -> tuple[Row, ...]:
        rows: list[Row] = []
        for shard in self._shards:
            flat = tuple(shard.rows[: shard.meta[META_ROWS]].tolist())
            first = 0
            for end in shard.row_ends[: shard.meta[META_ROW_COUNT]].tolist():
                rows.append(flat[first:end])
                first = end
        if len(self._shards) > 1:
            rows.sort()
        return tuple(rows)

    def _shares(self) -> tuple[SharedBy, ...]:
        kept: list[tuple[int, list[int]]] = []
        for shard in self._shards:
            for place in range(int(shard.meta[META_SAMPLED])):
                kept.append((int(shard.rank[place]), shard.sample[place].tolist()))
        kept.sort()
        return tuple(self._shared_by(*sample) for _, sample in kept[:SAMPLE])

    def _shared_by(self, agent: int, item: int, purpose: int, belief: int) -> SharedBy:
        kind: Literal["repeats", "answer", "reach"] = "answer" if purpose else "repeats"
        if not self.spec.items[item].claim:
            kind = "reach"
        segment = self.spec.segments[self._crowd.segment[agent]].id
        return SharedBy(agent, segment, self.spec.items[item].id, kind, belief)


def _world(world: int) -> int:
    if world not in (0, 1):
        raise SpecRefused(f"world is {world}; expected 0 (A) or 1 (B)")
    return world


def _worlds(bits: int) -> tuple[int, ...]:
    return tuple(world for world in range(WORLDS) if bits & (1 << world))


def _empty_state(spec: AudienceSpec) -> Live:
    items, segments = len(spec.items), len(spec.segments)
    counted = (items, WORLDS, segments, len(COUNTERS))
    voices = (items, WORLDS, KINDS, VOICES)
    start = [
        [trust_at_start(segment, source.source_class) for segment in spec.segments]
        for source in spec.sources
    ]
    return Live(
        cells=np.zeros((items, spec.agents), np.uint64),
        trust=np.array([start] * WORLDS, np.int64),
        voice_source=np.zeros(voices, np.int64),
        voice_units=np.zeros(voices, np.int64),
        voice_quality=np.zeros(voices, np.int64),
        voice_marks=np.zeros(voices, np.int64),
        voice_count=np.zeros((items, WORLDS, KINDS), np.int64),
        attention=np.full((items, WORLDS), 1000, np.int64),
        appeared=np.full((items, WORLDS), -1, np.int64),
        counters=np.zeros(counted, np.int64),
        change=np.zeros(counted, np.int64),
        digest=np.zeros((items, WORLDS), np.uint64),
        busy=np.zeros(items, np.int64),
        split=np.zeros(items, np.int64),
    )


def _trust_rows(before: Ints, after: Ints) -> tuple[Row, ...]:
    moved = before != after
    if not moved.any():
        return ()
    rows: list[Row] = []
    for source, segment in np.argwhere(moved.any(axis=0)).tolist():
        new = (int(after[0, source, segment]), int(after[1, source, segment]))
        lanes = [world for world in range(WORLDS) if moved[world, source, segment]]
        if len(lanes) == WORLDS and new[0] == new[1]:
            rows.append((source, LANE_BOTH, segment, new[0]))
        else:
            rows.extend((source, world, segment, new[world]) for world in lanes)
    return tuple(sorted(rows))
