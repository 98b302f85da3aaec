"""What templates get to see of facts, targets and sources: plain values, written for one language."""

from __future__ import annotations

import re
from dataclasses import dataclass


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
        return raise_powers(self.formula)

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


def raise_powers(text: str) -> str:
    """`^5` as ⁵."""
    return re.sub(r"\^(\d+)", lambda found: found[1].translate(_RAISED), text)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
