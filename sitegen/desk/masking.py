"""What of a page's file is code and no text: roles, addresses, settings, directives; words are not looked for there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.project.front_lines import ENTRY, FENCE
from sitegen.project.markdown import INLINE_META
from sitegen.resolve.claim_roles import UNCLAIMED
from sitegen.resolve.directives import DIRECTIVE_TRAITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.project.markdown import DirectiveTraits

_BLANK = "\0"
"""What stands for a character of code."""
_CODE = re.compile(
    r"\{(?P<role>[\w-]+)\}`(?:(?P<words>[^`<]*?)\s*<[^`]*>|(?P<key>[^`]*))`"
    r"|(?<=\])\((?P<address>[^()\s\"]*)|\{#[^{}]*\}"
)
_START = re.compile(r"\s*(?P<fence>:{3,}|`{3,}|~{3,})\s*\{(?P<name>[\w-]+)\}\s*(?P<argument>.*)")
_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):\s*(?P<text>.*)")
_LABEL = re.compile(r".*?\s=\s+(?P<text>.*)")


def mask_code(text: str) -> Iterator[str]:
    """The lines of a page, with signs that no word has in the place of code; each as long as it was."""
    lines = text.split("\n")
    head = lines.index(FENCE, 1) if lines[0] == FENCE and FENCE in lines[1:] else -1
    traits: DirectiveTraits | None = None
    fence = ""
    for number, line in enumerate(lines):
        start = _START.match(line)
        if number <= head:
            yield _mask_setting(line)
        elif start and start["name"] in DIRECTIVE_TRAITS:
            own = DIRECTIVE_TRAITS[start["name"]]
            if not own.prose:
                traits, fence = own, start["fence"]
            yield _keep(line, start.start("argument") if own.prose else len(line))
        elif traits and line.strip() == fence:
            traits = None
            yield _keep(line, len(line))
        else:
            yield _mask_roles(line) if traits is None else _mask_option(line, traits)


def _mask_setting(line: str) -> str:
    """A line of the front matter: its texts are kept, and what goes on with the line before it."""
    entry = ENTRY.match(line)
    if entry is None:
        return _mask_roles(line)
    return _keep(line, entry.start("rest") if entry["key"] in INLINE_META else len(line))


def _mask_option(line: str, traits: DirectiveTraits) -> str:
    """A line of a directive whose body is none of Markdown: its texts are kept, and labels of what it names."""
    if option := _OPTION.fullmatch(line):
        return _keep(line, option.start("text") if option["name"] in traits.inline else len(line))
    label = _LABEL.fullmatch(line)
    return _keep(line, label.start("text") if label else len(line))


def _keep(line: str, start: int) -> str:
    """A line of which that is text which stands from a place on."""
    return _BLANK * start + _mask_roles(line[start:])


def _mask_roles(text: str) -> str:
    return _CODE.sub(_mask, text)


def _mask(match: re.Match[str]) -> str:
    """Code with the words in it that readers see."""
    shown = "words" if match["words"] is not None else "key"
    if match["role"] is None or (shown == "key" and match["role"] != UNCLAIMED):
        return _BLANK * len(match[0])
    before = _BLANK * (match.start(shown) - match.start())
    return before + match[shown] + _BLANK * (match.end() - match.end(shown))
