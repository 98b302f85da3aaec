"""What an author calls the things that a build knows by names: what is read, what is said, what is made.

A family of names or a kind of units that has no words here fails a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CARD_FIELDS = {
    "title": "the title",
    "name": "the short title",
    "kind": "the kind",
    "traits": "the kind",
    "order": "the place in the order",
    "address": "the address",
    "description": "the description",
    "lead": "the lead",
    "domain": "the domain",
    "updated": "the date",
    "group": "the group",
}
"""What the fields of a card are called that an author can change."""
ENTRY_FIELDS = frozenset({"title", "name", "kind", "traits", "order", "group", "address"})
"""What of a card those see who have no more than a line of it."""

PARTS: Mapping[str, str] = {
    "card": "what {} says of itself",
    "cited": "the figures of {}",
    "terms": "the terms of {}",
    "charts": "the charts of {}",
    "drawn": "the charts of the indicator {}",
    "rows": "what is found of the tables in {}",
    "text": "the text of {}",
    "listed": "the languages or the date of {}",
    "seen": "what the picture of {} shows",
    "shown": "which images {} shows",
    "blocks": "the words of {}",
    "agreed": "what was agreed between the languages of {}",
    "locked": "whether anything was agreed between languages",
    "unlocked": "whether anything was agreed between languages",
    "standings": "how the languages of {} stand to each other",
    "newer": "in which language {} is newer",
    "signature": "the figures, sections or charts of {}",
    "outline": "the figures, sections or charts of {}",
    "scan": "the links and anchors of {}",
    "origins": "where the links of {} are written",
    "printed": "how {} is printed",
    "assets": "which assets there are",
    "digests": "the content of assets",
    "facts": "the number of figures",
    "subjects": "whether the tables have indicators and sources",
}
"""What a part of what a page says of itself is called, by what stands before the `@` of its names."""

VALUES: Mapping[str, str] = {
    "page": "what {} says of itself",
    "address": "the address of {}",
    "slugs": "which pages there are",
    "kind": "the page of the kind {}",
    "way": "the page of the kind {}",
    "subject": "the page about `{}`",
    "absent": "which pages a language does not have",
    "kinds": "which kinds of pages there are",
    "standing": "its neighbours or translations",
    "navigation": "the navigation",
    "pages": "the list of pages",
    "briefings": "the list of briefings",
    "dated": "whether pages are dated",
    "uses": "which pages show figures of `{}`",
    "terms": "which pages mark terms",
    "charts": "the charts of pages",
    "drawn": "the charts of indicators",
    "texts": "the texts of pages",
    "outline": "the figures, sections or charts of pages",
    "listed": "the pages that are listed",
}
"""What a value that pages have of each other is called, by its family: what stands before the `:`."""

_PAGE = ("page {}", "pages")
THINGS: Mapping[str, tuple[str, str]] = {
    "tables": ("the reading of the tables", ""),
    "strays": ("the search for files that nothing reads", ""),
    "card": _PAGE,
    "look": ("the assets", ""),
    "lock": ("the reading of what was agreed between languages", ""),
    "blocks": _PAGE,
    "standings": (
        "languages of {} set beside each other",
        "pages whose languages are set beside each other",
    ),
    "text": _PAGE,
    "translations": ("languages of {} compared", "pages whose languages are compared"),
    "site": ("the checks of all pages together", ""),
    "image": ("image `{}`", "images"),
    "indicator": ("indicator {}", "pages of indicators"),
    "source": ("source {}", "pages of sources"),
    "indicator-files": ("downloads of {}", "downloads of indicators"),
    "table-files": ("the downloads of the tables", ""),
    "embedded": ("figures of {} in a frame", "figures in frames"),
    "workbook": ("the workbook", ""),
    "bundle": ("the script that draws charts", ""),
    "late": _PAGE,
    "absent": ("what stands in the place of {}", "what stands in the place of pages"),
    "picture": ("picture of {}", "pictures"),
    "briefing-files": ("downloads of {}", "downloads of briefings"),
    "entrance": ("{}", "pages before the languages"),
    "plain-list": ("the list of pages in plain text", ""),
    "icons": ("the icons", ""),
    "manifest": ("manifest in {}", "manifests"),
    "feed": ("feed in {}", "feeds"),
    "search-rows": ("search index of the tables in {}", "search indexes of the tables"),
    "search": ("search index in {}", "search indexes"),
    "machines": ("the list of pages for machines", ""),
    "pdf": ("PDF of {}", "PDFs"),
}
"""What the units of a kind are called: one, and several."""
