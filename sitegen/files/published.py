"""The columns of the published facts and targets, and how their rows are filled.

The columns of `facts.csv` are a contract with those who use the data: they never change their
order, and new ones come last.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.views.maker import code_reason, is_due
from sitegen.views.words import (
    BOUND_WORDS,
    KIND_WORDS,
    MEASURE_WORDS,
    REASON_WORDS,
    STAGE_WORDS,
    STATUS_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal
    from fractions import Fraction

    from sitegen.analysis.assessment import Assessment, Bounds
    from sitegen.analysis.derive import Derived
    from sitegen.analysis.relations import RelationResult
    from sitegen.analysis.verdict import Verdict
    from sitegen.ledger.values import Fact
    from sitegen.site import Site


LOCALIZED = "_*"
"""Ending of a field that is written once a language."""


@dataclass(frozen=True)
class PublishedTable:
    """The fields of a published table."""

    listed: tuple[tuple[str, str, str], ...]
    """Name, type and description; a name that ends in `LOCALIZED` stands for one a language."""
    references: tuple[tuple[str, str, str], ...]
    """Field, table and column of each foreign key."""

    def expand(self, codes: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
        """The fields of a site with these languages."""
        for name, type_, description in self.listed:
            if name.endswith(LOCALIZED):
                yield from (
                    (f"{name.removesuffix('*')}{code}", type_, f"{description} ({code})")
                    for code in codes
                )
            else:
                yield name, type_, description

    def names(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        """The header of the table."""
        return tuple(name for name, _, _ in self.expand(codes))


FACT_FIELDS = PublishedTable(
    (
        ("fact", "string", "Key of the fact: the same on every page and in every file"),
        ("indicator", "string", "Key of the indicator"),
        ("indicator_*", "string", "Name of the indicator"),
        ("domain", "string", "Subject of the indicator"),
        ("area", "string", "Key of the place"),
        ("area_*", "string", "Name of the place"),
        ("period", "string", "Time, e.g. 2023, 2023-Q1, 2023-01/2023-11, 2021/2025, @2023-08"),
        ("kind", "string", "Reached, aimed at, or expected by the source"),
        ("measure", "string", "What the number says of the indicator"),
        ("value", "number", "Value in the unit as printed; empty for a range"),
        ("low", "number", "Lower end of a range, as printed"),
        ("high", "number", "Upper end of a range, as printed"),
        ("bound", "string", "How the number bounds the quantity"),
        ("unit", "string", "Unit as printed"),
        ("value_base", "number", "Value in base units"),
        ("low_base", "number", "Lower end of a range in base units"),
        ("high_base", "number", "Upper end of a range in base units"),
        ("base_unit", "string", "Base unit of the number"),
        ("source", "string", "Key of the document"),
        ("locator", "string", "Where in the document"),
        ("phrase", "string", "The few characters of the document that carry the number"),
        ("note_*", "string", "What a careful reader must know"),
        (
            "start",
            "date",
            "First day of the period; of a stock, the first on which it may have stood",
        ),
        ("end", "date", "Last day of the period; of a stock, the last on which it may have stood"),
        ("stage", "string", "How settled the number is"),
    ),
    (
        ("indicator", "indicators", "indicator"),
        ("domain", "domains", "domain"),
        ("area", "areas", "area"),
        ("unit", "units", "unit"),
        ("base_unit", "units", "unit"),
        ("source", "sources", "source"),
    ),
)

TARGET_FIELDS = PublishedTable(
    (
        ("target", "string", "Key of the target's fact"),
        ("indicator", "string", "Key of the indicator"),
        ("indicator_*", "string", "Name of the indicator"),
        ("area", "string", "Key of the place"),
        ("period", "string", "Time the target is set for"),
        ("bound", "string", "How the target's number bounds it"),
        ("target_low", "number", "The target in base units; of a range, its lower end"),
        ("target_high", "number", "Upper end of a range in base units"),
        ("base_unit", "string", "Base unit of the number"),
        ("path", "string", "How progress is counted: geometric, linear, cumulative, mean or rank"),
        (
            "baseline_kind",
            "string",
            "Whether the baseline is stated by a source, or derived from the target and its yearly rate",
        ),
        (
            "baseline",
            "string",
            "Key of the stated baseline, or the rule and the keys it is derived from",
        ),
        ("baseline_base", "number", "Baseline in base units"),
        ("latest", "string", "Key of the latest comparable actual"),
        ("latest_base", "number", "Latest comparable actual in base units"),
        ("due", "number", "Share of the time from baseline to target that has passed"),
        ("made", "number", "Share of the way that has been made"),
        ("ratio", "number", "Made over due"),
        ("status", "string", "How far the target has come"),
        ("stretch_status", "string", "Of a range, the status against its other end"),
        (
            "borderline",
            "boolean",
            "Whether another rule, or the rounding of an input, gives another status",
        ),
        ("reason_code", "string", "Why there is no verdict, or none of its own, as a code"),
        ("reason_*", "string", "Why there is no verdict, or none of its own"),
        (
            "verdict_of",
            "string",
            "Key of the target that carries the one verdict on indicator, area and time: itself, or another",
        ),
        (
            "baseline_deviation",
            "number",
            "Where a baseline is stated and target and rate imply one, by what part the second is off",
        ),
        ("rate", "number", "Of a target for a yearly rate, the mean reached, in percent"),
        ("bound_low", "number", "Least share of the way made, where facts only bound it"),
        ("bound_high", "number", "Largest share of the way made, where facts only bound it"),
        ("bound_worst", "string", "The worst verdict that the bounds leave open"),
        ("bound_best", "string", "The best verdict that the bounds leave open"),
        ("bound_working", "string", "How the bounds are computed, with the keys of the facts"),
        ("evidence_until", "string", "When the last of the sources was written"),
        ("fallen_due", "boolean", "Whether the target fell due before the sources end"),
        ("start", "date", "First day of the time the target is set for"),
        ("end", "date", "Last day of the time the target is set for"),
    ),
    (
        ("target", "facts", "fact"),
        ("indicator", "indicators", "indicator"),
        ("area", "areas", "area"),
        ("latest", "facts", "fact"),
        ("verdict_of", "facts", "fact"),
    ),
)

CHECK_FIELDS = PublishedTable(
    (
        ("check", "string", "Key of the relation"),
        ("rule", "string", "How the result follows: sum, share, percent-change, path or change"),
        ("result", "string", "Key of the fact that must follow"),
        ("facts", "string", "Keys of the facts it follows from, separated by spaces"),
        ("factor", "string", "What a sum is multiplied by, or the years of a path"),
        ("computed_low", "number", "What the facts give, in base units; of a range, its lower end"),
        ("computed_high", "number", "Upper end of a range in base units"),
        ("bound", "string", "How the computed number is bounded"),
        ("base_unit", "string", "Base unit of the number"),
        ("outcome", "string", "holds, compatible (bounds leave it open) or fails"),
        ("note_*", "string", "What a careful reader must know"),
    ),
    (("result", "facts", "fact"), ("base_unit", "units", "unit")),
)

CODES: Mapping[str, Mapping[str, str]] = {
    "kind": KIND_WORDS,
    "measure": MEASURE_WORDS,
    "bound": BOUND_WORDS,
    "stage": STAGE_WORDS,
    "status": STATUS_WORDS,
    "reason_code": REASON_WORDS,
}
"""Columns of facts and targets that hold codes: each code with what it means, as a message of the catalogues."""

_PLACES = 4
"""Decimals of published shares."""


def fact_row(fact: Fact, codes: tuple[str, ...]) -> list[str]:
    """The cells of a fact."""
    quantity = fact.quantity
    printed = [quantity.value, quantity.low, quantity.high]
    bases = iter(quantity.base_numbers)
    base = ["" if number is None else str(next(bases)) for number in printed]
    return [
        fact.key,
        fact.indicator.indicator,
        *(fact.indicator.name[code] for code in codes),
        fact.indicator.domain,
        fact.area.area,
        *(fact.area.name[code] for code in codes),
        fact.period.text,
        fact.kind,
        fact.measure,
        *("" if number is None else str(number) for number in printed),
        quantity.bound,
        quantity.unit.unit,
        *base,
        quantity.unit.base_unit,
        fact.source.source,
        fact.locator,
        fact.phrase,
        *(fact.note[code] for code in codes),
        *(day.isoformat() for day in fact.period.days),
        fact.stage,
    ]


def check_row(check: RelationResult, codes: tuple[str, ...]) -> list[str]:
    """The cells of a relation."""
    numbers = check.computed.base_numbers
    return [
        check.key,
        check.rule,
        check.result.key,
        " ".join(fact.key for fact in check.facts),
        "" if check.amount == 1 else str(check.amount),
        str(numbers[0]),
        str(numbers[1]) if len(numbers) > 1 else "",
        check.computed.bound,
        check.computed.unit.base_unit,
        check.outcome,
        *(check.note[code] if check.note else "" for code in codes),
    ]


def target_row(assessment: Assessment, site: Site) -> list[str]:
    """The cells of a target."""
    codes = site.config.codes
    target, numbers = assessment.target, assessment.target.quantity.base_numbers
    baseline, implied, latest = assessment.baseline, assessment.implied, assessment.latest
    makers = [site.maker(voice, "index.html") for voice in site.voices]
    last = site.ledger.latest_source or target.source
    return [
        target.key,
        target.indicator.indicator,
        *(target.indicator.name[code] for code in codes),
        target.area.area,
        target.period.text,
        target.quantity.bound,
        str(numbers[0]),
        str(numbers[1]) if len(numbers) > 1 else "",
        target.quantity.unit.base_unit,
        assessment.path,
        "stated" if baseline else "derived" if implied else "",
        baseline.key if baseline else implied.key if implied else "",
        _base(baseline or implied),
        latest.key if latest else "",
        _base(latest),
        *_shares(assessment.verdict),
        assessment.status,
        assessment.stretch.status if assessment.stretch else "",
        "true" if assessment.borderline else "false",
        code_reason(assessment),
        *(maker.reason(assessment) for maker in makers),
        assessment.leading.target.key,
        _decimal(assessment.deviation),
        _decimal(assessment.rate),
        *_bounds(assessment.bounds),
        last.date,
        "true" if is_due(assessment, last) else "false",
        *(day.isoformat() for day in target.period.days),
    ]


def _base(figure: Fact | Derived | None) -> str:
    """The first number of a figure in base units."""
    return "" if figure is None else str(figure.quantity.base_numbers[0])


def _shares(verdict: Verdict) -> list[str]:
    """Due, made and ratio, as decimals."""
    return [_decimal(one) for one in (verdict.due, verdict.made, verdict.ratio)]


def _decimal(number: Decimal | Fraction | None) -> str:
    return "" if number is None else f"{float(number):.{_PLACES}f}"


def _bounds(bounds: Bounds | None) -> list[str]:
    """The ends of the share of the way, the verdicts that they leave open, and the working."""
    if bounds is None:
        return [""] * 5
    names = {
        name: str(value) if isinstance(value, int) else value.key
        for name, value in bounds.share.values
    }
    return [
        _decimal(bounds.low),
        _decimal(bounds.high),
        bounds.worst,
        bounds.best,
        bounds.share.formula.format_map(names),
    ]
