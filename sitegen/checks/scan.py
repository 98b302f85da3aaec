"""What a page of HTML holds and where it leads: its ids, its links, what it makes a browser fetch."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

REQUESTS = {"link", "script", "img", "source", "iframe", "video", "audio", "object", "embed"}
"""Elements that make a browser fetch something."""
_PASSIVE = {"alternate", "canonical", "license", "author", "me", "help"}
"""Relations of `link` that fetch nothing."""
_INSIDE = r"""([^>"']*(?:"[^"]*"[^>"']*|'[^']*'[^>"']*)*+)(?:>|["']|\Z)"""
"""The attributes of a tag, up to its end; what is not closed ends at the quotation mark, or with the page."""
_TAG = re.compile(
    rf"<!--.*?(?:-->|\Z)|<(script|style)(?=[\s/>]){_INSIDE}.*?(?:</\1(?=[\s/>])|\Z)|<([a-z][^\s/>]*){_INSIDE}",
    re.DOTALL | re.IGNORECASE,
)
"""A comment, an element whose content is no HTML, or the start of another element."""
_ATTRIBUTE = re.compile(
    r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""", re.DOTALL
)

_POINTING = "href", "src", "data"
KEPT = 1024
"""Tags that are kept read: pages have most of theirs in common."""


@dataclass(frozen=True, eq=False)
class Tag:
    """The start of an element; within a page and from page to page, the same text is the same object."""

    name: str
    """In lower case."""
    values: Mapping[str, str]
    """Its attributes, by their names in lower case."""

    @cached_property
    def pointers(self) -> tuple[str, ...]:
        """The addresses that it has."""
        if self.name == "data":
            return ()
        return tuple(self.values[one] for one in _POINTING if one in self.values)

    @cached_property
    def fetches(self) -> bool:
        """Whether it makes a browser fetch what it points to."""
        return self.name in REQUESTS and not (
            self.name == "link" and set(self.values.get("rel", "").split()) <= _PASSIVE
        )


def read_tags(text: str) -> list[Tag]:
    """The elements of a page of HTML, in their order."""
    return [
        _read_tag(raw or name, own or inside)
        for raw, own, name, inside in _TAG.findall(text)
        if raw or name
    ]


@dataclass(frozen=True)
class Scan:
    """What a page holds and where it leads."""

    ids: tuple[str, ...]
    """Each once, in reading order."""
    doubles: tuple[str, ...]
    """Ids given twice."""
    foreign: tuple[str, ...]
    """What is fetched from elsewhere."""
    goals: tuple[tuple[str, str, str], ...]
    """Links within the site: as written, the address they lead to, and the anchor."""


def scan_page(address: str, tags: Iterable[Tag]) -> Scan:
    """What a page at an address holds, given its elements."""
    ids: list[str] = []
    hrefs: dict[str, None] = {}
    requests: dict[str, None] = {}
    for tag in tags:
        if name := tag.values.get("id"):
            ids.append(name)
        if tag.pointers:
            (requests if tag.fetches else hrefs).update(dict.fromkeys(tag.pointers))
    doubles = sorted(name for name, number in Counter(ids).items() if number > 1)
    foreign = (one for one in requests if one.lower().startswith(("http:", "https:", "//")))
    above = address.split("/")[:-1]
    goals = (_find_goal(address, above, href) for href in {**hrefs, **requests})
    return Scan(
        tuple(dict.fromkeys(ids)), tuple(doubles), tuple(foreign), tuple(filter(None, goals))
    )


@lru_cache(maxsize=KEPT)
def _read_tag(name: str, text: str) -> Tag:
    """A tag, given the text of its attributes."""
    found: dict[str, str] = {}
    for one, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found.setdefault(one.lower(), html.unescape(value) if "&" in value else value)
    return Tag(name.lower(), MappingProxyType(found))


_SIMPLE = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*[\w-][\w.-]*)(?:#([^%]*))?")
"""A link to another file of the site without anything that would have to be read first."""


def _find_goal(address: str, above: list[str], href: str) -> tuple[str, str, str] | None:
    """The address and the anchor that a link leads to, from a page in the folders `above`; `None` for one that leaves the site."""
    if address != "404.html" and (simple := _SIMPLE.fullmatch(href)):
        up = len(simple[1]) // len("../")
        folder = above[: len(above) - up] if up <= len(above) else [".."] * (up - len(above))
        return href, "/".join([*folder, simple[2]]), simple[3] or ""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href, href, ""  # no address at all, such as `http://[`: it leads nowhere
    if parts.scheme or parts.netloc or address == "404.html":
        return None  # the 404 page links from the root of the published site
    path = unquote(parts.path)
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
    return href, goal, unquote(parts.fragment)
