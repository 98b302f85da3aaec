"""What pages say of themselves to machines: it parses, it leads somewhere, and it is true."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import pytest
from built import read_real_site
from projects import ROOT

from sitegen.frame.linked import write_json
from sitegen.ledger.reading import read_ledger
from sitegen.project.config import load_config
from sitegen.project.files import load_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

CONFIG = load_config(ROOT)
LEDGER = read_ledger(load_data(ROOT, CONFIG)[0], CONFIG.codes, "data")[0]
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
APART = {"index.html", "404.html"}
"""Pages of no language, which say nothing."""
TOLD = [one for one in LEDGER.indicators if not LEDGER.stated_once[one.indicator]]
"""Indicators with a page of their own; the others stand in a list, and their addresses lead there."""


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


@pytest.fixture(scope="module")
def graphs(tree: Mapping[str, bytes]) -> dict[str, list[dict[str, Any]]]:
    """The nodes of each page."""
    found = {}
    for address, content in tree.items():
        is_frame = address.startswith("embed/") or b'data-template="moved"' in content
        is_page = address.endswith(".html") and not is_frame
        if is_page and address not in APART:
            [text] = SCRIPT.findall(content.decode())
            said = json.loads(text)
            assert said.keys() == {"@context", "@graph"}
            assert said["@context"] == "https://schema.org"
            found[address] = said["@graph"]
    return found


def _types(graph: list[dict[str, Any]]) -> list[str]:
    return [node["@type"] for node in graph]


def _addresses(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for one in value.values():
            yield from _addresses(one)
    elif isinstance(value, list):
        for one in value:
            yield from _addresses(one)
    elif isinstance(value, str) and value.startswith(CONFIG.url):
        yield value


def test_each_page_says_what_it_is(graphs: Mapping[str, list[dict[str, Any]]]) -> None:
    kinds = {
        "index.html": ["WebSite"],
        "economy/index.html": ["BreadcrumbList", "Report"],
        "data/index.html": ["BreadcrumbList", "Dataset"],
        "glossary/index.html": ["BreadcrumbList", "DefinedTermSet"],
        "method/index.html": ["BreadcrumbList", "WebPage"],
        "sources/cdht-plan-2021/index.html": ["BreadcrumbList", "Report"],
        "sources/cddaily-2023-12/index.html": ["BreadcrumbList", "NewsArticle"],
    }
    for code in CONFIG.codes:
        for address, types in kinds.items():
            assert _types(graphs[f"{code}/{address}"]) == types
        for one in TOLD:
            types = _types(graphs[f"{code}/indicators/{one.indicator}/index.html"])
            assert types[:2] == ["BreadcrumbList", "Dataset"]
            assert set(types[2:]) <= {"Observation"}


def test_every_address_leads_to_a_file_and_its_anchor(
    tree: Mapping[str, bytes], graphs: Mapping[str, list[dict[str, Any]]]
) -> None:
    ids = {
        address: set(re.findall(r'\bid="([^"]+)"', tree[address].decode())) for address in graphs
    }
    seen = 0
    for graph in graphs.values():
        for url in set(_addresses(graph)):
            parts = urlsplit(url.removeprefix(CONFIG.url).removesuffix("?q={search_term_string}"))
            address = parts.path + "index.html" if parts.path[-1:] in {"", "/"} else parts.path
            assert address in tree, url
            if parts.fragment and parts.fragment not in {"document", "dataset"}:
                assert unquote(parts.fragment) in ids[address], url
            seen += 1
    assert seen > 3000


def test_the_way_to_a_page_starts_at_home_and_ends_at_the_page(
    tree: Mapping[str, bytes], graphs: Mapping[str, list[dict[str, Any]]]
) -> None:
    for address, graph in graphs.items():
        code = address.partition("/")[0]
        if address == f"{code}/index.html":
            continue
        steps = graph[0]["itemListElement"]
        assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
        assert steps[0]["item"] == f"{CONFIG.url}{code}/"
        assert steps[-1]["item"] == CONFIG.url + address.removesuffix("index.html")
        assert f'href="{steps[-1]["item"]}"' in tree[address].decode()
        section = {"indicators": "indicators", "sources": "sources"}.get(address.split("/")[1])
        between = [f"{CONFIG.url}{code}/{section}/"] if address.count("/") > 2 else []
        assert [step["item"] for step in steps[1:-1]] == between


def test_observations_are_the_actual_facts_with_their_values(
    graphs: Mapping[str, list[dict[str, Any]]],
) -> None:
    for code in CONFIG.codes:
        seen = set()
        for one in TOLD:
            graph = graphs[f"{code}/indicators/{one.indicator}/index.html"]
            for node in graph:
                if node["@type"] != "Observation":
                    continue
                fact = LEDGER.fact_by_key[unquote(urlsplit(node["url"]).fragment)]
                seen.add(fact.key)
                numbers = tuple(
                    Decimal(str(node[name]))
                    for name in ("value", "minValue", "maxValue")
                    if name in node
                )
                assert numbers == fact.quantity.base_numbers
                assert ("value" in node) == (fact.quantity.bound in {"exact", "about"})
                assert node["unitText"] == fact.quantity.unit.base_unit
                assert node["observationAbout"]["name"] == fact.area.name[code]
                assert node["measuredProperty"]["name"] == one.name[code]
                assert node["observationDate"][:4] == str(fact.period.end[0])
        assert seen == {
            fact.key for fact in LEDGER.facts if fact.kind == "actual" and fact.indicator in TOLD
        }


def test_translations_point_at_each_other(graphs: Mapping[str, list[dict[str, Any]]]) -> None:
    [chinese, english] = [graphs[f"{code}/economy/index.html"][1] for code in ("zh", "en")]
    assert [one["url"] for one in chinese["workTranslation"]] == [english["url"]]
    assert [one["url"] for one in english["translationOfWork"]] == [chinese["url"]]
    assert [one["@id"] for one in chinese["isBasedOn"]] == [
        one["@id"] for one in english["isBasedOn"]
    ]


def test_a_text_cannot_end_the_script() -> None:
    hostile = {"name": "</script><script>alert(1)</script>\u2028&amp;"}
    text = write_json(hostile)
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == hostile
