"""Addresses that stand in a text as they are become links: `https://example.org/a`.

An address ends at white space or at Chinese punctuation. Where a letter of Chinese, Japanese or Korean
follows it at once, nobody can see where it ends; it is taken whole, for whoever reads the tokens to refuse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.token import Token

from sitegen.markup.han import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

BARE = "linkify"
"""The markup of the tokens of such a link; those of `<https://…>` have `autolink`."""
AUTOMATIC = {BARE, "autolink"}
_ADDRESS = re.compile(
    r"(?<![A-Za-z0-9/:.@_-])https?://[^\s<>\"`\u2018\u2019\u201c\u201d\u2014\u2026\u3000-\u301f\uff00-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+",
    re.IGNORECASE,
)
_TRAILING = ".,:;!?'\"*_~|"


def bare_link_plugin(parser: MarkdownIt) -> None:
    """Make links of bare addresses, once the texts around them are whole."""
    parser.core.ruler.push("bare_links", _link)


def _link(state: StateCore) -> None:
    for token in state.tokens:
        if token.type == "inline" and token.children and "://" in token.content:
            depth = 0
            children: list[Token] = []
            for child in token.children:
                depth += (child.type == "link_open") - (child.type == "link_close")
                if child.type == "text" and not depth and "://" in child.content:
                    children += _divide(state.md, child)
                else:
                    children.append(child)
            token.children = children


def _divide(parser: MarkdownIt, token: Token) -> Iterator[Token]:
    """A text with links in the place of its addresses; one with escapes stays as it is."""
    found = [] if "pieces" in token.meta else [*_ADDRESS.finditer(token.content)]
    end = 0
    for match in found:
        address = _trim(match[0])
        if match.start() > end:
            yield _make("text", token.level, token.content[end : match.start()])
        opening = _make("link_open", token.level)
        opening.tag, opening.nesting = "a", 1
        opening.markup, opening.info = BARE, "auto"
        opening.attrSet("href", parser.normalizeLink(address))
        opening.meta["unclear"] = any(map(is_cjk, address))
        closing = _make("link_close", token.level)
        closing.tag, closing.nesting, closing.markup = "a", -1, BARE
        yield from (opening, _make("text", token.level + 1, address), closing)
        end = match.start() + len(address)
    if not found:
        yield token
    elif end < len(token.content):
        yield _make("text", token.level, token.content[end:])


def _make(kind: str, level: int, content: str = "") -> Token:
    return Token(kind, "", 0, level=level, content=content)


def _trim(address: str) -> str:
    """An address without the punctuation of the sentence that it stands in."""
    while address[-1] in _TRAILING or (
        address.endswith(")") and address.count(")") > address.count("(")
    ):
        address = address[:-1]
    return address
