"""What templates get to see of facts, targets and sources: plain values, written for one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.views.formulas import FormulaPart, divide_formula, raise_powers

if TYPE_CHECKING:
    from sitegen.views.citation import Reference

SHORT = 22
"""A number of fewer characters is kept on one line."""


@dataclass(frozen=True)
class FactView:
    """A fact, as a page shows it."""

    key: str
    """Its permanent key, e.g. `gdp/city/2023/actual/level`; the anchor of its row."""
    text: str
    """The quantity with its bound, e.g. `over CNY 320 billion`."""
    value: str
    """Base value, or both ends of a range separated by a space; for machines."""
    href: str
    """The fact's row on the page of its source."""
    hint: str
    """One line: what, where, when, of what kind, from which document and place."""
    indicator: str
    """The name of what it measures."""
    indicator_href: str
    """The page of its indicator."""
    area: str
    """The short name of the place it is of."""
    area_key: str
    """The key of that place, to filter rows by."""
    period: str
    """What time it is of, in words: `first half of 2023`, `as of August 2023`."""
    time: str
    """The period, or the date of a stock without the words around it."""
    kind: str
    """`actual`, `target` or `estimate`."""
    kind_word: str
    """`kind` in words, in the language of the page."""
    kind_label: str
    """Its kind, and its measure where that is not the level: `target, growth`."""
    measure: str
    """`level`, `growth`, `increment`, `share`, `rank` or `cumulative`."""
    measure_word: str
    """`measure` in words, in the language of the page."""
    measure_note: str
    """What the number says of the indicator, where the indicator's name leaves it open."""
    bound: str
    """One of `quantity.BOUNDS`."""
    bound_word: str
    """`bound` in words, in the language of the page."""
    year: str
    """The last year of its period."""
    source_key: str
    """The key of its document, to filter rows by."""
    mark: str
    """The letter of its document, for paper."""
    source: str
    """The title of its document."""
    source_href: str
    """The page of its document."""
    origin: str
    """Who published its document, and when."""
    locator: str
    """Its place in the document."""
    locator_language: str
    """BCP 47 tag of the language of `locator`."""
    language: str
    """BCP 47 tag of the document: of `phrase`."""
    phrase: str
    """The words of the document that state it."""
    note: str
    """What a reader must know of it; may be empty."""
    base_unit: str
    """The key of the unit of `value`."""
    reference: str
    """The number as it is cited: what it is of, the quantity, the document, the place in it, its address here."""

    @property
    def is_computed(self) -> bool:
        """Whether the site computed it: a fact is stated."""
        return False

    @property
    def is_short(self) -> bool:
        """Whether its text is kept on one line."""
        return len(self.text) < SHORT

    @property
    def measure_label(self) -> str:
        """Its measure in words; empty for the level, which goes without saying."""
        return "" if self.measure == "level" else self.measure_word

    @property
    def bound_label(self) -> str:
        """Its bound in words; empty for an exact number, which goes without saying."""
        return "" if self.bound == "exact" else self.bound_word

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the facts it rests on: its own."""
        return (self.key,)


@dataclass(frozen=True)
class LabelledFact:
    """A fact among others, with what it is of."""

    label: str
    """What it is of, as far as it is not plain from what stands beside it."""
    fact: FactView


@dataclass(frozen=True)
class DerivedView:
    """A derived number, as a page shows it."""

    key: str
    """Its rule and its facts: the anchor of its working."""
    rule: str
    """The name of its rule."""
    label: str
    """What it says: `mean yearly growth, 2020 to 2023`."""
    text: str
    """The quantity with its bound."""
    value: str
    """Base value, or both ends of a range separated by a space; for machines."""
    formula: str
    """The working in this language's numbers, e.g. `(3201.2 ÷ 2401.9)^(1/3) − 1`."""
    inputs: tuple[LabelledFact, ...]
    """The facts it rests on, in the order of the rule, each with all it is of."""
    bound: str
    """One of `quantity.BOUNDS`."""
    base_unit: str
    """The key of the unit of `value`."""

    @property
    def is_computed(self) -> bool:
        """Whether the site computed it."""
        return True

    @property
    def is_claim(self) -> bool:
        """Whether it is held to figures, and no figure itself."""
        return False

    @property
    def is_short(self) -> bool:
        """Whether its text is kept on one line."""
        return len(self.text) < SHORT

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts it rests on, in the order of the rule."""
        return tuple(one.fact for one in self.inputs)

    @property
    def formula_parts(self) -> tuple[FormulaPart, ...]:
        """The formula at its powers, for where these can be raised."""
        return divide_formula(self.formula)

    @property
    def working(self) -> str:
        """The formula in plain characters, for where nothing can be raised: `(1 + 6%)⁵`."""
        return raise_powers(self.formula)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the facts it rests on."""
        return tuple(one.fact.key for one in self.inputs)


