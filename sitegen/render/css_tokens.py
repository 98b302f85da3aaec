"""A style sheet as its tokens, as far as it can be told without a browser what is wrong with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_TOKEN = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z))
    |(?P<string>"(?:[^"\\\n]|\\.)*(?:"|(?=\n)|\Z)|'(?:[^'\\\n]|\\.)*(?:'|(?=\n)|\Z))
    |(?P<bare>(?<![\w-])url\(\s*(?P<target>[^"'()\s][^"'()\s]*)\s*\))
    |(?P<open>[{(\[])|(?P<close>[})\]])|(?P<word>@?[\w-]+)|(?P<space>\s+)|(?P<mark>.)""",
    re.DOTALL | re.VERBOSE | re.IGNORECASE,
)


class Token(NamedTuple):
    """A word, a string, a bracket, or a single sign."""

    kind: str
    text: str
    start: int


class Declaration(NamedTuple):
    """A name and its value."""

    name: Token
    value: list[Token]


class Part(NamedTuple):
    """What stands before a brace or a semicolon: the head of a block, or a declaration."""

    tokens: list[Token]
    """Without comments."""
    end: str
    """`{`, `}` or `;`; empty at the end of the sheet."""
    heads: tuple[str, ...]
    """The blocks that it stands in, from the outermost: the first word of each, in small letters."""

    @property
    def declaration(self) -> Declaration | None:
        """What it declares; `None` for all else."""
        own = self.tokens
        if not self.heads or self.end == "{" or len(own) <= 1 or own[1].text != ":":
            return None
        return None if own[0].text.startswith(("@", "<")) else Declaration(own[0], own[2:])


def split_sheet(text: str) -> list[Token]:
    """All tokens of a sheet; white space is none."""
    return [
        Token("bare" if kind == "target" else kind, match[0], match.start())
        for match in _TOKEN.finditer(text)
        if (kind := match.lastgroup) and kind != "space"
    ]


def list_parts(tokens: Iterable[Token]) -> Iterator[Part]:
    """A sheet in its parts, in their order."""
    own: list[Token] = []
    heads: list[str] = []
    depth = 0
    for token in tokens:
        sign = token.text if token.kind in {"open", "close"} or len(token.text) == 1 else ""
        depth += (sign in {"(", "["}) - (sign in {")", "]"})
        if token.kind == "comment":
            continue
        if depth or sign not in {"{", "}", ";"}:
            own.append(token)
            continue
        yield Part(own, sign, tuple(heads))
        if sign == "{":
            heads.append(own[0].text.lower() if own else "")
        elif sign == "}" and heads:
            heads.pop()
        own = []
    yield Part(own, "", tuple(heads))
