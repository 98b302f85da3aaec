"""The lists of names of style sheets and of attributes against the browser: what it knows is no slip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.elements import KNOWN
from sitegen.render.attribute_names import list_attributes
from sitegen.render.css_names import list_css_names

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROPERTIES = """() => {
  const style = document.documentElement.style, names = [];
  for (const key in style) {
    if (typeof style[key] === "string") {
      const name = key.replace(/[A-Z]/g, (one) => "-" + one.toLowerCase());
      if (CSS.supports(name, "initial")) names.push(name);
    }
  }
  return names.filter((name) => !/^-|^webkit/.test(name));
}"""


ATTRIBUTES = """names => {
  const found = new Set();
  for (const name of names) {
    for (const key in document.createElement(name)) {
      if (/^on|HTML|^text|Text$/.test(key)) continue;
      for (const value of ["x", true, 1]) {
        const element = document.createElement(name);
        try { element[key] = value; } catch (error) { continue; }
        for (const one of Element.prototype.getAttributeNames.call(element)) found.add(`${name} ${one}`);
      }
    }
  }
  return [...found];
}"""
"""What attributes a browser writes where a script sets what elements have."""


def test_each_property_of_the_browser_is_known(browser: Browser) -> None:
    page = browser.new_page()
    names = page.evaluate(PROPERTIES)
    page.close()
    assert len(names) > 400
    assert set(names) - list_css_names("property") == set()


def test_each_unit_of_length_is_one(browser: Browser) -> None:
    page = browser.new_page()
    for unit in sorted(list_css_names("unit")):
        asked = ("width", f"1{unit}"), ("rotate", f"1{unit}"), ("transition", f"1{unit}")
        others = {"dpi", "dpcm", "dppx", "x", "fr", "hz", "khz"}
        assert unit in others or any(
            page.evaluate("([name, value]) => CSS.supports(name, value)", one) for one in asked
        )
    page.close()


def test_a_length_is_none_without_its_unit(browser: Browser) -> None:
    page = browser.new_page()
    for name in sorted(list_css_names("sized")):
        lengths = (("5px", True), ("5", False), ("0", True))
        for value, is_taken in lengths:
            asked = [name, value]
            assert page.evaluate("([one, two]) => CSS.supports(one, two)", asked) is is_taken
    page.close()


def test_each_word_that_the_browser_takes_is_known(browser: Browser) -> None:
    page = browser.new_page()
    named = {
        name: list_css_names("word", name)
        for name in sorted(list_css_names("property"))
        if list_css_names("word", name)
    }
    words = sorted(set().union(*named.values()))
    asked = "([name, words]) => words.filter((one) => CSS.supports(name, one))"
    for name, known in named.items():
        assert set(page.evaluate(asked, [name, words])) <= known
    colours = sorted(list_css_names("colour"))
    assert set(colours) == set(page.evaluate(asked, ["color", colours]))
    page.close()


def test_each_attribute_of_the_browser_is_known(browser: Browser) -> None:
    page = browser.new_page()
    written = page.evaluate(ATTRIBUTES, sorted(KNOWN - {"svg", "math"}))
    page.close()
    assert len(written) > 5000
    unknown = [one for one in written if one.split()[1] not in list_attributes(one.split()[0])]
    assert unknown == []
