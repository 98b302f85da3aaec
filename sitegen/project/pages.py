"""Markdown files to `ContentPage`s: `content/<slug>.<language>.md`, front matter and body, each with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import yaml

from sitegen.addresses import index_of
from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from sitegen.problems import Problem


HOME = "home"
"""The kind of the page at the root of a language."""

META = ("kind", "title", "short", "lead", "description", "domain", "order", "updated")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The reader in C where the library has it."""
_REQUIRED = ("kind", "title", "description")
_FILE = re.compile(r"([a-z0-9]+(?:-[a-z0-9]+)*)\.([a-z]{2,3}(?:-[A-Za-z]+)?)\.md")


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
    pictured: bool = True
    """Whether it has a picture of its own, for those who share it, if it is listed; else that of the home page."""


@dataclass(frozen=True)
class MetaValue:
    """A value of the front matter."""

    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class ContentPage:
    """A file of the content folder."""

    slug: str
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
        return index_of(self.language, *([] if self.kind == HOME else [self.slug]))

    def get(self, name: str) -> str:
        """A setting of the front matter, or an empty text."""
        setting = dict(self.meta).get(name)
        return setting.text if setting else ""

    def place(self, name: str) -> Place:
        """Where a setting stands, or the file."""
        setting = dict(self.meta).get(name)
        return setting.place if setting else Place(self.path, 1)


def divide_name(name: str, folder: str, languages: tuple[str, ...]) -> tuple[str, str] | Problem:
    """Slug and language of a file of the content folder by its name; or what is wrong with the name."""
    match = _FILE.fullmatch(name)
    if match and match[2] in languages:
        return match[1], match[2]
    return Place(f"{folder}/{name}").problem(
        "file-name",
        f"`{name}` is not named `<slug>.<language>.md`",
        f"The languages are `{'`, `'.join(languages)}`",
    )


def parse_page(
    path: str, text: str, slug: str, language: str, kinds: Mapping[str, PageTraits]
) -> tuple[ContentPage | None, tuple[Problem, ...]]:
    """Read one file; `None` where its front matter cannot be read."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == "---"][:2]
    if unfenced := _check_fences(path, fences):
        return None, (unfenced,)
    closing = fences[1]
    try:
        meta = _parse_meta(path, "\n".join(lines[1:closing]))
    except yaml.YAMLError as error:
        return None, (_yaml_problem(path, error),)
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


def _check_fences(path: str, fences: list[int]) -> Problem | None:
    """What is wrong with the two lines `---` around the front matter, by their numbers from 0."""
    if 0 not in fences:
        return Place(path, 1).problem(
            "front-matter",
            "the file does not start with front matter",
            "Start it with `---`, `kind: …`, `title: …`, `---`",
        )
    if len(fences) == 1:
        return Place(path, 1).problem(
            "front-matter", "the front matter is not closed", "Close it with a line `---`"
        )
    return None


def _yaml_problem(path: str, error: yaml.YAMLError) -> Problem:
    mark = getattr(error, "problem_mark", None)
    place = Place(path, mark.line + 2, mark.column + 1) if mark else Place(path, 2)
    what = getattr(error, "problem", None) or "it cannot be read"
    return place.problem(
        "front-matter",
        f"the front matter is not valid YAML: {what}",
        "Put texts that hold `:` or `#` in quotation marks",
    )


def _parse_meta(path: str, text: str) -> dict[str, MetaValue]:
    """Top-level scalars of the front matter, each with its place."""
    root = yaml.compose(text, Loader=_LOADER)
    if root is None:
        return {}
    if not isinstance(root, yaml.MappingNode):
        raise yaml.MarkedYAMLError(
            problem="it is not a list of `key: value`", problem_mark=root.start_mark
        )
    meta = {}
    for key, value in root.value:
        if not isinstance(value, yaml.ScalarNode):
            raise yaml.MarkedYAMLError(
                problem=f"`{key.value}` is not a text", problem_mark=value.start_mark
            )
        if key.value in meta:
            raise yaml.MarkedYAMLError(
                problem=f"`{key.value}` is given twice", problem_mark=key.start_mark
            )
        quoted = value.style in {'"', "'"}
        place = Place(
            path, value.start_mark.line + 2, value.start_mark.column + (2 if quoted else 1)
        )
        meta[key.value] = MetaValue(value.value.strip(), place)
    return meta


def _check_meta(
    path: str, meta: Mapping[str, MetaValue], kinds: Mapping[str, PageTraits]
) -> Iterator[Problem]:
    for name in _REQUIRED:
        if not meta.get(name) or not meta[name].text:
            yield Place(path, 1).problem("front-matter", f"`{name}` is missing", f"Add `{name}: …`")
    for name, setting in meta.items():
        if name not in META:
            yield setting.place.problem(
                "front-matter",
                f"`{name}` is not a setting of a page",
                suggest(name, META) or f"Settings are `{'`, `'.join(META)}`",
            )
    if "kind" in meta and meta["kind"].text not in kinds:
        kind = meta["kind"].text
        yield meta["kind"].place.problem(
            "front-matter",
            f"`{kind}` is not a kind of page",
            suggest(kind, kinds) or f"Kinds are `{'`, `'.join(kinds)}`",
        )
    if "order" in meta and not meta["order"].text.isdecimal():
        yield meta["order"].place.problem(
            "front-matter",
            f"`{meta['order'].text}` is not a whole number",
            "Pages are listed in the order of this number",
        )
    if "updated" in meta and not _is_date(meta["updated"].text):
        yield meta["updated"].place.problem(
            "front-matter",
            f"`{meta['updated'].text}` is not a valid date",
            "Write the day of the last change of substance, e.g. `2026-11-21`",
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
            f"there is no domain `{domain}` in domains.csv",
            suggest(domain, domains) or "Add it to domains.csv",
        )
    if traits.of_subject and not domain:
        yield page.place("kind").problem(
            "front-matter",
            f"the {page.kind} has no `domain`",
            "Add `domain: …`, a key of domains.csv",
        )
