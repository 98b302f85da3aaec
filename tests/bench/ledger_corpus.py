"""Projects with ledgers of any size: made facts of the harbour, in English, that agree with each other.

A shape says how the facts spread over indicators, areas, periods, sources and statements. Levels grow by
two percent a year, so that whatever follows from them by arithmetic holds.
"""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle, islice
from typing import TYPE_CHECKING

from harbours import HARBOUR, copy_harbour

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

SOURCES = 20
FIRST, LAST = 2000, 2025
"""Years of actuals; targets are for the years after."""
HEADER = "indicator,area,period,kind,measure,statement,value,low,high,bound,unit,source,locator,phrase,note_en"
_EPOCH = date(1900, 1, 1)
_PAGES = ("index", "targets", "data", "search", "documents")
"""Pages of the harbour that every project has; the others are briefings."""


@dataclass(frozen=True)
class Shape:
    """How facts spread."""

    topic: int
    """Facts of one indicator and area; 0 for all."""
    areas: int
    """Areas of each indicator."""
    kind: str
    """`years`, `mixed` (half of them targets), `dates` (stocks as of days) or `restated` (one subject)."""


SHAPES = {
    "wide": Shape(10, 1, "years"),
    "deep": Shape(500, 20, "dates"),
    "mixed": Shape(20, 5, "mixed"),
    "dated": Shape(0, 1, "dates"),
    "restated": Shape(0, 1, "restated"),
}


def write_ledger_project(folder: Path, facts: int, pages: int = 10, shape: str = "wide") -> Path:
    """A valid project with so many facts and pages of its own, in a folder that is not there yet."""
    copy_harbour(folder, ("en",))
    for path in (folder / "content").iterdir():
        path.unlink()
    for path in (folder / "data").iterdir():
        if path.stem not in {"units", "domains", "areas"}:
            path.unlink()
    for name, text in make_tables(facts, shape).items():
        (folder / "data" / f"{name}.csv").write_text(text, "utf-8")
    _write_pages(folder, pages)
    return folder


