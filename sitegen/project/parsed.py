"""What a page is once it is parsed: references, directives, links, headings and prose, each with its place.

Values alone: `markdown` makes them, `resolve` says what they mean.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

    from sitegen.problems import Place
    from sitegen.project.pages import ContentPage


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
class Unread:
    """A run of text of one line in which no mark was read: what looks like one would be published as it stands."""

    text: str
    place: Place = field(compare=False)
    leads: bool = False
    """Whether nothing but marks of lists and quotations stands before it on its line."""


@dataclass(frozen=True)
class Link:
    """A link as the author wrote it."""

    href: str
    place: Place = field(compare=False)


@dataclass(frozen=True)
class Image:
    """An image as the author wrote it: `![alt](picture.png "caption")`."""

    src: str
    alt: Inline
    caption: Inline | None
    place: Place = field(compare=False)
    alone: bool = False
    """Whether it is all that stands in its paragraph: then it is a figure."""


@dataclass(frozen=True)
class Footnote:
    """A footnote that the text leads to."""

    label: str
    number: int
    """Its place among the notes of the page, from 1."""
    uses: int
    """How many marks lead to it."""
    tokens: tuple[Token, ...] = field(compare=False, repr=False, default=())


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
    argument_place: Place | None = field(compare=False, default=None)

    @property
    def aim(self) -> Place:
        """Where its argument stands; where there is none, where it starts."""
        return self.argument_place or self.place

    @property
    def labels(self) -> Iterator[Prose]:
        """What the lines of a chart call their items, behind `=`; a key that stands there is none."""
        for line in self.lines if self.name == "chart" else ():
            key, mark, label = line.text.partition("=")
            if mark and ("/" in key or "/" not in label):
                gap = len(label) - len(label.lstrip())
                yield Prose(label.strip(), line.place.move(len(key) + 1 + gap))

    def get(self, name: str) -> str:
        """The text of an option, or an empty text."""
        option = dict(self.options).get(name)
        return option.text if option else ""

    def option(self, name: str) -> Inline | None:
        """An option with its place and tokens."""
        return dict(self.options).get(name)


def split_prose(prose: Prose, mark: str) -> list[Prose]:
    """The parts of a text between marks, without the white space around them, each with its place."""
    parts, start = [], 0
    for part in prose.text.split(mark):
        gap = len(part) - len(part.lstrip())
        parts.append(Prose(part.strip(), prose.place.move(start + gap)))
        start += len(part) + len(mark)
    return parts


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
    images: tuple[Image, ...] = ()
    notes: tuple[Footnote, ...] = ()
    """In the order of their numbers."""
    unread: tuple[Unread, ...] = ()
    indented: tuple[Prose, ...] = ()
    """The first lines of blocks that are code because they are indented."""
    has_tasks: bool = False
    has_code: bool = False
    """Whether a fence of it holds code."""
    sound: bool = True
    """Whether all of it could be read."""

    def inline(self, name: str) -> Inline | None:
        """A setting of the front matter as inline Markdown."""
        return dict(self.meta).get(name)
