from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass, fields
from decimal import Decimal
from fnmatch import fnmatchcase
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from projects import SHIPPED, copy_project

from sitegen.build.order import check_site
from sitegen.checks.tables import check_tables
from sitegen.language.localized import Localized
from sitegen.later import Later
from sitegen.ledger import tables
from sitegen.ledger.cells import find_fault
from sitegen.ledger.columns import Column, Table
from sitegen.ledger.ledger import Ledger
from sitegen.ledger.reading import MAKERS, read_ledger, read_table, resolve_tables
from sitegen.ledger.rules import REMARKS, ROW_RULES
from sitegen.ledger.schema import TABLES
from sitegen.ledger.stages import SOURCE_KINDS, SourceKind
from sitegen.ledger.tables import parse_tables
from sitegen.ledger.values import TableValue
from sitegen.memo import digest
from sitegen.messages.said import Said
from sitegen.quantities.period import parse_period
from sitegen.quantities.quantity import Interval, Quantity
from sitegen.quantities.units import Unit, to_base
from sitegen.sheets import rows
from sitegen.sheets.headers import parse_header
from sitegen.sheets.rows import Sheet, find_starts, split_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.ledger.columns import Type
    from sitegen.ledger.tables import ParsedTable
    from sitegen.problems import Problem

