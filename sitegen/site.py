"""The site as frozen values: what pages know of each other, and all that they hold.

`Site` is small: settings, ledger, statuses, and a card of each page. Navigation, translations of a
page and backlinks are asked of it, so a paragraph changes nothing that another page is made of.
`Contents` has the pages themselves, with their texts and drawings.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.relations import RelationResult
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.project.config import Config
    from sitegen.project.pages import PageTraits
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.resolve.page import ResolvedPage
    from sitegen.views.values import FactView

LAST = 99
"""Where pages stand that say no `order`."""


@dataclass(frozen=True)
class PageCard:
    """What other pages know of a page of the content folder."""

    slug: str
    language: str
    kind: str
    traits: PageTraits
    address: str
    name: str
    """What the navigation calls it."""
    title: str
    description: str
    domain: str
    """Key of the subject it is about; may be empty."""
    order: int
    updated: str
    """Day of its last change of substance, as ISO date; empty where nobody wrote one."""
    cited: frozenset[str]
    """Keys of the facts that it shows or computes with."""
    terms: tuple[str, ...]
    """Keys of the glossary's terms that it marks, each once, in reading order."""
    figure: FactView | None
    """The first figure of its scorecard."""


def make_card(page: ResolvedPage, traits: PageTraits) -> PageCard:
    """The card of a page of a kind with these traits."""
    return PageCard(
        slug=page.slug,
        language=page.language,
        kind=page.kind,
        traits=traits,
        address=page.address,
        name=page.name,
        title=page.get("title"),
        description=page.get("description"),
        domain=page.get("domain"),
        order=int(page.get("order") or LAST),
        updated=page.get("updated"),
        cited=page.cited,
        terms=page.terms,
        figure=page.figure,
    )


@dataclass(frozen=True)
class Curated:
    """The curated tables, and what follows from them alone."""

    ledger: Ledger
    """All else here is made of it or it of them, so it alone counts for equality."""
    texts: Mapping[str, str] = field(compare=False)
    """The tables as they were written, by name."""
    assessments: tuple[Assessment, ...] = field(compare=False)
    relations: tuple[RelationResult, ...] = field(compare=False)
    """The relations between facts, worked out."""


@dataclass(frozen=True)
class Site:
    """What every page of a site may know."""

    config: Config
    curated: Curated
    voices: tuple[Voice, ...]
    cards: tuple[PageCard, ...]
    """Of all pages of the content folder, in the order of the navigation."""
    assets: Mapping[str, str]
    """Address of each asset by its name."""

    @property
    def ledger(self) -> Ledger:
        """The curated tables as values."""
        return self.curated.ledger

    @property
    def assessments(self) -> tuple[Assessment, ...]:
        """The status of every target."""
        return self.curated.assessments

    @property
    def relations(self) -> tuple[RelationResult, ...]:
        """The relations between facts, worked out."""
        return self.curated.relations

    @cached_property
    def by_slug(self) -> Mapping[tuple[str, str], PageCard]:
        """Cards by slug and language code."""
        return {(card.slug, card.language): card for card in self.cards}

    @cached_property
    def _voice_by_code(self) -> Mapping[str, Voice]:
        return {voice.language.code: voice for voice in self.voices}

    @cached_property
    def _by_language(self) -> Mapping[str, tuple[PageCard, ...]]:
        return {
            code: tuple(card for card in self.cards if card.language == code)
            for code in self.config.codes
        }

    @cached_property
    def _first_of_kind(self) -> Mapping[tuple[str, str], PageCard]:
        return {(card.kind, card.language): card for card in reversed(self.cards)}

    def voice(self, code: str) -> Voice:
        """The voice of a language of the site."""
        return self._voice_by_code[code]

    def in_language(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language, in the order of the navigation."""
        return self._by_language[code]

    def briefings(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language that are each about one subject."""
        return tuple(card for card in self.in_language(code) if card.traits.of_subject)

    def dated(self, code: str) -> tuple[PageCard, ...]:
        """Pages of a language that say when they were last changed, the latest first."""
        cards = (card for card in self.in_language(code) if card.updated)
        return tuple(sorted(cards, key=lambda card: card.updated, reverse=True))

    def of_kind(self, kind: str, code: str) -> PageCard | None:
        """The page of a kind in a language, where there is one."""
        return self._first_of_kind.get((kind, code))

    def date_of(self, kind: str, code: str) -> str:
        """The day on which the page of a kind was last changed; empty where none is said."""
        card = self.of_kind(kind, code)
        return card.updated if card else ""

    def translations(self, slug: str) -> dict[str, str]:
        """The address of a page in each language that has it, by code."""
        cards = (self.by_slug.get((slug, code)) for code in self.config.codes)
        return {card.language: card.address for card in cards if card}

    @cached_property
    def uses(self) -> Mapping[str, tuple[str, ...]]:
        """Slugs of the pages that cite each fact, in the order of the navigation."""
        found: dict[str, list[str]] = {}
        for card in self.in_language(self.config.default_language):
            for key in card.cited:
                found.setdefault(key, []).append(card.slug)
        return {key: tuple(slugs) for key, slugs in found.items()}

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
class Contents:
    """A site with all that its pages hold."""

    site: Site
    pages: tuple[ResolvedPage, ...]
    """In the order of their files."""
    generated_charts: Mapping[tuple[str, str], ChartBlock]
    """Charts that no author wrote: the path to each target that has one, by the key of the target;
    else what may be compared, by the key of the indicator; and by language code."""
    drawings: Mapping[tuple[str, str], Mapping[str, str]] = field(default_factory=dict)
    """Pictures of charts by name and language code: `wide`, `narrow` and `file`; empty until they are drawn."""
    bodies: Mapping[tuple[str, str], PageBody] = field(default_factory=dict)
    """By slug and language code; empty until they are rendered."""

    @cached_property
    def by_slug(self) -> Mapping[tuple[str, str], ResolvedPage]:
        """Pages by slug and language code."""
        return {(page.slug, page.language): page for page in self.pages}

    def in_language(self, code: str) -> tuple[ResolvedPage, ...]:
        """Pages of a language, in the order of the navigation."""
        return tuple(self.by_slug[card.slug, code] for card in self.site.in_language(code))

    @property
    def charts(self) -> tuple[tuple[str, ChartBlock], ...]:
        """All charts with the codes of their languages, those of pages first."""
        own = [(page.language, chart) for page in self.pages for chart in page.charts]
        return (*own, *((code, chart) for (_, code), chart in self.generated_charts.items()))
