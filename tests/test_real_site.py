"""The real project: every bound number is needed, and the build is the same from any store."""

from __future__ import annotations

import gzip
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from built import read_real_site
from projects import ROOT

from sitegen.checks.numbers import number_problems
from sitegen.language.numerals import find_numerals
from sitegen.ledger.reading import read_ledger
from sitegen.pages.kinds import TRAITS
from sitegen.project.config import load_config
from sitegen.project.files import load_files
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import ContentPage, parse_pages
from sitegen.resolve.directives import DIRECTIVE_TRAITS

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = load_config(ROOT)
FILES = load_files(ROOT, CONFIG)[0]
LEDGER = read_ledger(FILES.data, CONFIG.codes, "data")[0]
PAGES = {
    f"{page.slug}.{page.language}": page
    for page in parse_pages(
        FILES.content,
        "content",
        CONFIG.codes,
        frozenset(one.domain for one in LEDGER.domains),
        TRAITS,
    )[0]
}


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


@pytest.fixture(scope="module")
def built(tree: Mapping[str, bytes]) -> dict[str, str]:
    return {
        address: content.decode() for address, content in tree.items() if address.endswith(".html")
    }


def _typed(page: ContentPage, html: str) -> list[tuple[str, str, int]]:
    """For each fact cited in the body: the body with the rendered text in the place of the role."""
    shown = dict(
        re.findall(
            r'<data class="fact"[^>]*data-fact="([^"]+)"[^>]*><a [^>]*>(.*?)</a></data>', html
        )
    )
    found = []
    for match in re.finditer(r"\{fact\}`([^`]+)`", page.body):
        [fact] = LEDGER.find_facts(match[1])
        text = re.sub(r"<[^>]+>", "", shown[fact.key])
        found.append(
            (page.body[: match.start()] + text + page.body[match.end() :], text, match.start())
        )
    return found


@pytest.mark.parametrize(
    "name", [name for name in sorted(PAGES) if PAGES[name].kind in {"briefing", "home"}]
)
def test_a_fact_replaced_by_a_typed_number_is_refused_in_its_place(
    name: str, built: dict[str, str]
) -> None:
    page = PAGES[name]
    address = (
        f"{page.language}/index.html"
        if page.kind == "home"
        else f"{page.language}/{page.slug}/index.html"
    )
    names = [one.name for one in LEDGER.names if one.language == page.language]
    typed = _typed(page, built[address])
    assert len(typed) > 5 or page.kind == "home"
    for body, text, start in typed:
        changed = ContentPage(
            page.slug, page.language, page.kind, page.meta, body, page.path, page.first_line
        )
        document, _ = parse_markdown(changed, DIRECTIVE_TRAITS)
        problems = [
            problem
            for run in document.prose
            for problem in number_problems(run.text, run.place, names)
        ]
        line = page.first_line + body.count("\n", 0, start)
        column = start - (body.rfind("\n", 0, start) + 1) + 1 + find_numerals(text)[0].start
        assert (page.path, line, column) in [
            (one.path, one.line, one.column) for one in problems
        ], text


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
