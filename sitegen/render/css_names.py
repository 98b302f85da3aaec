"""Names in a style sheet that no browser knows: it passes over what they stand in, and says so to nobody.

The names stand in `css.csv`: those of `mdn-data` and, where it has not caught up, those that Chromium
answers to (`tests/browser/test_known_names.py` asks it). Names with a prefix of a browser and tokens are let be;
of values `css_values` says what no browser takes.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.messages.said import Said, say
from sitegen.problems import Slip, suggest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sitegen.render.css_tokens import Declaration, Part, Token

_NUMBER = re.compile(r"\d+([a-z]+)", re.IGNORECASE)
_COLOUR = re.compile(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", re.IGNORECASE)
_ANY = {"@font-feature-values", "@property"}
"""Blocks in which an author gives the names, or whose few names the specification may add to."""
_PASSED = say("Browsers pass over what they do not know")


def list_css_names(kind: str, within: str = "") -> frozenset[str]:
    """The names of a kind: `property`, `at-rule`, `pseudo`, `unit`, or `descriptor` within an at-rule."""
    return _read_names().get((kind, within), frozenset())


@cache
def _read_names() -> Mapping[tuple[str, str], frozenset[str]]:
    """All names, by their kind and the at-rule that they are within."""
    text = Path(__file__).with_name("css.csv").read_text("utf-8")
    names: dict[tuple[str, str], set[str]] = {}
    for row in csv.DictReader(text.splitlines()):
        names.setdefault((row["kind"], row["within"]), set()).add(row["name"])
    return {key: frozenset(own) for key, own in names.items()}


def judge_head(part: Part) -> Iterator[Slip]:
    """At-rules and pseudo-classes that do not exist, in what declares nothing."""
    real = part.tokens
    if real and real[0].text == "<":
        said = say("`<` begins nothing in a style sheet")
        yield Slip(real[0].start, said, say("Leave the tag out: the file holds rules alone"))
    elif real and real[0].text.startswith("@"):
        yield from _check_at_rule(real[0])
    elif part.end == "{":
        yield from _check_pseudo(part)


def judge_names(declared: Declaration, heads: tuple[str, ...]) -> Iterator[Slip]:
    """A property and units that do not exist, and colours of so many digits as none has."""
    name, value = declared
    yield from _check_property(name, heads)
    if value and value[0].text == ":":
        said = say("a second colon stands behind `{name}`", name=name.text)
        yield Slip(value[0].start, said, say("Remove it"))
    elif not name.text.startswith("--"):
        yield from _check_value(value)


def _judge(token: Token, name: str, known: Collection[str], said: Said) -> Iterator[Slip]:
    if not name.startswith("-") and name.lower() not in known:
        yield Slip(token.start, said, suggest(name.lower(), sorted(known)) or _PASSED)


def _check_at_rule(token: Token) -> Iterator[Slip]:
    known = {f"@{one}" for one in list_css_names("at-rule")}
    if not token.text.startswith("@-"):
        said = say("there is no rule `{name}` of style sheets", name=token.text)
        yield from _judge(token, token.text, known, said)


def _check_pseudo(part: Part) -> Iterator[Slip]:
    if part.heads and part.heads[-1].endswith("keyframes"):
        return
    for before, token in pairwise(part.tokens):
        if before.text == ":" and token.kind == "word":
            said = say("there is no pseudo-class or -element `:{name}`", name=token.text)
            yield from _judge(token, token.text, list_css_names("pseudo"), said)


def _check_property(token: Token, heads: tuple[str, ...]) -> Iterator[Slip]:
    if token.kind != "word" or not _ANY.isdisjoint(heads):
        return
    known, own = (
        list_css_names("property"),
        list_css_names("descriptor", heads[-1].removeprefix("@")),
    )
    said = say("there is no property `{name}`", name=token.text)
    yield from _judge(token, token.text, known | own if own else known, said)


def _check_value(tokens: list[Token]) -> Iterator[Slip]:
    """Units, colours and `!important`, wherever they stand in a value."""
    before = ""
    for token in tokens:
        found = _NUMBER.fullmatch(token.text) if token.kind == "word" else None
        if before == "#" and token.kind == "word" and not _COLOUR.fullmatch(token.text):
            said = say("`#{digits}` is no colour", digits=token.text)
            yield Slip(token.start - 1, said, say("Write three or six digits of 0 to 9 and a to f"))
        elif before == "!" and token.text.lower() != "important":
            said = say("`!{word}` means nothing", word=token.text)
            yield Slip(token.start - 1, said, say("Write `!important`, or leave it out"))
        elif before != "#" and found and found[1].lower() not in {"e", "x"}:
            said = say("`{text}` has no unit that browsers know", text=token.text)
            yield from _judge(token, found[1], list_css_names("unit"), said)
        before = token.text
