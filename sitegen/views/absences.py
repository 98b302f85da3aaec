"""Patterns of keys in words: which figure it is that no document gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.quantities.period import SEPARATOR, parse_period
from sitegen.views.words import ABSENCE_WORDS, KIND_WORDS, MEASURE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.views.viewpoint import Viewpoint

_ANY = "*"


def name_patterns(at: Viewpoint, patterns: Iterable[str]) -> str:
    """What patterns are of, in words: `GDP, Chengdu, 2020, 2023; exports, any area`.

    Patterns that differ in their period alone are named together.
    """
    periods: dict[tuple[str, ...], list[str]] = {}
    for pattern in patterns:
        indicator, area, period, *rest = pattern.split("/")
        periods.setdefault((indicator, area, *rest), []).append(_name_period(at, period))
    named = (
        at.listed(
            _name_what(at, indicator), _name_area(at, area), *dict.fromkeys(when), *_name(at, rest)
        )
        for (indicator, area, *rest), when in periods.items()
    )
    return at.voice.say("; ").join(dict.fromkeys(named))


def _name_what(at: Viewpoint, key: str) -> str:
    if _ANY in key:
        return at.voice.say(ABSENCE_WORDS["figure"])
    return at.ledger.indicator_by_key[key].name[at.code]


def _name_area(at: Viewpoint, key: str) -> str:
    if _ANY in key:
        return at.voice.say(ABSENCE_WORDS["area"])
    return next(one.short[at.code] for one in at.ledger.areas if one.area == key)


def _name_period(at: Viewpoint, text: str) -> str:
    """A period; one that is open within is told by what stands of it."""
    if text == _ANY:
        return at.voice.say(ABSENCE_WORDS["period"])
    if _ANY in text:
        return text.removeprefix("@").replace(_ANY, "…")
    return at.voice.period(parse_period(text.replace(SEPARATOR, "/")))


def _name(at: Viewpoint, parts: Sequence[str]) -> list[str]:
    """Kind, measure and document, where a pattern names them."""
    return [_name_part(at, part) for part in parts if not part.isdecimal()]


def _name_part(at: Viewpoint, part: str) -> str:
    if word := KIND_WORDS.get(part, MEASURE_WORDS.get(part)):
        return at.voice.say(word)
    return part if _ANY in part else at.ledger.source_by_key[part].title[at.code]
