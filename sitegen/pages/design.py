"""The living page of the design system: what the style sheet sets, and every component as it is.

Tokens are read out of the style sheet, components come from the macros and the facts of the site, so
that nothing here can fall behind. Only the preview asks for this page; no other page leads to it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.addresses import index_of
from sitegen.frame.make import make_frame
from sitegen.frame.values import PageHead, Position
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.pages.shared import count_statuses
from sitegen.render.needs import find_needs, find_used
from sitegen.render.outputs import PageOutput
from sitegen.resolve.chart_block import ChartBlock
from sitegen.resolve.directives import DIRECTIVES
from sitegen.resolve.scorecard import Scorecard
from sitegen.views.maker import order_rows, sort_targets

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    from sitegen.language.voice import Voice
    from sitegen.project.theme import Look
    from sitegen.resolve.block import Block
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.leading import LeadingTargets
    from sitegen.views.maker import ViewMaker
    from sitegen.views.values import ClaimView, DerivedView, TargetView


TITLE = "Design system"
ABOUT = (
    "What the pages are made of, as the style sheet and the templates have it now. "
    "This page is part of the preview; it is never published."
)
TEMPLATE = "design.html"
COMPONENTS = ("blocks.html", "parts/")
"""How the names of the templates start whose macros it shows."""
SLUG = "design"
SHOWN_KINDS = ("tracker", "discrepancies", "timeline", "glossary", "sources")
"""Kinds of pages whose components are shown as these pages have them."""
SOME = 2
"""How many things of a list are enough to see how it is set."""
DEPTH = 2
"""Folders above the page; what other pages as deep show can be shown here as it is."""

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)", re.DOTALL)
_TOKEN = re.compile(r"(--[\w-]+)\s*:\s*([^;]+);")
_COLOUR = re.compile(r"#[0-9a-f]{3,8}|rgb\(.*\)", re.IGNORECASE)
_DARK = "prefers-color-scheme: dark"


@dataclass(frozen=True)
class StyleToken:
    """A custom property of the style sheet."""

    name: str
    value: str
    """In the language of the page, on a light ground."""
    dark: str
    """On a dark ground; empty where it is the same."""

    @property
    def kind(self) -> str:
        """What it sets: `colour`, `type`, `space` or `other`."""
        if _COLOUR.fullmatch(self.value):
            return "colour"
        if self.name == "--text" or self.name.startswith("--text-"):
            return "type"
        return "space" if self.name.startswith(("--space-", "--gutter")) else "other"


def read_tokens(style: str, code: str) -> tuple[StyleToken, ...]:
    """The custom properties that a style sheet gives to the root of a page in a language."""
    light: dict[str, str] = {}
    dark: dict[str, str] = {}
    for head, body in split_blocks(_COMMENT.sub("", style)):
        if _is_root(head, code):
            light |= _read_values(body)
        elif head.startswith("@media") and _DARK in head:
            for inner, values in split_blocks(body):
                if _is_root(inner, code):
                    dark |= _read_values(values)
    return tuple(StyleToken(name, value, dark.get(name, "")) for name, value in light.items())


def split_blocks(style: str) -> Iterator[tuple[str, str]]:
    """Head and body of each block on the outermost level of a style sheet without comments."""
    depth, start, head = 0, 0, ""
    for match in re.finditer(r"[{};]", style):
        if match[0] == "{":
            if depth == 0:
                head, start = style[start : match.start()].strip(), match.end()
            depth += 1
        elif match[0] == "}":
            depth = max(depth - 1, 0)
            if depth == 0:
                yield head, style[start : match.start()]
                start = match.end()
        elif depth == 0:
            start = match.end()


def _is_root(selectors: str, code: str) -> bool:
    """Whether a rule is for the root of all pages, or of those in the language."""
    own = {":root", f'[lang|="{code}"]'}
    return any(one.strip() in own for one in selectors.split(","))


def _read_values(body: str) -> dict[str, str]:
    return {name: " ".join(value.split()) for name, value in _TOKEN.findall(f"{body};")}


def list_design_pages(site: Site, look: Look) -> tuple[str, ...]:
    """Addresses of the page in each language that has the texts for it.

    There is none of a project without facts, nor where a page of the project has its place, nor where a project has components of its
    own and no template of its own that shows them.
    """
    replaced = TEMPLATE not in look.own and any(name.startswith(COMPONENTS) for name in look.own)
    if (
        replaced
        or not site.ledger.facts
        or any(site.page(SLUG, code) for code in site.config.codes)
    ):
        return ()
    return tuple(
        index_of(voice.language.code, SLUG) for voice in site.voices if _can_say(voice, look)
    )


def plan_design_page(
    studio: Studio, look: Look, address: str, pages: Sequence[ResolvedPage]
) -> PageOutput:
    """The page at an address; `pages` are all of its language, in the order of the navigation."""
    site = studio.site
    style = "\n".join(
        asset.content.decode(errors="replace")
        for name, asset in look.assets.items()
        if name in site.assets and name.endswith(".css")
    )
    addresses = list_design_pages(site, look)
    translations = {one.partition("/")[0]: one for one in addresses}
    code = address.partition("/")[0]
    voice = site.voice(code)
    position = Position(address, translations, SLUG)
    head = PageHead(SLUG, voice.say(TITLE), voice.say(ABOUT))
    context: dict[str, Any] = {
        "frame": make_frame(site, voice, position, head),
        "tokens": _by_kind(read_tokens(style, code)),
        **_show(studio, site.maker(voice, address), pages),
    }
    return PageOutput(address, TEMPLATE, voice, context)


def _can_say(voice: Voice, look: Look) -> bool:
    """Whether a language has the texts of the page; a project need not translate them."""
    texts = find_used(look.templates, (TEMPLATE,)).values()
    wanted = {
        (TITLE, ""),
        (ABOUT, ""),
        *(one for text in texts for one in find_needs(text).messages),
    }
    return voice.source_language or wanted <= voice.catalog.by_id.keys()


def _by_kind(tokens: tuple[StyleToken, ...]) -> Mapping[str, tuple[StyleToken, ...]]:
    return {
        kind: tuple(own)
        for kind, own in groupby(sorted(tokens, key=lambda one: one.kind), lambda one: one.kind)
    }


def _show(studio: Studio, maker: ViewMaker, pages: Sequence[ResolvedPage]) -> Mapping[str, Any]:
    """What the components show: facts of the site, as its pages have them."""
    site = studio.site
    found = _find_blocks(pages)
    charts = [block.shown for block, _ in found.values() if isinstance(block.shown, ChartBlock)]
    targets = _one_each(site, maker)
    shown_pages = {page.kind: page for page in pages if page.kind in SHOWN_KINDS}
    there = {kind: PAGE_KINDS[kind].show(studio, maker, page) for kind, page in shown_pages.items()}
    tracker = there.get("tracker", {})
    events = [event for _, some in there.get("timeline", {}).get("years", ()) for event in some]
    return {
        "blocks": {name: block for name, (block, _) in found.items()},
        "drawings": {chart.data.name: studio.draw(chart) for chart in charts},
        "workings": tuple(dict.fromkeys(_find_workings(found))),
        "example": maker.fact(site.ledger.facts[0]),
        "sources": tuple(maker.source(one.source) for one in site.ledger.sources),
        "targets": targets,
        "areas": tuple(dict.fromkeys((view.area_key, view.area) for view in targets)),
        "horizons": tuple((year, year) for year in sorted({view.horizon for view in targets})),
        "counts": count_statuses(maker, targets),
        "groups": tracker.get("groups", ()),
        "leading": _some_leading(tracker.get("leading")),
        "conflicts": there.get("discrepancies", {}).get("conflicts", ())[:SOME],
        "events": tuple({event.kind: event for event in events}.values()),
        "terms": there.get("glossary", {}).get("terms", ())[:SOME],
        "documents": there.get("sources", {}).get("documents", ())[:SOME],
    }


def _some_leading(leading: LeadingTargets | None) -> LeadingTargets | None:
    """As many targets that lead as show how they are set."""
    if leading is None:
        return None
    return replace(leading, known=leading.known[:SOME], others=leading.others[:SOME])


def _find_blocks(pages: Sequence[ResolvedPage]) -> Mapping[str, tuple[Block, ResolvedPage]]:
    """The first block of each directive; of a scorecard and of targets the one that shows most.

    Not from the home page: addresses of links are as seen from the folder of a page.
    """
    found: dict[str, tuple[Block, ResolvedPage]] = {}
    for page in pages:
        for block in page.blocks if page.address.count("/") == DEPTH else ():
            before = found.get(block.name)
            if before is None or _richness(block) > _richness(before[0]):
                found[block.name] = (block, page)
    return {name: found[name] for name in DIRECTIVES if name in found}


def _richness(block: Block) -> int:
    cards = block.shown.cards if isinstance(block.shown, Scorecard) else ()
    return sum(len(card.others) + 2 * (card.status is not None) for card in cards)


def _find_workings(
    blocks: Mapping[str, tuple[Block, ResolvedPage]],
) -> Iterator[DerivedView | ClaimView]:
    """The workings that the blocks lead to."""
    for block, page in blocks.values():
        rows = block.shown.rows if isinstance(block.shown, ChartBlock) else ()
        cards = block.shown.cards if isinstance(block.shown, Scorecard) else ()
        views = [one.figure for card in cards for one in card.others]
        shown = {view for view in (*views, *(row.view for row in rows)) if view in page.workings}
        yield from (view for view in page.workings if view in shown)


def _one_each(site: Site, maker: ViewMaker) -> tuple[TargetView, ...]:
    """A target of each status that there is, and of each way it can be shown."""
    found: dict[tuple[object, ...], TargetView] = {}
    for one in sort_targets(site.assessments):
        view = maker.target(one)
        start = view.baseline.figure
        implied = start is not None and start.is_computed
        found.setdefault((view.verdict.status, view.stretch is not None, implied), view)
    return order_rows(found.values())
