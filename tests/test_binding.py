"""Typed numbers are bound to what they mean: a sample of `tests/bench/binding.py`, and each part of it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace as replace_fields
from fractions import Fraction
from itertools import permutations
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast

import pytest
from binding import choose_trials, write_report
from binding_fit import fit_weights, validate
from built import copy_warm_project
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row
from projects import ROOT, replace
from trials import TrialPages, alter_digit, count_answers, is_same

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.derive import derive
from sitegen.binding import certainty, computing, nearby, propose
from sitegen.binding.certainty import LEAST, MARGIN, count_expected, fits_surely, is_certain
from sitegen.binding.computing import ACROSS, PAIRS, compute_numbers, find_rounding, make_sieve
from sitegen.binding.crosses import settle_cells
from sitegen.binding.evidence import WEIGHTS
from sitegen.binding.layout import PageLayout, join_lines
from sitegen.binding.meanings import Meaning
from sitegen.binding.nearby import NearbyReader, PlaceNames
from sitegen.binding.reading import find_span, read_beside
from sitegen.binding.rewriting import Rewriting, rewrite_content, rewrite_text
from sitegen.binding.typed import Proposal
from sitegen.binding.wording import list_words, measure_distances, weigh_distance
from sitegen.build.order import check_site
from sitegen.cli import main
from sitegen.commands.terminal import GOOD, MISUSE, PROBLEMS
from sitegen.desk import bind
from sitegen.language.lexicon import open_lexicon
from sitegen.language.numerals import find_numerals
from sitegen.messages.said import NOTHING
from sitegen.resolve.keys import split_keys, write_keys

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.binding.index import LedgerIndex
    from sitegen.binding.typed import Stand

SOME = 30
LINE = "In 2023 the catch was {fact}`catch/isles/2023`, {growth}`catch/isles/2020..2023` a year since 2020, and {gap}`catch/isles/2023, catch/isles/2025/target` short of the target of {source}`plan`."
TYPED = LINE.replace("{fact}`catch/isles/2023`", "EUR 16 million")


@pytest.fixture(scope="module")
def pages() -> TrialPages:
    return TrialPages(ROOT)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_warm_project(tmp_path / "project")


def _bind(project: Path, *arguments: str) -> int:
    return main(["--project", str(project), "bind", *arguments])


@pytest.mark.parametrize("part", ["role", "line", "page"])
def test_nine_of_ten_come_back_first_and_none_is_certain_and_wrong(
    pages: TrialPages, part: str
) -> None:
    trials = choose_trials(pages, part, SOME, seed=3)
    counts, odd = count_answers(pages, (one for own in trials for one in pages.answer(own)))
    assert counts["all"] >= SOME
    assert counts["first"] >= 0.9 * counts["all"], odd
    assert counts["certain"] >= 0.1 * counts["all"]
    assert counts["wrong"] == 0, odd


def test_what_another_language_shows_is_certain(pages: TrialPages) -> None:
    trials = choose_trials(pages, "translated", SOME, seed=5)
    found = (one for own in trials for one in pages.answer(own, is_paired=True))
    counts, odd = count_answers(pages, found)
    assert counts["first"] >= 0.98 * counts["all"], odd
    assert counts["certain"] >= 0.8 * counts["all"]
    assert counts["wrong"] == 0, odd


def test_in_a_row_a_cell_is_what_the_same_cell_shows_in_another_language(
    pages: TrialPages,
) -> None:
    trials = [
        one
        for one in pages.list_trials("page")
        if sum(role.role == "count" for role, _ in one.typed) > SOME
    ]
    assert trials
    found = (one for own in trials for one in pages.answer(own, is_paired=True))
    counts, odd = count_answers(pages, found)
    assert counts["first"] >= 0.98 * counts["all"], odd


@pytest.mark.parametrize("name", ["method.en.md", "method.zh.md"])
def test_a_table_of_counts_is_settled_as_a_whole(pages: TrialPages, name: str) -> None:
    [trial] = [one for one in pages.list_trials("page") if one.name == name]
    counted = [one for one in pages.answer(trial) if "mistakes:" in one.role.text]
    assert len(counted) > SOME
    right = [one for one in counted if one.found and one.found.certain]
    assert all(
        one.found and is_same(pages, one.role, one.shown, one.found.proposals[0].meaning)
        for one in right
    )
    assert len(right) >= len(counted) - 2


COUNTS = {
    (5, 1): {("digit", "tried")},
    (5, 2): {("digit", "seen"), ("zero", "seen"), ("digit", "left")},
    (6, 1): {("zero", "tried"), ("digit", "left")},
    (6, 2): {("digit", "seen"), ("zero", "seen"), ("zero", "left")},
    (7, 1): {("unit", "tried")},
    (7, 2): {("unit", "seen")},
}
"""What the numbers of three rows of a table can count."""
WAY = {
    (5, 1): ("digit", "tried"),
    (5, 2): ("digit", "seen"),
    (6, 1): ("zero", "tried"),
    (6, 2): ("zero", "seen"),
    (7, 1): ("unit", "tried"),
    (7, 2): ("unit", "seen"),
}


def test_cells_count_what_the_whole_table_counts_in_one_way_alone() -> None:
    assert settle_cells(COUNTS) == WAY
    turned = {(column, row): pairs for (row, column), pairs in COUNTS.items()}
    assert settle_cells(turned) == {(column, row): pair for (row, column), pair in WAY.items()}
    assert settle_cells({**COUNTS, (7, 2): {("unit", "seen"), ("unit", "left")}}) == {}
    both = {**COUNTS, (6, 1): {("zero", "tried"), ("digit", "tried")}}
    assert settle_cells({**both, (5, 1): both[6, 1]}) == {}, "two rows of either sort"
    assert settle_cells({**COUNTS, (7, 2): ()}) == {}, "a number that counts nothing"
    assert settle_cells({cell: pairs for cell, pairs in COUNTS.items() if cell[1] == 1}) == {}
    assert settle_cells({cell: pairs for cell, pairs in COUNTS.items() if cell[0] == 5}) == {}
    assert settle_cells({}) == {}


def test_of_numbers_that_are_in_no_table_none_is_certain(pages: TrialPages, random: Random) -> None:
    trials = choose_trials(pages, "altered", SOME // 2, seed=4)
    answers = [one for own in trials for one in pages.answer(own, random, is_paired=True)]
    assert not [one for one in answers if one.found and one.found.certain]


@pytest.fixture
def random() -> Random:
    return Random(9)  # noqa: S311 # no secret


def test_an_altered_number_differs_in_one_digit(random: Random) -> None:
    for text in ("CNY 320.12 billion", "1,219", "7.8%–10.8%"):
        made = alter_digit(text, random)
        assert sum(one != two for one, two in zip(text, made, strict=True)) == 1
    assert alter_digit("none", random) == "none"


def test_keys_of_a_role_mean_its_facts(pages: TrialPages) -> None:
    ledger = pages.curated.ledger
    for one, two in zip(ledger.facts, ledger.facts[1:], strict=False):
        written = write_keys(ledger, (one, two))
        assert [ledger.find_facts(key) for key in split_keys(written)] == [(one,), (two,)]
    assert write_keys(
        ledger, [ledger.find_facts(f"gdp/cdht/{year}")[0] for year in (2020, 2023)]
    ) == ("gdp/cdht/2020..2023")


def test_the_sieve_holds_whatever_a_rule_gives(pages: TrialPages) -> None:
    ledger = pages.curated.ledger
    indicators = ("gdp", "greenway-length")
    pool = [fact for key in indicators for fact in ledger.facts_by_indicator[key]]
    seen = set()
    for facts in permutations(pool, 2):
        for rule in (*PAIRS, *ACROSS):
            try:
                derived = derive(rule, facts, ledger.unit_by_key)
            except DeriveError:
                continue
            for number in {abs(one) for one in derived.quantity.exact_numbers}:
                found = compute_numbers(pool, pool, make_sieve([number]), ledger.unit_by_key)
                assert derived.key in {one.key for one in found}
            seen.add(rule)
        if len(seen) == len(PAIRS) + len(ACROSS):
            break
    assert seen == {*PAIRS, *ACROSS}


@given(st.integers(1, 10**7), st.integers(-3, 8))
def test_a_sieve_holds_what_is_shown_as_its_number(whole: int, power: int) -> None:
    number = Fraction(whole) * Fraction(10) ** power
    sieve = make_sieve([number])
    assert sieve.holds(float(number))
    assert sieve.holds(-float(number))
    assert not sieve.holds(float(number) * 1.5 + 1)


@pytest.mark.parametrize(
    ("line", "typed", "text", "stands"),
    [
        ("It was CNY 320 billion in all", "320 billion", "CNY 320 billion", True),
        ("It was XCNY 320 billion", "320 billion", "CNY 320 billion", False),
        ("It was 36% of all", "36", "36%", True),
        ("It was 36% of all", "36", "36", False),
        ("It was 36 firms", "36", "36", True),
        ("It took 3 days", "3", "3 day", False),
        ("从CNY 350–400 billion起", "350", "CNY 350–400 billion", True),
        ("共36个园区", "36", "36个", True),
        ("共136个园区", "136", "36个", False),
        ("用A约36个园区", "36", "约36个", True),
        ("It was x>36 firms", "36", ">36", True),
        ("共36个x区", "36", "36个", True),
        ("It was 36%off", "36", "36%", True),
        ("It was 36", "36", "36", True),
        ("36 of 36 firms", "36 firms", "36", False),
    ],
)
def test_a_text_stands_for_the_whole_of_a_typed_number_or_not_at_all(
    line: str, typed: str, text: str, stands: bool
) -> None:
    start = line.index(typed)
    span = find_span(line, start, start + len(typed), text)
    assert (span is not None) is stands
    assert span is None or line[slice(*span)] == text


def test_units_and_bounds_beside_a_number_are_read() -> None:
    affixes = [("CNY ", "", "CNY"), ("", " km", "km"), ("", "%", "percent")]
    line = "over CNY 5 and 7 km"
    lexicon = open_lexicon("en")
    one, two = (
        read_beside(line, line.index(at), line.index(at) + 1, affixes, lexicon) for at in "57"
    )
    assert (set(one.units), set(one.bounds)) == ({"CNY"}, {"over"})
    assert (set(two.units), set(two.bounds)) == ({"km"}, set())


def test_the_longest_words_beside_a_number_are_its_unit() -> None:
    affixes = [("CNY ", "", "CNY"), ("", " km", "km"), ("Y ", "", "JPY")]
    beside = read_beside("CNY 5", 4, 5, affixes, open_lexicon("en"))
    assert beside.units == {"CNY"}


def test_characters_of_a_role_are_those_from_its_start_to_its_end() -> None:
    one, more = Rewriting(3, 4, 6, "x"), Rewriting(3, 4, 2, "x", last=4)
    for line, column in ((3, 4), (3, 5), (3, 6), (4, 1), (4, 2), (2, 5)):
        assert one.holds(line, column) is (line == 3 and column in {4, 5})
        assert more.holds(line, column) is ((3, 4) <= (line, column) < (4, 2))


def test_words_are_compared_by_their_beginnings_and_chinese_by_pairs() -> None:
    assert list_words("Investments") == list_words("invested")
    assert list_words("高新区") == {"高新", "新区"}
    near, far = (measure_distances(text)[-1] for text in ("a 1.5 b", "a. 1 b"))
    assert near < far
    assert weigh_distance(0) == 1 > weigh_distance(5) > weigh_distance(50) > 0


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_all_else_of_a_file_stays_as_it_is(end: str, encoding: str) -> None:
    text = end.join(("---", "title: 5 %", "---", "", "Über 16 % und 7.", ""))
    changes = [Rewriting(4, 5, 9, "{fact}`a/b/1`"), Rewriting(1, 7, 10, "{fact}`a/b/2`")]
    made = rewrite_content(text.encode(encoding), changes, 3)
    wanted = text.replace("5 %", '"{fact}`a/b/2`"').replace("16 %", "{fact}`a/b/1`")
    assert made == wanted.encode(encoding)


def test_a_text_of_the_front_matter_is_quoted_only_where_it_must_be() -> None:
    for line, wanted in (
        ("title: 5 in all", 'title: "{fact}`a` in all"'),
        ("title: All 5", "title: All {fact}`a`"),
        ('title: "5 in all"', 'title: "{fact}`a` in all"'),
        ('title: 5 "in" all', 'title: {fact}`a` "in" all'),  # it may be quoted in two ways
    ):
        at = line.index("5")
        assert rewrite_text(line, [Rewriting(0, at, at + 1, "{fact}`a`")], 1) == wanted
    count = Rewriting(0, 11, 12, "{count}`targets: area=a`")
    assert rewrite_text("title: All 5", [count], 1) == 'title: "All {count}`targets: area=a`"'


def test_what_is_certain_is_written_and_nothing_else(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    before = path.read_bytes().replace(b"\n", b"\r\n")
    typed = before.replace(LINE.encode(), f"{TYPED} And 77 gulls, 10.5 million in all.".encode())
    path.write_bytes(typed)
    assert _bind(project, "sea.en", "--apply") == PROBLEMS
    assert path.read_bytes() == typed.replace(TYPED.encode(), LINE.encode())
    said = capsys.readouterr().out
    assert "{fact}`catch/isles/2023`  EUR 16 million: Catch, Isles, 2023, Island gazette" in said
    assert "77\n  no fact and no rule gives it" in said
    assert "3 typed numbers: 2 with a proposal, 1 written" in said
    replace(path, " And 77 gulls, 10.5 million in all.", "")
    assert _bind(project, "content/sea.en.md") == GOOD
    assert capsys.readouterr().out == "No typed numbers\n"
    assert check_site(project).problems == ()


def test_a_form_without_a_number_names_no_unit_beside_one(project: Path) -> None:
    replace(
        project / "data/units.csv", "boats,count,1,{scaled},", "boats,count,1,one boat|{scaled},"
    )
    replace(project / "content/sea.en.md", LINE, TYPED)
    assert _bind(project, "sea.en") == PROBLEMS


def test_json_says_what_the_hint_of_the_check_says(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    replace(project / "content/sea.en.md", LINE, TYPED)
    assert _bind(project, "sea", "--format", "json") == PROBLEMS
    (number,) = json.loads(capsys.readouterr().out)
    (problem,) = (one for one in check_site(project).problems if one.rule == "unbound-number")
    assert (number["line"], number["column"]) == (problem.line, problem.column)
    assert problem.hint.startswith(f"Write {number['proposals'][0]['role']} (")
    assert number["certain"]
    assert not number["written"]
    assert number["proposals"][0]["reads"] == "EUR 16 million"


def test_a_range_is_one_number_and_one_that_no_role_can_stand_for_is_left(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    replace(
        path,
        ":facts: catch/north/2023 catch/south/2023",
        "catch/north/2023 = In 2023 EUR 10.5 million\ncatch/south/2023",
    )
    replace(
        path, "Boats at moorings", "The target for the catch in 2025 is EUR 18–20 million. Boats"
    )
    replace(path, LINE, TYPED)
    text = path.read_text("utf-8")
    assert _bind(project, "sea.en", "--apply", "--format", "json") == PROBLEMS
    numbers = {one["number"]: one for one in json.loads(capsys.readouterr().out)}
    assert numbers.keys() == {"10.5 million", "18", "16 million"}
    assert not numbers["10.5 million"]["written"]
    assert numbers["18"]["proposals"][0]["role"] == "{fact}`catch/isles/2025`"
    assert numbers["16 million"]["written"]
    wanted = text.replace("EUR 18–20 million", "{fact}`catch/isles/2025`").replace(TYPED, LINE)
    assert path.read_text("utf-8") == wanted


@pytest.mark.parametrize("saved", [b"shorter\n", b"\xff\xfe\xff"])
def test_a_page_that_was_saved_meanwhile_is_left(
    saved: bytes, project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path, choose = project / "content/sea.en.md", bind._choose  # noqa: SLF001 # what takes time

    def save(*given: Any) -> tuple[Rewriting, ...]:  # noqa: ANN401 # as it is called
        found = choose(*given)
        path.write_bytes(saved)
        return found

    monkeypatch.setattr(bind, "_choose", save)
    replace(path, LINE, TYPED)
    assert _bind(project, "sea.en", "--apply") == PROBLEMS
    assert "it is not changed, as it was written to meanwhile" in capsys.readouterr().err
    assert path.read_bytes() == saved


def test_commands_say_which_pages_there_are(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _bind(project) == GOOD
    assert _bind(project, "seaa.en") == MISUSE
    assert "Did you mean `sea.en`" in capsys.readouterr().err
    replace(project / "site.toml", '[[languages]]\ncode = "en"', '[[languages\ncode = "en"')
    assert _bind(project) == PROBLEMS


def test_the_fit_finds_the_sign_that_tells_right_from_wrong() -> None:
    choices = [
        (f"{page}.en.md", [{"good": 1.0, "same": 1.0}, {"same": 1.0}], [True, False])
        for page in "abcdefgh"
    ]
    weights = fit_weights(choices)
    assert weights["good"] > 0.5 > abs(weights["same"])
    assert validate(choices) == {"all": 8, "first": 8, "leads": []}


def test_every_weight_is_of_a_sign_that_is_taken(pages: TrialPages) -> None:
    trials = [
        one for one in pages.list_trials("page") if one.name in {"method.en.md", "green.en.md"}
    ]
    answers = [answer for one in trials for answer in pages.answer(one)]
    proposals = [own for one in answers if one.found for own in one.found.proposals]
    taken = {name for own in proposals for name in own.signs}
    assert {*WEIGHTS} - taken <= {f"as-{role}" for role in (*PAIRS, "needed", "achieved")}


def test_a_report_says_what_was_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("binding.REPORT", tmp_path / "BINDING.md")
    row = {"all": 200, "first": 190, "among": 198, "certain": 80, "wrong": 0}
    write_report({"role": row, "altered": {**row, "certain": 1}})
    text = (tmp_path / "BINDING.md").read_text("utf-8")
    assert "| role | 200 | 190 | 95.0% | 99.0% | 80 | 40.0% | 0 |" in text
    assert "Of 200 numbers with another digit 1 were taken" in text


def _read_numbers(project: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """The typed numbers of the page on the sea, in English."""
    assert _bind(project, "sea.en", "--format", "json") == PROBLEMS
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)
    return found


def test_the_other_language_says_what_a_number_means_as_often_as_it_shows_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    shown = "Bars: {fact}`catch/north/2023` in the north, {fact}`catch/south/2023` in the south"
    replace(path, shown, "Bars: EUR 10.5 million up there, over EUR 5 million down there")
    replace(path, ":title: The north lands most", ":title: Most is landed")
    one, two = _read_numbers(project, capsys)
    assert [own["proposals"][0]["role"] for own in (one, two)] == [
        "{fact}`catch/north/2023`",
        "{fact}`catch/south/2023`",
    ]
    assert one["certain"]
    assert two["certain"]
    replace(path, "down there", "down there, and EUR 10.5 million again")
    one, two, three = _read_numbers(project, capsys)
    assert [own["certain"] for own in (one, two, three)] == [False, True, False]


def test_a_page_without_a_role_is_written_though_its_words_are_looked_at_from_then_on(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    head = path.read_text("utf-8").split("---\n")[1]
    plain = re.sub(r"\{[a-z]+\}`[^`]*`", "known", head)
    path.write_text(
        f"---\n{plain}---\nIn 2023 the catch was EUR 16 million, more than ever.\n", "utf-8"
    )
    assert _bind(project, "sea.en", "--apply") == GOOD
    assert "1 written" in capsys.readouterr().out
    assert "unclaimed" in {one.rule for one in check_site(project).problems}


NO_SIGNS = dict.fromkeys(
    ("other-unit", "abroad", "other-year", "other-place", "shown", "reads-long"), 0.0
)
[CATCH] = make_ledger([row("output/zone/2023", "16", "亿元")]).facts
OVER = replace_fields(CATCH.quantity, bound="over")


def _propose(weight: float = 9.0, **changes: object) -> Proposal:
    """A proposal that means a fact, with other fields or signs."""
    own = {name: changes.pop(name) for name in ("span", "meaning") if name in changes}
    signs = {name.replace("_", "-"): value for name, value in changes.items()}
    meaning = Meaning("fact", (CATCH,), "16", CATCH.quantity)
    made = Proposal(meaning, weight, (0, 2), cast("dict[str, float]", {**NO_SIGNS, **signs}))
    return replace_fields(made, **own)  # type: ignore[arg-type] # fields of it


def _stand(
    value: int = 16,
    bounds: tuple[str, ...] = (),
    shown: tuple[str, ...] = (),
    fits: bool | None = None,
    lacking: int = 0,
) -> Stand:
    """What of a place of a number is asked; whether the sentence abroad `fits` may not be known."""
    beside = SimpleNamespace(bounds=frozenset(bounds))
    known = {} if fits is None else {("fact", (CATCH.key,)): fits}
    abroad = {("fact", ("a/b/2020",)): 1} if lacking else {}
    near = SimpleNamespace(shown=shown, fits=known, abroad=abroad)
    stand = SimpleNamespace(value=value, beside=beside, near=near)
    return cast("Stand", stand)


@pytest.mark.parametrize(
    ("proposal", "stand", "fits"),
    [
        (_propose(), _stand(), True),
        (_propose(span=None), _stand(), False),
        (_propose(other_unit=1.0), _stand(), False),
        (_propose(), _stand(bounds=("over",)), False),
        (_propose(meaning=Meaning("fact", (CATCH,), "16", OVER)), _stand(bounds=("over",)), True),
        (_propose(other_year=0.3), _stand(), True),
        (_propose(other_year=0.4), _stand(), False),
        (_propose(other_place=0.4), _stand(), False),
        (_propose(shown=1.0), _stand(), False),
        (_propose(), _stand(shown=("16",)), True),
        (_propose(meaning=Meaning("gap", (CATCH,), "16", CATCH.quantity)), _stand(), True),
        (
            _propose(meaning=Meaning("gap", (CATCH,), "16", CATCH.quantity)),
            _stand(shown=("16",)),
            False,
        ),
        (_propose(), _stand(lacking=1), False),
        (_propose(abroad=1.0, named=0.13), _stand(100, lacking=1), True),
        (_propose(abroad=1.0, named=0.13), _stand(100), True),
        (_propose(abroad=1.0, named=0.11), _stand(100), False),
        (_propose(abroad=1.0, named=0.13), _stand(100, fits=False), False),
        (_propose(abroad=1.0, phrase=0.13), _stand(99), False),
        (_propose(abroad=1.0, claimed=0.21), _stand(99), True),
        (_propose(abroad=1.0, named=0.13, reads_long=0.5), _stand(99), True),
        (_propose(meaning=Meaning("count", (), "16"), counted=0.5), _stand(), False),
        (_propose(meaning=Meaning("count", (), "16"), settled=1.0), _stand(), True),
        (_propose(meaning=Meaning("count", (), "16"), counted=0.3, stage=0.3), _stand(), True),
    ],
)
def test_a_number_is_only_bound_where_nothing_speaks_against_it(
    proposal: Proposal, stand: Stand, fits: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = cast("LedgerIndex", None)
    for is_said in (True, False):
        for name in ("is_spoken_of", "is_said_in_sentence"):
            monkeypatch.setattr(certainty, name, lambda *_, is_said=is_said: is_said)
        assert fits_surely(index, proposal, stand) is (
            fits and (is_said or not proposal.meaning.facts)
        )


@pytest.mark.parametrize(
    ("weights", "sure"),
    [
        ([LEAST], True),
        ([LEAST - 0.1], False),
        ([20, 20 - MARGIN], True),
        ([20, 20.1 - MARGIN], False),
        ([20, 20], False),
    ],
)
def test_what_is_certain_has_signs_enough_and_no_other_near(
    weights: list[float], sure: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    index = cast("LedgerIndex", None)
    first, *others = map(_propose, weights)
    for fits in (True, False):
        monkeypatch.setattr(certainty, "fits_surely", lambda *_, fits=fits: fits)
        assert is_certain(index, _stand(), first, others) is (sure and fits)


def test_as_many_numbers_of_a_block_mean_the_same_as_another_language_shows() -> None:
    assert [count_expected(_propose(abroad_times=one)) for one in (0.0, 1.0, 3.0)] == [1, 1, 3]


def test_what_two_documents_state_alike_is_certain_of_neither(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = project / "data/facts.csv"
    (project / "content/sea.de.md").unlink()
    replace(project / "content/sea.en.md", LINE, TYPED)
    (number,) = _read_numbers(project, capsys)
    assert number["certain"]
    row = next(
        one
        for one in table.read_text("utf-8").splitlines()
        if one.startswith("catch,isles,2023,actual,level")
    )
    table.write_text(f"{table.read_text('utf-8')}{row.replace('gazette', 'plan')}\n", "utf-8")
    (number,) = _read_numbers(project, capsys)
    assert [one["keys"][0] for one in number["proposals"][:2]] == [
        "catch/isles/2023/actual/level/gazette",
        "catch/isles/2023/actual/level/plan",
    ]
    assert not number["certain"]


def test_a_small_bare_number_needs_more_than_the_other_language(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, table = project / "content/sea.en.md", project / "data/facts.csv"
    row = "boats,isles,2023,actual,level,,12,,,exact,boats,gazette,page 2,12 boats,,\n"
    table.write_text(table.read_text("utf-8") + row, "utf-8")
    replace(project / "content/sea.de.md", "Boote an", "{fact}`boats/isles/2023` Boote an")
    replace(path, "Boats at", "12 Boats at")
    (number,) = _read_numbers(project, capsys)
    assert number["certain"]
    replace(path, "12 Boats at moorings", "Of 12 gulls there, those at moorings")
    (number,) = _read_numbers(project, capsys)
    assert number["proposals"][0]["role"] == "{fact}`boats/isles/2023`"
    assert not number["certain"]


@pytest.mark.parametrize(
    ("typed", "after"),
    [
        ("EUR\n16 million, and", "{fact}`catch/isles/2023`, and"),
        ("EUR 16\nmillion in all, and", "{fact}`catch/isles/2023`\nin all, and"),
    ],
)
def test_a_number_that_goes_on_in_the_next_line_is_written(
    project: Path, capsys: pytest.CaptureFixture[str], typed: str, after: str
) -> None:
    path = project / "content/sea.en.md"
    role = "{fact}`catch/isles/2023`, {growth}`catch/isles/2020..2023` a year since 2020, and"
    replace(path, role, typed)
    before = path.read_text("utf-8")
    _bind(project, "sea.en", "--apply")
    assert "1 written" in capsys.readouterr().out
    assert path.read_text("utf-8") == before.replace(typed, after)


def test_a_break_is_made_again_behind_the_marks_of_its_line() -> None:
    text = "> It was EUR\n> 16 million in all\n> and more."
    made = rewrite_text(text, [Rewriting(0, 9, 12, "{fact}`a`", last=1)], 0)
    assert made == "> It was {fact}`a`\n> in all\n> and more."
    made = rewrite_text("共312\n亿元。\n完", [Rewriting(0, 1, 2, "{fact}`a`", last=1)], 0)
    assert made == "共{fact}`a`。\n完"
    made = rewrite_text(
        "It was EUR\n16 million \nmore", [Rewriting(0, 7, 10, "{fact}`a`", last=1)], 0
    )
    assert made == "It was {fact}`a` \nmore"


def test_places_of_a_stretch_are_those_of_its_lines() -> None:
    lines = ["> was EUR", ">  16 million", "共312  ", "亿元"]
    stretch = join_lines(lines[:2], range(2))
    assert stretch.text == "> was EUR 16 million"
    assert stretch.locate(stretch.text.index("16")) == (1, 3)
    assert stretch.find(1, 3) == stretch.text.index("16")
    assert stretch.locate_span((6, 20)) == ((0, 6), (1, 13))
    assert join_lines(["共312", "亿元"], (0, 1)).text == "共312亿元"
    assert join_lines(lines, (2, 3)).text == "共312\n亿元", "a break on purpose"


def test_what_is_rounded_or_written_otherwise_is_proposed_and_not_written(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    replace(path, "In 2023 the catch was {fact}`catch/isles/2023`, ", "")
    replace(path, "Boats at", "In 2023 the catch in the north was EUR 11 million. Boats at")
    (number,) = _read_numbers(project, capsys)
    first = number["proposals"][0]
    assert first["role"] == "{fact}`catch/north/2023`"
    assert not first["as_typed"]
    assert not number["certain"]


def test_a_small_number_without_a_unit_is_no_round_form_of_a_share(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = project / "content/sea.en.md"
    replace(path, "In 2023 the catch was {fact}`catch/isles/2023`, ", "")
    replace(path, "Boats at", "In 2023 the catch in the north had two grounds. Boats at")
    (number,) = _read_numbers(project, capsys)
    assert not [one for one in number["proposals"] if "growth" in one["role"]]


def test_a_number_in_another_sentence_than_abroad_is_not_certain() -> None:
    """A sample of the part `moved` of `tests/bench/binding.py`."""
    pages = TrialPages(ROOT)
    random = Random(14)  # noqa: S311 # no secret
    trials = [one for one in pages.list_trials("role") if one.name.startswith("industry.")]
    answers = [one for own in trials for one in pages.answer_moved(own, random)]
    certain = [one for one in answers if one.found and one.found.certain]
    assert len(answers) > 20
    assert len(certain) * 10 < len(answers)


def test_numbers_are_rounded_at_their_last_digit_that_is_no_nought() -> None:
    found = [find_rounding(Fraction(one)) for one in ("120", "7.5", "8500000", "2")]
    assert found == [5, Fraction(1, 20), 50000, Fraction(1, 2)]


PAGE = """---
title: Ships 1
---
# Ships 2

