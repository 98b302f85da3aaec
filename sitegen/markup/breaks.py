"""Where the blocks of a text break: a fence that is not closed, or is closed twice, or a comment that does not end.

What stands below such a line is not what its author sees in it. So it is looked for line by line, before
the text is parsed, and nothing is said of what follows.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.markup.comments import CLOSING, OPENING
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sitegen.problems import Place, Problem

_CONTAINER = re.compile(r"(?:[ \t>]|(?:[-*+]|\d{1,9}[.)])(?=[ \t]))*")
"""What lists and quotations put before their lines."""
INVISIBLE = {
    "\u00a0": say("a non-breaking space"),
    "\u3000": say("a full-width space"),
    "\u200b": say("an invisible space"),
    "\ufeff": say("an invisible mark"),
}
"""What is no white space to Markdown and looks as if it were, by what it is called."""
_UNSEEN = "".join(INVISIBLE)
_FENCE = re.compile(rf"(:{{3,}}|`{{3,}}|~{{3,}})(?![{_UNSEEN}]+$)(.*)")
_SLIP = re.compile(rf"[{_UNSEEN}]*([:：]{{2,}})\s*([{{｛].*)?")
"""Colons that are no fence: too few, of full width, or beside what looks like white space."""
_CODE = re.compile(r"(?<![`\\])(`+)(?!`).*?(?<!`)\1(?!`)")
_NAME = re.compile(r"[{｛]\s*([\w-]*)\s*[}｝]?(.*)")
_SHORT, _LEAST = 2, 3
_MARKS = ("::", "：：", "：:", "```", "~~~", OPENING)


def _read_name(text: str) -> str:
    """The name of the directive that a line opens; empty where it opens none."""
    match = _NAME.search(text)
    return match[1] if match else ""


def quote(text: str) -> str:
    """A text of Markdown as messages quote it; backquotes stand in other marks."""
    text = text.strip()
    return f"“{text}”" if "`" in text else f"`{text}`"


@dataclass(frozen=True)
class _Open:
    """A fence that is not closed yet."""

    line: int
    column: int
    mark: str
    text: str
    is_code: bool


class BlockBreaks:
    """Looks for the lines at which the blocks of a text break."""

    def __init__(
        self,
        lines: Sequence[str],
        place: Callable[[int, int], Place],
        prose: Collection[str] = (),
    ) -> None:
        """Nothing is looked at yet.

        Args:
            lines: The text.
            place: That of a line and a column of the text, from 0.
            prose: Directives whose bodies are Markdown: what one swallows can be read all the same.
        """
        self.lines, self.place, self.prose = lines, place, prose
        self.open: list[_Open] = []
        self.slips: list[tuple[int, Problem]] = []
        self.breaks: list[tuple[int, Problem]] = []

    def find(self) -> tuple[int, tuple[Problem, ...]] | None:
        """The line from which on a text is not to be read, and what is wrong; `None` of a sound text."""
        number = 0
        while number < len(self.lines):
            number = self._look(number)
        self.breaks += [(one.line, self._say_open(one)) for one in self.open]
        if self.open:  # then it was not nested, but left open
            first = min(one.line for one in self.open)
            self.breaks = [one for one in self.breaks if one[0] <= first]
        found = sorted([*self.slips, *sorted(self.breaks)[:1]])
        harmless = {one.line for one in self.open if _read_name(one.text) in self.prose}
        if not found:
            return None
        end = next((line for line, _ in found if line not in harmless), len(self.lines))
        return end, tuple(problem for _, problem in found)

    def _look(self, number: int) -> int:
        """Look at a line; the next one to look at."""
        line = self.lines[number]
        if not any(mark in line for mark in _MARKS):
            return number + 1
        start = len(_CONTAINER.match(line)[0])  # type: ignore[index] # it matches an empty text
        rest = line[start:].rstrip(" \t\r")
        is_code = bool(self.open) and self.open[-1].is_code
        if match := _FENCE.fullmatch(rest):
            self._fence(number, start, match[1], match[2].strip(), rest)
        elif is_code:
            pass
        elif slip := _SLIP.fullmatch(rest):
            self._slip(number, start, slip[1], slip[2] or "", rest)
        elif OPENING in line:
            return self._comment(number)
        return number + 1

    def _fence(self, number: int, column: int, mark: str, info: str, text: str) -> None:
        last = self.open[-1] if self.open else None
        matches = last is not None and last.mark[0] == mark[0] and len(mark) >= len(last.mark)
        if last is not None and last.is_code:
            if matches and not info:
                self.open.pop()
            elif mark[0] == ":" and not info:
                self._end_in_code(number, column, mark)
            return
        if not info and (matches or mark[0] == ":"):
            self._close(number, column, mark)
            return
        if mark[0] == "`" and "`" in info:
            return  # code within a line
        if last is not None and matches:
            self.breaks.append((number, self._say_nested(number, column, last, text)))
        is_code = mark[0] != ":" and not info.startswith("{")
        self.open.append(_Open(number, column, mark, text, is_code))

    def _end_in_code(self, number: int, column: int, mark: str) -> None:
        """Colons in a block of code that end the directive around it."""
        outer = [one for one in self.open if one.mark[0] == ":" and len(one.mark) <= len(mark)]
        if outer:
            line, longer = self.place(outer[-1].line, 0).line, mark + ":"
            problem = self.place(number, column).problem(
                "directive",
                say(
                    "`{mark}` in a block of code ends {text} of line {line}",
                    mark=mark,
                    text=quote(outer[-1].text),
                    line=line,
                ),
                say("Begin and end that one with `{longer}`", longer=longer),
            )
            self.breaks.append((number, problem))

    def _close(self, number: int, column: int, mark: str) -> None:
        inner = [one for one in self.open if one.mark[0] == mark[0]]
        if not inner:
            problem = self.place(number, column).problem(
                "directive",
                say("`{mark}` closes nothing", mark=mark),
                say("Remove it, or write the line `:::{{name}}` that it belongs to"),
            )
            self.breaks.append((number, problem))
            return
        if any(len(one.mark) == len(mark) for one in inner):
            while len(self.open[-1].mark) < len(mark) and self.open[-1].mark[0] == mark[0]:
                left = self.open.pop()
                self.breaks.append((left.line, self._say_open(left)))
        self.open.pop()

    def _slip(self, number: int, column: int, mark: str, info: str, text: str) -> None:
        """Colons that were meant as a fence: told, and taken for one."""
        closes = not info and any(one.mark[0] == ":" for one in self.open)
        unseen = next((INVISIBLE[one] for one in text if one in INVISIBLE), "")
        if not info and not closes and (len(mark) < _LEAST or not ("：" in mark or unseen)):
            return  # a text
        meant = self.open[-1].mark if closes else ":" * max(len(mark), _LEAST)
        opening = meant
        if name := _NAME.match(info):
            meant += f"{{{name[1]}}}{name[2].rstrip()}"
        if "：" in mark:
            wrong = say("`{text}` has full-width colons", text=text.strip())
        else:
            wrong = (
                say("`{text}` stands beside {unseen}", text=text.strip(), unseen=unseen)
                if unseen and len(mark) > _SHORT
                else say("`{text}` has too few colons", text=text.strip())
            )
        problem = self.place(number, column).problem(
            "directive",
            wrong,
            say("Write `{meant}`", meant=meant),
        )
        self.slips.append((number, problem))
        if closes:
            self.open.pop()
        elif info:
            self.open.append(_Open(number, column, opening, text, is_code=False))

    def _comment(self, number: int) -> int:
        """The line after the comments that begin on a line."""
        line = self.lines[number]
        plain = _CODE.sub(lambda match: " " * len(match[0]), line)
        start = plain.find(OPENING)
        while start >= 0 and plain[:start].endswith("\\"):
            start = plain.find(OPENING, start + 1)
        if start < 0:
            return number + 1
        before = line[:start]
        is_block = not before[len(_CONTAINER.match(before)[0]) :]  # type: ignore[index] # as above
        end, at = number, start + len(OPENING)
        while end < len(self.lines) and (at := self.lines[end].find(CLOSING, at)) < 0:
            end, at = end + 1, 0
        if end == len(self.lines):
            problem = self.place(number, start).problem(
                "comment",
                say("the comment is not closed"),
                say("Write `{closing}` where it ends", closing=CLOSING),
            )
            self.breaks.append((number, problem))
            return end
        if not is_block and any(not one.strip() for one in self.lines[number:end]):
            problem = self.place(number, start).problem(
                "comment",
                say("the comment begins within a paragraph and ends behind an empty line"),
                say("Begin it on a line of its own"),
            )
            self.breaks.append((number, problem))
            return end + 1
        if end > number:
            return end + 1
        if OPENING in self.lines[end][at:]:
            self.lines = [*self.lines]
            self.lines[end] = " " * (at + len(CLOSING)) + self.lines[end][at + len(CLOSING) :]
            return end
        return end + 1

    def _say_open(self, one: _Open) -> Problem:
        what = (
            say("the block of code {text} is not closed", text=quote(one.text))
            if one.is_code
            else say("the directive {text} is not closed", text=quote(one.text))
        )
        return self.place(one.line, one.column).problem(
            "directive",
            what,
            say("Write a line {mark} where it ends", mark=quote(one.mark)),
        )

    def _say_nested(self, number: int, column: int, outer: _Open, text: str) -> Problem:
        longer = outer.mark + outer.mark[0]
        line = self.place(outer.line, 0).line
        return self.place(number, column).problem(
            "directive",
            say(
                "{text} stands in {text2} of line {line}, which is not longer and would end with it",
                text=quote(text),
                text2=quote(outer.text),
                line=line,
            ),
            say("Begin and end the outer one with {longer}", longer=quote(longer)),
        )
