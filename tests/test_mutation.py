"""Mistakes made in the real ledger on purpose are refused, by the checks that are said to refuse them: a sample of `make mutants`."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest
import refusals
from flips import make_flips, make_nudges
from harbours import HARBOUR
from mutation import CHECKED, agree, list_mutants
from mutation_report import KEYS, write_report, write_table
from projects import ROOT
from refusals import AUDIT, NOTHING, PAGE, TABLE, Proof
from whole_check import WholeCheck

from sitegen.audit import hints
from sitegen.checks.all import CHECKS
from sitegen.resolve.insertions import Insertion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from mutants import Mutant
    from refusals import Refusal

SOURCES = ROOT.parent / "shared" / "sources"
SOME = 120
WITH_TEXTS = pytest.mark.skipif(
    not SOURCES.is_dir(), reason="the texts of the sources are not beside the project"
)


@pytest.fixture(scope="module")
def proof() -> Proof:
    return Proof(ROOT, SOURCES if SOURCES.is_dir() else None)


def _choose(proof: Proof, *sorts: str, some: int = SOME) -> Sequence[Mutant]:
    mutants = [one for one in list_mutants(proof) if one.sort in sorts]
    return Random(7).sample(mutants, some)  # noqa: S311 # no secret


def _refuse(proof: Proof, mutants: Sequence[Mutant]) -> Sequence[Refusal]:
    return [proof.refuse(mutant) for mutant in mutants]


HELD = tuple(sort for sort in CHECKED if sort != "the counter")
"""What a row's own phrase says; a wrong counter may read the same."""


def test_value_unit_and_bound_are_refused_by_the_tables_alone(proof: Proof) -> None:
    assert {one.by for one in _refuse(proof, _choose(proof, *HELD))} == {TABLE}


def test_without_the_check_of_phrases_most_of_them_would_pass(
    proof: Proof, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusals, "PHRASES", ())
    found = _refuse(proof, _choose(proof, *HELD, some=40))
    assert sum(one.by != TABLE for one in found) > len(found) / 2


@WITH_TEXTS
@pytest.mark.parametrize("sort", ["the period", "the area"])
def test_period_and_area_are_mostly_noticed_with_the_texts(proof: Proof, sort: str) -> None:
    found = _refuse(proof, _choose(proof, sort, some=60))
    assert sum(one.by != NOTHING for one in found) >= 0.75 * len(found)
    assert {one.by for one in found} >= {TABLE, PAGE, AUDIT}


@WITH_TEXTS
@pytest.mark.parametrize("rule", ["hint-period", "hint-area"])
def test_without_its_hint_a_mistake_is_asked_about_no_more(
    proof: Proof, rule: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    mutants = _choose(proof, f"the {rule.removeprefix('hint-')}", some=40)
    verdicts = [(one, proof.refuse(one)) for one in mutants]
    asked = [one for one, verdict in verdicts if verdict.hint == rule]
    assert len(asked) > sum(verdict.by != TABLE for _, verdict in verdicts) / 2
    monkeypatch.setitem(hints.CHECKS, rule, lambda _setting, _areas: "")
    assert all(proof.refuse(one).hint != rule for one in asked)


def test_edits_that_make_a_claim_untrue_are_refused(proof: Proof) -> None:
    edits = [*make_flips(proof, proof.pages.pieces[::11])]
    assert {edit.sort for edit in edits} >= {"order", "absence", "extreme"}
    for edit in edits:
        files = proof.change(edit.line, edit.cells) if edit.line else proof.add(edit.cells)
        assert proof.judge(files, edit.line, every=False).by in {TABLE, PAGE}, edit


def test_edits_that_make_none_untrue_are_not(proof: Proof) -> None:
    edits = [*make_nudges(proof, proof.ledger.facts[::24])]
    assert len(edits) > 10
    for edit in edits:
        verdict = proof.judge(proof.change(edit.line, edit.cells), edit.line)
        assert not verdict.problems, edit


def test_what_is_said_of_a_row_is_what_a_whole_check_says() -> None:
    harbour = Proof(HARBOUR)
    mutants = Random(3).sample([*list_mutants(harbour)], 300)  # noqa: S311 # no secret
    judged = ((mutant, harbour.refuse(mutant)) for mutant in mutants)
    with WholeCheck(HARBOUR, harbour) as whole:
        for by in (TABLE, PAGE, NOTHING):
            mutant, refusal = next(pair for pair in judged if pair[1].by == by)
            assert agree(refusal, whole.ask(mutant)), mutant


def test_all_checks_of_tables_are_asked() -> None:
    assert {*refusals.PHRASES, *refusals.OTHERS} == {*CHECKS}


def test_a_report_says_what_was_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sorts = {
        sort: {"all": 10, "tables": 5, "pages": 2, "audit": 2, "nothing": 1, "asked": 3}
        for sort in KEYS
    }
    head = {"date": "2026-01-02", "seconds": 1200, "facts": 7, "texts": True}
    kept = {"mutants": {**head, "sorts": sorts, "checked": [], "survivors": []}}
    monkeypatch.setattr("mutation_report.RESULTS", tmp_path / "MUTATION.md")
    write_report(kept)
    text = (tmp_path / "MUTATION.md").read_text("utf-8")
    assert "| all | 100 | 50 | 20 | 20 | 10 | 90.0 % | 70.0 % | 30.0 % |" in text
    assert "2026-01-02, 7 facts, 1,200 s." in text
    (tmp_path / "data").mkdir()
    write_table(kept, tmp_path)
    rows = (tmp_path / "data" / "mistakes.csv").read_text("utf-8").splitlines()
    assert rows[1] == "digit,10,5,2,2,1"
    assert len(rows) == 1 + len(KEYS)


def test_the_method_page_counts_what_is_kept_of_the_real_ledger(proof: Proof) -> None:
    counts = [piece for piece in proof.pages.pieces if piece.role == "count"]
    shown = [piece.shown for piece in counts if piece.slug == "method"]
    texts = [one.text for one in shown if isinstance(one, Insertion)]
    tried = sum(one.tried for one in proof.ledger.mistakes)
    assert texts.count(str(tried)) == 2
    assert len(texts) == 1 + 5 * (len(KEYS) + 1)
    assert {one.mistake for one in proof.ledger.mistakes} == {*KEYS.values()}
    for one in proof.ledger.mistakes:
        assert one.tried == one.tables + one.pages + one.audit + one.unseen
