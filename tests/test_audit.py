"""The audit must find what is wrong: each mutation of a good row is caught."""

from __future__ import annotations

from dataclasses import replace as replace_fields
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_project, replace

from sitegen.audit import audit_project, check_phrase, find_phrase
from sitegen.loading import load_ledger
from sitegen.quantity import Quantity

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.ledger import Fact

PLAN = "About the fleet:\nabout 400 boats; 12.5  million euro\nlanded. Goals: 18-20 million euro, over 600 boats."
GAZETTE = (
    "16.0 million euro. 10.5 million euro in the north, over 5 million euro in the south,"
    " a growth of 6.5%, but -1.5% there; at least 350 boats."
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = copy_project(tmp_path / "in")
    text = (project / "data/facts.csv").read_text("utf-8").splitlines()
    text[1], text[3] = text[3], text[1]
    text[2], text[3] = text[3], text[2]
    (project / "data/facts.csv").write_text("\n".join(text) + "\n", "utf-8")
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "plan.txt").write_text(PLAN, "utf-8")
    (texts / "gazette.txt").write_text(GAZETTE, "utf-8")
    return project


def said(project: Path) -> list[str]:
    return [problem.rule for problem in audit_project(project, project.parent / "texts").problems]


LEDGER = load_ledger(
    {path.stem: path.read_text("utf-8") for path in (ROOT / "data").glob("*.csv")},
    ("zh", "en"),
    "data",
)[0]


def test_white_space_does_not_hide_a_phrase() -> None:
    assert find_phrase("12.5 million euro", PLAN) == [(34, 52)]
    assert find_phrase("12.6 million", PLAN) == []


def test_a_text_that_is_not_there_is_said(project: Path) -> None:
    (project.parent / "texts" / "plan.txt").unlink()
    assert "audit-text" in said(project)


def test_a_phrase_that_is_not_there_is_said(project: Path) -> None:
    replace(project / "data/facts.csv", "over 600 boats", "over 601 boats")
    assert "audit-phrase" in said(project)


def test_a_phrase_that_stands_twice_is_said(project: Path) -> None:
    path = project.parent / "texts" / "plan.txt"
    path.write_text(PLAN + " Again: over 600 boats.", "utf-8")
    assert "audit-phrase" in said(project)


def test_rows_out_of_order_are_said(project: Path) -> None:
    path = project / "data/facts.csv"
    lines = path.read_text("utf-8").splitlines()
    lines[1], lines[2] = lines[2], lines[1]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert "audit-order" in said(project)


def test_a_broken_ledger_is_said_and_not_audited(project: Path) -> None:
    replace(project / "data/facts.csv", "boats,isles,2020", "boots,isles,2020")
    audit = audit_project(project, project.parent / "texts")
    assert [problem.rule for problem in audit.problems] == ["foreign-key"]
    assert "mended" in audit.summary[0]


def test_a_folder_that_is_no_project_is_said(tmp_path: Path) -> None:
    assert [problem.rule for problem in audit_project(tmp_path, tmp_path).problems] == ["config"]


ROW = "output,zone,2023,actual,level,,{value},{low},{high},{bound},{unit},plan,p,{phrase},,"


@pytest.mark.parametrize(
    ("phrase", "good", "bad"),
    [
        (
            "生产总值3201.2亿元",
            ("3201.2", "exact", "亿元"),
            [("3201.3", "exact", "亿元"), ("3201.2", "over", "亿元"), ("3201.2", "exact", "万元")],
        ),
        (
            "规模突破1400亿元",
            ("1400", "over", "亿元"),
            [("1400", "exact", "亿元"), ("1400", "at-least", "亿元")],
        ),
        (
            "销售3200套以上",
            ("3200", "at-least", "套"),
            [("3200", "exact", "套"), ("3200", "over", "套"), ("3200", "at-least", "家")],
        ),
        (
            "迈上两千亿元台阶",
            ("2000", "over", "亿元"),
            [("2000", "exact", "亿元"), ("200", "over", "亿元")],
        ),
        (
            "新增企业3.8万户",
            ("3.8", "exact", "万户"),
            [("38", "exact", "万户"), ("3.8", "exact", "户")],
        ),
        ("进入全国前三", ("3", "at-most", "位"), [("3", "exact", "位"), ("2", "at-most", "位")]),
        ("连续举办十五届", ("15", "exact", "届"), [("5", "exact", "届"), ("50", "exact", "届")]),
        ("较2018年翻一番", ("2", "exact", "倍"), [("1", "exact", "倍"), ("4", "exact", "倍")]),
        (
            "贡献 2/3 的新设企业",
            ("2", "exact", "1/3"),
            [("2", "exact", "1/4"), ("3", "exact", "1/3")],
        ),
        (
            "提高0.5个百分点以上",
            ("0.5", "at-least", "个百分点"),
            [("0.5", "at-least", "%"), ("0.5", "exact", "个百分点")],
        ),
        (
            "人均GDP 万元 >25 >5.4%",
            ("25", "over", "万元"),
            [("25", "exact", "万元"), ("5.4", "over", "万元")],
        ),
        ("近3000家", ("3000", "under", "家"), [("3000", "about", "家"), ("3000", "exact", "家")]),
        ("约50余项", ("50", "over", "项"), [("50", "exact", "项")]),
        ("40人左右", ("40", "about", "人"), [("40", "exact", "人")]),
    ],
)
def test_number_unit_and_bound_are_read_out_of_the_phrase(
    phrase: str, good: tuple[str, str, str], bad: list[tuple[str, str, str]]
) -> None:
    assert list(check_phrase(_fact(phrase, *good))) == []
    for row in bad:
        assert len(list(check_phrase(_fact(phrase, *row)))) == 1, row


def test_both_ends_of_a_range_are_read() -> None:
    phrase = "地区生产总值 亿元 3500-4000"
    assert list(check_phrase(_fact(phrase, "", "range", "亿元", "3500", "4000"))) == []
    for ends in (("3500", "4500"), ("350", "400")):
        assert len(list(check_phrase(_fact(phrase, "", "range", "亿元", *ends)))) == 1
    assert len(list(check_phrase(_fact(phrase, "3500", "exact", "亿元")))) == 1


def _fact(phrase: str, value: str, bound: str, unit: str, low: str = "", high: str = "") -> Fact:
    """A fact of the real ledger that is made to say this."""
    numbers = [Decimal(one) if one else None for one in (value, low, high)]
    stated = Quantity(numbers[0], numbers[1], numbers[2], bound, LEDGER.unit_by_key[unit])  # type: ignore[arg-type] # a parameter
    return replace_fields(LEDGER.facts[0], phrase=phrase, quantity=stated)


SOURCES = ROOT.parent / "shared" / "sources"


@pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the texts of the sources are not beside the project"
)
def test_every_fact_of_the_real_site_stands_in_its_source() -> None:
    audit = audit_project(ROOT, SOURCES)
    assert audit.problems == ()
    assert len(audit.summary) > 1
