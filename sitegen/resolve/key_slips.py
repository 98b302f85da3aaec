"""What stands beside the key of a fact and does not belong there: other separators, marks, a label, a second key.

Each place where keys stand divides them in its own way; what is written otherwise is one key with a few signs too
many, and not a fact that is not there.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.messages.said import Said


class Stands(Enum):
    """How keys stand in a place."""

    ALONE = "a role of one key"
    LIST = "a role of several keys, with commas"
    CARD = "a line of a scorecard, with `|`"
    LINE = "a line each"
    LABELLED = "a line each, with a label behind `=`"


_TOKEN = re.compile(r"[^\s,，、;；:：|｜=＝<>＜＞()（）\[\]{}｛｝`\"'“”‘’「」『』《》*~→]+")
"""What may be a key: a run without any of the signs that authors write between or around keys."""
_SLASHES = str.maketrans("／＼\\", "///")
_AROUND = " \t,，、;；:：|｜=＝<>＜＞()（）[]{}｛｝`\"'“”‘’「」『』《》*~→_-–—•+"
_NO_LABEL = re.compile(r"[{｛][\w-]+[}｝]|\]\([^()]*\)|^\s*\d+[.)]\s")
"""What stands around a key and is no text: the name of a role, the address of a link, the number of an item."""
EMPHASIS = re.compile(r"\*+|~~")
"""Marks of emphasis, which keys have none of."""


def explain_slip(text: str, stands: Stands, is_key: Callable[[str], bool]) -> Said | None:
    """What to write instead of a text that holds keys and is none; `None` where it holds none."""
    found = [
        (token, match)
        for match in _TOKEN.finditer(text)
        if (token := _find_key(match[0], is_key)) and "/" in token
    ]
    if not found:
        return None
    keys = [key for key, _ in found]
    pieces = [text[: found[0][1].start()]]
    pieces += [text[a.end() : b.start()] for (_, a), (_, b) in pairwise(found)]
    pieces.append(text[found[-1][1].end() :])
    words = [_NO_LABEL.sub("", one).strip(_AROUND) for one in pieces]
    role = next((one for one in pieces if _name_role(one) and stands is not Stands.ALONE), "")
    if rule := next(filter(_is_rule, words), "") or _name_role(role):
        before = pieces.index(role) if role else words.index(rule)
        return _write_rule(rule, keys[:before], keys[before:], stands)
    if any(words[1:-1]) or (words[0] and words[-1]):
        return None
    if len(keys) > 1:
        return None if any(words) else _write_keys(keys, stands)
    return _write_key(keys[0], pieces, words[0] or words[-1], stands)


def _find_key(token: str, is_key: Callable[[str], bool]) -> str:
    """The key that a run of signs is, or is but for marks and slashes of another kind; empty for none."""
    for key in dict.fromkeys(
        (token, token.strip("_"), token.replace("_", ""), token.strip(".-–—"))
    ):
        if is_key(plain := key.translate(_SLASHES)):
            return plain
    return ""


def _name_role(text: str) -> str:
    """The rule whose role begins in a text; empty for none."""
    match = re.search(r"[{｛]([\w-]+)[}｝]", text)
    return match[1] if match and _is_rule(match[1]) else ""


def _is_rule(name: str) -> bool:
    """Whether a name is that of a rule by which numbers are computed."""
    from sitegen.analysis.derive import DERIVATIONS

    return name in DERIVATIONS


def _write_rule(rule: str, before: list[str], keys: list[str], stands: Stands) -> Said | None:
    """A number that a rule makes, as it stands on a card or in a chart."""
    if stands is Stands.CARD and len(before) <= 1 and keys:
        meant = " | ".join([*before, f"{rule}: {', '.join(keys)}"])
        return say("Write `{meant}`", meant=meant)
    if stands is Stands.LABELLED and not before and keys:
        return say("Write `{meant}`", meant=f"{rule}({', '.join(keys)})")
    return None


def _write_keys(keys: list[str], stands: Stands) -> Said:
    if stands is Stands.LIST:
        return say("Write `{meant}`", meant=", ".join(keys))
    if stands is Stands.CARD:
        return say("Write `{meant}`, or each on a line of its own", meant=" | ".join(keys))
    if stands is Stands.ALONE:
        return say("Write a role for each: {names}", names=say_names(keys))
    return say("Write each on a line of its own: {names}", names=say_names(keys))


def _write_key(key: str, pieces: list[str], label: str, stands: Stands) -> Said:
    marks = [EMPHASIS.search(one) for one in pieces]
    lone = [one for one in marks if one]
    if stands in {Stands.ALONE, Stands.LIST} and not label and len(lone) == 1:
        return say(
            "Write `{meant}`, and `{mark}` outside the backquotes", meant=key, mark=lone[0][0]
        )
    if label and stands is Stands.LABELLED:
        return say("Write `{meant}`", meant=f"{key} = {label}")
    if label:
        return say("Write `{meant}`: no text of its own stands beside it", meant=key)
    return say("Write `{meant}`", meant=key)
