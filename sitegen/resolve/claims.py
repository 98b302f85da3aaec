"""Claims of a page: words that compare or judge, refused where the facts no longer carry them."""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.analysis.conditions import DeriveError
from sitegen.analysis.statuses import STATUSES
from sitegen.claims.directions import find_way
from sitegen.claims.expressions import ClaimError, Inequality, Number, parse_claim
from sitegen.claims.judging import (
    Basis,
    IncomparableError,
    judge_claim,
    list_keys,
    list_targets,
)
from sitegen.claims.saying import say_findings
from sitegen.claims.tallies import Counting
from sitegen.claims.weighing import NOT, PERHAPS
from sitegen.language.comparing import find_way_said
from sitegen.messages.said import say
from sitegen.resolve.claim_roles import CLAIM, MAY, split_claim
from sitegen.resolve.keys import split_keys

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.expressions import Claim
    from sitegen.claims.judging import Finding
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.project.parsed import Role
    from sitegen.resolve.insertions import Finder


_WIDE = re.compile("[，：；＜＞＝～（）／]")
"""What an input method of Chinese writes for the signs of a claim."""


def list_numbers(role: Role) -> frozenset[Fraction]:
    """The numbers that a role's claim names, in each way that its words may say them.

    Of `more than a quarter <a > 5/4 * b>` 5/4 and 1/4, of `most <a > 50 %>` 50 and 1/2.
    """
    _, text = split_claim(role.text) if role.role in {CLAIM, MAY} else ("", "")
    try:
        claims = parse_claim(text, split_keys) if text else ()
    except (ClaimError, DeriveError):
        return frozenset()
    sides = [
        side for one in claims if isinstance(one, Inequality) for side in (one.left, one.right)
    ]
    own = {one.value if isinstance(one, Number) else one.times for one in sides} - {Fraction(1)}
    percents = {one.value / 100 for one in sides if isinstance(one, Number) and one.unit == "%"}
    return frozenset(said for one in own | percents for said in (one, one - 1, 1 - one) if said > 0)


def judge_words(finder: Finder, role: Role) -> tuple[str, str, tuple[Finding, ...]] | None:
    """The words of a claim, its key and what was found; `None`, and a problem, where it does not hold."""
    words, text = split_claim(role.text)
    if not words or not text:
        finder.problems.append(_explain_form(role))
        return None
    if wide := _WIDE.search(text):
        finder.problems.append(
            role.place.problem(
                "claim",
                say("`{words}`: `{wide}` in its claim is full-width", words=words, wide=wide[0]),
                say("Write `{half}`", half=unicodedata.normalize("NFKC", wide[0])),
            )
        )
        return None
    try:
        claims = parse_claim(text, split_keys)
        found = [_judge_one(finder, role, claim) for claim in claims]
    except (ClaimError, DeriveError) as error:
        problem = role.place.problem(
            "claim", say("`{words}`: {error}", words=words, error=error), error.hint
        )
    except IncomparableError as error:
        problem = role.place.problem(
            "claim-compare",
            say("`{words}` compares what must not be compared: {error}", words=words, error=error),
            say("Reword it"),
        )
    else:
        findings = tuple(one for one in found if one is not None)
        if len(findings) < len(claims):
            return None
        finder.problems += _check(finder, role, words, findings)
        return words, "; ".join(map(str, claims)), findings
    finder.problems.append(problem)
    return None


def _explain_form(role: Role) -> Problem:
    """What is wrong with a role that is not written as words with a claim behind them."""
    text = unicodedata.normalize("NFKC", role.text)
    bracket = ">" if "<" in text and not text.endswith(">") else "<" * ("<" not in text)
    form = say(
        "Write the words, then the claim: `grew more slowly <a/b/2023/growth < c/b/2023/growth>`"
    )
    if text != role.text and split_claim(text) != ("", ""):
        said = say(
            "the brackets of `{{{role}}}` of `{text}` are full-width",
            role=role.role,
            text=role.text,
        )
        return role.place.problem("claim", said, say("Write `{text}`", text=text))
    if bracket and ("<" in text or ">" in text):
        said = say(
            "`{{{role}}}` of `{text}` has no `{bracket}` around its claim",
            role=role.role,
            text=role.text,
            bracket=bracket,
        )
        return role.place.problem("claim", said, form)
    said = say(
        "`{{{role}}}` of `{text}` does not say what holds it", role=role.role, text=role.text
    )
    return role.place.problem("claim", said, form)


def _judge_one(finder: Finder, role: Role, claim: Claim) -> Finding | None:
    """What is found of a claim; `None`, and problems, where a key of it means no fact."""
    facts: dict[str, Fact | None] = {key: finder.fact(key, role.place) for key in list_keys(claim)}
    targets: dict[str, Assessment | None] = {
        key: finder.target(key, role.place) for key in list_targets(claim)
    }
    known = {key: fact for key, fact in facts.items() if fact is not None}
    aims = {key: target for key, target in targets.items() if target is not None}
    if len(known) < len(facts) or len(aims) < len(targets):
        return None
    basis = Basis(finder.ledger, known, aims, _count(finder), finder.maker.code)
    finding = judge_claim(claim, basis)
    for fact in finding.facts:
        finder.cite(fact.key, role.place)
    return finding


def _count(finder: Finder) -> Counting:
    around = finder.around.assessments
    return Counting(finder.ledger, around.count, around.find)


def _name_target(findings: Sequence[Finding]) -> str:
    """The key of a target of which claims say what is not known, which may be for the lack of a figure; empty for none."""
    targets = [one.target for one in findings if one.target is not None]
    unknown = (one for one in targets if not STATUSES[one.status].decided)
    return next((one.target.key for one in unknown), "")


def _check(finder: Finder, role: Role, words: str, findings: tuple[Finding, ...]) -> list[Problem]:
    """What keeps a claim from being said: all of it that does not hold, or else what may not."""
    found = {
        judgement: [one for one in findings if one.judgement == judgement]
        for judgement in (NOT, PERHAPS)
    }
    if fallen := found[NOT]:
        said = say_findings(fallen, finder.ledger, _count(finder))
        return [
            role.place.problem(
                "claim",
                say("`{words}` does not hold: {said}", words=words, said=said),
                say("Reword it, or fix the fact"),
                key=_name_target(fallen),
            )
        ]
    if (unsure := found[PERHAPS]) and role.role == CLAIM:
        said = say_findings(unsure, finder.ledger, _count(finder))
        return [
            role.place.problem(
                "claim-unsure",
                say("`{words}` may hold and may not: {said}", words=words, said=said),
                say("Say that it may be so, and write `{{may}}` for `{{claim}}`"),
                key=_name_target(unsure),
            )
        ]
    if find_way_said(words, finder.maker.code) * find_way(findings) < 0:
        return [
            role.place.problem(
                "claim",
                say(
                    "`{words}` says the opposite of `{claim}`, to which it is held",
                    words=words,
                    claim="; ".join(str(one.claim) for one in findings),
                ),
                say("Say which way the figures went, or turn the sign of the claim"),
            )
        ]
    return []
