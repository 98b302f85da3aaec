"""Markdown as the pages of the reference are written."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sitegen.render.escaping import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from reference.words import Words

NOTE = "<!-- Written by docs/make_reference.py from the code; edit that, or docs/words.toml. -->"
_TEXTS = ("title", "short", "description", "lead")
_SPAN = re.compile(r"(``.+?``|`[^`]+`)", re.DOTALL)


def write_page(words: Words, name: str, order: int, parts: Iterable[str]) -> str:
    """A page of the reference: front matter, and its parts one below the other."""
    texts = ((key, words.find(f"page.{name}.{key}")) for key in _TEXTS)
    lines = ["---", "kind: page", "group: plan", f"order: {order}"]
    lines += (f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in texts)
    return "\n\n".join(["\n".join([*lines, "---", NOTE]), *(part for part in parts if part), ""])


def write_heading(text: str, identifier: str, level: int = 2) -> str:
    """A heading with its id."""
    return f"{{#{identifier}}}\n{'#' * level} {text}"


def write_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; empty where it has no rows."""
    lines = [f"| {' | '.join(map(_write_cell, row))} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(header)} |", "|---" * len(header) + "|", *lines])


def write_code(text: str, language: str, title: str = "") -> str:
    """A fence."""
    ticks = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    named = f' title="{title}"' if title else ""
    return f"{ticks}{language}{named}\n{text.rstrip()}\n{ticks}"


def quote(text: str) -> str:
    """A text as code within a line."""
    ticks = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{ticks}{space}{text}{space}{ticks}"


def quote_all(texts: Iterable[str]) -> str:
    """Texts as code, with commas between them."""
    return ", ".join(map(quote, texts))


def escape(text: str) -> str:
    """A text of the code, whose backquotes mean code, so that nothing else of it is a mark."""
    parts = divide(text)
    return "".join(
        part if index % 2 else escape_markdown(part).replace("{", "\\{")
        for index, part in enumerate(parts)
    )


def divide(text: str) -> list[str]:
    """What stands outside of backquotes, and what within them, in turn."""
    return _SPAN.split(text)


def _write_cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
