"""The audit must find what is wrong: each mutation of a good row is caught."""

from __future__ import annotations

from dataclasses import replace as replace_fields
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT, copy_project, replace

from sitegen.audit.audit import audit_project
from sitegen.audit.passages import Passages
from sitegen.ledger.phrases import DIGITS, find_difference
from sitegen.ledger.reading import read_ledger
from sitegen.quantities.quantity import Quantity

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.ledger.values import Fact

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


LEDGER = read_ledger(
    {path.stem: path.read_text("utf-8") for path in (ROOT / "data").glob("*.csv")},
    ("zh", "en"),
    "data",
)[0]


def test_a_number_whose_unit_does_not_stand_beside_it_is_stated(project: Path) -> None:
    replace(project / "data/facts.csv", "about 400 boats", "about 400")
    assert "audit-open" not in said(project)
    replace(project.parent / "texts/plan.txt", "about 400 boats", "about 400 of them")
    assert "audit-open" not in said(project)


def test_white_space_does_not_hide_a_phrase() -> None:
    text = Passages("plan.txt", PLAN)
    assert text.find("12.5 million euro") == ((34, 52),)
    assert text.find("12.6 million") == ()


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
    assert "fixed" in audit.summary[0]


def test_a_folder_that_is_no_project_is_said(tmp_path: Path) -> None:
    assert [problem.rule for problem in audit_project(tmp_path, tmp_path).problems] == ["config"]


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
        ("服务群众超5万人", ("5", "over", "万人"), [("5", "over", "万"), ("50000", "over", "万")]),
        ("用户突破5万", ("5", "over", "万"), [("5", "over", "万家")]),
        (
            "全球第二条、国内首条第6代",
            ("2", "exact", "位"),
            [("6", "exact", "位"), ("3", "exact", "位")],
        ),
        ("40人左右", ("40", "about", "人"), [("40", "exact", "人")]),
    ],
)
def test_number_unit_and_bound_are_read_out_of_the_phrase(
    phrase: str, good: tuple[str, str, str], bad: list[tuple[str, str, str]]
) -> None:
    assert find_difference(_fact(phrase, *good), LEDGER.unit_by_key) is None
    for row in bad:
        assert find_difference(_fact(phrase, *row), LEDGER.unit_by_key), row


def test_numbers_that_are_equal_may_differ_in_print() -> None:
    facts = [_fact("40.0人", number, "exact", "人") for number in ("40.0", "40", "40.0")]
    found = [find_difference(fact, LEDGER.unit_by_key) for fact in facts]
    assert [one and one[0] for one in found] == [None, DIGITS, None]


@pytest.mark.parametrize(
    ("number", "unit", "is_same"),
    [("12", "户", True), ("120000", "户", True), ("13", "户", False), ("120001", "户", False)],
)
def test_a_number_that_is_the_same_has_another_unit(number: str, unit: str, is_same: bool) -> None:
    found = find_difference(_fact("12万人", number, "exact", unit), LEDGER.unit_by_key)
    assert found
    assert ("The number is the same: take number and unit" in found[2]) is is_same


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("财政收入下降2.1%", "-2.1"),
        ("比上年下降了2.1%", "-2.1"),
        ("同比增长2.1%", "2.1"),
        ("增速为-2.1%", "-2.1"),
        ("revenue fell by 2.1%", "-2.1"),
    ],
)
def test_growth_that_a_word_calls_a_fall_is_below_zero(phrase: str, value: str) -> None:
    other = value.removeprefix("-") if value.startswith("-") else f"-{value}"
    said = {
        one: find_difference(
            replace_fields(_fact(phrase, one, "exact", "%"), measure="growth"), LEDGER.unit_by_key
        )
        for one in (value, other)
    }
    assert said[value] is None
    assert said[other]


def test_both_ends_of_a_range_are_read() -> None:
    phrase = "地区生产总值 亿元 3500-4000"
    assert (
        find_difference(_fact(phrase, "", "range", "亿元", "3500", "4000"), LEDGER.unit_by_key)
        is None
    )
    for ends in (("3500", "4500"), ("350", "400")):
        assert find_difference(_fact(phrase, "", "range", "亿元", *ends), LEDGER.unit_by_key)
    assert find_difference(_fact(phrase, "3500", "exact", "亿元"), LEDGER.unit_by_key)


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


def _write_leftout(project: Path, *rows: str) -> None:
    header = "source,form,text,numerals,reason,note_en,note_de"
    (project / "data/leftout.csv").write_text("\n".join([header, *rows]) + "\n", "utf-8")


