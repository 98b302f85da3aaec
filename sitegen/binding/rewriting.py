"""Roles in the place of typed numbers: what is certain alone, so that the page reads as before and nothing else of its file changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.binding.layout import PREFIX
from sitegen.markup.han import HAN
from sitegen.project.decoding import decode_content
from sitegen.project.syntax import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.resolve.page import ResolvedPage


_SPACES = re.compile(r"\s+")
_LOOSE = re.compile(rf"(?<=[0-9%]) (?={HAN.pattern})|(?<={HAN.pattern}) (?=[0-9])")
_END = re.compile("(\r\n|\r|\n)")
_SETTING = re.compile(r"(?P<name>[a-z]+:[ \t]+)(?P<text>[^\"'|>\s].*?)(?P<space>\s*)")
_SPECIAL = re.compile(r"[{\[&*!|>%@`,?#-]|.*(?::\s| #)")
"""What a text of the front matter may not begin with, or hold, without quotation marks."""


@dataclass(frozen=True)
class Rewriting:
    """Characters of a line and what is put in their place."""

    line: int
    """From 0, as `start` and `end`."""
    start: int
    end: int
    role: str
    last: int = -1
    """The line on which they end, where that is another one."""

    def holds(self, line: int, column: int) -> bool:
        """Whether a character is one of them."""
        return (self.line, self.start) <= (line, column) < (max(self.line, self.last), self.end)


def rewrite_text(text: str, changes: Iterable[Rewriting], body: int) -> str:
    """A text with roles in the places of numbers, whatever its line ends; `body` is the line on which the front matter is over.

    A text of the front matter that needs quotation marks now is given them.
    """
    pieces = _END.split(text)
    touched: set[int] = set()
    for one in sorted(changes, key=lambda one: (one.line, one.start), reverse=True):
        last = max(one.line, one.last)
        head, tail = pieces[2 * one.line][: one.start], pieces[2 * last][one.end :]
        between = _break_again(pieces, one.line, last, tail)
        pieces[2 * one.line : 2 * last + 1] = (
            [head + one.role, *between] if between else [head + one.role + tail]
        )
        touched.add(one.line)
    for number in touched:
        if number < body:
            pieces[2 * number] = _quote(pieces[2 * number])
    return "".join(pieces)


def _break_again(pieces: Sequence[str], first: int, last: int, tail: str) -> list[str]:
    """The line break behind a role that replaces one, and the line after it, where a space stands for both; else nothing."""
    if first == last or not tail[:1].isspace() or not tail.strip():
        return []
    prefix = PREFIX.match(pieces[2 * last])
    return [pieces[2 * last - 1], (prefix[0] if prefix else "") + tail.lstrip()]


def _quote(line: str) -> str:
    """A setting of the front matter in quotation marks, where its text needs them."""
    match = _SETTING.fullmatch(line)
    if not match or not _SPECIAL.match(match["text"]) or {'"', "\\"} & {*match["text"]}:
        return line
    return f'{match["name"]}"{match["text"]}"{match["space"]}'


def rewrite_content(content: bytes, changes: Iterable[Rewriting], body: int) -> bytes:
    """The content of a file with roles in the places of numbers, in its own encoding, with its own mark and line ends."""
    decoded = decode_content(content)
    text = content[len(decoded.mark) :].decode(decoded.encoding)
    return decoded.mark + rewrite_text(text, changes, body).encode(decoded.encoding)


def read_aloud(page: ResolvedPage) -> tuple[str, ...]:
    """All that a page says, text by text, with what its roles show: pages that read alike have the same."""
    return tuple(map(_close_up, _list_texts(page)))


def _close_up(text: str) -> str:
    """A text without the spaces that a line break between a number and a Chinese character shows as."""
    return _LOOSE.sub("", _SPACES.sub(" ", text))


def _list_texts(page: ResolvedPage) -> tuple[str, ...]:
    texts = {number: one.text for number, one in enumerate(page.insertions)}
    parsed = page.parsed
    images = [one for image in parsed.images for one in (image.alt, image.caption) if one]
    options = [option for one in parsed.directives for _, option in one.options]
    bodies = [one.tokens for one in parsed.directives] + [one.tokens for one in parsed.notes]
    tokens: list[Sequence[Token]] = [
        *(inline.tokens for _, inline in parsed.meta),
        *(one.tokens for one in (*images, *options) if one.tokens),
        *(own for block in (parsed.tokens, *bodies) for own in _list_inlines(block)),
    ]
    return (
        *(plain_text(own, texts) for own in tokens),
        *(
            option.text
            for one in parsed.directives
            for _, option in one.options
            if not option.tokens
        ),
        *(line.text for one in parsed.directives if not one.tokens for line in one.lines),
    )


def _list_inlines(tokens: Iterable[Token]) -> Iterator[Sequence[Token]]:
    return (token.children or [] for token in tokens if token.type == "inline")
