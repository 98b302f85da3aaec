"""Slips in files of JSON: what was meant where a reader of JSON gives up, and where it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NoReturn

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import Said, say
from sitegen.problems import Slip
from sitegen.render.scripts import PAIRS, find_open

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W\d][\w$-]*")
_NUMBER = re.compile(r"[+-]?[\d.]+")
_WORDS = {
    "True": "true",
    "False": "false",
    "TRUE": "true",
    "FALSE": "false",
    **dict.fromkeys(("None", "undefined", "nil", "Null", "NULL", "NaN", "Infinity"), "null"),
}
"""What other languages call the values of JSON; a number that is none is none here."""
_QUOTES = "'‘’“”„«»＂＇`"


class _ConstantError(ValueError):
    """A word that Python takes for a number, and JSON does not."""


def find_json_slip(text: str) -> Slip | None:
    """What is wrong with a text that is no JSON; `None` of one that is.

    Raises:
        RecursionError: Its lists and objects lie too deep in each other.
    """
    try:
        json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return next(_explain(text, error), None) or Slip(
            error.pos,
            say("the file is not valid JSON: {said}", said=hear(_say(error))),
            say("Fix it where this points, or just before"),
        )
    except _ConstantError as error:
        word = str(error).removeprefix("-")
        return _tell_word(word, text.index(word))
    return None


def _refuse(word: str) -> NoReturn:
    raise _ConstantError(word)


def _say(error: json.JSONDecodeError) -> str:
    return error.msg[:1].lower() + error.msg[1:]


def _explain(text: str, error: json.JSONDecodeError) -> Iterator[Slip]:
    """What was meant, the likeliest first."""
    at = error.pos
    if error.msg.startswith("Illegal trailing comma"):  # later versions of Python stop before it
        at = len(text) - len(text[at + 1 :].lstrip())
    before = text[:at].rstrip()
    sign, rest = text[at : at + 1], text[at:]
    if error.msg.startswith(("Unterminated", "Invalid control")):
        start = at if error.msg.startswith("Unterminated") else text.rfind('"', 0, at)
        said = say("the text is not closed in its line")
        yield Slip(start, said, say('Close it with `"`; a new line within a text is `\\n`'))
    if error.msg.startswith("Invalid \\escape"):
        said = say("`{text}` stands for nothing", text=rest[:2])
        yield Slip(at, said, say("A backslash that is meant is written twice"))
    if rest.startswith(("//", "/*", "#")):
        yield Slip(at, say("JSON has no comments"), say("Remove it"))
    if error.msg.startswith("Extra data"):
        said = say("something stands behind the end of the file's value")
        yield Slip(at, said, say("Remove it, or the bracket before it that ends too early"))
    if not sign or sign in PAIRS.values():
        yield from _explain_end(text, before)
    if sign and sign in _QUOTES:
        said = say("`{sign}` is no quotation mark of JSON", sign=sign)
        yield Slip(at, said, say('Write `"`'))
    yield from _explain_value(text, at, before, error.msg)


def _explain_end(text: str, before: str) -> Iterator[Slip]:
    """A comma after the last item, or a bracket that is not closed."""
    if before.endswith(","):
        said = say("a comma stands behind the last item")
        yield Slip(len(before) - 1, said, say("Remove it"))
    opened = find_open(text)
    if opened is not None:
        said = say("`{sign}` is not closed", sign=text[opened])
        yield Slip(opened, said, say("Close it with `{wanted}`", wanted=PAIRS[text[opened]]))


def _explain_value(text: str, at: int, before: str, message: str) -> Iterator[Slip]:
    """A name, a value or a number that is not written as one; a comma or a colon that is missing."""
    sign, word, number = text[at : at + 1], _WORD.match(text, at), _NUMBER.match(text, at)
    if "':'" in message:
        said = say("no colon stands behind the name")
        yield Slip(len(before), said, say("Write `:` between a name and its value"))
    elif "','" in message and text[at - 1 : at].isdigit() and number:
        whole = re.search(r"[\d.]*$", before)
        written = (whole[0] if whole else "") + number[0]
        yield from _tell_number(written, at - len(written) + len(number[0]))
    elif "','" in message and before.endswith('"') and word:
        said = say("a quotation mark ends the text before `{word}`", word=word[0])
        cure = say('Write `\\"` for one that is meant, or a comma between two texts')
        yield Slip(len(before) - 1, said, cure)
    elif "','" in message and sign:
        said = say("a comma is missing before `{sign}`", sign=word[0] if word else sign)
        yield Slip(len(before), said, say("Write one behind the item before"))
    elif word and "property name" in message:
        said = say("the name `{name}` has no quotation marks", name=word[0])
        yield Slip(at, said, say('Write `"{name}"`', name=word[0]))
    elif word:
        yield _tell_word(word[0], at)
    elif number:
        yield from _tell_number(number[0], at)


def _tell_word(word: str, at: int) -> Slip:
    meant: Said = (
        say("Write `{meant}`", meant=_WORDS[word])
        if word in _WORDS
        else say('Write a text in quotation marks: `"{name}"`', name=word)
    )
    return Slip(at, say("`{word}` is no value of JSON", word=word), meant)


def _tell_number(written: str, at: int) -> Iterator[Slip]:
    """A number with a sign or a zero before it, or without digits on both sides of its point."""
    meant = re.sub(r"^(-?)0+(?=\d)", r"\1", written.lstrip("+"))
    meant = re.sub(r"^(-?)\.", r"\g<1>0.", meant).rstrip(".")
    if meant != written:
        said = say("`{number}` is no number of JSON", number=written)
        yield Slip(at, said, say("Write `{meant}`", meant=meant))
