"""The search page: its scripts; what they search lies beside the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Contents
    from sitegen.views.maker import ViewMaker

FINDERS = ("stemmer.js", "search.js")
"""The assets that search, in the order in which they are loaded."""


def show_search(contents: Contents, maker: ViewMaker, _page: ResolvedPage) -> Mapping[str, Any]:
    """Addresses of the scripts."""
    assets = contents.site.assets
    return {"scripts": tuple(maker.href(assets[one]) for one in FINDERS if one in assets)}
