"""From a project's files to the site before it is drawn: tables, voices, pages, references resolved.

Each function returns its value and what is wrong; wrong rows and pages are left out of the value.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.analysis.relations import work_relations
from sitegen.analysis.targets import assess_targets
from sitegen.checks.all import run_checks
from sitegen.checks.stages import TableStage
from sitegen.language.catalog import parse_catalogs
from sitegen.language.voice import Voice
from sitegen.ledger.reading import resolve_tables
from sitegen.ledger.schema import make_tables
from sitegen.ledger.tables import parse_tables
from sitegen.pages.kinds import TRAITS
from sitegen.problems import has_errors
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_pages
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.resolve.insertions import Surroundings
from sitegen.resolve.page import resolve_page
from sitegen.site import Curated, Site, make_card
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import SourceKind
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.files import ProjectFiles
    from sitegen.project.pages import ContentPage
    from sitegen.project.parsed import ParsedPage
    from sitegen.project.theme import Look
    from sitegen.resolve.page import ResolvedPage


@dataclass(frozen=True)
class Tables:
    """The curated tables, and what is wrong with them."""

    curated: Curated
    problems: tuple[Problem, ...]
    """Rows that are wrong: without them nothing can be judged."""
    findings: tuple[Problem, ...]
    """What the checks of tables find in the rows that are right."""


@lru_cache(maxsize=2)
def read_tables(
    texts: tuple[tuple[str, str], ...],
    codes: tuple[str, ...],
    folder: str,
    source_kinds: tuple[SourceKind, ...],
) -> Tables:
    """The tables; kept, so that the preview's next build need not read the same ones again."""
    parsed = parse_tables(dict(texts), make_tables(source_kinds), codes, folder)
    ledger, problems = resolve_tables(parsed)
    if has_errors(problems):
        curated = Curated(ledger, dict(texts), (), ())
    else:
        curated = Curated(ledger, dict(texts), assess_targets(ledger), work_relations(ledger))
    stage = TableStage(parsed, ledger, None if has_errors(problems) else curated.relations)
    return Tables(curated, problems, tuple(run_checks(stage)))


def read_voices(config: Config, look: Look) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """The voice of each language, with its catalogue."""
    voices: list[Voice] = []
    problems: list[Problem] = []
    for language in config.languages:
        path = f"{config.path('templates')}/locale/{language.code}.po"
        texts = look.catalogs.get(language.code, ())
        catalog, found = parse_catalogs(texts, language.code, path)
        problems += found
        voices.append(Voice(language, catalog))
    return tuple(voices), tuple(problems)


def read_pages(
    config: Config, files: ProjectFiles, ledger: Ledger
) -> tuple[tuple[ParsedPage, ...], tuple[Problem, ...]]:
    """All pages of the content folder, parsed."""
    domains = frozenset(domain.domain for domain in ledger.domains)
    pages, found = parse_pages(files.content, config.path("content"), config.codes, domains, TRAITS)
    problems = [*found]
    parsed = []
    for page in pages:
        places = (page.first_line, *(setting.place for _, setting in page.meta))
        one, found = _keep_parsed(page, places)
        problems += found
        parsed.append(one)
    return tuple(parsed), tuple(problems)


@lru_cache(maxsize=512)
def _keep_parsed(
    page: ContentPage, _places: tuple[object, ...]
) -> tuple[ParsedPage, tuple[Problem, ...]]:
    """A parsed page; kept, so that the preview's next build parses only what was edited.

    Pages are equal wherever their parts stand; messages are not, so the places are part of the key.
    """
    return parse_markdown(page, DIRECTIVE_TRAITS)


def resolve_pages(
    config: Config, curated: Curated, voices: Sequence[Voice], parsed: Sequence[ParsedPage]
) -> tuple[tuple[ResolvedPage, ...], tuple[Problem, ...]]:
    """All pages with their references resolved."""
    resolved: list[ResolvedPage] = []
    problems: list[Problem] = []
    for around, page in _surround(config, curated, voices, parsed):
        one, found = resolve_page(page, around)
        resolved.append(one)
        problems += found
    return tuple(resolved), tuple(problems)


def _surround(
    config: Config, curated: Curated, voices: Sequence[Voice], parsed: Sequence[ParsedPage]
) -> list[tuple[Surroundings, ParsedPage]]:
    """What each page is resolved in; what a language's pages share is made once."""
    by_code = {voice.language.code: voice for voice in voices}
    assessments = {one.target.key: one for one in curated.assessments}
    addresses: dict[str, dict[str, str]] = {code: {} for code in by_code}
    kinds: dict[str, dict[str, str]] = {code: {} for code in by_code}
    for one in parsed:
        addresses[one.page.language][one.page.slug] = one.page.address
        kinds[one.page.language][one.page.kind] = one.page.address
    found = []
    for one in parsed:
        code = one.page.language
        maker = ViewMaker(
            curated.ledger,
            by_code[code],
            one.page.address,
            kinds[code].get("tracker", ""),
            config.url,
            config.imprint(code),
            one.page.get("updated"),
        )
        around = Surroundings(
            curated.ledger,
            by_code[code],
            maker,
            assessments,
            addresses[code],
            kinds[code].get("glossary", ""),
        )
        found.append((around, one))
    return found


def assemble_site(
    config: Config,
    curated: Curated,
    voices: tuple[Voice, ...],
    pages: Sequence[ResolvedPage],
    assets: Mapping[str, str],
) -> Site:
    """What pages know of each other; `assets` are addresses by name."""
    cards = [make_card(page, TRAITS[page.kind]) for page in pages]
    return Site(
        config,
        curated,
        voices,
        tuple(sorted(cards, key=lambda card: (card.order, card.slug))),
        assets,
    )
