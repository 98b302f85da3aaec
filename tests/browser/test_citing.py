"""Numbers and documents as a reader cites them: from the card of a number, from its row, with and without scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect
from visits import LANGUAGES, Visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser-more")

BOTH = pytest.mark.parametrize("code", LANGUAGES)
FREIGHT = "main .prose p data.fact a"


@pytest.fixture
def reader(browser: Browser, address: str) -> Iterator[Visit]:
    """A reader whose clipboard may be written to."""
    context = browser.new_context()
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.strangers == []
    assert visit.errors == []


def read_clipboard(page: Page) -> str:
    return str(page.evaluate("() => navigator.clipboard.readText()"))


@BOTH
def test_a_number_is_cited_from_its_card_as_from_its_row(reader: Visit, code: str) -> None:
    page = reader.open(f"{code}/freight/index.html")
    link = page.locator(FREIGHT).first
    link.hover()
    button = page.locator(".fact-card button")
    button.click()
    expect(page.locator(".fact-card .card-cited")).to_be_visible()
    from_card = read_clipboard(page)
    assert page.locator(".card-cited").inner_text() == from_card
    link.click()
    row = page.locator("tr:target")
    row.locator("button.copy").click()
    assert read_clipboard(page) == row.locator(".cited").inner_text() == from_card
    assert str(page.evaluate("() => location.hash")) in from_card


@BOTH
def test_without_scripts_a_row_shows_how_its_number_is_cited(
    browser: Browser, address: str, code: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context.new_page(), address).open(f"{code}/data/index.html")
    page.locator("details.domain:not([open]) > summary").first.click()
    page.locator("table.figures a.cite").first.click()
    shown = page.locator(".number-cited:visible")
    assert shown.count() == 1
    assert str(page.locator("tr:target").get_attribute("id")) in shown.inner_text()
    assert page.locator("button:visible.copy").count() == 0
    page.goto(page.url.partition("sources/")[0] + "indicators/cargo/index.html")
    assert page.locator(".number-cited:visible").count() == 0
    page.locator("table.statements a.cite").first.click()
    assert page.locator(".number-cited:visible").count() == 1
    context.close()


@BOTH
def test_the_page_of_a_document_says_how_it_is_cited(reader: Visit, code: str) -> None:
    page = reader.open(f"{code}/sources/report/index.html")
    document = page.locator("section.document")
    assert "Report of the harbour" in document.locator("dd").first.inner_text()
    cited = document.locator(".cited").first
    document.locator("button.copy").first.click()
    assert read_clipboard(page) == cited.inner_text()
    assert cited.inner_text() == "Report of the harbour[N]. Harbour Office，2024-02-12."


@BOTH
def test_code_is_copied_and_of_a_console_what_is_typed_alone(reader: Visit, code: str) -> None:
    page = reader.open(f"{code}/about/index.html")
    file, console = page.locator(".code").all()
    file.locator("button.copy").click()
    assert read_clipboard(page) == "quay,berths\nnorth,10\nsouth,8\n"
    console.locator("button.copy").click()
    assert read_clipboard(page) == "sitegen check"
