"""The site's data to take away: tables, charts, indicators, briefings, and the package's descriptor."""

from __future__ import annotations

import csv
import io
import json
import re
from codecs import BOM_UTF8
from typing import TYPE_CHECKING

from sitegen.charts.data import FILE
from sitegen.charts.drawing import SPEC, SPECS
from sitegen.files.package import describe_package
from sitegen.files.published import (
    CHECK_FIELDS,
    FACT_FIELDS,
    TARGET_FIELDS,
    check_row,
    fact_row,
    target_row,
)
from sitegen.known import CITED
from sitegen.ledger.schema import UNPUBLISHED
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.site import Site


DATA = "data"
FOR_SHEETS = f"{DATA}/excel"
"""Where the tables of the package stand as CSV for spreadsheets."""
_COMPUTED = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet takes for the beginning of something to compute."""
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")


def plan_tables(site: Site) -> Iterator[OutputFile]:
    """The data of the whole site: facts, targets, relations, the curated tables, and their descriptor."""
    codes = site.config.codes
    facts = [fact_row(fact, codes) for fact in site.ledger.facts]
    yield from _table("facts", FACT_FIELDS.names(codes), facts)
    targets = [target_row(assessment, site) for assessment in site.assessments]
    yield from _table("targets", TARGET_FIELDS.names(codes), targets)
    checks = [check_row(check, codes) for check in site.relations]
    yield from _table("checks", CHECK_FIELDS.names(codes), checks)
    for name, text in sorted(site.curated.texts.items()):
        if name not in UNPUBLISHED:
            yield OutputFile(f"{DATA}/{name}.csv", text.encode())
            header, *rows = csv.reader(io.StringIO(text, newline=""))
            yield OutputFile(f"{FOR_SHEETS}/{name}.csv", write_sheet_csv(header, rows))
    yield OutputFile(f"{DATA}/datapackage.json", _json(describe_package(site)))
    for name, fields, rows in (("facts", FACT_FIELDS, facts), ("targets", TARGET_FIELDS, targets)):
        yield OutputFile(f"{DATA}/{name}.js", _script_table(name, fields.names(codes), rows))


def _table(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[OutputFile]:
    """A table of the package as CSV and as JSON, and as CSV for spreadsheets."""
    yield OutputFile(f"{DATA}/{name}.csv", write_csv(header, rows))
    yield OutputFile(f"{DATA}/{name}.json", _json_table(header, rows))
    yield OutputFile(f"{FOR_SHEETS}/{name}.csv", write_sheet_csv(header, rows))


def _script_table(name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    """A table for the script that takes what a reader filtered; a script and not JSON, as those of charts."""
    return (
        f"(globalThis.dataTables ??= {{}})[{json.dumps(name)}] = "
        f"{json.dumps([header, *rows], ensure_ascii=False, separators=(',', ':'))};\n"
    ).encode()


def plan_indicator_files(site: Site, key: str) -> Iterator[OutputFile]:
    """The facts of an indicator that has some."""
    facts, codes = site.ledger.facts_by_indicator[key], site.config.codes
    if facts:
        own = [fact_row(fact, codes) for fact in facts]
        yield from _both(f"{DATA}/indicators/{key}", FACT_FIELDS.names(codes), own)


def plan_briefing_files(site: Site, slug: str) -> Iterator[OutputFile]:
    """The facts that a briefing shows or computes with."""
    codes = site.config.codes
    ledger = site.ledger
    cited = {key for code in codes for key in site.part(CITED, f"{code}/{slug}") or ()}
    keys = sorted(cited, key=ledger.fact_numbers.__getitem__)
    own = [fact_row(ledger.fact_by_key[key], codes) for key in keys]
    yield from _both(f"{DATA}/briefings/{slug}", FACT_FIELDS.names(codes), own)


_CHART_HEADER = (
    "label",
    "period",
    "role",
    "value",
    "low",
    "high",
    "bound",
    "base_unit",
    "text",
    "facts",
)


def plan_chart_files(
    chart: ChartBlock, code: str, drawings: Mapping[str, str], *, explored: bool
) -> Iterator[OutputFile]:
    """What a chart shows, and the chart as a picture; `explored` tells whether browsers draw it anew."""
    base = f"{DATA}/charts/{chart.data.name}.{code}"
    rows = [
        (
            row.label,
            row.period,
            row.role,
            *_value(row.view.value, row.view.bound),
            row.view.base_unit,
            row.view.text,
            " ".join(row.view.keys),
        )
        for row in chart.rows
    ]
    yield from _both(base, _CHART_HEADER, rows)
    yield OutputFile(f"{base}.svg", drawings[FILE.name].encode())
    yield OutputFile(f"{base}.vl.json", drawings[SPEC].encode())
    if explored:
        yield OutputFile(f"{base}.js", _script(f"{chart.data.name}.{code}", drawings))


def _script(name: str, drawings: Mapping[str, str]) -> bytes:
    """What a page draws a chart from, and the picture to take away.

    A script and not JSON: a page that was opened from a folder may load the one and not the other.
    """
    picture = json.dumps(drawings[FILE.name], ensure_ascii=False)
    return (
        f"(globalThis.chartSpecs ??= {{}})[{json.dumps(name)}] = "
        f"{{specs: {drawings[SPECS]}, picture: {picture}}};\n"
    ).encode()


def _value(value: str, bound: str) -> tuple[str, str, str, str]:
    """Value, low, high and bound of a view."""
    ends = value.split() or [""]
    return ("", ends[0], ends[1], bound) if bound == "range" else (ends[0], "", "", bound)


def _both(base: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[OutputFile]:
    """A table that a page offers: as CSV for spreadsheets, and as JSON for programs."""
    listed = [list(row) for row in rows]
    yield OutputFile(f"{base}.csv", write_sheet_csv(header, listed))
    yield OutputFile(f"{base}.json", _json_table(header, listed))


def _json_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    return _json([dict(zip(header, row, strict=True)) for row in rows])


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV for programs: UTF-8, a row a line, cells as they are."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def write_sheet_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV for spreadsheets: the mark by which Excel knows UTF-8, and no text that it would compute."""
    own = ([guard_cell(cell) for cell in row] for row in rows)
    return BOM_UTF8 + write_csv(header, own)


def guard_cell(text: str) -> str:
    """A cell that a spreadsheet shows as it is: what it would compute begins with an apostrophe.

    Example:
        The period `@2023-08` becomes `'@2023-08`; the number `-3.0` stays.
    """
    return f"'{text}" if text.startswith(_COMPUTED) and not _NUMBER.fullmatch(text) else text


def _json(value: Any) -> bytes:  # noqa: ANN401 # whatever JSON holds
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