LANGUAGES = ("en", "de")
FILES = {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")}


def load(**changes: tuple[str, str]) -> tuple[Ledger, tuple[Problem, ...]]:
    files = dict(FILES)
    for name, (old, new) in changes.items():
        assert old in files[name]
        files[name] = files[name].replace(old, new, 1)
    return read_ledger(files, ("en", "de"), "data")


def test_a_rank_without_a_unit_to_count_in_is_told_what_is_missing() -> None:
    row = "boats,isles,2023,actual,rank,,3,,,exact,boats,plan,page 9,number 3,,\n"
    facts = ("catch,isles,2020", f"{row}catch,isles,2020")
    _, [told] = load(facts=facts)
    assert told.hint == "Fix the unit, or make this another indicator"
    _, [told] = load(facts=facts, units=("rank,rank,1,No. {plain},Platz {plain}\n", ""))
    assert told.hint == "Add a unit with the base unit `rank` to units.csv"


def test_a_good_ledger_has_no_problems() -> None:
    ledger, problems = load()
    assert problems == ()
    assert len(ledger.facts) == 10


@pytest.mark.parametrize(
    ("key", "found"),
    [
        ("catch/isles/2023", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2023/growth", ["catch/isles/2023/actual/growth/gazette"]),
        ("catch/isles/2023/actual/level/gazette", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2023/gazette", ["catch/isles/2023/actual/level/gazette"]),
        ("catch/isles/2025", ["catch/isles/2025/target/level/plan"]),
        ("catch/isles/2025/actual", []),
        ("catch/isles", []),
        ("isles/catch/2023", []),
        ("", []),
    ],
)
def test_a_key_may_be_short_where_it_means_one_fact(key: str, found: list[str]) -> None:
    assert [fact.key for fact in load()[0].find_facts(key)] == found


@pytest.mark.parametrize(("said", "found"), [("16.0", 1), ("16.1", 2)])
def test_of_sources_that_say_the_very_same_a_key_means_the_first(said: str, found: int) -> None:
    row = "catch,isles,2023,actual,growth"
    other = f"catch,isles,2023,actual,level,,{said},,,exact,million euro,plan,page 3,{said},,\n"
    ledger, _ = load(facts=(row, other + row))
    meant = ledger.find_facts("catch/isles/2023")
    assert meant[0].key == "catch/isles/2023/actual/level/gazette"
    assert len(meant) == found


def test_a_later_statement_must_be_asked_for() -> None:
    row = "catch,isles,2023,actual,growth"
    ledger, problems = load(
        facts=(
            row,
            "catch,isles,2023,actual,level,2,15,,,over,million euro,gazette,page 3,over 15,,\n"
            + row,
        )
    )
    assert problems == ()
    assert [fact.statement for fact in ledger.find_facts("catch/isles/2023")] == [1]
    assert [fact.key for fact in ledger.find_facts("catch/isles/2023/2")] == [
        "catch/isles/2023/actual/level/gazette/2"
    ]


@pytest.mark.parametrize(
    ("bound", "value", "agrees"),
    [
        ("over", "15.9", True),
        ("over", "16", False),
        ("at-least", "16", True),
        ("about", "15.5", True),
        ("about", "14", False),
        ("under", "16", False),
        ("under", "17", True),
        ("at-most", "16", True),
        ("exact", "16", True),
        ("exact", "16.1", False),
    ],
)
def test_facts_of_one_subject_agree_or_are_declared(bound: str, value: str, agrees: bool) -> None:
    row = "catch,isles,2023,actual,growth"
    twin = (
        f"catch,isles,2023,actual,level,2,{value},,,{bound},million euro,gazette,page 3,p,,\n{row}"
    )
    _, problems = load(facts=(row, twin))
    assert [problem.rule for problem in problems] == ([] if agrees else ["conflict"])
    files = dict(FILES)
    files["facts"] = files["facts"].replace(row, twin)
    key = "catch/isles/2023/actual/level/gazette"
    files["conflicts"] = (
        f"conflict,fact_a,fact_b,difference_en,difference_de,treatment_en,treatment_de\nx,{key},{key}/2,a,b,c,d\n"
    )
    assert read_ledger(files, ("en", "de"), "data")[1] == ()


FACTORS = st.integers(-2, 13).map(lambda power: Fraction(10) ** power)
NUMBERS = st.decimals(-(10**9), 10**9, places=4, allow_nan=False)


@settings(deadline=None)
@given(NUMBERS, FACTORS)
def test_shifts_lose_and_gain_nothing(number: Decimal, factor: Fraction) -> None:
    base = to_base(number, Unit("u", "b", factor, ()))
    assert Fraction(base) == Fraction(number) * factor
    assert "E" not in str(base)


def test_thirds_are_rounded_once() -> None:
    third = Unit("1/3", "percent", Fraction(100, 3), ())
    assert to_base(Decimal(2), third) == Decimal("66.6666666667")
    quarter = Unit("1/4", "percent", Fraction(100, 4), ())
    assert to_base(Decimal("0.01"), quarter) == Decimal("0.25")


ENDS = st.one_of(st.none(), st.integers(-5, 5).map(Fraction))
INTERVALS = st.builds(Interval, ENDS, ENDS, st.booleans(), st.booleans())


@settings(deadline=None)
@given(INTERVALS, INTERVALS)
def test_agreement_is_mutual(one: Interval, two: Interval) -> None:
    assert one.meets(two) == two.meets(one)


@settings(deadline=None)
@given(NUMBERS, st.sampled_from(["over", "at-least", "under", "at-most", "about", "exact"]))
def test_every_statement_but_a_strict_one_agrees_with_its_number(
    number: Decimal, bound: str
) -> None:
    unit = Unit("u", "b", Fraction(1), ())
    stated = Quantity(number, None, None, bound, unit).interval  # type: ignore[arg-type]
    exact = Quantity(number, None, None, "exact", unit).interval
    assert stated.meets(exact) == (bound not in {"over", "under"})


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.text(max_size=60))
@example("areas", "\r")
def test_no_text_of_a_table_is_a_traceback(name: str, text: str) -> None:
    _, problems = read_ledger(FILES | {name: text}, LANGUAGES, "data")
    assert problems
    _, problems = read_ledger(FILES | {name: FILES[name] + text + "\n"}, LANGUAGES, "data")
    assert problems or not text.replace(",", "").replace('"', "").strip()


# The schema


def test_every_table_and_column_has_its_field() -> None:
    kept = {one.name for one in fields(Ledger)}
    for table in TABLES:
        assert table.attribute in kept
        columns = {column.attribute for column in table.columns}
        own = {one.name for one in fields(table.value)} - {"row"}
        assert columns == own or table.name in MAKERS, table.name


def test_what_is_special_to_tables_is_of_tables_that_there_are() -> None:
    names = {table.name for table in TABLES}
    assert {*MAKERS, *ROW_RULES, *REMARKS} <= names


def test_a_reference_leads_to_a_table_before_its_own_or_to_its_own() -> None:
    known: set[str] = set()
    for table in TABLES:
        known |= {table.name} if table.key else set()
        assert {one.references for one in table.columns if one.references} <= known
        known.add(table.name)


def test_prose_is_written_once_a_language() -> None:
    prose = [column for table in TABLES for column in table.columns if column.prose]
    assert prose
    assert all(column.localized for column in prose)


@dataclass(frozen=True)
class Boat(TableValue):
    boat: str
    title: Localized
    crews: tuple[str, ...]
    shares: tuple[tuple[str, tuple[str, ...]], ...]
    length: Decimal
    berths: int
    part: Fraction
    built: str
    season: object
    colour: object
    twin: str
    owner: object


class HereAlready(Later):
    """A class that need not be imported."""

    def find(self) -> type[Boat]:
        return Boat


BOATS = Table(
    "boats",
    Said("Boats"),
    (
        Column("boat", Said("Key"), unique=True),
        Column("name", Said("Name"), localized=True, field="title"),
        Column("crews", Said("Crews"), separator="|", required=False),
        Column("share", Said("Shares"), localized=True, separator=" ", field="shares"),
        Column("length", Said("Length"), type="number"),
        Column("berths", Said("Berths"), type="integer", required=False, default="2"),
        Column("part", Said("Part"), type="fraction"),
        Column("built", Said("Built"), type="date"),
        Column("season", Said("Season"), type="period", required=False),
        Column("colour", Said("Colour"), enum=("red", "blue"), stands_for=(0xFF0000, 0x0000FF)),
        Column("twin", Said("Twin"), required=False, references="boats"),
        Column("owner", Said("Owner"), required=False, references="owners", resolved=True),
    ),
    HereAlready(""),
    key="boat",
)
HEADER = (
    "boat,name_en,name_de,crews,share_en,share_de,length,berths,part,built,season,colour,twin,owner"
)


def parse_boats(*lines: str) -> tuple[ParsedTable, dict[str, dict[str, object]]]:
    [boats] = parse_tables(
        {"boats": "\n".join([HEADER, *lines]) + "\n"}, [BOATS], LANGUAGES, "data"
    ).tables
    return boats, {"owners": {"ann": Ellipsis}}


def test_an_ordinary_table_needs_no_more_than_its_schema_and_its_class() -> None:
    parsed, known = parse_boats(
        "gull,Gull,Möwe,day|night|,a b,c,-7.50,,1/3,2021-11,2021/2025,blue,tern,ann",
        'tern,Tern,"Seeschwalbe, kleine",,a,c,7,4,2,2021,,red,,',
    )
    boats, problems = read_table(parsed, known, LANGUAGES)
    assert (parsed.problems, problems) == ((), ())
    gull, tern = boats
    assert gull == Boat(
        "gull",
        Localized((("en", "Gull"), ("de", "Möwe"))),
        ("day", "night"),
        (("en", ("a", "b")), ("de", ("c",))),
        Decimal("-7.50"),
        2,
        Fraction(1, 3),
        "2021-11",
        parse_period("2021/2025"),
        0x0000FF,
        "tern",
        Ellipsis,
        row=parsed.rows[0],
    )
    assert tern.title["de"] == "Seeschwalbe, kleine"
    assert (tern.crews, tern.berths, tern.season, tern.twin, tern.owner) == ((), 4, None, "", None)
    assert (tern.place.path, tern.place.line, tern.place.column) == ("data/boats.csv", 3, 1)


def test_what_rests_on_a_row_that_is_left_out_goes_with_it() -> None:
    parsed, known = parse_boats(
        "gull,Gull,Möwe,,a,c,7,,1,2021,,blue,tern,",
        "tern,Tern,Schwalbe,,a,c,7,,1,2021,,blue,skua,",
        "skua,Skua,Skua,,a,c,seven,,1,2021,,blue,,",
        "auk,Auk,Alk,,a,c,7,,1,2021,,blue,,",
    )
    assert [problem.message for problem in parsed.problems] == ["`seven` is not a number"]
    assert [boat.boat for boat in read_table(parsed, known, LANGUAGES)[0]] == ["auk"]


def load_parts(wholes: Sequence[str]) -> list[str]:
    """What is told of places `a0`, `a1` …, given the whole of each."""
    lines = [f"a{n},A,A,A,A,,{whole},," for n, whole in enumerate(wholes)]
    header, *own = FILES["areas"].splitlines()
    files = {**FILES, "areas": "\n".join((header, *lines, *own, ""))}
    return [f"{one.line}: {one.message}" for one in read_ledger(files, LANGUAGES, "data")[1]]


@pytest.mark.parametrize(
    ("wholes", "found"),
    [
        (["a1", "a2", ""], []),
        (["a0", "", ""], ["2: `a0` is part of itself"]),
        (["a1", "a2", "a0"], ["2: `a0` is part of itself, by way of `a1`, `a2`"]),
        (["a2", "a2", "a1"], ["3: `a1` is part of itself, by way of `a2`"]),
        (
            ["a1", "a0", "a4", "a2", "a3", "a4"],
            [
                "2: `a0` is part of itself, by way of `a1`",
                "4: `a2` is part of itself, by way of `a4`, `a3`",
            ],
        ),
    ],
)
def test_each_loop_of_places_is_told_once_at_its_first_row(
    wholes: list[str], found: list[str]
) -> None:
    assert load_parts(wholes) == found


def test_a_chain_and_a_loop_of_thousands_are_followed_once() -> None:
    number = 20_000
    wholes = [f"a{n + 1}" for n in range(number - 1)]
    assert load_parts([*wholes, ""]) == []
    told = f"11: `a9` is part of itself, by way of {number - 10} others"
    assert load_parts([*wholes, "a9"]) == [told]


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("number", ["0", "-1.5", "007"], ["1,5", "1.", ".5", "+1", "1e3", "١", "NaN"]),
        ("integer", ["0", "12"], ["-1", "1.0", "1/2", "٣", "9" * 5000]),
        ("fraction", ["0", "365", "1/3"], ["1/0", "1/00", "-1/3", "1/", "1.5", "9" * 5000]),
        ("date", ["2021", "2021-11", "2021-11-30"], ["2021-13", "2021-Q1", "@2021", "2021/2025"]),
        ("period", ["2021/2025", "@2023-08"], ["2021-2025", "2023-08-15"]),
    ],
)
def test_a_cell_holds_what_its_type_says(kind: Type, right: list[str], wrong: list[str]) -> None:
    column = Column("x", Said("Some"), type=kind)
    assert [text for text in right if find_fault(column, "x", text)] == []
    assert [text for text in wrong if not find_fault(column, "x", text)] == []


