"""The real site in Chromium: each kind of its pages once, what depends on its texts, and its long tables."""

from __future__ import annotations

import re
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

import pytest
from access import check_access, check_narrow
from playwright.sync_api import expect
from visits import BRIEFINGS, LANGUAGES, REAL_PAGES, WIDER, check_opened, path_of, visit_site

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-real")

WAYS: tuple[tuple[str, int, Literal["light", "dark"]], ...] = (
    ("zh", 390, "light"),
    ("en", 1280, "dark"),
    ("zh", 1280, "light"),
    ("en", 390, "dark"),
)
"""Language, width and colours of a visit, by turns."""
TURNS = [(kind, *WAYS[number % 4]) for number, kind in enumerate(REAL_PAGES)]
CHARTED = (*BRIEFINGS, "indicators/gdp", "indicators/physicians-per-1k")
MEASURE = (Path(__file__).parent / "legible.js").read_text("utf-8")

LINES = """elements => elements.map(element => {
  const lines = [], range = document.createRange();
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let bottom = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let at = 0; at < node.length; at++) {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      if (!box || !box.width) continue;
      if (bottom === null || Math.abs(box.bottom - bottom) > 12) { lines.push(""); bottom = box.bottom; }
      lines[lines.length - 1] += node.data[at];
    }
  return lines;
})"""
"""The lines of elements as they are set."""

SPARE = """elements => elements.map(
  one => one.getBoundingClientRect().bottom - one.lastElementChild.getBoundingClientRect().bottom)"""
"""How much room elements have below their last child, in pixels."""


@pytest.fixture
def reader(browser: Browser, real_address: str) -> Iterator[Visit]:
    """A reader of the real site at a desk."""
    with visit_site(browser, real_address, 1280, 900) as visit:
        yield visit


def _lines(page: Page, selector: str) -> list[list[str]]:
    found: list[list[str]] = page.locator(selector).evaluate_all(LINES)
    return found


def _check_titles(page: Page) -> None:
    """No title of a Chinese page leaves a character over on a phone."""
    titles = _lines(page, "h1, h2, .chart-title")
    assert titles
    assert [lines for lines in titles if len(lines) > 1 and len(lines[-1].strip()) < 2] == []


@pytest.mark.parametrize(("kind", "code", "width", "scheme"), TURNS)
def test_a_page_of_each_kind_is_without_fault(
    browser: Browser,
    real_address: str,
    kind: str,
    code: str,
    width: int,
    scheme: Literal["light", "dark"],
) -> None:
    with visit_site(browser, real_address, width, 900) as visit:
        page = visit.open(path_of(code, REAL_PAGES[kind]))
        check_opened(page, code, kind)
        assert [one for one in page.locator("[data-rows]").evaluate_all(SPARE) if one < -1] == []
        if (code, width) == ("zh", 390):
            _check_titles(page)
        check_narrow(page)
        check_access(page, width, scheme)


@pytest.mark.parametrize("slug", CHARTED)
def test_every_label_can_be_read(browser: Browser, real_address: str, slug: str) -> None:
    """In one language on a phone, in the other at a desk, by turns."""
    codes = tuple(LANGUAGES)[:: 1 if CHARTED.index(slug) % 2 else -1]
    for code, width in zip(codes, (360, 1280), strict=True):
        with visit_site(browser, real_address, width, 780) as visit:
            page = visit.open(path_of(code, slug))
            measured: dict[str, Any] = page.evaluate(MEASURE)
            assert measured["found"] == []
            assert measured["texts"] > 5
            assert page.evaluate(WIDER) <= 0
            if (code, width) == ("zh", 360):
                _check_titles(page)


@pytest.mark.parametrize(("code", "least", "most"), [("zh", 34, 40), ("en", 60, 75)])
def test_lines_have_the_measure_of_their_script(
    reader: Visit, code: str, least: int, most: int
) -> None:
    lengths = []
    for slug in ("economy", "method"):
        page = reader.open(path_of(code, slug))
        lengths += [len(line) for lines in _lines(page, ".prose > p") for line in lines[:-1]]
    assert len(lengths) > 20
    assert least <= median(lengths) <= most


def _shown(page: Page) -> int:
    return page.locator("tr[data-row]:visible").count()


def _check_arrival(visit: Visit, path: str, number: int) -> None:
    """A link to a row far down arrives at it."""
    row = visit.page.locator("tr[data-row]").nth(number).get_attribute("id")
    visit.page.goto("about:blank")
    page = visit.open(f"{path}#{quote(str(row), safe='/')}")
    top = page.locator(":target").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 200


def test_the_data_page_works(browser: Browser, real_address: str) -> None:
    with visit_site(browser, real_address, 390, 844) as visit:
        page = visit.open(path_of("zh", "data"))
        total = page.locator("tr[data-row]").count()
        assert total > 700
        assert _shown(page) == 0
        page.locator("select[data-filter=domain]").select_option("opening")
        assert 0 < _shown(page) < total
        page.locator("input[data-search]").fill("8630.4")
        assert _shown(page) == 1
        value = page.locator("tr[data-row]:visible data.fact").get_attribute("value")
        assert value == "863040000000"
        with page.expect_download() as download:
            page.locator("[data-download]").click()
        lines = download.value.path().read_text("utf-8-sig").splitlines()
        assert ["863040000000" in line for line in lines] == [False, True]
        page.locator("button[type=reset]").click()
        expect(page).to_have_url(re.compile(r"\.html$"))
        assert _shown(page) == 0
        _check_arrival(visit, path_of("zh", "data"), 300)


def test_the_tracker_works(reader: Visit) -> None:
    page = reader.open(path_of("en", "plan"))
    total, first = page.locator("tr[data-row]").count(), _shown(page)
    assert 30 < first < 50
    assert total > 300
    page.locator(".sieve > summary").click()
    texts = page.locator("tr[id*='/target/']").all_text_contents()
    assert len(texts) > 60
    words = "ahead|on track|behind|reached|moving away|bounded|other definition|start unknown|not in our sources|no measurable result"
    assert [text for text in texts if not re.search(words, text)] == []
    page.locator("label.choice", has=page.locator("[value=moving-away]")).click()
    assert 0 < _shown(page) < total
    assert page.locator("tr[data-row]:visible:not([data-status=moving-away])").count() == 0
    page.locator("button[type=reset]").click()
    assert _shown(page) == first
    _check_arrival(reader, path_of("en", "plan"), 300)


@pytest.mark.parametrize(
    ("code", "query", "title"),
    [
        ("zh", "3201.2亿", "3201.2亿元"),
        ("en", "高新技术企业", "Certified high-tech enterprises"),
    ],
)
def test_the_search_works(reader: Visit, code: str, query: str, title: str) -> None:
    page = reader.open(path_of(code, ""))
    page.locator("form.seek input").fill(query)
    with page.expect_navigation():
        page.locator("form.seek input").press("Enter")
    expect(page.locator("#finder-results a", has_text=title).first).to_be_visible()
    assert page.locator("h1").count() == 1


def test_every_chart_of_a_briefing_can_be_explored(reader: Visit) -> None:
    page = reader.open(path_of("zh", "innovation"))
    charts = page.locator("figure.chart")
    assert charts.count() > 2
    for chart in charts.all():
        chart.locator("button.explore").click()
        points = chart.locator("tbody tr").count()
        expect(chart.locator(".explored .hit")).to_have_count(points, timeout=20000)
