"""The real project: every bound number is needed, and the build is the same from any store."""

from __future__ import annotations

import gzip
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from built import read_real_site
from projects import ROOT, read_pages
from visits import BRIEFINGS, REAL_PAGES

from sitegen.checks.numbers import number_problems
from sitegen.language.numerals import find_numerals
from sitegen.ledger.reading import read_ledger
from sitegen.project.config import load_config
from sitegen.project.files import load_data
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import ContentPage
from sitegen.resolve.directives import DIRECTIVE_TRAITS

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = load_config(ROOT)
LEDGER = read_ledger(load_data(ROOT, CONFIG)[0], CONFIG.codes, "data")[0]
PAGES = {f"{page.slug}.{page.language}": page for page in read_pages(ROOT, CONFIG)}


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


@pytest.fixture(scope="module")
def built(tree: Mapping[str, bytes]) -> dict[str, str]:
    return {
        address: content.decode() for address, content in tree.items() if address.endswith(".html")
    }


def _address(page: ContentPage) -> str:
    return f"{page.language}/{'' if page.kind == 'home' else page.slug + '/'}index.html"


def _type_facts(page: ContentPage, html: str) -> tuple[str, list[tuple[str, int]]]:
    """The body with the rendered text in the place of each fact cited; the texts, and where they begin."""
    shown = dict(
        re.findall(
            r'<data class="fact"[^>]*data-fact="([^"]+)"[^>]*><a [^>]*>(.*?)</a></data>', html
        )
    )
    typed: list[tuple[str, int]] = []
    body, end = "", 0
    for match in re.finditer(r"\{fact\}`([^`]+)`", page.body):
        [fact] = LEDGER.find_facts(match[1])
        body += page.body[end : match.start()]
        typed.append((re.sub(r"<[^>]+>", "", shown[fact.key]), len(body)))
        body, end = body + typed[-1][0], match.end()
    return body + page.body[end:], typed


@pytest.mark.parametrize(
    "name", [name for name in sorted(PAGES) if PAGES[name].kind in {"briefing", "home"}]
)
def test_facts_replaced_by_typed_numbers_are_refused_in_their_places(
    name: str, built: dict[str, str]
) -> None:
    page = PAGES[name]
    names = [one.name for one in LEDGER.names if one.language == page.language]
    body, typed = _type_facts(page, built[_address(page)])
    assert len(typed) > 5 or page.kind == "home"
    changed = ContentPage(
        page.slug, page.language, page.kind, page.meta, body, page.path, page.first_line
    )
    document, _ = parse_markdown(changed, DIRECTIVE_TRAITS)
    places = {
        (problem.path, problem.line, problem.column)
        for run in document.prose
        for problem in number_problems(run.text, run.place, names)
    }
    for text, start in typed:
        line = page.first_line + body.count("\n", 0, start)
        column = start - (body.rfind("\n", 0, start) + 1) + 1 + find_numerals(text)[0].start
        assert (page.path, line, column) in places, text


@pytest.mark.parametrize("name", [name for name in PAGES if PAGES[name].kind == "briefing"])
def test_a_briefing_has_text_figures_charts_and_sources(name: str, built: dict[str, str]) -> None:
    page = PAGES[name]
    main = built[_address(page)].partition("<main")[2].partition("</main>")[0]
    cards = "".join(re.findall(r'<li class="card">.*?</li>', main, re.DOTALL))
    assert cards.count('<data class="fact"') >= 4
    assert main.count('<figure class="chart"') >= 1
    tables = "".join(re.findall(r"<table.*?</table>", main, re.DOTALL))
    assert len(re.findall(r'<a [^>]*href="[^"]*sources/', tables)) >= 4
    prose = re.sub(r"<figure.*?</figure>", "", main, flags=re.DOTALL)
    prose = re.sub(r"<[^>]+>", "", " ".join(re.findall(r"<p\b.*?</p>", prose, re.DOTALL)))
    if page.language == "zh":
        assert len(re.findall(r"[\u4e00-\u9fff]", prose)) > 900
    else:
        assert len(prose.split()) > 500


def test_the_pages_that_the_browser_opens_are_of_every_kind(built: dict[str, str]) -> None:
    kinds = {
        kind
        for address, html in built.items()
        if "/" in address
        for kind in re.findall(r'<body data-template="([^"]+)"', html)
    }
    assert REAL_PAGES.keys() == kinds - {"moved", "embed"}  # nobody stays on these
    assert set(BRIEFINGS) == {page.slug for page in PAGES.values() if page.kind == "briefing"}


def test_every_number_shown_is_a_fact_or_derived(built: dict[str, str]) -> None:
    keys = {fact.key for fact in LEDGER.facts}
    shown = {
        key
        for html in built.values()
        for names in re.findall(r'data-facts?="([^"]+)"', html)
        for key in names.split()
    }
    assert shown == keys


def test_both_languages_of_a_page_show_the_same_facts(built: dict[str, str]) -> None:
    shown = {
        address: {
            tuple(re.findall(r'(?:value|data-fact)="([^"]*)"', tag))
            for tag in re.findall(r"<data [^>]*data-fact=[^>]*>", html)
        }
        for address, html in built.items()
    }
    ours = [address for address in built if address.startswith("zh/")]
    assert len(ours) > 100
    assert any(shown[address] for address in ours)
    for address in ours:
        assert shown[address] == shown[address.replace("zh/", "en/", 1)], address


def test_large_numbers_are_written_as_readers_of_the_language_count(built: dict[str, str]) -> None:
    """320120000000 is 3201.2亿 or 320.12 billion, wherever a number is shown."""
    seen = 0
    for address, html in built.items():
        for shown in re.findall(r"<data [^>]*>(.*?)</data>", html):
            seen += 1
            text = re.sub(r"<[^>]+>", "", shown)
            digits = r"\d{7,}" if address.startswith("zh/") else r"\d{7,}|\d,\d{3},\d{3},"
            assert not re.search(digits, text), (address, text)
    assert seen > len(LEDGER.facts)


def test_no_number_has_more_digits_than_can_be_read(built: dict[str, str]) -> None:
    shown = (
        re.sub(r'<script.*?</script>|value="[^"]*"', "", html, flags=re.DOTALL)
        for html in built.values()
    )
    assert not [long for html in shown for long in re.findall(r"\d[.,]\d{7,}", html)]


def test_no_page_loads_more_than_100_kilobytes_at_first(
    tree: Mapping[str, bytes], built: Mapping[str, str]
) -> None:
    sizes: dict[str, int] = {}
    base = urlsplit(CONFIG.url).path.rstrip("/")
    for address, html in built.items():
        loaded = {address}
        for tag in re.findall(r"<(?:link|script|img|source)\b[^>]*>", html):
            found = re.search(r'\b(?:src|href)="([^"#?]+)"', tag)
            if found and not re.search(r'\brel="(?:canonical|alternate|license)"', tag):
                path = posixpath.join("/", posixpath.dirname(address), found[1])
                loaded.add(posixpath.normpath(path).removeprefix(base).lstrip("/"))
        assert len(loaded) > 2
        for one in loaded - sizes.keys():
            sizes[one] = len(gzip.compress(tree[one], 6, mtime=0))
        assert sum(sizes[one] for one in loaded) < 100_000, address
