"""The site as one frozen value: pages in all languages, the ledger, statuses, navigation.

Everything that is made of the whole (navigation, translations of a page, backlinks) is asked here;
what a page's template gets is taken from here by `pages`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.resolve.roles import Surroundings
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.relations import RelationResult
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.project.config import Config
    from sitegen.project.pages import ContentPage
    from sitegen.resolve.blocks import ChartBlock
    from sitegen.resolve.page import ResolvedPage


@dataclass(frozen=True)
class PageBody:
    """A page's text as HTML."""

    parts: tuple[Markup, ...]
    """What stands before the first heading of the second level, and each such heading with what follows."""
    lead: Markup
    headings: tuple[tuple[str, str], ...]
    """Id and text of each heading of the second level."""
    plain: str = ""
    """The text as Markdown; empty until it is written."""
    plain_lead: str = ""

    @property
    def html(self) -> Markup:
        """The whole text."""
        return Markup("").join(self.parts)


@dataclass(frozen=True)
class Site:
    """All of a site before it is rendered."""

    config: Config
    ledger: Ledger
    voices: tuple[Voice, ...]
    assessments: tuple[Assessment, ...]
    relations: tuple[RelationResult, ...]
    """The relations between facts, worked out."""
    pages: tuple[ResolvedPage, ...]
    generated_charts: Mapping[tuple[str, str], ChartBlock] = field(compare=False)
    """Charts that no author wrote: the path to each target that has one, by the key of the target;
    else what may be compared, by the key of the indicator; and by language code."""
    assets: Mapping[str, str] = field(compare=False)
    """Address of each asset by its name."""
    tables: Mapping[str, str] = field(compare=False, repr=False)
    """The curated tables as they were written, by name."""
    bodies: Mapping[tuple[str, str], PageBody] = field(default_factory=dict, compare=False)
    """By slug and language code; empty until they are rendered."""
    charts: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict, compare=False)
    """Drawings by name and language code: `wide`, `narrow` and `file`; empty until they are drawn."""

    @cached_property
    def by_slug(self) -> Mapping[tuple[str, str], ResolvedPage]:
        """Pages by slug and language code."""
        return {(page.slug, page.language): page for page in self.pages}

    def voice(self, code: str) -> Voice:
        """The voice of a language of the site."""
        return next(voice for voice in self.voices if voice.language.code == code)

    def in_language(self, code: str) -> tuple[ResolvedPage, ...]:
        """Pages of a language, in the order of the navigation."""
        return tuple(
            sorted(
                (page for page in self.pages if page.language == code),
                key=lambda page: (
                    int(page.parsed.page.get("order") or 99),
                    page.slug,
                ),
            )
        )

    def dated(self, code: str) -> tuple[ResolvedPage, ...]:
        """Pages of a language that say when they were last changed, the latest first."""
        pages = (page for page in self.in_language(code) if page.get("updated"))
        return tuple(sorted(pages, key=lambda page: page.get("updated"), reverse=True))

    def of_kind(self, kind: str, code: str) -> ResolvedPage | None:
        """The page of a kind in a language, where there is one."""
        return next((page for page in self.in_language(code) if page.kind == kind), None)

    def date_of(self, kind: str, code: str) -> str:
        """The day on which the page of a kind was last changed; empty where none is said."""
        page = self.of_kind(kind, code)
        return page.get("updated") if page else ""

    @cached_property
    def uses(self) -> Mapping[str, tuple[str, ...]]:
        """Slugs of the pages that cite each fact, in the order of the navigation."""
        found: dict[str, list[str]] = {}
        for page in self.in_language(self.config.default_language):
            for key in page.cited:
                found.setdefault(key, []).append(page.slug)
        return {key: tuple(slugs) for key, slugs in found.items()}

    @property
    def drawn(self) -> tuple[tuple[str, ChartBlock], ...]:
        """All charts with the codes of their languages, those of pages first."""
        own = [(page.language, chart) for page in self.pages for chart in page.charts]
        return (*own, *((code, chart) for (_, code), chart in self.generated_charts.items()))

    def maker(self, voice: Voice, address: str, updated: str = "") -> ViewMaker:
        """A maker of views for a page of the site, last changed when it says so."""
        tracker = self.of_kind("tracker", voice.language.code)
        return ViewMaker(
            self.ledger,
            voice,
            address,
            tracker.address if tracker else "",
            self.config.url,
            self.config.imprint(voice.language.code),
            updated,
        )


def surroundings(
    config: Config,
    ledger: Ledger,
    voice: Voice,
    assessments: tuple[Assessment, ...],
    page: ContentPage,
    pages: tuple[ContentPage, ...],
) -> Surroundings:
    """What a page is resolved in."""
    own = [one for one in pages if one.language == page.language]
    kinds = {one.kind: one.address for one in own}
    return Surroundings(
        ledger,
        voice,
        ViewMaker(
            ledger,
            voice,
            page.address,
            kinds.get("tracker", ""),
            config.url,
            config.imprint(page.language),
            page.get("updated"),
        ),
        {assessment.target.key: assessment for assessment in assessments},
        {one.slug: one.address for one in own},
        kinds.get("glossary", ""),
    )