# Rows and their places


@settings(deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\r\n\0")), min_size=1, max_size=6))
def test_a_line_is_split_as_csv_writes_it_and_each_cell_is_found(cells: list[str]) -> None:
    line = ",".join(
        '"' + cell.replace('"', '""') + '"' if set(cell) & set('",') else cell for cell in cells
    )
    assert split_line(line) == (next(csv.reader([line]), None) or [""]) == cells
    starts = find_starts(line)
    assert len(starts) == len(cells)
    for start, end, cell in zip(starts, [*starts[1:], len(line) + 2], cells, strict=True):
        assert (next(csv.reader([line[start - 1 : end - 2]]), None) or [""]) == [cell]


def test_no_place_is_worked_out_where_nothing_is_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(rows, "find_starts")
    parsed = parse_tables(FILES, TABLES, LANGUAGES, "data")
    ledger, problems = resolve_tables(parsed)
    assert (problems, list(check_tables(parsed, ledger))) == ((), [])
    with pytest.raises(NameError):
        ledger.facts[0].row.place("period")


def test_a_build_parses_each_table_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    parse, parsed = tables.parse_table, Counter[str]()

    def count(path: str, text: str | None, *rest: object) -> ParsedTable:
        parsed[path] += 1
        return parse(path, text, *rest)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(tables, "parse_table", count)
    project = copy_project(tmp_path / "in")
    facts = project / "data/facts.csv"  # other texts than those an earlier test left in memory
    facts.write_text(facts.read_text("utf-8") + "\n", "utf-8")
    check_site(project)
    assert parsed == {f"data/{table.name}.csv": 1 for table in TABLES}


# The whole


def test_values_are_found_by_key() -> None:
    ledger, _ = load()
    assert ledger.source_by_key["plan"].date == "2021-03"
    assert ledger.domain_by_key["sea"] == ledger.domains[0]
    assert ledger.term_by_key["catch"] == ledger.terms[0]
    assert ledger.unit_by_key["EUR"].factor == 1
    assert all(ledger.fact_by_key[fact.key] is fact for fact in ledger.facts)
    for groups in (ledger.facts_by_source, ledger.facts_by_indicator):
        assert sorted(fact.key for own in groups.values() for fact in own) == sorted(
            ledger.fact_by_key
        )
    assert {fact.source.source for fact in ledger.facts_by_source["plan"]} == {"plan"}
    assert {one.indicator.indicator for one in ledger.facts_by_indicator["catch"]} == {"catch"}
    assert list(ledger.facts_by_indicator) == [one.indicator for one in ledger.indicators]


def version(
    files: dict[str, str], languages: tuple[str, ...] = LANGUAGES, folder: str = "data"
) -> str:
    return digest(read_ledger(files, languages, folder)[0])


@settings(deadline=None, max_examples=20)
@given(st.permutations(sorted(FILES)))
def test_equal_texts_make_equal_ledgers(order: list[str]) -> None:
    again = {name: FILES[name] for name in order} | {"notes": "no table of the ledger"}
    assert read_ledger(again, LANGUAGES, "data")[0] == read_ledger(FILES, LANGUAGES, "data")[0]
    assert version(again) == version(FILES)


@settings(deadline=None)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_any_changed_text_makes_another_ledger(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(FILES[name])))
    text = FILES[name][:at] + data.draw(st.text(min_size=1, max_size=3)) + FILES[name][at:]
    changed = FILES | {name: text}
    assert version(changed) != version(FILES)
    assert read_ledger(changed, LANGUAGES, "data")[0] != read_ledger(FILES, LANGUAGES, "data")[0]


