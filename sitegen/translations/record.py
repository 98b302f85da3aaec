"""`translations.lock`: which texts of the languages were agreed to say the same.

A line names a page and the texts of one block, each by a hash of what it says: `trade 5fc1… 90ab…`, in the
order of the languages in `site.toml`; `-` stands for a language that is meant to have no such block. In a site
of three languages and more each text has its language before it, `trade de:5fc1… en:90ab…`, for some of
them may agree while others are behind. The lines name contents and no places, and are sorted: so a paragraph
that is moved changes none, and git merges the file line by line.
"""

from __future__ import annotations

import posixpath
import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.messages.said import say
from sitegen.naming import LOCK
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sitegen.problems import Problem

    Agreed = Mapping[str, str]
    """Texts that say the same: the hash of each by the code of its language, or `ALONE`."""

AGREED = "agreed"
"""Name of the part that has the lines of a page."""
ALONE = "-"
"""Stands for the text of a language that is meant to have none."""
_TAGGED = 3
"""From how many languages on each text of a line has its language before it."""
_HASH = re.compile(r"[0-9a-f]{16}")


def name_lock(content: str) -> str:
    """The path of the file, which stands beside the folder of pages."""
    return posixpath.join(posixpath.dirname(content.rstrip("/")), LOCK)


def parse_lock(
    text: str, path: str, codes: Sequence[str]
) -> tuple[Mapping[str, tuple[Agreed, ...]], tuple[Problem, ...]]:
    """The lines of each page by its slug, and the lines that are none.

    A text of a language that the site has no more is passed over.
    """
    found: dict[str, list[Agreed]] = {}
    problems: list[Problem] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        agreed = _parse_line(line, codes)
        if agreed is None:
            problems.append(_explain(line, Place(path, number, 1)))
        elif agreed not in found.setdefault(line.split()[0], []):
            found[line.split()[0]].append(agreed)
    return {slug: tuple(lines) for slug, lines in found.items()}, tuple(problems)


def _parse_line(line: str, codes: Sequence[str]) -> Agreed | None:
    """What a line says; `None` for one that says nothing."""
    _, *texts = line.split()
    pairs = [text.rpartition(":")[::2] for text in texts]
    if len(pairs) <= 1 or not all(one == ALONE or _HASH.fullmatch(one) for _, one in pairs):
        return None
    if all(code for code, _ in pairs):
        return MappingProxyType({code: one for code, one in pairs if code in codes})
    if any(code for code, _ in pairs):
        return None
    return MappingProxyType(dict(zip(codes, (one for _, one in pairs), strict=False)))


def _explain(line: str, place: Place) -> Problem:
    return place.problem(
        "translations",
        say("`{line}` is not a page with the hashes of its texts", line=line.strip()),
        say("Remove the line, and write it anew: sitegen agree PAGE"),
    )


def format_lock(lines: Mapping[str, Iterable[Agreed]], codes: Sequence[str]) -> str:
    """The text of the file."""
    said = {_format_line(slug, one, codes) for slug, some in lines.items() for one in some}
    return "".join(f"{line}\n" for line in sorted(said))


def _format_line(slug: str, agreed: Agreed, codes: Sequence[str]) -> str:
    return " ".join((slug, *_list_texts(agreed, codes)))


def _list_texts(agreed: Agreed, codes: Sequence[str]) -> Iterator[str]:
    for code in codes:
        if code in agreed:
            yield agreed[code] if len(codes) < _TAGGED else f"{code}:{agreed[code]}"
