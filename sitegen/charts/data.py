"""What a chart is given: plain, frozen values, all there is to know for drawing it.

Numbers are base values as `Decimal`; every text is already in the page's language.
So the digest of a `ChartData` names its pictures, and drawing looks nothing up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal


WORDS: tuple[tuple[str, str], ...] = (
    ("baseline", "Baseline"),
    ("derived-baseline", "Baseline, computed"),
    ("actual", "Actual"),
    ("estimate", "Estimate"),
    ("target", "Target"),
    ("lower-bound", "Fading beyond the number: only a lower bound is stated"),
    ("upper-bound", "Fading short of the number: only an upper bound is stated"),
    ("scale-start", "The scale begins at {number}, not at zero"),
    ("period", "Period"),
    ("kind", "Kind"),
    ("value", "Value"),
    ("source", "Source"),
    ("computed", "computed"),
    ("comma", ", "),
    ("colon", ": "),
)
"""Words that stand in charts of every kind: their key in `ChartData.words`, and the msgid to translate.
What a kind says besides stands in its entry of `CHART_KINDS`."""


NUMBER = "number (unit)"
"""The msgid of what stands for a unit that has no word of its own."""


@dataclass(frozen=True)
class Point:
    """One quantity to draw."""

    key: str
    """Key of the fact, or of the derived number."""
    label: str
    """What the row is (item or series), in the page's language."""
    period: str
    """The period as shown, e.g. `2023年`."""
    time: float
    """Place on an axis of years: the end of 2023 is 2023.0; 0 where unused."""
    low: Decimal | None
    """Least value in base units; `None` for an open end."""
    high: Decimal | None
    """Greatest value in base units; `None` for an open end."""
    bound: str
    """One of `quantity.BOUNDS`."""
    role: str
    """`baseline`, `actual`, `target` or `estimate`."""
    derived: bool
    """Computed by the site and stated by no source; drawn hollow."""
    text: str
    """The quantity as written out, with bound and unit: `超过1400亿元`."""
    short: str
    """Its direct label, with the bound and without the unit: `>1400`."""
    item: str = ""
    """What the chart's table calls it."""
    source: str = ""
    """The documents that state it, or what it is computed from."""
    most: Decimal | None = None
    """What it cannot exceed, in base units: the whole of which it is a share."""
    standing: str = ""
    """In a chart of parts: `whole`, `part` or `rest`."""
    aside: str = ""
    """What stands beside its number: a part's share of the whole, the status of a target."""
    since: float = 0.0
    """From when on it was due, on the axis of years; 0 where unused."""

    @property
    def has_number(self) -> bool:
        """Whether it has a number at all: what is due at a date need not."""
        return self.low is not None or self.high is not None

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The stated numbers, least first; of an open interval, its one end twice.

        Raises:
            ValueError: The point has no number at all.
        """
        known = [number for number in (self.low, self.high) if number is not None]
        if not known:
            raise ValueError(f"the point {self.key} has neither low nor high")
        return min(known), max(known)

    @property
    def rising(self) -> bool:
        """Whether only the least value is stated: over, at least."""
        return self.bound in {"over", "at-least"}

    @property
    def falling(self) -> bool:
        """Whether only the greatest value is stated: under, at most."""
        return self.bound in {"under", "at-most"}


@dataclass(frozen=True)
class ChartData:
    """One chart in one language."""

    name: str
    """Permanent name, unique on the site: prefix of ids, name of files."""
    kind: str
    """A name in `CHART_KINDS`."""
    language: str
    """BCP 47 tag of every text in it."""
    title: str
    description: str
    """The alternative text."""
    points: tuple[Point, ...]
    """In the order they are drawn in."""
    power: int
    """Axis numbers are base values divided by ten to this power."""
    unit: str
    """What axis numbers and short labels count: `亿元`, `CNY billion`, `%`."""
    geometric: bool
    """Whether the path to the target compounds; else it is straight."""
    words: tuple[tuple[str, str], ...]
    """Translations of `WORDS` and of the kind's own, by key."""
    separators: tuple[str, str] = (",", ".")
    """The language's marks between thousands and before decimals; the first may be empty."""
    subtitle: str = ""
    """What a file says below its title; empty for the unit alone."""
    foot: tuple[str, ...] = ()
    """What a file says below the picture so that it stands alone: note, sources, site and address."""
    base_unit: str = ""
    """The unit of the points' low and high, a key of the units: `CNY`."""
    sources: tuple[str, ...] = ()
    """Keys of the documents that state the points."""
    scale_words: tuple[tuple[int, str], ...] = ()
    """Powers of ten and their words (4, 万), where numbers are too far apart for one scale: then each
    number carries the word that suits it."""
    until: tuple[float, str] | None = None
    """Up to when the documents reach, on the axis of years, and as it is said; on a chart of dates."""

    def word(self, key: str) -> str:
        """The translation of a word of `WORDS`, or of the kind's own.

        Raises:
            KeyError: The caller passed none.
        """
        return dict(self.words)[key]

    @property
    def value_title(self) -> str:
        """What an axis of values shows, with its unit: `Value (CNY billion)`."""
        return f"{self.word('value')} ({self.unit})" if self.unit else self.word("value")

    def describe_kind(self, point: Point) -> str:
        """What a number is, in words: its role, and whether the site computed it."""
        if point.derived and point.role == "baseline":
            return self.word("derived-baseline")
        computed = self.word("comma") + self.word("computed") if point.derived else ""
        return self.word(point.role) + computed

    def scaled(self, number: Decimal) -> float:
        """A base value as a number of the axis."""
        return float(number.scaleb(-self.power))


@dataclass(frozen=True)
class Form:
    """A shape in which every chart is drawn."""

    name: str
    """`wide`, `narrow` or `file`."""
    width: int
    """Width of the picture in CSS pixels, at which it is meant to be shown."""
    stacked: bool
    """Whether row labels stand above their marks, for want of room at the side."""
    inline: bool
    """Whether colours are CSS variables and the title is the page's; else all is inside."""


WIDE = Form("wide", width=640, stacked=False, inline=True)
NARROW = Form("narrow", width=328, stacked=True, inline=True)
FILE = Form("file", width=640, stacked=False, inline=False)
FORMS = (WIDE, NARROW, FILE)
