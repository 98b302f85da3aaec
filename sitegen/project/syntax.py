"""The Markdown that pages are written in: CommonMark without HTML, what is common besides, and MyST's roles and directives.

Common besides are tables, strikethrough, footnotes, task lists, definition lists and bare addresses.
Which roles and directives there are is not said here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

from sitegen.limits import DEEPEST, LARGEST_TEXT, LONGEST_PARAGRAPH
from sitegen.markup.bare_links import bare_link_plugin
from sitegen.markup.comments import comment_plugin
from sitegen.markup.han import HanInline, drop_han_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.rules_core import StateCore
    from markdown_it.token import Token

BEYOND = "beyond"
"""In the environment of a parse: tokens beyond a limit, with the length of such as are too long, 0 of such as
lie too deep, and below 0 how long all addresses may become that references repeat."""
ATTRIBUTES = "attributes"
"""In the environment of a parse: tokens of lines `{…}`, each with the token that it belongs to, if any."""


@cache
def make_parser() -> MarkdownIt:
    """The parser."""
    options = {"html": False, "maxNesting": 2 * DEEPEST}  # what is deeper is dropped without a word
    parser = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    parser.inline = _make_inline(parser)
    parser.validateLink = _take_any_address  # type: ignore[method-assign,assignment] # an option of the library
    parser.use(deflist_plugin).use(colon_fence_plugin).use(attrs_block_plugin)
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.use(tasklists_plugin).use(comment_plugin).use(myst_role_plugin)
    parser.core.ruler.before("inline", BEYOND, _note_beyond)
    parser.core.ruler.before("attr", ATTRIBUTES, _note_attributes)
    parser.core.ruler.at("text_join", _join_texts)
    parser.use(bare_link_plugin)
    parser.core.ruler.push(
        "han_breaks", drop_han_breaks
    )  # last: joined texts would lose their place
    return parser


def _note_beyond(state: StateCore) -> None:
    """Note blocks that lie too deep, and texts too long for marks to be looked for in them; these are left out."""
    found = state.env.setdefault(BEYOND, [])
    longest = max((len(one["href"]) for one in state.env.get("references", {}).values()), default=0)
    led = [token for token in state.tokens if token.type == "inline" and "[" in token.content]
    repeated = longest * sum(token.content.count("[") for token in led)
    if repeated > LARGEST_TEXT:
        found.append((led[0], -repeated))
        for token in led:
            token.content = ""
    for token in state.tokens:
        if token.type == "inline" and len(token.content) > LONGEST_PARAGRAPH:
            found.append((token, len(token.content)))
            token.content = ""
        elif token.level > DEEPEST and token.map:
            found.append((token, 0))


def _make_inline(parser: MarkdownIt) -> HanInline:
    inline = HanInline()
    for ours, theirs in (
        (inline.ruler, parser.inline.ruler),
        (inline.ruler2, parser.inline.ruler2),
    ):
        ours.enableOnly(theirs.get_active_rules())
    return inline


def _take_any_address(_url: str) -> bool:
    """Every address makes a link: whoever resolves it says what is wrong with it."""
    return True


def _note_attributes(state: StateCore) -> None:
    """Core rule: note lines `{…}` before they are taken out."""
    noted = state.env.setdefault(ATTRIBUTES, [])
    for index, token in enumerate(state.tokens):
        if token.type == "attrs_block":
            following = state.tokens[index + 1] if index + 1 < len(state.tokens) else None
            noted.append((token, following if following and following.nesting >= 0 else None))


def _join_texts(state: StateCore) -> None:
    """Core rule: join a text with the escapes in it, and note which of its pieces were escaped.

    What looks like a mark is one that was not read, unless it was escaped.
    """
    for token in state.tokens:
        if token.type == "inline" and token.children:
            joined: list[Token] = []
            for child in token.children:
                if child.type not in {"text", "text_special"}:
                    joined.append(child)
                    continue
                piece = child.content, child.markup if child.type == "text_special" else ""
                child.type = "text"
                if joined and joined[-1].type == "text":
                    last = joined[-1]
                    pieces = last.meta.setdefault("pieces", [(last.content, "")])
                    pieces.append(piece)
                    last.content += child.content
                else:
                    child.meta = {"pieces": [piece]} if piece[1] else {}
                    joined.append(child)
            token.children = joined


def plain_text(tokens: Sequence[Token], texts: Mapping[int, str]) -> str:
    """Inline tokens as plain text; `texts` has what each reference says."""
    parts = []
    for token in tokens:
        if token.type == "myst_role":
            parts.append(texts[token.meta["index"]])
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif token.type != "html_inline":
            parts.append(token.content)
    return "".join(parts)
