"""A reader's visit: a page, and what went wrong on it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

LANGUAGES = {"zh": "zh-CN", "en": "en"}
PHONE, DESK = (390, 844), (1280, 900)
"""Windows."""
CHINESE_ON_A_PHONE, ENGLISH_ON_A_PHONE = (
    pytest.mark.parametrize(
        ("code", "visit"),
        [(one, PHONE), (other, DESK)],
        indirect=["visit"],
        ids=[f"{one}-phone", f"{other}-desk"],
    )
    for one, other in (("zh", "en"), ("en", "zh"))
)
"""Both languages and both windows, by turns: for what takes long, where the one has little to do with the other."""
PAGES = {
    "home": "",
    "briefing": "freight",
    "tracker": "targets",
    "data": "data",
    "changes": "changes",
    "indicators": "indicators",
    "programmes": "works",
    "timeline": "dates",
    "sources": "documents",
    "discrepancies": "differences",
    "method": "method",
    "glossary": "terms",
    "search": "search",
    "page": "about",
    "indicator": "indicators/cargo",
    "source": "sources/report",
}
"""A page of the harbour of each kind."""
REAL_PAGES = {
    "home": "",
    "briefing": "economy",
    "tracker": "plan",
    "data": "data",
    "changes": "changes",
    "indicators": "indicators",
    "programmes": "programmes",
    "timeline": "timeline",
    "sources": "sources",
    "discrepancies": "discrepancies",
    "method": "method",
    "glossary": "glossary",
    "search": "search",
    "page": "use-data",
    "indicator": "indicators/gdp",
    "source": "sources/cdht-conference-2024-02",
}
"""A page of the real site of each kind that it has."""
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
"""Those of the real site."""

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


HAN = re.compile(r"[\u4e00-\u9fff]")


def check_opened(page: Page, code: str, kind: str) -> None:
    """A page says what it is, in its language, and is no wider than its window."""
    title = page.locator("h1").all_inner_texts()
    tags = page.locator("head link[rel=alternate][hreflang]").evaluate_all(
        "found => found.map(one => one.hreflang)"
    )
    said = {
        "language": page.locator("html").get_attribute("lang"),
        "kind": page.locator("body").get_attribute("data-template"),
        "titles": len(title),
        "Chinese title": bool(HAN.search("".join(title))),
        "has an address": bool(page.locator("link[rel=canonical]").get_attribute("href")),
        "languages": sorted(tags),
        "fits": page.evaluate(WIDER) <= 0,
    }
    wanted = {
        "language": LANGUAGES[code],
        "kind": kind,
        "titles": 1,
        "Chinese title": code == "zh",
        "has an address": True,
        "languages": ["en", "x-default", "zh-CN"],
        "fits": True,
    }
    assert said == wanted, said
