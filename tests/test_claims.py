"""Claims: what holds surely, perhaps or not, whatever bounds the figures."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from operator import ge, gt, le, lt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row

from sitegen.claims.directions import DOWN, UP, find_way
from sitegen.claims.expressions import ClaimError, parse_claim
from sitegen.claims.judging import Basis, Finding, IncomparableError, judge_claim, list_keys
from sitegen.claims.tallies import Counting
from sitegen.claims.weighing import NOT, PERHAPS, SURELY, Weighed, compare
from sitegen.language.comparing import find_way_said
from sitegen.quantities.quantity import BOUNDS, Quantity
from sitegen.quantities.rounding import printed_interval
from sitegen.quantities.units import Unit
from sitegen.resolve.insertions import Targets
from sitegen.resolve.keys import split_keys

if TYPE_CHECKING:
    from sitegen.claims.weighing import Judgement
    from sitegen.ledger.ledger import Ledger

LEDGER = make_ledger(
    [
        row("output/zone/2020", "2401.9", "亿元"),
        row("output/zone/2023", "3201.2", "亿元"),
        row("output/city/2023", "22074.7", "亿元"),
        row("output/zone/2023-H1", "1500", "亿元"),
        row("output/zone/2025/target", "3500..4000", "亿元"),
        row("output/zone/2023/growth", "2.3", "%"),
        row("output/city/2023/growth", "6.0", "%"),
        row("firms/zone/2020", "2705", "家", "over"),
        row("firms/zone/2023", "4781", "家"),
        row("all-firms/zone/2023", "5000", "家", "about"),
        row("5g-masts/zone/2023", "12", "家"),
        row("5g-masts/zone/2020", "12", "家", "at-most"),
        row("standing/zone/2020", "7", "rank"),
        row("standing/zone/2023", "5", "rank"),
    ],
    comparability=[("firms", "all-firms")],
)


def judge(text: str, ledger: Ledger = LEDGER) -> Finding:
    """What is found of a claim of which all keys mean one fact."""
    (claim,) = parse_claim(text, split_keys)
    facts = {key: ledger.find_facts(key)[0] for key in list_keys(claim)}
    counting = Counting(ledger, Targets().count, Targets().find)
    return judge_claim(claim, Basis(ledger, facts, {}, counting, "en"))


@pytest.mark.parametrize(
    ("claim", "judgement"),
    [
        ("output/zone/2023 > output/zone/2020", SURELY),
        ("output/zone/2023 < output/zone/2020", NOT),
        ("output/zone/2023 > 3000 亿元", SURELY),
        ("output/zone/2023 > 4/3 * output/zone/2020", NOT),
        ("output/zone/2023 > 1.3 * output/zone/2020", SURELY),
        ("output/zone/2023/growth < output/city/2023/growth", SURELY),
        ("growth(output/zone/2020..2023) > 10 %", SURELY),
        ("growth(output/zone/2020..2023) > 10.05％", NOT),
        ("growth(output/zone/2020..2023) ~ 10.0%", SURELY),
        ("share(output/zone/2023, output/city/2023) < 1/5", SURELY),
        ("ratio(firms/zone/2020..2023) < 2", SURELY),
        ("firms/zone/2020 > 2700", SURELY),
        ("firms/zone/2020 > 2705", SURELY),
        ("firms/zone/2020 > 2706", PERHAPS),
        ("firms/zone/2020 <= 2705", NOT),
        ("firms/zone/2020 < firms/zone/2023", PERHAPS),
        ("all-firms/zone/2023 > 4900", PERHAPS),
        ("all-firms/zone/2023 > 4700", SURELY),
        ("output/zone/2025/target > output/zone/2023", SURELY),
        ("output/zone/2025/target > 3700 亿元", PERHAPS),
        ("output/zone/2023 = output/zone/2023", SURELY),
        ("output/zone/2023 = 3201.2 亿元", SURELY),
        ("output/zone/2023 = 3201 亿元", NOT),
        ("all-firms/zone/2023 = 5000", PERHAPS),
        ("output/zone/2023 >= 0", SURELY),
        ("standing/zone/2023 < standing/zone/2020", SURELY),
        ("rises: output/zone/2020..2023", SURELY),
        ("falls: output/zone/2020..2023", NOT),
        ("falls: standing/zone/2020..2023", SURELY),
        ("rises: firms/zone/2020..2023", PERHAPS),
        ("largest: output/city/2023 of output/*/2023", SURELY),
        ("largest: output/zone/2023 of output/*/2023", NOT),
        ("smallest: output/zone/2023 of output/zone/2023, output/city/2023", SURELY),
        ("same: output/zone/2023, output/zone/2023", SURELY),
        ("same: output/zone/2020..2023", NOT),
        ("same: firms/zone/2020, output/zone/2020", NOT),
        ("bound: output/zone/2020..2023 = exact", SURELY),
        ("bound: firms/zone/2020, output/zone/2020 = over | at-least", NOT),
        ("latest: output/zone/2023", SURELY),
        ("latest: output/zone/2020", NOT),
        ("absent: output/zone/2021, output/zone/2022", SURELY),
        ("absent: output/zone/2021, output/*/2023", NOT),
        ("absent: output/zone/*/target/growth", SURELY),
        ("absent: output/zone/*/target", NOT),
        ("absent: people/zone/*", SURELY),
        ("absent: */*/*/growth < 0 %", SURELY),
        ("absent: output/*/2023/growth, output/zone/*/growth >= 6 %", NOT),
        ("absent: output/zone/*/actual < 1400 亿元", SURELY),
        ("absent: output/zone/*/actual <= 1500 亿元", NOT),
        ("absent: all-firms/zone/* > 4900", PERHAPS),
        ("targets(area=zone status=judged) = 0", SURELY),
        ("targets(area=zone figure=later) = 0", SURELY),
        ("output/zone/2023 in output/zone/2025/target", NOT),
        ("sum(output/zone/2020, output/zone/2023) in output/zone/2025/target", NOT),
        ("sum(output/zone/2020, output/zone/2023) = 5603.1 亿元", SURELY),
        ("sum(firms/zone/2020..2023) > 7485", SURELY),
        ("sum(firms/zone/2020..2023) > 7487", PERHAPS),
        ("5g-masts/zone/2023 > 3", SURELY),
        ("targets(area=zone) > 1/2 * targets(domain=all)", NOT),
    ],
)
def test_a_claim_holds_surely_perhaps_or_not(claim: str, judgement: Judgement) -> None:
    assert judge(claim).judgement == judgement


@pytest.mark.parametrize(
    "claim",
    [
        "output/zone/2023 > firms/zone/2023",
        "output/zone/2023 > output/zone/2023-H1",
        "output/zone/2023/growth < firms/zone/2023",
        "firms/zone/2023 < all-firms/zone/2023",
        "output/zone/2023/growth < share(output/zone/2023, output/city/2023)",
        "firms/zone/2023 < standing/zone/2023",
        "rises: output/zone/2020, output/city/2023",
    ],
)
def test_what_must_not_be_compared_is_refused(claim: str) -> None:
    with pytest.raises(IncomparableError):
        judge(claim)


@pytest.mark.parametrize(
    ("claim", "said", "cure"),
    [
        ("a/b/2023 =< a/b/2024", "`=<` is no sign of claims", "Write `<=`"),
        ("a/b/2023 => a/b/2024", "`=>` is no sign of claims", "Write `>=`"),
        ("a/b/2023 != a/b/2024", "`!=` is no sign of claims", "Write `<` or `>`: say which"),
        (
            "rises a/b/2020, a/b/2023",
            "no colon stands behind `rises`",
            "`rises: a/b/2020, a/b/2023`",
        ),
    ],
)
def test_a_slip_in_a_claim_says_what_was_meant(claim: str, said: str, cure: str) -> None:
    with pytest.raises(ClaimError) as caught:
        parse_claim(claim, split_keys)
    assert said in str(caught.value)
    assert cure in caught.value.hint


@pytest.mark.parametrize(
    "claim",
    [
        "",
        ";",
        "output/zone/2023",
        "output/zone/2023 >",
        "output > 3",
        "1 < output/zone/2023 < 2",
        "2 > 1",
        "2 * 3 > output/zone/2023",
        "1/0 < output/zone/2023",
        "output/zone/2023 > 3",
        "output/zone/2023/growth > 5",
        "output/zone/2023 > 5 %",
        "output/zone/2023 > 5 furlongs",
        "grows: output/zone/2020..2023",
        "rises: output/zone/2023",
        "rises: output/zone/2023..2020",
        "largest: output/zone/2023",
        "largest: output/zone/2023 of output/zone/2023",
        "same: output/zone/2023",
        "bound: output/zone/2023",
        "bound: output/zone/2023 = least",
        "absent: output",
        "absent: outputs/zone/2021",
        "absent: output/zones/2021",
        "absent: output/zone/21",
        "absent: output/zone/2021/targets",
        "absent: output/zone/* < output/zone/2023",
        "absent: output/zone/*/level < 3",
        "absent: output/zone/* in 3",
        "absent: < 3",
        "status: output/zone/2025/target",
        "targets(aria=zone) = 0",
        "targets(area=zones) = 0",
        "targets(figure=latest) = 0",
        "targets(area=zone) > 5 %",
        "output/zone/2020, output/zone/2023 > output/city/2023",
        "sum(output/zone/2023, firms/zone/2023) > output/city/2023",
        "sum(firms/zone/2020, 5g-masts/zone/2020) > firms/zone/2023",
    ],
)
def test_what_is_no_claim_is_told(claim: str) -> None:
    with pytest.raises(ClaimError) as caught:
        judge(claim)
    assert str(caught.value)
    assert caught.value.hint


def test_claims_are_written_in_one_way() -> None:
    text = "2*a/b/2020 ≥  1/2 * share(a/b/2020..2023) ;status: a/b/c=ahead|reached"
    first, second = parse_claim(text, split_keys)
    assert str(first) == "2 * a/b/2020 >= 1/2 * share(a/b/2020, a/b/2023)"
    assert str(second) == "status: a/b/c = ahead | reached"
    assert parse_claim(str(first), split_keys) == (first,)


COUNT = Unit("count", "count", Fraction(1), ())
NUMBERS = st.integers(0, 40).map(Decimal)


@st.composite
def _sides(draw: st.DrawFn) -> Weighed:
    bound = draw(st.sampled_from(BOUNDS))
    one, two = sorted((draw(NUMBERS), draw(NUMBERS)))
    if bound == "range" and one == two:
        bound = "exact"
    value, low, high = (None, one, two) if bound == "range" else (one, None, None)
    quantity = Quantity(value, low, high, bound, COUNT)  # type: ignore[arg-type] # one of BOUNDS
    return Weighed("x", quantity.interval, printed_interval(quantity), quantity)


def _numbers(side: Weighed) -> list[Fraction]:
    """Numbers that a side may be, in quarters, some way beyond all ends."""
    points = (Fraction(number, 4) for number in range(-40, 240))
    return [point for point in points if side.interval.contains(point)]


@given(_sides(), _sides(), st.sampled_from(["<", "<=", ">", ">="]))
def test_a_judgement_is_what_all_numbers_say(left: Weighed, right: Weighed, sign: str) -> None:
    holds = {"<": lt, "<=": le, ">": gt, ">=": ge}[sign]
    ones, twos = _numbers(left), _numbers(right)
    pairs = {holds(a, b) for a in (min(ones), max(ones)) for b in (min(twos), max(twos))}
    found = compare(left, sign, right).judgement
    if left.quantity.bound != "about" and right.quantity.bound != "about":
        open_ends = {left.quantity.bound, right.quantity.bound} & {"over", "under"}
        if not open_ends:
            expected = SURELY if pairs == {True} else NOT if pairs == {False} else PERHAPS
            assert found == expected
    if found == SURELY:
        assert pairs == {True}
    elif found == NOT:
        assert pairs == {False}


@given(_sides(), _sides())
def test_a_comparison_and_its_reverse_agree(left: Weighed, right: Weighed) -> None:
    opposite = {SURELY: NOT, NOT: SURELY, PERHAPS: PERHAPS}
    below = compare(left, "<", right).judgement
    assert compare(right, ">", left).judgement == below
    assert compare(left, ">=", right).judgement == opposite[below]


@pytest.mark.parametrize(
    ("claim", "way"),
    [
        ("rises: output/zone/2020..2023", UP),
        ("falls: output/zone/2020..2023", DOWN),
        ("falls: standing/zone/2020..2023", 0),
        ("output/zone/2023 > output/zone/2020", UP),
        ("output/zone/2020 > output/zone/2023", DOWN),
        ("output/zone/2020 < output/zone/2023", UP),
        ("output/zone/2023 > output/city/2023", 0),
        ("output/zone/2025/target > output/zone/2023", 0),
        ("output/zone/2023 > 3000 亿元", 0),
        ("output/zone/2023/growth > 0 %", UP),
        ("output/zone/2023/growth < 3 %", 0),
        ("0 < growth(output/zone/2020..2023)", UP),
        ("growth(output/zone/2020..2023) < -1 %", DOWN),
        ("growth(output/zone/2020..2023) > -1 %", 0),
        ("ratio(firms/zone/2020..2023) < 2", 0),
        ("latest: output/zone/2023", 0),
    ],
)
def test_a_claim_says_which_way_a_figure_went(claim: str, way: int) -> None:
    assert find_way([judge(claim)]) == way


def test_a_claim_that_says_both_ways_says_none() -> None:
    both = ["rises: output/zone/2020..2023", "falls: output/zone/2020..2023"]
    assert find_way(map(judge, both)) == 0


@pytest.mark.parametrize(
    ("words", "code", "way"),
    [
        ("rose", "en", UP),
        ("Has  grown again", "en", UP),
        ("fell every year", "en", DOWN),
        ("also declined", "en", DOWN),
        ("did not fall", "en", 0),
        ("fell behind", "en", 0),
        ("fell more slowly", "en", 0),
        ("growth fell", "en", 0),
        ("增长", "zh", UP),
        ("连续上升了", "zh", UP),
        ("也有所下降", "zh", DOWN),
        ("没有下降", "zh", 0),
        ("降幅收窄", "zh", 0),
        ("增长放缓", "zh", 0),
        ("rose", "de", 0),
    ],
)
def test_words_that_say_nothing_but_which_way_a_figure_went(
    words: str, code: str, way: int
) -> None:
    assert find_way_said(words, code) == way
