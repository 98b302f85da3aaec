"""A `site.toml` that cannot be read: the slip in its line, in plain words, where the line shows it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.naming import SITE_TOML
from sitegen.problems import Place, Slip
from sitegen.project.front_lines import name_mark, quote_value, shorten

if TYPE_CHECKING:
    import tomllib
    from collections.abc import Callable

    from sitegen.problems import Problem

_SLIP = 0.75
"""How near a word is to `true` or `false` that is one with a slip."""
_LONGEST = 5_000
"""Characters of a line that is looked at for what is wrong with it."""
_KEY = r"[\w.\"'-]+(?:\s*\.\s*[\w\"'-]+)*"
_QUOTES = "“”„‟‘’‚«»「」『』＂＇`"  # what people type
_SIGNS = ":：＝﹦"  # as above


def explain_toml(text: str, error: tomllib.TOMLDecodeError) -> Problem:
    """The problem that keeps a text from being TOML."""
    message, _, where = str(error).partition(" (at ")
    numbers = [int(number) for number in re.findall(r"\d+", where)]
    lines = text.split("\n")
    number, column = numbers if len(numbers) == 2 else (_find_open(lines), 0)  # noqa: PLR2004 # line and column
    said = message[:1].lower() + message[1:]
    if twice := re.search(r"[Cc]annot (?:overwrite|declare|mutate)", message):
        number, slip = _find_double(lines, number)
        if slip:
            return _problem(number, slip)
        said = twice.string[:1].lower() + twice.string[1:]
    if message.startswith("Unclosed array"):
        number = _find_open(lines[:number])
    line = lines[number - 1] if 0 < number <= len(lines) else ""
    for look in _LOOKS if len(line) <= _LONGEST else ():
        if slip := look(line):
            return _problem(number, slip)
    place = Place(SITE_TOML, number, column)
    return place.problem(
        "config",
        say("the file is not valid TOML: {said}", said=hear(said)),
        say("`sitegen schema site` says what each setting may be"),
    )


def _problem(number: int, slip: Slip) -> Problem:
    return Place(SITE_TOML, number, slip.start + 1).problem("config", slip.said, slip.cure)


def _find_double(lines: list[str], number: int) -> tuple[int, Slip | None]:
    """The line that sets again what was set before; the reader points at it, or at its end."""
    name = _name(lines[number - 1])
    table = ""
    seen: dict[str, int] = {}
    for index, line in enumerate(lines[:number], 1):
        if line.lstrip().startswith("["):
            table = _name(line) + (f" {index}" if line.lstrip().startswith("[[") else "")
        key = _name(line) if line.lstrip().startswith("[") else f"{table}.{_name(line)}"
        if index == number:
            break
        if _name(line):
            seen.setdefault(key, index)
    first = next((at for one, at in seen.items() if one == key), 0) or next(
        (
            at
            for one, at in seen.items()
            if f"{one}.".startswith(f"{key}.") or f"{key}.".startswith(f"{one}.")
        ),
        0,
    )
    column = len(lines[number - 1]) - len(lines[number - 1].lstrip())
    if name and any(_opens_entry(line, name) for line in lines):
        what = say("`[{name}]` is one table, and `{name}` has one an entry", name=name)
        return number, Slip(column, what, say("Write `[[{name}]]`, with two brackets", name=name))
    if not name or not first:
        return number, None
    return (
        number,
        Slip(
            column,
            say("`{name}` is set twice, first in line {first}", name=name, first=first),
            say("Remove one of the two"),
        ),
    )


def _opens_entry(line: str, name: str) -> bool:
    """Whether a line begins an entry of a list of tables that is called so."""
    return line.lstrip().startswith("[[") and _name(line) == name


def _name(line: str) -> str:
    """The key or the table that a line begins with; empty where it is none."""
    found = re.match(rf"\s*(?:\[+\s*({_KEY})\s*\]+|({_KEY})\s*=)", line)
    return re.sub(r"[\s\"']", "", found[1] or found[2]) if found else ""


def _find_open(lines: list[str]) -> int:
    """The last line that opens a list, a table or a text, and does not close it; else the last line."""
    for index in range(len(lines), 0, -1):
        bare = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|#.*", "", lines[index - 1])
        value = bare.partition("=")[2]
        if value.count("[") > value.count("]") or value.count("{") > value.count("}"):
            return index
        if re.search(r"[\"']", bare):
            return index
    return len(lines)


def _look_for_spaces(line: str) -> Slip | None:
    outside = re.sub(r"\"[^\"]*\"|'[^']*'|#.*", lambda found: "_" * len(found[0]), line)
    if odd := re.search(r"[^\S \t\r]", outside):
        return Slip(
            odd.start(),
            say("{odd} stands in the line", odd=name_mark(odd[0])),
            say("Put a plain space in its place"),
        )
    return None


def _look_for_comment(line: str) -> Slip | None:
    if found := re.match(r"\s*(//|--|;|/\*|<!--)", line):
        at = found.start(1)
        return Slip(
            at,
            say("`{mark}` begins no comment in `{file}`", mark=found[1], file=SITE_TOML),
            say("Begin a comment with `#`"),
        )
    return None


def _look_behind(line: str) -> Slip | None:
    """A comment of other languages behind a value."""
    found = re.match(rf"\s*{_KEY}\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'/#]+)\s+(//|--|/\*)", line)
    if found:
        at = found.start(1)
        return Slip(
            at,
            say("`{mark}` begins no comment in `{file}`", mark=found[1], file=SITE_TOML),
            say("Begin a comment with `#`"),
        )
    return None


def _look_for_number(line: str) -> Slip | None:
    """A number with commas, which TOML has not."""
    found = re.match(rf"\s*({_KEY})\s*=\s*(\d{{1,3}}(?:[,'’ ]\d{{3}})+)\s*(?:#.*)?$", line)
    if found:
        plain = re.sub(r"\D", "_", found[2])
        what = say("`{text}` is no number of `{file}`", text=found[2], file=SITE_TOML)
        return Slip(
            found.start(2), what, say("Write `{name} = {plain}`", name=found[1], plain=plain)
        )
    return None


def _look_for_name(line: str) -> Slip | None:
    """A name with other letters than those of settings."""
    found = re.match(r"\s*([\w.-]*[^\x00-\x7f][\w.-]*)\s*=", line)
    if found:
        what = say("`{name}` is no name of a setting", name=found[1])
        return Slip(found.start(1), what, say("Names have Latin letters; the README lists them"))
    return None


def _look_for_table(line: str) -> Slip | None:
    found = re.match(rf"\s*(\[+)\s*({_KEY})\s*(\]*)\s*(?:#.*)?$", line)
    if found and len(found[1]) != len(found[3]):
        wanted = "]" * len(found[1])
        return Slip(
            found.start(1),
            say("`{found}` is not closed", found=found[1]),
            say("Write `{line}`", line=f"{found[1]}{found[2]}{wanted}"),
        )
    return None


def _look_for_sign(line: str) -> Slip | None:
    """What stands where the equals sign should."""
    found = re.match(rf"\s*({_KEY})\s*([{_SIGNS}])\s*(.*)", line)
    if found:
        what = say("`{sign}` stands after `{name}` in place of `=`", sign=found[2], name=found[1])
        return Slip(
            found.start(2),
            what,
            say("Write `{name} = {value}`", name=found[1], value=shorten(found[3]) or "…"),
        )
    if found := re.match(r"\s*(\w+(?: \w+)+)\s*=", line):
        joined = found[1].replace(" ", "_")
        return Slip(
            found.start(1),
            say("`{found}` is no name of a setting", found=found[1]),
            say("Names have no spaces: `{joined}`", joined=joined),
        )
    if found := re.fullmatch(rf"\s*({_KEY})\s*(=?)\s*(?:#.*)?", line):
        end = found.end(2) if found[2] else found.end(1)
        return Slip(
            end,
            say("`{found}` has no value", found=found[1]),
            say("Write `{found} = …`", found=found[1]),
        )
    return None


def _look_for_value(line: str) -> Slip | None:
    """What a value is that is none."""
    found = re.match(rf"\s*({_KEY})\s*=\s*(.*?)\s*$", line)
    if not found:
        return None
    key, value, at = found[1], found[2], found.start(2)
    inner = value.strip(_QUOTES + "\"' ")
    cure = say("Write `{key} = {value}`", key=key, value=quote_value(inner))
    if value[0] in _QUOTES:
        return Slip(
            at,
            say(
                "`{value}` is no quotation mark of `{site_toml}`",
                value=value[0],
                site_toml=SITE_TOML,
            ),
            cure,
        )
    if value[0] in "\"'":
        return _look_into_text(key, value, at)
    return _look_at_bare(key, value, at) or _look_at_list(value, at)


def _look_at_bare(key: str, value: str, at: int) -> Slip | None:
    """What a value without quotation marks is meant as."""
    truth = {
        "true": "true",
        "yes": "true",
        "on": "true",
        "false": "false",
        "no": "false",
        "off": "false",
    }
    word = value.lower().rstrip(";,")
    if meant := truth.get(word) or next(iter(get_close_matches(word, truth, 1, _SLIP)), ""):
        return Slip(
            at,
            say("`{value}` is neither `true` nor `false`", value=value),
            say("Write `{key} = {meant}`", key=key, meant=truth[meant]),
        )
    if re.match(r"[^\W\d_]", value):
        what = say("the text `{text}` stands without quotation marks", text=shorten(value))
        return Slip(
            at,
            what,
            say("Write `{key} = {value}`", key=key, value=quote_value(value.strip(_QUOTES))),
        )
    return None


def _look_at_list(value: str, at: int) -> Slip | None:
    """What a list or a table in one line lacks."""
    if value[0] not in "[{":
        return None
    if re.search(r"[\"'\w]\s+[\"']", re.sub(r"\"[^\"]*\"|'[^']*'", '""', value)):
        return Slip(
            at,
            say("between two entries of the list there is no comma"),
            say("Put a comma between them"),
        )
    if re.search(r",\s*\}$", value):
        return Slip(at + value.rindex(","), say("a comma stands before `}}`"), say("Remove it"))
    if value[-1] not in "]}":
        close = {"[": "]", "{": "}"}[value[0]]
        return Slip(
            at,
            say("`{value}` is not closed", value=value[0]),
            say("Close it with `{close}`", close=close),
        )
    return None


def _look_into_text(key: str, value: str, at: int) -> Slip | None:
    """What is wrong with a text in quotation marks."""
    mark = value[0]
    closed = re.match(rf"{mark}(?:[^{mark}\\]|\\.)*{mark}" if mark == '"' else "'[^']*'", value)
    if value.startswith(mark * 3):
        return Slip(
            at,
            say("the text that begins with {mark} is not closed", mark=mark * 3),
            say("Close it with {mark}", mark=mark * 3),
        )
    if mark == '"' and (
        escape := re.search(r"\\(?![btnfr\"\\]|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})", value)
    ):
        what = say(
            "`{text}`: a backslash means something else in a text",
            text=shorten(value[escape.start() :][:8].rstrip(mark)),
        )
        path = value.strip(mark).replace("\\", "/")
        return Slip(
            at + escape.start(),
            what,
            say("Write paths with `/`: `{key} = {path}`", key=key, path=quote_value(path)),
        )
    if not closed:
        return Slip(
            at,
            say("the quotation mark {mark} is not closed", mark=mark),
            say("Close it at the end of the text"),
        )
    rest = value[closed.end() :].strip()
    if rest.startswith((";", ",")):
        return Slip(
            at + closed.end(),
            say("`{rest}` stands behind the value", rest=rest[0]),
            say("Remove it"),
        )
    if rest and not rest.startswith("#"):
        other = "'" if mark == '"' else '"'
        what = say(
            "the text goes on behind the quotation mark {mark}, which ends it: `{rest}`",
            mark=mark,
            rest=shorten(rest),
        )
        return Slip(
            at + closed.end() - 1,
            what,
            say("Put the whole text between {other} and {other}", other=other),
        )
    return None


_LOOKS: tuple[Callable[[str], Slip | None], ...] = (
    _look_for_comment,
    _look_for_spaces,
    _look_behind,
    _look_for_table,
    _look_for_number,
    _look_for_name,
    _look_for_sign,
    _look_for_value,
)
"""In their order: the first that finds something says it."""
