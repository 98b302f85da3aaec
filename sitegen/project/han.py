"""The two rules that Chinese needs of Markdown and CommonMark does not have.

Emphasis works beside Chinese text and punctuation (`这是**真。**她`), and a line break between two
Han characters is not shown as a space.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline.state_inline import Scanned, StateInline

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token
    from markdown_it.utils import EnvType


HAN = re.compile(
    r"[\u2e80-\u303f\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
)
"""Han characters, kana, and their punctuation and full-width forms."""

_QUOTES = re.compile(r"[\u2018\u2019\u201c\u201d\u2014\u2026\u00b7]")
"""Punctuation that Chinese shares with Latin scripts."""


class HanInline(ParserInline):
    """Parses inline text with `HanState`."""

    def parse(self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]) -> list[Token]:
        """Process a text into inline tokens, as `ParserInline.parse` does."""
        state = HanState(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class HanState(StateInline):
    """Inline state whose emphasis marks see Han neighbours as white space.

    White space and not punctuation: then `**“高新区”**建设` opens and closes, while marks between
    Latin characters follow CommonMark to the letter.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 # the library's names
        """Whether marks can open or close emphasis, and how many they are."""
        scanned = super().scanDelims(start, canSplitWord)
        end = start + scanned.length
        before = self.src[start - 1] if start > 0 else " "
        after = self.src[end] if end < self.posMax else " "
        if not (HAN.match(before) or HAN.match(after)):
            return scanned
        opens = not after.isspace() and (scanned.can_open or bool(HAN.match(before)))
        closes = not before.isspace() and (scanned.can_close or bool(HAN.match(after)))
        return Scanned(opens, closes, scanned.length)


def drop_han_breaks(state: StateCore) -> None:
    """Core rule: take out line breaks that would show as a space inside Chinese text."""
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = [
                child
                for index, child in enumerate(token.children)
                if not (child.type == "softbreak" and _joins(token.children, index))
            ]


def _joins(children: list[Token], index: int) -> bool:
    """Whether the break at this index has Han on one side, and Han or a role on the other."""
    before = _edge(list(reversed(children[:index])), -1)
    after = _edge(children[index + 1 :], 0)
    sides = {side for side in (before, after) if side}
    return "han" in sides and sides <= {"han", "role"}


def _edge(children: list[Token], end: int) -> str:
    """What stands next to a break: `han`, `role` or something else."""
    for child in children:
        if child.type == "myst_role":
            return "role"
        if child.content:
            character = child.content[end]
            return "han" if HAN.match(character) or _QUOTES.match(character) else "other"
    return "other"
