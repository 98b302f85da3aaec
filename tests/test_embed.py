"""Charts and figures for other sites to show in a frame."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from built import build_harbour
from projects import read_tree

from sitegen.addresses import rebase
from sitegen.views.embed import Embed, measure_height

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = "https://harbour.example/"
FRAME = re.compile(r"&lt;iframe src=.*?&lt;/iframe&gt;")


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_tree(build_harbour())


def read_embeds(tree: Mapping[str, bytes]) -> dict[str, str]:
    return {
        address: content.decode()
        for address, content in tree.items()
        if address.startswith("embed/") and address.endswith("index.html")
    }


def test_every_chart_and_every_figure_has_a_page_of_its_own_in_each_language(
    tree: Mapping[str, bytes],
) -> None:
    pages = read_embeds(tree)
    charts = {
        tuple(address.removeprefix("data/charts/").removesuffix(".svg").rsplit(".", 1))
        for address in tree
        if address.startswith("data/charts/") and address.endswith(".svg")
    }
    assert charts
    assert {f"embed/{code}/charts/{name}/index.html" for name, code in charts} <= pages.keys()
    keys = set(
        re.findall(
            r'^"?([\w/@-]+/(?:actual|target|estimate)/[\w/-]+)',
            tree["data/facts.csv"].decode(),
            re.MULTILINE,
        )
    )
    assert len(keys) > 15
    for code in ("en", "zh"):
        own = [
            text for address, text in pages.items() if address.startswith(f"embed/{code}/figures/")
        ]
        assert {
            key for text in own for key in re.findall(r'<article class="card" id="([^"]+)"', text)
        } == keys


def test_it_is_small_needs_no_script_and_is_found_by_nobody(tree: Mapping[str, bytes]) -> None:
    sitemap = tree["sitemap.xml"].decode()
    assert "/embed/" not in sitemap
    for address, text in read_embeds(tree).items():
        assert "<script" not in text
        assert '<meta name="robots" content="noindex">' in text
        assert "default-src 'none'; style-src 'self'" in text
        assert re.search(rf'<link rel="canonical" href="{ROOT}(en|zh)/', text), address
        assert re.search(r'<a href="[^"]+" target="_blank" rel="noopener">', text)
        assert "<nav" not in text
        outside = re.findall(r'(?:src|href)="(https?:[^"]+)"', text)
        assert all(one.startswith((ROOT, "https://creativecommons.org/")) for one in outside)


def test_what_readers_copy_leads_to_pages_that_are_there(tree: Mapping[str, bytes]) -> None:
    found = set()
    for address, content in tree.items():
        if not address.endswith(".html"):
            continue
        for code in FRAME.findall(content.decode()):
            [url] = re.findall(r'src="([^"]+)"', unescape(unescape(code)))
            path, _, anchor = url.removeprefix(ROOT).partition("#")
            page = tree[f"{path}index.html"].decode()
            assert not anchor or f'id="{unquote(anchor)}"' in page
            found.add(url)
    assert len(found) > 40


def test_servers_are_told_who_may_show_what_in_a_frame(tree: Mapping[str, bytes]) -> None:
    blocks = re.findall(r"^(/\S*)\n((?:  .+\n)+)", tree["_headers"].decode(), re.MULTILINE)
    said = {path: lines.split("frame-ancestors ")[-1].strip() for path, lines in blocks}
    assert said["/embed/*"] == "*"
    assert said["/en/*"] == said["/zh/*"] == "'self'"
    assert "/*" not in said  # a browser holds a page to all policies that it is sent


@pytest.mark.parametrize(
    ("href", "seen"),
    [
        ("../../data/charts/x.en", "../../../../data/charts/x.en"),
        ("../sources/plan/index.html#a/b", "../../../../en/sources/plan/index.html#a/b"),
        ("#x", "../../../../en/travel/index.html#x"),
        ("", "../../../../en/travel/index.html"),
        ("https://x.example/", "https://x.example/"),
    ],
)
def test_a_link_leads_where_it_led_from_the_page(href: str, seen: str) -> None:
    assert rebase(href, "en/travel/index.html", "embed/en/charts/x/index.html") == seen


def test_a_frame_is_as_high_as_its_chart_and_quotes_what_it_must() -> None:
    drawing = {"wide": '<svg viewBox="0 0 700 300.4">', "narrow": '<svg viewBox="0 0 300 510">'}
    assert measure_height(drawing) == 510
    code = Embed("https://x.example/#a", 'the "plan" & more').code(drawing)
    assert 'title="the &quot;plan&quot; &amp; more"' in code
    assert 'height="730"' in code
