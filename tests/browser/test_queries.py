"""What answers first what readers type on the real site: the list `tests/queries.csv`, asked of the script that they run."""

from __future__ import annotations

import csv
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from projects import ROOT
from visits import LANGUAGES, Visit

from sitegen.project.config import parse_config

if TYPE_CHECKING:
    from collections.abc import Mapping

    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser-real")

CODES = parse_config((ROOT / "site.toml").read_text("utf-8")).codes


def read_rows(name: str) -> list[dict[str, str]]:
    with (ROOT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


QUERIES = read_rows("tests/queries.csv")
MISSING = {row["absence"]: row for row in read_rows("data/absences.csv")}
ASK = "queries => queries.map((query) => finder.find(query)[0] ?? null)"


def is_answer(found: Mapping[str, str] | None, code: str, kind: str, answer: str) -> bool:
    """Whether what was found first is what is wanted: an indicator, a page or a term by its key, a fact by how its key begins."""
    if found is None or found["kind"] != kind:
        return False
    if kind == "absence":
        return found["title"] == MISSING[answer][f"name_{code}"]
    ends = {
        "indicator": (f"/indicators/{answer}/index.html", f"#indicator-{answer}"),
        "page": (f"../{answer}/index.html",),
        "term": (f"#{answer}",),
    }
    return f"#{answer}" in found["href"] if kind == "fact" else found["href"].endswith(ends[kind])


def test_the_list_is_long_and_in_every_language() -> None:
    assert len(QUERIES) == len({(row["code"], row["query"]) for row in QUERIES}) >= 120
    assert min(Counter(row["code"] for row in QUERIES).values()) >= 60
    assert {row["code"] for row in QUERIES} == {*CODES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_typed_is_answered(browser: Browser, real_address: str, code: str) -> None:
    context = browser.new_context()
    page = Visit(context.new_page(), real_address).open(f"{code}/search/index.html?q=GDP")
    page.locator("#finder-results a").first.wait_for()
    rows = [row for row in QUERIES if row["code"] == code]
    found = page.evaluate(ASK, [row["query"] for row in rows])
    wrong = [
        f"{row['query']}: {row['answer']}, not {first and (first['kind'], first['title'])}"
        for row, first in zip(rows, found, strict=True)
        if not any(
            is_answer(first, code, kind, answer)
            for kind, answer in zip(row["kind"].split("|"), row["answer"].split("|"), strict=True)
        )
    ]
    context.close()
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_name_that_is_listed_finds_what_it_names(
    browser: Browser, real_address: str, code: str
) -> None:
    context = browser.new_context()
    page = Visit(context.new_page(), real_address).open(f"{code}/search/index.html?q=GDP")
    page.locator("#finder-results a").first.wait_for()
    names = [
        (name, row)
        for row in MISSING.values()
        for name in (row[f"name_{code}"], *row[f"names_{code}"].split("|"))
        if name
    ]
    found = page.evaluate(ASK, [name for name, _ in names])
    wrong = [
        name
        for (name, row), first in zip(names, found, strict=True)
        if not is_answer(first, code, "absence", row["absence"])
    ]
    assert not wrong
    page.locator("form.finder input").fill(names[0][0])
    said = page.locator("#finder-results .missing")
    said.wait_for()
    assert names[0][1][f"name_{code}"] in said.inner_text()
    assert page.locator("#finder-results section").first.locator("a").count() >= 1
    context.close()
