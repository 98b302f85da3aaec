"""The site's data to take away: tables, charts, indicators, briefings, and the package's descriptor."""

from __future__ import annotations

import csv
import io
import json
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
from sitegen.frame.values import BUNDLE
from sitegen.ledger.schema import UNPUBLISHED
from sitegen.render.outputs import OutputFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.site import Contents, Site


DATA = "data"


def plan_downloads(contents: Contents) -> Iterator[OutputFile]:
    """All files below `data/`."""
    site = contents.site
    codes = site.config.codes
    fact_header = FACT_FIELDS.names(codes)
    rows = {fact.key: fact_row(fact, codes) for fact in site.ledger.facts}
    yield from _both(f"{DATA}/facts", fact_header, rows.values())
    targets = [target_row(assessment, site) for assessment in site.assessments]
    yield from _both(f"{DATA}/targets", TARGET_FIELDS.names(codes), targets)
    checks = [check_row(check, codes) for check in site.relations]
    yield from _both(f"{DATA}/checks", CHECK_FIELDS.names(codes), checks)
    for name, text in sorted(site.curated.texts.items()):
        if name not in UNPUBLISHED:
            yield OutputFile(f"{DATA}/{name}.csv", text.encode())
    yield from _indicators(site, fact_header, rows)
    yield from _briefings(site, fact_header, rows)
    yield from _charts(contents)
    yield OutputFile(f"{DATA}/datapackage.json", _json(describe_package(site)))


def _indicators(
    site: Site, header: Sequence[str], rows: Mapping[str, Sequence[str]]
) -> Iterator[OutputFile]:
    """The facts of each indicator that has some."""
    for indicator in site.ledger.indicators:
        own = [rows[fact.key] for fact in site.ledger.facts_by_indicator[indicator.indicator]]
        if not own:
            continue
        yield from _both(f"{DATA}/indicators/{indicator.indicator}", header, own)


def _briefings(
    site: Site, header: Sequence[str], rows: Mapping[str, Sequence[str]]
) -> Iterator[OutputFile]:
    """The facts each briefing shows or computes with."""
    for card in site.briefings(site.config.default_language):
        own = [rows[key] for key in rows if key in card.cited]
        yield from _both(f"{DATA}/briefings/{card.slug}", header, own)


def _charts(contents: Contents) -> Iterator[OutputFile]:
    """What each chart shows, and the chart as a picture, in each language."""
    header = (
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
    for code, chart in contents.charts:
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
        yield from _both(base, header, rows)
        drawings = contents.drawings[chart.data.name, code]
        yield OutputFile(f"{base}.svg", drawings[FILE.name].encode())
        yield OutputFile(f"{base}.vl.json", drawings[SPEC].encode())
        if BUNDLE in contents.site.assets:
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
    ends = value.split()
    return ("", ends[0], ends[1], bound) if bound == "range" else (ends[0], "", "", bound)


def _both(base: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[OutputFile]:
    """A table as CSV and as JSON."""
    listed = [list(row) for row in rows]
    yield OutputFile(f"{base}.csv", write_csv(header, listed))
    yield OutputFile(f"{base}.json", _json([dict(zip(header, row, strict=True)) for row in listed]))


def write_csv(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as CSV: UTF-8, a row a line."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(value: Any) -> bytes:  # noqa: ANN401 # whatever JSON holds
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
