"""Pages as Markdown, for language models and readers of plain text, and the list of them: `llms.txt`.

They say what the pages say: the same rows, the same numbers, each with its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import plain_of
from sitegen.frame.values import PLAIN
from sitegen.pages.shared import count_left, find_first, list_tracked, say_evidence
from sitegen.pages.workings import group_claims
from sitegen.project.pages import HOME
from sitegen.render.outputs import PageOutput
from sitegen.views.maker import order_rows, sort_targets
from sitegen.views.words import FILE_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from sitegen.analysis.assessment import Assessment
    from sitegen.known import PageCard
    from sitegen.language.voice import Voice
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker


LIST = "llms.txt"
"""Template and address of the list."""
FILES = ("facts.csv", "targets.csv", "checks.csv", "datapackage.json")
"""The data files that the list names."""


def plan_plain_page(site: Site, page: ResolvedPage, plain: str, lead: str) -> PageOutput:
    """A page as Markdown: its text and lead as they are written so."""
    voice, code = site.voice(page.language), page.language
    maker, updated = site.maker(voice, page.address), page.get("updated")
    addresses = site.standing(page.slug, code).translations
    targets = site.assessments if page.kind == "tracker" else ()
    tracked = list_tracked(site, find_first(site, maker)) if targets else []
    context = {
        "title": page.get("title"),
        "lead": lead,
        "evidence": say_evidence(site, voice, page.sources, updated),
        "text": plain,
        "site_title": site.config.title[code],
        "author": site.config.author[code],
        "licence": site.config.licence[code],
        "licence_url": site.config.licence_url,
        "updated": voice.date(updated) if updated else "",
        "canonical": site.config.absolute(page.address),
        "others": tuple(
            (one.name, maker.href(plain_of(addresses[one.code])))
            for one in site.config.languages
            if one.code != code and one.code in addresses
        ),
        "workings": page.workings,
        "claims": group_claims(page, voice),
        "sources": tuple(maker.source(source) for source in page.sources),
        "briefings": _briefings(site, maker) if page.kind == HOME else (),
        "groups": _group(site, maker, tracked) if tracked else (),
        "left": count_left(tracked, targets),
    }
    return PageOutput(plain_of(page.address), PLAIN, voice, context)


def plan_plain_list(site: Site) -> PageOutput:
    """The list of the pages that stand as Markdown too."""
    default = site.voice(site.config.default_language)
    return PageOutput(LIST, LIST, default, {"languages": [_list(site, one) for one in site.voices]})


def _plain_pages(site: Site, code: str) -> Iterator[PageCard]:
    return (card for card in site.in_language(code) if card.traits.plain)


def _briefings(site: Site, maker: ViewMaker) -> tuple[tuple[str, str, str], ...]:
    """Title, address and description of each briefing."""
    return tuple(
        (card.title, maker.href(plain_of(card.address)), card.description)
        for card in site.briefings(maker.code)
    )


def _group(
    site: Site, maker: ViewMaker, targets: Iterable[Assessment]
) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """Targets by domain; only of domains that have some."""
    views = [maker.target(one) for one in sort_targets(targets)]
    return tuple(
        (domain.name[maker.code], own)
        for domain in site.ledger.domains
        if (own := order_rows(view for view in views if view.domain == domain.domain))
    )


def _list(site: Site, voice: Voice) -> dict[str, Any]:
    """What the list says of a language."""
    code = voice.language.code
    return {
        "name": voice.language.name,
        "title": site.config.title[code],
        "description": site.config.description[code],
        "pages": tuple(
            (card.title, plain_of(card.address), card.description)
            for card in _plain_pages(site, code)
        ),
        "explanation": voice.say(
            "Every number in these texts is linked to the row that states it, on the page of its document. Numbers that no document states are computed; their working stands at the end of each text."
        ),
        "files": tuple(
            (name, f"data/{name}", voice.say(FILE_WORDS[name.partition(".")[0]])) for name in FILES
        ),
        "data": voice.say("Data"),
    }
