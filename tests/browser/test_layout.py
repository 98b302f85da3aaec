"""How the page is used: the groups of the navigation, the contents, notes beside the text, folds, heights."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from access import WHOLE, add_style
from playwright.sync_api import expect
from visits import BRIEFINGS, DESK, REAL_PAGES, path_of, visit_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-more")

LONG = (
    *(slug for kind, slug in REAL_PAGES.items() if kind != "briefing"),
    *BRIEFINGS,
    "sources/cdht-plan-2021",
    "sources/cddaily-2023-12",
)
"""Pages of the real site that may be long."""

HEIGHT = "document.documentElement.scrollHeight"

BESIDE = """found => found.filter(one => one.getClientRects().length).map(one => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  return { left, right, top, bottom, text: one.parentElement.querySelector("p:not(.beside p)").getBoundingClientRect().right };
})"""
"""Where the notes beside the text stand that are shown, and where the text that they belong to ends."""


BROKEN = """() => {
  const found = [];
  for (const cell of document.querySelectorAll("td, .detail, .working-fact")) {
    const walker = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text; (text = walker.nextNode()); ) {
      for (const date of text.data.matchAll(/\\d{4}年(?:\\d{1,2}月(?:\\d{1,2}日)?)?/g)) {
        const range = document.createRange();
        range.setStart(text, date.index);
        range.setEnd(text, date.index + date[0].length);
        const lines = new Set([...range.getClientRects()].filter(box => box.width).map(box => Math.round(box.top / 6)));
        if (lines.size > 1) found.push(date[0]);
      }
    }
  }
  return found;
}"""
"""The Chinese dates of cells and small print that stand on two lines."""


def test_a_chinese_date_stays_on_its_line_in_cells_and_small_print(
    browser: Browser, real_address: str
) -> None:
    with visit_site(browser, real_address, 390, 900) as visit:
        broken = {}
        for slug in ("", "economy", "industry", "plan", "discrepancies"):
            page = visit.open(path_of("zh", slug))
            add_style(page, WHOLE)
            page.evaluate("document.querySelectorAll('details').forEach(one => (one.open = true))")
            broken[slug] = page.evaluate(BROKEN)
    assert {slug: dates for slug, dates in broken.items() if dates} == {}


@pytest.mark.parametrize("code", ["zh", "en"])
def test_no_page_is_longer_than_can_be_looked_over(
    browser: Browser, real_address: str, code: str
) -> None:
    heights = {}
    with visit_site(browser, real_address, *DESK) as visit:
        for slug in LONG:
            page = visit.open(path_of(code, slug))
            add_style(page, WHOLE)
            for width, most in ((1280, 14_000), (390, 24_000)):
                page.set_viewport_size({"width": width, "height": 900})
                heights[slug, width] = page.evaluate(HEIGHT), most
            page.set_viewport_size({"width": 1280, "height": 900})
    assert {one: height for one, (height, most) in heights.items() if height > most} == {}


def test_the_groups_of_the_navigation_open_on_a_phone_without_scripts(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=False)
    page = context.new_page()
    page.goto(address + path_of("en", "freight"))
    groups = page.locator(".nav-group")
    assert groups.count() == 4
    assert page.locator(".sheet a:visible").count() == 0
    for group in groups.all():
        group.locator("> button").focus()
        page.keyboard.press("Enter")
        expect(group.locator("a").first).to_be_in_viewport()
        page.keyboard.press("Escape")
        expect(group.locator("a").first).to_be_hidden()
    context.close()


def test_the_navigation_is_all_in_sight_at_a_desk(desk: Visit) -> None:
    page = desk.open(path_of("en", "freight"))
    names = page.locator(".sheet > p:visible").all_inner_texts()
    assert names == ["Briefings", "Plan", "Data", "About"]
    assert page.locator(".nav-group button:visible").count() == 0
    assert page.locator(".nav-group.here .sheet > p").inner_text() == "Briefings"
    assert page.locator(".sheet a:visible").count() == page.locator(".sheet a").count()


def test_the_contents_stay_in_view_and_mark_the_section(desk: Visit) -> None:
    page = desk.open(path_of("zh", "freight"))
    links = page.locator(".contents a")
    for number in (2, 0):
        name = str(links.nth(number).get_attribute("href"))[1:]
        page.locator(f"[id='{name}']").evaluate("one => one.scrollIntoView()")
        expect(page.locator(".contents a[aria-current]")).to_have_attribute("href", f"#{name}")
        expect(page.locator(".contents")).to_be_in_viewport()


@pytest.mark.parametrize("code", ["zh", "en"])
def test_notes_stand_beside_the_text_and_apart(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, "freight"))
    notes = page.locator(".beside").evaluate_all(BESIDE)
    assert notes
    assert all(one["left"] > one["text"] for one in notes)
    assert all(one["right"] <= 1280 for one in notes)
    for one, after in pairwise(notes):
        assert after["top"] >= one["bottom"] - 1
    number = page.locator(".noted data").first
    number.hover()
    assert page.locator(".beside .lit").count() >= 1


def test_notes_are_left_out_where_there_is_no_room_and_on_paper(
    browser: Browser, address: str
) -> None:
    with visit_site(browser, address, 1000, 800) as visit:
        page = visit.open(path_of("en", "freight"))
        assert page.locator(".beside").count() > 0
        assert page.locator(".beside:visible").count() == 0
    with visit_site(browser, address, 1400, 800) as visit:
        page = visit.open(path_of("en", "freight"))
        page.emulate_media(media="print")
        assert page.locator(".beside:visible").count() == 0


def test_whoever_is_led_into_a_fold_finds_it_open(desk: Visit) -> None:
    page = desk.open(path_of("en", "data"))
    row = page.locator(".domain tr[data-row]").last
    assert not row.is_visible()
    name = str(row.get_attribute("id"))
    page.evaluate("name => { location.hash = name }", name)
    expect(row).to_be_in_viewport()
    page.emulate_media(media="print")
    assert page.locator("tr[data-row]").first.is_visible()