def test_another_setting_makes_another_ledger() -> None:
    kinds = (*SOURCE_KINDS, SourceKind("letter"))
    made = {
        version(FILES),
        version(FILES, LANGUAGES[::-1]),
        version(FILES, folder="tables"),
        version({name: text for name, text in FILES.items() if name != "names"}),
        digest(read_ledger(FILES, LANGUAGES, "data", kinds)[0]),
    }
    assert len(made) == 5


def test_a_column_whose_cells_may_be_empty_may_be_left_out() -> None:
    names, needless = ("key", "note_en", "note_fr", "stage"), {"note_en", "note_fr", "stage"}
    for header, row, cells in (
        ("key", "a", ["a", "", "", ""]),
        ("key,note_en", "a,b", ["a", "b", "", ""]),
        ("key,note_fr,stage", "a,b", ["a", "", "b", ""]),
        ("note_fr,key", "b,a", ["a", "", "b", ""]),
    ):
        sheet = parse_header("data/x.csv", [header], names, needless, {"stage"})
        assert isinstance(sheet, Sheet)
        assert list(sheet.arrange(row.split(",")) or ()) == cells
        assert sheet.has("stage") == ("stage" in header)
    for header, said in (
        ("note_en,stage", "the header lacks `key`"),
        ("key,notes_en", "Did you mean `note_en`"),
    ):
        told = parse_header("data/x.csv", [header], names, needless, {"stage"})
        assert not isinstance(told, Sheet)
        assert said in str(told)


