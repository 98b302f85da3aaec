"""The two rules that Chinese needs of Markdown and CommonMark does not have.

Emphasis works beside Chinese, Japanese and Korean text and punctuation (`这是**真。**她`, `**结论：**GDP`), by
CommonMark's CJK-friendly amendment; and a line break between two Han characters is not shown as a space.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
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
_SELECTOR = re.compile(r"[\ufe00-\ufe0e]")
"""What chooses a form of the character before it, emoji apart."""
_IDEOGRAPHIC_SELECTOR = re.compile(r"[\U000e0100-\U000e01ef]")
_WIDE = {"W", "F", "H"}
_EMOJI = range(0x1F000, 0x20000)
_SYMBOLS_END = 0x2E80
"""Wide symbols before this one are emoji: clocks, signs of the zodiac."""


@lru_cache(maxsize=1 << 12)
def is_cjk(character: str) -> bool:
    """Whether a character is Chinese, Japanese or Korean: text, punctuation or a full-width form."""
    code = ord(character)
    if unicodedata.east_asian_width(character) in _WIDE:
        is_symbol = unicodedata.category(character) in {"So", "Sk"}
        return not (is_symbol and (code < _SYMBOLS_END or code in _EMOJI))
    return unicodedata.name(character, "").startswith("HANGUL")


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
    """Inline state that knows emphasis by CommonMark's CJK-friendly amendment.

    A mark beside Chinese, Japanese or Korean punctuation opens and closes as beside a letter, and one
    beside other punctuation does where its other side is such text. Quotation marks and dashes that
    these scripts share with Latin are theirs where the text behind them is (`GDP**“双目标”**的`).
    Marks between Latin characters follow CommonMark to the letter.
    """

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: N802, N803 # the library's names
        """Whether marks can open or close emphasis, and how many they are."""
        mark, end = self.src[start], start
        while end < self.posMax and self.src[end] == mark:
            end += 1
        before, is_theirs = _look_back(self.src, start)
        after = self.src[end] if end < self.posMax else " "
        stops_before = _is_punctuation(before) and not (
            is_theirs or (_QUOTES.match(before) and _is_cjk_at(self.src, start - 2))
        )
        stops_after = _is_punctuation(after) and not (
            is_cjk(after) or (_QUOTES.match(after) and _is_cjk_at(self.src, end + 1))
        )
        ends, begins = isWhiteSpace(ord(before)), isWhiteSpace(ord(after))
        left = not begins and (not stops_after or ends or stops_before or is_theirs)
        right = not ends and (not stops_before or begins or stops_after or is_cjk(after))
        if not canSplitWord:
            left, right = (
                left and (not right or _is_punctuation(before)),
                right and (not left or _is_punctuation(after)),
            )
        return Scanned(left, right, end - start)


def _look_back(text: str, start: int) -> tuple[str, bool]:
    """The character before a place, without what chooses its form; and whether it is one of these scripts."""
    if start == 0:
        return " ", False
    before = text[start - 1]
    if _IDEOGRAPHIC_SELECTOR.match(before):
        return before, True
    if start > 1 and _SELECTOR.match(before):
        chosen = text[start - 2]
        return chosen, is_cjk(chosen) or (before == "\ufe01" and bool(_QUOTES.match(chosen)))
    return before, is_cjk(before)


def _is_punctuation(character: str) -> bool:
    return isMdAsciiPunct(ord(character)) or isPunctChar(character)


def _is_cjk_at(text: str, place: int) -> bool:
    return 0 <= place < len(text) and is_cjk(text[place])


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
