"""Roles in the place of typed numbers: what is certain alone, so that the page reads as before and nothing else of its file changes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.project.decoding import decode_content
from sitegen.project.syntax import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.resolve.page import ResolvedPage


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


def rewrite_text(text: str, changes: Iterable[Rewriting], body: int) -> str:
    """A text with roles in the places of numbers, whatever its line ends; `body` is the line on which the front matter is over.

    A text of the front matter that needs quotation marks now is given them.
    """
    pieces = _END.split(text)
    touched: set[int] = set()
    for one in sorted(changes, key=lambda one: (one.line, one.start), reverse=True):
        line = pieces[2 * one.line]
        pieces[2 * one.line] = line[: one.start] + one.role + line[one.end :]
        touched.add(one.line)
    for number in touched:
        if number < body:
            pieces[2 * number] = _quote(pieces[2 * number])
    return "".join(pieces)


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
