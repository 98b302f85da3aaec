"""Comments of Markdown, `<!-- … -->`: they are the editors' own, and nothing of them is left in a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mdit_py_plugins.utils import is_code_block

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

OPENING, CLOSING = "<!--", "-->"
_NAME = "comment"


def comment_plugin(parser: MarkdownIt) -> None:
    """Read comments, within a paragraph and between blocks, and leave them out."""
    blocks = ["paragraph", "reference", "blockquote", "list", "footnote_def"]
    parser.block.ruler.before("table", _NAME, _skip_block, {"alt": blocks})
    parser.inline.ruler.before("autolink", _NAME, _skip_inline)
    parser.core.ruler.push("drop_comments", _drop)


def _skip_block(state: StateBlock, first: int, end: int, silent: bool) -> bool:
    """Pass over comments that begin a line, where nothing else stands on it, or where they end on a later one."""
    pos = state.bMarks[first] + state.tShift[first]
    if is_code_block(state, first) or not state.src.startswith(OPENING, pos):
        return False
    line = first
    while state.src.startswith(OPENING, pos):
        closing = state.src.find(CLOSING, pos + len(OPENING))
        if closing < 0:
            return False
        while line < end and state.eMarks[line] < closing:
            line += 1
        if line == end or (line > first and state.sCount[line] < state.blkIndent):
            return False
        pos = state.skipSpaces(closing + len(CLOSING))
    is_rest = pos < state.eMarks[line]
    if is_rest and line == first:
        return False  # a comment within a line
    if not silent:
        state.line = line + (not is_rest)
        if is_rest:
            state.bMarks[line], state.tShift[line] = pos, 0
            state.sCount[line] = state.blkIndent
    return True


def _skip_inline(state: StateInline, silent: bool) -> bool:
    """Pass over a comment within a paragraph, and over the white space that it would double."""
    if not state.src.startswith(OPENING, state.pos):
        return False
    closing = state.src.find(CLOSING, state.pos + len(OPENING), state.posMax)
    if closing < 0:
        return False
    before = state.src[: state.pos]
    end = closing + len(CLOSING)
    while (not before or before[-1].isspace()) and state.src[end : end + 1] == " ":
        end += 1
    if not silent:
        state.push(_NAME, "", 0)
    state.pos = end
    return True


def _drop(state: StateCore) -> None:
    """Core rule: take out what stood for comments, which has kept apart the texts around them."""
    for token in state.tokens:
        if token.type == "inline" and token.children and OPENING in token.content:
            kinds = [child.type for child in token.children]
            for place, child in enumerate(token.children):
                if kinds[place + 1 : place + 2] == [_NAME] and "text" not in kinds[place + 2 :][:1]:
                    child.content = child.content.rstrip(" ")
            token.children = [child for child in token.children if child.type != _NAME]


def mask_comments(text: str) -> str:
    """A text that is no Markdown with blanks in the place of its comments; its lines stay where they are."""
    parts, pos = [], 0
    while (start := text.find(OPENING, pos)) >= 0:
        closing = text.find(CLOSING, start + len(OPENING))
        if closing < 0:
            break
        end = closing + len(CLOSING)
        blank = "".join(one if one == "\n" else " " for one in text[start:end])
        parts += [text[pos:start], blank]
        pos = end
    return "".join([*parts, text[pos:]])
