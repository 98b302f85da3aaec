"""Pages as Markdown, for language models and readers of plain text, and the list of them: `llms.txt`.

They say what the pages say: the same rows, the same numbers, each with its address.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import plain_of
from sitegen.frame.values import PLAIN, PLAIN_KINDS
from sitegen.render.outputs import PageOutput
from sitegen.views.maker import sort_targets
from sitegen.views.words import STATUS_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sitegen.language.voice import Voice
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site
    from sitegen.views.maker import ViewMaker


LIST = "llms.txt"
"""Template and address of the list."""


def plan_plain_pages(site: Site) -> Iterator[PageOutput]:
    """Briefings, home, tracker and method as Markdown, and the list of them."""
    for voice in site.voices:
        for page in _plain_pages(site, voice.language.code):
            yield PageOutput(plain_of(page.address), PLAIN, voice, _context(site, voice, page))
    default = site.voice(site.config.default_language)
    yield PageOutput(LIST, LIST, default, {"languages": [_list(site, one) for one in site.voices]})


def _plain_pages(site: Site, code: str) -> Iterator[ResolvedPage]:
    return (page for page in site.in_language(code) if page.kind in PLAIN_KINDS)


def _context(site: Site, voice: Voice, page: ResolvedPage) -> dict[str, Any]:
    own, code = page.parsed.page, voice.language.code
    maker = site.maker(voice, own.address)
    body = site.bodies[own.slug, code]
    return {
        "title": page.get("title"),
        "lead": body.plain_lead,
        "text": body.plain,
        "site_title": site.config.title[code],
        "author": site.config.author[code],
        "licence": site.config.licence[code],
        "licence_url": site.config.licence_url,
        "updated": voice.date(page.get("updated")) if page.get("updated") else "",
        "canonical": site.config.absolute(own.address),
        "others": tuple(
            (one.language.name, maker.href(plain_of(other.address)))
            for one in site.voices
            if one is not voice and (other := site.by_slug.get((own.slug, one.language.code)))
        ),
        "workings": page.workings,
        "sources": tuple(maker.source(source) for source in page.sources),
        "briefings": _briefings(site, maker) if own.kind == "home" else (),
        "counts": _count(site, voice) if own.kind == "home" else (),
        "groups": _targets(site, maker) if own.kind == "tracker" else (),
    }


def _briefings(site: Site, maker: ViewMaker) -> tuple[tuple[str, str, str], ...]:
    """Title, address and description of each briefing."""
    return tuple(
        (page.get("title"), maker.href(plain_of(page.address)), page.get("description"))
        for page in site.in_language(maker.code)
        if page.kind == "briefing"
    )


def _count(site: Site, voice: Voice) -> tuple[tuple[str, int], ...]:
    """How many targets have each status."""
    return tuple(
        (voice.say(word), number)
        for status, word in STATUS_WORDS.items()
        if (number := sum(one.status == status for one in site.assessments))
    )


def _targets(site: Site, maker: ViewMaker) -> tuple[tuple[str, tuple[object, ...]], ...]:
    """All targets by domain."""
    views = [maker.target(one) for one in sort_targets(site.assessments)]
    return tuple(
        (domain.name[maker.code], own)
        for domain in site.ledger.domains
        if (own := tuple(view for view in views if view.domain == domain.domain))
    )


def _list(site: Site, voice: Voice) -> dict[str, Any]:
    """What the list says of a language."""
    code = voice.language.code
    return {
        "name": voice.language.name,
        "title": site.config.title[code],
        "description": site.config.description[code],
        "pages": tuple(
            (page.get("title"), plain_of(page.address), page.get("description"))
            for page in _plain_pages(site, code)
        ),
        "explanation": voice.say(
            "Every number in these texts is linked to the row that states it, on the page of its document. Numbers that no document states are computed; their working stands at the end of each text."
        ),
        "files": tuple((name, f"data/{name}", voice.say(text)) for name, text in FILES.items()),
        "data": voice.say("Data"),
    }


FILES = {
    "facts.csv": "All figures, one row per statement",
    "targets.csv": "All targets, with baseline, latest figure and status",
    "checks.csv": "All checks of consistency, with what was computed and whether it holds",
    "datapackage.json": "What every table and column holds (Frictionless Data Package)",
}
"""The data files that the list names, and what they hold."""
