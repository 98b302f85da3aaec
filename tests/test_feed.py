"""The feeds of the real site: what RFC 4287 asks of them, and the dates that authors wrote."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from built import read_real_site
from projects import ROOT, read_pages

from sitegen.project.config import load_config

if TYPE_CHECKING:
    from collections.abc import Mapping

CONFIG = load_config(ROOT)
PAGES = read_pages(ROOT, CONFIG)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


def _texts(element: ET.Element, name: str) -> list[str]:
    return [one.text or "" for one in element.findall(f"{ATOM}{name}")]


def _links(element: ET.Element) -> dict[tuple[str, str], str]:
    return {
        (one.attrib["rel"], one.attrib.get("type", "")): one.attrib["href"]
        for one in element.findall(f"{ATOM}link")
    }


def _address(url: str) -> str:
    assert url.startswith(CONFIG.url)
    path = url.removeprefix(CONFIG.url)
    return f"{path}index.html" if path[-1:] in {"", "/"} else path


def test_every_page_but_the_search_says_when_it_was_changed() -> None:
    for page in PAGES:
        assert bool(page.get("updated")) == (page.kind != "search"), page.path


@pytest.mark.parametrize("code", CONFIG.codes)
def test_a_feed_has_what_it_must_have(tree: Mapping[str, bytes], code: str) -> None:
    feed = ET.fromstring(tree[f"{code}/feed.atom"])  # noqa: S314 # the build made it
    assert feed.tag == f"{ATOM}feed"
    assert _texts(feed, "title") == [CONFIG.title[code]]
    assert [_texts(one, "name") for one in feed.findall(f"{ATOM}author")] == [[CONFIG.author[code]]]
    assert _address(_links(feed)["self", "application/atom+xml"]) == f"{code}/feed.atom"
    assert _address(_links(feed)["alternate", "text/html"]) == f"{code}/index.html"
    entries = feed.findall(f"{ATOM}entry")
    own = {page.slug: page for page in PAGES if page.language == code and page.get("updated")}
    assert len(entries) == len(own)
    [newest] = _texts(feed, "updated")
    assert newest == max(_texts(entry, "updated")[0] for entry in entries)
    ids = _texts(feed, "id")
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            [text] = _texts(entry, name)
            assert text.strip() == text != ""
        ids += _texts(entry, "id")
        page = own.pop(_texts(entry, "id")[0].rpartition("/")[2])
        assert _texts(entry, "updated") == [f"{page.get('updated')}T00:00:00Z"]
        assert not re.search(r"[{}`<]", _texts(entry, "summary")[0])
        for url in _links(entry).values():
            assert _address(url) in tree
        terms = [one.attrib["term"] for one in entry.findall(f"{ATOM}category")]
        assert terms == ([page.get("domain")] if page.get("domain") else [])
    assert own == {}
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"tag:[\w.-]+,\d{4}:[\w/-]+", one) for one in ids)


def test_a_date_is_the_same_wherever_it_stands(tree: Mapping[str, bytes]) -> None:
    sitemap = tree["sitemap.xml"].decode()
    for page in PAGES:
        address = f"{page.language}/" + ("" if page.kind == "home" else f"{page.slug}/")
        html = tree[f"{address}index.html"].decode()
        updated = page.get("updated")
        assert re.findall(r'<time datetime="(\d{4}-\d\d-\d\d)">', html)[:1] == [updated] * bool(
            updated
        )
        assert re.findall(r'"dateModified":"([^"]*)"', html) == [updated] * bool(updated)
        [entry] = re.findall(f"<url><loc>{re.escape(CONFIG.url + address)}</loc>.*?</url>", sitemap)
        assert re.findall(r"<lastmod>(.*?)</lastmod>", entry) == [updated] * bool(updated)
        tags = re.findall(r'hreflang="([^"]*)"', entry)
        assert tags == [*(one.tag for one in CONFIG.languages), "x-default"]


def test_every_page_leads_to_the_feed_of_its_language(tree: Mapping[str, bytes]) -> None:
    for address, content in tree.items():
        code = address.partition("/")[0]
        is_page = address.endswith(".html") and b'http-equiv="refresh"' not in content
        if is_page and code in CONFIG.codes:
            up = "../" * (address.count("/") - 1)
            assert content.decode().count(f'href="{up}feed.atom"') == 2, address
