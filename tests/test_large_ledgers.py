"""Large tables, read again and again: nothing is stale, and no more is done than an edit asks for."""

from __future__ import annotations

import difflib
import re
import sys
from collections import Counter
from dataclasses import fields, replace
from fractions import Fraction
from functools import cache
from itertools import combinations
from types import SimpleNamespace
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledger_corpus import SHAPES, Shape, make_tables, write_ledger_project
from ledgers import make_facts, make_ledger, row
from sketches import build_whole

from sitegen.analysis import targets, verdict
from sitegen.analysis.kept import Kept
from sitegen.analysis.topics import LEVELS, take_first
from sitegen.build import kit
from sitegen.build.load import TablesReader
from sitegen.language.catalog_reading import parse_catalog
from sitegen.language.language import Language
from sitegen.language.voice import Voice
from sitegen.ledger import ledger
from sitegen.ledger.reading import TableReader
from sitegen.ledger.rules import MOST_CONFLICTS
from sitegen.ledger.schema import MEASURES, TABLES
from sitegen.pages import indicator
from sitegen.pages.shared import list_tracked
from sitegen.problems import Suggester, find_nearest
from sitegen.project.front_lines import META
from sitegen.quantities.quantity import Interval, find_apart
from sitegen.render.templates import render_template
from sitegen.resolve.chart_facts import MOST_POINTS, find_comparable, list_path_items
from sitegen.sheets import lines, rows
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from pathlib import Path
    from types import FrameType

    from sitegen.build.load import Tables
    from sitegen.render.templates import Templates

CODES = ("en",)


@cache
def corpus(shape: str, facts: int = 60) -> dict[str, str]:
    """All tables of a made project."""
    units = "unit,base_unit,factor,form_en\n" + "".join(
        f"{unit},{base},{factor},{{stated}} {unit}\n"
        for unit, base, factor in (
            ("tonne", "tonne", "1"),
            ("million tonnes", "tonne", "1000000"),
            ("percent", "percent", "1"),
            ("%", "percent", "1"),
        )
    )
    domains = "domain,name_en\nfreight,Freight\ntravel,Travel\n"
    return {**make_tables(facts, shape), "units": units, "domains": domains}


def open_reader() -> TablesReader:
    return TablesReader(TableReader(TABLES, CODES, "data"))


def read(reader: TablesReader, files: dict[str, str]) -> Tables:
    return reader.read(tuple(files.items()))


def show(made: Tables) -> list[object]:
    """All that was read, with the places of the rows, which count for no comparison."""
    ledger = made.curated.ledger
    values = [getattr(ledger, one.name) for one in fields(ledger)]
    lines = [
        (one, one.row.line, one.row.text, one.place)
        for own in values
        if isinstance(own, tuple)
        for one in own
        if hasattr(one, "row")
    ]
    relations = [(one, one.place) for one in made.curated.relations]
    places = [one.target.row.line for one in made.curated.assessments]
    return [
        values,
        lines,
        made.curated.assessments,
        places,
        relations,
        made.problems,
        made.findings,
    ]


EDITS = st.lists(
    st.tuples(
        st.sampled_from(("cell", "drop", "double", "swap", "join", "other")),
        st.integers(0, 10**6),
        st.integers(0, 10**6),
        st.sampled_from(
            (
                "",
                "x",
                "2024",
                "1000.0",
                "7",
                "2.0",
                "target",
                "growth",
                "source-1",
                '"',
                '"a\nb"',
                ",",
            )
        ),
    ),
    min_size=1,
    max_size=4,
)


def edit(files: dict[str, str], change: tuple[str, int, int, str]) -> dict[str, str]:
    """The tables with one line changed in some way."""
    how, at, where, text = change
    names = sorted(files)
    name = names[where % len(names)] if how == "other" else "facts"
    header, *lines = files[name].removesuffix("\n").split("\n")
    if not lines:
        return files
    line, cells = at % len(lines), lines[at % len(lines)].split(",")
    match how:
        case "drop":
            del lines[line]
        case "double":
            lines.insert(line, lines[line])
        case "swap":
            other = where % len(lines)
            lines[line], lines[other] = lines[other], lines[line]
        case "join":
            lines[line] = ",".join(cells[:-1])
        case _:
            cells[where % len(cells)] = text
            lines[line] = ",".join(cells)
    return {**files, name: "\n".join([header, *lines]) + "\n"}


