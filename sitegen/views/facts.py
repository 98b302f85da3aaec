"""Facts and derived numbers as views, and what is said of them: what they are of, how they came about."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from sitegen.addresses import source_address
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS
from sitegen.views.documents import name_document
from sitegen.views.formulas import raise_powers
from sitegen.views.values import DerivedView, FactView, LabelledFact
from sitegen.views.words import (
    BOUND_WORDS,
    CITE_WORDS,
    DERIVED_WORDS,
    KIND_WORDS,
    MEASURE_WORDS,
    NOTE_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.analysis.derive import Derived
    from sitegen.analysis.relations import RelationResult
    from sitegen.ledger.values import Fact
    from sitegen.views.viewpoint import Viewpoint


_FIRST_POWER = re.compile(r"\^(?:1|\(1/1\))(?![\d.,])")


def view_fact(at: Viewpoint, fact: Fact) -> FactView:
    """The view of a fact."""
    say, code = at.voice.say, at.code
    period, kind = at.voice.period(fact.period), say(KIND_WORDS[fact.kind])
    bound, measure = say(BOUND_WORDS[fact.quantity.bound]), say(_name_measure(fact))
    note = say_measure(at, fact)
    locator, spoken = at.locator(fact.source, fact.locator)
    page = at.source_page(fact)
    text, named = at.voice.quantity(fact.quantity), name_number(at, fact)
    return FactView(
        key=fact.key,
        text=text,
        value=" ".join(map(str, fact.quantity.base_numbers)),
        href=at.href(page, fact.key),
        hint=_say_hint(at, fact, named, locator),
        indicator=fact.indicator.name[code],
        indicator_href=at.indicator_href(fact.indicator.indicator),
        area=fact.area.short[code],
        area_key=fact.area.area,
        period=period,
        time=at.voice.time(fact.period),
        kind=fact.kind,
        kind_word=kind,
        kind_label=at.listed(kind, "" if fact.measure == "level" else measure),
        measure=fact.measure,
        measure_word=measure,
        measure_note=note,
        bound=fact.quantity.bound,
        bound_word=bound,
        year=str(fact.period.end[0]),
        source_key=fact.source.source,
        mark=at.mark(fact.source.source),
        source=fact.source.title[code],
        source_href=at.href(source_address(code, fact.source.source)),
        origin=at.origin(fact.source),
        locator=locator,
        locator_language=spoken,
        language=fact.source.language,
        phrase=print_phrase(fact.phrase),
        note=fact.note[code],
        base_unit=fact.quantity.unit.base_unit,
        reference=say(
            CITE_WORDS["number"],
            what=named,
            value=text,
            where=say(
                CITE_WORDS["place"], document=name_document(at, fact.source), locator=locator
            ),
            address=at.permalink(page, fact.key),
        ),
    )


def name_number(at: Viewpoint, fact: Fact) -> str:
    """What a number is of, in full: indicator, measure, area, period and kind."""
    return at.listed(
        fact.indicator.name[at.code],
        say_measure(at, fact),
        fact.area.short[at.code],
        at.voice.period(fact.period),
        at.voice.say(KIND_WORDS[fact.kind]),
    )


def _say_hint(at: Viewpoint, fact: Fact, what: str, locator: str) -> str:
    """What a fact is of, where it is stated, and what a reader must know of it: a line each."""
    say, code = at.voice.say, at.code
    where = say("{source}, {locator}", source=fact.source.title[code], locator=locator)
    return "\n".join(filter(None, (what, say("Source: {where}", where=where), fact.note[code])))


def say_measure(at: Viewpoint, fact: Fact) -> str:
    """`growth` beside a name such as GDP; nothing beside one that says so itself."""
    if fact.measure in {"level", "share", "rank"}:
        return ""
    said = at.voice.say(_name_measure(fact))
    return "" if said.casefold() in fact.indicator.name[at.code].casefold() else said


def _name_measure(fact: Fact) -> str:
    """The word for a fact's measure: a share rises, an amount is newly added."""
    base = fact.quantity.unit.base_unit
    if fact.measure == "increment" and base in {PERCENT, POINTS}:
        return NOTE_WORDS["points"]
    if fact.measure == "growth" and base == MULTIPLE:
        return NOTE_WORDS["multiple"]
    return MEASURE_WORDS[fact.measure]


def print_phrase(phrase: str) -> str:
    r"""A phrase as the document prints it: what an extraction wrote in TeX, in characters.

    Example:
        `38 $\mu\text{g}/\text{m}^3$` is printed as 38 μg/m³.
    """
    if "\\" not in phrase:
        return phrase
    plain = re.sub(r"\\text\{([^}]*)\}", r"\1", phrase).replace(r"\mu", "μ").replace("$", "")
    return raise_powers(plain)


def view_derived(at: Viewpoint, derived: Derived, facts: Sequence[FactView]) -> DerivedView:
    """The view of a derived number; `facts` are the views of its facts, in their order."""
    return DerivedView(
        key=derived.key,
        rule=derived.rule,
        label=_say_rule(at, derived.rule, facts[0], facts[1]),
        text=at.voice.quantity(derived.quantity),
        value=" ".join(map(str, derived.quantity.base_numbers)),
        formula=write_formula(at, derived),
        inputs=tuple(LabelledFact(name_fully(at, one), one) for one in facts),
        bound=derived.quantity.bound,
        base_unit=derived.quantity.unit.base_unit,
    )


def write_formula(at: Viewpoint, derived: Derived | RelationResult) -> str:
    """The working of a number, with this language's quantities in the places of its names."""
    shown = {
        name: at.voice.number(Decimal(value))
        if isinstance(value, int)
        else at.voice.quantity(value.quantity)
        for name, value in derived.values
    }
    return _FIRST_POWER.sub("", derived.formula.format_map(shown))


def _say_rule(at: Viewpoint, rule: str, one: FactView, two: FactView, *others: FactView) -> str:
    """What a number says that is computed from two facts or more by a rule."""
    named = rule
    if rule == "growth" and two.kind == "target":
        named = "growth-needed"
    elif rule == "ratio" and (one.indicator, one.area) == (two.indicator, two.area):
        named = "multiple"
    return at.voice.say(
        DERIVED_WORDS[named],
        one=one.time,
        two=two.time,
        whole=_name_beside(at, two, one),
        other=_name_beside(at, one, two),
        period=one.time if named == "multiple" else two.period,
        last=(two, *others)[-1].time,
    )


def _name_beside(at: Viewpoint, one: FactView, other: FactView) -> str:
    """What one of two facts is of: its indicator, and its area where they differ in it."""
    if one.area == other.area:
        return one.indicator
    return at.voice.say(DERIVED_WORDS["elsewhere"], indicator=one.indicator, area=one.area)


def name_fact(at: Viewpoint, one: FactView) -> str:
    """What a fact is of where area, period and kind stand by themselves: indicator and measure."""
    return at.listed(one.indicator, one.measure_note)


def name_fully(at: Viewpoint, one: FactView) -> str:
    """All that a fact is of."""
    return at.listed(one.indicator, one.area, one.measure_note, one.period, one.kind_word)


def name_below(at: Viewpoint, one: FactView, above: FactView) -> str:
    """What a fact is of, as far as it is not plain from one that stands above it."""
    return at.listed(
        "" if one.indicator == above.indicator else one.indicator,
        one.measure_note,
        "" if one.area == above.area else one.area,
        "" if one.kind == above.kind else one.kind_word,
        "" if one.period == above.period else one.period,
    )
