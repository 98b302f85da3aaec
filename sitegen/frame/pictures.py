"""Pictures of pages, for those who share them: title, first figure of the scorecard, source.

The template `picture.svg` says how they look; a project may do without them. What stands
in them is broken into lines here, by estimated widths, so that a picture is the same on every
machine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from sitegen.addresses import beside
from sitegen.frame.values import Picture
from sitegen.known import SEEN
from sitegen.project.pages import HOME
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from sitegen.known import PageCard
    from sitegen.language.voice import Voice
    from sitegen.site import Site
    from sitegen.views.values import FactView

    Caption = tuple[str, ...]
    """Label, number and source of a figure; empty where there is none."""


TEMPLATE = "picture.svg"
WIDTH, HEIGHT = 1200, 630
LIMIT = 1000
"""Width of a line, as estimated; there is room for a twentieth more."""
TITLE = ((60, 3), (52, 3), (46, 4), (40, 5))
LABEL = ((28, 1), (24, 1), (24, 2))
SOURCE = ((22, 1), (19, 1), (19, 2))
SUMMARY = ((28, 3), (24, 4))
"""Sizes of type with the most lines each may have; the first that fits is taken."""
FULL_WIDTH, NARROW = "Sitegen Han", "Sitegen Latin"
"""The fonts: one has quotation marks as wide as Han characters, and all characters there are."""
_NEAREST = str.maketrans("\u2009\u202f\u2212", "\u00a0\u00a0\u2013")
"""What the fonts have in the place of thin spaces, which French has in numbers, and of the minus sign."""
_CLAUSE = re.compile("[^，；：。！？]+[，；：。！？]*")


@dataclass(frozen=True)
class Lines:
    """A text, broken into lines for a size of type."""

    size: int
    lines: tuple[str, ...]


def plan_picture(site: Site, card: PageCard) -> PageOutput:
    """The picture of a page."""
    voice = site.voice(card.language)
    return PageOutput(
        beside(card.address, "picture.png"),
        TEMPLATE,
        voice,
        {
            "fonts": FULL_WIDTH if _is_full_width(voice) else f"{NARROW}, {FULL_WIDTH}",
            "width": WIDTH,
            "height": HEIGHT,
            "site_title": site.config.title[card.language].translate(_NEAREST),
            **_arrange(voice, card, tuple(site.part(SEEN, card.key) or ())),
        },
    )


def has_picture(site: Site, card: PageCard) -> bool:
    """Whether a picture is made of a page."""
    return site.config.pictures and card.traits.listed and card.traits.pictured


def find_picture(site: Site, slug: str, code: str, seen: Caption | None = None) -> Picture | None:
    """The picture of a page of the content folder, as the heads of pages name it.

    `seen` is what stands in it besides the title, where whoever asks knows.
    """
    card = site.page(slug, code)
    if card is not None and not card.traits.pictured:
        card, seen = site.of_kind(HOME, code), ()
    if card is None or not has_picture(site, card):
        return None
    address = site.config.absolute(beside(card.address, "picture.png"))
    caption = (tuple(site.part(SEEN, card.key) or ())) if seen is None else seen
    said = site.voice(code).say("; ").join(filter(None, (card.title, "".join(caption[:2]))))
    return Picture(address, said, WIDTH, HEIGHT)


def _is_full_width(voice: Voice) -> bool:
    """Whether a language is written with marks as wide as Han characters: its catalogue says which."""
    return east_asian_width(voice.say(", ")[0]) in {"F", "W"}


def read_picture(site: Site, card: PageCard, seen: Caption) -> str:
    """All that is written in a picture."""
    said = "".join((site.config.title[card.language], card.title, *seen, card.description))
    return said.translate(_NEAREST)


def make_caption(voice: Voice, view: FactView | None) -> Caption:
    """Label, number and source of a page's first figure; nothing for a page without one."""
    if view is None:
        return ()
    said = (view.indicator, view.measure_note, view.area, view.period)
    kind = "" if view.kind == "actual" else view.kind_word
    comma, colon = voice.say(", "), voice.say(": ")
    label = comma.join(filter(None, (*said, kind)))
    return f"{label}{colon}", view.text, f"{voice.say('Source')}{colon}{view.source}"


def _arrange(voice: Voice, card: PageCard, caption: Caption) -> dict[str, object]:
    """What stands in the picture of a page, in lines."""
    label, number, source = (one.translate(_NEAREST) for one in caption or ("", "", ""))
    return {
        "title": _fit(card.title.translate(_NEAREST), TITLE),
        "label": _fit(label.removesuffix(voice.say(": ")), LABEL),
        "number": number,
        "source": _fit(source, SOURCE),
        "summary": _fit("" if caption else card.description.translate(_NEAREST), SUMMARY),
    }


def _fit(text: str, sizes: tuple[tuple[int, int], ...]) -> Lines:
    """A text in the largest type it fits in; if it fits in none, in the smallest.

    Chinese is broken between its clauses where that costs no more than a size of type.
    """
    from sitegen.charts.text import wrap

    for size, most in sizes[:2]:
        lines = _break_clauses(text, size)
        if 1 < len(lines) <= most:
            return Lines(size, lines)
    for size, most in sizes:
        lines = wrap(text, LIMIT, size)
        if len(lines) <= most:
            break
    return Lines(size, lines)


def _break_clauses(text: str, size: int) -> tuple[str, ...]:
    """Lines that end with a clause of Chinese; none where a clause is too long."""
    from sitegen.charts.text import text_width

    lines = [""]
    for clause in _CLAUSE.findall(text):
        if text_width(lines[-1] + clause, size) > LIMIT:
            lines.append("")
        lines[-1] += clause
    return tuple(lines) if all(text_width(one, size) <= LIMIT for one in lines) else ()
