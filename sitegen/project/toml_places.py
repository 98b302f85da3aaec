"""Where the settings of a `site.toml` stand: line and column of each key, which the library that reads TOML does not tell.

The text is TOML already; so only what hides a key has to be known: texts, comments, and what lies in brackets.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.naming import SITE_TOML
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Path = tuple[str, ...]
    """A key below its tables; of a list of tables each has its number: `("languages", "0", "code")`."""
    Spot = tuple[int, int]
    """Line and column, from 1."""

_PART = r"""(?:[^\s.\[\]{}=#,"']+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_HEADER = re.compile(rf"[ \t]*(\[\[?)[ \t]*({_KEY})[ \t]*\]\]?")
_SETTING = re.compile(rf"[ \t]*({_KEY})[ \t]*=")
_TOKEN = re.compile(
    rf"""(?P<long>\"\"\"(?:[^\\]|\\.)*?\"{{3,5}}|'''.*?'{{3,5}})|(?P<text>"(?:[^"\\\n]|\\.)*"|'[^'\n]*')(?![ \t]*[.=])"""
    rf"""|(?P<comment>\#[^\n]*)|(?P<key>{_KEY})[ \t]*=|(?P<sign>[\[\]{{}}\n])""",
    re.DOTALL,
)


@lru_cache(maxsize=8)
def locate_keys(text: str) -> Mapping[Path, Spot]:
    """Where each key of a text stands first, and each table."""
    found: dict[Path, Spot] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    at = 0
    starts = [0, *(match.end() for match in re.finditer("\n", text))]
    while at < len(text):
        if header := _HEADER.match(text, at):
            table = _open_table(header, counts)
            _note(found, table, starts, header.start(2))
            at = _find_end(text, header.end())
        elif setting := _SETTING.match(text, at):
            path = (*table, *_split(setting[1]))
            _note(found, path, starts, setting.start(1))
            inner, at = _read_value(text, setting.end())
            for keys, start in inner:
                _note(found, (*path, *keys), starts, start)
        else:
            at = _find_end(text, at)
    return found


def _open_table(header: re.Match[str], counts: dict[Path, int]) -> Path:
    """The path of a table by the line that opens it."""
    path = _split(header[2])
    if header[1] == "[":
        return path
    counts[path] = counts.get(path, -1) + 1
    return (*path, str(counts[path]))


def _find_end(text: str, at: int) -> int:
    """Where the next line begins."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end + 1


def _split(key: str) -> Path:
    return tuple(map(_read_part, re.findall(_PART, key)))


def _read_part(part: str) -> str:
    """The name that a part of a key says."""
    if part.startswith('"') and "\\" in part:
        return str(tomllib.loads(f"name = {part}")["name"])
    return part.strip("\"'")


def _note(found: dict[Path, Spot], path: Path, starts: Sequence[int], at: int) -> None:
    """Note where a path stands, and the tables above it that nothing opened."""
    line = bisect_right(starts, at)
    for size in range(1, len(path) + 1):
        found.setdefault(path[:size], (line, at - starts[line - 1] + 1))


def _read_value(text: str, at: int) -> tuple[list[tuple[Path, int]], int]:
    """The keys in a value, each with its place, those in lists below the number of their item; and where the value ends."""
    found: list[tuple[Path, int]] = []
    open_ones: list[tuple[str, Path]] = []
    items: Counter[Path] = Counter()
    path: Path = ()
    while match := _TOKEN.search(text, at):
        at = match.end()
        sign = match["sign"]
        if sign == "\n" and not open_ones:
            return found, at
        if sign in ("[", "{"):
            if open_ones and open_ones[-1][0] == "[":
                above = open_ones[-1][1]
                path = (*above, str(items[above]))
                items[above] += 1
            open_ones.append((sign, path))
        elif sign in ("]", "}") and open_ones:
            open_ones.pop()
        elif match["key"] and open_ones:
            path = (*open_ones[-1][1], *_split(match["key"]))
            found.append((path, match.start("key")))
    return found, len(text)


def find_key(text: str, *path: str) -> Place:
    """The place of a key, or of the nearest table above it that stands in a text; else the file."""
    known = locate_keys(text)
    for size in range(len(path), 0, -1):
        if spot := known.get(path[:size]):
            return Place(SITE_TOML, *spot)
    return Place(SITE_TOML)


def find_inside(text: str, name: str, key: str) -> Place:
    """The place of the first key that is called so below a setting, whatever lies between; else the file."""
    for path, (line, column) in locate_keys(text).items():
        if path[0] == name and path[-1] == key and (len(path) > 1 or key == name):
            return Place(SITE_TOML, line, column)
    return Place(SITE_TOML)