@pytest.mark.parametrize("shape", ["wide", "mixed", "restated"])
@settings(deadline=None, max_examples=40)
@given(st.data())
def test_what_is_read_again_is_what_is_read_anew(shape: str, data: st.DataObject) -> None:
    files, reader = corpus(shape), open_reader()
    read(reader, files)
    for change in data.draw(EDITS):
        files = edit(files, change)
        assert show(read(reader, files)) == show(read(open_reader(), files))
    assert show(read(reader, corpus(shape))) == show(read(open_reader(), corpus(shape)))


def test_an_edit_of_a_cell_makes_one_fact_and_judges_one_indicator(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    done = Counter[str]()
    split, assess = rows.split_line, targets.assess_topic

    def split_line(line: str) -> list[str] | None:
        done["lines"] += 1
        return split(line)

    def assess_topic(*rest: object) -> object:
        done["topics"] += 1
        return assess(*rest)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(lines, "split_line", split_line)
    monkeypatch.setattr(targets, "assess_topic", assess_topic)
    for size in (100, 400):
        files, reader = corpus("wide", size), open_reader()
        before = read(reader, files).curated.ledger
        assert done["topics"] == size / 10
        done.clear()
        changed = {**files, "facts": files["facts"].replace("page 3", "page three", 1)}
        assert changed != files
        after = read(reader, changed).curated.ledger
        assert done == {"lines": 1, "topics": 1}
        old = {id(fact) for fact in before.facts}
        assert sum(id(fact) not in old for fact in after.facts) == 1
        done.clear()


def count_calls(files: dict[str, str]) -> int:
    """How many functions of Python are called to read tables and to judge what they say."""
    calls = 0

    def note(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    reader = open_reader()
    sys.setprofile(note)
    try:
        read(reader, files)
    finally:
        sys.setprofile(None)
    return calls


FEW = 12
"""Facts that a page lists, for the tests of those that have more."""


@pytest.fixture
def listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """The pages of a site of thirty-one facts of one indicator in one document, where a page lists twelve."""
    monkeypatch.setattr(ledger, "MOST_LISTED", FEW)
    built = build_whole(write_ledger_project(tmp_path / "in", 31, 7, "dated"))
    assert built.problems == ()
    return {name: made.decode() for name, made in built.tree.items() if name.endswith(".html")}


def list_ids(page: str) -> list[str]:
    """The keys of the facts that have a place on a page, in its order."""
    return re.findall(r'id="(indicator-0/[^"]+)"', page)


def test_a_document_with_more_facts_than_a_page_lists_has_several_pages(
    listed: dict[str, str],
) -> None:
    pages = [listed[f"en/sources/source-0/{part}index.html"] for part in ("", "2/", "3/")]
    assert "en/sources/source-0/4/index.html" not in listed
    keys = [list_ids(page) for page in pages]
    assert [len(own) for own in keys] == [12, 12, 7]
    stated = [f"indicator-0/area-0/@1900-01-{day:02}" for day in range(1, 32)]
    assert [key.split("/actual")[0].split("/target")[0] for own in keys for key in own] == stated
    for own, page in zip(keys, pages, strict=True):  # a figure is cited where it stands
        address = {
            one for key in own for one in re.findall(rf'href="([^"]*)#{re.escape(key)}"', page)
        }
        assert address <= {"", "#"}
    said = [re.findall(r'<a href="[^"]*"( aria-current="page")?>(\d)</a>', page) for page in pages]
    assert said[1][:3] == [("", "1"), (' aria-current="page"', "2"), ("", "3")]
    titles = [re.findall("<h1>(.*?)</h1>", page) for page in pages]
    assert titles == [[f"Report A, part {part} of 3"] for part in (1, 2, 3)]
    steps = re.findall(r'class="(?:before|after)" href="([^"]*)"', pages[1])
    assert steps == ["../index.html", "../3/index.html"]


def test_what_cites_a_fact_leads_to_the_page_that_lists_it(listed: dict[str, str]) -> None:
    """The check of links has found each; here they are followed from a briefing."""
    places = {
        part: set(list_ids(listed[f"en/sources/source-0/{part}index.html"]))
        for part in ("", "2/", "3/")
    }
    cited = {
        (part, unquote(key))
        for part, key in re.findall(
            r'href="\.\./sources/source-0/((?:\d/)?)index\.html#(indicator-0[^"]*)"',
            listed["en/briefing-0/index.html"],
        )
    }
    assert {part for part, _ in cited} == {"", "2/", "3/"}
    assert all(key in places[part] for part, key in cited)


@pytest.mark.parametrize("name", ["indicators/indicator-0", "data", "embed/en/figures/indicator-0"])
def test_a_list_that_is_too_long_has_the_latest(listed: dict[str, str], name: str) -> None:
    page = listed[f"{name}/index.html" if name.startswith("embed") else f"en/{name}/index.html"]
    days = sorted({re.findall(r"@1900-01-\d\d", key)[0] for key in list_ids(page)})
    assert days == [f"@1900-01-{day}" for day in range(20, 32)]
    said = "The latest 12 of 31 stand here; the files to download have all."
    assert (said in page) is not name.startswith("embed")


def test_the_tracker_lists_the_latest_targets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "MOST_LISTED", 3)
    built = build_whole(write_ledger_project(tmp_path / "in", 32, 3, "dated"))
    assert built.problems == ()
    page = built.tree["en/targets/index.html"].decode()
    assert sorted(re.findall(r'<tr[^>]*id="[^"]*@1900-01-(\d\d)', page)) == ["20", "25", "30"]
    said = "The latest 3 of 6 stand here; the files to download have all."
    assert said in page
    plain = built.tree["en/targets/index.md"].decode()
    assert said in plain
    assert sorted(set(re.findall(r"@1900-01-(\d\d)/target", plain))) == ["20", "25", "30"]


def test_a_target_that_the_tracker_does_not_list_leads_to_its_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page of its indicator lists it; were its row cited, the check of links would tell of it."""
    monkeypatch.setattr(ledger, "MOST_LISTED", 2)
    monkeypatch.setitem(SHAPES, "wide", Shape(21, 1, "years"))
    built = build_whole(write_ledger_project(tmp_path / "in", 42, 3, "wide"))
    assert built.problems == ()
    pages = [built.tree[f"en/indicators/indicator-{n}/index.html"].decode() for n in (0, 1)]
    rows = [re.findall(r'<a href="../../targets/index.html(#?)', page) for page in pages]
    assert [sum(own.count(sign) for own in rows) > 0 for sign in ("#", "")] == [True, True]


def test_a_target_that_leads_is_listed_however_old_it_is() -> None:
    old, older, late = (SimpleNamespace(target=SimpleNamespace(key=key)) for key in "abc")
    site = SimpleNamespace(
        assessments=(old, older, late),
        ledger=SimpleNamespace(unlisted_targets=frozenset({"a", "b"})),
    )
    assert list_tracked(site, {"a"}) == [old, late]  # type: ignore[arg-type] # all that it asks for


def test_an_indicator_has_charts_of_its_latest_targets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(SHAPES, "wide", Shape(40, 1, "years"))

    def list_charts() -> list[str]:
        built = build_whole(write_ledger_project(tmp_path / str(most), 40, 3, "wide"))
        assert built.problems == ()
        page = built.tree["en/indicators/indicator-0/index.html"].decode()
        shown = re.findall(r'<figure class="chart" id="path-indicator-0-area-0-(\d+)', page)
        embedded = (re.findall(r"charts/path-indicator-0-area-0-(\d+)", one) for one in built.tree)
        assert {year for own in embedded for year in own} == set(shown)
        return shown

    shown = {}
    for most in (30, 1):
        monkeypatch.setattr(indicator, "MOST_DRAWN", most)
        shown[most] = list_charts()
    assert len(shown[30]) > 1
    assert shown[1] == [max(shown[30])]


def test_what_is_compared_unasked_goes_into_a_chart() -> None:
    years = [row(f"output/city/{1900 + n}", "1", "CNY") for n in range(MOST_POINTS + 5)]
    compared = find_comparable(make_ledger(years).facts)
    assert [one.period.text for one in compared] == [
        str(1900 + n) for n in range(5, MOST_POINTS + 5)
    ]
    assert len(find_comparable(make_ledger(years[:2]).facts)) == len(years[:2])


def test_more_areas_than_a_chart_has_room_for_are_not_compared_unasked() -> None:
    [fact] = make_ledger([row("output/city/2023", "1", "CNY")]).facts
    areas = [replace(fact, area=replace(fact.area, area=f"a{n}")) for n in range(MOST_POINTS + 1)]
    assert find_comparable(areas) == ()
    assert len(find_comparable(areas[1:])) == MOST_POINTS


@pytest.mark.parametrize(
    ("facts", "parts"), [(0, [1]), (1, [1]), (12, [1]), (13, [1, 2]), (24, [1, 2]), (25, [1, 2, 3])]
)
def test_each_fact_of_a_document_is_in_the_part_whose_page_lists_it(
    facts: int, parts: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ledger, "MOST_LISTED", FEW)
    read = make_ledger([row(f"output/city/{1900 + n}", "1", "CNY") for n in range(facts)])
    divided = {key: one for key, one in read.parts_by_source.items() if one.total}
    assert [one.total for one in divided.values()] == [facts] * bool(facts)
    for key, one in divided.items():
        assert list(range(1, one.number + 1)) == parts
        for part in parts:
            assert {one.find(fact.key) for fact in read.facts_by_part[key, part]} == {part}
        assert sum(len(read.facts_by_part[key, part]) for part in parts) == facts
    empty = [key for key in read.parts_by_source if key not in divided]
    assert [list(read.facts_by_part[key, 1]) for key in empty] == [[] for _ in empty] != []


def test_templates_may_take_a_moment_more_for_each_fact_that_a_page_lists(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So that no page that may be made is laid to a template where the machine is slower."""
    project = write_ledger_project(tmp_path / "in", 30, 3, "dated")
    allowed = Counter[str]()

    def render(templates: Templates, name: str, *rest: object) -> str:
        allowed[name] += rest[-1] == 30
        return render_template(templates, name, *rest)  # type: ignore[arg-type] # passed on as they came

    monkeypatch.setattr(kit, "render_template", render)
    assert build_whole(project).problems == ()
    assert {*+allowed} == {"data.html", "embed.html", "indicator.html", "source.html"}


@pytest.mark.parametrize("shape", sorted(SHAPES))
def test_twice_the_facts_are_twice_the_work(shape: str) -> None:
    small, large, double = (count_calls(corpus(shape, size)) for size in (300, 1000, 2000))
    assert small < large
    assert double / large < 2.3  # a square would be four


def count_asked(folder: Path, facts: int) -> int:
    """How many names the page of one indicator asks for where there are so many facts."""
    whole = build_whole(write_ledger_project(folder, facts, 1))
    assert whole.problems == ()
    return len(whole.reads["indicator:en/indicator-0"])


def test_a_page_of_an_indicator_asks_no_more_where_there_are_more_indicators(
    tmp_path: Path,
) -> None:
    few, many = (count_asked(tmp_path / str(facts), facts) for facts in (200, 500))
    assert few == many


def test_neighbours_and_peers_are_those_of_the_tables() -> None:
    reader = open_reader()
    ledger = read(reader, corpus("wide", 200)).curated.ledger
    for own in ledger.indicators_by_domain.values():
        assert ledger.neighbours[own[0].indicator, False] == (None, own[1])
        assert ledger.neighbours[own[-1].indicator, True] == (own[-2], None)
        assert ledger.peers[own[0].domain, own[0].unit] == own
    for said, facts in ledger.stated_beside.items():
        assert [one.indicator for one in facts] == [
            other
            for other in ledger.peers[said[:2]]
            if any(
                (one.area.area, one.period.text, one.kind, one.measure) == said[2:]
                and one.statement == 1
                for one in ledger.facts_by_indicator[other.indicator]
            )
        ]


def test_facts_of_one_subject_that_disagree_are_told_up_to_a_number() -> None:
    files = corpus("restated", 100)
    lines = [
        line.replace("1000.0", f"{1000 + number}.0", 1)
        for number, line in enumerate(files["facts"].splitlines())
    ]
    made = read(open_reader(), {**files, "facts": "\n".join(lines) + "\n"})
    assert Counter(problem.rule for problem in made.problems) == {"conflict": MOST_CONFLICTS}


def test_what_does_not_change_is_kept_only_where_it_is_the_same_object() -> None:
    kept: Kept[str] = Kept()
    one, two = [1], [1]
    assert kept.recall("key", (one,), lambda: "made") == "made"
    again = Kept(kept)
    assert again.recall("key", (one,), lambda: "anew") == "made"
    assert Kept(again).recall("key", (two,), lambda: "anew") == "anew"
    assert Kept(again).recall("key", (one, one), lambda: "anew") == "anew"
    assert again.made == 0


ENDS = st.one_of(st.none(), st.integers(-4, 4).map(Fraction))


def make_interval(ends: tuple[Fraction | None, Fraction | None, bool, bool]) -> Interval:
    low, high, low_open, high_open = ends
    if low is not None and high is not None and low >= high:
        return Interval(high, high)
    return Interval(low, high, low_open, high_open)


INTERVALS = st.tuples(ENDS, ENDS, st.booleans(), st.booleans()).map(make_interval)


@settings(deadline=None)
@given(st.lists(INTERVALS, unique=True, max_size=8))
def test_intervals_apart_are_those_that_do_not_meet(intervals: list[Interval]) -> None:
    found = [frozenset(pair) for pair in find_apart(intervals)]
    wanted = {frozenset(pair) for pair in combinations(intervals, 2) if not pair[0].meets(pair[1])}
    assert (set(found), len(found)) == (wanted, len(wanted))


@settings(deadline=None)
@given(INTERVALS, st.integers(-5, 5).map(Fraction))
def test_an_interval_contains_what_it_meets(interval: Interval, number: Fraction) -> None:
    assert interval.contains(number) == interval.meets(Interval(number, number))
    assert interval.is_point == (
        interval == Interval(interval.low, interval.low) != Interval(None, None)
    )


WORDS = st.text("abc/12", max_size=9)


@settings(deadline=None, max_examples=300)
@given(WORDS, st.lists(WORDS, max_size=20))
def test_the_nearest_are_those_of_the_standard_library(word: str, candidates: list[str]) -> None:
    others = [
        one
        for one in candidates
        if sorted(one) != sorted(word) and (len(word) < 3 or not one.startswith(word))
    ]
    assert find_nearest(word, others, 3) == difflib.get_close_matches(word, others, 3, 0.6)
    long = f"{word}-and-{word}"
    assert find_nearest(long, others, 3) == difflib.get_close_matches(
        long, others, 3, 0.5 if len(long) >= 10 else 0.6
    )


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("author", []),
        ("authors", []),
        ("date", ["updated"]),
        ("desc", ["description"]),
        ("titel", ["title"]),
        ("oredr", ["order"]),
    ],
)
def test_short_words_are_near_only_where_they_have_much_in_common(
    word: str, near: list[str]
) -> None:
    assert find_nearest(word, META, 1) == near


