"""What keeps a text from being read as markup: in HTML by Jinja, in Markdown by a filter, where a text enters.

Nothing here takes an escape back: a text is escaped once, for the form it enters, or not at all.
"""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from sitegen.language.line_breaks import find_dates

PLAIN = ("md", "txt")
"""Endings of templates whose texts are not HTML: Jinja escapes nothing in them."""

_MARKS = re.compile(r"([\\`*_\[\]<]|&(?=#?\w+;)|~(?=~)|(?<=~)~)")


def escape_markdown(text: str) -> str:
    """A text that Markdown reads as it is: the filter `literal` of templates."""
    return _MARKS.sub(r"\\\1", text)


def keep_dates(text: str) -> Markup:
    """A text in HTML, its dates kept on one line: the filter `unbroken` of templates."""
    dates = [*find_dates(text)]
    if not dates:
        return escape(text)
    parts, last = [], 0
    for start, end in dates:
        parts += [
            escape(text[last:start]),
            Markup('<span class="whole">{}</span>').format(text[start:end]),
        ]
        last = end
    return Markup("").join((*parts, escape(text[last:])))
