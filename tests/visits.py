"""A reader's visit: a page, and what went wrong on it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

LANGUAGES = {"zh": "zh-CN", "en": "en"}
BRIEFINGS = (
    "economy",
    "innovation",
    "industry",
    "finance",
    "city",
    "opening-up",
    "reform",
    "livelihood",
    "green",
    "governance",
)

WIDER = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how many pixels a page is wider than its window."""


class Visit:
    """A page opened by a reader, with what went wrong on it."""

    def __init__(self, page: Page, root: str) -> None:
        self.page, self.root = page, root
        self.strangers: list[str] = []
        self.errors: list[str] = []
        page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((root, "data:"))
                else self.strangers.append(request.url)
            ),
        )
        page.on(
            "console",
            lambda message: (
                self.errors.append(message.text) if message.type in {"error", "warning"} else None
            ),
        )
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "response",
            lambda response: (
                self.errors.append(f"{response.status} {response.url}")
                if response.status >= 400
                else None
            ),
        )

    def open(self, path: str) -> Page:
        self.page.goto(urljoin(self.root, path))
        return self.page


@contextmanager
def visit_site(browser: Browser, address: str, width: int, height: int) -> Iterator[Visit]:
    """A reader with a window of this size; at the end, nothing may have gone wrong."""
    context = browser.new_context(viewport={"width": width, "height": height})
    visit = Visit(context.new_page(), address)
    yield visit
    context.close()
    assert visit.strangers == []
    assert visit.errors == []


def follow(link: Locator) -> None:
    """Click a link and wait until the page it leads to has loaded."""
    with link.page.expect_navigation():
        link.click()


def path_of(code: str, slug: str) -> str:
    return f"{code}/{slug}/index.html" if slug else f"{code}/index.html"
