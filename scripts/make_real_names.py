"""Writes the list of real places for the scenario checks from the Unicode CLDR, read through Babel.

Run by hand when Babel brings a new CLDR; the list is kept in the repository because Babel is no
dependency of the product. The other lists in the same folder are written by hand.
"""

from __future__ import annotations

from pathlib import Path

import babel
from babel import Locale

LANGUAGES = ("en", "vi", "ar", "es", "id")
TARGET = Path(__file__).parent.parent / "src/infodrill/scenario/check/names/real_places_cldr.txt"

# Everyday words and names of people; a place of the same name is too rare to look for.
_LEFT_OUT_WORDS = """
Center Knox Easter Casey Davis Troll Palmer Wake Nome Oral Regina Creston Currie Beulah
Vevay Marengo Vostok Rothera Mawson Syowa Resolute Midway Macquarie Eastern Central Anh Đức
Nga Ý Áo Bỉ Mỹ Pháp Úc Lào مالي نوم ثيل واك ترك بلم سول سنتر سمراء استر كناري كوكوس فارو
أشوا جوني جوجو ماهي كيابا كاساي ترول بويس سيتا جيرسي كريسماس هوفد ليما Christmas Navidad Man
Catamarca Nelson Monroe Sitka Metlakatla Winamac Tell
"""
LEFT_OUT = frozenset(_LEFT_OUT_WORDS.split())
# Also everyday words at the start of a sentence, or first names; marked so that they count only
# with a capital inside a sentence.
_AMBIGUOUS_WORDS = """
Turkey Chad Jordan Georgia Guinea Niger Jersey Male Paris Santiago Sofia Adelaide Darwin
Perth Phoenix Indianapolis Kingston Hobart Martinique Dominica Dominika Victoria Malta
Granada Guatemala Bermuda Regina Halifax Denver Boise Juneau Louisville Marigot Thunder Mahé
Reunion Monaco Cuba Mali Togo Oman Peru Chile Laos Iran Samara Belem Belém Recife Fortaleza
Merida Mérida Bahía Lima Roma Riga Minsk Luanda Lomé Asmara Chipre Hungria Niue Gaza Hebron
Palau Guernsey Toronto Vincennes Marquesas Gambier Petersburg Salta Truk Lagos Cocos Dawson
Wallis Canary Sark Thule Antigua Guadalupe Stanley Mendoza Norfolk Concord Chatham
"""
AMBIGUOUS = frozenset(_AMBIGUOUS_WORDS.split())
_TOO_SHORT = 4


def main() -> None:
    """Write the list."""
    names: dict[str, None] = {}
    for language in LANGUAGES:
        locale = Locale.parse(language)
        for code, name in locale.territories.items():
            if len(code) == 2 and code.isalpha() and code not in ("ZZ", "XA", "XB", "EZ", "QO"):
                names[name] = None
        for zone, texts in locale.time_zones.items():
            if "city" in texts and "/" in zone:
                names[texts["city"]] = None
            if "/" in zone and not zone.startswith("Etc/"):
                names[zone.rsplit("/", 1)[1].replace("_", " ")] = None
    kept = sorted(
        name
        for name in names
        if name not in LEFT_OUT and (len(name) >= _TOO_SHORT or not name.isascii())
    )
    lines = [
        "# Real places: territories and cities of time zones in en, vi, ar, es and id.",
        f"# Source: Unicode CLDR as shipped with Babel {babel.__version__} (Unicode-3.0 licence).",
        "# Written by scripts/make_real_names.py; ~ marks names that are also everyday words.",
        *((f"~{name}" if name in AMBIGUOUS else name) for name in kept),
    ]
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
