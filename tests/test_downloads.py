"""The published data, read by others' tools."""

from __future__ import annotations

import csv
import io
import json
import warnings
from codecs import BOM_UTF8
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from built import read_real_site

from sitegen.files.downloads import guard_cell
from sitegen.quantities.period import parse_period

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CONTRACT = [
    "fact",
    "indicator",
    "indicator_zh",
    "indicator_en",
    "domain",
    "area",
    "area_zh",
    "area_en",
    "period",
    "kind",
    "measure",
    "value",
    "low",
    "high",
    "bound",
    "unit",
    "value_base",
    "low_base",
    "high_base",
    "base_unit",
    "source",
    "locator",
    "phrase",
    "note_zh",
    "note_en",
    "start",
    "end",
    "stage",
]
"""The first twenty-five are promised in this order; what is new comes last."""


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


def rows(tree: Mapping[str, bytes], address: str) -> list[dict[str, str]]:
    """A table of the package, or one for spreadsheets, without what is marked as a text."""
    text = tree[address].decode("utf-8-sig")
    return [
        {name: cell.removeprefix("'") if is_guarded(cell) else cell for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]


def is_guarded(cell: str) -> bool:
    return cell[:1] == "'" and guard_cell(cell[1:]) == cell


def test_the_facts_have_exactly_the_contracts_columns(tree: Mapping[str, bytes]) -> None:
    header = next(csv.reader(io.StringIO(tree["data/facts.csv"].decode())))
    assert header == CONTRACT
    assert (
        len({row["fact"] for row in rows(tree, "data/facts.csv")})
        == len(rows(tree, "data/facts.csv"))
        > 100
    )


def test_tables_of_the_package_are_for_programs_and_all_others_open_in_excel(
    tree: Mapping[str, bytes],
) -> None:
    tables = [address for address in tree if address.startswith("data/") and address[-4:] == ".csv"]
    package = {
        f"data/{one['path']}" for one in json.loads(tree["data/datapackage.json"])["resources"]
    }
    assert package < set(tables)
    for address in tables:
        is_plain = address in package
        assert tree[address].startswith(BOM_UTF8) != is_plain, address
    for address in package:
        assert rows(tree, address) == rows(tree, address.replace("data/", "data/excel/"))


def test_no_cell_for_excel_begins_what_it_would_compute(tree: Mapping[str, bytes]) -> None:
    text = tree["data/excel/facts.csv"].decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert [cell for cell in cells if cell[:1] in set("=+@")] == []
    assert "'@2023-08" in cells


def test_every_fact_says_its_days_and_how_settled_it_is(tree: Mapping[str, bytes]) -> None:
    stages = {"target": "planned", "estimate": "expected", "actual": "announced"}
    for row in rows(tree, "data/facts.csv"):
        assert (row["start"], row["end"]) == tuple(
            day.isoformat() for day in parse_period(row["period"]).days
        )
        assert row["stage"] == stages[row["kind"]]


def test_base_values_follow_from_the_printed_ones(tree: Mapping[str, bytes]) -> None:
    factors = {
        row["unit"]: (Fraction(row["factor"]), row["base_unit"])
        for row in rows(tree, "data/units.csv")
    }
    for row in rows(tree, "data/facts.csv"):
        factor, base = factors[row["unit"]]
        assert row["base_unit"] == base
        for name in ("value", "low", "high"):
            assert bool(row[name]) == bool(row[f"{name}_base"])
            if row[name]:
                exact = Fraction(row[name]) * factor
                assert abs(Fraction(row[f"{name}_base"]) - exact) <= abs(exact) / 10**11


def test_json_says_what_csv_says(tree: Mapping[str, bytes]) -> None:
    pairs = [
        address
        for address in tree
        if address.startswith("data/")
        and address.endswith(".csv")
        and address[:-3] + "json" in tree
    ]
    assert len(pairs) > 100
    for address in pairs:
        assert json.loads(tree[address[:-3] + "json"]) == rows(tree, address)


def test_every_chart_indicator_and_briefing_has_its_files(tree: Mapping[str, bytes]) -> None:
    facts = rows(tree, "data/facts.csv")
    for indicator in {row["indicator"] for row in facts}:
        own = [row["fact"] for row in facts if row["indicator"] == indicator]
        assert [row["fact"] for row in rows(tree, f"data/indicators/{indicator}.csv")] == own
    for slug in ("economy", "innovation", "opening-up"):
        html = tree[f"zh/{slug}/index.html"].decode()
        for row in rows(tree, f"data/briefings/{slug}.csv"):
            assert row["fact"] in html
    charts = {
        address.removesuffix(".svg")
        for address in tree
        if address.startswith("data/charts/") and address.endswith(".svg")
    }
    assert len(charts) >= 18
    for chart in charts:
        assert rows(tree, f"{chart}.csv")
        assert b"<svg" in tree[f"{chart}.svg"]


def test_the_data_package_is_valid(tree: Mapping[str, bytes], tmp_path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the reader's own libraries
        from frictionless import Package  # noqa: PLC0415 # its import warns

        for address, content in tree.items():
            if address.startswith("data/") and "/" not in address.removeprefix("data/"):
                (tmp_path / address.removeprefix("data/")).write_bytes(content)
        report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "rowNumber", "fieldName", "message"])
    assert {task.name for task in report.tasks} >= {
        "facts",
        "targets",
        "indicators",
        "sources",
        "conflicts",
        "glossary",
    }


def test_the_package_leaves_out_what_serves_the_checks_alone(tree: Mapping[str, bytes]) -> None:
    assert "data/names.csv" not in tree
