"""The templates of all that the generator says to authors, as they stand in its code."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from projects import ROOT

from sitegen.messages.said import Said, SaidElsewhere, SaidList

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.messages.telling import Teller

SAID = "sitegen.messages.said"
_QUOTED = re.compile(r"`[^`]*`")
_BRACES = re.compile(r"\{\{|\}\}|\{\w+\}")
IDENTIFIERS = frozenset(
    [
        "id",
        "UTF-8",
        "UTF-16",
        "Windows-1252",
        "GBK",
        "JSON",
        "XML",
        "SVG",
        "CSV",
        "HTML",
        "LaTeX",
        "PNG",
        "JPEG",
        "GIF",
        "WebP",
        "YAML",
        "TOML",
        "Excel",
        "README",
        "CLDR",
        "Git",
        "git",
        "LFS",
        "PDF",
        "Chromium",
        "SQLite",
        "OpenDocument",
        "Windows",
        "macOS",
    ]
)
"""Names of things, which Chinese texts have as well."""


class Call(NamedTuple):
    """A call of one of the functions that make texts."""

    path: Path
    node: ast.Call
    name: str


@cache
def list_calls() -> tuple[Call, ...]:
    """All of them, in the order of the code."""
    return tuple(call for path in sorted((ROOT / "sitegen").rglob("*.py")) for call in _read(path))


def _read(path: Path) -> Iterator[Call]:
    tree = ast.parse(path.read_text("utf-8"))
    if path.parent.name == "messages" and path.stem == "said":
        return
    imported = {
        alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == SAID
        for alias in node.names
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in imported
        ):
            yield Call(path, node, node.func.id)


def list_templates() -> list[tuple[str, str]]:
    """The templates that hold words or marks, for one and for more, each once; what stands between several too."""
    found = [(read_text(one.node.args[0]), "") for one in list_calls() if one.name == "say"]
    found += [
        (read_text(one.node.args[1]), read_text(one.node.args[2]))
        for one in list_calls()
        if one.name == "say_many"
    ]
    for one in list_calls():
        if one.name in {"say_all", "say_names"}:
            found += [(read_text(node), "") for node in one.node.args[1:]]
    found.append((", ", ""))  # what stands there where nothing is said
    return [pair for pair in dict.fromkeys(found) if any(map(has_words, pair))]


def read_text(node: ast.expr) -> str:
    """A text that stands in the code."""
    assert isinstance(node, ast.Constant), ast.unparse(node)
    assert isinstance(node.value, str)
    return node.value


def has_words(template: str) -> bool:
    """Whether a text has more than placeholders, quotes, and marks that are the same everywhere."""
    return bool(re.search(r"[A-Za-z.,;:?()]", _BRACES.sub("", _QUOTED.sub("", template))))


def find_english(
    said: str, teller: Teller, known: frozenset[str], *, quoted: bool = False
) -> list[str]:
    """What of a text a teller would tell in English, that is neither quoted nor the name of something."""
    if not isinstance(said, Said) or not said.template:
        bare = re.sub(r"`[^`]*`|“[^”]*”|\S*[./]\S*", "", said)
        words = [] if quoted else re.findall(r"[A-Za-z][\w-]+", bare)
        return [word for word in words if word not in IDENTIFIERS | known and not word.isupper()]
    if isinstance(said, SaidElsewhere):
        return []  # told as far as it is known, or quoted
    open_names = set(re.findall(r"\{(\w+)\}(?!\.(?:csv|txt))", _QUOTED.sub("", said.template)))
    is_told = (said.template, said.many) in teller.translations or isinstance(said, SaidList)
    own = [said.template] if has_words(said.template) and not is_told else []
    for name, value in said.values.items():
        if isinstance(value, str):
            is_open = isinstance(said, SaidList) or name in open_names
            own += find_english(value, teller, known, quoted=not is_open)
    return own
