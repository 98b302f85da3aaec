"""What the frame of every page shows: plain values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sitegen.project.pages import GROUPS
from sitegen.views.titles import TitlePiece, divide_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.analysis.statuses import Status


@dataclass(frozen=True)
class Alternate:
    """The same page in a language."""

    tag: str
    name: str
    href: str
    """Relative to the page."""
    url: str
    """Absolute."""
    current: bool


@dataclass(frozen=True)
class NavItem:
    """An entry of the navigation."""

    text: str
    href: str
    current: bool
    kind: str
    group: str
    """The one of `GROUPS` that it stands in."""
    footer: int
    """Its place among the links at the foot of the page; 0 for none."""


class NavGroup(NamedTuple):
    """Entries of the navigation that stand together."""

    key: str
    """The one of `GROUPS` that they are of."""
    items: tuple[NavItem, ...]

    @property
    def current(self) -> bool:
        """Whether the page is among them."""
        return any(item.current for item in self.items)


class Step(NamedTuple):
    """A page on the way from the home page to another."""

    text: str
    href: str
    """Relative to the page the way leads to."""
    url: str
    """Absolute."""


@dataclass(frozen=True)
class Neighbour:
    """The page before or after."""

    text: str
    href: str


@dataclass(frozen=True)
class Picture:
    """A picture of a page, for those who share the page."""

    url: str
    """Absolute."""
    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class PageFrame:
    """What every page's frame shows."""

    kind: str
    """What the page is, for `data-template`."""
    code: str
    tag: str
    title: str
    description: str
    site_title: str
    author: str
    licence: str
    licence_url: str
    repository: str
    canonical: str
    home: str
    assets: Mapping[str, str]
    """Addresses of all published assets by name, relative to the page."""
    statuses: tuple[Status, ...]
    """All that a target can have, for their signs."""
    search: str
    """Address of the search page; empty where there is none."""
    plain: str
    """Address of the page as Markdown; empty where there is none."""
    feed: str
    """Address of the feed of the language; empty where no page of it has a date."""
    manifest: str
    """Address of the manifest; empty where the project describes none."""
    picture: Picture | None
    updated: str
    """Day of the page's last change of substance, as ISO date; empty where nobody wrote one."""
    updated_text: str
    """`updated` in words, in the language of the page."""
    evidence: str
    """Until when the documents reach that the page rests on, and whether the time of their plan is over; may be empty."""
    alternates: tuple[Alternate, ...]
    x_default: str
    nav: tuple[NavItem, ...]
    before: Neighbour | None
    """The page before this one, among those of its sort."""
    after: Neighbour | None
    missing: tuple[Alternate, ...] = ()
    """The languages that do not have the page, each with what stands in its place there."""
    newer: tuple[Alternate, ...] = ()
    """The page in the languages in which it has something that it has not here."""
    indexed: bool = True
    """Whether searches and lists of pages are to have it."""
    trail: tuple[Step, ...] = ()
    """From the home page to this one, both included; empty for the home page."""
    linked: str = ""
    """JSON-LD, fit for a `script` element; empty for a page that says nothing to machines."""

    @property
    def groups(self) -> tuple[NavGroup, ...]:
        """The navigation in the groups that have pages."""
        groups = (
            NavGroup(key, tuple(item for item in self.nav if item.group == key)) for key in GROUPS
        )
        return tuple(one for one in groups if one.items)

    @property
    def title_pieces(self) -> tuple[TitlePiece, ...]:
        """The title in what a line keeps whole."""
        return divide_title(self.title)


@dataclass(frozen=True)
class PageHead:
    """What a page says of itself, whatever its place."""

    kind: str
    """What the page is, for `data-template`."""
    title: str
    description: str
    updated: str = ""
    """Day of its last change of substance, as ISO date; empty where nobody wrote one."""
    evidence: str = ""
    """Until when the documents reach that it rests on, in words; empty where it rests on none."""
    indexed: bool = True
    """Whether searches and lists of pages are to have it."""


@dataclass(frozen=True)
class Position:
    """Where a page stands in the site: enough to make its frame."""

    address: str
    translations: Mapping[str, str] = field(compare=False)
    """Address of the page in each language that has it, by code."""
    slug: str = ""
    """The page of the navigation it belongs to."""
    before: tuple[str, str] | None = None
    """Name and address of the page before it, among those of its sort."""
    after: tuple[str, str] | None = None
    pictured: str = ""
    """The page of the content folder whose picture it has; by default the one it belongs to."""
    missing: Mapping[str, str] = field(default_factory=dict, compare=False)
    """What stands in its place in each language that does not have it, by code."""
    newer: tuple[str, ...] = ()
    """Codes of the languages in which it has something newer."""
    seen: tuple[str, ...] | None = None
    """What that picture shows besides its title, where it is known."""


FEED = "feed.atom"
"""Name of the feed of a language."""
CHANGES_FEED = "changes.atom"
"""Name of the feed of releases of a language."""
MANIFEST = "site.webmanifest"
"""Name of the manifest of a language."""
STYLE = "style.css"
"""The sheet that what the generator knows of the look is added to, such as the tone of each status."""
BUNDLE = "vega.js"
"""The asset that draws explored charts: made where a template names it."""
ICON = "icon.svg"
"""The site's icon."""
MASKABLE = "icon-maskable.svg"
"""The icon with room around it, for systems that cut icons to a shape."""
ICONS = {
    "icon-180.png": (ICON, 180),
    "icon-192.png": (ICON, 192),
    "icon-512.png": (ICON, 512),
    "maskable-512.png": (MASKABLE, 512),
}
"""Assets that are painted: the drawing of each, and its width.

With `STYLE` and `BUNDLE` these are all assets that the generator makes or adds to, and so all that it names.
"""
ENTRIES = "entries.js"
"""Name of what the search page searches, beside it."""
PLAIN = "page.md"
"""Template of pages as Markdown."""