@dataclass(frozen=True)
class PlainFigure:
    """What a chart shows besides facts and derived numbers: progress to a target, an event."""

    key: str
    text: str
    """What stands in the place of a quantity."""
    value: str
    """Base value for machines; empty where there is none."""
    bound: str
    """One of `quantity.BOUNDS`; empty where there is no value."""
    base_unit: str
    """The key of the unit of `value`; empty where there is none."""
    href: str
    """Where more is said of it: the target's row in the tracker, the event's document."""
    hint: str
    """One line: what it rests on."""
    source: str
    """The titles of its documents."""
    keys: tuple[str, ...]
    """The keys of the facts it rests on."""


@dataclass(frozen=True)
class ClaimView:
    """Words that compare or judge, with the figures that they are held to."""

    key: str
    """What it says, the same in all languages."""
    words: str
    """The author's words."""
    statement: str
    """What was compared, in this language's numbers: `2.3% < 10.0%`."""
    inputs: tuple[LabelledFact, ...]
    """The facts it rests on, each with all it is of."""

    @property
    def is_claim(self) -> bool:
        """Whether it is held to figures, and no figure itself."""
        return True

    @property
    def hint(self) -> str:
        """What was compared, and a line for each fact."""
        facts = (f"{one.label}: {one.fact.text}" for one in self.inputs)
        return "\n".join((self.statement, *facts))

    @property
    def facts(self) -> tuple[FactView, ...]:
        """The facts it rests on."""
        return tuple(one.fact for one in self.inputs)

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of the facts it rests on."""
        return tuple(one.fact.key for one in self.inputs)


@dataclass(frozen=True)
class VerdictView:
    """How far a target has come."""

    status: str
    """The key of its status."""
    word: str
    """The status in words."""
    due: str
    """The share of the time that has passed, in whole percent; empty where it is not known."""
    made: str
    """The share of the way from baseline to target, in whole percent; empty where it is not known."""
    progress: str
    """Both in a sentence; empty where one is not known."""
    ratio: str
    """What was made by what was due, to two decimals; empty where it is not known."""
    due_bar: str
    """Due as a length for drawing, e.g. `60.0%`; empty where there is none."""
    made_bar: str
    """Made as a length for drawing, up to 100 %; empty where there is nothing to draw."""


@dataclass(frozen=True)
class ThresholdView:
    """A status, and the progress it takes."""

    status: str
    word: str
    """The status in words."""
    range: str
    """Of which ratios of progress made to progress due it is the status: `0.8 to under 1`."""


@dataclass(frozen=True)
class TargetFigure:
    """A figure that a target is judged by: stated, computed, or none."""

    figure: FactView | DerivedView | None
    note: str
    """Of a stated one its period, of a computed one where it comes from; else that there is none."""


@dataclass(frozen=True)
class BoundsView:
    """How far a target has come, where facts only bound it."""

    share: DerivedView
    """The share of the way that has been made at least, or at most."""
    text: str
    """It, the share of the time that has passed, and the verdicts that they leave open, in a line."""


@dataclass(frozen=True)
class TargetView:
    """A target and its status."""

    id: str
    """Anchor of its row in the tracker."""
    href: str
    """The row in the tracker, from the page that shows this view; empty where there is no tracker."""
    indicator: str
    """The name of what it is set for."""
    indicator_href: str
    """The page of its indicator."""
    domain: str
    """The key of its domain."""
    area: str
    """The short name of the place it is set for."""
    area_key: str
    """The key of that place, to filter rows by."""
    details: str
    """What it is of besides its indicator: area, and measure where the name leaves it open."""
    period: str
    """What time it is set for, in words."""
    horizon: str
    """The year it is set for, or the last of them."""
    nature: str
    """Whether it binds the administration, in a word; empty where the plan does not say."""
    path: str
    """How made is counted: `geometric`, `linear`, `cumulative`, `mean` or `rank`."""
    target: FactView
    """The statement of it."""
    restatements: tuple[FactView, ...]
    """Further statements of the same target that say it otherwise."""
    baseline: TargetFigure
    """Where it starts from: as stated, or as the target and its yearly rate imply it."""
    latest: TargetFigure
    """The latest figure."""
    mean: DerivedView | None
    """Of a target for growth, the mean growth reached."""
    verdict: VerdictView
    """How far it has come; of a range, on the way to the end that is reached first."""
    stretch: VerdictView | None
    """Of a range, how far it has come on the way to the other end."""
    borderline: bool
    """Whether rounding, or comparing growth rates instead, would change the status."""
    reason: str
    """Why it cannot be judged, or shares the verdict of another, in a sentence; empty where it has its own."""
    remark: str
    """The reason where it says more than the status; else empty."""
    comparison: FactView | None
    """The later fact of another definition that must not be compared."""
    implied_check: tuple[str, ...]
    """Of an implied baseline, how well the same calculation gives those that are stated, in sentences."""
    leads: bool
    """Whether it carries the one verdict on its indicator, area and time."""
    leader: str
    """The id of the target that does."""
    rates: str
    """Of a yearly rate, the one that was reached and the one that is aimed at; empty where none was reached."""
    bounds: BoundsView | None
    """Of a bounded verdict, what it rests on."""


@dataclass(frozen=True)
class SourceView:
    """A document that facts are taken from, as a page shows it."""

    source: str
    """Its key."""
    mark: str
    """Its letter, the same on all pages."""
    title: str
    publisher: str
    date: str
    """When it was published, in words; may be empty."""
    origin: str
    """Who published it, and when."""
    kind: str
    """What kind of document it is."""
    href: str
    """Its page, relative to the page that shows this view."""
    url: str
    """Absolute address of its page, for print."""
    note: str
    """What a reader must know of it; may be empty."""
    language: str
    """BCP 47 tag of the document."""
    printed: str
    """Its title as printed, in its own language."""
    author: str
    """Who signs it, as printed; empty where that is the publisher, or nobody."""
    page: str
    """The page that it stands on, as printed; may be empty."""
    address: str
    """Where it is found online; empty where no address is known."""
    online: bool
    """Whether it was published online."""
    named: str
    """What it is called where a number of it is cited: title as printed, publisher, date."""
    references: tuple[Reference, ...]
    """The document, and not its page here, in each style of references."""


@dataclass(frozen=True)
class UnquantifiedView:
    """A target without a number."""

    indicator: str
    """The name of what it is set for."""
    area: str
    """The short name of the place it is set for."""
    period: str
    """What time it is set for, in words."""
    nature: str
    """Whether it binds the administration, in a word; empty where the document does not say."""
    statement: str
    """What the document says of it."""
    source: str
    """The title of the document."""
    source_href: str
    """The page of the document."""
    locator: str
    """Its place in the document."""
    locator_language: str
    """BCP 47 tag of the language of `locator`."""


@dataclass(frozen=True)
class UseView:
    """A page that uses something."""

    title: str
    href: str
