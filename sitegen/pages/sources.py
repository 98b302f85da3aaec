"""The list of documents."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker


def show_sources(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """All documents, with the number of facts taken from each."""
    ledger = studio.site.ledger
    numbers = Counter(fact.source.source for fact in ledger.facts)
    return {
        "documents": tuple(
            (maker.source(one.source), numbers[one.source]) for one in ledger.sources
        )
    }
