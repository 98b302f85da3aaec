"""Every page type against WCAG 2.2 AA by axe-core, light and dark, wide and narrow, with forced colours, zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from access import check_access, check_narrow, find_faults
from visits import PAGES, WIDER, path_of, visit_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-more")

ADDRESSES = [path_of(code, slug) for slug in PAGES.values() for code in ("zh", "en")] + [
    "index.html",
    "404.html",
]
WAYS = [(1280, "light"), (360, "dark"), (360, "light"), (1280, "dark")]
"""Widths and colours. Each page is seen in one of them, each type in two, each way on many pages."""


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [(path, *WAYS[(number + number // 4) % 4]) for number, path in enumerate(ADDRESSES)],
)
def test_no_page_type_has_a_fault_of_access(
    browser: Browser, address: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with visit_site(browser, address, width, 800) as visit:
        page = visit.open(path)
        assert page.evaluate(WIDER) <= 0
        check_narrow(page)
        check_access(page, width, scheme)


def test_a_fault_of_access_is_found(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content('<html lang="en"><title>x</title><main><h1>x</h1><img src="data:,"></main>')
    assert any(one.startswith("image-alt") for one in find_faults(page))
    with pytest.raises(AssertionError, match="image-alt"):
        check_access(page, 1280, "light")
    page.close()


def test_what_is_cut_on_a_narrow_screen_is_found(browser: Browser) -> None:
    page = browser.new_page()
    for width, letters, said in (("330px", "x", "^the page"), ("auto", "i" * 100, "^with wider")):
        page.set_content(
            f'<!doctype html><p style="width: {width}; font: 10px sans-serif">{letters}</p>'
        )
        with pytest.raises(AssertionError, match=said):
            check_narrow(page)
    page.close()
