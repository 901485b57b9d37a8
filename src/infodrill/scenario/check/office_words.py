"""Words for offices and their image, for judging, and for protest, in five languages.

For the checks that harm is to people and that dissent is not dressed as a claim. Structure decides
first; these lists catch what structure cannot see. Lists in English, Vietnamese, Arabic, Spanish
and Indonesian, made for this project.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

OFFICES = (
    # English
    "mayor", "deputy mayor", "council", "councillor", "councilor", "town hall", "city hall",
    "government", "ministry", "minister", "ruling party", "political party", "police",
    "police chief", "governor", "president", "prime minister", "authority", "authorities",
    "administration", "officials", "an official", "public official", "the official",
    "office-holder", "office holder", "politician",
    "member of parliament", "parliament", "civil servant",
    # Vietnamese
    "thị trưởng", "hội đồng", "chính quyền", "chính phủ", "bộ trưởng", "đảng", "công an",
    "cảnh sát", "chủ tịch", "thống đốc", "tổng thống", "lãnh đạo", "cán bộ", "nhà nước",
    "quan chức", "cơ quan chức năng", "tòa thị chính", "ủy ban nhân dân",
    # Arabic
    "العمدة", "عمدة", "رئيس البلدية", "البلدية", "بلدية", "المجلس", "الحكومة", "الوزارة", "الوزير",
    "الحزب", "الشرطة", "المحافظ", "الرئيس", "السلطة", "السلطات", "المسؤول", "المسؤولين",
    "المسؤولون",
    # Spanish
    "alcalde", "alcaldesa", "alcaldía", "ayuntamiento", "concejo", "concejal", "gobierno",
    "ministerio", "ministro", "ministra", "partido político", "policía", "gobernador",
    "gobernadora", "presidente", "presidenta", "autoridad", "autoridades", "funcionario",
    "funcionaria",
    # Indonesian
    "wali kota", "walikota", "bupati", "dewan", "pemerintah", "kementerian", "menteri", "partai",
    "polisi", "kepolisian", "gubernur", "presiden", "pejabat", "otoritas", "balai kota", "camat",
)  # fmt: skip
"""Offices and bodies that hold power. Harm to them is not harm to people."""

IMAGE = (
    "reputation", "image of", "public image", "prestige", "credibility", "trust in",
    "confidence in", "loss of trust", "loss of confidence", "good name", "honour of", "honor of",
    "dignity of the", "embarrassment", "ridicule", "public order", "social order",
    "social stability", "respect for",
    "uy tín", "hình ảnh của", "danh dự", "thanh danh", "niềm tin vào", "lòng tin vào",
    "trật tự công cộng", "ổn định xã hội",
    "سمعة", "هيبة", "الثقة في", "الثقة ب", "النظام العام", "مصداقية",
    "reputación", "imagen de", "imagen del", "prestigio", "confianza en", "credibilidad",
    "buen nombre", "orden público",
    "reputasi", "citra", "wibawa", "kewibawaan", "kepercayaan terhadap", "kepercayaan kepada",
    "kredibilitas", "nama baik", "ketertiban umum",
)  # fmt: skip
"""What an institution can lose without anybody being hurt."""

JUDGEMENTS = (
    "incompetent", "incapable", "useless", "corrupt", "liar", "lying", "shameful", "disgrace",
    "disgraceful", "arrogant", "lazy", "must resign", "should resign", "should go", "out of touch",
    "does not care", "doesn't care", "worst", "failed us", "betrayed", "a joke", "clown",
    "bất tài", "kém cỏi", "vô dụng", "tham nhũng", "dối trá", "nói dối", "đáng xấu hổ",
    "phải từ chức", "nên từ chức", "vô trách nhiệm", "lười biếng", "trò hề",
    "فاشل", "عاجز", "فاسد", "كاذب", "يكذب", "مخزي", "يجب أن يستقيل", "غير كفء", "كسول", "مهرج",
    "incompetente", "inútil", "corrupto", "corrupta", "mentiroso", "mentirosa", "miente",
    "vergüenza", "vergonzoso", "debe dimitir", "debería dimitir", "payaso", "irresponsable",
    "tidak becus", "tidak kompeten", "tidak berguna", "korup", "pembohong", "berbohong",
    "memalukan", "harus mundur", "sebaiknya mundur", "malas", "badut",
)  # fmt: skip
"""Words that judge. Said of an office they make opinion or criticism, never a checkable claim."""

PROTESTS = (
    "protest", "demonstration", "demonstrate", "march", "rally", "strike", "boycott", "petition",
    "sit-in", "vigil",
    "biểu tình", "tuần hành", "đình công", "tẩy chay", "kiến nghị", "xuống đường",
    "احتجاج", "مظاهرة", "تظاهرة", "مسيرة", "إضراب", "مقاطعة", "عريضة", "اعتصام", "وقفة",
    "protesta", "manifestación", "marcha", "huelga", "boicot", "petición", "concentración",
    "unjuk rasa", "demonstrasi", "demo", "pawai", "mogok", "boikot", "petisi",
)  # fmt: skip
"""Words of assembly and petition."""


def _pattern(words: Iterable[str]) -> re.Pattern[str]:
    # Latin words may take a plural; Arabic ones may carry a particle and the article in front.
    latin = [re.escape(word) for word in words if word.isascii() or not _arabic(word)]
    arabic = [re.escape(word) for word in words if _arabic(word)]
    return re.compile(
        rf"\b(?:{'|'.join(latin)})(?:s|es)?\b|(?<!\w)[وفبلك]?(?:ال)?(?:{'|'.join(arabic)})",
        re.IGNORECASE,
    )


def _arabic(word: str) -> bool:
    return any("\u0600" <= letter <= "\u06ff" for letter in word)


_PATTERNS = {
    "offices": _pattern(OFFICES),
    "image": _pattern(IMAGE),
    "judgements": _pattern(JUDGEMENTS),
    "protests": _pattern(PROTESTS),
}


def first_office(text: str) -> str | None:
    """The first word for an office in the text, or None."""
    return _first("offices", text)


def first_image(text: str) -> str | None:
    """The first word for an institution's image in the text, or None."""
    return _first("image", text)


def first_judgement(text: str) -> str | None:
    """The first judging word in the text, or None."""
    return _first("judgements", text)


def first_protest(text: str) -> str | None:
    """The first word of assembly or petition in the text, or None."""
    return _first("protests", text)


def _first(kind: str, text: str) -> str | None:
    found = _PATTERNS[kind].search(unicodedata.normalize("NFC", text))
    return found.group() if found is not None else None
