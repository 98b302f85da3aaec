"""Margins of claims: how far the figures that decide are from making one fall."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ledgers import make_ledger, row
from test_claims import judge

from sitegen.claims.margins import Margin, find_margin
from sitegen.claims.weighing import NOT, SURELY


@pytest.mark.parametrize(
    ("claim", "gap", "step"),
    [
        ("output/zone/2023 > output/zone/2020", "79930000000", "10000000"),
        ("output/zone/2020 < output/zone/2023", "79930000000", "10000000"),
        ("output/zone/2023 < output/zone/2020", "-79930000000", "10000000"),
        ("output/zone/2023/growth < 2.4 %", "0.1", "0.1"),
        ("2 * firms/zone/2020 < 6000", None, None),  # nothing bounds what is over 2705
        ("firms/zone/2020 > 2700", "5", "1"),
        ("firms/zone/2020 > 2705", None, None),  # by the word of its document
        ("output/zone/2023 in output/zone/2025/target", "-29880000000", "100000000"),
        ("rises: output/zone/2020..2023", "79930000000", "10000000"),
        (
            "largest: output/city/2023 of output/zone/2020, output/zone/2023",
            "1887350000000",
            "10000000",
        ),
        ("same: firms/zone/2020, firms/zone/2020", None, None),
        ("latest: output/zone/2023", None, None),
        ("absent: output/zone/2030", None, None),
    ],
)
def test_a_margin_is_what_the_deciding_side_may_move(
    claim: str, gap: str | None, step: str | None
) -> None:
    margin = find_margin(judge(claim))
    assert (margin is None) is (gap is None)
    if margin is not None and gap is not None and step is not None:
        assert (margin.gap, margin.step) == (Fraction(gap), Fraction(step))


_CENTS = st.integers(1, 10**6)


@given(_CENTS, _CENTS, st.sampled_from(["<", "<=", ">", ">="]))
def test_a_claim_falls_where_its_margin_is_used_up(one: int, other: int, sign: str) -> None:
    def find(value: int) -> tuple[str, Margin]:
        ledger = make_ledger(
            [
                row("output/zone/2023", str(Decimal(value) / 100), "亿元"),
                row("output/zone/2020", str(Decimal(other) / 100), "亿元"),
            ]
        )
        finding = judge(f"output/zone/2023 {sign} output/zone/2020", ledger)
        margin = find_margin(finding)
        assert margin is not None or one == other
        return finding.judgement, margin or Margin(Fraction(0), Fraction(1), "CNY")

    judgement, margin = find(one)
    assert (margin.gap > 0) is (judgement == SURELY and one != other)
    move = int(margin.gap / 10**6)
    beyond = one + (move + 1 if sign in {"<", "<="} else -move - 1)
    if judgement == SURELY and beyond > 0:
        assert find(beyond)[0] == NOT
