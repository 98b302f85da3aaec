"""Scripts among the assets can be read: of one with a mistake a browser runs nothing, and says so to nobody.

An engine reads them, for it alone knows what browsers take; it is not there for every machine, and then nothing is said.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

try:
    import quickjs
except ImportError:  # no wheel is made for this machine
    quickjs = None

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import Said, say
from sitegen.problems import Place, place_at

if TYPE_CHECKING:
    from sitegen.problems import Problem


_MEMORY, _SECONDS = 1 << 28, 5
"""What reading a script may take."""
_STRICT = re.compile(r"(?:\s|//[^\n]*\n|/\*.*?\*/)*+([\"'])use strict\1", re.DOTALL)
_FAULT = re.compile(
    r"SyntaxError: (?P<said>.*)\n\s+at \S+?:(?P<line>\d+):(?P<column>\d+)\n*", re.DOTALL
)
_UNEXPECTED = re.compile(
    r"unexpected (?:token in expression:|token|identifier) '(?P<token>.*)'", re.IGNORECASE
)
_EXPECTED = re.compile(r"expecting '(?P<sign>.+)'")
_MODULE = re.compile(r"^\s*(?:import\b(?!\s*\()|export\b)", re.MULTILINE)
_LOADED = re.compile(r"type\s*=\s*[\"']?module\b")
_STEP = re.compile(
    r"//[^\n]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\\n])*'|\"(?:\\.|[^\"\\\n])*\"|`(?:\\.|[^`\\])*`"
    r"|(?<=[=(,:;!&|?{}\n])[ \t]*/(?![/*])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/|[()\[\]{}]",
    re.DOTALL,
)
"""Comments, texts and patterns, whose brackets close nothing, and brackets."""
_DECLARED = re.compile(r"\b(?:const|let|class|function)\s+([\w$]+)")
PAIRS = {"(": ")", "[": "]", "{": "}"}
"""Brackets, each with the one that closes it."""
_CLOSES = {end: start for start, end in PAIRS.items()}
_HALF = str.maketrans("“”‘’", "\"\"''")


class Refused(NamedTuple):
    """What an engine cannot read."""

    said: str
    line: int
    column: int
    """In characters, from 1."""


def loads_modules(template: str) -> bool:
    """Whether a template loads a script as a module."""
    return _LOADED.search(template) is not None


def judge_script(path: str, text: str, *, has_modules: bool) -> Problem | None:
    """Why no browser can read a script; `has_modules` says that it may be a module."""
    fault = find_refused(text)
    if fault and has_modules and _MODULE.search(text):
        fault = find_refused(text, is_module=True)
    return _explain(path, text, fault) if fault else None


def find_refused(text: str, *, is_module: bool = False) -> Refused | None:
    """Where a script cannot be read; `None` of one that can, or where no engine is at hand.

    It is read and not run: before all of it something is thrown.
    """
    if quickjs is None:
        return None
    context = quickjs.Context()
    context.set_memory_limit(_MEMORY)
    context.set_time_limit(_SECONDS)
    before = '"use strict";throw 0;' if _STRICT.match(text) else "throw 0;"
    whole = before + re.sub(r"\A\ufeff?#!", "//", text)
    try:
        (context.module if is_module else context.eval)(whole)
    except quickjs.JSException as error:
        found = _FAULT.match(str(error))
    else:
        found = None
    if not found:
        return None
    line, column = int(found["line"]), int(found["column"])
    own = (whole.split("\n")[line - 1 : line] or [""])[0]
    column = len(own.encode()[: column - 1].decode(errors="ignore")) + 1
    return Refused(found["said"], line, max(column - len(before) * (line == 1), 1))


def _explain(path: str, text: str, fault: Refused) -> Problem:
    """A script that cannot be read, where it goes wrong, or at the bracket that is left open."""
    place = Place(path, fault.line, fault.column)
    line = (text.split("\n")[fault.line - 1 : fault.line] or [""])[0]
    sign = line[fault.column - 1 : fault.column]
    half = unicodedata.normalize("NFKC", sign).translate(_HALF)
    if half != sign:
        return place.problem(
            "asset",
            say("the script cannot be read: `{sign}` is no sign of scripts", sign=sign),
            say("Write `{half}`", half=half),
        )
    is_over = not line[fault.column - 1 :].strip() and fault.line >= text.rstrip().count("\n") + 1
    opened = find_open(text) if is_over or sign in _CLOSES else None
    if opened is not None:
        return place_at(path, text, opened).problem(
            "asset",
            say("the script cannot be read: `{bracket}` is not closed", bracket=text[opened]),
            say("Close it; browsers run nothing of the script till then"),
        )
    if fault.said == "unexpected end of string":
        cure = say(
            "Close it with {sign}; a text of several lines stands between backquotes", sign=sign
        )
        return place.problem(
            "asset", say("the script cannot be read: the text is not closed in its line"), cure
        )
    if fault.said.startswith("invalid redefinition") and (named := _DECLARED.search(line)):
        said = say("the script cannot be read: `{name}` is declared before", name=named[1])
        return place.problem(
            "asset", said, say("Leave out the word before it, or name it otherwise")
        )
    cure = say("Fix it where this points, or just before; browsers run nothing of the script")
    return place.problem(
        "asset", say("the script cannot be read: {said}", said=_translate(fault.said)), cure
    )


def _translate(said: str) -> Said:
    """What the engine says, in words of ours where it is one of the common things."""
    if token := _UNEXPECTED.fullmatch(said):
        if not token["token"]:
            return say("it ends too early")
        return say("`{token}` cannot stand here", token=token["token"])
    if sign := _EXPECTED.fullmatch(said):
        return say("`{sign}` is missing", sign=sign["sign"])
    return hear(said)


def find_open(text: str) -> int | None:
    """Where a bracket stands that is likely left open; `None` where all are closed.

    One that begins a block ends it in a line that is indented as its own: else the one that ends it was another's.
    """
    opened: list[int] = []
    for step in _STEP.finditer(text):
        sign, at = step[0], step.start()
        if sign in PAIRS:
            opened.append(at)
        elif sign in _CLOSES:
            if not opened:
                return None
            last = opened.pop()
            if text[last] != _CLOSES[sign] or _is_astray(text, last, at):
                return last
    return opened[-1] if opened else None


def _is_astray(text: str, start: int, end: int) -> bool:
    """Whether a bracket that leads its line is indented otherwise than the line that the one it closes ends."""
    lead = text[text.rfind("\n", 0, end) + 1 : end]
    if lead.strip() or text[start + 1 : start + 2] != "\n":
        return False
    first = text[text.rfind("\n", 0, start) + 1 : start]
    return len(lead) != len(first) - len(first.lstrip())
