"""Makes views for one page: in its language, with addresses relative to it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.addresses import folder_of, indicator_address, relative, source_address
from sitegen.quantities.units import MULTIPLE, PERCENT, POINTS
from sitegen.views.citation import Imprint, Work, cite
from sitegen.views.values import (
    DerivedView,
    FactView,
    SourceView,
    TargetView,
    UnquantifiedView,
    VerdictView,
    raise_powers,
)
from sitegen.views.words import (
    BOUND_WORDS,
    CITE_WORDS,
    KIND_WORDS,
    MEASURE_WORDS,
    NATURE_WORDS,
    NOTE_WORDS,
    REASON_WORDS,
    STATUS_WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from sitegen.analysis.assessment import Assessment, Reason
    from sitegen.analysis.derive import Derived
    from sitegen.analysis.verdict import Verdict
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact, Indicator, Source, Unquantified
    from sitegen.views.citation import Reference


WORD_LISTS = (
    KIND_WORDS,
    MEASURE_WORDS,
    NOTE_WORDS,
    BOUND_WORDS,
    NATURE_WORDS,
    CITE_WORDS,
    REASON_WORDS,
    STATUS_WORDS,
)
"""All words that views say, for the check of the catalogues."""


@dataclass(frozen=True)
class ViewMaker:
    """Makes views for one page: in its language, with addresses relative to it."""

    ledger: Ledger
    voice: Voice
    address: str
    """The page's address, e.g. `zh/economy/index.html`."""
    tracker: str = ""
    """Address of the tracker's page in this language; empty where there is none."""
    root: str = ""
    """Absolute address of the site."""
    imprint: Imprint = field(default_factory=Imprint)
    """Who publishes the site, for citations."""
    updated: str = ""
    """When the page was last changed, where it says so."""
    _made: dict[str, FactView] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def code(self) -> str:
        """The page's language."""
        return self.voice.language.code

    @cached_property
    def marks(self) -> dict[str, str]:
        """The letters of the documents, in their order."""
        return {
            one.source: _letter(number) for number, one in enumerate(self.ledger.sources, start=1)
        }

    def href(self, address: str, fragment: str = "") -> str:
        """An address of the site, relative to the page."""
        return relative(self.address, address) + (f"#{fragment}" if fragment else "")

    @property
    def canonical(self) -> str:
        """The page's absolute address, without `index.html`."""
        return self.root + folder_of(self.address)

    def cite(self, title: str, kind: str = "page", fragment: str = "") -> tuple[Reference, ...]:
        """The page, or what stands on it under an anchor, in each style of citation."""
        address = self.canonical + (f"#{fragment}" if fragment else "")
        work = Work(self.imprint, title, address, kind, self.updated)
        return cite(work, self.voice.say(CITE_WORDS["accessed"]))

    def locator(self, source: Source, locator: str) -> tuple[str, str]:
        """A place in a document, in the page's language where the table has it; and the tag of its language."""
        found = self.ledger.locator_by_place.get((source.source, locator))
        text = found[self.code] if found else ""
        return (text, self.voice.language.tag) if text else (locator, source.language)

    def fact(self, fact: Fact) -> FactView:
        """The view of a fact."""
        if fact.key not in self._made:
            self._made[fact.key] = self._fact(fact)
        return self._made[fact.key]

    def _fact(self, fact: Fact) -> FactView:
        say, code = self.voice.say, self.code
        period, kind = self.voice.period(fact.period), say(KIND_WORDS[fact.kind])
        what = [fact.indicator.name[code], fact.area.short[code], period, kind]
        if note := self.measure_note(fact):
            what.insert(1, note)
        bound = say(BOUND_WORDS[fact.quantity.bound])
        if fact.quantity.bound != "exact":
            what.append(bound)
        locator, spoken = self.locator(fact.source, fact.locator)
        where = say("{source}, {locator}", source=fact.source.title[code], locator=locator)
        return FactView(
            key=fact.key,
            text=self.voice.quantity(fact.quantity),
            value=" ".join(map(str, fact.quantity.base_numbers)),
            href=self.href(source_address(self.code, fact.source.source), fact.key),
            hint="\n".join(
                filter(
                    None,
                    (say(", ").join(what), say("Source: {where}", where=where), fact.note[code]),
                )
            ),
            indicator=fact.indicator.name[code],
            indicator_href=self.href(indicator_address(self.code, fact.indicator.indicator)),
            area=fact.area.short[code],
            area_key=fact.area.area,
            period=period,
            time=self.voice.time(fact.period),
            kind=fact.kind,
            kind_word=kind,
            measure=fact.measure,
            measure_word=say(_name_measure(fact)),
            measure_note=self.measure_note(fact),
            bound=fact.quantity.bound,
            bound_word=bound,
            year=str(fact.period.end[0]),
            source_key=fact.source.source,
            mark=self.marks[fact.source.source],
            source=fact.source.title[code],
            source_href=self.href(source_address(self.code, fact.source.source)),
            locator=locator,
            locator_language=spoken,
            language=fact.source.language,
            phrase=print_phrase(fact.phrase),
            note=fact.note[code],
            base_unit=fact.quantity.unit.base_unit,
        )

    def measure_note(self, fact: Fact) -> str:
        """`growth` beside a name such as GDP; nothing beside one that says so itself."""
        if fact.measure in {"level", "share", "rank"}:
            return ""
        said = self.voice.say(_name_measure(fact))
        return "" if said.casefold() in fact.indicator.name[self.code].casefold() else said

    def derived(self, derived: Derived) -> DerivedView:
        """The view of a derived number."""
        return DerivedView(
            key=derived.key,
            rule=derived.rule,
            text=self.voice.quantity(derived.quantity),
            value=" ".join(map(str, derived.quantity.base_numbers)),
            formula=self.formula(derived),
            facts=tuple(self.fact(fact) for fact in derived.facts),
            bound=derived.quantity.bound,
            base_unit=derived.quantity.unit.base_unit,
        )

    def formula(self, derived: Derived) -> str:
        """A derived number's working, with this language's quantities in the places of its names."""
        shown = {
            name: self.voice.number(Decimal(value))
            if isinstance(value, int)
            else self.voice.quantity(value.quantity)
            for name, value in derived.values
        }
        return _FIRST_POWER.sub("", derived.formula.format_map(shown))

    def verdict(self, verdict: Verdict) -> VerdictView:
        """The view of a verdict."""
        return VerdictView(
            status=verdict.status,
            word=self.voice.say(STATUS_WORDS[verdict.status]),
            due=self.percent(verdict.due),
            made=self.percent(verdict.made),
            due_bar=_length(verdict.due),
            made_bar=_length(verdict.made),
            ratio=""
            if verdict.ratio is None
            else self.voice.number(verdict.ratio.quantize(Decimal("0.01"))),
        )

    def percent(self, share: Decimal | Fraction | None) -> str:
        """A share of one in whole percent; empty where there is none."""
        return "" if share is None else f"{self.voice.number(Decimal(round(share * 100)))}%"

    def target(self, assessment: Assessment) -> TargetView:
        """The view of a target and its status."""
        target, reason = assessment.target, assessment.reason
        return TargetView(
            id=target.key,
            href=self.href(self.tracker, target.key) if self.tracker else "",
            indicator=target.indicator.name[self.code],
            indicator_href=self.href(indicator_address(self.code, target.indicator.indicator)),
            domain=target.indicator.domain,
            area=target.area.short[self.code],
            area_key=target.area.area,
            period=self.voice.period(target.period),
            horizon=str(target.period.end[0]),
            of_plan=target.source.kind.sets_targets,
            nature=self.nature(target.indicator) if self._is_planned(target) else "",
            path=assessment.path,
            target=self.fact(target),
            restatements=tuple(
                self.fact(fact)
                for fact in assessment.restatements
                if _stated(fact) != _stated(target)
            ),
            baseline=self._fact_or_none(assessment.baseline),
            implied=self._derived_or_none(assessment.implied),
            latest=self._fact_or_none(assessment.latest),
            mean=self._derived_or_none(assessment.mean),
            verdict=self.verdict(assessment.verdict),
            stretch=None if assessment.stretch is None else self.verdict(assessment.stretch),
            borderline=assessment.borderline,
            reason=self.reason(reason) if reason else "",
            comparison=self.fact(reason.facts[0]) if reason and reason.comparability else None,
        )

    def reason(self, reason: Reason) -> str:
        """Why a target has no verdict, in a sentence."""
        if reason.comparability is not None:
            return reason.comparability.reason[self.code]
        return self.voice.say(REASON_WORDS[reason.code])

    def _fact_or_none(self, fact: Fact | None) -> FactView | None:
        return None if fact is None else self.fact(fact)

    def _derived_or_none(self, derived: Derived | None) -> DerivedView | None:
        return None if derived is None else self.derived(derived)

    def unquantified(self, one: Unquantified) -> UnquantifiedView:
        """The view of a target without a number."""
        locator, spoken = self.locator(one.source, one.locator)
        return UnquantifiedView(
            indicator=one.indicator.name[self.code],
            area=one.area.short[self.code],
            period=self.voice.period(one.period),
            nature=self.nature(one.indicator),
            statement=one.statement[self.code],
            source=one.source.title[self.code],
            source_href=self.href(source_address(self.code, one.source.source)),
            locator=locator,
            locator_language=spoken,
        )

    def _is_planned(self, target: Fact) -> bool:
        """Whether a target is of the kind that a plan calls binding or anticipatory.

        The plan says so of the whole, not of a part that it sets a target for besides.
        """
        areas = {
            fact.area.area
            for fact in self.ledger.facts_by_indicator[target.indicator.indicator]
            if fact.source == target.source and fact.kind == "target"
        }
        return (
            target.source.kind.sets_targets
            and target.quantity.unit.base_unit != MULTIPLE
            and target.area.part_of not in areas
        )

    def nature(self, indicator: Indicator) -> str:
        """Whether the plan binds the administration to an indicator; empty where it does not say."""
        return self.voice.say(NATURE_WORDS[indicator.nature]) if indicator.nature else ""

    def source(self, source: str) -> SourceView:
        """The view of a document."""
        document = self.ledger.source_by_key[source]
        return SourceView(
            source=source,
            mark=self.marks[source],
            title=document.title[self.code],
            publisher=document.publisher[self.code],
            date=self.voice.date(document.date),
            kind=document.kind.name,
            href=self.href(source_address(self.code, source)),
            url=self.root + folder_of(source_address(self.code, source)),
            note=document.note[self.code],
            language=document.language,
        )


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


_FIRST_POWER = re.compile(r"\^(?:1|\(1/1\))(?![\d.,])")
_MEASURE_ORDER = ("level", "share", "cumulative", "increment", "growth", "rank")


def sort_targets(assessments: Iterable[Assessment]) -> list[Assessment]:
    """Targets as tables show them: levels before rates and ranks, each in the ledger's order."""
    return sorted(assessments, key=lambda one: _MEASURE_ORDER.index(one.target.measure))


def _stated(fact: Fact) -> tuple[str, tuple[Decimal, ...]]:
    """What a fact says, whatever unit it is printed in."""
    return fact.quantity.bound, fact.quantity.base_numbers


def _letter(number: int) -> str:
    """a, b … z, aa, ab …: a name for a number from 1."""
    above, last = divmod(number - 1, 26)
    return (_letter(above) if above else "") + chr(ord("a") + last)


def _length(share: Decimal | Fraction | None) -> str:
    """A share of one as a length between nothing and the whole, for drawing."""
    return "" if share is None else f"{min(max(float(share), 0.0), 1.0) * 100:.1f}%"
