"""Corpora of facts: pages that cite ten of them each, and pages with two charts each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import (
    CODES,
    TABLES,
    make_pages,
    write_page,
    write_project,
)
from words import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

AREAS = 20
YEARS = tuple(range(2001, 2024))
SHEET = 1000
"""Facts that a document states."""
FIGURES = 10
"""Facts that a page cites."""
SHOWN = 6
"""Facts of a chart."""
CHARTS = 2
"""Charts of a page."""
KINDS = ("path", "compare", "range", "growth")
"""Kinds of charts in turn. A path has a target, for which the site draws another chart by itself."""
PATH = (*YEARS[-5:], 2025)
"""Years of a path: the plan states the first, its baseline, and the last, its target."""


def make_tables(facts: int) -> tuple[dict[str, list[str]], tuple[str, ...]]:
    """The tables of a project with so many facts, and the keys of the facts, short.

    An indicator has a fact for each area and year; every third is of growth, the others of levels.
    """
    tables = {name: list(lines) for name, lines in TABLES.items()}
    places, things = (VOCABULARIES["zh"].nouns, VOCABULARIES["en"].nouns)
    tables["areas"] += [
        f"area-{n},{things[n].title()} Ward,{places[n]}区,{things[n].title()},{places[n]},,,,"
        for n in range(AREAS)
    ]
    keys = []
    for number, (indicator, area, year) in zip(range(facts), _subjects(), strict=False):
        source, growth = f"report-{number // SHEET}", indicator % 3 == 2
        if number % SHEET == 0:
            tables["sources"].append(
                f"{source},report,en,Report {source[7:]},第{source[7:]}份报告,Office,办公室,2024-02,,,,,,,,,"
            )
        if number % (AREAS * len(YEARS)) == 0:
            tables["indicators"].append(_indicator(indicator, growth=growth))
        measure, value, unit = (
            ("growth", f"{1 + (number * 7) % 90 / 10:.1f}", "%")
            if growth
            else ("level", str(1000 + (number * 37) % 9000), "tonne")
        )
        tables["facts"].append(
            f"thing-{indicator},area-{area},{year},actual,{measure},,{value},,,exact,{unit},"
            f"{source},page {number % SHEET // 10 + 1},{value} {unit},,"
        )
        keys.append(f"thing-{indicator}/area-{area}/{year}" + ("/growth" if growth else ""))
    return tables, tuple(keys)


def _add_paths(tables: dict[str, list[str]], paths: int) -> tuple[str, ...]:
    """Add targets, each with levels that lead to it; what a chart of each is asked for by."""
    tables["sources"].append("plan,plan,en,Plan,规划,Office,办公室,2020-02,,,,,,,,,")
    keys = []
    for number in range(paths):
        indicator, area = divmod(number, AREAS)
        if not area:
            tables["indicators"].append(
                f"goal-{indicator},trade,Goal {indicator},目标{indicator},What is wanted,所求,tonne,up,linear,"
            )
        for step, year in enumerate(PATH):
            kind = "target" if year == PATH[-1] else "actual"
            source = "plan" if year in {PATH[0], PATH[-1]} else "report-0"
            value = 1000 + 10 * number + step * (90 + number % 7 * 9)
            tables["facts"].append(
                f"goal-{indicator},area-{area},{year},{kind},level,,{value},,,exact,tonne,{source},"
                f"page {number + 1},{value} tonne,,"
            )
        keys.append(f"goal-{indicator}/area-{area}")
    return tuple(keys)


def _subjects() -> Iterator[tuple[int, int, int]]:
    """Number of the indicator, number of the area, year: without end."""
    indicator = 0
    while True:
        for year in YEARS:
            for area in range(AREAS):
                yield indicator, area, year
        indicator += 1


def _indicator(number: int, *, growth: bool) -> str:
    english, chinese = VOCABULARIES["en"].nouns, VOCABULARIES["zh"].nouns
    a, b = number % len(english), (number // len(english) + 1) % len(english)
    name = (
        f"{'Trade' if growth else 'Freight'} of {english[a]} and {english[(a + b) % len(english)]}"
    )
    names = f"{chinese[a % len(chinese)]}和{chinese[(a + b) % len(chinese)]}的货运"
    return f"thing-{number},trade,{name} {number},{names}{number},What is moved,所运货物,tonne,up,linear,"


def write_fact_corpus(folder: Path, pages: int, facts: int) -> None:
    """A project with so many facts, and so many pages that cite ten of them each; homes besides."""
    tables, keys = make_tables(facts)
    write_project(folder, tables)
    for page in make_pages(pages):
        first = page.number * FIGURES
        cited = [f"{{fact}}`{keys[(first + n) % len(keys)]}`" for n in range(FIGURES)]
        listed = "\n".join(f"- {one}" for one in cited)
        write_page(folder, page, f"{page.body}\n{listed}\n")


def write_chart_corpus(folder: Path, charts: int) -> None:
    """A project with so many charts to draw, two a page; homes besides.

    Raises:
        ValueError: The charts do not go into pairs of pages.
    """
    if charts < CHARTS * len(CODES) or charts % (CHARTS * len(CODES)):
        raise ValueError(f"{charts} charts are no multiple of {CHARTS * len(CODES)}")
    own = charts // len(CODES)
    tables, keys = make_tables(3 * AREAS * len(YEARS))
    levels = [key for key in keys if not key.endswith("/growth")]
    growth = [key for key in keys if key.endswith("/growth")]
    paths = _add_paths(tables, -(-own // len(KINDS)))
    write_project(folder, tables)
    for page in make_pages(charts // CHARTS):
        blocks = []
        for number in range(page.number * CHARTS, page.number * CHARTS + CHARTS):
            kind = KINDS[number % len(KINDS)]
            among = growth if kind == "growth" else levels
            first = number * len(among) // own // AREAS * AREAS + number % (AREAS - SHOWN)
            shown = [among[(first + n) % len(among)] for n in range(SHOWN)]
            path = paths[number // len(KINDS)]
            blocks.append(_chart(number, page.code, kind, [path] if kind == "path" else shown))
        write_page(folder, page, "\n".join([page.body, *blocks]))


def _chart(number: int, code: str, kind: str, keys: list[str]) -> str:
    """A directive, with the first of its facts in its description."""
    first = f"{keys[0]}/{PATH[-2]}" if kind == "path" else keys[0]
    title = {"en": "What the wards moved", "zh": "各区运了多少"}[code]
    alt = {"en": "Marks from", "zh": "各个标记，首个为"}[code]
    return (
        f":::{{chart}} {kind}\n:name: chart-{number:05d}\n:title: {title}\n"
        f":alt: {alt} {{fact}}`{first}`\n:facts: {' '.join(keys)}\n:::\n"
    )
