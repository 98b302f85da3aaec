"""Search as a reader uses it: from any page, in either language and notation."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest
from playwright.sync_api import expect
from visits import LANGUAGES, follow, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-site")

QUERIES = {
    "zh": (
        ("全港", "page", "全港吞吐量"),
        ("吞吐量", "indicator", "货物吞吐量"),
        ("岸", "term", "岸电"),
        ("240万", "fact", "240万吨"),
        ("240 万吨", "fact", "240万吨"),
        ("2.4 million", "fact", "240万吨"),
        ("全港RoRo", "fact", "412.5吨"),
        ("412", "fact", "412.5吨"),
        ("渡轮旅客目标", "fact", "渡轮旅客"),
    ),
    "en": (
        ("240万吨", "fact", "2.4 million tonnes"),
        ("2.4 million tonnes", "fact", "2.4 million tonnes"),
        ("405000", "fact", "405,000"),
        ("40.5万人次", "fact", "405,000"),
        ("Berth", "indicator", "Berths"),
        ("passenger ferries", "indicator", "Ferry passengers"),
        ("邮轮旅客", "indicator", "Cruise guests"),
        ("Cargo of the Harbour in 2023", "fact", "Harbour, 2023, actual: 2.8 million tonnes"),
        ("rollon cargo", "indicator", "Roll-on cargo"),
    ),
}
"""What is typed, and of which kind something is found with these words in its title."""


def search(page: Page, query: str) -> None:
    """Type a query, and wait until what was found for another is gone."""
    page.locator("#finder-results").evaluate("one => one.replaceChildren()")
    page.locator("form.finder input").fill(query)


@pytest.mark.parametrize(("code", "query"), [("zh", "吞吐量"), ("en", "2.8 million tonnes")])
def test_a_page_is_searched_from_and_what_is_found_is_reached(
    desk: Visit, code: str, query: str
) -> None:
    page = desk.open(path_of(code, ""))
    page.locator("form.seek input").fill(query)
    with page.expect_navigation():
        page.locator("form.seek input").press("Enter")
    page.locator("#finder-results h2").first.wait_for()
    count = page.locator("#finder-results section").count()
    assert count > 1
    for number in range(count):
        follow(page.locator("#finder-results section").nth(number).locator("a").first)
        page.go_back()
        page.locator("#finder-results h2").first.wait_for()


@pytest.mark.parametrize("code", LANGUAGES)
def test_words_and_numbers_are_found_in_either_notation(desk: Visit, code: str) -> None:
    page = desk.open(f"{path_of(code, 'search')}?q={quote(QUERIES[code][0][0])}")
    page.locator("#finder-results h2").first.wait_for()
    for number, (query, kind, title) in enumerate(QUERIES[code]):
        if number:  # the first stands in the address
            search(page, query)
        wanted = page.locator("#finder-results").get_attribute(f"data-name-{kind}")
        section = page.locator(
            "#finder-results section", has=page.get_by_role("heading", name=str(wanted))
        )
        expect(section.locator("a", has_text=title).first, query).to_be_visible()


def test_a_part_of_another_number_is_not_found(desk: Visit) -> None:
    page = desk.open(path_of("en", "search") + "?q=310,000")
    page.locator("#finder-results a").first.wait_for()
    assert page.locator("#finder-results a", has_text="310,000").count() >= 1
    page.locator("form.finder input").fill("10,000")
    expect(page.locator("#finder-results a")).to_have_count(0)


@pytest.mark.parametrize(("one", "other"), [("waits", "waiting"), ("ferries", "ferry")])
def test_english_words_are_found_by_their_stems(desk: Visit, one: str, other: str) -> None:
    page = desk.open(path_of("en", "search") + f"?q={one}")
    page.locator("#finder-results a").first.wait_for()
    found = page.locator("#finder-results a").all_inner_texts()
    search(page, other)
    expect(page.locator("#finder-results a").first).to_be_visible()
    assert page.locator("#finder-results a").all_inner_texts() == found
    assert any(other in text.lower() for text in found)
    assert any(other not in text.lower() for text in found)


def test_a_word_within_another_is_not_found(desk: Visit) -> None:
    page = desk.open(path_of("en", "search") + "?q=port")
    page.locator("#finder-results a").first.wait_for()
    assert page.locator("#finder-results a").all_inner_texts() == ["About"]
    search(page, "report")
    expect(page.locator("#finder-results a").first).to_be_visible()


def test_nothing_found_is_said(desk: Visit) -> None:
    page = desk.open(path_of("zh", "search"))
    page.locator("form.finder input").fill("没有这样的词")
    expect(page.locator("#finder-count")).not_to_be_empty()
    assert page.locator("#finder-results a").count() == 0