def test_suggestions_end_where_they_would_take_too_long() -> None:
    near = Suggester([f"word-{number}" for number in range(400_000)])
    words = [f"word-{number}x" for number in (1, 2, 3, 4, 5)]
    assert [bool(near.suggest(word)) for word in words] == [True, True, True, False, False]
    assert near.suggest(words[0])


STATUSES = st.sampled_from(("0.999999999", "0.95", "0.6", "1.0", "900", "1000", "1200.5", "1010.2"))


@settings(deadline=None, max_examples=60)
@given(STATUSES, STATUSES, STATUSES)
def test_the_status_alone_is_that_of_the_verdict(start: str, latest: str, goal: str) -> None:
    course = verdict.Course(
        Fraction(start),
        Fraction(latest),
        Fraction(goal),
        Fraction(2),
        Fraction(7),
        *[True, False] * 2,
    )
    assert verdict.find_status(course) == verdict.judge_course(course).status


PERIODS = st.sampled_from(
    ("2021", "2022", "2023", "@2022-06", "2021--2022", "2021--2025", "2022-Q1")
)
ROWS = st.lists(
    st.tuples(
        PERIODS, st.sampled_from(("actual", "target", "estimate")), st.sampled_from(MEASURES)
    ),
    unique=True,
    max_size=9,
)


