"""`translations.lock`: which texts of the languages were agreed to say the same.

A line names a page and the texts of one block, each by a hash of what it says and, behind a full stop, a sketch
by which it is known again once it is reworded: `trade 5fc1….3a7b… 90ab….c04d…`, in the order of the languages in
`site.toml`; `-` stands for a language that is meant to have no such block. In a site of three languages and more
each text has its language before it, `trade de:5fc1… en:90ab…`, for some of them may agree while others are behind.
The lines name contents and no places, and are sorted: so a paragraph that is moved changes none, and git merges the
file line by line. Where it could not, both sides count, and what stands between the marks of git is told once.
"""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_many
from sitegen.naming import LOCK
from sitegen.problems import Place, find_nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.problems import Problem

    Agreed = Mapping[str, str]
    """Texts that say the same: the hash of each by the code of its language, or `ALONE`."""

AGREED = "agreed"
"""Name of the part that has the lines of a page."""
RENAMED = "renamed"
"""Name of the part that says of a page that lines with another name may be its own."""
SKETCHES = "sketches"
"""Name of the part that has the sketches of the texts of a page."""
ALONE = "-"
"""Stands for the text of a language that is meant to have none."""
_TAGGED = 3
"""From how many languages on each text of a line has its language before it."""
_TEXT = re.compile(r"([0-9a-f]{16})(?:\.([0-9a-f]{16}))?|-")
"""A text: its hash, with its sketch or, as older versions wrote it, without; or none."""
_OURS, _BASE, _MIDDLE, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
"""How the lines begin that git writes around what it could not merge."""


@dataclass(frozen=True)
class Lock:
    """What the file says."""

    agreed: Mapping[str, tuple[Agreed, ...]]
    """The lines of each page, by its slug; a text of a language that the site has no more is passed over."""
    sketches: Mapping[str, Mapping[str, str]]
    """The sketches of the texts of each page, by slug and by hash."""
    problems: tuple[Problem, ...]
    """The lines that say nothing."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where the first line of each page stands."""


@dataclass
class _Reading:
    """What was read of a lock so far."""

    agreed: dict[str, list[Agreed]] = field(default_factory=dict)
    sketches: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def add(self, slug: str, agreed: Agreed, sketches: Mapping[str, str], place: Place) -> None:
        """Add a line, once."""
        self.places.setdefault(slug, place)
        lines = self.agreed.setdefault(slug, [])
        if agreed not in lines:
            lines.append(agreed)
        if sketches:
            self.sketches.setdefault(slug, {}).update(sketches)


def name_lock(content: str) -> str:
    """The path of the file, which stands beside the folder of pages."""
    return posixpath.join(posixpath.dirname(content.rstrip("/")), LOCK)


def parse_lock(text: str, path: str, codes: Sequence[str]) -> Lock:
    """What the text of the file says; of a merge that is not finished, both sides."""
    reading, problems = _Reading(), []
    lines = text.split("\n")
    passed = {*_list_bases(lines)}
    for number, line in enumerate(lines, 1):
        if not line.strip() or number in passed:
            continue
        if line.startswith((_OURS, _MIDDLE, _THEIRS)):
            if told := _explain_merge(lines, number, Place(path, number, 1)):
                problems.append(told)
            continue
        slug, *texts = line.split()
        agreed, sketches = _parse_texts(texts, codes)
        if agreed is None:
            problems.append(_explain(line, Place(path, number, 1)))
        else:
            reading.add(slug, agreed, sketches, Place(path, number, 1))
    return Lock(
        {slug: tuple(some) for slug, some in reading.agreed.items()},
        reading.sketches,
        tuple(problems),
        reading.places,
    )


def find_strays(lock: Lock, slugs: Collection[str]) -> Mapping[str, str]:
    """Names in the lock that no page has, each with the page that it may have been meant for; empty for none.

    That is one with nearly the same name, or else the only page of which the lock has nothing.
    """
    free = [slug for slug in slugs if slug not in lock.agreed]
    strays = [slug for slug in lock.agreed if slug not in slugs]
    only = free[0] if len(strays) == len(free) == 1 else ""
    return {slug: next(iter(find_nearest(slug, free, 1)), only) for slug in strays}