A text 3
that goes on 4
## At once 5
behind a heading 6

- an item 7
  of two lines 8
- another 9
| a | b |
|---|---|
| 10 | 11 |
and a text `{fact}` of no row, {fact}`x/y/2020`

:::{chart} path
:title: A chart 12
:facts: x/y/*
x/y/2020 13
:::

:::{note}
:class: sea
words 14
:::
:title: of nothing
"""
BLOCKS = [
    ((0,), "meta", -1, -1, -1),
    ((1,), "meta", -1, -1, -1),
    ((2,), "meta", -1, -1, -1),
    ((3,), "heading", 3, -1, -1),
    ((5, 6), "text", 3, -1, -1),
    ((7,), "heading", 7, -1, -1),
    ((8,), "text", 7, -1, -1),
    ((10, 11), "item", 7, -1, -1),
    ((12,), "item", 7, -1, -1),
    ((13,), "row", 7, -1, 13),
    ((14,), "row", 7, -1, 13),
    ((15,), "row", 7, -1, 13),
    ((16,), "text", 7, -1, -1),
    ((19,), "option", 7, 18, -1),
    ((20,), "option", 7, 18, -1),
    ((21,), "option", 7, 18, -1),
    ((25,), "option", 7, 24, -1),
    ((26,), "text", 7, 24, -1),
    ((28,), "text", 7, -1, -1),
]
"""The lines of each block of it, what it is, and the lines of its heading, its directive and the head of its table."""


def _lay_out(text: str) -> PageLayout:
    """A page of which nothing is resolved."""
    parsed = SimpleNamespace(references=(), page=SimpleNamespace(first_line=4))
    page: Any = SimpleNamespace(citations=(), parsed=parsed, insertions=())
    return PageLayout(text, page)


def test_a_page_is_divided_into_what_a_reader_takes_together() -> None:
    layout = _lay_out(PAGE)
    found = dict.fromkeys(layout.blocks.values())
    assert [(one.lines, one.kind, one.section, one.fence, one.top) for one in found] == BLOCKS
    assert layout.read_stretch(6).text == "A text 3 that goes on 4"
    assert layout.read_stretch(12).text == "- another 9"
    assert layout.read_line(16).text == layout.lines[16], "a role that is not resolved is a text"
    assert [*layout.list_rows(13, 14, 9)] == [14, 15]
    assert layout.read_title(18).endswith("A chart 12")
    assert layout.read_title(24) == "", "what stands behind a directive is not its title"


def test_what_rules_refuse_for_certain_is_not_computed(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = make_ledger(
        [
            row("output/zone/2020", "100", "亿元"),
            row("output/zone/2021", "110", "亿元"),
            row("output/zone/2020/growth", "10", "%"),
            row("trade/zone/2020/growth", "5", "%"),
            row("trade/zone/2021", "55", "亿元"),
        ]
    )
    tried: list[tuple[str, list[str]]] = []

    def note(rule: str, facts: tuple[Any, ...], _units: object) -> object:
        tried.append((rule, [one.key.rpartition("/")[0] for one in facts]))
        raise DeriveError(NOTHING)

    monkeypatch.setattr(computing, "derive", note)
    sieve = make_sieve(map(Fraction, (2, 50, 55, 200)))
    assert [*compute_numbers(ledger.facts, ledger.facts, sieve, ledger.unit_by_key)] == []
    across = [(rule, keys) for rule, keys in tried if rule in ACROSS]
    assert ("share", ["output/zone/2021/actual/level", "trade/zone/2021/actual/level"]) in across
    assert not [keys for rule, keys in across if "growth" in "".join(keys)]
    assert not [keys for rule, keys in across if rule == "share" and "/2020/" in "".join(keys)]


def test_a_nought_is_held_by_a_sieve() -> None:
    assert make_sieve([Fraction(0)]).holds(0.0)
    assert not make_sieve([Fraction(0)]).holds(1.0)


def test_lines_that_go_on_in_each_other_are_read_once_for_all_their_numbers(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read: list[str] = []
    find = find_numerals

    def note(text: str, lexicon: Any) -> Any:  # noqa: ANN401 # as it is called
        read.append(text)
        return find(text, lexicon)

    monkeypatch.setattr(propose, "find_numerals", note)
    replace(
        project / "content/sea.en.md", "Boats at", "It was 11, 12, 13, 14 or\nperhaps 15. Boats at"
    )
    assert len(_read_numbers(project, capsys)) == 5
    assert len(read) <= 2, "by the check, and by who binds"


TABLE = """---
title: T
---
| kind | Boats | Nets |
|---|---|---|
| Northern | 10 | 20 of 2023 |
| Southern | 30 |
"""


@pytest.mark.parametrize(
    ("number", "heads", "others"),
    [("10", {"boats"}, {"nets", "kind"}), ("20", {"nets"}, {"boats"})],
)
def test_of_a_table_the_row_and_the_head_of_the_column_are_near(
    number: str, heads: set[str], others: set[str]
) -> None:
    reader = NearbyReader(_lay_out(TABLE), make_ledger([]), PlaceNames(()))
    line = next(at for at, one in enumerate(TABLE.split("\n")) if number in one)
    column = TABLE.split("\n")[line].index(f" {number} ") + 1
    near = reader.look(line, column, len(number))
    [head] = list_words(" ".join(heads))
    [north] = list_words("Northern")
    beside = weigh_distance(nearby._BESIDE)  # noqa: SLF001 # as far as that, however long the cell
    assert near.words[head] == near.words[north] == beside
    assert near.words.keys().isdisjoint({one for word in others for one in list_words(word)})
    assert near.years.keys() == {"2023"}
    assert near.column == {}


def test_many_numbers_of_a_paragraph_take_no_more_than_their_surroundings() -> None:
    text = " ".join(f"the catch of Port Quill was {at % 90 + 10} boats," for at in range(2000))
    layout = _lay_out(f"---\ntitle: T\n---\n{text}\n")
    reader = NearbyReader(layout, make_ledger([]), PlaceNames((("Port Quill", "quill"),)))
    started = time.process_time()
    found = [reader.look(3, match.start(), 2) for match in re.finditer("[0-9]{2}", text)]
    assert time.process_time() - started < 20
    assert len(found) == 2000
    assert all(one.words.keys() == found[0].words.keys() for one in found)
    assert [one.areas["quill"] for one in found] == [pytest.approx(found[0].areas["quill"])] * 2000


def test_of_a_long_row_the_cells_beside_a_number_are_read() -> None:
    cells = [f"w{letter}{other}" for letter in "abcdefghijklmnopqrst" for other in "abcdefghijklm"]
    text = f"---\ntitle: T\n---\n| {' | '.join(cells)} | 17 | last |\n"
    reader = NearbyReader(_lay_out(text), make_ledger([]), PlaceNames(()))
    near = reader.look(3, text.split("\n")[3].index("17"), 2)
    kept = cells[-nearby._FARTHEST :]  # noqa: SLF001 # the limit under test
    assert near.words.keys() == {cells[0], *kept[1:], kept[0], "last"}


def test_what_keeps_a_page_from_reading_as_before_is_found_by_halves(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    changes = [Rewriting(at, 0, 1, "role", at) for at in range(256)]
    wrong = {changes[7], changes[200]}
    asked: list[int] = []

    def reads_alike(_kit: object, _bound: object, _was: object, some: tuple[Any, ...]) -> bool:
        asked.append(len(some))
        return wrong.isdisjoint(some)

    monkeypatch.setattr(bind, "_reads_alike", reads_alike)
    monkeypatch.setattr(bind, "read_page", lambda *_: object())
    monkeypatch.setattr(bind, "_list_changes", lambda _: iter(changes))
    bound: Any = SimpleNamespace(name="", text="")
    kept = bind._choose(cast("Any", None), bound)  # noqa: SLF001 # what is written of it
    assert list(kept) == [one for one in changes if one not in wrong]
    assert len(asked) < 40
