"""How a page, a chart or the data is cited, in the styles that a project chooses, as runs of text.

GB/T 7714-2015, 4.6 (electronic resources; a part is led to its whole by `//`, 4.2):
    责任者. 题名[文献类型标识/载体标识]//网站名. (更新日期)[引用日期]. 访问路径.
APA 7, 10.16 (pages of a site) and 10.9 (data sets), with a group as author:
    Author. (Year, Month day). *Title* [Kind]. Site. URL
and, of what bears no date and may change: `(n.d.)`, and `Retrieved Month day, year, from URL`.

The date of access is the reader's: a run without a date, which the reader's browser fills in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
"""APA's dates are English whatever the language of the work."""
_DATE = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-(\d{2}))?")
_CLOSED = frozenset(".?!。？！")
"""After these no full stop is added."""
USUAL_STYLES = ("apa",)
"""The styles of a project that chooses none."""


@dataclass(frozen=True)
class Imprint:
    """Who publishes, and where; and how it is to be cited."""

    author: str = ""
    site: str = ""
    styles: tuple[str, ...] = USUAL_STYLES
    """Keys of styles, in the order in which references stand."""


@dataclass(frozen=True)
class Work:
    """What is cited."""

    imprint: Imprint
    title: str
    address: str
    """Absolute and permanent."""
    kind: str = "page"
    """`page`, `chart` or `data`."""
    updated: str = ""
    """When it was last changed, as `2024-05-03`, `2024-05` or `2024`; empty where that is not said."""


@dataclass(frozen=True)
class Run:
    """A piece of a reference."""

    text: str
    kind: str = "text"
    """`text`; `title`, set in italics; `address`; or a date of access to be filled in, as `iso` or `long`."""


@dataclass(frozen=True)
class Reference:
    """A work as a style writes it."""

    style: str
    """The style's name."""
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return "".join(run.text for run in self.runs)


def cite(work: Work, accessed: str) -> tuple[Reference, ...]:
    """A work in the styles of its imprint; `accessed` stands where the date of access is to be filled in.

    Raises:
        KeyError: There is no such style.
    """
    chosen = (STYLES[key] for key in work.imprint.styles)
    return tuple(Reference(style.name, style.write(work, accessed)) for style in chosen)


def _cite_gbt(work: Work, accessed: str) -> tuple[Run, ...]:
    """By GB/T 7714-2015: data are a data set (DS), all else is an electronic bulletin (EB)."""
    author, site = work.imprint.author, work.imprint.site
    whole = f"//{site}" if site and site not in {author, work.title} else ""
    mark = "DS/OL" if work.kind == "data" else "EB/OL"
    updated = f"({work.updated})" if work.updated else ""
    return (
        Run(f"{_stop(author)} {work.title}[{mark}]{whole}. {updated}["),
        Run(accessed, "iso"),
        Run("]. "),
        Run(work.address, "address"),
        Run("."),
    )


def _cite_apa(work: Work, accessed: str) -> tuple[Run, ...]:
    """By APA 7: the name of the site is left out where it is the author's or the title."""
    author, site = work.imprint.author, work.imprint.site
    kind = {"data": " [Data set]", "chart": " [Chart]"}.get(work.kind, "")
    named = f" {_stop(site)}" if site and site not in {author, work.title} else ""
    closed = "" if not kind and work.title[-1:] in _CLOSED else "."
    after = f"{kind}{closed}{named}"
    start = Run(f"{_stop(author)} ({_say_date(work.updated)}). ")
    title, address = Run(work.title, "title"), Run(work.address, "address")
    if work.updated:
        return (start, title, Run(f"{after} "), address)
    return (
        start,
        title,
        Run(f"{after} Retrieved "),
        Run(accessed, "long"),
        Run(", from "),
        address,
    )


def _say_date(text: str) -> str:
    """A date as APA writes it: `2024, May 3`; `n.d.` without one."""
    found = _DATE.fullmatch(text)
    if not found:
        return text or "n.d."
    year, month, day = found.groups()
    return f"{year}, {MONTHS[int(month) - 1]}" + (f" {int(day)}" if day else "")


def _stop(text: str) -> str:
    """A text with one full stop at its end."""
    return f"{text.rstrip('.')}."


class CitationStyle(NamedTuple):
    """A way to write references."""

    name: str
    """As readers know it."""
    write: Callable[[Work, str], tuple[Run, ...]]
    """From a work, and what stands for the date of access."""


STYLES: Mapping[str, CitationStyle] = {
    "gb-t-7714": CitationStyle("GB/T 7714-2015", _cite_gbt),
    "apa": CitationStyle("APA 7", _cite_apa),
}
"""The styles by the keys that settings name."""
