"""Rows that are unlike the others of a long document are asked about; those that words explain are not."""

from __future__ import annotations

import pytest
from ledgers import make_ledger, row

from sitegen.audit.hints import find_hints
from sitegen.audit.passages import Passages
from sitegen.audit.phrases import list_places, locate_fact
from sitegen.ledger.readings import find_unit_before, read_quantities
from sitegen.messages.said import say
from sitegen.problems import Place, fold_alike

MANY = 31


def _ask(text: str, many: int = MANY, /, *, area: str = "city", **cells: str) -> list[str]:
    """The rules by which a row of a document is asked about that has so many rows of the city in 2025."""
    own = {"period": "2025", "kind": "target", "measure": "level", "unit": "家"} | cells
    subject = f"firms/{area}/{own['period'].replace('/', '--')}/{own['kind']}/{own['measure']}/plan"
    names = [chr(0x4E00 + number) for number in range(many)]
    first = 2 if subject == "firms/city/2025/target/level/plan" else 1
    stated = ["", *(f"/{number}" for number in range(2, many + 2))][first - 1 :]
    rows = [
        row(f"firms/city/2025/target/level/plan{statement}", "77", "家", phrase=f"{name}77家")
        for statement, name in zip(stated, names, strict=False)
    ]
    middle = many // 2
    rows.insert(middle, row(subject, "77", own["unit"], source="plan", phrase=f"77{own['unit']}，"))
    sentences = [f"全市有{name}77家。" for name in names]
    sentences.insert(middle, text)
    ledger = make_ledger(rows)
    document = ledger.source_by_key["plan"]
    passages = Passages("plan.txt", "".join(sentences))
    places = list_places([locate_fact(fact, passages, ledger.unit_by_key) for fact in ledger.facts])
    return [
        problem.rule
        for problem in find_hints(ledger, document, places, passages)
        if problem.line == middle + 2
    ]


@pytest.mark.parametrize(
    ("text", "cells", "rules"),
    [
        ("有77家，。", {}, []),
        ("有77家，。", {"area": "zone"}, ["hint-area"]),
        ("有77家，。", {"period": "2026"}, ["hint-period"]),
        ("2026年有77家，。", {"period": "2026"}, []),
        ("有77家，。", {"period": "2020"}, ["hint-period"]),
        ("有77家，。", {"period": "2024", "kind": "actual"}, ["hint-period"]),
        ("上半年有77家，。", {}, ["hint-period"]),
        ("1至9月有77家，。", {}, ["hint-period"]),
        ("1至9月有77家，。", {"period": "2025-01/2025-09"}, []),
        ("有77家，。", {"measure": "increment"}, ["hint-measure"]),
        ("引进77家，。", {"measure": "increment"}, []),
        ("同比有77家，。", {}, ["hint-kind"]),
        ("预计有77家，。", {}, ["hint-kind"]),
        ("力争有77家，。", {"kind": "actual"}, ["hint-kind", "hint-period"]),
        ("有77家，。", {"kind": "estimate"}, ["hint-kind"]),
        ("预计有77家，。", {"kind": "estimate"}, []),
        ("新增77家，。", {}, ["hint-measure"]),
        ("有77家，。", {"measure": "share"}, ["hint-measure"]),
    ],
)
def test_a_row_that_is_unlike_the_others_is_asked_about(
    text: str, cells: dict[str, str], rules: list[str]
) -> None:
    assert _ask(text, **cells) == rules


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("列全国第", "位", "it is a rank, but the unit counts count"),
        ("列全国第", "个", ""),
        ("共有", "位", ""),
        ("净增企业", "家", "it was newly added, but the measure is level"),
    ],
)
def test_words_of_another_measure_are_told(before: str, after: str, said: str) -> None:
    passages = Passages("plan.txt", f"{before}77{after}。")
    ledger = make_ledger([row("firms/city/2025/target", "77", "家", source="plan", phrase="77")])
    places = list_places([locate_fact(fact, passages, ledger.unit_by_key) for fact in ledger.facts])
    found = find_hints(ledger, ledger.source_by_key["plan"], places, passages)
    told = [one.message for one in found if one.rule == "hint-measure"]
    assert bool(told) is bool(said)
    assert all(one.startswith(f"{said}: ") for one in told)


def test_in_a_short_document_no_row_stands_out() -> None:
    assert _ask("有77家，。", 10, area="zone", period="2026") == []


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("座 33", "座"),
        ("位数 个 >3", "个"),
        ("年均增长率 % >5", "%"),
        ("全市第 1", "第"),
    ],
)
def test_what_stands_before_a_number_as_its_unit(text: str, unit: str) -> None:
    assert find_unit_before(read_quantities(text)[-1]) == unit


def test_what_is_the_same_in_several_places_is_told_once_with_them() -> None:
    same = [
        Place("content/a.en.md", line, 3).problem("unknown-fact", say("there is no fact `x`"))
        for line in (4, 9, 12)
    ]
    other = Place("content/a.de.md", 4, 3).problem("unknown-fact", say("there is no fact `x`"))
    told = fold_alike([*same, other])
    assert [first for first, _ in told] == [same[0], other]
    assert [str(one.message) for _, one in told] == [
        "there is no fact `x`, and so at 9:3, 12:3",
        "there is no fact `x`",
    ]
