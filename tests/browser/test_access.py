"""Every page type against WCAG 2.2 AA by axe-core, light and dark, wide and narrow, with forced colours, zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal
from urllib.parse import urljoin

import pytest
from axe_playwright_python.sync_playwright import Axe
from visits import WIDER, path_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.xdist_group("browser-more")

PAGES = {
    "home": "",
    "briefing": "economy",
    "tracker": "plan",
    "indicator": "indicators/gdp",
    "source": "sources/cdht-conference-2024-02",
    "sources": "sources",
    "data": "data",
    "discrepancies": "discrepancies",
    "programmes": "programmes",
    "timeline": "timeline",
    "glossary": "glossary",
    "method": "method",
    "search": "search",
}
"""A page of each type."""
ADDRESSES = [path_of(code, slug) for slug in PAGES.values() for code in ("zh", "en")] + [
    "index.html",
    "404.html",
]
WAYS = [(1280, "light"), (360, "dark"), (360, "light"), (1280, "dark")]
"""Widths and colours. Each page is seen in one of them, each type in two, each way on many pages."""
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALIKE = "tbody > tr:nth-child(n + 5), .terms > :nth-child(n + 5)"
"""Rows of long lists after the first ones: all are made by one macro, and axe-core takes long over them."""
WHOLE = "* { content-visibility: visible !important }"
"""What a browser leaves for later has no place yet, and would be passed over."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
"""What a reader may set by WCAG 1.4.12."""


def open_page(browser: Browser, width: int, scheme: Literal["light", "dark"]) -> Page:
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    return context.new_page()


def add_style(page: Page, text: str) -> None:
    """Add a style sheet as a reader's own would be: the policy of the page does not bar it."""
    page.evaluate(
        """text => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            document.adoptedStyleSheets = [sheet];
        }""",
        text,
    )


def find_faults(page: Page) -> list[str]:
    """What axe-core holds against the page that is open: rule and elements."""
    add_style(page, WHOLE)
    page.locator(ALIKE).evaluate_all("rows => rows.forEach(row => row.remove())")
    found = Axe().run(
        page,
        options={
            "resultTypes": ["violations"],
            "runOnly": {"type": "tag", "values": list(RULES)},
        },
    )
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [(path, *WAYS[(number + number // 4) % 4]) for number, path in enumerate(ADDRESSES)],
)
def test_no_page_type_has_a_fault_of_access(
    browser: Browser, address: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = open_page(browser, width, scheme)
    page.goto(urljoin(address, path))
    assert find_faults(page) == []
    assert page.evaluate(WIDER) <= 0
    page.context.close()


def test_a_fault_of_access_is_found(browser: Browser) -> None:
    page = open_page(browser, 1280, "light")
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
    assert any(one.startswith("image-alt") for one in find_faults(page))


@pytest.mark.parametrize("path", ADDRESSES)
def test_nothing_is_cut_at_320_pixels_with_wider_text(
    browser: Browser, address: str, path: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256}, forced_colors="active")
    page = context.new_page()
    page.goto(urljoin(address, path))
    assert page.evaluate(WIDER) <= 0
    add_style(page, SPACED)
    assert page.evaluate(WIDER) <= 0
    context.close()