def _append(project: Path, source: str, text: str) -> None:
    path = project.parent / "texts" / f"{source}.txt"
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def test_a_whole_text_is_accounted_for(project: Path) -> None:
    audit = audit_project(project, project.parent / "texts", record=True)
    assert audit.problems == ()
    assert [one.open for one in audit.coverage] == [0, 0]
    assert "none open (100.0 % accounted for)" in audit.summary[0]


def test_a_number_that_no_fact_states_is_open_with_its_place_and_surroundings(
    project: Path,
) -> None:
    _append(project, "plan", "\nAnd 7 seals.")
    problems = audit_project(project, project.parent / "texts", record=True).problems
    assert [problem.rule for problem in problems] == ["audit-open"]
    assert problems[0].path.endswith("texts/plan.txt")
    assert (problems[0].line, problems[0].column) == (4, 5)
    assert "`7` in `boats. And 7 seals.`" in problems[0].message


def test_the_phrase_of_one_fact_does_not_cover_the_number_of_another(project: Path) -> None:
    """A row that is taken out leaves its number open, though another row's phrase spans it."""
    path = project / "data/facts.csv"
    lines = path.read_text("utf-8").splitlines()
    growth = next(line for line in lines if line.endswith(",6.5%,,"))
    lines.remove(growth)
    replaced = [line.replace("-1.5%,,", '"6.5%, but -1.5%",,') for line in lines]
    path.write_text("\n".join(replaced) + "\n", "utf-8")
    problems = audit_project(project, project.parent / "texts", record=True).problems
    assert [problem.rule for problem in problems] == ["audit-open"]
    assert "`6.5`" in problems[0].message


@pytest.mark.parametrize("row", ["plan,text,Plan 25,1,name,,", r"plan,pattern,^Plan \d+,1,name,,"])
def test_what_is_left_out_with_a_reason_is_not_open(project: Path, row: str) -> None:
    _append(project, "plan", "\nPlan 25")
    _write_leftout(project, row)
    audit = audit_project(project, project.parent / "texts", record=True)
    assert audit.problems == ()
    assert audit.coverage[0].leftout == 1


def test_a_row_that_leaves_out_more_than_it_says_is_said(project: Path) -> None:
    """A new number cannot hide behind an old reason."""
    _append(project, "plan", "\nPlan 25, Plan 25")
    _write_leftout(project, "plan,text,Plan 25,1,name,,")
    problems = audit_project(project, project.parent / "texts", record=True).problems
    assert [problem.rule for problem in problems] == ["audit-leftout"]
    assert "2 numerals" in problems[0].message
    _write_leftout(project, "plan,text,Plan 25,2,name,,", "plan,text,Plan,1,name,,")
    problems = audit_project(project, project.parent / "texts", record=True).problems
    assert ["no numeral" in problem.message for problem in problems] == [True]


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ("plan,pattern,(,1,name,,", "not a valid regular expression"),
        ("plan,text,Plan 25,1,example,,", "needs a note"),
        ("plan,text,Plan 25,1,example,a story,", "needs a note"),
        ("plan,text,Plan 25,one,name,,", "not a whole number"),
        ("plan,text,Plan 25,1,because,,", "not a valid reason"),
        ("plans,text,Plan 25,1,name,,", "no source"),
    ],
)
def test_a_row_that_can_leave_out_nothing_is_refused(project: Path, row: str, message: str) -> None:
    _append(project, "plan", "\nPlan 25")
    _write_leftout(project, row)
    problems = audit_project(project, project.parent / "texts").problems
    assert any(message in problem.message for problem in problems)


def test_recorded_coverage_is_held_to(project: Path) -> None:
    texts = project.parent / "texts"
    assert said(project) == ["audit-coverage", "audit-coverage"]
    audit_project(project, texts, record=True)
    assert said(project) == []
    (texts / "plan.txt").write_text(PLAN + " ", "utf-8")
    assert said(project) == ["audit-coverage"]


def _hints(project: Path, row: str, text: str) -> list[str]:
    """The hints at a row that is added at the end of the plan, by rule."""
    path = project / "data/facts.csv"
    lines = path.read_text("utf-8").splitlines()
    at = 1 + max(number for number, line in enumerate(lines) if ",plan," in line)
    path.write_text("\n".join([*lines[:at], row, *lines[at:]]) + "\n", "utf-8")
    _append(project, "plan", f"\n{text}")
    audit = audit_project(project, project.parent / "texts", record=True)
    assert {problem.level for problem in audit.problems} <= {"warning"}
    return [problem.rule for problem in audit.problems]


