"""What templates need, as it is written in them: other templates, assets, interface texts.

So a site publishes no asset of the theme that no page of it loads, and asks for the translation of no
text that none of its pages shows. A name that a template computes is not seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2 import meta, nodes
from jinja2.ext import extract_from_ast

from sitegen.limits import shorten_quote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sitegen.project.theme import Asset, Look, NamedText


_MANY = 50
"""Brackets and tags of a line; one that lies too deep for Python has more."""


@dataclass(frozen=True)
class Needs:
    """What a template needs."""

    templates: tuple[str, ...]
    """Names of those it extends, includes and imports."""
    strings: frozenset[str]
    """All strings in its expressions; among them are the names of assets."""
    messages: tuple[tuple[str, str], ...]
    """Interface texts: singular and plural message id, which is empty without a plural."""
    named: frozenset[tuple[str, str]] = frozenset()
    """Filters and tests by name, each behind the word for what it is."""


@lru_cache(maxsize=1024)
def read_needs(text: str) -> Needs:
    """What the text of a template needs; a text is parsed once.

    Raises:
        jinja2.TemplateSyntaxError: The text is not a template.
    """
    try:
        tree = jinja2.Environment(autoescape=True).parse(text)
        return _read_tree(tree)
    except RecursionError:
        line = _find_deepest(text.split("\n")) + 1
        raise jinja2.TemplateSyntaxError(
            "tags or brackets lie too deep in each other", line
        ) from None
    except ValueError:  # Python reads no number of so many digits
        number = max(re.finditer(r"[0-9_]+", text), key=lambda one: len(one[0]))
        line = text.count("\n", 0, number.start()) + 1
        raise jinja2.TemplateSyntaxError(
            f"the number '{shorten_quote(number[0], 20)}' has too many digits", line
        ) from None


def _find_deepest(lines: Sequence[str]) -> int:
    """The line with most brackets and tags; the longest where none has many: filters and signs may be what is too much."""
    depths = [sum(map(line.count, ("(", "[", "{"))) for line in lines]
    lengths = [*map(len, lines)]
    most = depths if max(depths) > _MANY else lengths
    return most.index(max(most))


def _read_tree(tree: nodes.Template) -> Needs:
    messages = []
    for _, function, strings in extract_from_ast(tree, ("_", "ngettext")):
        parts = (strings,) if isinstance(strings, str) else (strings or ("",))
        singular, plural = parts[0], parts[1] if function == "ngettext" and parts[1:] else ""
        if singular:
            messages.append((singular, plural or ""))
    return Needs(
        tuple(found for found in meta.find_referenced_templates(tree) if found),
        frozenset(one.value for one in tree.find_all(nodes.Const) if isinstance(one.value, str)),
        tuple(messages),
        frozenset(("filter", one.name) for one in tree.find_all(nodes.Filter))
        | frozenset(("test", one.name) for one in tree.find_all(nodes.Test)),
    )


def find_needs(text: str) -> Needs:
    """As `read_needs`; nothing of a text that is not a template, which whoever renders it reports."""
    try:
        return read_needs(text)
    except jinja2.TemplateSyntaxError:
        return Needs((), frozenset(), ())


def find_used(templates: Mapping[str, NamedText], roots: Iterable[str]) -> dict[str, str]:
    """Texts by name of those templates that are there, and of all that they need in turn."""
    used: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        name = waiting.pop()
        if name in templates and name not in used:
            used[name] = templates[name].text
            waiting.extend(find_needs(used[name]).templates)
    return used


def select_assets(look: Look, used: Mapping[str, str], drawings: Iterable[str]) -> dict[str, Asset]:
    """The assets that a site publishes: its own, those its templates name, and drawings to be painted."""
    named = {name for text in used.values() for name in find_needs(text).strings}
    wanted = {*look.own, *named, *drawings}
    return {name: asset for name, asset in look.assets.items() if name in wanted}
