"""What changed from release to release: figures, verdicts, pages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.frame.values import CHANGES_FEED
from sitegen.views.facts import name_fully
from sitegen.views.words import CHANGE_WORDS, STATUS_WORDS, THING_WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from typing import Any

    from sitegen.known import PageCard
    from sitegen.ledger.values import Changed, Release
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker

    FindPage = Callable[[str, str], PageCard | None]


def show_changes(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """The releases, the latest first, and their feed."""
    ledger = studio.site.ledger
    return {
        "releases": view_releases(maker, ledger.releases, ledger.changes, studio.site.page),
        "changes_feed": maker.href(f"{maker.code}/{CHANGES_FEED}") if ledger.releases else "",
    }


@dataclass(frozen=True)
class ChangeView:
    """A fact, a verdict or a page that a release changed."""

    name: str
    href: str
    """Empty for what is gone."""
    word: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeGroup:
    """The changes of one sort."""

    title: str
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class ReleaseView:
    """A release, with what it changed."""

    id: str
    date: str
    date_text: str
    counts: str
    """How much there was of it."""
    summary: str
    is_first: bool
    groups: tuple[ChangeGroup, ...]

    @property
    def said(self) -> str:
        """It in a line: the project's own words, else how much changed."""
        counted = (f"{one.title} {len(one.changes)}" for one in self.groups)
        return self.summary or "; ".join(counted) or self.counts


def view_releases(
    maker: ViewMaker, releases: Iterable[Release], changes: Iterable[Changed], find_page: FindPage
) -> tuple[ReleaseView, ...]:
    """The releases, the latest first."""
    own: dict[str, list[Changed]] = {}
    for one in changes:
        own.setdefault(one.release, []).append(one)
    ordered = [*releases]
    return tuple(
        _view_release(maker, one, own.get(one.release, []), find_page, is_first=one is ordered[0])
        for one in reversed(ordered)
    )


def _view_release(
    maker: ViewMaker,
    release: Release,
    changes: list[Changed],
    find_page: FindPage,
    *,
    is_first: bool,
) -> ReleaseView:
    say, say_many = maker.voice.say, maker.voice.say_many
    counts = (
        say_many("{number} figure", "{number} figures", release.facts),
        say_many("{number} target", "{number} targets", release.targets),
        say_many("{number} page", "{number} pages", release.pages),
    )
    return ReleaseView(
        release.release,
        release.date,
        maker.voice.date(release.date),
        maker.voice.between.join(counts),
        release.summary[maker.code],
        is_first,
        tuple(
            ChangeGroup(say(word), own)
            for thing, word in THING_WORDS.items()
            if (
                own := tuple(
                    _view_change(maker, one, find_page) for one in changes if one.thing == thing
                )
            )
        ),
    )


def _view_change(maker: ViewMaker, change: Changed, find_page: FindPage) -> ChangeView:
    name, href = change.key, ""
    if change.thing == "page":
        card = find_page(change.key, maker.code)
        name, href = (card.name, maker.href(card.address)) if card else (name, "")
    elif (fact := maker.ledger.fact_by_key.get(change.key)) is not None:
        view = maker.fact(fact)
        name, href = name_fully(maker, view), view.href
    before, after = (
        _say_state(maker, change.thing, state) for state in (change.before, change.after)
    )
    return ChangeView(name, href, maker.voice.say(CHANGE_WORDS[change.change]), before, after)


def _say_state(maker: ViewMaker, thing: str, state: str) -> str:
    """A number as it is printed, a day or a status in words; a status that there is no more stays a key."""
    if thing == "page" and state:
        return maker.voice.date(state)
    if thing == "verdict" and state in STATUS_WORDS:
        return maker.voice.say(STATUS_WORDS[state])
    return state
