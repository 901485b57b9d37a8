"""The page as a whole: self-contained, marked, escaped, in order, and the same every time."""

from __future__ import annotations

import itertools
import re
from html.parser import HTMLParser
from typing import Any

import msgspec
import pytest

from infodrill.evaluation.aar import AfterActionReport
from infodrill.report.html import render_html
from tests.report.sample import HOSTILE, empty, rich

MARKING = "EXERCISE EXERCISE EXERCISE - simulated, nothing here happened"
VOID = {"meta", "br", "link", "img", "hr", "input"}


class Reader(HTMLParser):
    """Reads a page into what the tests ask for, and notices tags that do not match."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.headings: list[int] = []
        self.sections: list[str] = []
        self.addresses: list[str] = []
        self.references: list[str] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        if "id" in given:
            self.ids.append(given["id"])
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag == "section":
            self.sections.append(given.get("id", ""))
        self.addresses += [given[name] for name in ("src", "href", "action") if name in given]
        self.references += given.get("aria-labelledby", "").split()
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def page_of(report: AfterActionReport) -> str:
    return render_html(report).decode("utf-8")


@pytest.fixture(scope="module")
def rich_page() -> str:
    return page_of(rich())


@pytest.fixture(scope="module")
def empty_page() -> str:
    return page_of(empty())


@pytest.mark.parametrize("which", ["rich_page", "empty_page"])
def test_the_page_needs_nothing_but_itself(which: str, request: pytest.FixtureRequest) -> None:
    page = request.getfixturevalue(which)
    reader = read(page)
    assert "http" not in page
    assert "@import" not in page
    assert re.findall(r"url\((?!data:)", page) == []
    assert [address for address in reader.addresses if not address.startswith("#")] == []
    assert "script" not in reader.tags
    assert {"link", "iframe", "object", "img", "form"} & reader.tags == set()


@pytest.mark.parametrize("which", ["rich_page", "empty_page"])
def test_the_page_is_well_formed_and_its_names_are_found(
    which: str, request: pytest.FixtureRequest
) -> None:
    reader = read(request.getfixturevalue(which))
    assert len(reader.ids) == len(set(reader.ids))
    assert [name for name in reader.references if name not in reader.ids] == []
    anchors = [address[1:] for address in reader.addresses]
    assert [name for name in anchors if name not in reader.ids] == []


@pytest.mark.parametrize("which", ["rich_page", "empty_page"])
def test_headings_go_down_one_level_at_a_time(which: str, request: pytest.FixtureRequest) -> None:
    levels = read(request.getfixturevalue(which)).headings
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))


def test_over_reaction_comes_before_everything_else(rich_page: str, empty_page: str) -> None:
    for page in (rich_page, empty_page):
        assert read(page).sections[:2] == ["over-reaction", "changed"]
    said = rich_page.index("2 acts against speech")
    assert said < rich_page.index("What the teams changed") < rich_page.index("averted")
    assert "None" not in rich_page[: rich_page.index("What the teams changed")]


def test_no_over_reaction_is_told_as_such_only_where_it_could_have_happened() -> None:
    quiet = msgspec.structs.replace(rich().over_reaction, acts=(), false_alarms=0, capped=False)
    page = page_of(msgspec.structs.replace(rich(), over_reaction=quiet))
    assert '<p class="answer">None</p>' in page
    assert "went against protected, true or harmless speech" in page
    assert "held at M or below, whatever" not in page
    assert "restraint was not tested" in page_of(empty())


def test_every_picture_is_marked_and_described(rich_page: str) -> None:
    pictures = re.findall(r"<svg.*?</svg>", rich_page, re.DOTALL)
    assert len(pictures) == 1 + 10 + 2 + 6
    for picture in pictures:
        words = " ".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))
        assert MARKING in words
        assert re.search(r"<title[^>]*>[^<]+</title><desc[^>]*>[^<]+</desc>", picture)
    assert (
        len(re.findall(rf'<(?:header|footer) class="marking[^"]*"><span>{MARKING}', rich_page)) == 2
    )


def test_every_figure_has_its_table(rich_page: str) -> None:
    figures = re.findall(r"<figure.*?</figure>", rich_page, re.DOTALL)
    tables = [figure for figure in figures if "<details>" in figure and "<table>" in figure]
    # The time line's table stands after it, since it is a list of every moment.
    assert len(tables) == len(figures) - 1
    assert "Every moment in words" in rich_page


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_html(rich()) == render_html(rich())
    assert render_html(rich()) != render_html(msgspec.structs.replace(rich(), seed="8"))


def test_what_people_wrote_cannot_act_on_the_page(rich_page: str) -> None:
    assert "<script" not in rich_page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in rich_page
    assert "\u202e" in HOSTILE
    assert re.findall("[\u202a-\u202e\u2066-\u2069\u200e\u200f]", rich_page) == []


@pytest.mark.parametrize(
    "field", ["title", "played_by", "cut", "seed", "engine", "calibration", "rubric", "head"]
)
def test_markup_in_any_field_stays_text(field: str) -> None:
    planted = msgspec.structs.replace(rich(), **{field: "</style><script>x</script>"})
    assert "<script" not in page_of(planted)


def test_markup_in_findings_and_their_facts_stays_text() -> None:
    area = rich().areas[0]
    planted = msgspec.structs.replace(area, code="<script>", facts={"<script>": "<script>"})
    assert "<script" not in page_of(msgspec.structs.replace(rich(), areas=(planted,)))


def test_vietnamese_words_come_with_their_letters(rich_page: str, empty_page: str) -> None:
    assert "Đập đã vỡ!" in rich_page
    faces = re.findall(r"@font-face\{[^}]*\}", rich_page)
    assert any("U+1EA0-1EF9" in face for face in faces)
    assert not any("U+1EA0-1EF9" in face for face in re.findall(r"@font-face\{[^}]*\}", empty_page))


def test_a_right_to_left_language_mirrors_the_page() -> None:
    page = page_of(msgspec.structs.replace(rich(), language="ar"))
    assert '<html lang="ar" dir="rtl">' in page
    assert 'role="img" direction="ltr"' in page
    assert '<html lang="en" dir="ltr">' in page_of(rich())


def test_a_language_that_is_no_tag_is_refused() -> None:
    with pytest.raises(ValueError, match="language tag"):
        render_html(msgspec.structs.replace(rich(), language="../../etc"))


def test_what_no_person_rated_is_not_evaluated(rich_page: str) -> None:
    summary = rich_page[rich_page.index('id="capabilities"') : rich_page.index('id="happened"')]
    respond = re.search(
        r"<tr role=.row.>(?:(?!</tr>).)*?Respond proportionately.*?</tr>", summary, re.DOTALL
    )
    assert respond and "not evaluated" in respond[0] and "held at M or below" in respond[0]
    assert '<span class="letter suggested">M</span>' in respond[0]
    row = r"<tr role=.row.>(?:(?!</tr>).)*?<strong><bdi>Public warning.*?</tr>"
    warning = re.search(row, summary, re.DOTALL)
    assert warning and "not evaluated" not in warning[0]
    assert '<span class="letter">P</span>' in warning[0]


def test_the_overview_has_the_eleven_labels_in_order(empty_page: str) -> None:
    labels = re.findall(r"<dt>([^<]*)</dt>", empty_page[: empty_page.index('id="capabilities"')])
    assert labels == [
        "Exercise Name", "Exercise Dates", "Scope", "Mission Area(s)", "Core Capabilities",
        "Objectives", "Threat or Hazard", "Scenario", "Sponsor", "Participating Organizations",
        "Point of Contact",
    ]  # fmt: skip


def test_what_never_happened_is_told_and_not_numbered(rich_page: str, empty_page: str) -> None:
    measures = rich_page[rich_page.index('id="measures"') : rich_page.index('id="reading"')]
    row = re.search(r"<tr><th[^>]*><strong>Time to own correction.*?</tr>", measures, re.DOTALL)
    assert row and "never, up to EndEx" in row[0]
    assert empty_page.count("not measured") == 3


def test_harm_done_is_not_told_as_harm_averted() -> None:
    page = page_of(msgspec.structs.replace(rich(), averted_person_hours=-321.0))
    assert "person-hours of harmful error more than without the teams" in page
    assert "320" in page and "−320" not in page


def test_a_range_is_named_by_its_kind(rich_page: str) -> None:
    assert "One draw: a single run" in rich_page
    looped = page_of(msgspec.structs.replace(rich(), range_kind="closed loop"))
    assert "One draw" not in looped and "closed loop: scripted teams" in looped


def plain(page: str) -> str:
    """The words of a page as one reads them."""
    return " ".join(re.sub(r"<[^>]+>", "", page).split())


def first_screen(report: AfterActionReport) -> str:
    page = page_of(report)
    return plain(page[page.index('id="changed"') : page.index('<nav class="contents"')])


def test_the_first_screen_tells_the_range_of_the_total_and_when_it_says_nothing() -> None:
    ranged = msgspec.structs.replace(
        rich(), range_kind="closed loop", runs=21, averted_range=(1210.0, 2045.0)
    )
    assert "From 1200 to 2000 over 21 runs." in first_screen(ranged)
    assert "no difference can be claimed" not in first_screen(ranged)
    unsure = msgspec.structs.replace(ranged, averted_range=(-310.0, 2045.0))
    assert "From −310 to 2000 over 21 runs." in first_screen(unsure)
    assert "no difference can be claimed" in first_screen(unsure)
    worse = msgspec.structs.replace(
        ranged, averted_person_hours=-500.0, averted_range=(-900.0, -120.0)
    )
    assert "From 120 to 900 over 21 runs." in first_screen(worse)
    assert " runs." not in first_screen(rich())


def test_the_first_screen_tells_whom_no_warning_reached_as_a_share() -> None:
    told = first_screen(rich())
    assert "61 % of the people at risk left unwarned" in told
    assert "2300 of 3800; a person in two dangers counts twice." in told
    assert "Target: at most 50" in told


def test_a_finding_names_team_incident_and_what_to_do(rich_page: str) -> None:
    areas = rich_page[rich_page.index('id="areas"') : rich_page.index('id="plan"')]
    assert "City of Tavenholt, press and information" in areas
    assert '<a class="nowrap" href="#incident-4">' in areas
    assert "<dt>To do</dt>" in areas


def test_findings_of_one_kind_are_told_together() -> None:
    area = rich().areas[0]
    other = msgspec.structs.replace(area, team="water")
    elsewhere = msgspec.structs.replace(area, facts={**area.facts, "rung": "5"}, incidents=())
    report = msgspec.structs.replace(rich(), areas=(area, other, elsewhere))
    page = page_of(report)
    areas = page[page.index('id="areas"') : page.index('id="plan"')]
    assert areas.count("<dt>Analysis</dt>") == 1
    assert "City of Tavenholt, press and information, Auren Water:" in plain(areas)
    assert areas.count("Acted against protected") == 2


def test_the_head_hash_and_how_to_verify_it_are_printed(rich_page: str) -> None:
    assert f"infodrill replay LOG --verify --head {'9f2c' * 16}" in rich_page


def test_an_unclosed_log_is_said_before_the_result(rich_page: str, empty_page: str) -> None:
    assert "The log is not closed." not in rich_page
    assert empty_page.index("The log is not closed.") < empty_page.index('id="over-reaction"')


def test_the_page_has_no_overall_score(rich_page: str) -> None:
    # The only mention is the sentence that there is none.
    assert len(re.findall(r"overall score", rich_page)) == rich_page.count("no overall score")


def sided(page: str) -> list[str]:
    style = "\n".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL))
    style = re.sub(r"@font-face\{.*?\}", "", style, flags=re.DOTALL)
    return re.findall(
        r"(?:margin|padding|border|inset)-(?:left|right)|(?<![\w-])(?:left|right)\s*:"
        r"|(?:float|text-align):\s*(?:left|right)",
        style,
    )


def test_the_style_has_no_sides(rich_page: str) -> None:
    assert sided(rich_page) == []
    assert sided("<style>p{margin-" + "left:1em}</style>") != []


@pytest.mark.browser
@pytest.mark.parametrize("make", [rich, empty])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_opens_on_a_narrow_screen(browser: Any, make: Any, language: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 740})
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on(
        "request",
        lambda request: (
            complaints.append(request.url)
            if not request.url.startswith(("data:", "about:"))
            else None
        ),
    )
    try:
        page.set_content(page_of(msgspec.structs.replace(make(), language=language)))
        assert page.evaluate("document.documentElement.scrollWidth") <= 360
        assert page.evaluate("[...document.fonts].length") >= 3
        page.evaluate("document.fonts.ready.then(() => true)")
        assert page.evaluate("document.fonts.check('600 16px Plex', 'DRAFT')")
    finally:
        page.close()
    assert complaints == []


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_keeps_nobody_out(browser: Any, scheme: str) -> None:
    # Locked with the browser group: where it is missing, that is an error and no reason to skip.
    from axe_playwright_python.sync_playwright import Axe

    axe = Axe()
    page = browser.new_page(color_scheme=scheme)
    try:
        page.set_content(page_of(rich()))
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true })")
        rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}
        found = axe.run(page, options={"runOnly": rules})
        # Too pale on either background, so that a blind test would be noticed.
        page.evaluate("document.querySelector('.sign').style.color = '#777'")
        seen = axe.run(page, options={"runOnly": rules})
    finally:
        page.close()
    violations = found.response["violations"]
    assert [(one["id"], [node["target"] for node in one["nodes"]]) for one in violations] == []
    assert [one["id"] for one in seen.response["violations"]] == ["color-contrast"]


@pytest.mark.browser
def test_print_repeats_the_marking_and_opens_the_list_of_moments(browser: Any) -> None:
    page = browser.new_page()
    try:
        page.set_content(page_of(rich()))
        page.emulate_media(media="print")
        shown = page.evaluate(
            "[...document.querySelectorAll('.marking')].map(e => getComputedStyle(e).display)"
        )
        assert shown == ["table-header-group", "table-footer-group"]
        assert page.evaluate("document.querySelector('details.print table').offsetHeight") > 0
        assert page.evaluate("document.querySelector('details:not(.print)').offsetHeight") == 0
        assert page.evaluate("document.querySelector('.split figure').offsetHeight") == 0
        assert page.evaluate("document.querySelector('.split .paper').offsetHeight") > 0
    finally:
        page.close()


def test_many_acts_are_tallied_and_the_later_ones_open_below(rich_page: str) -> None:
    assert "more act" not in rich_page
    over = rich().over_reaction
    many = msgspec.structs.replace(over, acts=over.acts * 5)
    page = page_of(msgspec.structs.replace(rich(), over_reaction=many))
    first = page[page.index('id="over-reaction"') : page.index('id="changed"')]
    assert "10 acts against speech" in first and "7 more acts" in first
    assert "criticism × 5" in first and "satire × 5" in first
    assert first.count('<span class="when">') == 10


@pytest.mark.parametrize(
    ("d_prime", "criterion", "said"),
    [
        (-1.85, -0.5, "more often against what was to be left alone"),
        (0.1, 0.0, "hardly told the two apart"),
        (1.5, -0.6, "threshold for acting was low"),
        (1.5, 0.0, None),
    ],
)
def test_discernment_is_told_in_words(d_prime: float, criterion: float, said: str | None) -> None:
    over = msgspec.structs.replace(rich().over_reaction, d_prime=d_prime, criterion=criterion)
    page = page_of(msgspec.structs.replace(rich(), over_reaction=over))
    sentences = ("more often against", "hardly told", "threshold for acting")
    told = [sentence for sentence in sentences if sentence in page]
    assert len(told) == (1 if said else 0)
    assert said is None or said in page


def test_claims_that_nobody_touched_and_few_believed_stand_aside() -> None:
    claim = next(series for series in rich().series if series.item == "video")
    quiet = msgspec.structs.replace(claim, marks=(claim.marks[0],))
    page = page_of(msgspec.structs.replace(rich(), series=(quiet,)))
    assert "1 more claim that few believed" in page
    assert "1 more claim that few believed" not in page_of(
        msgspec.structs.replace(rich(), series=(claim,))
    )


def test_measures_of_a_team_stand_beside_the_whole_exercise(rich_page: str) -> None:
    measures = rich_page[rich_page.index('id="measures"') : rich_page.index('id="reading"')]
    row = re.search(r"<tr><th[^>]*><strong>Time to first statement.*?</tr>", measures, re.DOTALL)
    assert row and "13 min" in row[0] and "9 min" in row[0]
    assert "Measures of single incidents" in measures


def test_a_night_jumped_over_is_left_out_of_times_and_kept_in_person_hours(
    rich_page: str, empty_page: str
) -> None:
    assert "“After” counts play time only" in plain(rich_page)
    assert "The hours that the clock jumped over, such as a night, are included" in plain(rich_page)
    assert "counts play time only" not in plain(empty_page)
    assert "such as a night" not in plain(empty_page)
