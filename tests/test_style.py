"""The style sheet keeps its own rules, and the page of the design system shows what there is."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import closing
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from built import build_real_site, copy_warm_project, read_real_site
from colours import SIGHT, contrast, distance
from previews import run_preview
from projects import ROOT

from sitegen.analysis.statuses import STATUSES
from sitegen.charts.theme import LIGHT
from sitegen.naming import PAGES_JSON
from sitegen.pages.design import ABOUT, StyleToken, read_tokens, split_blocks
from sitegen.preview.builder import Builder
from sitegen.render.styles import write_status_rules
from sitegen.resolve.directives import DIRECTIVES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path


pytestmark = pytest.mark.xdist_group("style")  # the preview of the real project is built once

ASSETS = ROOT / "templates" / "assets"
STYLE, PRINT = (
    re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    for text in (
        (ASSETS / "style.css").read_text("utf-8") + write_status_rules(STATUSES.values()),
        (ASSETS / "print.css").read_text("utf-8"),
    )
)
SHEET = f"{STYLE}\n@media print {{ {PRINT} }}"
"""Both sheets, as a browser has them that prints."""
LANGUAGES = ("en", "zh")

TEXT = 4.5
"""Least contrast of text (WCAG 2.2, 1.4.3)."""
MARKS = 3.0
"""Least contrast of what tells a control or a mark from its ground (1.4.11)."""
APART = 0.1
"""Least distance in Oklab of colours that stand for different things in one chart."""

GROUNDS = ("ground", "wash", "mark")
WORDS = (
    "ink",
    "muted",
    "accent",
    *(f"status-{level}" for level in ("good", "fair", "low", "bad", "worst", "none")),
)


def _rules(style: str, condition: str = "") -> Iterator[tuple[str, str, str]]:
    """Condition, selectors and declarations of every rule."""
    for head, body in split_blocks(style):
        if head.startswith(("@media", "@supports", "@container")):
            yield from _rules(body, f"{condition} {head}".strip())
        elif not head.startswith("@"):
            yield condition, " ".join(head.split()), body


def _declarations() -> Iterator[tuple[str, str, str, str]]:
    """Condition, selectors, property and value of every declaration."""
    for condition, selectors, body in _rules(SHEET):
        for name, value in re.findall(r"([\w-]+)\s*:\s*([^;]+);", f"{body};"):
            yield condition, selectors, name, " ".join(value.split())


def _palette(scheme: str) -> Mapping[str, str]:
    tokens = read_tokens(SHEET, "en")
    return {
        one.name.removeprefix("--"): (one.dark or one.value) if scheme == "dark" else one.value
        for one in tokens
        if one.kind == "colour"
    }


SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])


def test_tokens_are_read_with_what_a_language_and_the_dark_make_of_them() -> None:
    style = """
    @import "other.css";
    :root { --ground: #ffffff; --text: 1rem; --shadow: 0 1px rgb(0 0 0 / 18%) }
    @media (width > 9rem) { :root { --text: 9rem } }
    @media screen and (prefers-color-scheme: dark) { :root { --ground: #000000 } p { --x: 1 } }
    :root, [lang|="de"] { --text: 2rem; --gutter: clamp(1rem,
      4vw, 2rem) } [lang|="zh"] { --text: 3rem }
    """
    assert read_tokens(style, "de") == (
        StyleToken("--ground", "#ffffff", "#000000"),
        StyleToken("--text", "2rem", ""),
        StyleToken("--shadow", "0 1px rgb(0 0 0 / 18%)", ""),
        StyleToken("--gutter", "clamp(1rem, 4vw, 2rem)", ""),
    )
    assert [one.kind for one in read_tokens(style, "zh")] == ["colour", "type", "other", "space"]
    assert read_tokens(style, "zh")[1].value == "3rem"


@SCHEMES
def test_text_can_be_read_on_every_ground(scheme: str) -> None:
    palette = _palette(scheme)
    pairs = [(word, ground) for word in WORDS for ground in GROUNDS] + [("accent-ink", "accent")]
    low = {pair: contrast(palette[pair[0]], palette[pair[1]]) for pair in pairs}
    assert {pair: ratio for pair, ratio in low.items() if ratio < TEXT} == {}


@SCHEMES
def test_edges_of_controls_and_marks_of_charts_can_be_seen(scheme: str) -> None:
    palette = _palette(scheme)
    for tone in ("line-strong", "accent"):
        assert contrast(palette[tone], palette["ground"]) >= MARKS
        assert contrast(palette[tone], palette["wash"]) >= MARKS
    for tone in ("chart-1", "chart-2", "chart-3", "chart-axis"):
        assert contrast(palette[tone], palette["chart-ground"]) >= MARKS


def test_charts_have_the_colours_that_the_drawing_reckons_with() -> None:
    palette = _palette("light")
    assert {tone: palette[f"chart-{tone}"] for tone in LIGHT} == dict(LIGHT)


@SCHEMES
def test_text_in_charts_can_be_read(scheme: str) -> None:
    palette = _palette(scheme)
    for tone in ("ink", "muted", "1", "2", "3"):
        assert contrast(palette[f"chart-{tone}"], palette["chart-ground"]) >= TEXT, tone


def test_every_tone_of_charts_has_a_dark_one_of_its_own() -> None:
    light, dark = _palette("light"), _palette("dark")
    assert [tone for tone in LIGHT if light[f"chart-{tone}"] == dark[f"chart-{tone}"]] == []


@SCHEMES
@pytest.mark.parametrize("sight", SIGHT)
def test_colours_of_series_stay_apart_for_every_eye(scheme: str, sight: str) -> None:
    palette = _palette(scheme)
    series = sorted(name for name in palette if re.fullmatch(r"chart-\d", name))
    assert len(series) >= 3
    for one, two in combinations(series, 2):
        assert distance(palette[one], palette[two], sight) > APART, (one, two)


def test_every_token_is_used_and_every_one_that_is_used_is_there() -> None:
    set_here = {name for _, _, name, _ in _declarations() if name.startswith("--")}
    drawn = {f"--chart-{tone}" for tone in LIGHT}  # the drawings use them
    used = set(re.findall(r"var\((--[\w-]+)", SHEET)) | drawn
    assert set_here == used


def test_colours_and_sizes_of_text_are_tokens() -> None:
    stray = [
        (selectors, name, value)
        for condition, selectors, name, value in _declarations()
        if not name.startswith("--") and "print" not in condition
        if re.search(r"#[0-9a-f]{3,8}\b|rgb|hsl|oklch", value)
        or (name in {"font", "font-size"} and re.search(r"\d(rem|px|pt)", value))
    ]
    assert stray == []


DESIGN = {f"{code}/design/index.html" for code in LANGUAGES}


@pytest.fixture(scope="module")
def builder() -> Iterator[Builder]:
    """The preview of the real project, most of it found."""
    build_real_site()
    with closing(Builder(ROOT)) as builder:
        assert builder.build().built.problems == ()
        yield builder


@pytest.fixture(scope="module")
def pages(builder: Builder) -> dict[str, str]:
    """What the preview shows: all pages of the site, and those for who makes it."""
    tree = builder.build().tree
    shown = {address: tree[address] for address in tree if address.endswith(".html")}
    assert not DESIGN & shown.keys()
    shown |= {address: builder.make_extra(address) for address in builder.list_extra()}
    return {address: content.decode() for address, content in shown.items()}


def test_every_class_of_the_style_sheet_is_on_a_page(pages: dict[str, str]) -> None:
    """Or in a script, which adds it; anything else is left over from what is gone."""
    used = {
        name
        for html in pages.values()
        for value in re.findall(r'\bclass="([^"]*)"', html)
        for name in value.split()
    }
    scripts = "".join(path.read_text("utf-8") for path in ASSETS.glob("*.js"))
    named = {
        name
        for _, selectors, _ in _rules(SHEET)
        for name in re.findall(r"\.([a-z][\w-]*)", re.sub(r'"[^"]*"', "", selectors))
    }
    left = {name for name in named - used if not re.search(rf"[\"'. ]{name}[\"' ]", scripts)}
    # Words of statuses and outcomes stand by, though no target has them today; so does the line of a page that is
    # newer in another language, which none has while all translations are agreed.
    standing_by = {one for one in left if one.startswith(("status-", "outcome-"))} | {"newer"}
    assert left - standing_by == set()


@SCHEMES
def test_the_frame_of_the_browser_has_the_colour_of_the_ground(
    pages: dict[str, str], scheme: str
) -> None:
    home = pages["en/index.html"]
    ground = _palette(scheme)["ground"]
    assert (
        f'<meta name="theme-color" content="{ground}" media="(prefers-color-scheme: {scheme})">'
        in home
    )


def test_every_status_has_a_tone_that_the_style_sheet_has() -> None:
    tones = set(re.findall(r"--status-(\w+):", (ASSETS / "style.css").read_text("utf-8")))
    assert {status.tone for status in STATUSES.values()} == tones


def test_every_status_of_the_style_sheet_is_one() -> None:
    named = set(re.findall(r"\.status-([\w-]+)", SHEET))
    assert named == set(STATUSES)


def test_every_status_has_one_tone_and_can_be_chosen() -> None:
    tones = Counter(
        one.strip().removeprefix(".status-")
        for condition, selectors, name, _ in _declarations()
        if not condition and name == "--status" and selectors.startswith(".status-")
        for one in selectors.split(",")
    )
    assert tones == dict.fromkeys(STATUSES, 1)
    hidden = next(
        selectors for _, selectors, _ in _rules(STYLE) if ":checked) .domain" in selectors
    )
    head = '.tracker:has(.chooser-status [value="{0}"]:checked) .domain'
    choices = (head + ':not([data-holds~="{0}"])', head + ' tbody tr:not([data-status="{0}"])')
    assert sorted(hidden.split(", ")) == sorted(
        choice.format(status) for status in STATUSES for choice in choices
    )


def test_no_rule_stands_twice() -> None:
    found = Counter((condition, selectors) for condition, selectors, _ in _rules(SHEET))
    assert {rule: times for rule, times in found.items() if times > 1} == {}


def test_paper_has_a_sheet_of_its_own() -> None:
    assert "@page" in PRINT
    assert re.findall(r"@page|@media[^{]*\bprint\b", STYLE) == []
    assert "@media" not in PRINT


def test_the_design_system_is_shown_in_the_preview_and_never_published(
    builder: Builder, pages: dict[str, str]
) -> None:
    assert {*builder.list_extra()} == DESIGN
    assert pages.keys() > DESIGN
    published = {one: text for one, text in read_real_site().items() if one != PAGES_JSON}
    assert dict(builder.build().tree) == published


def test_the_preview_says_where_the_design_system_is(tmp_path: Path) -> None:
    project = copy_warm_project(tmp_path / "project")
    template = '{% extends "base.html" %}{% block main %}{{ frame.description }}{% endblock %}'
    (project / "templates" / "design.html").write_text(template, "utf-8")
    with (project / "templates" / "locale" / "de.po").open("a", encoding="utf-8") as catalogue:
        for text in ("Design system", ABOUT):
            catalogue.write(f'\nmsgid "{text}"\nmsgstr "{text}"\n')
    with run_preview(project) as running:
        for code in ("en", "de"):
            assert ABOUT in running.get(f"{code}/design/").text
            said = running.said.read_text("utf-8")
            assert f"In the preview only: {running.address}{code}/design/\n" in said


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_design_system_shows_every_token_and_component(
    pages: dict[str, str], code: str
) -> None:
    html = pages[f"{code}/design/index.html"]
    for token in read_tokens(SHEET, code):
        assert f"<code>{token.name}</code>" in html
        assert f"var({token.name})" in html or token.kind == "other"
    for name in set(DIRECTIVES) - {"note", "targets", "leading-targets"}:
        assert f"<h3><code>{name}</code></h3>" in html
    for status in STATUSES:
        assert f'<span class="status status-{status}">' in html
    for name in (
        "masthead", "seek", "pages", "opening", "lead", "contents", "scorecard", "chart", "targets",
        "stacks", "meter", "bullet", "filters", "enter", "note", "workings",
        "sources", "worked-example", "thresholds", "conflict", "events", "terms", "documents",
        "found", "strips", "colophon", "fact-card", "fact", "derived",
    ):  # fmt: skip
        assert re.search(rf'\bclass="([^"]* )?{name}[ "]', html), name
    assert 'style="' not in html
