"""Every link of the finished site leads to a file and an anchor that are there, and none to elsewhere unasked."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import TreeStage
    from sitegen.memo import Memo
    from sitegen.problems import Problem


REQUESTS = {"link", "script", "img", "source", "iframe", "video", "audio", "object", "embed"}
"""Elements that make a browser fetch something."""

_PASSIVE = {"alternate", "canonical", "license", "author", "me", "help"}
"""Relations of `link` that fetch nothing."""


def check_links(stage: TreeStage) -> Iterator[Problem]:
    """Dead links, dead anchors, ids given twice, requests that leave the site."""
    scans = {
        address: _scan(address, content, stage.memo)
        for address, content in stage.files.items()
        if address.endswith(".html")
    }
    ids = {address: frozenset(scan.ids) for address, scan in scans.items()}
    for address, scan in scans.items():
        for one in scan.doubles:
            yield Place(address).problem(
                "duplicate-id",
                f"the id `{one}` is used twice on the page",
                "Give each element its own",
            )
        for href in scan.foreign:
            yield Place(address).problem(
                "request", f"the page fetches `{href}` from another site", "Serve it with the site"
            )
        for href, goal, fragment in scan.goals:
            if goal not in stage.files:
                yield Place(address).problem(
                    "dead-link",
                    f"`{href}` leads to a file that does not exist",
                    suggest(goal, stage.files) or "Fix the link",
                )
            elif fragment and goal in ids and fragment not in ids[goal]:
                yield Place(address).problem(
                    "dead-anchor",
                    f"`{href}` leads to an anchor that {goal} does not have",
                    suggest(fragment, ids[goal]) or "Fix the link",
                )


@dataclass(frozen=True)
class _Scan:
    """What a page holds and where it leads."""

    ids: tuple[str, ...]
    doubles: tuple[str, ...]
    """Ids given twice."""
    foreign: tuple[str, ...]
    """What is fetched from elsewhere."""
    goals: tuple[tuple[str, str, str], ...]
    """Links within the site: as written, the address they lead to, and the anchor."""


def _scan(address: str, content: bytes, memo: Memo) -> _Scan:
    """What a page holds, found or read."""
    text = memo.recall("scan", address, (address, content), partial(_read, address, content))
    ids, doubles, foreign, goals = json.loads(text)
    return _Scan(tuple(ids), tuple(doubles), tuple(foreign), tuple(map(tuple, goals)))


def _read(address: str, content: bytes) -> str:
    """What a page holds, as JSON."""
    found = scan_page(content.decode())
    doubles = sorted(name for name, number in Counter(found["ids"]).items() if number > 1)
    foreign = [
        href for href in found["requests"] if href.lower().startswith(("http:", "https:", "//"))
    ]
    hrefs = dict.fromkeys([*found["links"], *found["requests"]])
    goals = [goal for href in hrefs if (goal := _find_goal(address, href))]
    return json.dumps([found["ids"], doubles, foreign, goals], ensure_ascii=False)


def _find_goal(address: str, href: str) -> tuple[str, str, str] | None:
    """The address and the anchor that a link leads to; `None` for one that leaves the site."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href, href, ""  # no address at all, such as `http://[`: it leads nowhere
    if parts.scheme or parts.netloc or address == "404.html":
        return None  # the 404 page links from the root of the published site
    path = unquote(parts.path)
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(address), path)) if path else address
    return href, goal, unquote(parts.fragment)


def scan_page(html: str) -> dict[str, list[str]]:
    """The ids, links and fetched addresses of a page."""
    scanner = _Scanner()
    scanner.feed(html)
    scanner.close()
    return {"ids": scanner.ids, "links": scanner.links, "requests": scanner.requests}


class _Scanner(HTMLParser):
    """Collects attributes that point somewhere."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.requests: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag points to."""
        values = {name: value or "" for name, value in attrs}
        if values.get("id"):
            self.ids.append(values["id"])
        passive = tag == "link" and set(values.get("rel", "").split()) <= _PASSIVE
        for name in ("href", "src", "data"):
            if name in values and tag != "data":
                (self.requests if tag in REQUESTS and not passive else self.links).append(
                    values[name]
                )
