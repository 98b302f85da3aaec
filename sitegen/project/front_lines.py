"""The lines of front matter: what is wrong with each as its author sees it, before YAML is asked.

YAML names what it missed where it gave up; an author wants to know which mark of theirs it was. So each line
is looked at for the slips that people make.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say, say_names
from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.problems import Problem

META = ("kind", "title", "short", "lead", "description", "domain", "group", "order", "updated")
"""The settings of a page."""
FENCE = "---"
"""The line before front matter and behind it."""
_TEXTS = frozenset({"title", "short", "lead", "description"})
"""Settings that are texts, of which no mark may be lost."""
_LONGEST = 60
"""Characters of a line that a message quotes."""
ENTRY = re.compile(
    r"(?P<key>\w[\w-]*)(?P<gap>\s*)(?P<colon>[:：﹕︰])(?P<rest>.*)", re.DOTALL
)  # that is what people type
NO_FENCE = re.compile(r"\s*(?:-{2,}|[－—–―─]{1,}|\+{3,}|\*{3,}|={3,}|~{3,}|\.{3})\s*")  # as above
"""Lines that are meant as a fence, or are one elsewhere."""
_SPECIAL = "[]{},&*!|>%@`?-#"
"""Marks that begin something else than a text in YAML."""
_CURLED = {"“": "”", "‘": "’", "„": "“", "«": "»", "＂": "＂", "＇": "＇", "`": "`"}  # as above

_ESCAPE = re.compile(
    r"\\(?:([0abtnvfre \"/\\N_LP]|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})|\w*)"
)
"""A backslash between quotation marks; the group is empty for one that means nothing."""


class LineReader:
    """Looks at line after line; knows in which text it is where one goes over several."""

    def __init__(self, path: str, lines: Sequence[str]) -> None:
        """Start with nothing looked at; `path` is what messages call the file."""
        self.path, self.lines = path, lines
        self.seen: dict[str, int] = {}
        """The line of each setting."""
        self.passed = -1
        """The last line that belongs to what was looked at already."""

    def look(self) -> Iterator[Problem]:
        """What is wrong with the lines."""
        for number, line in enumerate(self.lines):
            if number <= self.passed or not line.strip() or line.startswith("#"):
                continue
            yield from self.line(number, line)

    def wrong(self, number: int, column: int, what: Said, cure: Said) -> Problem:
        """A problem at a line from 0 of the front matter, and a column from 0."""
        return Place(self.path, number + 2, column + 1).problem("front-matter", what, cure)

    def line(self, number: int, line: str) -> Iterator[Problem]:
        """What is wrong with a line outside of a text that goes over several."""
        if separator := re.search("[\u2028\u2029\x85]", line):
            yield self.wrong(
                number,
                separator.start(),
                say("{separator} stands in the line", separator=name_mark(separator[0])),
                say("Remove it; it came along with a text that was pasted"),
            )
            return
        entry = ENTRY.match(line)
        if entry is None:
            yield from self.no_entry(number, line)
            return
        key = entry["key"]
        if key in self.seen:
            yield self.wrong(
                number,
                0,
                say(
                    "`{key}` is given twice, first in line {seen}", key=key, seen=self.seen[key] + 2
                ),
                say("Remove one of the two lines"),
            )
        self.seen.setdefault(key, number)
        if key not in META and key.lower() in META:
            yield self.wrong(
                number,
                0,
                say("the setting `{key}` has capitals", key=key),
                say("Write `{key}: …`", key=key.lower()),
            )
        if not (wrong := self.separator(number, entry)):
            wrong = next(self.value(number, entry), None)
        if wrong:
            self.pass_by(number)
            yield wrong if key.lower() in META else self.no_setting(number, key)

    def pass_by(self, number: int) -> None:
        """Leave out what follows from a line: its indented ones."""
        last = number
        while last + 1 < len(self.lines) and self.lines[last + 1].startswith((" ", "\t")):
            last += 1
        self.passed = max(self.passed, last)

    def no_entry(self, number: int, line: str) -> Iterator[Problem]:
        """What a line is that is no `key: value`, and does not go on with the line before."""
        blank = line[: len(line) - len(line.lstrip())]
        if odd := next((one for one in blank if one != " "), ""):
            cure = say("Remove it") if ENTRY.match(line.lstrip()) else say("Indent with spaces")
            yield self.wrong(
                number,
                blank.index(odd),
                say("{odd} stands at the start of the line", odd=name_mark(odd)),
                cure,
            )
            return
        if blank and (entry := ENTRY.match(line.lstrip())) and entry["key"] in META:
            yield self.wrong(
                number,
                0,
                say("`{key}` is indented", key=entry["key"]),
                say("Start the line with it, without spaces"),
            )
        elif blank and self.seen and self.goes_on(number):
            return
        elif NO_FENCE.fullmatch(line):
            yield explain_fence(
                Place(self.path, number + 2, 1), line, say("the end of the front matter")
            )
            self.passed = len(self.lines)  # what follows is the text of the page
        elif number and not self.lines[number - 1].strip():
            yield self.wrong(
                number,
                0,
                say("the front matter is not closed before `{line}`", line=shorten(line)),
                say("Close it with a line `{fence}`", fence=FENCE),
            )
            self.passed = len(self.lines)
        else:
            named = re.match(r"([^:]+?)\s*:(?:\s|$)", line)
            if named:
                yield self.no_setting(number, named[1].strip())
                return
            if line.startswith("- ") and self.seen:
                key = [*self.seen][-1]
                yield self.wrong(
                    number,
                    0,
                    say("`{key}` is a list here, and not a text", key=key),
                    say("Write `{key}: …` in one line", key=key),
                )
                self.passed = max(n for n, one in enumerate(self.lines) if one.startswith("- "))
                return
            cure = say("Write `key: value`")
            if self.seen:
                cure = say(
                    "Write `key: value`, or indent the line by two spaces if it goes on with the one before"
                )
            yield self.wrong(
                number, 0, say("`{line}` is not a setting with a value", line=shorten(line)), cure
            )

    def no_setting(self, number: int, name: str) -> Problem:
        """A line that sets what a page does not have."""
        cure = suggest(name, META) or say("Settings are {meta}", meta=say_names(META))
        return self.wrong(number, 0, say("`{name}` is not a setting of a page", name=name), cure)

    def goes_on(self, number: int) -> bool:
        """Whether an indented line may go on with the text of the line before it."""
        return number > 0 and bool(self.lines[number - 1].strip())

    def separator(self, number: int, entry: re.Match[str]) -> Problem | None:
        """What is wrong with what stands between a key and its value."""
        key, gap, rest = entry["key"], entry["gap"], entry["rest"]
        value = rest.strip()
        cure = say("Write `{key}: {shorten}`", key=key, shorten=shorten(value) or "…")
        if entry["colon"] != ":":
            what = say(
                "a full-width colon `{colon}` stands after `{key}`", colon=entry["colon"], key=key
            )
            return self.wrong(
                number,
                entry.start("colon"),
                what,
                say("{cure}, with a colon and a space", cure=cure),
            )
        if odd := next((one for one in gap if one != " "), ""):
            column = entry.start("gap") + gap.index(odd)
            return self.wrong(
                number, column, say("{odd} stands after `{key}`", odd=name_mark(odd), key=key), cure
            )
        blank = rest[: len(rest) - len(rest.lstrip())]
        if odd := next((one for one in blank if one != " "), ""):
            column = entry.start("rest") + blank.index(odd)
            what = say("{odd} stands after the colon of `{key}`", odd=name_mark(odd), key=key)
            return (
                self.wrong(number, column, what, say("{cure}, with a plain space", cure=cure))
                if value
                else None
            )
        if value and not blank:
            what = say("no space stands after the colon of `{key}`", key=key)
            return self.wrong(number, entry.start("rest"), what, cure)
        return None

    def value(self, number: int, entry: re.Match[str]) -> Iterator[Problem]:
        """What YAML would not take for the text that it is meant as."""
        key, rest = entry["key"], entry["rest"]
        value = rest.strip()
        column = entry.start("rest") + len(rest) - len(rest.lstrip())
        if value[:1] in {'"', "'"}:
            yield from self.quoted(number, column)
            return
        if re.fullmatch(r"[|>][+-]?\d?[+-]?", value):
            self.pass_by(number)
            return
        quoted = quote_value(value)
        if value.startswith("#") and value:
            what = say(
                "`#` begins a comment: `{key}` has no value but `{shorten}`",
                key=key,
                shorten=shorten(value),
            )
            yield self.wrong(
                number, column, what, say("Write `{key}: {quoted}`", key=key, quoted=quoted)
            )
        elif value and value[0] in _SPECIAL and not re.match(r"[-?][^\s]", value):
            means = {"[": say("a list"), "{": say("a mapping"), "-": say("a list")}.get(
                value[0], say("something else")
            )
            what = say(
                "a text that begins with `{value}` is taken for {means} in front matter",
                value=value[0],
                means=means,
            )
            yield self.wrong(
                number,
                column,
                what,
                say("Put it in quotation marks: `{key}: {quoted}`", key=key, quoted=quoted),
            )
        elif value[:1] in {*"“„‟«"} and value[-1:] == '"' and value.count('"') % 2:
            what = say('`{value}` begins the text and `"` ends it', value=value[0])
            cure = say("Write `{key}: {value}`", key=key, value=quote_value(value[1:-1].strip()))
            yield self.wrong(
                number, column, what, say("{cure}, with the same marks on both sides", cure=cure)
            )
        elif _is_curled(value):
            what = say(
                "`{value}` and `{value2}` are no quotation marks of front matter",
                value=value[0],
                value2=value[-1],
            )
            inner = value[1:-1].strip()
            cure = say(
                "Write `{key}: {inner}`, or `{key}: {quoted}` if they belong to the text",
                key=key,
                inner=quote_value(inner),
                quoted=quoted,
            )
            yield self.wrong(number, column, what, cure)
        elif key in _TEXTS and (at := _find_stray(value)) >= 0:
            what = say("the quotation mark {mark} has no other in `{key}`", mark=value[at], key=key)
            bare = (value[:at] + value[at + 1 :]).strip()
            cure = say(
                "Write `{key}: {bare}`, or `{key}: {quoted}` if it belongs to the text",
                key=key,
                bare=quote_value(bare),
                quoted=quote_value(value),
            )
            yield self.wrong(number, column + at, what, cure)
        else:
            yield from self.plain(key, number, column, quoted)

    def plain(self, key: str, number: int, column: int, quoted: str) -> Iterator[Problem]:
        """What is wrong with a text without quotation marks, and the lines that go on with it."""
        while True:
            line = self.lines[number]
            cure = say("Put the text in quotation marks: `{key}: {quoted}`", key=key, quoted=quoted)
            if found := re.compile(r":(?=\s|$)").search(line.rstrip(), column):
                what = say("`: ` within the text of `{key}` would begin another setting", key=key)
                yield self.wrong(number, found.start(), what, cure)
                return
            if (found := re.compile(r"(?<=\s)#").search(line, column)) and key in _TEXTS:
                lost = shorten(line[found.start() :].rstrip())
                what = say(
                    "`#` begins a comment: `{lost}` would be cut off `{key}`", lost=lost, key=key
                )
                yield self.wrong(number, found.start(), what, cure)
                return
            number, column, quoted = number + 1, 0, '"…"'
            following = self.lines[number] if number < len(self.lines) else ""
            if (
                not following.startswith(" ")
                or not following.strip()
                or ENTRY.match(following.strip())
            ):
                return
            self.passed = number

    def quoted(self, number: int, column: int) -> Iterator[Problem]:
        """What is wrong with a text in quotation marks that begins at a line and a column."""
        mark = self.lines[number][column]
        end = number, column + 1
        while (found := _find_end(self.lines[end[0]], mark, end[1])) < 0:
            following = self.lines[end[0] + 1] if end[0] + 1 < len(self.lines) else None
            entry = following is not None and ENTRY.match(following)
            if following is None or (entry and entry["key"] in META):
                what = say("the quotation mark {mark} is not closed", mark=mark)
                yield self.wrong(number, column, what, say("Close it at the end of the text"))
                return
            end = end[0] + 1, 0
        line, self.passed = self.lines[end[0]], end[0]
        behind = line[found + 1 :]
        if behind.strip() and not re.match(r"\s+#", behind):
            other = "'" if mark == '"' else '"'
            what = say(
                "the text goes on behind the quotation mark {mark}, which ends it: `{behind}`",
                mark=mark,
                behind=shorten(behind.strip()),
            )
            cure = say(
                "Put the whole text between {other} and {other}, or write “ ” within it",
                other=other,
            )
            yield self.wrong(end[0], found, what, cure)
        elif mark == '"' and end[0] == number:
            for escape in _ESCAPE.finditer(line, column, found):
                if not escape[1]:
                    what = say(
                        "`{escape}` means nothing between quotation marks",
                        escape=shorten(escape[0]),
                    )
                    cure = say("Write `\\\\` for a backslash, or put the text between ' and '")
                    yield self.wrong(number, escape.start(), what, cure)


def _find_end(line: str, mark: str, start: int) -> int:
    """Where a quotation mark closes; -1 where it does not in this line."""
    index = start
    while index < len(line):
        if mark == '"' and line[index] == "\\":
            index += 2
        elif line[index] == mark:
            if mark == "'" and line[index + 1 : index + 2] == "'":
                index += 2
                continue
            return index
        else:
            index += 1
    return -1


def _find_stray(value: str) -> int:
    """Where a text without quotation marks around it has one that no other belongs to; -1 where it has none.

    Those of inches (`12"`) and of the genitive (`the residents'`) are let be, and so is what stands in a role.
    """
    plain = re.sub(r"`[^`]*`", lambda match: "_" * len(match[0]), value)
    double = [found.start() for found in re.finditer(r'(?<!\d)"', plain)]
    if len(double) % 2:
        return double[-1]
    if re.search(r"[^sxzSXZ\s]'$", plain) and not re.search(r"(?<!\w)'", plain[:-1]):
        return len(plain) - 1
    return -1


def _is_curled(value: str) -> bool:
    """Whether a text stands between marks that look like quotation marks, and has no others."""
    end = _CURLED.get(value[:1])
    return bool(end) and value.endswith(end or "") and not {value[0], end} & {*value[1:-1]}


def name_mark(mark: str) -> Said:
    """What a character that cannot be seen is called: `a tab`."""
    if mark == "\t":
        return say("a tab")
    known = {
        "\u00a0": say("a non-breaking space"),
        "\u3000": say("a full-width space"),
    }
    name = known.get(mark) or say(
        "the character {mark}", mark=unicodedata.name(mark, "without a name")
    )
    return say("{name} ({code})", name=name, code=f"U+{ord(mark):04X}")


def shorten(text: str) -> str:
    """A text as messages quote it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def quote_value(value: str) -> str:
    """A text as front matter has it between quotation marks; a long one as `"…"`."""
    if len(value) > _LONGEST:
        return '"…"'
    return "'" + value.replace("'", "''") + "'" if '"' in value or "\\" in value else f'"{value}"'


def explain_fence(place: Place, line: str, meant: Said) -> Problem:
    """A line that is meant as a fence and is none."""
    return place.problem(
        "front-matter",
        say("`{line}` is not {meant}", line=line.strip(), meant=meant),
        say("Write three hyphens from the keyboard: `{fence}`", fence=FENCE),
    )
