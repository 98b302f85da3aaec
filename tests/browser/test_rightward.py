"""A site that is written from right to left, as its reader sees it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from conftest import serve_tree
from projects import replace
from visits import visit_site

from sitegen.build.order import build_site
from sitegen.cli import main
from sitegen.problems import has_errors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-more")

WORDS = """element => {
  const found = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let text; (text = walker.nextNode()); ) {
    for (const word of text.data.matchAll(/[^\\s()]+/g)) {
      const range = document.createRange();
      range.setStart(text, word.index);
      range.setEnd(text, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      found.push({ word: word[0], right: box.right, bottom: box.bottom });
    }
  }
  return found;
}"""
"""The words of an element, in the order in which they are written, and where they stand."""
CUT = """drawings => drawings.flatMap(one => {
  const hides = getComputedStyle(one).overflow !== "visible";
  const { left, right } = hides ? one.getBoundingClientRect() : { left: 0, right: innerWidth };
  return [...one.querySelectorAll("text")]
    .map(text => ({ said: text.textContent, box: text.getBoundingClientRect() }))
    .filter(({ box }) => box.width && (box.left < left - 1 || box.right > right + 1))
    .map(({ said }) => said);
})"""
"""The texts of drawings of which a part is not shown."""


MORE = """
{change}`residents/town/2020..2024`

:::{chart} range
:name: residents-range
:title: Residents
:alt: Marks
residents/town/2020
residents/town/2030/target
:::
"""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of the site that Arabic authors start from, with numbers that are computed."""
    folder = tmp_path_factory.mktemp("arabic") / "in"
    assert main(["init", str(folder), "--languages", "ar,en"]) == 0
    replace(
        folder / "data/facts.csv",
        '50000,,,exact,residents,example-plan,page 2,"50,000 residents"',
        ',50000,59000,range,residents,example-plan,page 2,"50,000 to 59,000 residents"',
    )
    for code in ("ar", "en"):
        page = folder / f"content/people.{code}.md"
        page.write_text(page.read_text("utf-8") + MORE, "utf-8")
    assert not has_errors(build_site(folder, folder.parent / "out", keep_store()).problems)
    with serve_tree(folder.parent / "out") as address:
        yield address


@pytest.mark.parametrize("width", [390, 1280])
def test_formulas_are_read_from_right_to_left_as_their_words_are(
    browser: Browser, arabic: str, width: int
) -> None:
    with visit_site(browser, arabic, width, 900) as visit:
        page = visit.open("ar/people/index.html")
        formulas = [one.evaluate(WORDS) for one in page.locator(".workings .formula").all()]
    assert len(formulas) > 1
    for words in formulas:
        for one, following in pairwise(words):
            is_below = following["bottom"] > one["bottom"] + 12
            assert is_below or following["right"] < one["right"], (one, following)


def test_a_reference_is_read_as_the_name_that_it_begins_with(browser: Browser, arabic: str) -> None:
    with visit_site(browser, arabic, 1280, 900) as visit:
        page = visit.open("ar/people/index.html")
        words = page.locator(".cited").last.evaluate(WORDS)
        first, last = words[0], words[-1]
        assert first["right"] > words[2]["right"]
        assert last["word"].startswith("http")
        assert (
            page.locator(".cited .address").last.evaluate("e => getComputedStyle(e).direction")
            == "ltr"
        )


@pytest.mark.parametrize("width", [390, 1280])
def test_no_text_of_a_drawing_is_cut(browser: Browser, arabic: str, width: int) -> None:
    with visit_site(browser, arabic, width, 900) as visit:
        page = visit.open("ar/people/index.html")
        assert page.locator(".drawing > svg").evaluate_all(CUT) == []


SHORT = """cells => cells
  .map(cell => [cell.clientHeight, parseFloat(getComputedStyle(cell, "::before").height), cell.dataset.label])
  .filter(([own, label]) => own + 1 < label)
  .map(([, , name]) => name);
"""
"""Cells of an entry on a phone that are less high than their labels, which then lie over the next one's."""


def test_a_cell_is_as_high_as_its_label(browser: Browser, arabic: str) -> None:
    with visit_site(browser, arabic, 390, 900) as visit:
        page = visit.open("ar/sources/example-report/index.html")
        cells = page.locator(".stacks td")
        assert cells.count() > 2
        assert cells.evaluate_all(SHORT) == []
