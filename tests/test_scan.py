"""What is found in a page by patterns is what a parser of HTML finds."""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from posixpath import join, normpath
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import SITES

from sitegen.checks.scan import Tag, read_tags, scan_page

PAGES = sorted(SITES.glob("*/out/**/*.html"))


class _Reader(HTMLParser):
    """The elements of a page, in reading order."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values: dict[str, str] = {}
        for name, value in attrs:  # the first counts
            values.setdefault(name, value or "")
        self.tags.append((tag, values))


def _compare(text: str) -> None:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    assert [(one.name, one.values) for one in read_tags(text)] == reader.tags


def test_there_are_pages_to_compare() -> None:
    assert len(PAGES) > 30


@pytest.mark.parametrize("folder", sorted({page.relative_to(SITES).parts[0] for page in PAGES}))
def test_in_the_golden_cases_the_same_is_found(folder: str) -> None:
    for page in PAGES:
        if page.relative_to(SITES).parts[0] == folder:
            _compare(page.read_text("utf-8"))


NAMES = st.sampled_from(
    [
        "id",
        "href",
        "src",
        "data",
        "rel",
        "class",
        "title",
        "data-id",
        "data-href",
        "ID",
        "Href",
        "hidden",
    ]
)
VALUES = st.sampled_from(
    [
        "a", "b", "one two", "a>b", "a'b", 'a"b', "x=1", "a&b", "?a=1&b=2", "&lt;", "sea/#catch",
        "https://elsewhere.example/x.js", "//elsewhere.example", "HTTP://e.example", "mailto:a@b", "../x.html",
        "", "canonical", "stylesheet", "<b id=no>", "中文", " a ", "a/b", "http://[",
    ]
)  # fmt: skip
TAGS = st.sampled_from(
    ["a", "A", "p", "div", "link", "img", "IMG", "source", "object", "data", "svg", "iframe", "h2"]
)
TEXTS = st.sampled_from(
    ["", "text", "a &lt; b", "a > b", "1 < 2", 'id="no"', "&amp;", "\n", "中", "href='no'", "&#60;"]
)
RAW = st.sampled_from(
    ["", "if (a < b) {}", '"<a id=no>"', "/* <p id='no'> */", "x > y; // </a>", "<!-- <i id=no>"]
)


@st.composite
def _attribute(draw: st.DrawFn) -> str:
    name, value = draw(NAMES), draw(VALUES)
    space = draw(st.sampled_from([" ", "\n ", "  "]))
    equals = draw(st.sampled_from(["=", " = ", "= "]))
    match draw(st.sampled_from(["double", "single", "bare", "none"])):
        case "double":
            return f'{space}{name}{equals}"{escape(value, quote=False).replace(chr(34), "&quot;")}"'
        case "single":
            return f"{space}{name}{equals}'{value.replace(chr(39), '&#39;')}'"
        case "bare":
            bare = "".join(one for one in value if one not in " \"'<>=`/&?")
            return f"{space}{name}={bare}" if bare else f"{space}{name}"
    return f"{space}{name}"


@st.composite
def _element(draw: st.DrawFn) -> str:
    inside = "".join(draw(st.lists(_attribute(), max_size=4)))
    end = draw(st.sampled_from(["", " ", "\n"]))
    match draw(st.sampled_from(["element", "empty", "comment", "script", "style", "text"])):
        case "element":
            tag = draw(TAGS)
            return f"<{tag}{inside}{end}>{draw(TEXTS)}</{tag}>"
        case "empty":
            return f"<{draw(TAGS)}{inside} />"
        case "comment":
            return f"<!--{draw(st.sampled_from(['', ' <a id=no> ', ' > ', ' -> ', ' <script> ', '</style>', chr(39)]))}-->"
        case "script":
            tag = draw(st.sampled_from(["script", "SCRIPT"]))
            return f"<{tag}{inside}>{draw(RAW)}</{tag}>"
        case "style":
            return f"<style{inside}>{draw(RAW)}</style>"
    return draw(TEXTS)


@given(st.lists(_element(), max_size=8))
def test_in_any_page_the_same_is_found(parts: list[str]) -> None:
    _compare("<!doctype html>\n" + "".join(parts))


STEPS = st.sampled_from(["..", ".", "sea", "a.b", "index.html", "x-y", "中", "%C3%A4", "a b"])


@given(
    st.sampled_from(["index.html", "en/index.html", "en/sea/index.html", "a/b/c/d.html"]),
    st.lists(STEPS, min_size=1, max_size=5),
    st.sampled_from(["", "#top", "#%C3%A4", "#中", "?q=1", "?q=1#a"]),
)
def test_a_link_leads_where_the_path_says(address: str, steps: list[str], rest: str) -> None:
    href = "/".join(steps) + rest
    [(written, goal, anchor)] = scan_page(address, [Tag("a", {"href": href})]).goals
    assert written == href
    assert goal == normpath(join(address.rpartition("/")[0], unquote("/".join(steps))))
    assert anchor == unquote(rest.partition("#")[2])


@pytest.mark.parametrize(
    "href", ["https://e.example/", "//e.example/x", "mailto:a@b", "tel:1", "HTTP://e.example"]
)
def test_what_leaves_the_site_is_no_goal(href: str) -> None:
    assert scan_page("en/index.html", [Tag("a", {"href": href})]).goals == ()
    assert scan_page("404.html", [Tag("a", {"href": "/stats/en/"})]).goals == ()


def test_ids_given_twice_and_what_is_fetched_from_elsewhere_are_found() -> None:
    tags = read_tags(
        "<p id=a><P ID='a'><p id=b><script src=//e.example/x.js></script>"
        "<link rel=canonical href=https://e.example/><img src='HTTPS://e.example/x.png'>"
    )
    scan = scan_page("en/index.html", tags)
    assert (scan.ids, scan.doubles) == (("a", "b"), ("a",))
    assert scan.foreign == ("//e.example/x.js", "HTTPS://e.example/x.png")
