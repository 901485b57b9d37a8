"""The opinion gate: what a package must hold beside its false claims (design 5.1)."""

from __future__ import annotations

import msgspec

from infodrill.scenario.check.mix import planned_reach
from infodrill.scenario.item import Harm
from infodrill.scenario.package import Scenario
from infodrill.scenario.words import Direction, ProtectedClass, Stance
from tests.fixtures import public_row, whole_scenario
from tests.scenario.check.changes import codes, found, with_account, with_item

WHOLE = whole_scenario()


def without(*item_ids: str) -> Scenario:
    """The scenario without some items and what is said about them."""
    kept = tuple(item for item in WHOLE.items if item.id not in item_ids)
    rows = tuple(row for row in WHOLE.msel if not set(row.about) & set(item_ids))
    return whole_scenario(items=kept, msel=rows)


def test_twenty_items_are_the_least() -> None:
    assert "few-items" not in codes(WHOLE)
    assert "few-items" in codes(without("taste"))


def test_eight_or_two_in_five_are_protected_true_or_harmless() -> None:
    def noise_of(*protected: str) -> Scenario:
        scenario = WHOLE
        for item_id in protected:
            item = WHOLE.item("wall")
            assert item is not None
            scenario = msgspec.structs.replace(
                scenario,
                items=tuple(
                    msgspec.structs.replace(item, id=each.id) if each.id == item_id else each
                    for each in scenario.items
                ),
            )
        return scenario

    # Nine of twenty are noise; eight is the least, seven too few.
    assert "little-noise" not in codes(noise_of("taste"))
    assert "little-noise" in codes(noise_of("taste", "march"))


def test_a_harmless_untruth_counts_as_noise_and_may_not_be_acted_against() -> None:
    harmless = with_item(WHOLE, "crack", harm=Harm())
    (finding,) = [each for each in found(harmless) if each.code == "against-noise"]
    assert "harmless" in finding.given


def test_each_obligatory_kind_is_missed_by_name() -> None:
    assert "no-satire" in codes(without("cartoon"))
    assert "no-question" in codes(without("shelter"))
    assert "no-true-report" in codes(without("smell"))
    assert "authority-never-wrong" in codes(without("late-warning"))
    assert "few-criticisms" in codes(without("fees"))


def test_criticism_of_somebody_else_is_not_criticism_of_us() -> None:
    assert "few-criticisms" in codes(with_item(WHOLE, "fees", of_own_authority=False))


def test_half_of_the_needed_noise_is_protected() -> None:
    gone = ("taste", "march", "smell", "shelter", "cartoon")
    assert "little-protected" in codes(without(*gone))
    assert "little-protected" not in codes(without(*gone[:2]))


def test_planned_reach_weighs_followers_by_segment() -> None:
    item = WHOLE.item("fees")
    assert item is not None
    valley_only = with_account(WHOLE, "moss", followers={"valley": 500, "*": 100})
    assert planned_reach(valley_only, item) == (600 * 500 + 400 * 100) // 1000


def test_an_account_counts_once_and_who_disputes_tells_nothing() -> None:
    item = WHOLE.item("fees")
    assert item is not None
    again = public_row("P2", "moss", "T+0:40", "Once more.", about=("fees",))
    against = public_row(
        "P3", "echo", "T+0:41", "Not quite.", about=("fees",), stance=Stance.disputes
    )
    louder = whole_scenario(msel=(*WHOLE.msel, again, against))
    assert planned_reach(louder, item) == planned_reach(WHOLE, item) == 200


def test_speech_that_nobody_hears_is_refused() -> None:
    quiet = with_account(
        with_account(WHOLE, "moss", followers={"*": 3}), "hana", followers={"*": 60}
    )
    assert codes(quiet) == {"unheard-speech"}


def test_protected_speech_may_be_the_case_where_we_are_wrong() -> None:
    wrong = with_item(
        without("late-warning"),
        "fees",
        authority_is_wrong=True,
        reference=msgspec.structs.replace(
            WHOLE.items[0].reference, direction=Direction.correcting_ourselves, rung=5
        ),
    )
    assert "authority-never-wrong" not in codes(wrong)
    assert wrong.item("fees").protected is ProtectedClass.criticism  # type: ignore[union-attr]
    assert codes(wrong) == {"few-items"}
