"""Elements without an end: which they are, and that no check waits for one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree.ElementTree import HTML_EMPTY

import pytest
from built import keep_store
from projects import ROOT

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


@pytest.mark.parametrize(
    ("text", "column", "said", "cure"),
    [
        ('<p clas="a">', 4, "`<p>` has no attribute `clas`", "Did you mean `class`?"),
        ('<a {{ x }}{% if x %} herf="{{ x }}"{% endif %}>y</a>', 22, "`<a>` has", "`href`?"),
        ('<img scr="x" alt="">', 6, "`<img>` has no attribute `scr`", "`src`?"),
        ('<SCRIPT scr="x"></SCRIPT>', 9, "`<script>` has no attribute `scr`", "`src`?"),
        ('<div href="x"></div>', 6, "no attribute `href`", "It belongs to `a`, `area`, `base`"),
        ("<p foo>", 4, "no attribute `foo`", "one of your own is `data-foo`"),
        ('<p aria-labeledby="x">', 4, "`aria-labeledby`", "`aria-labelledby`?"),
        ('<form accept-chrset="x"></form>', 7, "`accept-chrset`", "`accept-charset`?"),
        ('<svg vewBox="0 0 1 1"></svg>', 6, "`<svg>` has no attribute `vewBox`", "`viewBox`?"),
        ('<svg><path stroke-widht="3"/></svg>', 12, "`stroke-widht`", "`stroke-width`?"),
    ],
)
def test_an_attribute_that_an_element_does_not_have_is_told(
    text: str, column: int, said: str, cure: str
) -> None:
    [told] = find_unclosed_elements(NamedText("templates/a.html", text))
    assert (told.line, told.column, told.level) == (1, column, "warning")
    assert said in told.message
    assert cure in told.hint


@pytest.mark.parametrize(
    "text",
    [
        '<p data-own="1" DATA-X {{ x }} class{{ x }}="a" data-{{ x }}="b" aria-{{ x }}="c">',
        '<p onclick="x" @click="y" :class="z" v-if="a" x-data hx-get="b" #ref (click)="c" [d]="e">',
        "<my-tide wind clas='x'></my-tide><math foo><mi bar>x</mi></math>",
        '<meta property="og:title" content="x"><html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en">',
        '<svg VIEWBOX="0 0 1 1"><foreignObject><label for="x">y</label></foreignObject></svg>',
        "<h{{ n }} foo>x</h{{ n }}>",
        "<p title='a herf=b' lang=en>clas=\"x\"",
    ],
)
def test_attributes_of_ones_own_are_let_be(text: str) -> None:
    assert find_unclosed_elements(NamedText("templates/a.html", text)) == ()


def test_all_templates_of_the_theme_have_attributes_that_exist() -> None:
    files = sorted((ROOT / "templates").rglob("*.html"))
    assert len(files) > 30
    for path in files:
        assert find_unclosed_elements(NamedText(path.name, path.read_text("utf-8"))) == ()


def test_what_stands_behind_one_in_a_page_does_not_stand_in_it() -> None:
    with open_soil(keep_store()) as soil:
        page = soil.folder / "content/terms.en.md"
        page.write_text(f"{page.read_text('utf-8')}\nA <embed src=x> <b>bold</b> </embed> apple.\n")
        told = [format_problem(one) for one in soil.check()]
        assert [line for line in told if "`<b>" in line], told