def make_tables(facts: int, shape: str) -> dict[str, str]:
    """The texts of the tables that differ from those of the harbour, by name."""
    how = SHAPES[shape]
    size = how.topic or facts
    topics = -(-facts // size)
    indicators = -(-topics // how.areas)
    rows: list[tuple[object, ...]] = []
    for topic in range(topics):
        indicator, area = f"indicator-{topic // how.areas}", f"area-{topic % how.areas}"
        count = min(size, facts - len(rows))
        own = islice(_LISTS[how.kind](topic), count)
        rows += [(indicator, area, *cells) for cells in own]
    places = [("harbour", "Harbour of Saltmarsh", "Harbour", "", "", "")]
    places += [
        (f"area-{n}", f"Quay {_word(n)}", f"{_word(n)}", "", "", "") for n in range(how.areas)
    ]
    return {
        "areas": _table("area,name_en,short_en,aliases,part_of,note_en", places),
        "sources": _table(
            "source,kind,language,title_en,publisher_en,date,printed,author,page,url,latin_title,latin_author,latin_publisher,note_en",
            [
                (
                    f"source-{n}",
                    "news",
                    "en",
                    f"Report {_word(n)}",
                    "Harbour Office",
                    "2020-01",
                    *("",) * 8,
                )
                for n in range(SOURCES)
            ],
        ),
        "indicators": _table(
            "indicator,domain,name_en,definition_en,unit,better,path,nature",
            [
                (
                    f"indicator-{n}",
                    ("freight", "travel")[n % 2],
                    f"Cargo {_word(n)}",
                    "Goods loaded and unloaded",
                    "tonne",
                    "up",
                    "geometric",
                    "",
                )
                for n in range(indicators)
            ],
        ),
        "facts": _table(HEADER, rows),
    }


def _table(header: str, rows: Sequence[tuple[object, ...]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([header.split(","), *rows])
    return text.getvalue()


def _word(number: int) -> str:
    """A name without digits for a number from 0."""
    above, last = divmod(number, 26)
    return (_word(above - 1) if above else "") + "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[last]


def _cells(period: str, kind: str, value: str, source: int, **more: str) -> tuple[str, ...]:
    """The cells of a fact after its area."""
    measure = more.get("measure", "level")
    unit = "%" if measure == "growth" else "million tonnes"
    statement, note = more.get("statement", ""), more.get("note", "")
    head = (period, kind, measure, statement, value, "", "", "exact", unit)
    return (*head, f"source-{source}", f"page {source}", f"{value} {unit}", note)


def _level(years: float) -> str:
    """Millions of tonnes so many years after the first."""
    return f"{1000 * 1.02**years:.1f}"


def _list_years(topic: int) -> Iterator[tuple[str, ...]]:
    """Levels of years, growth on the year before, and a target with its rate after every eight."""
    first = topic % 5
    source = topic % SOURCES
    for number in range(100):
        year = FIRST + first + number * 8
        for step in range(8):
            note = "Provisional." if step == number else ""
            value = _level(year + step - FIRST)
            yield _cells(str(year + step), "actual", value, source, note=note)
        yield _cells(str(year + 7), "actual", "2.0", source, measure="growth")
        yield _cells(str(year + 12), "target", _level(year + 12 - FIRST), source)


def _list_mixed(topic: int) -> Iterator[tuple[str, ...]]:
    """As many targets as actuals: a level and a rate for each year to come, by several sources."""
    for number in range(1000):
        source = (topic + number) % SOURCES
        for step in range(5):
            year = FIRST + 20 + step
            yield _cells(str(year), "actual", _level(year - FIRST), source)
        for step in range(5):
            year = LAST + 1 + step
            yield _cells(str(year), "target", _level(year - FIRST), source)


def _list_dates(topic: int) -> Iterator[tuple[str, ...]]:
    """Stocks as of days, every fifth a target; by the next source when the days of a life are over."""
    for number in range(1_000_000):
        life, days = divmod(number, 36_500)
        day = _EPOCH + timedelta(days=days)
        kind = "target" if number % 5 == 4 else "actual"  # every fifth
        value = f"{1000 + days / 10:.1f}"
        yield _cells(f"@{day}", kind, value, (topic + life) % SOURCES)


def _list_restated(_topic: int) -> Iterator[tuple[str, ...]]:
    """Statements of one number by all sources, as often as is asked."""
    for number, source in enumerate(cycle(range(SOURCES))):
        statement = number // SOURCES + 1
        more = {"statement": str(statement)} if statement > 1 else {}
        yield _cells("2023", "actual", "1000.0", source, **more)


_LISTS = {
    "years": _list_years,
    "mixed": _list_mixed,
    "dates": _list_dates,
    "restated": _list_restated,
}


def _write_pages(folder: Path, pages: int) -> None:
    """The pages that every project has, then briefings that cite facts from all over the ledger."""
    text = (folder / "data" / "facts.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    keys = [_key(row) for row in rows if row["measure"] == "level"]
    content = folder / "content"
    for name in _PAGES[:pages]:
        shutil.copyfile(HARBOUR / "content" / f"{name}.en.md", content / f"{name}.en.md")
    (content / "index.en.md").write_text(
        f'---\nkind: home\ntitle: "The harbour"\nlead: "Freight."\ndescription: "How it does"\n'
        f"updated: 2024-03-01\n---\n:::{{scorecard}}\n{keys[0]}\n:::\n",
        "utf-8",
    )
    (content / "targets.en.md").write_text(
        '---\nkind: tracker\ntitle: "All targets"\nshort: Targets\ndescription: "Every target"\n'
        "order: 3\nupdated: 2024-03-01\n---\nTargets with their status.\n",
        "utf-8",
    )
    briefings = max(pages - len(_PAGES), 0)
    for number in range(briefings):
        own = keys[number :: max(len(keys) // 10, 1)][:10]
        cited = "\n\n".join(f"Cargo came to {{fact}}`{key}`." for key in own)
        (content / f"briefing-{number}.en.md").write_text(
            f'---\nkind: briefing\ntitle: "Freight {_word(number)}"\nlead: "Freight."\n'
            f'description: "Freight of the harbour {_word(number)}"\ndomain: freight\n'
            f"order: {number + 10}\nupdated: 2024-03-01\n---\n{cited}\n\n:::{{scorecard}}\n{own[0]}\n:::\n",
            "utf-8",
        )


def _key(row: dict[str, str]) -> str:
    parts = ("indicator", "area", "period", "kind", "measure", "source")
    key = "/".join(row[part].replace("/", "--") for part in parts)
    return f"{key}/{row['statement']}" if row["statement"] else key
