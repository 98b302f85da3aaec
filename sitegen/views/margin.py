"""What stands beside a paragraph: where its numbers are stated, and how others were computed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.views.values import DerivedView, FactView


@dataclass(frozen=True)
class NotedPlace:
    """A place in a document, with the numbers of a paragraph that it states."""

    facts: tuple[FactView, ...]

    @property
    def locator(self) -> str:
        """The place."""
        return self.facts[0].locator

    @property
    def locator_language(self) -> str:
        """BCP 47 tag of the language of `locator`."""
        return self.facts[0].locator_language


@dataclass(frozen=True)
class NotedSource:
    """A document, with the places that numbers of a paragraph are taken from."""

    places: tuple[NotedPlace, ...]

    @property
    def origin(self) -> str:
        """Who published it, and when."""
        return self.places[0].facts[0].origin

    @property
    def href(self) -> str:
        """The page of the document."""
        return self.places[0].facts[0].source_href


@dataclass(frozen=True)
class MarginNote:
    """What a paragraph rests on."""

    sources: tuple[NotedSource, ...]
    workings: tuple[tuple[int, DerivedView], ...]
    """Computed numbers, each with the number of its working on the page."""


def make_margin_note(
    facts: Iterable[FactView], workings: Iterable[tuple[int, DerivedView]]
) -> MarginNote | None:
    """The note to a paragraph that shows these, each once; `None` where it shows none."""
    places: dict[str, dict[str, dict[str, FactView]]] = {}
    for fact in facts:
        own = places.setdefault(fact.source_key, {})
        own.setdefault(fact.locator, {})[fact.key] = fact
    sources = tuple(
        NotedSource(tuple(NotedPlace((*shown.values(),)) for shown in own.values()))
        for own in places.values()
    )
    listed = dict(workings)
    return MarginNote(sources, (*listed.items(),)) if sources or listed else None
