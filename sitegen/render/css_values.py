"""Values in a style sheet that no browser takes: it passes over the line that they stand in, and says so to nobody.

Judged are properties whose values are words, colours or lengths, and names of functions, wherever they stand. What a
property takes otherwise only its grammar can say, and is let be; so is what has a browser's prefix, or a token in it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import say, say_names
from sitegen.problems import Slip, suggest
from sitegen.render.css_names import list_css_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitegen.messages.said import Said
    from sitegen.render.css_tokens import Declaration, Token

_EVERYWHERE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
"""What each property takes."""
_PAINTS = frozenset({"none", "auto", "context-fill", "context-stroke"})
"""What some properties take instead of a colour."""
_FEW = 12
"""So many words are listed to an author."""
_NUMBER = re.compile(r"[+-]?(?:\d*\.)?\d+")
_NAME = re.compile(r"[A-Za-z][\w-]*")
_CROWDED = re.compile(
    r"(?<=[a-z%)])[+](?=[\d.(])|(?<=\d(?:px|em|vw|vh|ch))-(?=\d)|(?<=%)-(?=[\d.])"
)
"""A sign between two numbers of a sum without spaces."""
_SUMS = ("calc(", "min(", "max(", "clamp(")


class _Chunk(NamedTuple):
    """A part of a value that no space divides, but within brackets."""

    text: str
    start: int


_BLOCKS = frozenset({"@font-face", "@font-feature-values", "@property", "@counter-style", "@page"})
"""Blocks whose lines are no properties."""


def judge_value(declared: Declaration, heads: tuple[str, ...]) -> Iterator[Slip]:
    """What of a value no browser takes."""
    name = declared.name.text
    if declared.value and not name.startswith("-") and _BLOCKS.isdisjoint(heads):
        yield from _judge_value(name.lower(), declared.value, list_css_names("unit"))


def _judge_value(name: str, tokens: Sequence[Token], units: Collection[str]) -> Iterator[Slip]:
    chunks, known = [*_divide(tokens)], _list_words(name)
    is_sized = name in list_css_names("sized")
    before = ""
    for text, start in chunks:
        if "(" in text:
            yield from _check_function(text, start)
        elif known and _NAME.fullmatch(text) and text.lower() not in known:
            if not (_NUMBER.fullmatch(before) and text.lower() in units):
                said = say("`{name}` takes no `{word}`", name=name, word=text)
                yield Slip(start, said, _say_words(text.lower(), known))
        elif text.startswith("--") and (known or is_sized):
            said = say("the token `{token}` is not read", token=text)
            yield Slip(start, said, say("Write `var({token})`", token=text))
        if _NUMBER.fullmatch(before) and text.lower() in units:
            said = say("a space stands between `{number}` and its unit", number=before)
            yield Slip(start, said, say("Write `{joined}`", joined=f"{before}{text}"))
        elif is_sized and _NUMBER.fullmatch(before) and float(before):
            yield _tell_bare(before, start, chunks)
        before = text
    if is_sized and _NUMBER.fullmatch(before) and float(before):
        yield _tell_bare(before, chunks[-1].start, chunks)


def _tell_bare(number: str, end: int, chunks: Sequence[_Chunk]) -> Slip:
    """A length without its unit, the last of those that begin no later than a place."""
    start = next(one.start for one in reversed(chunks) if one.text == number and one.start <= end)
    said = say("the length `{number}` has no unit", number=number)
    return Slip(start, said, say("Write `{meant}`, or another unit", meant=f"{number}px"))


def _list_words(name: str) -> frozenset[str]:
    """The words that a property takes; empty where they are not known."""
    own = list_css_names("word", name)
    if name in list_css_names("coloured"):
        own = list_css_names("colour") | _PAINTS
    return own | _EVERYWHERE if own else frozenset()


def _say_words(word: str, known: Collection[str]) -> Said:
    """The words that are near one which a property does not take; else all, where they are few."""
    own = sorted({*known} - _EVERYWHERE)
    if near := suggest(word, own):
        return near
    if len(own) > _FEW:
        return say("Browsers pass over the line")
    return say("It takes {words}", words=say_names(own))


def _divide(tokens: Sequence[Token]) -> Iterator[_Chunk]:
    """A value in its chunks; commas, slashes and what begins with `!` are none."""
    text, start, end, depth = "", 0, 0, 0
    for token in tokens:
        if not depth and token.text == "!":
            break
        if text and not depth and (token.start > end or token.text in {",", "/"}):
            yield _Chunk(text, start)
            text = ""
        if depth or token.text not in {",", "/"}:
            start = start if text else token.start
            text += " " * (token.start - end if text else 0) + token.text
        depth += (token.text in {"(", "["}) - (token.text in {")", "]"})
        end = token.start + len(token.text)
    if text:
        yield _Chunk(text, start)


def _check_function(text: str, start: int) -> Iterator[Slip]:
    """A function that does not exist, and a sum without spaces; those within it are looked at too."""
    known = list_css_names("function")
    for found in re.finditer(r"(?<![\w-])([A-Za-z][\w-]*)\(", text):
        if found[1].lower() not in known:
            said = say("there is no function `{name}` of style sheets", name=found[1])
            near = suggest(found[1].lower(), sorted(known))
            yield Slip(start + found.start(), said, near or say("Browsers pass over the line"))
    if text.lower().startswith(_SUMS) and (crowded := _CROWDED.search(text)):
        said = say("`{sign}` of a sum stands without spaces", sign=crowded[0])
        cure = say("Write ` {sign} `, with a space on both sides", sign=crowded[0])
        yield Slip(start + crowded.start(), said, cure)
