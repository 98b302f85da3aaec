"""What stands in a text file that nobody wrote into it: an unfinished merge, a pointer, characters that were lost.

Each is read without a fault as text, and would be published, or be told of as something else line by line.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place, place_at
from sitegen.sheets.misread import MISREAD, turn_back

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem


FORMATS = (
    (b"%PDF-", say("a PDF")),
    (b"{\\rtf", say("a document of WordPad (.rtf)")),
    (b"\x1f\x8b", say("a gzip archive")),
    (b"7z\xbc\xaf", say("a 7-Zip archive")),
    (b"Rar!", say("a RAR archive")),
    (b"\x89PNG", say("a PNG image")),
    (b"\xff\xd8\xff", say("a JPEG image")),
    (b"SQLite format 3\x00", say("a database of SQLite")),
)
"""How contents begin that are no text, whatever their names say, and what they are called."""
_POINTER = "version https://git-lfs.github.com/spec/"
_CONFLICT = "<<<<<<<"
_OURS = re.compile(r"^<{7}(?: .*)?$", re.MULTILINE)
_THEIRS = re.compile(r"^>{7}(?: .*)?$", re.MULTILINE)
"""The lines between which git writes both sides of what it could not merge."""
_LOST = "\ufffd|\u951f\u65a4\u62f7"
_SIGNS = ("\ufffd", "\u951f", "\u00c2", "\u00c3", "\u00e2")
"""What no text lacks that has one of these: a look at each is cheaper than at every letter."""
_WIDE = 12
"""How many characters are quoted of what was misread."""

_compile = lru_cache(re.compile)


def name_format(content: bytes) -> Said:
    """What a content is that is no text; empty for any other."""
    return next((name for start, name in FORMATS if content.startswith(start)), NOTHING)


def check_remains(text: str, path: str, *, is_merged: bool = False) -> Iterator[Problem]:
    """The first thing in a text that its author did not write there: it stands for all that comes of it.

    Of a file that `is_merged` by its reader, both sides of a merge that is not finished may stand there.
    """
    if text.startswith(_POINTER):
        yield Place(path, 1).problem(
            "file",
            say("the file is a pointer of Git LFS, and not what it points to"),
            say("Fetch it: `git lfs pull`"),
        )
        return
    if (
        not is_merged
        and _CONFLICT in text
        and (ours := _OURS.search(text))
        and (theirs := _THEIRS.search(text, ours.end()))
    ):
        last = text.count("\n", 0, theirs.start()) + 1
        yield place_at(path, text, ours.start()).problem(
            "file",
            say(
                "a merge of git is not finished: both sides of it stand here, up to line {last}",
                last=last,
            ),
            say("Keep what is right, and remove the lines with `<<<<<<<`, `=======` and `>>>>>>>`"),
        )
        return
    if not any(sign in text for sign in _SIGNS):
        return
    if lost := _compile(_LOST).search(text):
        yield place_at(path, text, lost.start()).problem(
            "encoding",
            say(
                "`{text}` holds a sign for a character that was lost when the file was saved in another encoding",
                text=_quote(text, lost.start()),
            ),
            say("Write what stood there, and save the file as UTF-8"),
        )
    elif misread := _compile(MISREAD).search(text):
        said = _quote(text, misread.start())
        yield place_at(path, text, misread.start()).problem(
            "encoding",
            say(
                "`{said}` was UTF-8 and was read as Windows-1252{said2}",
                said=said,
                said2=_say_meant(said),
            ),
            say("Let it be mended, here and wherever else it is so: `sitegen fix --write`")
            if turn_back(said) != said
            else say(
                "Write what stood there, here and wherever else it is so, and save the file as UTF-8"
            ),
        )


def _quote(text: str, at: int) -> str:
    """The word in which a place is, or as much of it as one reads."""
    before = re.split(r"[\s,`]", text[max(0, at - _WIDE) : at])[-1]
    return before + re.split(r"[\s,`]", text[at : at + _WIDE])[0]


def _say_meant(said: str) -> Said:
    """What a misread word was, where that is certain."""
    meant = turn_back(said)
    return say(": `{meant}`, as it seems", meant=meant) if meant != said else NOTHING
