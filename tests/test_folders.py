"""Folders of the content folder are part of addresses, and all that follows from an address follows them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from harbours import copy_harbour
from hypothesis import given
from hypothesis import strategies as st
from projects import replace
from sketches import build_whole, find_needless, find_wrong, sketch_store

from sitegen.addresses import list_above, name_last, page_address
from sitegen.build.order import check_site
from sitegen.filenames.pages import divide_name
from sitegen.pages.text import name_pdf
from sitegen.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sketches import Whole

    from sitegen.build.store import Store
    from sitegen.traces.result import BuildResult

CODES = "en", "zh"
PART = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,4}){0,2}", fullmatch=True)


def _move(project: Path, before: str, after: str) -> None:
    """Move a page, in all its languages."""
    for code in CODES:
        path = project / "content" / f"{after}.{code}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        (project / "content" / f"{before}.{code}.md").rename(path)


def _add(project: Path, page: str, text: str) -> None:
    for code in CODES:
        path = project / "content" / f"{page}.{code}.md"
        path.write_text(path.read_text("utf-8") + f"\n{text}\n", "utf-8")


def _build(project: Path, store: Store) -> BuildResult:
    """Build, and hold it to a build that knows nothing."""
    return _build_both(project, store)[0]


def _build_both(project: Path, store: Store) -> tuple[BuildResult, Whole]:
    """What a build comes to, held to the other, of one that knows nothing."""
    built, whole = check_site(project, store), build_whole(project)
    assert find_wrong(built, whole) == []
    return built, whole


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, str]:
    """The harbour with pages in folders: `transport` has a page of its own and two below it."""
    project = copy_harbour(tmp_path_factory.mktemp("folders") / "in")
    _move(project, "about", "transport/index")
    _move(project, "freight", "transport/freight")
    _move(project, "travel", "transport/2024/travel")
    for code in CODES:
        replace(project / f"content/index.{code}.md", "freight.md#", "transport/freight.md#")
    _add(project, "transport/freight", "[a](../index.md) [b](index.md) [c](2024/travel.md)")
    _add(project, "transport/2024/travel", "[a](../freight.md#quays) [b](../../works.md)")
    built = check_site(project, sketch_store())
    assert [*map(format_problem, built.problems)] == []
    return {
        address: content.decode()
        for address, content in built.tree.items()
        if address.endswith((".html", ".md", ".xml", ".atom", ".txt", ".js"))
    }


TRAVEL = "en/transport/2024/travel/"


def test_a_page_stands_at_the_address_of_its_folders(tree: Mapping[str, str]) -> None:
    for address in ("transport", "transport/freight", "transport/2024/travel"):
        assert f"en/{address}/index.html" in tree
        assert f"zh/{address}/index.html" in tree
    assert "en/freight/index.html" not in tree


def test_what_tells_of_a_page_has_its_address(tree: Mapping[str, str]) -> None:
    page = tree[f"{TRAVEL}index.html"]
    assert f'<link rel="canonical" href="https://harbour.example/{TRAVEL}">' in page
    assert 'hreflang="zh-CN"' in page
    assert "https://harbour.example/zh/transport/2024/travel/" in page
    assert f"https://harbour.example/{TRAVEL}picture.png" in page
    assert (
        "../../../../data/briefings/transport/2024/travel.csv" not in page
    )  # the page of data has
    assert f"https://harbour.example/{TRAVEL}" in tree["sitemap.xml"]
    assert "tag:harbour.example,2024:en/transport/2024/travel" in tree["en/feed.atom"]
    assert f"{TRAVEL}index.md" in tree["llms.txt"]
    assert TRAVEL.removeprefix("en/") in "".join(
        tree[one] for one in tree if one.startswith("en/search/")
    )


def test_the_way_to_a_page_leads_through_its_folders(tree: Mapping[str, str]) -> None:
    trail = re.search(r'"BreadcrumbList".*?\]', tree[f"{TRAVEL}index.html"], re.DOTALL)
    assert trail is not None
    found = re.findall(r"https://harbour.example/[^\"]*", trail[0])
    assert found == [
        f"https://harbour.example/{address}" for address in ("en/", "en/transport/", TRAVEL)
    ]


def test_links_start_from_the_folder_of_the_page(tree: Mapping[str, str]) -> None:
    freight = tree["en/transport/freight/index.html"]
    for letter, address in (
        ("a", "../../index.html"),
        ("b", "../index.html"),
        ("c", "../2024/travel/index.html"),
    ):
        assert f'<a href="{address}">{letter}</a>' in freight
    travel = tree[f"{TRAVEL}index.html"]
    assert '<a href="../../freight/index.html#quays">a</a>' in travel
    assert '<a href="../../../works/index.html">b</a>' in travel
    plain = tree["en/transport/freight/index.md"]
    assert f"[c](https://harbour.example/{TRAVEL}" in plain


def test_a_link_that_starts_elsewhere_is_told_of_with_the_right_one(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in")
    _move(project, "works", "transport/works")
    _move(project, "about", "transport/about")
    _add(project, "transport/about", "[a](transport/works.md) [b](index.md)")
    said = [format_problem(one) for one in check_site(project, sketch_store()).problems]
    assert [one.partition("error")[2] for one in said if ".en.md" in one] == [
        "[link]: `transport/works.md` is not how a page is linked to. Write `works.md`.",
        "[link]: `index.md` is not how a page is linked to. Write `../index.md`.",
    ]


def test_a_page_that_moves_is_made_where_it_is_and_leaves_nothing(tmp_path: Path) -> None:
    project, store = copy_harbour(tmp_path / "in"), sketch_store()
    built, known = _build_both(project, store)
    assert built.problems == ()
    for before, after in (
        ("travel", "transport/travel"),
        ("transport/travel", "transport/index"),
        ("transport/index", "transport/2024/index"),
        ("about", "transport/2024/about"),
        ("transport/2024/index", "travel"),
    ):
        _move(project, before, after)
        built, whole = _build_both(project, store)
        assert built.problems == ()
        assert page_address("en", before) not in built.tree
        assert page_address("en", after) in built.tree
        assert find_needless(known, whole, built.made) == []
        known = whole


def test_a_folder_has_one_page(tmp_path: Path) -> None:
    project, store = copy_harbour(tmp_path / "in"), sketch_store()
    _move(project, "works", "about/index")
    said = [format_problem(one) for one in _build(project, store).problems]
    assert said == [
        f"content/about/index.{code}.md:1: error[same-address]: the page content/about/index.{code}.md would stand at"
        f" `{code}/about/index.html`, and so would the page content/about.{code}.md. Rename the file."
        for code in CODES
    ]


def test_a_page_of_a_folder_has_one_name_in_all_languages(tmp_path: Path) -> None:
    project, store = copy_harbour(tmp_path / "in"), sketch_store()
    (project / "content/works").mkdir()
    (project / "content/works.zh.md").rename(project / "content/works/index.zh.md")
    assert [format_problem(one) for one in _build(project, store).problems] == [
        (
            "content/works.en.md:1: warning[missing-page]: the page has no version in the language `zh`."
            " Rename content/works/index.zh.md to content/works.zh.md."
        )
    ]


def test_an_address_that_is_given_up_is_free(tmp_path: Path) -> None:
    project, store = copy_harbour(tmp_path / "in"), sketch_store()
    assert _build(project, store).problems == ()
    _move(project, "works", "indicators/cargo")
    [first, second] = _build(project, store).problems
    assert (first.path, second.path) == tuple(
        f"content/indicators/cargo.{code}.md" for code in CODES
    )
    assert "`en/indicators/cargo/index.html`" in first.message
    assert "the indicator `cargo`" in first.message
    template = project / "templates/base.html"
    template.parent.mkdir()
    template.write_text("{% if %}", "utf-8")
    assert {one.rule for one in _build(project, store).problems} == {"template"}
    template.unlink()
    assert {one.rule for one in _build(project, store).problems} == {"same-address"}
    _move(project, "indicators/cargo", "indicators/goods")
    assert _build(project, store).problems == ()


@given(st.lists(PART, min_size=1, max_size=4))
def test_addresses_and_files_are_the_same_way(parts: list[str]) -> None:
    slug = "/".join(parts)
    assert divide_name(f"{slug}.en.md", "content", CODES) == (slug, "en")
    address = page_address("en", slug)
    expected = ["en", *(parts[:-1] if parts[-1] == "index" else parts), "index.html"]
    assert address == "/".join(expected)
    assert list_above(slug) == ["/".join(expected[1 : n + 1]) for n in range(1, len(expected) - 2)]
    pdf = name_pdf(address, slug, "en")
    assert pdf.rpartition("/")[0] == address.rpartition("/")[0]
    assert pdf.rpartition("/")[2] == f"{name_last(slug)}.en.pdf"
    assert "/" not in name_last(slug)
