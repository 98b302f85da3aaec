"""The examples: every role, directive and chart as it is written, and as it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.writing import write_code, write_heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reference.words import Words


def write_examples(words: Words) -> Iterator[str]:
    """The parts of the page."""
    for name in words.own["show"]:
        yield write_heading(words.note(f"show.{name}.label"), name)
        text = words.find(f"show.{name}")
        yield write_code(text, "markdown")
        yield text
