"""The glossary: terms in every language, explained, with the pages that mark them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.linked import make_terms
from sitegen.pages.shared import FOLDED
from sitegen.views.values import UseView

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.frame.values import PageFrame
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Site, Studio
    from sitegen.views.maker import ViewMaker


def show_glossary(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All terms, with their names in the other languages and where they are used."""
    site, code = studio.site, maker.code
    used: dict[str, list[UseView]] = {}
    for card, marked in site.get("terms", code):
        for term in marked:
            used.setdefault(term, []).append(UseView(card.name, maker.href(card.address)))
    return {
        "terms": tuple(
            {
                "id": term.term,
                "name": term.names[code],
                "others": tuple(
                    (other.tag, term.names[other.code])
                    for other in site.config.languages
                    if other.code != code
                ),
                "explanation": term.explanation[code],
                "source": maker.source(term.source.source),
                "uses": tuple(used.get(term.term, ())),
            }
            for term in site.ledger.terms
        ),
        "folded": len(site.ledger.terms) >= FOLDED,
    }


def link_glossary(site: Site, frame: PageFrame, _page: ResolvedPage) -> Mapping[str, object]:
    """The set of terms."""
    return make_terms(site, frame)
