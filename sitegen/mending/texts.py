"""The content of a text file to UTF-8 with plain line ends."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

from sitegen.mending.repairs import Mended, Repair
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.project.decoding import (
    DecodingError,
    check_characters,
    decode_content,
    guess_encoding,
    name_encoding,
    name_workbook,
    unify_lines,
)
from sitegen.project.front_lines import META
from sitegen.project.remains import check_remains
from sitegen.sheets.misread import turn_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.project.decoding import Decoded

_FENCE = "---"
_WORD = re.compile(r"[^\s,`\"]+")
_WIDE_COLON = re.compile(rf"({'|'.join(META)})[ \u3000]*\uff1a[ \u3000]*(.*)")
"""A line of the front matter with a full-width colon after a name that there is."""


def mend_content(content: bytes, path: str, encoding: str = "") -> Mended | Repair:
    """The text of a file, or why it cannot be read.

    Args:
        content: Its content.
        path: What messages call it.
        encoding: What it is written in where it is not UTF-8; empty to guess.
    """
    try:
        decoded = decode_content(content)
    except DecodingError as error:
        return _mend_encoding(content, path, encoding, error)
    repairs = [*_tell_marks(decoded, path), *_tell_ends(content, decoded, path)]
    mended = mend_misread(decoded.text, path)
    told = _tell_characters(mended.text, path)
    return Mended(mended.text, (*repairs, *mended.repairs, *told))


def mend_misread(text: str, path: str) -> Mended:
    """A text without UTF-8 that was read as Windows-1252, where it is certain what it was."""
    lines = text.split("\n")
    repairs = []
    for number, line in enumerate(lines):
        if (turned := turn_back(line)) != line:
            repairs.append(_tell_turned(Place(path, number + 1), line, turned))
            lines[number] = turned
    return Mended("\n".join(lines), tuple(repairs)) if repairs else Mended(text)


def _tell_turned(place: Place, line: str, turned: str) -> Repair:
    """What becomes of the first word of a line that is another now, and of how many more."""
    words = _WORD.findall(line)
    changed = [(one, turn_back(one)) for one in words if turn_back(one) != one]
    one, new = changed[0] if changed else (line, turned)
    said = say("`{text}` becomes `{made_text}`", text=one, made_text=new)
    if more := len(changed) - 1:
        said = say("{first}, and {more} more in the line", first=said, more=more)
    return Repair(place.move(line.index(one) + 1), said)


def _mend_encoding(
    content: bytes, path: str, encoding: str, error: DecodingError
) -> Mended | Repair:
    """The text of a file in another encoding than UTF-8."""
    own = "" if name_workbook(content)[0] else encoding or guess_encoding(content)
    try:
        text = unify_lines(content.decode(own or "utf-8"))
    except UnicodeDecodeError:
        is_named = bool(own and encoding)  # a workbook is none, whatever it is said to be
        said = say("the file is not {own}", own=name_encoding(own)) if is_named else error.message
        return Repair(Place(path), say("{said}. {hint}", said=said, hint=error.hint), is_sure=False)
    shown = next(filter(lambda line: not line.isascii(), text.split("\n")), "").strip()
    said = say("{own} becomes UTF-8: `{shown}`", own=name_encoding(own), shown=shown[:40])
    line = next((n for n, one in enumerate(text.split("\n"), 1) if not one.isascii()), 1)
    return Mended(text, (Repair(Place(path, line), said), *_tell_characters(text, path)))


def _tell_marks(decoded: Decoded, path: str) -> Iterator[Repair]:
    if decoded.encoding != "utf-8":
        yield Repair(
            Place(path), say("{encoding} becomes UTF-8", encoding=name_encoding(decoded.encoding))
        )
    elif decoded.mark:
        yield Repair(Place(path, 1, 1), say("the byte order mark goes"))


def _tell_ends(content: bytes, decoded: Decoded, path: str) -> Iterator[Repair]:
    text = content[len(decoded.mark) :].decode(decoded.encoding)
    both = text.count("\r\n")
    alone = text.count("\r") - both
    for number, name in ((both, "CRLF"), (alone, "CR")):
        if number:
            yield Repair(
                Place(path),
                say("{number} line ends become LF, from {name}", number=number, name=name),
            )


def _tell_characters(text: str, path: str) -> Iterator[Repair]:
    """Characters that no page can hold, and what nobody wrote; nobody but the author knows what was meant."""
    for one in (*check_characters(text, path), *check_remains(text, path)):
        place = Place(path, one.line, one.column)
        yield Repair(
            place, say("{message}. {hint}", message=one.message, hint=one.hint), is_sure=False
        )


def mend_front_matter(text: str, path: str) -> Mended:
    """A page with plain colons after the names of its front matter."""
    lines = text.split("\n")
    end = lines.index(_FENCE, 1) if lines[0] == _FENCE and _FENCE in lines[1:] else 0
    repairs = []
    for number in range(1, end):
        if found := _WIDE_COLON.fullmatch(lines[number]):
            lines[number] = f"{found[1]}: {found[2]}"
            place = Place(path, number + 1, len(found[1]) + 1)
            repairs.append(Repair(place, say("`：` after `{found}` becomes `: `", found=found[1])))
    return Mended("\n".join(lines), tuple(repairs))


def find_codec(name: str) -> str:
    """An encoding by any of its names; empty for none.

    Codecs that make bytes of bytes are none.
    """
    try:
        found = codecs.lookup(name)
        "a".encode(found.name)
    except (LookupError, ValueError):
        return ""
    return found.name
