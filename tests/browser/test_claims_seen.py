"""A claim's working as readers come to it: by link, card, keyboard, without JavaScript, on paper, as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest
from visits import CHINESE_ON_A_PHONE, LANGUAGES, follow, path_of

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Locator
    from visits import Visit

pytestmark = pytest.mark.xdist_group("browser-site")


def check_working(working: Locator, words: str) -> None:
    """A working of a claim is seen, quotes its words, and leads to the facts that it compares."""
    assert working.is_visible()
    text = working.inner_text()
    assert words in text
    assert any(sign in text for sign in "<>")
    assert working.locator("a[href*='sources/']").count() >= 2


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_claim_leads_to_its_working(desk: Visit, code: str) -> None:
    page = desk.open(path_of(code, ""))
    claim = page.locator("main p .claim").first
    words = claim.inner_text()
    assert page.locator(".workings details[open]").count() == 0
    follow(claim.locator("a"))
    check_working(page.locator(":target"), words)
    assert page.locator(".workings details[open]").count() == 1


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_claim_leads_to_its_working_without_javascript(
    browser: Browser, address: str, code: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, path_of(code, "freight")))
    claim = page.locator("main h2 .claim").first
    words = claim.inner_text()
    follow(claim.locator("a"))
    check_working(page.locator(":target"), words)
    context.close()


@CHINESE_ON_A_PHONE
def test_a_card_says_what_a_claim_compares(visit: Visit, code: str) -> None:
    page = visit.open(path_of(code, ""))
    link = page.locator("main p .claim a").first
    hint = str(link.get_attribute("title")).split("\n")
    assert any(sign in hint[0] for sign in "<>")
    assert len(hint) == 1 + 2
    link.hover()
    card = page.locator(".fact-card")
    card.wait_for()
    assert card.locator(".card-text > span").all_inner_texts() == hint
    page.mouse.move(2, 2)
    card.wait_for(state="detached")


def test_claims_stand_by_section_and_apart_from_computed_numbers(desk: Visit) -> None:
    page = desk.open(path_of("en", "freight"))
    listed = page.locator(".workings > ol > li")
    assert listed.count() == page.locator(".workings > ol .formula > data.derived").count() > 0
    titles = page.locator(".workings details > summary").all_inner_texts()
    assert titles[0].startswith("Title and opening (")
    assert titles[1].startswith("The north quay handles most (")
    assert titles[2].startswith("Cargo keeps near its path (")
    numbers = page.locator(".workings li").evaluate_all("all => all.map(one => one.value)")
    marks = page.locator("[data-mark^='[']").evaluate_all("all => all.map(one => one.dataset.mark)")
    assert sorted(numbers) == [*range(1, len(numbers) + 1)]
    assert {int(mark.strip("[]")) for mark in marks} <= {*numbers}


@pytest.mark.parametrize("code", LANGUAGES)
def test_all_workings_are_told_on_paper(browser: Browser, address: str, code: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(urljoin(address, path_of(code, "freight")))
    claims = page.locator(".workings details li")
    assert claims.count() > 2
    page.emulate_media(media="print")
    for one in claims.all():
        box = one.bounding_box()
        assert box is not None
        assert box["height"] > 0
    for mark in page.locator("main p .claim").all():
        assert mark.get_attribute("data-mark")
    context.close()


@pytest.mark.parametrize("code", LANGUAGES)
def test_the_markdown_of_a_page_tells_the_workings_of_its_claims(site: Path, code: str) -> None:
    text = (site / code / "freight" / "index.md").read_text("utf-8")
    head = {"en": "### Title and opening\n", "zh": "### 标题和导语\n"}[code]
    _, found, workings = text.partition(head)
    assert found
    assert {"en": "“above the start”", "zh": "“比起点高”"}[code] in workings
    assert "sources/" in workings