def tell_strays(lock: Lock, strays: Mapping[str, str]) -> Iterator[Problem]:
    """Names in the lock that no page has: a warning each."""
    for slug, meant in strays.items():
        said = say_many(
            len(lock.agreed[slug]),
            "there is no page `{slug}`, of which {n} line tells here",
            "there is no page `{slug}`, of which {n} lines tell here",
            slug=slug,
        )
        cure = (
            say(
                "If it is `{meant}`, the next `sitegen agree` writes that in its place; if it is gone, remove them",
                meant=meant,
            )
            if meant
            else say(
                "Write the name that it has now; if it is gone, remove them, as the next `sitegen agree` does"
            )
        )
        yield lock.places[slug].problem("translations", said, cure, "warning")


def _list_bases(lines: Sequence[str]) -> Iterator[int]:
    """The lines, from 1, of what stood before both branches, which git writes where it is set to `diff3`."""
    is_base = False
    for number, line in enumerate(lines, 1):
        is_base = line.startswith(_BASE) or (is_base and not line.startswith((_MIDDLE, _THEIRS)))
        if is_base:
            yield number


def _parse_texts(
    texts: Sequence[str], codes: Sequence[str]
) -> tuple[Agreed | None, Mapping[str, str]]:
    """What a line says of its texts, and their sketches; `None` for one that says nothing."""
    pairs = [text.rpartition(":")[::2] for text in texts]
    matches = [_TEXT.fullmatch(one) for _, one in pairs]
    named = [code for code, _ in pairs if code]
    if len(pairs) <= 1 or len(named) not in {0, len(pairs)}:
        return None, {}
    found = [(match[1] or ALONE, match[2]) for match in matches if match]
    if len(found) < len(pairs):
        return None, {}
    own = zip(named or codes, (name for name, _ in found), strict=False)
    sketches = {name: sketch for name, sketch in found if sketch}
    return MappingProxyType({code: name for code, name in own if code in codes}), sketches


def _explain_merge(lines: Sequence[str], number: int, place: Place) -> Problem | None:
    """A mark of a merge that git left to be finished; of one that is whole, the first alone."""
    marks = [
        (n, one[: len(_OURS)])
        for n, one in enumerate(lines, 1)
        if one.startswith((_OURS, _MIDDLE, _THEIRS))
    ]
    at = marks.index((number, lines[number - 1][: len(_OURS)]))
    whole = [_OURS, _MIDDLE, _THEIRS]
    for start in (at - 2, at - 1, at):
        if start >= 0 and [mark for _, mark in marks[start : start + 3]] == whole:
            return _tell_merge(place, marks[start + 2][0]) if start == at else None
    return place.problem(
        "translations",
        say("`{line}` is a mark of git for a merge that is not finished", line=lines[number - 1]),
        say("Remove the line; what was agreed stands in the others"),
    )


def _explain(line: str, place: Place) -> Problem:
    return place.problem(
        "translations",
        say("`{line}` is not a page with the hashes of its texts", line=line.strip()),
        say("Remove the line, and write it anew: sitegen agree PAGE"),
    )


def _tell_merge(place: Place, last: int) -> Problem:
    return place.problem(
        "translations",
        say(
            "a merge of git is not finished: both sides of it stand here, up to line {last}",
            last=last,
        ),
        say(
            "Keep the lines of both sides and remove those with `<<<<<<<`, `=======` and `>>>>>>>`; `sitegen agree PAGE` does it too. With `translations.lock merge=union` in .gitattributes git merges the file by itself"
        ),
    )


def format_lock(
    lines: Mapping[str, Iterable[Agreed]],
    codes: Sequence[str],
    sketches: Mapping[str, Mapping[str, str]],
) -> str:
    """The text of the file, with the sketches of each page as far as they are known."""
    said = {
        " ".join((slug, *_list_texts(one, codes, sketches.get(slug, {}))))
        for slug, some in lines.items()
        for one in some
    }
    return "".join(f"{line}\n" for line in sorted(said))


def _list_texts(agreed: Agreed, codes: Sequence[str], sketches: Mapping[str, str]) -> Iterator[str]:
    for code in codes:
        if code in agreed:
            name = agreed[code]
            text = f"{name}.{sketches[name]}" if name in sketches else name
            yield text if len(codes) < _TAGGED else f"{code}:{text}"
