"""The content of a file to the text that its author sees: UTF-8 or UTF-16 by its mark, whatever its line ends.

All that stands behind it sees plain text with line feeds and no byte order mark, so that a checkout on Windows
makes the same site. What cannot be read so is told of with the command that cures it.
"""

from __future__ import annotations

import codecs
import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place, RefusedError, place_at
from sitegen.project.remains import check_remains, name_format

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.problems import Problem


MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer one first, and what they mark."""
_FORBIDDEN = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff\ufffe\uffff]"
"""Characters that neither XML nor a reader has a use for: controls but tab and line end, surrogates, no characters."""
WORKBOOKS = (
    (b"PK\x03\x04", b"opendocument.spreadsheet", say("an OpenDocument workbook"), ".ods"),
    (b"PK\x03\x04", b"xl/", say("an Excel workbook"), ".xlsx"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", say("an old Excel workbook"), ".xls"),
)
"""How the content of a workbook begins, what else is in it, what it is called, and how its name ends."""
SAVE_AS_CSV = say("Open it in the spreadsheet and save it as `CSV UTF-8 (comma delimited)`")
CONVERT_WORKBOOK = say(
    "Convert it: `sitegen fix --write`. Or open it in the spreadsheet and save it as `CSV UTF-8 (comma delimited)`"
)
SAVE_AS_TEXT = say("Save it as plain text, in UTF-8, or move it elsewhere")
CONVERT = say("Convert it: `sitegen fix --write`, or save it as UTF-8")

_HAN = "[\u4e00-\u9fff]"
_HAN_SIGNS = "[\u3000-\u303f\uff00-\uffef\u2014\u2018-\u201d\u2026\u00b7\u2160-\u217f\u2460-\u249b]"
_MOSTLY = 0.9
"""How many of the characters that a guess makes of a text must be such as the language uses."""
_BETWEEN = 10
"""How many characters are quoted of what stands at a place."""
_LETTERS = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e"
_UNLIKELY = (
    "[\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]{3}"
    f"|[{_LETTERS}][^\x00-\x7f{_LETTERS}\u2019\u00ad][{_LETTERS}]"
    "|[\x80-\x9f]"
)
"""What no text of a western language has: runs of accented letters, and signs between letters."""


_compile = lru_cache(re.compile)
"""Patterns are compiled when they are first asked for: a build of nothing asks for none."""


def find_forbidden(text: str) -> re.Match[str] | None:
    """The first character that no page can hold."""
    return _compile(_FORBIDDEN).search(text)


class DecodingError(RefusedError):
    """A content that is no text; the message says what it is."""

    def __init__(self, message: Said, hint: Said, start: int = -1) -> None:
        """`start` is where in the content it is found out; below 0 where that says nothing."""
        super().__init__(message, hint)
        self.start = start


class Decoded(NamedTuple):
    """A text, and how it was written."""

    text: str
    """With plain line ends, without a byte order mark."""
    encoding: str
    """As Python calls it."""
    mark: bytes = b""
    """Its byte order mark."""


def decode_content(content: bytes) -> Decoded:
    """The text of a file by its content.

    Raises:
        DecodingError: It is no text in UTF-8, nor in UTF-16 with its mark.
    """
    if known := name_format(content):
        raise DecodingError(
            say("the file is {known}, whatever it is called, and no text", known=known),
            SAVE_AS_TEXT,
        )
    mark, encoding = next((one for one in MARKS if content.startswith(one[0])), (b"", "utf-8"))
    try:
        text = content[len(mark) :].decode(encoding)
    except UnicodeDecodeError as error:
        raise _explain_bytes(content, encoding, error.start + len(mark)) from None
    if "\x00" in text and (wide := _explain_wide(content)):
        raise wide
    return Decoded(unify_lines(text.lstrip("\ufeff")), encoding, mark)


def unify_lines(text: str) -> str:
    """A text with line feeds where it has any other line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def decode_text(
    content: bytes, path: str, *, is_merged: bool = False
) -> tuple[str | None, tuple[Problem, ...]]:
    """The text of a file by its content; `None` where it is none.

    Args:
        content: The content.
        path: What messages call it.
        is_merged: Whether its reader knows both sides of a merge that is not finished, and tells of it.
    """
    try:
        text = decode_content(content).text
    except DecodingError as error:
        line = unify_lines(content[: error.start].decode("latin-1")).count("\n") + 1
        place = Place(path, line if error.start >= 0 else 0)
        return None, (place.problem("encoding", error.message, error.hint),)
    if wrong := (*check_remains(text, path, is_merged=is_merged),) or (
        *check_characters(text, path),
    ):
        return None, wrong
    return text, ()


def check_characters(text: str, path: str) -> Iterator[Problem]:
    """The first character of a text that no page can hold, and how many there are."""
    found = find_forbidden(text)
    if not found:
        return
    at, more = found.start(), len(_compile(_FORBIDDEN).findall(text)) - 1
    said = say(" ({more} more in this file)", more=more) if more else NOTHING
    yield place_at(path, text, at).problem(
        "character",
        say(
            "no page can hold the character {found} that stands {text}{said}",
            found=name_character(found[0]),
            text=_say_where(text, at),
            said=said,
        ),
        say("Remove it; few editors show it"),
    )


