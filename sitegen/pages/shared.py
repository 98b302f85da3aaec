"""What several kinds of pages show: counts of statuses, sources of what is shown, what they are searched by."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.addresses import beside
from sitegen.frame.values import ENTRIES
from sitegen.views.values import UseView
from sitegen.views.words import EVIDENCE_WORDS, STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence, Sized

    from sitegen.analysis.assessment import Assessment
    from sitegen.language.voice import Voice
    from sitegen.ledger.values import Fact
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import SourceView, TargetView

_YEAR, _MONTH = len("2024"), len("2024-02")


def count_left(listed: Sized, among: Sized) -> tuple[int, int] | None:
    """How many rows a page lists, and of how many; `None` where it lists all."""
    return (len(listed), len(among)) if len(listed) < len(among) else None


def find_first(site: Site, maker: ViewMaker) -> set[str]:
    """The keys of the targets that lead."""
    from sitegen.views.leading import find_leading

    pairs = find_leading(maker, site.assessments)
    return {one.target.key for pair in pairs for one in pair if one is not None}


def list_tracked(site: Site, first: Collection[str]) -> list[Assessment]:
    """The targets that the tracker lists: all, or of too many the latest, and those that lead (`first`)."""
    left = site.ledger.unlisted_targets.difference(first)
    return [one for one in site.assessments if one.target.key not in left]


FOLDED = 40
"""From how many rows on a page folds its groups, so that it can be seen over."""


def count_statuses(
    maker: ViewMaker, targets: Iterable[TargetView]
) -> tuple[tuple[str, str, int], ...]:
    """How many of some targets have each status, an indicator counted once: its key, its word, the number."""
    numbers = Counter[str](one.verdict.status for one in targets)
    return tuple(
        (status, maker.voice.say(word), numbers[status]) for status, word in STATUS_WORDS.items()
    )


def view_sources(
    site: Site, maker: ViewMaker, page: ResolvedPage, facts: Iterable[Fact | None]
) -> tuple[SourceView, ...]:
    """The sources of a page's text and of the facts that its tables show, in the ledger's order."""
    used = {*page.sources, *(fact.source.source for fact in facts if fact)}
    return tuple(maker.source(one.source) for one in site.ledger.sources if one.source in used)


def say_evidence(site: Site, voice: Voice, sources: Iterable[str], updated: str) -> str:
    """Until when documents reach, and whether the time of the plans among them was over when the page was written."""
    used = [site.ledger.source_by_key[one] for one in dict.fromkeys(sources)]
    if not used:
        return ""
    until = voice.date(max(used, key=lambda one: one.end_month).date[:_MONTH])
    years = [year for one in used if (year := site.ledger.horizons.get(one.source))]
    if not years or not updated:
        return voice.say(EVIDENCE_WORDS["until"], until=until)
    is_over = str(max(years)) < updated[:_YEAR]
    return voice.say(EVIDENCE_WORDS["over" if is_over else "runs"], until=until, year=max(years))


def find_entries(site: Site, maker: ViewMaker) -> str:
    """Address of what the search page searches; empty where the site has none."""
    card = site.way_to("search", maker.code)
    return maker.href(beside(card.address, ENTRIES)) if card else ""


def find_uses(
    site: Site, maker: ViewMaker, place: int, part: str
) -> Mapping[str, tuple[UseView, ...]]:
    """The pages that use each of the facts whose keys have this part at this place, by key."""
    return {
        key: tuple(UseView(name, maker.href(address)) for name, address in pages)
        for key, pages in site.get("uses", f"{maker.code}/{place}/{part}").items()
    }


def find_neighbours(
    row: Sequence[tuple[str, tuple[str, str]]], key: str
) -> tuple[tuple[str, str] | None, tuple[str, str] | None]:
    """Name and address of the pages before and after one in a row of keys, names and addresses."""
    place = next(number for number, (one, _) in enumerate(row) if one == key)
    return (
        row[place - 1][1] if place else None,
        row[place + 1][1] if place + 1 < len(row) else None,
    )
