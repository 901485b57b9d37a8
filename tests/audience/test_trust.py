"""Officials win trust by being right and early, and lose it by being wrong and by silence."""

from __future__ import annotations

from collections.abc import Sequence

from infodrill.audience import Audience, Stance, Stimulus, TrustAct, TruthArrival
from tests.audience.small_world import answers, spec

CITY_HALL = 1
HALF_HOUR = 180  # ticks


class Story:
    """A run whose ticks are skipped to as needed."""

    def __init__(self) -> None:
        self.audience = Audience(spec(), 1)
        self.tick = 0
        self.start = self.trust()

    def at(
        self,
        tick: int,
        stimuli: Sequence[Stimulus] = (),
        truths: Sequence[TruthArrival] = (),
        acts: Sequence[TrustAct] = (),
    ) -> Story:
        while self.tick < tick:
            self.audience.step(self.tick, ())
            self.tick += 1
        self.facts = self.audience.step(tick, stimuli, truths, acts)
        self.tick += 1
        return self

    def trust(self, world: int = 0) -> list[int]:
        return [int(value) for value in self.audience.trust(world)[CITY_HALL]]

    def change(self) -> int:
        return self.trust()[0] - self.start[0]


FALSE = [TruthArrival(item="dam-cracked", true=False)]
TRUE = [TruthArrival(item="dam-cracked", true=True)]


def test_being_right_wins_trust_and_being_right_early_wins_more() -> None:
    early = Story().at(10, [answers(100)]).at(400, truths=FALSE)
    late = Story().at(390, [answers(100)]).at(400, truths=FALSE)

    assert 0 < late.change() < early.change()


def test_being_wrong_loses_more_than_being_right_wins() -> None:
    right = Story().at(10, [answers(100)]).at(400, truths=FALSE)
    wrong = Story().at(10, [answers(100)]).at(400, truths=TRUE)

    assert wrong.change() < -2 * right.change() < 0


def test_a_confident_error_costs_more() -> None:
    confident = Story().at(10, [answers(180)]).at(50, truths=TRUE)
    careful = Story().at(10, [answers(20)]).at(50, truths=TRUE)

    assert confident.change() < careful.change() < 0


def test_correcting_oneself_before_the_truth_arrives_costs_much_less() -> None:
    confirms = Stimulus(source="city-hall", item="dam-cracked", stance=Stance.confirms)
    act = TrustAct(source="city-hall", kind="corrected_self", item="dam-cracked")
    by_post = Story().at(10, [answers(100)]).at(40, [confirms]).at(50, truths=TRUE)
    by_act = Story().at(10, [answers(100)]).at(40, acts=[act]).at(50, truths=TRUE)
    stubborn = Story().at(10, [answers(100)]).at(50, truths=TRUE)

    assert 2 * stubborn.change() < by_post.change() == by_act.change() < 0


def test_silence_after_an_error_is_held_against_it_once() -> None:
    wrong = Story().at(10, [answers(100)]).at(50, truths=TRUE)
    at_once = wrong.change()
    before_the_grace_ends = wrong.at(50 + HALF_HOUR - 1).change()
    after = wrong.at(50 + HALF_HOUR).change()
    much_later = wrong.at(50 + 3 * HALF_HOUR).change()

    assert at_once == before_the_grace_ends > after == much_later


def test_correcting_oneself_in_time_avoids_the_second_loss() -> None:
    act = TrustAct(source="city-hall", kind="corrected_self", item="dam-cracked")
    wrong = Story().at(10, [answers(100)]).at(50, truths=TRUE)
    at_once = wrong.change()
    owned = wrong.at(100, acts=[act]).at(50 + 2 * HALF_HOUR)

    assert owned.change() == at_once


def test_a_wrong_answer_after_the_truth_is_known_loses_at_once() -> None:
    late = Story().at(10, truths=TRUE).at(20, [answers(100)])

    assert late.change() < 0


def test_saying_nothing_about_an_item_moves_nothing() -> None:
    asks = Stimulus(source="city-hall", item="dam-cracked", stance=Stance.asks)

    assert Story().at(10, [asks]).at(50, truths=FALSE).at(300).change() == 0


def test_acting_against_protected_speech_loses_trust_at_once() -> None:
    act = TrustAct(source="city-hall", kind="against_protected", item="too-slow")
    story = Story().at(10, acts=[act])

    assert story.change() < 0
    assert story.trust(1) == story.start


def test_the_loss_follows_affinity_for_the_topic() -> None:
    act = TrustAct(source="city-hall", kind="against_protected", item="dam-cracked")
    story = Story().at(10, acts=[act])
    valley, city = (now - then for now, then in zip(story.trust(), story.start, strict=True))

    assert valley < city < 0


def test_facts_name_what_moved_and_in_which_world() -> None:
    act = TrustAct(source="city-hall", kind="against_protected", item="too-slow")
    one = Story().at(10, acts=[act])
    both = Story().at(10, [answers(100, worlds=3)]).at(50, truths=FALSE)

    assert one.facts.trust == tuple(
        (CITY_HALL, 0, segment, value) for segment, value in enumerate(one.trust())
    )
    assert {lane for _, lane, _, _ in both.facts.trust} == {2}


def test_trust_stays_within_its_bounds() -> None:
    act = TrustAct(source="city-hall", kind="against_protected", item="too-slow")
    story = Story()
    for tick in range(40):
        story.at(tick, acts=[act])

    assert story.trust() == [0, 0]


def test_a_truth_arrives_once() -> None:
    story = Story().at(10, [answers(100)]).at(50, truths=FALSE)
    once = story.change()

    assert story.at(60, truths=FALSE).change() == once
