"""Labels are decided where views are made: what a number says, what it is of, in which order rows stand."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row
from projects import SHIPPED

from sitegen.analysis.derive import DERIVATIONS, derive
from sitegen.analysis.statuses import STATUSES, THRESHOLDS
from sitegen.analysis.targets import assess_targets
from sitegen.analysis.verdict import Verdict
from sitegen.language.catalog_reading import parse_catalog
from sitegen.language.language import Language
from sitegen.language.voice import Voice
from sitegen.ledger.reading import read_ledger
from sitegen.views.cards import view_card
from sitegen.views.downloads import view_download
from sitegen.views.facts import name_below
from sitegen.views.formulas import FormulaPart, divide_formula
from sitegen.views.maker import ViewMaker, code_reason, order_rows, sort_targets
from sitegen.views.titles import TitlePiece, divide_title
from sitegen.views.verdicts import view_thresholds, view_verdict
from sitegen.views.words import DERIVED_WORDS

if TYPE_CHECKING:
    from sitegen.views.values import FactView

VOICE = Voice(
    Language("en", "en", "en_GB", "English", 1_000_000, grouped=True),
    parse_catalog("en.po", "", "en")[0],
)
LEDGER, _ = read_ledger(
    {path.stem: path.read_text("utf-8") for path in (SHIPPED / "data").glob("*.csv")},
    ("en", "de"),
    "data",
)
MAKER = ViewMaker(LEDGER, VOICE, "en/x/index.html")
PLANNED = make_ledger(
    [
        row("trade/zone/2023", "4646.4", "亿元"),
        row("trade/zone/2025/target", "7900", "亿元"),
        row("trade/zone/2021--2025/target/growth", "9.2", "%"),
        row("firms/zone/2025/target", "6000", "家"),
        row("output/zone/2020", "2401.9", "亿元"),
        row("output/zone/2023", "3201.2", "亿元"),
        row("output/zone/2025/target", "4000", "亿元"),
    ]
)
PLANNER = ViewMaker(PLANNED, VOICE, "en/x/index.html")


def view(key: str) -> FactView:
    return MAKER.fact(LEDGER.find_facts(key)[0])


@given(st.text(st.sampled_from("ab 标题，；-"), max_size=16))
def test_the_pieces_of_a_title_are_the_title(title: str) -> None:
    pieces = divide_title(title)
    assert "".join(piece.text for piece in pieces) == title
    assert all(piece.text for piece in pieces)
    kinds = {piece.kind for piece in pieces}
    assert kinds <= {"", "whole"} or kinds == {"clause"}
    for piece in pieces:
        if piece.kind == "clause":
            assert not re.search("[，；].", piece.text)
        else:
            assert (piece.kind == "whole") == ("-" in piece.text)


@pytest.mark.parametrize(
    ("title", "pieces"),
    [
        ("目标，已达成", (TitlePiece("目标，", "clause"), TitlePiece("已达成", "clause"))),
        ("One title, two halves", (TitlePiece("One title, two halves"),)),
        (
            "A high-tech zone",
            (TitlePiece("A "), TitlePiece("high-tech", "whole"), TitlePiece(" zone")),
        ),
    ],
)
def test_a_title_is_divided_by_what_is_in_it(title: str, pieces: tuple[TitlePiece, ...]) -> None:
    assert divide_title(title) == pieces


@given(
    st.lists(
        st.builds(
            FormulaPart,
            st.text(st.sampled_from("12 ÷×+()"), min_size=1, max_size=6),
            st.sampled_from(["5", "1/3", "12/7"]),
        ),
        max_size=4,
    )
)
def test_a_formula_is_divided_at_each_of_its_powers(parts: list[FormulaPart]) -> None:
    def divide(
        text: str,
    ) -> list[FormulaPart]:  # a short base is kept on one line: that is the next test's
        return [
            FormulaPart(one.text.replace("\u00a0", " "), one.power) for one in divide_formula(text)
        ]

    formula = "".join(f"{part.text}^({part.power})" for part in parts)
    assert divide(formula) == parts
    assert divide(f"{formula} − 1") == [*parts, FormulaPart(" − 1")]


def test_a_short_base_breaks_nowhere_and_a_long_one_where_it_may() -> None:
    assert divide_formula("3 ÷ (1 + 9.4%)^5") == (FormulaPart("3 ÷ (1\u00a0+\u00a09.4%)", "5"),)
    long = "(3201.2 billion ÷ 2401.9 billion)"
    assert divide_formula(f"{long}^(1/3)") == (FormulaPart(long, "1/3"),)


def test_a_power_without_parentheses_ends_at_a_space_or_at_the_end_of_a_group() -> None:
    assert divide_formula("(2^5 + 1)") == (FormulaPart("(2", "5"), FormulaPart(" + 1)"))
    assert divide_formula("(2 + 3^5)") == (FormulaPart("(2 + 3", "5"), FormulaPart(")"))


def test_every_rule_says_what_its_numbers_are() -> None:
    assert set(DERIVATIONS) <= set(DERIVED_WORDS)


@pytest.mark.parametrize(
    ("rule", "keys", "label"),
    [
        ("growth", "catch/isles/2020 catch/isles/2023", "mean yearly growth, 2020 to 2023"),
        (
            "growth",
            "catch/isles/2023 catch/isles/2025/target",
            "yearly growth needed, 2023 to 2025",
        ),
        ("change", "catch/isles/2020 catch/isles/2023", "change, 2020 to 2023"),
        ("percent-change", "catch/isles/2020 catch/isles/2023", "percentage change, 2020 to 2023"),
        ("share", "catch/north/2023 catch/isles/2023", "as a share of: Catch, Isles"),
        ("gap", "catch/isles/2023 catch/isles/2025/target", "gap to the target for 2025"),
        ("ratio", "catch/isles/2020 catch/isles/2023", "multiple of 2020"),
        ("ratio", "catch/south/2023 catch/north/2023", "relative to: Catch, South"),
        ("ratio", "harbour-boats/isles/2023 boats/isles/2020", "relative to: Boats in harbours"),
    ],
)
def test_a_computed_number_says_what_it_is(rule: str, keys: str, label: str) -> None:
    facts = [LEDGER.find_facts(key)[0] for key in keys.split()]
    made = MAKER.derived(derive(rule, facts, LEDGER.unit_by_key))
    assert made.label == label
    assert [one.fact.key for one in made.inputs] == [fact.key for fact in facts]


@pytest.mark.parametrize(
    ("key", "above", "label"),
    [
        ("catch/isles/2020", "catch/isles/2023", "2020"),
        ("catch/north/2023", "catch/isles/2023", "North"),
        ("catch/isles/2023/growth", "catch/isles/2023", "growth"),
        ("catch/isles/2025/target", "catch/isles/2023", "target, 2025"),
        ("boats/isles/2020", "catch/north/2023", "Boats, Isles, 2020"),
        ("catch/isles/2023", "catch/isles/2023", ""),
    ],
)
def test_what_stands_above_a_fact_is_not_said_again(key: str, above: str, label: str) -> None:
    assert name_below(MAKER, view(key), view(above)) == label


def test_a_card_says_the_kind_of_what_is_not_simply_reported() -> None:
    reported = view_card(MAKER, view("catch/isles/2023"), [view("catch/isles/2020")], None)
    assert (reported.label, reported.details) == ("Catch", "Isles, 2023")
    assert [one.label for one in reported.others] == ["2020"]
    aimed_at = view_card(MAKER, view("catch/isles/2025/target"), [], None)
    assert aimed_at.details == "Isles, 2025, target"


def test_a_target_says_where_its_baseline_comes_from() -> None:
    found = {
        one.target.key.partition("/")[0]: PLANNER.target(one)
        for one in sort_targets(assess_targets(PLANNED))
        if one.target.measure == "level"
    }
    said = {key: (one.baseline.note, one.latest.note) for key, one in found.items()}
    assert said == {
        "trade": ("implied by the target and its yearly rate", "2023"),
        "firms": ("none stated", "none yet"),
        "output": ("2020", "2023"),
    }
    caveats = {key: view_card(PLANNER, one.target, [], one).caveat for key, one in found.items()}
    assert caveats == {"trade": "start computed, not stated", "firms": "", "output": ""}


def test_a_target_that_shares_a_verdict_names_whose_it_is_and_no_other_reason() -> None:
    found = {one.target.measure: one for one in assess_targets(PLANNED) if one.leader}
    view = PLANNER.target(found["growth"])
    assert not view.leads
    assert view.comparison is None
    assert view.reason == view.remark
    assert view.reason.endswith("shares that of the target “790,000,000,000” (2025).")
    assert code_reason(found["growth"]) == "one-verdict"


def test_targets_that_cannot_be_judged_stand_last_and_else_nothing_moves() -> None:
    views = [PLANNER.target(one) for one in sort_targets(assess_targets(PLANNED))]
    statuses = [key for key, status in STATUSES.items() if not status.decided]
    assert [one.verdict.status in statuses for one in views] != sorted(
        one.verdict.status in statuses for one in views
    )
    rows = order_rows(views)
    judged = [one for one in views if one.verdict.status not in statuses]
    assert list(rows) == judged + [one for one in views if one not in judged]


def test_progress_is_said_where_both_shares_are_known_and_no_bar_is_drawn_of_nothing() -> None:
    known = view_verdict(VOICE, Verdict("ahead", Fraction(3, 5), Decimal("0.763")))
    assert known.progress == "76% of the way, 60% of the time"
    assert (known.due_bar, known.made_bar) == ("60.0%", "76.3%")
    back = view_verdict(VOICE, Verdict("moving-away", Fraction(3, 5), Decimal("-0.2")))
    assert back.progress
    assert (back.due_bar, back.made_bar) == ("60.0%", "")
    assert view_verdict(VOICE, Verdict("reached", Fraction(3, 5))).progress == ""


def test_thresholds_say_a_range_each_and_leave_no_gap() -> None:
    rows = view_thresholds(VOICE)
    assert [one.status for one in rows] == [status for status, _ in THRESHOLDS]
    assert [one.range for one in rows] == [
        "1 or more",
        "0.95 to under 1",
        "0.60 to under 0.95",
        "0 to under 0.60",
        "under 0",
    ]


def test_a_file_is_offered_in_each_of_its_formats() -> None:
    links = view_download("../data/", "catch", "The catch", ("csv", "vl.json")).links
    assert [(one.format, one.href, one.name) for one in links] == [
        ("CSV", "../data/catch.csv", "catch.csv"),
        ("Vega-Lite", "../data/catch.vl.json", "catch.vl.json"),
    ]
