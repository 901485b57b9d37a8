"""Every code has its words, and a code without any is still told."""

from __future__ import annotations

import string

import pytest

from infodrill.evaluation.aar import ItemEffect
from infodrill.evaluation.causes import ACTIONS, CAUSES, ELEMENTS
from infodrill.evaluation.measures.registry import REGISTRY
from infodrill.exercise.quality import LINES
from infodrill.i18n import using
from infodrill.report import finding_words, measure_words, words
from infodrill.report.say import clean, own, say
from infodrill.scenario.words import Direction, MessageType, PlatformRule, ProtectedClass, Verdict


def test_every_measure_has_a_title_and_a_caveat() -> None:
    import infodrill.evaluation.measures  # noqa: F401  (registers them)

    assert set(REGISTRY) - set(measure_words.MEASURES) == set()
    assert set(measure_words.MEASURES) - set(REGISTRY) == set()
    assert all(title and caveat for title, caveat in measure_words.MEASURES.values())


def test_every_area_for_improvement_has_its_sentences() -> None:
    assert set(ACTIONS) - set(finding_words.FINDINGS) == set()
    assert set(ELEMENTS) == set(finding_words.ACTIONS)
    assert set(CAUSES) == set(finding_words.CAUSES)


def test_causes_are_asked_and_actions_are_proposed() -> None:
    assert all(text.endswith("?") for text in finding_words.CAUSES.values())
    assert all(text.startswith("Consider ") for text in finding_words.ACTIONS.values())


@pytest.mark.parametrize("code", sorted(finding_words.FINDINGS))
def test_a_finding_is_a_sentence_without_holes(code: str) -> None:
    names = {name for _t, name, _s, _c in string.Formatter().parse(finding_words.FINDINGS[code])}
    facts = {name: "12" for name in names if name and name != "share"}
    if "share" in names:
        facts["value"] = "0.5"
    told = str(finding_words.finding(code, facts))
    assert "{" not in told
    assert told.endswith(".")


@pytest.mark.parametrize("enum", [Verdict, MessageType, ProtectedClass, Direction])
def test_every_value_of_a_vocabulary_has_its_words(enum: type[Verdict]) -> None:
    tell = {
        Verdict: words.verdict,
        MessageType: words.message_type,
        ProtectedClass: words.item_kind,
        Direction: words.direction,
    }[enum]
    assert all("_" not in tell(value) for value in enum)


def test_every_line_of_the_rubric_has_its_words() -> None:
    plain = words.readable("evidence").lower()
    assert words.rubric_line("evidence") != plain
    assert all("_" not in words.rubric_line(line) for line in [*LINES, "bare", "holding"])


def test_an_unknown_code_is_told_with_its_facts() -> None:
    told = finding_words.finding("moon_was_blamed", {"who": "<b>Ann</b>"})
    assert str(told) == "Moon was blamed (who: <bdi>&lt;b&gt;Ann&lt;/b&gt;</bdi>)"
    assert words.moment_kind("moon_rises") == "moon rises"
    assert words.overview("moon_phase") == "Moon phase"


def test_a_finding_whose_facts_do_not_fit_its_sentence_is_told_by_its_code() -> None:
    told = str(finding_words.finding("statement_late", {"minutes": "soon"}))
    assert told == "Statement late (minutes: <bdi>soon</bdi>)"


def test_an_effect_says_what_became_better() -> None:
    def effect(averted: float) -> ItemEffect:
        return ItemEffect("x", 1.0, 1.0, averted, "person_hours", None)

    assert "avoided" in words.effect(effect(100), "untrue")
    assert "added" in words.effect(effect(-100), "untrue")
    assert "gained" in words.effect(effect(100), "true")
    assert "lost" in words.effect(effect(-100), "true")
    assert words.effect(effect(0), "true") == "no difference"


def test_people_s_words_are_escaped_isolated_and_clean() -> None:
    assert str(own("a<b")) == "<bdi>a&lt;b</bdi>"
    assert str(say("<{x}>", x="&")) == "&lt;<bdi>&amp;</bdi>&gt;"
    assert clean("a\u202eb\u2066c\u200fd\x00e\x1b[0mf\ud800g\nh") == "abcde[0mfg\nh"
    assert clean("می‌خواهم") == "می‌خواهم"


def test_a_sentence_with_an_unfilled_hole_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("{name} waits")


def test_codes_at_the_end_of_a_moment_s_text_become_words() -> None:
    told = words.moment_text("decision", "The dam · acting_on 6")
    assert told == "The dam · acting on it: warn, protect, pass on, repair"
    assert words.moment_text("decision", "The dam · 0").endswith("rung 0 (no action, with reason)")
    assert words.moment_text("decision", "The dam · 2") == "The dam · rung 2 (monitor)"
    told = words.moment_text("decision", "The dam · against 5")
    assert told == "The dam · against it, rung 5 (open correction)"
    assert words.moment_text("verdict", "A · b · not_checkable") == "A · b · not checkable"
    assert words.moment_text("decision", "The dam · soon") == "The dam · soon"
    assert words.moment_text("inject", "J01 · acting_on 6") == "J01 · acting_on 6"
    assert words.mark_text("message", "holding_statement") == "holding statement"
    assert words.mark_text("decision", "The dam") == "The dam"


@pytest.mark.parametrize("rule", PlatformRule)
def test_a_notice_in_the_time_line_names_its_rule_in_the_readers_language(
    rule: PlatformRule,
) -> None:
    assert words.moment_text("notice", f"{rule} · Yann: fund · now") == f"{rule} · Yann: fund · now"
    with using("vi"):
        told = words.moment_text("notice", f"{rule} · Yann: fund · now")
    assert told.endswith(" · Yann: fund · now")
    assert not told.startswith(rule)


def test_a_referral_in_the_time_line_says_its_ground() -> None:
    assert words.moment_text("referral", "Fund · threat_to_life") == "Fund · threat to life"
    assert words.moment_text("referral", "Fund") == "Fund"
