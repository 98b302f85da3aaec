"""Indicators that are stated once: a row of the list of indicators each, where all that speaks of them leads."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from harbours import copy_harbour, copy_long_harbour

from sitegen.build.order import check_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MEMO = keep_store()
"""What is drawn is drawn once for all tests of this file."""

ONCE = ("shore-power", "cruise-guests", "night-noise")
TOLD = ("cargo", "waiting", "berths", "passengers")


def _build(project: Path) -> Mapping[str, str]:
    built = check_site(project, MEMO)
    assert built.problems == ()
    texts = (".html", ".xml", ".js")
    return {name: text.decode() for name, text in built.tree.items() if name.endswith(texts)}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    return _build(copy_harbour(tmp_path_factory.mktemp("site") / "in"))


@pytest.mark.parametrize("key", ONCE)
def test_the_address_of_an_indicator_stated_once_leads_to_its_row(
    site: Mapping[str, str], key: str
) -> None:
    moved, goal = site[f"en/indicators/{key}/index.html"], f"../index.html#indicator-{key}"
    assert f'<meta http-equiv="refresh" content="0; url={goal}">' in moved
    assert f'href="{goal}"' in moved
    assert '<meta name="robots" content="noindex">' in moved
    assert '<link rel="canonical" href="https://harbour.example/en/indicators/">' in moved
    assert "hreflang" not in moved
    assert "<script" not in moved
    assert f'id="indicator-{key}"' in site["en/indicators/index.html"]


def test_lists_of_pages_know_only_indicators_with_a_page(site: Mapping[str, str]) -> None:
    for key in ONCE:
        assert f"indicators/{key}/" not in site["sitemap.xml"]
    for key in TOLD:
        assert f"indicators/{key}/" in site["sitemap.xml"]


def test_every_link_to_an_indicator_stated_once_leads_to_its_row(site: Mapping[str, str]) -> None:
    pages = "\n".join(text for name, text in site.items() if not name.startswith("sitemap"))
    for key in ONCE:
        assert f"indicators/{key}/index.html" not in pages
        assert f"indicators/index.html#indicator-{key}" in pages or key == "night-noise"


def test_a_row_says_what_a_page_would(site: Mapping[str, str]) -> None:
    page = site["zh/indicators/index.html"]
    row = page.partition('id="indicator-shore-power"')[2].partition("</details>")[0]
    assert "使用岸上电力的靠泊次数所占比例" in row
    assert 'data-fact="shore-power/harbour/2026/target/level/outlook"' in page
    assert "<q" in row
    assert 'sources/outlook/index.html#shore-power/harbour/2026/target/level/outlook"' in row
    assert 'data-to="../../data/indicators/{key}.csv"' in page


def test_neighbours_of_an_indicator_have_a_page(site: Mapping[str, str]) -> None:
    for key in TOLD:
        links = re.findall(
            r'<a class="(?:before|after)" href="([^"]+)"', site[f"en/indicators/{key}/index.html"]
        )
        assert all(link.split("/")[-2] in TOLD for link in links), key


@pytest.mark.parametrize("code", ["en", "zh"])
def test_the_way_by_previous_and_next_begins_at_home(site: Mapping[str, str], code: str) -> None:
    way, address = [], f"{code}/index.html"
    assert '<a class="before"' not in site[address]
    while address:
        way.append(address)
        found = re.search(r'<a class="after" href="([^"]+)"', site[address])
        following = found and posixpath.normpath(
            posixpath.join(posixpath.dirname(address), found[1])
        )
        if following:
            back = re.search(r'<a class="before" href="([^"]+)"', site[following])
            assert back
            to = posixpath.normpath(posixpath.join(posixpath.dirname(following), back[1]))
            assert to == address
        address = following or ""
    assert len(way) == len({*way}) > 5


def test_without_a_list_every_indicator_has_a_page(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    (project / "content" / "indicators.en.md").unlink()
    site = _build(project)
    for key in (*ONCE, *TOLD):
        assert 'data-template="indicator"' in site[f"en/indicators/{key}/index.html"]


def test_an_indicator_is_set_beside_others_of_its_subject_and_unit(tmp_path: Path) -> None:
    site = _build(copy_long_harbour(tmp_path / "in"))
    page = site["en/indicators/cargo/index.html"].partition('id="page-alike"')[2]
    assert '<a href="../roll-on/index.html">Roll-on cargo</a>' in page.partition("</section>")[0]
    assert 'id="page-alike"' not in site["en/indicators/waiting/index.html"]


def test_figures_of_one_place_and_time_stand_in_a_table(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    with (project / "data" / "indicators.csv").open("a", encoding="utf-8") as file:
        file.write("bulk,freight,Bulk cargo,Goods without wrapping,tonne,up,linear,\n")
    rows = "".join(
        f"bulk,harbour,{year},actual,level,,{value},,,exact,million tonnes,report,page 3,"
        f"{value} million tonnes of bulk,\n"
        for year, value in ((2022, "0.9"), (2023, "1.1"))
    )
    with (project / "data" / "facts.csv").open("a", encoding="utf-8") as file:
        file.write(rows)
    site = _build(project)
    table = site["en/indicators/cargo/index.html"].partition('<table class="alike">')[2]
    shown = re.findall(r'data-fact="([^"]+)"', table.partition("</table>")[0])
    assert shown == [
        "cargo/harbour/2023/actual/level/report",
        "bulk/harbour/2023/actual/level/report",
    ]
