"""What a page of HTML holds and where it leads: its ids, its links, what it makes a browser fetch."""

from __future__ import annotations

import html
import posixpath
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterable

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

Tag = tuple[str, Mapping[str, str]]
"""The start of an element: its name in lower case, and its attributes by theirs."""


def read_tags(text: str) -> list[Tag]:
    """The elements of a page of HTML, in their order."""
    return [
        ((raw or name).lower(), _read_attributes(own or inside))
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
    for tag, values in tags:
        if not values:
            continue
        if values.get("id"):
            ids.append(values["id"])
        if tag == "data":
            continue
        passive = tag == "link" and set(values.get("rel", "").split()) <= _PASSIVE
        pointers = requests if tag in REQUESTS and not passive else hrefs
        for name in ("href", "src", "data"):
            if name in values:
                pointers[values[name]] = None
    doubles = sorted(name for name, number in Counter(ids).items() if number > 1)
    foreign = (one for one in requests if one.lower().startswith(("http:", "https:", "//")))
    goals = (_find_goal(address, href) for href in {**hrefs, **requests})
    return Scan(
        tuple(dict.fromkeys(ids)), tuple(doubles), tuple(foreign), tuple(filter(None, goals))
    )


@lru_cache(maxsize=1024)
def _read_attributes(text: str) -> Mapping[str, str]:
    """The attributes of a tag by their names in lower case; kept, for pages have most of their tags in common."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(text):
        value = double or single or bare
        found.setdefault(name.lower(), html.unescape(value) if "&" in value else value)
    return MappingProxyType(found)


_SIMPLE = re.compile(r"((?:\.\./)*)((?:[\w-][\w.-]*/)*[\w-][\w.-]*)(?:#([^%]*))?")
"""A link to another file of the site without anything that would have to be read first."""


def _find_goal(address: str, href: str) -> tuple[str, str, str] | None:
    """The address and the anchor that a link leads to; `None` for one that leaves the site."""
    if address != "404.html" and (simple := _SIMPLE.fullmatch(href)):
        above = address.split("/")[:-1]
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