@settings(deadline=None, max_examples=60)
@given(ROWS, st.integers(2021 * 12, 2026 * 12), st.integers(0, 40))
def test_facts_in_order_are_found_as_by_looking_at_all(
    rows_of: list[tuple[str, str, str]], after: int, length: int
) -> None:
    until = after + length
    facts = make_facts(
        *(row(f"output/zone/{'/'.join(one)}", "5", _unit(one[2])) for one in rows_of)
    )
    own = take_first(facts)
    within = [
        fact for fact in facts if fact.kind == "actual" and after < fact.period.end_month <= until
    ]
    last = max(reversed(within), key=lambda fact: fact.period.end_month, default=None)
    found = own.actuals(MEASURES).find_last(after, until)
    assert (found and found.period.end) == (last and last.period.end)
    assert sorted(fact.key for fact in own.actuals(MEASURES).select(after, until)) == sorted(
        fact.key for fact in within
    )
    other = max(
        within,
        key=lambda fact: (fact.measure == "rank", fact.measure in LEVELS, fact.period.end),
        default=None,
    )
    assert own.find_other("rank", after, until) is other


def _unit(measure: str) -> str:
    return {"growth": "%", "rank": "rank"}.get(measure, "bn")


def test_a_path_shows_as_much_as_can_be_told_apart() -> None:
    made = read(open_reader(), corpus("dated", 400)).curated
    voice = Voice(
        Language("en", "en", "en_GB", "English", 1_000_000, grouped=True),
        parse_catalog("en.po", "", "en")[0],
    )
    maker = ViewMaker(made.ledger, voice, "en/x/index.html")
    paths = [list_path_items(maker, one) for one in made.assessments if one.has_path]
    assert paths
    assert MOST_POINTS < max(map(len, paths)) <= MOST_POINTS + 2  # baseline and target besides
    times = [[one.time for one in items[1:]] for items in paths]  # the baseline is the first
    assert times == [sorted(own) for own in times]
