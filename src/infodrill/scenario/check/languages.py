"""Languages: every language that the header promises is there, complete."""

from __future__ import annotations

from infodrill.scenario.check.notes import Notes
from infodrill.scenario.finding import did_you_mean, shown
from infodrill.scenario.localise import missing_texts, texts_of, unknown_texts
from infodrill.scenario.package import Scenario


def check_languages(scenario: Scenario, notes: Notes) -> None:
    """Missing translations are a warning; keys that stand for nothing are too."""
    known = texts_of(scenario)
    given = {locale.language: number for number, locale in enumerate(scenario.locales)}
    for number, language in enumerate(scenario.header.languages):
        missing = missing_texts(scenario, language)
        if missing:
            notes.warning(
                ("locales", given[language])
                if language in given
                else ("header", "languages", number),
                "missing-texts",
                f"{language} without {len(missing)} of {len(known)} texts, the first "
                f"{', '.join(missing[:3])}",
                f"every text in {language}",
                f"add them to locales/{language}/, or take {language} out of header languages",
            )
    for locale in scenario.locales:
        number = given[locale.language]
        if locale.language not in scenario.header.languages:
            notes.warning(
                ("locales", number),
                "unlisted-language",
                f"texts in {shown(locale.language)}, which the header does not list",
                "a language of header languages",
                f"add {locale.language} to languages in scenario.yaml",
            )
        for key in unknown_texts(scenario, locale.language):
            notes.warning(
                ("locales", number, "texts", key),
                "unknown-text",
                f"the key {shown(key)}, which stands for no text",
                "keys such as items.crack.statement or msel.J01.text",
                did_you_mean(key, known, "remove it"),
            )
