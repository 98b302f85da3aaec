"""What a name nearly is: one that is known, in other letters, with a word of a copy, or misspelt.

A name that nobody knows may be anything. One that is nearly known was meant, and would be missed without
a word: `Facts.csv`, `facts (1).csv`, `conflict.csv`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from sitegen.naming import SITE_TOML

if TYPE_CHECKING:
    from collections.abc import Collection

_LIKE = 0.8
"""How much of two names is the same at least, where one is taken for the other misspelt."""
_MARK = (
    r"copy(?:\s+of)?|copie(?:\s+de)?|copia(?:\s+d[ei])?|kopie(?:\s+von)?|kopia|kopi|cópia|копия|コピー|사본"
    r"|副本|复件|複本|拷贝|备份|backup|bak|old|orig|original|new|final|新|旧"
)
"""Words by which systems and people call a copy."""
_COPY = (
    rf"(?:[\s_.,-]|的)*(?:\(\s*(?:\d+|{_MARK})\s*\)|(?:(?<![a-z])(?:{_MARK}))(?:\s*\(?\d+\)?)?)$"
)
_COPY_BEFORE = rf"^(?:{_MARK})(?:[\s_.-]|的)+"
_BREAK = "[^a-z0-9]"


def fold_name(name: str) -> str:
    """A name as systems that fold case and width have it."""
    return normalize("NFKC", name).casefold().strip()


def is_reserved(stem: str) -> bool:
    """Whether Windows keeps a name, in lower case and without its ending, for a device."""
    return re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)[0-9]", stem) is not None


def strip_copy(stem: str) -> str:
    """A folded name without its ending, and without what says that it is a copy."""
    while (short := re.sub(_COPY_BEFORE, "", re.sub(_COPY, "", stem))) not in {stem, ""}:
        stem = short
    return stem


def find_meant(stem: str, known: Collection[str], *, parts: bool = False) -> str | None:
    """The known name that another one, both without their endings, is nearly; `None` where it is near none.

    Known names are in lower case. With `parts`, one that begins or ends with a known name is near it.
    """
    folded = fold_name(stem)
    bare = strip_copy(folded)
    for one in (folded, bare):
        if one in known:
            return one
    for one in () if not parts else sorted(known, key=len, reverse=True):
        if folded.startswith(one) and re.match(_BREAK, folded[len(one) :]):
            return one
        if folded.endswith(one) and re.match(_BREAK, folded[-len(one) - 1]):
            return one
    best = max(known, key=lambda one: _compare(bare, one), default="")
    return best if best and _compare(bare, best) >= _LIKE else None


def is_settings_name(name: str) -> bool:
    """Whether a file beside `site.toml` was meant to be it, by its name; false of itself."""
    folded = fold_name(name).removesuffix(".txt")
    stem, _, ending = folded.rpartition(".")
    return (
        name != SITE_TOML and ending in {"toml", "tml"} and find_meant(stem, {"site"}) is not None
    )


def _compare(one: str, two: str) -> float:
    """How much of two names is the same, from 0 to 1."""
    if 2 * min(len(one), len(two)) < _LIKE * (len(one) + len(two)):
        return 0.0  # it cannot be more

    from difflib import SequenceMatcher

    return SequenceMatcher(None, one, two).ratio()
