"""A page as its author wrote it: its lines with roles as what they show, and the blocks that a reader takes together."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING

from sitegen.markup.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sitegen.resolve.page import ResolvedPage

    Cell = tuple[int, int]
    """Where it starts and ends in its line."""

PREFIX = re.compile(r"\s*(?:>\s?)*\s*")
"""What may stand before a line that goes on: marks of quotations, and the space of an item."""
_ROLE = re.compile(r"\{([a-z-]+)\}`([^`]*)`")
_FENCE = re.compile(r"\s*(:{3,}|`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])\s")
OPTION = re.compile(r":([a-z-]+):\s")
"""What a line begins with that is an option of a directive."""
_NAME = re.compile(r"[a-z]+:")


@dataclass(frozen=True)
class Mention:
    """A role of a line, or a number that means one for certain."""

    start: int
    """Where it starts and ends in the plain text of its line."""
    end: int
    role: str
    argument: str
    keys: tuple[str, ...]
    """Of the facts that it cites."""


@dataclass(frozen=True)
class PlainLine:
    """A line of a page as a reader sees it."""

    text: str
    """With what roles show in their places."""
    mentions: tuple[Mention, ...]
    starts: tuple[tuple[int, int], ...]
    """Where stretches without a role start, in the line as written and here."""

    def find_column(self, column: int) -> int:
        """Where a column of the line as written stands here, both from 0."""
        at = bisect_right([own for own, _ in self.starts], column) - 1
        return self.starts[at][1] + column - self.starts[at][0]


@dataclass(frozen=True)
class Stretch:
    """Lines that go on in each other, as one text."""

    text: str
    """As written, but for the marks of quotations and items before each line, and with what a line break is shown as."""
    starts: tuple[tuple[int, int, int], ...]
    """Of each line, where it starts here, its number and the column there, all from 0."""

    def find(self, line: int, column: int) -> int:
        """Where a place of the file stands here."""
        start, _, first = self.starts[bisect_left(self.starts, line, key=itemgetter(1))]
        return start + max(column - first, 0)

    def locate(self, at: int) -> tuple[int, int]:
        """The line and column of a character."""
        start, line, first = self.starts[bisect_right(self.starts, (at, len(self.text), 0)) - 1]
        return line, first + at - start

    def locate_span(self, span: tuple[int, int]) -> tuple[tuple[int, int], tuple[int, int]]:
        """The line and column where some characters start, and where they end."""
        line, column = self.locate(span[1] - 1)
        return self.locate(span[0]), (line, column + 1)


@dataclass(frozen=True)
class TextBlock:
    """Lines that a reader takes together: a paragraph, an item, a row of a table, a text of the front matter."""

    lines: tuple[int, ...]
    """From 0."""
    kind: str
    """`meta`, `heading`, `row`, `option`, `item` or `text`."""
    section: int
    """The line of the heading that it stands under; -1 for none."""
    fence: int
    """The line that opens the directive which it is in; -1 for none."""
    top: int
    """Of a row, the line of the head of its table; else -1."""


@dataclass(frozen=True)
class PageLayout:
    """The lines and blocks of a page."""

    text: str
    """The file, with plain line ends."""
    page: ResolvedPage
    known: Mapping[tuple[int, int], tuple[int, str, str, tuple[str, ...]]] = field(
        default_factory=dict
    )
    """Typed numbers that mean a role for certain: by line and column, their length, role, argument and keys."""

    @cached_property
    def lines(self) -> Sequence[str]:
        """The lines as written."""
        return self.text.split("\n")

    @cached_property
    def keys_by_line(self) -> Mapping[int, Sequence[tuple[int, str]]]:
        """The facts that are cited in each line, each with the column."""
        found: dict[int, list[tuple[int, str]]] = {}
        for use in self.page.citations:
            found.setdefault(use.place.line - 1, []).append((use.place.column - 1, use.key))
        for (line, column), (_, _, _, keys) in self.known.items():
            found.setdefault(line, []).extend((column, key) for key in keys)
        return found

    @cached_property
    def _shown(self) -> Mapping[tuple[int, int], str]:
        """What roles show, by line and column."""
        pairs = zip(self.page.parsed.references, self.page.insertions, strict=True)
        return {(role.place.line - 1, role.place.column - 1): one.text for role, one in pairs}

    @cached_property
    def _plain(self) -> dict[int, PlainLine]:
        return {}

    def read_line(self, line: int) -> PlainLine:
        """A line as a reader sees it."""
        if line not in self._plain:
            self._plain[line] = self._read(line)
        return self._plain[line]

    def _read(self, line: int) -> PlainLine:
        raw, at, length = self.lines[line], 0, 0
        parts: list[str] = []
        starts: list[tuple[int, int]] = []
        mentions: list[Mention] = []
        cited = self.keys_by_line.get(line, ())
        for match in _ROLE.finditer(raw):
            shown = self._shown.get((line, match.start()))
            if shown is None:
                continue
            parts += (raw[at : match.start()], shown)
            starts.append((at, length))
            length += match.start() - at
            keys = tuple(dict.fromkeys(key for column, key in cited if column == match.start()))
            mentions.append(Mention(length, length + len(shown), match[1], match[2].strip(), keys))
            length += len(shown)
            at = match.end()
        plain = PlainLine("".join((*parts, raw[at:])), (), (*starts, (at, length)))
        for (own, column), (size, role, argument, keys) in self.known.items():
            if own == line:
                start = plain.find_column(column)
                mentions.append(Mention(start, start + size, role, argument, keys))
        return PlainLine(plain.text, tuple(mentions), plain.starts)

    @cached_property
    def blocks(self) -> Mapping[int, TextBlock]:
        """The block of each line that has one."""
        found: dict[int, TextBlock] = {}
        for block in _divide(self.lines, self.page.parsed.page.first_line - 1):
            found.update(dict.fromkeys(block.lines, block))
        return found

    def read_stretch(self, line: int) -> Stretch:
        """A line with those that it goes on in, or that go on in it."""
        block = self.blocks[line]
        if block.lines[0] not in self._stretches:
            self._stretches[block.lines[0]] = join_lines(self.lines, block.lines)
        return self._stretches[block.lines[0]]

    @cached_property
    def _stretches(self) -> dict[int, Stretch]:
        return {}

    def divide_row(self, line: int) -> list[Cell]:
        """The cells of a row of a table."""
        if line not in self._cells:
            self._cells[line] = self._divide_row(line)
        return self._cells[line]

    @cached_property
    def _cells(self) -> dict[int, list[Cell]]:
        return {}

    def _divide_row(self, line: int) -> list[Cell]:
        raw = _ROLE.sub(lambda match: match[0].replace("|", "\0"), self.lines[line])
        bars = [match.start() for match in re.finditer(r"(?<!\\)\|", raw)]
        if not raw.rstrip().endswith("|"):
            bars.append(len(raw))
        return list(zip((one + 1 for one in bars), bars[1:], strict=False))

    def list_rows(self, top: int, own: int, farthest: int) -> Iterator[int]:
        """The lines of the table whose head is in a line, without it, as far as so many from one of them."""
        last = min(len(self.lines), own + farthest + 1)
        for line in range(max(top + 1, own - farthest), last):
            if not self.lines[line].lstrip().startswith("|"):
                return
            yield line

    def read_title(self, fence: int) -> str:
        """The title of the directive that a line opens, as a reader sees it; empty for none."""
        for line in range(fence + 1, len(self.lines)):
            if self.lines[line].startswith(":title:"):
                return self.read_line(line).text
            if _FENCE.match(self.lines[line]):
                break
        return ""


def join_lines(lines: Sequence[str], numbers: Sequence[int]) -> Stretch:
    """Lines as one text: a break is a space, between characters of Chinese and Japanese nothing, or stays where it was made on purpose."""
    text = ""
    starts: list[tuple[int, int, int]] = []
    for number in numbers:
        prefix = PREFIX.match(lines[number])
        column = prefix.end() if prefix and starts else 0
        line = lines[number][column:]
        if starts:
            is_kept = text.endswith(("\\", "  "))
            text = text.rstrip()
            ends = text[-1:], line[:1]
            is_close = any(one and is_cjk(one) for one in ends)
            text += "\n" if is_kept else "" if is_close else " "
        starts.append((len(text), number, column))
        text += line
    return Stretch(text, tuple(starts))


def hide_name(text: str) -> str:
    """A line of the front matter with the name of its setting blanked."""
    return _NAME.sub(lambda match: " " * len(match[0]), text, count=1)


def _divide(lines: Sequence[str], body: int) -> Iterator[TextBlock]:
    """The blocks of a file whose body begins at a line."""
    section, fence, top = -1, -1, -1
    own: list[int] = []
    kind = ""
    for line in range(body):
        yield TextBlock((line,), "meta", -1, -1, -1)
    for line in range(body, len(lines)):
        raw = lines[line]
        opened = _FENCE.match(raw)
        made = _name_kind(raw, fence >= 0, is_chart=fence >= 0 and "{chart}" in lines[fence])
        if own and (made != "text" or opened or kind in {"heading", "row", "option"}):
            yield TextBlock(tuple(own), kind, section, fence, top)
            own = []
        if opened:
            fence = -1 if fence >= 0 and raw.strip() == opened[1].strip() else line
            continue
        top = -1 if made != "row" else line if top < 0 else top
        section = line if made == "heading" else section
        if made:
            kind = kind if own else made
            own.append(line)
    if own:
        yield TextBlock(tuple(own), kind, section, fence, top)


def _name_kind(raw: str, is_inside: bool, *, is_chart: bool) -> str:
    """What a line begins, or goes on with; empty for a line of nothing."""
    stripped = raw.lstrip()
    if not stripped:
        return ""
    if stripped.startswith("#"):
        return "heading"
    if stripped.startswith("|"):
        return "row"
    if is_chart or (is_inside and OPTION.match(raw)):
        return "option"
    return "item" if _ITEM.match(raw) else "text"
