"""How a document, a page, a chart or the data is cited, in the styles that a project chooses, as runs of text.

GB/T 7714-2025, in force since 1 July 2026. Its marks are the same in every language: a full stop and a space
between elements, and full-width colons, commas and brackets within them.
    report     责任者. 题名[R]. 出版日期：页码.
    newspaper  责任者. 题名[N]. 报纸名，出版日期（版次）.
    web page   责任者. 题名[EB/OL]. （更新日期）[引用日期]. 访问路径.
    data set   责任者. 题名[DS/OL]. 出版者（发布日期）[引用日期]. 访问路径.
What is online has `/OL` and its address; a date of access have web pages and data sets alone, a report or a newspaper
none, in print or online. Whom nobody signs begins with the title. Followed are the examples of the standard and the
style that the circle of its drafters keeps: zotero-chinese/styles, `GB-T-7714—2025（顺序编码，双语）`.

APA 7, 10.4 (reports), 10.1 (newspapers), 10.9 (data sets), 10.16 (pages of a site), with a group as author:
    Author. (Year, Month day). *Title* [Kind]. Site. URL
    Title. (Year, Month day). *Newspaper*, page.
Of what bears no date and may change: `(n.d.)`, and `Retrieved Month day, year, from URL`. A title of another alphabet
stands in Latin letters with its translation in brackets, which is set upright (9.38).

The date of access is the reader's: a run without a date, which the reader's browser fills in.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

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
_FIRST_BEYOND_LATIN = 0x250
"""From here on letters are of other scripts."""
USUAL_STYLES = ("apa",)
"""The styles of a project that chooses none."""
_MARKS = {"report": "R", "newspaper": "N", "data": "DS", "dataset": "DS", "other": "Z"}
"""What GB/T 7714 calls a kind of works; all else is of the web."""
_KINDS_APA = {"data": "Data set", "dataset": "Data set", "chart": "Chart"}
"""What APA says in brackets of a work that is no text."""


@dataclass(frozen=True)
class Imprint:
    """Who publishes, and where; and how it is to be cited."""

    author: str = ""
    site: str = ""
    styles: tuple[str, ...] = USUAL_STYLES
    """Keys of styles, in the order in which references stand."""


@dataclass(frozen=True)
class Latin:
    """A work as those name it who write no letters but Latin ones; empty where it is named so already."""

    title: str = ""
    translation: str = ""
    """Of the title, into English."""
    author: str = ""
    whole: str = ""


@dataclass(frozen=True)
class Work:
    """What is cited."""

    title: str
    author: str = ""
    """Who answers for it; empty where nobody signs it."""
    address: str = ""
    """Absolute and permanent; empty where it has none."""
    kind: str = "page"
    """`page`, `chart` or `data` of a site; `report`, `newspaper`, `web`, `dataset` or `other` of documents."""
    date: str = ""
    """When it was published or last changed, as `2024-05-03`, `2024-05` or `2024`; empty where that is not said."""
    whole: str = ""
    """What it stands in, where that is not called as its author or itself: a newspaper, a site, a publisher."""
    page: str = ""
    """The page that it stands on in print."""
    latin: Latin = field(default_factory=Latin)


@dataclass(frozen=True)
class Run:
    """A piece of a reference."""

    text: str
    kind: str = "text"
    """`text`; `title`, set in italics; `address`; or a date of access to be filled in, as `iso` or `long`."""

    @property
    def is_latin(self) -> bool:
        """Whether it is written in Latin letters, which slope on pages of any language."""
        return all(ord(one) < _FIRST_BEYOND_LATIN or one in "‘’“”–—" for one in self.text)


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


def cite_part(imprint: Imprint, title: str, address: str, kind: str, updated: str) -> Work:
    """A page of a site, a chart on it, or its data."""
    whole = imprint.site if imprint.site not in {imprint.author, title} else ""
    return Work(title, imprint.author, address, kind, updated, whole)


def cite(work: Work, styles: Sequence[str], accessed: str) -> tuple[Reference, ...]:
    """A work in some styles; `accessed` stands where the date of access is to be filled in.

    Raises:
        KeyError: There is no such style.
    """
    chosen = (STYLES[key] for key in styles)
    return tuple(
        Reference(style.name, tuple(filter(lambda run: run.text, style.write(work, accessed))))
        for style in chosen
    )


def _cite_gbt(work: Work, accessed: str) -> tuple[Run, ...]:
    """By GB/T 7714-2025."""
    author = f"{_stop(work.author)} " if work.author else ""
    mark = _MARKS.get(work.kind, "EB")
    if mark == "Z" and work.address:
        mark = "EB"
    online = "/OL" if mark == "EB" or work.address else ""
    head = f"{author}{work.title}[{mark}{online}]. "
    address = (Run(" "), Run(work.address, "address"), Run(".")) if work.address else ()
    if mark not in {"EB", "DS"}:
        return (Run(f"{head}{_say_issue(work)}."), *address)
    publisher = work.whole if mark == "DS" else ""
    updated = f"（{work.date}）" if work.date else ""
    if not work.address:
        return (Run(f"{head}{publisher}{updated}."),)
    return (
        Run(f"{head}{publisher}{updated}["),
        Run(accessed, "iso"),
        Run("]."),
        *address,
    )


def _say_issue(work: Work) -> str:
    """When it was published and on which page, of a newspaper in which one, as GB/T 7714 says it."""
    if work.kind == "newspaper":
        issue = "，".join(filter(None, (work.whole, work.date)))
        return issue + (f"（{work.page}）" if work.page else "")
    return "：".join(filter(None, (work.date, work.page)))


def _cite_apa(work: Work, accessed: str) -> tuple[Run, ...]:
    """By APA 7: what nobody signs begins with its title."""
    author, date = work.latin.author or work.author, Run(f"({_say_date(work.date)}).")
    signed = ((Run(_stop(author)),), (date,), _title_apa(work))
    elements = [*(signed if author else (signed[2], signed[1])), _name_whole(work)]
    if not work.date and work.address:
        elements.append((Run("Retrieved "), Run(accessed, "long"), Run(", from")))
    if work.address:
        elements.append((Run(work.address, "address"),))
    first, *others = filter(None, elements)
    return (*first, *(run for one in others for run in (Run(" "), *one)))


def _title_apa(work: Work) -> tuple[Run, ...]:
    """The title in Latin letters, with what it means and what it is; that of an article stands upright."""
    title = work.latin.title or work.title
    said = (work.latin.translation, _KINDS_APA.get(work.kind, ""))
    more = "".join(f" [{one}]" for one in said if one)
    closed = "" if not more and title[-1:] in _CLOSED else "."
    return Run(title, "text" if work.kind == "newspaper" else "title"), Run(f"{more}{closed}")


def _name_whole(work: Work) -> tuple[Run, ...]:
    """The site, the publisher, or the newspaper with its page."""
    whole = work.latin.whole or work.whole
    if not whole:
        return ()
    if work.kind != "newspaper":
        return (Run(_stop(whole)),)
    return Run(whole, "title"), Run(f", {work.page}." if work.page else ".")


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
    "gb-t-7714": CitationStyle("GB/T 7714-2025", _cite_gbt),
    "apa": CitationStyle("APA 7", _cite_apa),
}
"""The styles by the keys that settings name."""
