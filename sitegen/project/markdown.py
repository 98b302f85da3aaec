"""Markdown with MyST's roles and directives to a `ParsedPage`: tokens, references, prose, each with its place.

Nothing is looked up here: whether a key is a fact is for `resolve` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sitegen.problems import Place
from sitegen.project.han import HanInline, drop_han_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from sitegen.problems import Problem
    from sitegen.project.pages import ContentPage


INLINE_META = ("title", "short", "lead", "description")
"""Settings of the front matter that are inline Markdown."""

INLINE_OPTIONS = ("title", "alt", "note")
"""Options of directives that are inline Markdown."""

_INFO = re.compile(r"\{([a-zA-Z][\w-]*)\}\s*(.*)")
_OPTION = re.compile(r"(\s*):([a-zA-Z][\w-]*):(\s*)(.*)")
_BROKEN_ROLE = re.compile(r"\{[a-z][a-z-]*\}")


@dataclass(frozen=True)
class Role:
    """A role in the text: `` {fact}`gdp/cdht/2023` ``."""

    role: str
    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Prose:
    """A run of plain text that a reader will read."""

    text: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Link:
    """A link as the author wrote it."""

    href: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Heading:
    """A heading of the body."""

    level: int
    id: str
    text: Token = field(compare=False)
    """The inline token that holds its text."""
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Inline:
    """A line of inline Markdown, from front matter or an option."""

    text: str
    place: Place = field(compare=False)
    tokens: tuple[Token, ...] = field(compare=False, repr=False, default=())


@dataclass(frozen=True)
class Directive:
    """A directive: `:::{chart} path` with its options and body."""

    name: str
    argument: str
    options: tuple[tuple[str, Inline], ...]
    lines: tuple[Prose, ...]
    """Lines of the body that are not empty."""
    place: Place = field(compare=False)
    tokens: tuple[Token, ...] = field(compare=False, repr=False, default=())
    """The body as block Markdown, for directives that hold prose."""

    def get(self, name: str) -> str:
        """The text of an option, or an empty text."""
        option = dict(self.options).get(name)
        return option.text if option else ""

    def option(self, name: str) -> Inline | None:
        """An option with its place and tokens."""
        return dict(self.options).get(name)


@dataclass(frozen=True)
class ParsedPage:
    """A parsed page."""

    page: ContentPage
    meta: tuple[tuple[str, Inline], ...]
    references: tuple[Role, ...]
    directives: tuple[Directive, ...]
    links: tuple[Link, ...]
    headings: tuple[Heading, ...]
    prose: tuple[Prose, ...]
    tokens: tuple[Token, ...] = field(compare=False, repr=False)

    def inline(self, name: str) -> Inline | None:
        """A setting of the front matter as inline Markdown."""
        return dict(self.meta).get(name)


@cache
def make_parser() -> MarkdownIt:
    """The parser: CommonMark without raw HTML, tables, definition lists, MyST's roles and fences."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    inline = HanInline()
    parser.inline = inline
    parser.use(deflist_plugin).use(colon_fence_plugin).use(attrs_block_plugin).use(myst_role_plugin)
    parser.core.ruler.push(
        "han_breaks", drop_han_breaks
    )  # last: joined texts would lose their place
    return parser


def parse_markdown(
    page: ContentPage, prose_directives: frozenset[str]
) -> tuple[ParsedPage, tuple[Problem, ...]]:
    """Parse a page; bodies of `prose_directives` are read as block Markdown."""
    return _Parser(page, prose_directives).parse()


