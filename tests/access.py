"""What axe-core holds against a page, and a reader's own spacing of texts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from axe_playwright_python.sync_playwright import Axe
from visits import WIDER

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
ALIKE = "tbody > tr:nth-child(n + 5), .terms > :nth-child(n + 5)"
"""Rows of long lists after the first ones: all are made by one macro, and axe-core takes long over them."""
WHOLE = "* { content-visibility: visible !important }"
"""What a browser leaves for later has no place yet, and would be passed over."""
SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important } p { margin-bottom: 2em !important }"""
"""What a reader may set by WCAG 1.4.12."""


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
    page.locator("details.group").evaluate_all("found => found.map(one => one.open = true)")
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


def check_access(page: Page, width: int, scheme: Literal["light", "dark"]) -> None:
    """The page has no fault in a window of this width in light or dark. Its long lists are short afterwards."""
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(forced_colors="none", color_scheme=scheme, reduced_motion="reduce")
    faults = find_faults(page)
    assert not faults, "\n".join(faults)


def check_narrow(page: Page) -> None:
    """Nothing is cut off on a narrow screen with forced colours, nor with the spacing that a reader may set."""
    page.set_viewport_size({"width": 320, "height": 256})
    page.emulate_media(forced_colors="active")
    assert page.evaluate(WIDER) <= 0, "the page is wider than a narrow screen"
    add_style(page, SPACED)
    assert page.evaluate(WIDER) <= 0, "with wider texts the page is wider than a narrow screen"
    add_style(page, "")
