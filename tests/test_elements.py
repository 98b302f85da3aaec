"""Elements without an end: which they are, and that no check waits for one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import HTML_EMPTY

import pytest
from built import keep_store

from sitegen.checks.elements import KNOWN, find_unclosed_elements
from sitegen.markup.void import VOID
from sitegen.problems import format_problem
from sitegen.project.theme import NamedText
from sitegen.seeds.soil import open_soil

if TYPE_CHECKING:
    from playwright.sync_api import Browser

WRITE_WITHOUT_END = """names => names.filter(one => {
  const written = document.createElement(one).outerHTML;
  return written === `<${one}>`;
})"""
"""Which of some elements a browser writes without an end tag."""
LEFT = {
    *("acronym", "applet", "big", "center", "command", "dir", "font", "frameset", "image"),
    *("isindex", "listing", "marquee", "menuitem", "nextid", "nobr", "noembed", "noframes"),
    *("plaintext", "rb", "rtc", "spacer", "strike", "tt", "xmp"),
}
"""Elements that the standard has left out."""


@pytest.mark.xdist_group("browser-more")
def test_they_are_those_that_a_browser_writes_without_an_end(browser: Browser) -> None:
    names = sorted(KNOWN | VOID | LEFT | HTML_EMPTY)
    page = browser.new_page()
    try:
        assert {*page.evaluate(WRITE_WITHOUT_END, names)} == VOID
    finally:
        page.close()


def test_they_are_those_of_the_library_and_more() -> None:
    assert HTML_EMPTY - LEFT <= VOID


@pytest.mark.parametrize("name", sorted(VOID))
def test_a_template_need_not_close_them(name: str) -> None:
    text = f'<div><{name}><{name} id="a"/></div>'
    assert [*find_unclosed_elements(NamedText("templates/a.html", text))] == []


def test_what_stands_behind_one_in_a_page_does_not_stand_in_it() -> None:
    with open_soil(keep_store()) as soil:
        page = soil.folder / "content/terms.en.md"
        page.write_text(f"{page.read_text('utf-8')}\nA <embed src=x> <b>bold</b> </embed> apple.\n")
        told = [format_problem(one) for one in soil.check()]
        assert [line for line in told if "`<b>" in line], told
