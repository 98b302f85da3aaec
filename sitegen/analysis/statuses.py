"""The statuses that a target can have: all that belongs to one is its entry in `STATUSES`.

To add one, write its entry where it stands in the order, from the best to what is not known. With a
`least` ratio it is given to the targets from there up to the next better status. Counts, filters,
style sheets, published tables and the check of the catalogues follow from the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from types import MappingProxyType

REACHED = "reached"
BOUNDED = "bounded"
OTHER_DEFINITION = "other-definition"
START_UNKNOWN = "start-unknown"
NOT_IN_SOURCES = "not-in-sources"
NOT_MEASURABLE = "not-measurable"


@dataclass(frozen=True)
class Status:
    """How a target stands."""

    key: str
    """As published in tables, and in addresses of the tracker."""
    word: str
    """What readers see: the msgid to translate."""
    tone: str
    """Its colour: `good`, `fair`, `low`, `bad`, `worst` or `none`, each a token of the style sheet."""
    shape: str
    """Its sign as the content of an SVG symbol of 16 by 16, so that no status is told by colour alone."""
    least: Decimal | None = None
    """The least ratio of progress made to progress due that it is given for; none if by other rules."""
    decided: bool = True
    """Whether it tells how far the target has come."""


STATUSES = MappingProxyType(
    {
        status.key: status
        for status in (
            Status(
                REACHED,
                "reached",
                "good",
                '<path fill-rule="evenodd" d="M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM7 11.7 3.4 8.1l1.4-1.4L7 8.9l4.2-4.2 1.4 1.4Z"/>',
            ),
            Status(
                "ahead",
                "ahead",
                "good",
                '<path d="m8 1.5 7 12.5H1Z"/>',
                least=Decimal(1),
            ),
            Status(
                "on-track",
                "on track",
                "fair",
                '<circle cx="8" cy="8" r="6.5"/>',
                least=Decimal("0.95"),
            ),
            Status(
                "behind",
                "behind",
                "low",
                '<path fill-rule="evenodd" d="M8 15 .8 2h14.4ZM8 11.2 12 3.9H4Z"/>',
                least=Decimal("0.60"),
            ),
            Status(
                "far-behind",
                "far behind",
                "bad",
                '<path d="M8 15 .8 2h14.4Z"/>',
                least=Decimal(0),
            ),
            Status(
                "moving-away",
                "moving away",
                "worst",
                '<path d="M3.3 1.2 8 5.9l4.7-4.7 2.1 2.1L10.1 8l4.7 4.7-2.1 2.1L8 10.1l-4.7 4.7-2.1-2.1L5.9 8 1.2 3.3Z"/>',
                least=Decimal("-Infinity"),
            ),
            Status(
                BOUNDED,
                "bounded",
                "none",
                '<path d="M1.5 2h1.8v12H1.5Zm11.2 0h1.8v12h-1.8ZM4.8 7.1h6.4v1.8H4.8Z"/>',
                decided=False,
            ),
            Status(
                OTHER_DEFINITION,
                "other definition",
                "none",
                '<path d="M10.1 1.6 9 4.6h5v1.9H8.3l-1 2.8H14v1.9H6.6l-1.2 3.4-1.8-.6 1-2.8H2V9.3h3.3l1-2.8H2V4.6h5L8.3 1Z"/>',
                decided=False,
            ),
            Status(
                START_UNKNOWN,
                "start unknown",
                "none",
                '<path d="M1 7h2.2v2H1Zm3.6 0h2.2v2H4.6ZM9.8 2.6 15.2 8l-5.4 5.4-1.4-1.4 3-3H8.2V7h3.2l-3-3Z"/>',
                decided=False,
            ),
            Status(
                NOT_IN_SOURCES,
                "not in our sources",
                "none",
                '<path fill-rule="evenodd" d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM8 3.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6Z"/>',
                decided=False,
            ),
            Status(
                NOT_MEASURABLE,
                "no measurable result",
                "none",
                '<path d="M2 7h12v2H2Z"/>',
                decided=False,
            ),
        )
    }
)
"""Every status by its key, the best first."""

THRESHOLDS = tuple((one.key, one.least) for one in STATUSES.values() if one.least is not None)
"""Statuses that progress can give, the best first, each with its least ratio; the last takes all below."""


def grade(ratio: Fraction) -> str:
    """The status of a ratio of progress made to progress due."""
    *upper, (lowest, _) = THRESHOLDS
    return next((key for key, least in upper if ratio >= _exact(least)), lowest)


def grade_nearly(ratio: float, error: float) -> str:
    """The status of a ratio that is known but for an error; empty where that may change it."""
    low, high = grade(Fraction(ratio - error)), grade(Fraction(ratio + error))
    return low if low == high else ""


@cache
def _exact(number: Decimal) -> Fraction:
    return Fraction(number)


def lowest_status() -> str:
    """The status of a target that its indicator moves away from."""
    return THRESHOLDS[-1][0]
