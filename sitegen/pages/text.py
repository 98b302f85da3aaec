"""Pages of the content folder: their text, and what their kind adds to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import beside, name_last
from sitegen.frame.linked import add_linked
from sitegen.frame.make import make_frame
from sitegen.frame.pictures import make_caption
from sitegen.frame.values import PageHead, Position
from sitegen.pages.absent import list_missing
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.pages.shared import say_evidence
from sitegen.pages.workings import group_claims
from sitegen.render.outputs import PageOutput

if TYPE_CHECKING:
    from sitegen.render.outputs import Printed
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import PageBody, Studio


def plan_text_page(
    studio: Studio, page: ResolvedPage, body: PageBody, pdf: Printed | None = None
) -> PageOutput:
    """A page of the content folder, with the offer of its PDF where there is one."""
    site, kind, code = studio.site, PAGE_KINDS[page.kind], page.language
    voice, title, updated = site.voice(code), page.get("title"), page.get("updated")
    maker = site.maker(voice, page.address, updated)
    standing = site.standing(page.slug, code)
    position = Position(
        page.address,
        standing.translations,
        page.slug,
        standing.before,
        standing.after,
        missing=list_missing(site, page.slug, standing.translations),
        newer=site.newer(page.slug, code),
        seen=make_caption(voice, page.figure),
    )
    shown = {
        "sources": tuple(maker.source(source) for source in page.sources),
        **kind.show(studio, maker, page),
    }
    evidence = say_evidence(site, voice, [one.source for one in shown["sources"]], updated)
    head = PageHead(kind.name, title, page.get("description"), updated, evidence)
    frame = make_frame(site, voice, position, head)
    context = {
        "frame": add_linked(frame, kind.link(site, frame, page)),
        "lead": body.lead,
        "lead_note": body.lead_note,
        "body": body.html,
        "sections": body.parts,
        "headings": body.headings,
        "workings": page.workings,
        "claims": group_claims(page, voice),
        "has_code": page.parsed.has_code,
        "has_charts": bool(page.charts),
        "references": maker.cite(title),
        "pdf": pdf,
        **shown,
    }
    return PageOutput(page.address, kind.template, voice, context, shown.get("total", 0))


def name_pdf(address: str, slug: str, code: str) -> str:
    """Address of the PDF of a page."""
    return beside(address, f"{name_last(slug)}.{code}.pdf")