_HARBOUR = Path(__file__).parent / "harbour" / "data"
LARGE, _ = read_ledger(
    {one.stem: one.read_text("utf-8") for one in _HARBOUR.glob("*.csv")},
    ("en", "zh"),
    "data",
    SOURCE_KINDS,
)
PARTS = sorted({part for fact in LARGE.facts for part in fact.key.split("/")} | {"1"})


@st.composite
def _patterns(draw: st.DrawFn) -> str:
    """Patterns like keys of facts, with stars in the place of parts and of their beginnings, ends and middles."""
    parts = draw(st.sampled_from(LARGE.facts)).key.split("/")
    kept = parts[:3] + draw(st.lists(st.sampled_from([*parts[3:], *PARTS]), max_size=2))
    starred = []
    for part in kept:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(part))] * 2)))
        forms = [part, part, "*", f"*{part[start:]}", f"{part[:end]}*", f"*{part[start:end]}*"]
        starred.append(draw(st.sampled_from(forms)))
    return "/".join(starred)


@given(_patterns())
def test_a_pattern_means_the_facts_whose_parts_fit(pattern: str) -> None:
    fixed, rest = pattern.split("/")[:3], pattern.split("/")[3:]
    fitting = tuple(
        fact
        for fact in LARGE.facts
        if all(map(fnmatchcase, fact.key.split("/"), fixed))
        and all(
            any(fnmatchcase(one, part) for one in (*fact.key.split("/")[3:6], str(fact.statement)))
            for part in rest
        )
    )
    assert LARGE.match_facts(pattern) == fitting
