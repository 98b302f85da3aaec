"""What pages plan: files to be rendered, and files that are ready."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.languages import Voice
    from sitegen.site import Site


UNPUBLISHED = frozenset({"facts", "names", "hints"})
"""Tables that are not published as they are: facts get more columns, names and hints serve the checks alone."""


@dataclass(frozen=True)
class Output:
    """A page to be rendered."""

    address: str
    """Path below the site's root."""
    template: str
    voice: Voice
    context: Mapping[str, Any] = field(compare=False)
    """Plain values; all that the template gets."""
    pdf: str = ""
    """Address of the PDF that may be made of it; its template then gets `pdf`, a `Printed` or `None`."""


@dataclass(frozen=True)
class Printed:
    """A PDF of a page, as the page offers it."""

    href: str
    pages: int


@dataclass(frozen=True)
class Sheaf:
    """Many pages made of the same things: as long as these stay, none of them is planned again."""

    label: str
    template: str
    """The template of all of them."""
    voice: Voice
    inputs: tuple[object, ...]
    """All that they are made of, but for the template and the voice."""
    plan: Callable[[], Iterator[Output]] = field(compare=False)


@dataclass(frozen=True)
class Listed:
    """A page as the site's list of pages knows it."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    """BCP 47 tag and absolute address of the page in each language."""


@dataclass(frozen=True)
class File:
    """A file that needs no template."""

    address: str
    content: bytes


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

    @property
    def is_briefing(self) -> bool:
        """Whether it is a briefing; these stand by themselves."""
        return self.kind == "briefing"


@dataclass(frozen=True)
class Neighbour:
    """The page before or after."""

    text: str
    href: str


@dataclass(frozen=True)
class Layout:
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
    stylesheet: str
    icon: str
    scripts: tuple[str, ...]
    """Addresses of the scripts that every page has."""
    search: str
    """Address of the search page; empty where there is none."""
    alternates: tuple[Alternate, ...]
    x_default: str
    nav: tuple[NavItem, ...]
    before: Neighbour | None
    """The page before this one, among those of its sort."""
    after: Neighbour | None


@dataclass(frozen=True)
class Frame:
    """Where a page stands in the site: enough to make its layout."""

    address: str
    translations: Mapping[str, str] = field(compare=False)
    """Address of the page in each language that has it, by code."""
    slug: str = ""
    """The page of the navigation it belongs to."""
    row: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    """Names and addresses of the pages of its sort, in their order."""


def absolute(site: Site, address: str) -> str:
    """The canonical address of a page: without `index.html`."""
    return site.config.url + address.removesuffix("index.html")
