"""What an author calls the things that a build knows by names: what is read, what is said, what is made.

A family of names or a kind of units that has no words here fails a test.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said, say

if TYPE_CHECKING:
    from collections.abc import Mapping

CARD_FIELDS: Mapping[str, Said] = {
    "title": say("the title"),
    "name": say("the short title"),
    "kind": say("the kind"),
    "traits": say("the kind"),
    "order": say("the place in the order"),
    "address": say("the address"),
    "description": say("the description"),
    "lead": say("the lead"),
    "domain": say("the domain"),
    "updated": say("the date"),
    "group": say("the group"),
}
"""What the fields of a card are called that an author can change."""
ENTRY_FIELDS = frozenset({"title", "name", "kind", "traits", "order", "group", "address"})
"""What of a card those see who have no more than a line of it."""

PARTS: Mapping[str, Said] = {
    "card": say("what {it} says of itself", it=""),
    "cited": say("the figures of {it}", it=""),
    "terms": say("the terms of {it}", it=""),
    "charts": say("the charts of {it}", it=""),
    "drawn": say("the charts of the indicator {it}", it=""),
    "rows": say("what is found of the tables in {it}", it=""),
    "text": say("the text of {it}", it=""),
    "listed": say("the languages or the date of {it}", it=""),
    "seen": say("what the picture of {it} shows", it=""),
    "shown": say("which images {it} shows", it=""),
    "blocks": say("the words of {it}", it=""),
    "agreed": say("what was agreed between the languages of {it}", it=""),
    "locked": say("whether anything was agreed between languages"),
    "unlocked": say("whether anything was agreed between languages"),
    "standings": say("how the languages of {it} stand to each other", it=""),
    "renamed": say("which lines of `translations.lock` may be of {it}", it=""),
    "newer": say("in which language {it} is newer", it=""),
    "signature": say("the figures, sections or charts of {it}", it=""),
    "outline": say("the figures, sections or charts of {it}", it=""),
    "scan": say("the links and anchors of {it}", it=""),
    "origins": say("where the links of {it} are written", it=""),
    "unread": say("whether {it} can be read", it=""),
    "printed": say("how {it} is printed", it=""),
    "assets": say("which assets there are"),
    "digests": say("the content of assets"),
    "facts": say("the number of figures"),
    "subjects": say("whether the tables have indicators and sources"),
}
"""What a part of what a page says of itself is called, by what stands before the `@` of its names."""

VALUES: Mapping[str, Said] = {
    "page": say("what {it} says of itself", it=""),
    "address": say("the address of {it}", it=""),
    "unread": say("which pages cannot be read"),
    "homes": say("which pages are the homes of languages"),
    "kind": say("the page of the kind {it}", it=""),
    "way": say("the page of the kind {it}", it=""),
    "subject": say("the page about `{it}`", it=""),
    "absent": say("which pages a language does not have"),
    "kinds": say("which kinds of pages there are"),
    "read-kinds": say("which kinds of pages there are"),
    "standing": say("its neighbours or translations"),
    "navigation": say("the navigation"),
    "pages": say("the list of pages"),
    "briefings": say("the list of briefings"),
    "dated": say("whether pages are dated"),
    "uses": say("which pages show figures of `{it}`", it=""),
    "terms": say("which pages mark terms"),
    "charts": say("the charts of pages"),
    "drawn": say("the charts of indicators"),
    "texts": say("the texts of pages"),
    "outline": say("the figures, sections or charts of pages"),
    "images": say("which images pages show"),
    "listed": say("the pages that are listed"),
}
"""What a value that pages have of each other is called, by its family: what stands before the `:`."""

_PAGE = (say("page {it}", it=""), say("pages"))
THINGS: Mapping[str, tuple[Said, Said]] = {
    "tables": (say("the reading of the tables"), NOTHING),
    "table-checks": (say("the checks of the tables"), NOTHING),
    "strays": (say("the search for files that nothing reads"), NOTHING),
    "card": _PAGE,
    "look": (say("the assets"), NOTHING),
    "look-checks": (say("the checks of templates and assets"), NOTHING),
    "lock": (say("the reading of what was agreed between languages"), NOTHING),
    "blocks": _PAGE,
    "standings": (
        say("languages of {it} set beside each other", it=""),
        say("pages whose languages are set beside each other"),
    ),
    "absent": (
        say("what stands in the place of {it}", it=""),
        say("what stands in the place of pages"),
    ),
    "text": _PAGE,
    "translations": (
        say("languages of {it} compared", it=""),
        say("pages whose languages are compared"),
    ),
    "site": (say("the checks of all pages together"), NOTHING),
    "images": (say("the search for images that no page shows"), NOTHING),
    "image": (say("image `{it}`", it=""), say("images")),
    "indicator": (say("indicator {it}", it=""), say("pages of indicators")),
    "source": (say("source {it}", it=""), say("pages of sources")),
    "indicator-files": (say("downloads of {it}", it=""), say("downloads of indicators")),
    "table-files": (say("the downloads of the tables"), NOTHING),
    "embedded": (say("figures of {it} in a frame", it=""), say("figures in frames")),
    "workbook": (say("the workbook"), NOTHING),
    "bundle": (say("the script that draws charts"), NOTHING),
    "late": _PAGE,
    "picture": (say("picture of {it}", it=""), say("pictures")),
    "briefing-files": (say("downloads of {it}", it=""), say("downloads of briefings")),
    "entrance": (say("{it}", it=""), say("pages before the languages")),
    "plain-list": (say("the list of pages in plain text"), NOTHING),
    "icons": (say("the icons"), NOTHING),
    "manifest": (say("manifest in {it}", it=""), say("manifests")),
    "feed": (say("feed in {it}", it=""), say("feeds")),
    "search-rows": (
        say("search index of the tables in {it}", it=""),
        say("search indexes of the tables"),
    ),
    "search": (say("search index in {it}", it=""), say("search indexes")),
    "machines": (say("the list of pages for machines"), NOTHING),
    "pdf": (say("PDF of {it}", it=""), say("PDFs")),
}
"""What the units of a kind are called: one, and several."""