ROW = "boats,{area},{period},{kind},{measure},,{value},,,{bound},boats,plan,page 3,{phrase},,"


def _boats(phrase: str, value: str, **cells: str) -> str:
    defaults = {
        "area": "isles",
        "period": "2022",
        "kind": "actual",
        "measure": "level",
        "bound": "exact",
    }
    return ROW.format(phrase=phrase, value=value, **defaults | cells)


@pytest.mark.parametrize(
    ("row", "text", "rules"),
    [
        (_boats("77 boats", "77"), "There were 77 boats.", []),
        (_boats("77 boats", "77"), "Inselwerft: South Isle had 77 boats.", ["hint-area"]),
        (_boats("77 boats", "77", area="south"), "South Isle had 77 boats.", []),
        (_boats("77 boats", "77"), "The expected 77 boats.", ["hint-kind"]),
        (_boats("77 boats", "77", kind="estimate"), "The expected 77 boats.", []),
        (_boats("77 boats", "77", kind="estimate"), "There were 77 boats.", ["hint-kind"]),
        (_boats("77 boats", "77"), "There were more than 77 boats.", ["hint-bound"]),
        (_boats("more than 77 boats", "77", bound="over"), "Now more than 77 boats.", []),
        (_boats("77 boats", "77"), "新增77 boats.", ["hint-measure"]),
        (_boats("77 boats", "77", measure="increment"), "新增77 boats.", []),
        (_boats("77 boats", "77"), "2019年有77 boats.", ["hint-period"]),
        (_boats("77 boats", "77"), "2022年有77 boats.", []),
    ],
)
def test_words_that_contradict_a_row_are_hinted_at(
    project: Path, row: str, text: str, rules: list[str]
) -> None:
    if "年" in text:
        _write_leftout(project, "plan,pattern,20(?:19|22)(?=年),1,date,,")
    assert _hints(project, row, text) == rules


def test_a_hint_that_was_looked_into_is_not_given_again(project: Path) -> None:
    key = "boats/isles/2022/actual/level/plan"
    (project / "data/hints.csv").write_text(
        f"fact,hint,reason\n{key},hint-kind,the sentence says so of another year\n", "utf-8"
    )
    assert _hints(project, _boats("77 boats", "77"), "The expected 77 boats.") == []


def test_a_bound_that_the_check_was_told_of_is_not_asked_about_again(project: Path) -> None:
    row = _boats("77 boats", "77", bound="over")
    assert _hints(project, row, "There were 77 boats.") == ["hint-bound"]
    key = "boats/isles/2022/actual/level/plan"
    (project / "data/hints.csv").write_text(
        f"fact,hint,reason\n{key},phrase-bound,the verb before it says so\n", "utf-8"
    )
    assert audit_project(project, project.parent / "texts", record=True).problems == ()


def test_a_hint_that_is_given_no_more_is_to_be_taken_out(project: Path) -> None:
    (project / "data/hints.csv").write_text(
        "fact,hint,reason\nboats/isles/2020/actual/level/plan,hint-kind,why\n", "utf-8"
    )
    audit = audit_project(project, project.parent / "texts", record=True)
    assert [problem.rule for problem in audit.problems] == ["audit-hint"]


def test_a_programme_that_the_text_does_not_name_is_said(project: Path) -> None:
    header = "programme,part_of,domain,area,period,source,locator,phrase,name_en,name_de,summary_en,summary_de"
    for phrase, rules in (("About the fleet", []), ("About the float", ["audit-phrase"])):
        (project / "data/programmes.csv").write_text(
            f"{header}\nfleet,,sea,isles,2025,plan,p,{phrase},Fleet,Flotte,Boats,Boote\n", "utf-8"
        )
        problems = audit_project(project, project.parent / "texts", record=True).problems
        assert [problem.rule for problem in problems] == rules


@given(st.text(alphabet="ab \n\t第", max_size=12), st.text(alphabet="ab第", min_size=1, max_size=3))
def test_what_is_found_is_what_stands_there(text: str, phrase: str) -> None:
    passages = Passages("plan.txt", text)
    found = passages.find(phrase)
    for start, end in found:
        assert "".join(text[start:end].split()) == phrase
        assert passages.locate(phrase, 0, len(phrase), (start, end)) == (start, end)
        place = passages.place(start)
        assert text.split("\n")[place.line - 1][place.column - 1] == phrase[0]
    squeezed = "".join(text.split())
    assert len(found) == sum(squeezed.startswith(phrase, at) for at in range(len(squeezed)))