class _Parser:
    """Walks tokens once, giving each reference its index and each run of prose its place."""

    def __init__(self, page: ContentPage, prose_directives: frozenset[str]) -> None:
        self.page = page
        self.prose_directives = prose_directives
        self.lines = page.body.split("\n")
        self.cursor = (0, 0)
        self.references: list[Role] = []
        self.directives: list[Directive] = []
        self.links: list[Link] = []
        self.headings: list[Heading] = []
        self.prose: list[Prose] = []
        self.problems: list[Problem] = []

    def parse(self) -> tuple[ParsedPage, tuple[Problem, ...]]:
        meta = tuple(
            (name, self.inline(setting.text, setting.place))
            for name, setting in self.page.meta
            if name in INLINE_META
        )
        tokens = self.blocks(self.page.body, 0)
        document = ParsedPage(
            self.page,
            meta,
            tuple(self.references),
            tuple(self.directives),
            tuple(self.links),
            tuple(self.headings),
            tuple(self.prose),
            tokens,
        )
        return document, tuple(self.problems)

    def place(self, line: int, column: int = 0) -> Place:
        """A place in the file, from a line of the body, both from 0."""
        return Place(self.page.path, self.page.first_line + line, column + 1)

    def blocks(self, text: str, offset: int) -> tuple[Token, ...]:
        """Parse block Markdown whose first line is line `offset` of the body."""
        tokens = tuple(make_parser().parse(text))
        for index, token in enumerate(tokens):
            if token.map:
                token.map = [token.map[0] + offset, token.map[1] + offset]
            if token.type == "inline" and token.children and token.map:
                self.cursor = max(self.cursor, (token.map[0], 0))
                self.children(token.children, token.map[1])
            elif token.type == "heading_open":
                self.heading(token, tokens[index + 1])
            elif token.type == "colon_fence":
                self.directive(token)
            elif token.type in {"fence", "code_block"} and token.map:
                self.prose.append(
                    Prose(token.content, self.place(token.map[0] + (token.type == "fence")))
                )
        return tokens

    def heading(self, token: Token, text: Token) -> None:
        identifier = str(token.attrGet("id") or f"section-{len(self.headings) + 1}")
        token.attrSet("id", identifier)
        line = token.map[0] if token.map else 0
        self.headings.append(Heading(int(token.tag[1]), identifier, text, self.place(line)))

    def children(self, children: Sequence[Token], end: int) -> None:
        """Give the inline tokens of a block their places, searching the file from the cursor on."""
        for child in children:
            if child.type == "myst_role":
                name = child.meta["name"]
                place = self.locate(f"{{{name}}}`{child.content}", end)
                child.meta["index"] = len(self.references)
                self.references.append(Role(name, child.content.strip(), place))
            elif child.type in {"text", "code_inline"} and child.content:
                self.text(child.content, self.locate(child.content, end))
            elif child.type == "image":
                self.text(
                    child.content,
                    self.locate(child.content, end) if child.content else self.place(*self.cursor),
                )
                self.problems.append(
                    self.place(*self.cursor).problem(
                        "image",
                        "images are not supported",
                        "Use a chart, which has a description and a source",
                    )
                )
            elif child.type == "link_open":
                place = self.place(*self.cursor)
                child.meta["index"] = len(self.links)
                self.links.append(Link(str(child.attrGet("href") or ""), place))
                if title := child.attrGet("title"):
                    self.text(str(title), place)

    def text(self, text: str, place: Place) -> None:
        """Note a run of prose; a role without its argument is a mistake."""
        self.prose.append(Prose(text, place))
        for match in _BROKEN_ROLE.finditer(text):
            self.problems.append(
                Place(place.path, place.line, place.column + match.start()).problem(
                    "role",
                    f"`{match[0]}` has no argument",
                    f"Write {match[0]}`…` with backquotes and no space between",
                )
            )

    def locate(self, needle: str, end: int) -> Place:
        """Where a text stands next, from the cursor to a line; the cursor moves behind it.

        A text that does not stand in the file as it is (entities, escapes) gets the cursor's place.
        """
        line, column = self.cursor
        for number in range(line, min(end, len(self.lines))):
            found = self.lines[number].find(needle, column if number == line else 0)
            if found >= 0:
                self.cursor = (number, found + len(needle))
                return self.place(number, found)
        return self.place(line, column)

    def inline(self, text: str, place: Place) -> Inline:
        """Parse one line of inline Markdown that starts at a place."""
        tokens = tuple(make_parser().parseInline(text)[0].children or [])
        position = 0
        for token in tokens:
            needle = (
                f"{{{token.meta['name']}}}`{token.content}"
                if token.type == "myst_role"
                else token.content
            )
            found = text.find(needle, position) if needle else -1
            here = Place(place.path, place.line, place.column + max(found, position))
            position = found + len(needle) if found >= 0 else position
            if token.type == "myst_role":
                token.meta["index"] = len(self.references)
                self.references.append(Role(token.meta["name"], token.content.strip(), here))
            elif token.type in {"text", "code_inline"} and token.content:
                self.text(token.content, here)
            elif token.type in {"image", "link_open"}:
                self.problems.append(
                    here.problem(
                        "inline",
                        "links and images are not allowed here",
                        "Write only text and roles",
                    )
                )
        return Inline(text, place, tokens)

    def directive(self, token: Token) -> None:
        """Read options and body of a colon fence."""
        first = token.map[0] if token.map else 0
        place = self.place(first)
        match = _INFO.fullmatch(token.info.strip())
        if not match:
            self.problems.append(
                place.problem(
                    "directive",
                    f"`:::{token.info}` does not name a directive",
                    "Write `:::{name} argument`",
                )
            )
            match = _INFO.fullmatch("{unknown}")
        name, argument = (match[1], match[2].strip()) if match else ("", "")
        lines = token.content.split("\n")
        options: dict[str, Inline] = {}
        if name in self.prose_directives and argument:
            column = max(self.lines[first].find(argument), 0)
            options["title"] = self.inline(argument, self.place(first, column))
        count = 0
        for count, line in enumerate(lines):  # the count goes on after the loop
            option = _OPTION.fullmatch(line)
            if not option:
                break
            here = self.place(
                first + 1 + count, len(option[1]) + len(option[2]) + 2 + len(option[3])
            )
            value = option[4].strip()
            if option[2] in options:
                self.problems.append(
                    here.problem("directive", f"`:{option[2]}:` is given twice", "Keep one")
                )
            options[option[2]] = (
                self.inline(value, here) if option[2] in INLINE_OPTIONS else Inline(value, here)
            )
        body = lines[count:]
        token.meta["index"] = len(self.directives)
        self.directives.append(
            Directive("", "", (), (), place)
        )  # keeps the order of nested directives
        tokens: tuple[Token, ...] = ()
        if name in self.prose_directives:
            tokens = self.blocks("\n".join(body), first + 1 + count)
        prose = tuple(
            Prose(
                line.strip(), self.place(first + 1 + count + number, len(line) - len(line.lstrip()))
            )
            for number, line in enumerate(body)
            if line.strip()
        )
        self.directives[token.meta["index"]] = Directive(
            name, argument, tuple(options.items()), prose, place, tokens
        )
        end = token.map[1] if token.map else first
        self.cursor = max(self.cursor, (end, 0))


def plain_text(tokens: Sequence[Token], texts: Mapping[int, str]) -> str:
    """Inline tokens as plain text; `texts` has what each reference says."""
    parts = []
    for token in tokens:
        if token.type == "myst_role":
            parts.append(texts[token.meta["index"]])
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)
