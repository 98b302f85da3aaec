"""What documents set out that is not a quantity: programmes, projects, tasks, parks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.shared import FOLDED
from sitegen.views.records import view_programme

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker


def show_programmes(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Programmes by group, in the order of the table."""
    rows = studio.site.ledger.programmes
    return {
        "groups": tuple(
            (
                view_programme(maker, group),
                tuple(view_programme(maker, one) for one in rows if one.part_of == group.programme),
            )
            for group in rows
            if not group.part_of
        ),
        "folded": len(rows) >= FOLDED,
    }
