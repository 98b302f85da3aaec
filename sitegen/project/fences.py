"""The text of a directive to its name, argument, options and body, each with its place.

Text alone: whether there is a directive of this name, and what it takes, is for `resolve` to say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sitegen.markup.breaks import quote
from sitegen.markup.comments import mask_comments
from sitegen.messages.said import Said, say
from sitegen.project.parsed import Prose

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from markdown_it.token import Token

    from sitegen.problems import Place, Problem


_INFO = re.compile(r"\{([a-zA-Z][\w-]*)\}\s*(.*)")
_NAMED = re.compile(r"[{｛]?\s*([a-zA-Z][\w-]*)\s*[}｝]?\s*(.*)")
_OPTION = re.compile(r"(\s*):([a-zA-Z][\w-]*):(\s*)(.*)")
_SLIP = re.compile(r"(\s*)([:：]?)\s*([a-zA-Z][\w-]*)(?:\s*[:：]\s*|\s+)(.*)")
"""What was meant as an option: with a full-width colon, a space before a colon, or without one of the two."""


@dataclass(frozen=True)
class Option:
    """A line `:name: text` at the top of a directive."""

    name: str
    text: str
    place: Place
    """Where its text starts."""


@dataclass(frozen=True)
class Fence:
    """A directive as it is written."""

    name: str
    argument: str
    """What stands behind the name; may be empty."""
    options: tuple[Option, ...]
    """In the order of the file; one that stands twice is here twice."""
    body: str
    """All that stands below the options."""
    body_line: int
    """The line of the page's body on which `body` starts, from 0."""
    lines: tuple[Prose, ...]
    """Lines of the body that are not empty."""


PLAIN = "text"
"""What is called so is no language: it is read as what stands around it."""
PROMPTS = ("$ ", "> ")
"""How lines of a console begin that somebody types."""
CONSOLE = "console"
"""The language of what is typed at a prompt, and answered."""
_CODE = re.compile(r"(?P<language>[\w.+#-]*)(?:\s+title=\"(?P<title>[^\"]*)\")?.*", re.DOTALL)


class CodeLine(NamedTuple):
    """A line of a block of code."""

    prompt: str
    """What stands before what somebody types; empty of any other line."""
    text: str


@dataclass(frozen=True)
class CodeBlock:
    """A block of code as it is written: ```` ```toml title="site.toml" ````."""

    language: str
    """What it is written in; empty where it is not said, or plain text."""
    title: str
    """The file that it stands in, or what else it is called; may be empty."""
    lines: tuple[CodeLine, ...]


def read_code(token: Token) -> CodeBlock:
    """Read a fence that is no directive."""
    found = _CODE.fullmatch(token.info.strip())
    language, title = (found["language"], found["title"] or "") if found else ("", "")
    prompts = PROMPTS if language == CONSOLE else ()
    lines = []
    for line in token.content.removesuffix("\n").split("\n"):
        prompt = next((one for one in prompts if line.startswith(one)), "")
        lines.append(CodeLine(prompt, line.removeprefix(prompt)))
    return CodeBlock("" if language == PLAIN else language, title, tuple(lines))


def read_fence(
    token: Token,
    place: Callable[[int, int], Place],
    list_options: Callable[[str], Collection[str]] = lambda _name: (),
) -> tuple[Fence | None, tuple[Problem, ...]]:
    """Read a colon fence; `None`, and the one problem, where its first line names no directive.

    Args:
        token: The fence; its `map` counts lines of the page's body.
        place: Place of a line and a column of the page's body, both from 0.
        list_options: The options of a directive, by its name.
    """
    first = token.map[0] if token.map else 0
    match = _INFO.fullmatch(token.info.strip())
    if not match:
        named = _NAMED.fullmatch(token.info.strip())
        meant = f"{{{named[1]}}} {named[2]}".strip() if named else "{name} argument"
        problem = place(first, 0).problem(
            "directive",
            say("{markup} does not name a directive", markup=quote(token.markup + token.info)),
            say("Write {markup}", markup=quote(token.markup + meant)),
        )
        return None, (problem,)
    raw = token.content.split("\n")
    lines = mask_comments(token.content).split("\n")
    options, count, problems = _read_options(lines, first + 1, place, list_options(match[1]))
    start = first + 1 + count
    prose = tuple(
        Prose(line.strip(), place(start + number, len(line) - len(line.lstrip())))
        for number, line in enumerate(lines[count:])
        if line.strip()
    )
    body = "\n".join(raw[count:])
    fence = Fence(match[1], match[2].strip(), options, body, start, prose)
    return fence, (*problems, *_check_options(options))


def _read_options(
    lines: Sequence[str],
    first: int,
    place: Callable[[int, int], Place],
    names: Collection[str],
) -> tuple[tuple[Option, ...], int, tuple[Problem, ...]]:
    """The options that a directive starts with, how many lines they take, and what is wrong with these.

    What was meant as an option is read as one.
    """
    options: list[Option] = []
    problems: list[Problem] = []
    count = 0
    for number, line in enumerate(lines):
        if option := _OPTION.fullmatch(line):
            indent, name, gap, text = option.groups()
            column = len(indent) + len(name) + 2 + len(gap)
            options.append(Option(name, text.strip(), place(first + number, column)))
        elif (slip := _SLIP.fullmatch(line)) and (slip[2] or slip[3] in names):
            said = slip[4].removeprefix("=").strip()
            start = slip.end(4) - len(slip[4].removeprefix("=").lstrip())
            options.append(Option(slip[3], said, place(first + number, start)))
            problems.append(
                place(first + number, len(slip[1])).problem(
                    "directive",
                    say(
                        "`{line}` is no option: {line2}",
                        line=line.strip(),
                        line2=_explain_slip(line, slip),
                    ),
                    say("Write `:{slip}: {slip2}`", slip=slip[3], slip2=said),
                )
            )
        elif not line.strip() and _goes_on(lines[number:]):
            pass
        elif options and line[:1].isspace() and _goes_on(lines[number + 1 :], skip_blank=False):
            last = options[-1]
            options[-1] = Option(last.name, f"{last.text} {line.strip()}", last.place)
            problems.append(
                place(first + number, len(line) - len(line.lstrip())).problem(
                    "directive",
                    say(
                        "the option `:{name}:` goes on in a second line, `{line}`",
                        name=last.name,
                        line=line.strip(),
                    ),
                    say("Write it in one line"),
                )
            )
        else:
            break
        count = number + 1
    return tuple(options), count, tuple(problems)


def _explain_slip(line: str, slip: re.Match[str]) -> Said:
    if "：" in line[: slip.start(4)]:
        return say("its colons are full-width")
    if not slip[2]:
        return say("no colon stands before its name")
    return say("its name does not stand right between two colons")


def _goes_on(lines: Sequence[str], *, skip_blank: bool = True) -> bool:
    """Whether the next line of some text is an option, or, without blank lines, any up to the next blank one."""
    for line in lines:
        if _OPTION.fullmatch(line):
            return True
        if bool(line.strip()) == skip_blank:
            return False
    return False


def _check_options(options: Sequence[Option]) -> Iterator[Problem]:
    seen: set[str] = set()
    for option in options:
        if option.name in seen:
            yield option.place.problem(
                "directive", say("`:{name}:` is given twice", name=option.name), say("Keep one")
            )
        seen.add(option.name)
