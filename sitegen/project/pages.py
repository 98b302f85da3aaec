"""Markdown files to `ContentPage`s: `content/<slug>.<language>.md`, front matter and body, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sitegen.addresses import index_of, page_address
from sitegen.limits import MOST_DIGITS
from sitegen.messages.said import say, say_names
from sitegen.problems import Place, find_nearest, suggest
from sitegen.project.front_lines import META
from sitegen.project.front_matter import read_meta, split_page

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sitegen.problems import Problem
    from sitegen.project.front_matter import MetaValue


HOME = "home"
"""The kind of the page at the root of a language."""

GROUPS = ("briefings", "plan", "data", "about")
"""What the navigation is divided into, in its order."""

REQUIRED_META = ("kind", "title", "description")


class PageTraits(NamedTuple):
    """What is true of all pages of a kind, wherever pages are read or listed."""

    single: bool = True
    """Whether it stands once a language."""
    of_subject: bool = False
    """Whether each is about one subject: it names its `domain`, stands by itself in the navigation and
    on the home page, and has its facts to download."""
    listed: bool = True
    """Whether it has a place in the row of pages."""
    plain: bool = False
    """Whether it stands as Markdown too."""
    footer: int = 0
    """Its place among the links at the foot of every page; 0 for none."""
    group: str = "about"
    """The one of `GROUPS` that the navigation has its pages in, if they do not say otherwise."""
    noted: bool = False
    """Whether what its paragraphs rest on stands beside them."""
    pictured: bool = True
    """Whether it has a picture of its own, for those who share it, if it is listed; else that of the home page."""


@dataclass(frozen=True)
class ContentPage:
    """A file of the content folder."""

    slug: str
    """Its path below the content folder, without language and ending: `economy/trade`."""
    language: str
    kind: str
    meta: tuple[tuple[str, MetaValue], ...]
    body: str
    path: str
    first_line: int = field(compare=False)
    """Line of the file that the body starts on."""

    @property
    def address(self) -> str:
        """Where it stands in the site."""
        if self.kind == HOME:
            return index_of(self.language)
        return page_address(self.language, self.slug)

    def get(self, name: str) -> str:
        """A setting of the front matter, or an empty text."""
        setting = dict(self.meta).get(name)
        return setting.text if setting else ""

    def place(self, name: str) -> Place:
        """Where a setting stands, or the file."""
        setting = dict(self.meta).get(name)
        return setting.place if setting else Place(self.path, 1)


def parse_page(
    path: str, text: str, slug: str, language: str, kinds: Mapping[str, PageTraits]
) -> tuple[ContentPage | None, tuple[Problem, ...]]:
    """Read one file; `None` where its front matter cannot be read."""
    lines = text.split("\n")
    closing = split_page(path, lines)
    if not isinstance(closing, int):
        return None, (closing,)
    meta, wrong = read_meta(path, lines[1:closing])
    if wrong:
        return None, wrong
    problems = tuple(_check_meta(path, meta, kinds))
    if problems:
        return None, problems
    page = ContentPage(
        slug,
        language,
        meta["kind"].text,
        tuple(meta.items()),
        "\n".join(lines[closing + 1 :]),
        path,
        closing + 2,
    )
    return page, ()


def _check_meta(
    path: str, meta: Mapping[str, MetaValue], kinds: Mapping[str, PageTraits]
) -> Iterator[Problem]:
    misspelt = {near for name in meta.keys() - {*META} for near in find_nearest(name, META, 1)}
    for name in REQUIRED_META:
        if name not in meta and name not in misspelt:
            yield Place(path, 1).problem(
                "front-matter",
                say("`{name}` is missing", name=name),
                say("Add `{name}: …`", name=name),
            )
    filled = {name: setting for name, setting in meta.items() if setting.text}
    for name, setting in meta.items():
        if name in META and name not in filled:
            yield Place(path, setting.place.line, 1).problem(
                "front-matter",
                say("`{name}` is empty", name=name),
                say("Write `{name}: …`", name=name)
                if name in REQUIRED_META
                else say("Write `{name}: …`, or remove the line", name=name),
            )
    yield from _check_values(filled, kinds)
    for name, setting in meta.items():
        if name not in META:
            yield Place(path, setting.place.line, 1).problem(
                "front-matter",
                say("`{name}` is not a setting of a page", name=name),
                suggest(name, META) or say("Settings are {meta}", meta=say_names(META)),
            )


def _check_values(
    meta: Mapping[str, MetaValue], kinds: Mapping[str, PageTraits]
) -> Iterator[Problem]:
    """Settings that cannot be what they are."""
    if "kind" in meta and meta["kind"].text not in kinds:
        kind = meta["kind"].text
        yield meta["kind"].place.problem(
            "front-matter",
            say("`{kind}` is not a kind of page", kind=kind),
            suggest(kind, kinds) or say("Kinds are {kinds}", kinds=say_names(kinds)),
        )
    if "group" in meta and meta["group"].text not in GROUPS:
        group = meta["group"].text
        yield meta["group"].place.problem(
            "front-matter",
            say("`{group}` is not a group of the navigation", group=group),
            suggest(group, GROUPS) or say("Groups are {groups}", groups=say_names(GROUPS)),
        )
    if "order" in meta and not re.fullmatch("[0-9]+", meta["order"].text):
        yield meta["order"].place.problem(
            "front-matter",
            say("`{text}` is not a whole number", text=meta["order"].text),
            say("Pages are listed in the order of this number"),
        )
    elif "order" in meta and len(digits := meta["order"].text) > MOST_DIGITS:
        yield meta["order"].place.problem(
            "limit",
            say("the number `{number}` has {n} digits", number=digits, n=len(digits)),
            say("No setting needs more than {most}", most=MOST_DIGITS),
        )
    if "updated" in meta and not _is_date(meta["updated"].text):
        yield meta["updated"].place.problem(
            "front-matter",
            say("`{text}` is not a valid date", text=meta["updated"].text),
            say("Write the day of the last change of substance, e.g. `2026-11-21`"),
        )


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def check_domain(
    page: ContentPage, list_domains: Callable[[], Collection[str]], traits: PageTraits
) -> Iterator[Problem]:
    """A subject that is not there, or is missing; `list_domains` is asked where a page names one."""
    domain = page.get("domain")
    domains = list_domains() if domain else ()
    if domain and domain not in domains:
        yield page.place("domain").problem(
            "foreign-key",
            say("there is no domain `{domain}` in domains.csv", domain=domain),
            suggest(domain, domains) or say("Add it to domains.csv"),
        )
    if traits.of_subject and not domain:
        yield page.place("kind").problem(
            "front-matter",
            say("the {kind} has no `domain`", kind=page.kind),
            say("Add `domain: …`, a key of domains.csv"),
        )
