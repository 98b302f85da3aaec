"""Every page type against WCAG 2.2 AA by axe-core, light and dark, wide and narrow, with forced colours, zoomed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pytest
from access import check_access, check_narrow, find_faults
from test_real_pages import TURNS
from visits import LANGUAGES, PAGES, WIDER, path_of, visit_site

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-more")

ADDRESSES = [
    *(path_of(("en", "zh")[number % 2], slug) for number, slug in enumerate(PAGES.values())),
    "index.html",
    "404.html",
]
"""Each type in one language; `test_real_pages.py` sees it in the other."""
WAYS = [(1280, "dark"), (360, "light"), (360, "dark"), (1280, "light")]
"""Widths and colours, by turns; `test_real_pages.py` sees each type in another."""


@pytest.mark.parametrize(
    ("path", "width", "scheme"),
    [(path, *WAYS[number % 4]) for number, path in enumerate(ADDRESSES)],
)
def test_no_page_type_has_a_fault_of_access(
    browser: Browser, address: str, path: str, width: int, scheme: Literal["light", "dark"]
) -> None:
    with visit_site(browser, address, width, 800) as visit:
        page = visit.open(path)
        assert page.evaluate(WIDER) <= 0
        check_narrow(page)
        check_access(page, width, scheme)


def test_each_type_is_seen_in_both_languages_widths_and_colours() -> None:
    for (path, (width, scheme)), (_, code, own_width, own_scheme) in zip(
        zip(ADDRESSES, WAYS * 4, strict=False), TURNS, strict=True
    ):
        assert {path.partition("/")[0], code} == {*LANGUAGES}
        assert {width > 500, own_width > 500} == {True, False}
        assert {scheme, own_scheme} == {"light", "dark"}
    assert [*PAGES] == [kind for kind, *_ in TURNS]


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
