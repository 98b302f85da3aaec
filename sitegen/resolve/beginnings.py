"""Roles that a title, a heading or a paragraph begins with: what they write has a large first letter there.

Words that an author writes in a role are the author's, and so is how items of lists and cells of tables begin.
Of sentences within a paragraph only a reader knows where they begin: a full stop may end `approx.`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.language.capitals import capitalise
from sitegen.resolve.insertions import TermView
from sitegen.views.values import DerivedView, FactView

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.project.parsed import ParsedPage, Role
    from sitegen.resolve.insertions import Insertion

_MARKS = " \u00a0\t\n\"'“‘„‚«‹¡¿"
"""What may stand before the first letter."""
_APART = frozenset({"list_item_open", "td_open", "th_open", "dt_open"})
"""Blocks whose texts need not be sentences."""


def find_beginning_roles(page: ParsedPage) -> frozenset[int]:
    """The roles that texts of a page begin with, by their index."""
    texts: list[Sequence[Token]] = [inline.tokens for _, inline in page.meta]
    texts += [option.tokens for one in page.directives for _, option in one.options]
    blocks = [page.tokens, *(one.tokens for one in page.directives)]
    blocks += [note.tokens for note in page.notes]
    texts += [text for tokens in blocks for text in _list_texts(tokens)]
    return frozenset(index for index in map(_find_first, texts) if index is not None)


def _list_texts(tokens: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """The inline tokens of headings and paragraphs."""
    depth = 0
    for token in tokens:
        if token.type in _APART or token.type.replace("_close", "_open") in _APART:
            depth += token.nesting
        elif token.type == "inline" and not depth:
            yield token.children or ()


def _find_first(tokens: Sequence[Token]) -> int | None:
    """The role that a text begins with."""
    for token in tokens:
        if token.type == "myst_role":
            index: int = token.meta["index"]
            return index
        if token.nesting != 1 and token.content.strip(_MARKS):
            return None
    return None


def begin_text(made: Insertion, role: Role, code: str) -> Insertion:
    """What a role writes where a text begins with it."""
    text = capitalise(made.text, code)
    if text == made.text or "<" in role.text:
        return made
    if isinstance(made.view, FactView | DerivedView):
        has_unit_first = made.view.bound in {"exact", "range"} and any(map(str.isdigit, text))
        return (
            made if has_unit_first else replace(made, text=text, view=replace(made.view, text=text))
        )
    if isinstance(made.view, TermView):
        return replace(made, text=text, view=replace(made.view, text=text))
    return replace(made, text=text) if role.role == "count" else made
