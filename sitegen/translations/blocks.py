"""A page as blocks: what is translated at a time, each with what it cites and a name for what it says.

A block is a paragraph, an item of a list, a heading, a row of a table, a directive, or a text of the front
matter. What it cites is the same in all languages; what it says changes when an author writes something else,
not when a fact changes, a word is set in bold, or a line is broken elsewhere.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from sitegen.markup.han import is_cjk
from sitegen.resolve.claim_roles import CLAIM, MAY, UNCLAIMED, split_claim
from sitegen.resolve.keys import split_keys
from sitegen.resolve.roles import split_title

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.project.parsed import Directive, Inline, ParsedPage, Role

PAGE_BLOCKS = "blocks"
"""Name of this part of what a page says of itself."""
_DIGITS = 16
"""Hexadecimal digits of a name for what a block says: of a page with a thousand blocks, one in 10¹³ has two alike."""
_SPACE = re.compile(r"(?<=(.)) (?=(.))")
_UNNAMED = re.compile(r"section-\d+")
"""The ids of headings that their authors gave none."""
HEADING = "heading"
"""The kind of a heading."""
_ITEM, _ROW, _QUOTE, _FOOTNOTE = "item", "row", "quotation", "footnote"
_KINDS = {
    "list_item_open": _ITEM,
    "dt_open": "term",
    "dd_open": _ITEM,
    "heading_open": HEADING,
    "blockquote_open": _QUOTE,
}
"""What a paragraph is called by what it stands in."""
_SIGNS = {
    "softbreak": " ",
    "hardbreak": " ",
    "link_close": "]",
    "footnote_ref": "[^]",
    "s_open": "~~",
    "s_close": "~~",
}
"""What stands for tokens that say more than their own text."""
_NOT_TEXTS = frozenset({"name", "facts", "domain", "whole"})
"""Options of directives that hold keys, which are the same in all languages."""


@dataclass(frozen=True)
class PageBlock:
    """A block of a page in one language."""

    kind: str
    """`paragraph`, `item`, `heading`, `row`, a setting of the front matter, `chart` …"""
    line: int
    """Its first line in the file."""
    last: int
    """Its last line."""
    signature: tuple[str, ...]
    """What it cites, sorted: keys with their roles, claims, links, ids, directives."""
    hash: str
    """A name for what it says."""
    text: str = field(repr=False)
    """It as it is written."""

    @property
    def likeness(self) -> tuple[str, tuple[str, ...]]:
        """What it has in common with the same block in another language."""
        return self.kind, self.signature


def list_blocks(page: ParsedPage) -> tuple[PageBlock, ...]:
    """The blocks of a page, those of the front matter first, in the order of the file."""
    reader = _Reader(page)
    front = [reader.front(name, inline) for name, inline in page.meta if inline.text.strip()]
    body = [*reader.body(page.tokens)]
    for note in page.notes:
        body += (replace(block, kind=_FOOTNOTE) for block in reader.body(note.tokens))
    return (*front, *sorted(body, key=lambda block: block.line))


def fold_space(text: str) -> str:
    """A text with its white space folded; between characters of Chinese, Japanese and Korean none counts."""
    if text.isascii():
        return " ".join(text.split())
    folded = " ".join(unicodedata.normalize("NFC", text).split())
    return _SPACE.sub(_keep_space, folded)


def _keep_space(match: re.Match[str]) -> str:
    return "" if is_cjk(match[1]) or is_cjk(match[2]) else " "


def name_text(text: str) -> str:
    """The name for what a block says, by its text with roles reduced to their keys."""
    return blake2b(fold_space(text).encode(), digest_size=_DIGITS // 2).hexdigest()


def pack_blocks(blocks: Iterable[PageBlock]) -> list[Any]:
    """Blocks as lists and texts."""
    return [(one.kind, one.line, one.last, one.signature, one.hash, one.text) for one in blocks]


def unpack_blocks(plain: Sequence[Any]) -> tuple[PageBlock, ...]:
    """Blocks as they were kept."""
    return tuple(
        PageBlock(kind, line, last, tuple(signature), name, text)
        for kind, line, last, signature, name, text in plain
    )


@dataclass
class _Said:
    """What is gathered of a block while its tokens are gone through."""

    text: list[str] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)


class _Reader:
    """Goes through the tokens of a page once."""

    def __init__(self, page: ParsedPage) -> None:
        self.page = page
        self.lines = page.page.body.split("\n")

    def front(self, name: str, inline: Inline) -> PageBlock:
        """A text of the front matter."""
        said = self.inline(inline.tokens)
        line = inline.place.line
        return self._make(name, (line, line), said, inline.text)

    def body(self, tokens: Sequence[Token]) -> Iterator[PageBlock]:
        """The blocks of some tokens."""
        around: list[Token] = []
        cells: list[_Said] = []
        for token in tokens:
            if token.type == "tr_close":
                yield self._row(around[-1], cells)
                cells = []
            if token.nesting == 1:
                around.append(token)
            elif token.nesting == -1:
                around.pop()
            elif token.type == "inline" and any(one.type == "tr_open" for one in around):
                cells.append(self.inline(token.children or ()))
            else:
                yield from self._leaf(token, around)

    def _leaf(self, token: Token, around: Sequence[Token]) -> Iterator[PageBlock]:
        """The blocks of a token that stands in others and is no cell of a table."""
        if token.type == "inline":
            said = self.inline(token.children or ())
            if said.text or said.cited:
                yield self._paragraph(token, around, said)
        elif token.type == "colon_fence":
            yield from self._directive(token)
        elif token.type == "figure":
            yield self._place(token, "figure", self.inline([token]))
        elif token.type in {"fence", "code_block"}:
            yield self._place(token, "code", _Said([token.content]))

    def _row(self, row: Token, cells: Sequence[_Said]) -> PageBlock:
        said = _Said([" | ".join("".join(cell.text) for cell in cells)])
        said.cited.update(*(cell.cited for cell in cells))
        return self._place(row, _ROW, said)

    def _paragraph(self, token: Token, around: Sequence[Token], said: _Said) -> PageBlock:
        kinds = [_KINDS[one.type] for one in around if one.type in _KINDS]
        for one in around:
            identifier = str(one.attrs.get("id", ""))
            if identifier and not _UNNAMED.fullmatch(identifier):
                said.cited.add(f"#{identifier}")
        return self._place(token, kinds[-1] if kinds else "paragraph", said)

    def _directive(self, token: Token) -> Iterator[PageBlock]:
        """A directive; what stands in one of prose are blocks of their own."""
        directive = self.page.directives[token.meta["index"]]
        said = _Said([directive.name], {f":{directive.name}"})
        if not directive.tokens:
            said.text.append(directive.argument)
        for name, option in sorted(directive.options):
            inner = self.inline(option.tokens) if option.tokens else _Said([option.text])
            said.text.append(f"\n:{name}: {''.join(inner.text)}")
            said.cited |= inner.cited
            if name in _NOT_TEXTS:
                said.cited |= {f"{name}:{key}" for key in option.text.split()}
        if directive.tokens:
            yield self._place(token, directive.name, said, inner=directive)
            yield from self.body(directive.tokens)
            return
        for line in directive.lines:
            said.text.append(f"\n{line.text}")
            keys = line.text.partition(" = ")[0]
            said.cited |= {f"line:{key.strip()}" for key in re.split(r"[|,]", keys)}
        yield self._place(token, directive.name, said)

    def inline(self, tokens: Sequence[Token]) -> _Said:
        """What inline tokens say and cite; emphasis says nothing."""
        said = _Said()
        for token in tokens:
            if token.type == "myst_role":
                role = self.page.references[token.meta["index"]]
                said.text.append(_reduce_role(role))
                said.cited.update(_cite_role(role))
            elif token.type in {"image", "figure"}:
                image = self.page.images[token.meta["index"]]
                caption = image.caption.text if image.caption else ""
                said.text.append(f"![{image.alt.text}]({image.src} {caption})")
                said.cited.add(f"!{image.src}")
            elif token.type == "link_open":
                href, title = token.attrGet("href"), token.attrGet("title") or ""
                said.text.append(f"({href} {title})[")
                said.cited.add(f"→{href}")
            elif token.type == "task":
                said.text.append("[x] " if token.meta["done"] else "[ ] ")
            else:
                said.text.append(_SIGNS.get(token.type, token.content))
        return said

    def _place(
        self, token: Token, kind: str, said: _Said, inner: Directive | None = None
    ) -> PageBlock:
        """A block where its token stands; of one that holds others, the lines before them."""
        first, end = token.map or (0, 1)
        if inner is not None:
            own = [option.place.line for _, option in inner.options]
            end = max([inner.place.line, *own]) - self.page.page.first_line + 1
        while end > first + 1 and not self.lines[end - 1].strip():
            end -= 1
        start = self.page.page.first_line
        text = "\n".join(self.lines[first:end]).strip()
        return self._make(kind, (first + start, end + start - 1), said, text)

    def _make(self, kind: str, lines: tuple[int, int], said: _Said, text: str) -> PageBlock:
        return PageBlock(
            kind, *lines, tuple(sorted(said.cited)), name_text("".join(said.text)), text
        )


def _reduce_role(role: Role) -> str:
    """A role as its key, after the words that it writes where these are the author's."""
    if role.role in {CLAIM, MAY}:
        words, claim = split_claim(role.text)
        return f"{words}{{{role.role} {_squeeze(claim)}}}"
    if role.role == UNCLAIMED:
        return split_claim(role.text)[0] or role.text
    title, key = split_title(role.text)
    return f"{title}{{{role.role} {_squeeze(key)}}}"


def _cite_role(role: Role) -> Iterator[str]:
    """What a role cites, whatever words it writes."""
    if role.role in {CLAIM, MAY}:
        yield from (f"claim:{one}" for one in _list_claims(split_claim(role.text)[1]))
    elif role.role != UNCLAIMED:
        keys = split_keys(_squeeze(split_title(role.text)[1]))
        yield f"{role.role}:{','.join(keys)}"


def _list_claims(text: str) -> Iterable[str]:
    """The claims of a role; one language may need one word for several."""
    from sitegen.analysis.conditions import DeriveError
    from sitegen.claims.expressions import ClaimError, parse_claim

    try:
        return [str(one) for one in parse_claim(text, split_keys)]
    except (ClaimError, DeriveError):
        return [_squeeze(text)]


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", "", text)
