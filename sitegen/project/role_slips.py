"""What was meant as a role and is not written as one: the backquotes behind it go astray, so it is told alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token

    from sitegen.problems import Place, Problem

_BROKEN = re.compile(r"(?<!::)(?<!\{)[{｛]\s*([a-z][a-z-]*)\s*[}｝](?!\})")
RUN_ON = re.compile(r"[{｛][a-z][a-z-]*[}｝]$")
"""How the argument of a role ends that took the backquote of the next one for its own."""
NEARLY_ROLE = re.compile(
    r"(?:[{｛]\s*(?P<open>[a-z][a-z-]*)|(?<![\w-])(?P<closed>[a-z][a-z-]*)\s*[}｝])$"
    r"|[(（\[［](?P<round>[a-z][a-z-]*)[)）\]］]$|(?<!\w):(?P<colons>[a-z][a-z-]*):$"
)
"""What stands before a text in backquotes in place of `{name}`."""
_KEY = re.compile(r"[\w.@-]+/[\w./@-]+|[a-z][\w-]+")
_ARGUMENT = re.compile(r"[^`{｛]*<[^`{｛]*>|[\w./@-]+(?:,\s*[\w.@-]+/[\w./@-]+)*")
"""What an argument is as far as can be seen where no backquote ends it: words with their key, or keys."""


def find_broken(text: str, place: Place) -> Problem | None:
    """What is wrong with the first role of a run of prose, in which none was read; `None` where there is none."""
    match = _BROKEN.search(text) if "{" in text or "｛" in text else None
    if match is None:
        return None
    own = place.move(match.start())
    rest = text[match.end() :]
    if rest.startswith("`") and not rest.startswith("``"):
        return say_open(match[1], rest[1:], own)
    write = say("Write {{{match}}}`…` with backquotes and no space between", match=match[1])
    alone = text.strip() == match[0]
    return own.problem(
        "role",
        say("`{match}` has no argument", match=match[0]),
        say("{write}; for the id of what follows, `{{#{name}}}`", write=write, name=match[1])
        if alone
        else write,
    )


def say_open(name: str, text: str, place: Place) -> Problem:
    """That no backquote ends the argument of a role; `text` is all that stands behind the one that begins it."""
    argument = _ARGUMENT.match(text)
    return place.problem(
        "role",
        say("the argument of `{{{name}}}` has no backquote at its end", name=name),
        say("Write {{{name}}}`{argument}`", name=name, argument=argument[0] if argument else "…"),
    )


def say_unmarked(match: re.Match[str], text: str, place: Place) -> Problem | None:
    """That the name of a role does not stand between braces; `None` where none was meant."""
    name = next(one for one in match.group("open", "closed", "round", "colons") if one)
    if match["round"] and not _KEY.fullmatch(text):
        return None
    return place.problem(
        "role",
        say("`{match}` is not how a role begins", match=match[0]),
        say("Write {{{name}}}`{text}`", name=name, text=text),
    )


def clear_tokens(tokens: Sequence[Token]) -> None:
    """Make empty texts of tokens, which lead nowhere."""
    for one in tokens:
        one.type, one.nesting, one.content, one.markup = "text", 0, "", ""
        one.meta, one.attrs, one.children = {}, {}, None
