"""Ways through a page and on: the same place in the other language, contents, previous and next, cards."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import pytest
from playwright.sync_api import expect
from visits import CHINESE_ON_A_PHONE, ENGLISH_ON_A_PHONE, LANGUAGES, follow, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-more")


@CHINESE_ON_A_PHONE
def test_the_language_switch_leads_to_the_same_place(visit: Visit, code: str) -> None:
    [other] = LANGUAGES.keys() - {code}
    page = visit.open(path_of(code, "freight"))
    heading = page.locator("main h2[id]").nth(2)
    name = str(heading.get_attribute("id"))
    heading.evaluate("one => one.scrollIntoView()")
    switch = page.locator(".languages.afloat a")
    expect(switch).to_be_in_viewport()
    follow(switch)
    assert page.url.endswith(f"{other}/freight/index.html#{name}")
    expect(page.locator(":target")).to_be_in_viewport()
    for place in ("0", "document.documentElement.scrollHeight"):
        page.evaluate(f"scrollTo(0, {place})")
        expect(page.locator(".languages.afloat")).to_have_count(0)


def test_the_language_switch_at_the_top_leads_to_the_top(desk: Visit) -> None:
    page = desk.open(path_of("en", "freight"))
    follow(page.locator(".languages a[hreflang]"))
    assert page.url.endswith("zh/freight/index.html")


def test_the_language_switch_keeps_the_choice_of_rows(desk: Visit) -> None:
    page = desk.open(path_of("zh", "data"))
    page.locator("select[data-filter=area]").select_option("harbour")
    page.locator("select[data-filter=year]").select_option("2023")
    shown = page.locator("[data-count]").inner_text()
    assert not shown.startswith("0")
    follow(page.locator(".languages a[hreflang]"))
    assert "en/data/index.html?" in page.url
    assert page.locator("[data-count]").inner_text() == shown


def test_the_tracker_keeps_the_chosen_status_in_its_address(visit: Visit) -> None:
    page = visit.open(path_of("en", "targets"))
    page.locator(".sieve > summary").click()
    page.locator("label.choice", has=page.locator("[value=behind]")).click()
    shown = page.locator("tr[data-row]:visible").count()
    assert page.locator("[data-count]").inner_text().startswith(f"{shown} /")
    expect(page).to_have_url(re.compile("status=behind"))
    page.reload()
    assert page.locator("tr[data-row]:visible").count() == shown
    assert page.locator("tr[data-row]:visible:not([data-status=behind])").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("slug", ["freight", "sources/outlook", "indicators/cargo", "works"])
def test_previous_and_next_lead_there_and_back(desk: Visit, code: str, slug: str) -> None:
    page = desk.open(path_of(code, slug))
    start, title = page.url, page.locator("h1").inner_text()
    follow(page.locator(".neighbours a[rel=next]"))
    assert page.locator("h1").inner_text() != title
    follow(page.locator(".neighbours a[rel=prev]"))
    assert page.url == start


@ENGLISH_ON_A_PHONE
@pytest.mark.parametrize("slug", ["freight", "dates", "works", "differences", "method"])
def test_a_long_page_lists_its_sections(visit: Visit, code: str, slug: str) -> None:
    page = visit.open(path_of(code, slug))
    links = page.locator("nav.contents a")
    assert links.count() > 1
    links.last.click()
    expect(page.locator(":target")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("slug", "selector", "heading"),
    [
        ("freight", "main p data.derived > a", "How it was computed"),
        ("freight", "main p a.term", "In the glossary"),
    ],
)
def test_a_card_explains_computed_numbers_and_terms(
    browser: Browser, address: str, slug: str, selector: str, heading: str
) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(urljoin(address, path_of("en", slug)))
    link = page.locator(selector).first
    text = str(link.get_attribute("title"))
    link.hover()
    card = page.locator(".fact-card")
    card.wait_for()
    assert card.locator(".card-text").inner_text() == text
    assert card.locator("a:visible").all_inner_texts() == [heading]
    context.close()


def test_what_stands_beside_a_number_is_not_said_again(desk: Visit) -> None:
    page = desk.open(path_of("en", "data"))
    assert page.locator("table.figures data.fact a[title]").count() == 0
    page.locator("table.figures data.fact a").first.focus()
    assert page.locator(".fact-card").count() == 0


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_missing_page_lets_the_reader_search(desk: Visit, code: str) -> None:
    page = desk.open("404.html")
    own = page.locator(f"li[lang={LANGUAGES[code]}]")
    own.locator("input[type=search]").fill("Cargo")
    own.locator("input[type=search]").press("Enter")
    page.wait_for_url(re.compile(f"/{code}/search/index.html.q=Cargo"))
    expect(page.locator("#finder-results a").first).to_be_visible()


def test_the_switch_of_language_leads_to_the_row_of_a_table_of_targets(desk: Visit) -> None:
    page = desk.open(path_of("en", "freight"))
    row = page.locator("table.targets tbody tr:visible").last
    key = str(row.get_attribute("id"))
    assert key.startswith("target:")
    row.evaluate("one => scrollTo(0, one.getBoundingClientRect().top + scrollY - 60)")
    with page.expect_navigation():
        page.locator(".languages a[hreflang]").click()
    assert unquote(page.url).endswith(f"/zh/freight/index.html#{key}")
    top = page.locator(":target").evaluate("one => one.getBoundingClientRect().top")
    assert 0 <= top < 200
