"""The Markdown that pages are written in: CommonMark without raw HTML, with MyST's roles and colon fences.

Which roles and directives there are is not said here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from mdit_py_plugins.attrs import attrs_block_plugin
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.deflist import deflist_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from sitegen.project.han import HanInline, drop_han_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markdown_it.token import Token


@cache
def make_parser() -> MarkdownIt:
    """The parser: CommonMark without raw HTML, tables, definition lists, MyST's roles and fences."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table")
    inline = HanInline()
    parser.inline = inline
    parser.use(deflist_plugin).use(colon_fence_plugin).use(attrs_block_plugin).use(myst_role_plugin)
    parser.core.ruler.push(
        "han_breaks", drop_han_breaks
    )  # last: joined texts would lose their place
    return parser


def plain_text(tokens: Sequence[Token], texts: Mapping[int, str]) -> str:
    """Inline tokens as plain text; `texts` has what each reference says."""
    parts = []
    for token in tokens:
        if token.type == "myst_role":
            parts.append(texts[token.meta["index"]])
        elif token.type in {"softbreak", "hardbreak"}:
            parts.append(" ")
        else:
            parts.append(token.content)
    return "".join(parts)
