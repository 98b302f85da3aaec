"""What changed from release to release: figures, verdicts, pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.frame.values import CHANGES_FEED
from sitegen.views.changes import view_releases

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Studio
    from sitegen.views.maker import ViewMaker


def show_changes(studio: Studio, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """The releases, the latest first, and their feed."""
    ledger = studio.site.ledger
    return {
        "releases": view_releases(maker, ledger.releases, ledger.changes, studio.site.page),
        "changes_feed": maker.href(f"{maker.code}/{CHANGES_FEED}") if ledger.releases else "",
    }
