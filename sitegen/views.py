"""What templates get to see of facts, targets and sources: plain values, written for one language.

A view holds words, numbers and relative addresses; it decides nothing.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from sitegen.citation import Imprint, Work, cite
from sitegen.ledger import MULTIPLE, PERCENT, POINTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from sitegen.citation import Reference
    from sitegen.derive import Derived
    from sitegen.languages import Voice
    from sitegen.ledger import Document, Fact, Indicator, Ledger, Unquantified
    from sitegen.progress import Assessment, Reason
    from sitegen.verdict import Verdict

KIND_WORDS = {"actual": "actual", "target": "target", "estimate": "estimate"}
MEASURE_WORDS = {
    "level": "level",
    "growth": "growth",
    "increment": "newly added",
    "share": "share",
    "rank": "rank",
    "cumulative": "cumulative",
}
NOTE_WORDS = {"points": "increase", "multiple": "multiple of an earlier value"}
BOUND_WORDS = {
    "exact": "exact",
    "at-least": "at least (bound)",
    "over": "over (bound)",
    "about": "about (bound)",
    "under": "under (bound)",
    "at-most": "at most (bound)",
    "range": "range",
}
CITE_WORDS = {"accessed": "date of access"}
NATURE_WORDS = {"binding": "binding", "anticipatory": "anticipatory"}
REASON_WORDS = {
    "no-later-fact": "The sources give no later figure.",
    "other-definition": "The later figure is of another definition and must not be set against the target.",
    "other-period": "The later figure covers only part of a year.",
    "no-baseline": "The starting level is neither stated nor implied, so the share of the way cannot be computed.",
    "baseline-beyond-target": "The baseline already met the target, so there is no distance to measure.",
    "no-direction": "The indicator, or its target, has no direction in which progress could be counted.",
    "not-positive": "A level of zero or less has no place on a geometric path.",
    "rank-has-no-path": "The rank aimed at is not reached, and a rank has no path to measure.",
    "incomplete-sum": "Years are missing from the sum of what was added.",
    "yearly-or-total": "It is not clear whether the number is meant for each year or for the whole period.",
    "growth-not-a-rate": "The target is not a yearly rate in percent, and its base is not recorded as data.",
    "rate-against-direction": "The rate is a limit rather than a goal in the better direction.",
    "same-as-level": "The baseline is known only through this rate; the target for the level speaks for both.",
    "growth-years-missing": "Growth is not published for every year so far.",
    "growth-without-levels": "There are no two levels from which the mean growth could be computed.",
}
STATUS_WORDS = {
    "reached": "reached",
    "ahead": "ahead",
    "on-track": "on track",
    "behind": "behind",
    "far-behind": "far behind",
    "moving-away": "moving away",
    "not-comparable": "not comparable",
    "no-data": "no data yet",
}


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
class FactView:
    """A fact, as a page shows it."""

    key: str
    text: str
    """The quantity with its bound, e.g. `over CNY 320 billion`."""
    value: str
    """Base value, or both ends of a range parted by a space; for machines."""
    href: str
    """The fact's row on the page of its source."""
    hint: str
    """One line: what, where, when, of what kind, from which document and place."""
    indicator: str
    indicator_href: str
    """The page of its indicator."""
    area: str
    area_key: str
    period: str
    time: str
    """The period, or the date of a stock without the words around it."""
    kind: str
    kind_word: str
    measure: str
    measure_word: str
    measure_note: str
    """What the number says of the indicator, where the indicator's name leaves it open."""
    bound: str
    bound_word: str
    year: str
    """The last year of its period."""
    source_key: str
    mark: str
    """The letter of its document, for paper."""
    source: str
    source_href: str
    locator: str
    locator_language: str
    """BCP 47 tag of the language of `locator`."""
    language: str
    """BCP 47 tag of the document: of `phrase`."""
    phrase: str
    note: str
    base_unit: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts it rests on: itself."""
        return (self.key,)


@dataclass(frozen=True)
class DerivedView:
    """A derived number, as a page shows it."""

    key: str
    rule: str
    text: str
    value: str
    formula: str
    """The working in this language's numbers, e.g. `(3201.2 ÷ 2401.9)^(1/3) − 1`."""
    facts: tuple[FactView, ...]
    bound: str
    base_unit: str

    @property
    def working(self) -> str:
        """The formula in plain characters, for where nothing can be raised: `(1 + 6%)⁵`."""
        return _raise_powers(self.formula)

    @property
    def keys(self) -> tuple[str, ...]:
        """The facts it rests on."""
        return tuple(fact.key for fact in self.facts)


@dataclass(frozen=True)
class VerdictView:
    """How far a target has come."""

    status: str
    word: str
    due: str
    made: str
    ratio: str
    due_bar: str
    """Due as a length for drawing, e.g. `60.0%`; empty where there is none."""
    made_bar: str
    """Made as a length for drawing, from 0 to 100 %."""


