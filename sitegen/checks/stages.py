"""What checks look at: the build as it is after a stage."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sitegen.analysis.relations import RelationResult
    from sitegen.checks.scan import Scan, Tag
    from sitegen.checks.signature import PageSignature
    from sitegen.language.language import Language
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.tables import ParsedTables
    from sitegen.memo import Memo
    from sitegen.problems import Place
    from sitegen.project.theme import Asset, NamedText
    from sitegen.render.origins import Origins
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site
    from sitegen.translations.states import BlockPair


@dataclass(frozen=True)
class TableStage:
    """The curated tables have been read."""

    parsed: ParsedTables
    """Their rows, each with its place."""
    ledger: Ledger
    relations: tuple[RelationResult, ...] | None
    """What facts give by arithmetic; `None` where rows are wrong, so that nothing can be said of them."""
    languages: tuple[Language, ...]
    """The languages of the site."""


@dataclass(frozen=True)
class CatalogStage:
    """The catalogues and the templates have been read."""

    voices: tuple[Voice, ...]
    templates: Mapping[str, str]
    """Texts of the templates by name."""
    memo: Memo


@dataclass(frozen=True)
class LookStage:
    """Templates, catalogues and assets have been read."""

    assets: Mapping[str, Asset]
    """What is published, by name."""
    templates: Mapping[str, NamedText]
    """Those that the site uses, and what they need, by name."""
    all_templates: Mapping[str, NamedText]
    catalogs: Mapping[str, tuple[NamedText, ...]]
    """By language code: the theme's, then the project's."""
    own: frozenset[str]
    """Names of the templates and assets that are the project's."""
    painted: tuple[str, ...] = ()
    """Names of the drawings that icons are painted from."""
    drawn: tuple[str, ...] = ()
    """What else uses tokens: charts, rules of the generator."""

    @property
    def scripts(self) -> tuple[str, ...]:
        """Texts that may use or set tokens besides style sheets."""
        scripts = (
            one.content for name, one in self.assets.items() if name.endswith((".js", ".svg"))
        )
        texts = (one.text for one in self.templates.values())
        return (*self.drawn, *texts, *(content.decode(errors="replace") for content in scripts))


@dataclass(frozen=True)
class PageStage:
    """A page has been resolved."""

    site: Site
    page: ResolvedPage


@dataclass(frozen=True)
class TranslationStage:
    """A page has been resolved in all languages that have it."""

    site: Site
    slug: str
    pages: tuple[PageSignature, ...]
    """In the order of the languages."""
    written: frozenset[str]
    """Codes of the languages in which it has a file, whatever is wrong with it."""
    standings: tuple[BlockPair, ...] = ()
    """The blocks of the page that somebody has to look at, in each two languages."""


@dataclass(frozen=True)
class SiteStage:
    """All pages have been resolved."""

    site: Site
    pages: tuple[PageSignature, ...]
    """The pages that have charts or are of a kind of which there is one, in the order of their files."""


@dataclass(frozen=True)
class OutputStage:
    """A page has been rendered."""

    address: str
    tags: list[Tag]
    """Its elements."""
    scan: Scan
    """What it holds, and where it leads."""
    origins: Origins
    """Where what it holds was written."""
    anchors: Mapping[str, Place] = field(default_factory=dict)
    """Where its author gives ids: to headings, and to charts by their names."""


@dataclass(frozen=True)
class LinkStage:
    """All files of the site have been made, and none is published yet: a page of them."""

    address: str
    goals: tuple[tuple[str, str, str], ...]
    """Its links within the site: as written, the address they lead to, and the anchor."""
    exists: Callable[[str], bool]
    """Whether there is a file at an address."""
    anchors: Callable[[str], frozenset[str] | None]
    """The anchors of a page by its address; `None` for what is not a page."""
    addresses: Callable[[], list[str]]
    """All addresses there are."""
    trace: Callable[[], Origins]
    """Where what it holds was written."""
