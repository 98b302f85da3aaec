"""A parsed page to a resolved one: every role and directive has become a plain value.

Resolving stands between parsing and rendering; after it nothing is looked up any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.project.syntax import plain_text
from sitegen.resolve.beginnings import find_beginning_roles
from sitegen.resolve.chart_block import ChartBlock
from sitegen.resolve.directives import resolve_block
from sitegen.resolve.images import resolve_image
from sitegen.resolve.roles import RoleResolver

if TYPE_CHECKING:
    from sitegen.language.language import Language
    from sitegen.problems import Place, Problem
    from sitegen.project.parsed import ParsedPage
    from sitegen.resolve.block import Block
    from sitegen.resolve.images import ImageView
    from sitegen.resolve.insertions import FactUse, Insertion, Surroundings
    from sitegen.views.values import ClaimView, DerivedView, FactView


SECTION = 2
"""The level of headings that begin a section; the title is the first level."""


@dataclass(frozen=True)
class ResolvedPage:
    """A page with its references resolved."""

    parsed: ParsedPage
    meta: tuple[tuple[str, str], ...]
    """Settings of the front matter as plain text."""
    insertions: tuple[Insertion, ...]
    """What stands for each role, in the document's order."""
    blocks: tuple[Block, ...]
    """What stands for each directive, in the document's order."""
    workings: tuple[DerivedView | ClaimView, ...]
    """Derived numbers and claims, each once, in reading order."""
    citations: tuple[FactUse, ...]
    """In reading order; a fact stands as often as it is cited."""
    sources: tuple[str, ...]
    """Keys of the cited sources, in the ledger's order."""
    links: tuple[str, ...]
    """Where each link of the document goes."""
    sound: bool
    """Whether everything it refers to was found."""
    images: tuple[ImageView | None, ...] = ()
    """What stands for each image, in the document's order."""
    link_languages: tuple[Language | None, ...] = ()
    """The language of the page that each link leads to, where it is not this one's."""

    @property
    def slug(self) -> str:
        """Its name in addresses, the same in all languages."""
        return self.parsed.page.slug

    @property
    def kind(self) -> str:
        """What kind of page it is."""
        return self.parsed.page.kind

    @property
    def language(self) -> str:
        """The code of its language."""
        return self.parsed.page.language

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        return self.parsed.page.address

    def get(self, name: str) -> str:
        """A setting of the front matter as plain text, or an empty text."""
        return dict(self.meta).get(name) or self.parsed.page.get(name)

    @property
    def name(self) -> str:
        """What the navigation calls the page."""
        return self.get("short") or self.get("title")

    @property
    def charts(self) -> tuple[ChartBlock, ...]:
        """The page's charts, in reading order."""
        return tuple(one.shown for one in self.blocks if isinstance(one.shown, ChartBlock))

    @property
    def terms(self) -> tuple[str, ...]:
        """Keys of the terms that it marks, each once, in reading order."""
        return tuple(dict.fromkeys(one.key for one in self.insertions if one.kind == "term"))

    @property
    def figure(self) -> FactView | None:
        """The first figure of its first scorecard."""
        shown = [block.shown for block in self.blocks]
        if not shown:
            return None
        from sitegen.resolve.scorecard import Scorecard

        cards = (card for one in shown if isinstance(one, Scorecard) for card in one.cards)
        return next((card.main for card in cards), None)

    @cached_property
    def sections(self) -> tuple[tuple[str, str], ...]:
        """Id and text of each heading that begins a section."""
        texts = {number: insertion.text for number, insertion in enumerate(self.insertions)}
        return tuple(
            (one.id, plain_text(one.text.children or [], texts))
            for one in self.parsed.headings
            if one.level == SECTION
        )

    def find_section(self, place: Place) -> str:
        """The id of the section that a place lies in; empty before the first."""
        before = (
            one.id
            for one in reversed(self.parsed.headings)
            if one.level == SECTION and one.place.line <= place.line
        )
        return next(before, "")

    @cached_property
    def cited(self) -> frozenset[str]:
        """Keys of the facts the page shows or computes with."""
        return frozenset(citation.key for citation in self.citations)


def resolve_page(
    document: ParsedPage, around: Surroundings
) -> tuple[ResolvedPage, tuple[Problem, ...]]:
    """Resolve all references of a page."""
    resolver = RoleResolver(around)
    beginning = find_beginning_roles(document)
    for index, reference in enumerate(document.references):
        resolver.add(reference, begins=index in beginning)
    blocks = tuple(resolve_block(resolver, directive) for directive in document.directives)
    images = tuple(resolve_image(resolver, image) for image in document.images)
    cited = {citation.key for citation in resolver.citations}
    used = {around.ledger.fact_by_key[key].source.source for key in cited}
    resolved = ResolvedPage(
        document,
        tuple((name, resolver.plain(inline)) for name, inline in document.meta),
        tuple(resolver.insertions),
        blocks,
        tuple(resolver.workings),
        tuple(resolver.citations),
        tuple(one.source for one in around.ledger.sources if one.source in used) if used else (),
        tuple(resolver.link(link.href, link.place) for link in document.links),
        sound=document.sound and not resolver.problems,
        images=images,
        link_languages=tuple(resolver.find_language(link.href) for link in document.links),
    )
    return resolved, tuple(resolver.problems)