@dataclass(frozen=True)
class TargetView:
    """A target and its status."""

    id: str
    """Anchor of its row in the tracker."""
    href: str
    """The row in the tracker, from the page that shows this view."""
    indicator: str
    indicator_href: str
    """The page of its indicator."""
    domain: str
    area: str
    area_key: str
    period: str
    horizon: str
    """The year it is set for, or the last of them."""
    of_plan: bool
    """Whether a plan sets it."""
    nature: str
    path: str
    """How made is counted: `geometric`, `linear`, `cumulative`, `mean` or `rank`."""
    target: FactView
    restatements: tuple[FactView, ...]
    """Further statements of the same target that say it otherwise."""
    baseline: FactView | None
    implied: DerivedView | None
    """The baseline that the target and its yearly rate imply, where none is stated."""
    latest: FactView | None
    mean: DerivedView | None
    """Of a target for growth, the mean growth reached."""
    verdict: VerdictView
    stretch: VerdictView | None
    borderline: bool
    reason: str
    comparison: FactView | None
    """The later fact of another definition that must not be compared."""


@dataclass(frozen=True)
class SourceView:
    """A document."""

    source: str
    mark: str
    """Its letter, the same on all pages."""
    title: str
    publisher: str
    date: str
    kind: str
    href: str
    url: str
    """Absolute address of its page, for print."""
    note: str
    language: str
    """BCP 47 tag of the document."""


@dataclass(frozen=True)
class UnquantifiedView:
    """A target without a number."""

    indicator: str
    area: str
    period: str
    nature: str
    statement: str
    source: str
    source_href: str
    locator: str
    locator_language: str
    """BCP 47 tag of the language of `locator`."""


@dataclass(frozen=True)
class UseView:
    """A page that uses something."""

    title: str
    href: str


@dataclass(frozen=True)
class Writer:
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
        return self.root + self.address.removesuffix("index.html")

    def cite(self, title: str, kind: str = "page", fragment: str = "") -> tuple[Reference, ...]:
        """The page, or what stands on it under an anchor, in each style of citation."""
        address = self.canonical + (f"#{fragment}" if fragment else "")
        work = Work(self.imprint, title, address, kind, self.updated)
        return cite(work, self.voice.say(CITE_WORDS["accessed"]))

    def source_address(self, source: str) -> str:
        """Address of the page of a source."""
        return f"{self.code}/sources/{source}/index.html"

    def locator(self, source: Document, locator: str) -> tuple[str, str]:
        """A place in a document, in the page's language where the table has it; and the tag of its language."""
        found = self.ledger.locator_by.get((source.source, locator))
        text = found[self.code] if found else ""
        return (text, self.voice.language.tag) if text else (locator, source.language)

    def indicator_address(self, indicator: str) -> str:
        """Address of the page of an indicator."""
        return f"{self.code}/indicators/{indicator}/index.html"

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
            href=self.href(self.source_address(fact.source.source), fact.key),
            hint="\n".join(
                filter(
                    None,
                    (say(", ").join(what), say("Source: {where}", where=where), fact.note[code]),
                )
            ),
            indicator=fact.indicator.name[code],
            indicator_href=self.href(self.indicator_address(fact.indicator.indicator)),
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
            source_href=self.href(self.source_address(fact.source.source)),
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
            indicator_href=self.href(self.indicator_address(target.indicator.indicator)),
            domain=target.indicator.domain,
            area=target.area.short[self.code],
            area_key=target.area.area,
            period=self.voice.period(target.period),
            horizon=str(target.period.end[0]),
            of_plan=target.source.kind == "plan",
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
            source_href=self.href(self.source_address(one.source.source)),
            locator=locator,
            locator_language=spoken,
        )

    def _is_planned(self, target: Fact) -> bool:
        """Whether a target is of the kind that a plan calls binding or anticipatory.

        The plan says so of the whole, not of a part that it sets a target for besides.
        """
        parts = {area.area: area.part_of for area in self.ledger.areas}
        areas = {
            fact.area.area
            for fact in self.ledger.by_indicator[target.indicator.indicator]
            if fact.source == target.source and fact.kind == "target"
        }
        return (
            target.source.kind == "plan"
            and target.quantity.unit.base_unit != MULTIPLE
            and parts[target.area.area] not in areas
        )

    def nature(self, indicator: Indicator) -> str:
        """Whether the plan binds the administration to an indicator; empty where it does not say."""
        return self.voice.say(NATURE_WORDS[indicator.nature]) if indicator.nature else ""

    def source(self, source: str) -> SourceView:
        """The view of a document."""
        document = next(document for document in self.ledger.sources if document.source == source)
        return SourceView(
            source=source,
            mark=self.marks[source],
            title=document.title[self.code],
            publisher=document.publisher[self.code],
            date=self.voice.date(document.date),
            kind=document.kind,
            href=self.href(self.source_address(source)),
            url=self.root + self.source_address(source).removesuffix("index.html"),
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
    return _raise_powers(plain)


def _raise_powers(text: str) -> str:
    """`^5` as ⁵."""
    return re.sub(r"\^(\d+)", lambda found: found[1].translate(_RAISED), text)


_FIRST_POWER = re.compile(r"\^(?:1|\(1/1\))(?![\d.,])")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
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


@lru_cache(maxsize=1 << 16)
def relative(origin: str, address: str) -> str:
    """An address of the site as seen from another, with `index.html` written out.

    Written out, links work from a folder or a memory stick as well as from a server.
    """
    return posixpath.relpath(address, posixpath.dirname(origin) or ".")