def check_escapes(name: str, text: str, place: Place) -> Iterator[Problem]:
    """A character that no page can hold in a value of a setting, where it is written as an escape."""
    if found := find_forbidden(text):
        yield place.problem(
            "character",
            say(
                "`{name}` holds the character {found}, which no page can hold",
                name=name,
                found=name_character(found[0]),
            ),
            say("Remove its escape"),
        )


def name_character(character: str) -> str:
    """A character that cannot be seen, as it is called: `U+0002`."""
    return f"U+{ord(character):04X}"


def _say_where(text: str, at: int) -> Said:
    """What a reader sees around a character."""
    before = _compile(_FORBIDDEN).sub("", text[max(0, at - _BETWEEN) : at]).rpartition("\n")[2]
    after = _compile(_FORBIDDEN).sub("", text[at + 1 : at + 1 + _BETWEEN]).partition("\n")[0]
    if before.strip():
        return say("after `{lstrip}`", lstrip=before.lstrip())
    return say("before `{rstrip}`", rstrip=after.rstrip()) if after.strip() else say("here")


def name_workbook(content: bytes) -> tuple[str, str]:
    """What kind of workbook a content is, and how the names of such end; empty for any other."""
    found = (one for one in WORKBOOKS if content.startswith(one[0]) and one[1] in content)
    return next(found, (b"", b"", NOTHING, ""))[2:]


def name_encoding(encoding: str) -> str:
    """What people call an encoding."""
    return {"gb18030": "GBK", "cp1252": "Windows-1252"}.get(encoding, encoding.upper())


def _explain_wide(content: bytes) -> DecodingError | None:
    """Why a content that holds zeros is no text; `None` where it may be one."""
    workbook, ending = name_workbook(content)
    if workbook:
        message = say(
            "the file is {workbook} ({ending}), and no text", workbook=workbook, ending=ending
        )
        return DecodingError(message, SAVE_AS_CSV if ending == ".xls" else CONVERT_WORKBOOK)
    wide = guess_wide(content)
    message = say("the file is {wide} without the mark that says so", wide=name_encoding(wide))
    return DecodingError(message, CONVERT) if wide else None


def _explain_bytes(content: bytes, encoding: str, start: int) -> DecodingError:
    """Why a content is no text: what it is instead, where that is sure enough."""
    if encoding == "utf-8" and (error := _explain_wide(content)):
        return error
    if encoding != "utf-8":
        message = say(
            "the file begins as {encoding}, and is broken from byte {start} on",
            encoding=name_encoding(encoding),
            start=start + 1,
        )
        return DecodingError(message, say("Save it as UTF-8"))
    if _is_cut(content):
        message = say("the file ends in the middle of a character: it is cut off")
        return DecodingError(message, say("Take it anew from where it is whole"), start)
    guess = guess_encoding(content)
    if not guess:
        return DecodingError(
            say("the file is not UTF-8"),
            say("Save it as UTF-8, or say what it is: `sitegen fix --encoding NAME --write`"),
            start,
        )
    words = content[start:].decode(guess, "replace").split()
    message = say("the file is not UTF-8 but {guess}, as it seems", guess=name_encoding(guess))
    if words:  # a space may be all that is
        quoted = words[0][:_BETWEEN]
        message = say("{message}: `{quoted}` stands here", message=message, quoted=quoted)
    return DecodingError(message, CONVERT, start)


def guess_encoding(content: bytes) -> str:
    """The encoding of a text that is not UTF-8 and has no mark; empty where it is not sure enough."""
    wide = guess_wide(content)
    if wide or b"\x00" in content or _is_cut(content) or _is_mixed(content):
        return wide
    return next((one for one, is_likely in _GUESSES if _decodes(content, one, is_likely)), "")


def guess_wide(content: bytes) -> str:
    """Which UTF-16 a content without a mark is; empty for none."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        plain = len(re.findall(r"[\n -~]", text))
        if plain * 20 >= len(text) and not find_forbidden(text):
            return encoding
    return ""


def _is_cut(content: bytes) -> bool:
    """Whether a text is UTF-8, with letters that no other encoding writes so, up to a character that it ends in."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        is_last = error.reason == "unexpected end of data" and error.end == len(content)
        return is_last and not content[: error.start].isascii()
    return False


def _is_mixed(content: bytes) -> bool:
    """Whether some lines of a text that is not UTF-8 are: no single encoding would read it."""
    lines = content.splitlines()
    return any(
        _compile(_HAN).search(line.decode("utf-8", "ignore")) and _is_utf8(line) for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _decodes(content: bytes, encoding: str, is_likely: Callable[[str], bool]) -> bool:
    try:
        return is_likely(content.decode(encoding))
    except UnicodeDecodeError:
        return False


def _is_chinese(text: str) -> bool:
    """Whether all but a few characters beyond ASCII are such as Chinese is written with every day."""
    wide = re.findall(r"[^\x00-\x7f]", text)
    usual = [
        one
        for one in wide
        if _compile(_HAN_SIGNS).match(one) or (_compile(_HAN).match(one) and _is_common(one))
    ]
    return len(usual) >= _MOSTLY * len(wide) > 0


def _is_common(character: str) -> bool:
    """Whether a character is of GB 2312, which has those of everyday Chinese."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _is_western(text: str) -> bool:
    """Whether a text may be of a western language: letters with accents stand alone among others."""
    return not _compile(_UNLIKELY).search(text)


_GUESSES = (("gb18030", _is_chinese), ("cp1252", _is_western))
"""Encodings that are tried, in this order, and what a text in them looks like."""
