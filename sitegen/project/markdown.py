"""Markdown with MyST's roles and directives to a `ParsedPage`: tokens, references, prose, each with its place.

Nothing is looked up here: whether a key is a fact is for `resolve` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.problems import Place
from sitegen.project.fences import read_fence
from sitegen.project.parsed import Directive, Heading, Inline, Link, ParsedPage, Prose, Role
from sitegen.project.syntax import make_parser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token

    from sitegen.problems import Problem
    from sitegen.project.pages import ContentPage


INLINE_META = ("title", "short", "lead", "description")
"""Settings of the front matter that are inline Markdown."""


@dataclass(frozen=True)
class DirectiveTraits:
    """What of a directive is Markdown."""

    prose: bool = False
    """Whether its body is block Markdown, and its argument a title."""
    inline: tuple[str, ...] = ()
    """Options that are inline Markdown."""


_BROKEN_ROLE = re.compile(r"\{[a-z][a-z-]*\}")


def parse_markdown(
    page: ContentPage, directives: Mapping[str, DirectiveTraits]
) -> tuple[ParsedPage, tuple[Problem, ...]]:
    """Parse a page; `directives` are those whose Markdown is read, by name."""
    return _Parser(page, directives).parse()


class _Parser:
    """Walks tokens once, giving each reference its index and each run of prose its place."""

    def __init__(self, page: ContentPage, traits: Mapping[str, DirectiveTraits]) -> None:
        self.page = page
        self.traits = traits
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
        """Parse block Markdown whose first line is line `offset` of the body.

        A fence that names no directive is left out: it has been reported.
        """
        tokens = make_parser().parse(text)
        unnamed: list[Token] = []
        for index, token in enumerate(tokens):
            if token.map:
                token.map = [token.map[0] + offset, token.map[1] + offset]
            if token.type == "inline" and token.children and token.map:
                self.cursor = max(self.cursor, (token.map[0], 0))
                self.children(token.children, token.map[1])
            elif token.type == "heading_open":
                self.heading(token, tokens[index + 1])
            elif token.type == "colon_fence":
                if not self.directive(token):
                    unnamed.append(token)
            elif token.type in {"fence", "code_block"} and token.map:
                self.prose.append(
                    Prose(token.content, self.place(token.map[0] + (token.type == "fence")))
                )
        return tuple(token for token in tokens if token not in unnamed)

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

    def directive(self, token: Token) -> bool:
        """Note a directive, its title and options as inline Markdown; whether there is one."""
        first, end = token.map or (0, 0)
        fence, problems = read_fence(token, self.place)
        self.problems.extend(problems)
        if fence is None:
            self.cursor = max(self.cursor, (end, 0))
            return False
        index = token.meta["index"] = len(self.directives)
        place = self.place(first)
        self.directives.append(
            Directive("", "", (), (), place)
        )  # keeps the order of nested directives
        traits = self.traits.get(fence.name, DirectiveTraits())
        options: dict[str, Inline] = {}
        if traits.prose and fence.argument:
            column = max(self.lines[first].find(fence.argument), 0)
            options["title"] = self.inline(fence.argument, self.place(first, column))
        for one in fence.options:
            options[one.name] = (
                self.inline(one.text, one.place)
                if one.name in traits.inline
                else Inline(one.text, one.place)
            )
        tokens = self.blocks(fence.body, fence.body_line) if traits.prose else ()
        self.directives[index] = Directive(
            fence.name, fence.argument, tuple(options.items()), fence.lines, place, tokens
        )
        self.cursor = max(self.cursor, (end, 0))
        return True
