"""What a claim says, as authors write it behind its words: `gdp/a/2023/growth > gdp/b/2023/growth`.

Text alone: whether there are such facts, and whether it holds, is found out by others.

    claim      = one { ";" one }
    one        = side sign side                          a comparison
               | ("rises" | "falls") ":" keys            each later figure above, or below, the one before
               | ("largest" | "smallest") ":" key "of" keys
               | "status" ":" key "=" (word | key) { "|" (word | key) }    that of another target
               | "same" ":" keys                              all are stated alike, whatever they measure
               | "bound" ":" keys "=" word { "|" word }       all are stated with one of these bounds
               | "latest" ":" key                            no later figure of the same is stated
               | "absent" ":" pattern { "," pattern } [sign number]    no fact has such a key, or such a value
    sign       = "<" | "<=" | ">" | ">=" | "=" | "~" | "in"
                 `~` is equal within the rounding of what is printed, `in` lies in a range
    side       = number [unit] | [number "*"] (key | rule "(" keys ")" | "targets" "(" conditions ")")
    number     = 5 | 1.5 | 1/2 | 5 %
    keys       = key { "," key }, with `2020..2023` for two keys that differ in one part
    pattern    = key in which `*` stands for anything within a part
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from sitegen.limits import MOST_DIGITS
from sitegen.messages.said import say, say_names
from sitegen.problems import RefusedError, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class ClaimError(RefusedError):
    """The text is no claim."""


@dataclass(frozen=True)
class Number:
    """A number that the author names."""

    text: str
    """As written."""
    value: Fraction
    unit: str = ""
    """`%`, or the key of a unit; empty for a plain number."""

    def __str__(self) -> str:
        """As written, in one way."""
        return f"{self.text}{self.unit if self.unit == '%' else f' {self.unit}'}".strip()


@dataclass(frozen=True)
class Figure:
    """A fact, or a number that a rule makes of facts; or so many times it."""

    rule: str
    """Name of a rule of derived numbers; empty for a fact."""
    keys: tuple[str, ...]
    times: Fraction = Fraction(1)

    def __str__(self) -> str:
        """As written, in one way."""
        own = f"{self.rule}({', '.join(self.keys)})" if self.rule else self.keys[0]
        return own if self.times == 1 else f"{self.times} * {own}"


@dataclass(frozen=True)
class Tally:
    """How many targets are as conditions say; or so many times it."""

    conditions: str
    times: Fraction = Fraction(1)

    def __str__(self) -> str:
        """As written, in one way."""
        own = f"{TARGETS}({self.conditions})"
        return own if self.times == 1 else f"{self.times} * {own}"


Side = Number | Figure | Tally
TARGETS = "targets"
"""What stands before the conditions of a tally."""


@dataclass(frozen=True)
class Inequality:
    """Two sides, and what one is to the other."""

    left: Side
    sign: str
    right: Side

    def __str__(self) -> str:
        """As written, in one way."""
        return f"{self.left} {self.sign} {self.right}"


@dataclass(frozen=True)
class Trend:
    """Figures that go one way, each from the one before."""

    word: str
    """`rises` or `falls`."""
    keys: tuple[str, ...]

    def __str__(self) -> str:
        """As written, in one way."""
        return f"{self.word}: {', '.join(self.keys)}"


@dataclass(frozen=True)
class Extreme:
    """A figure that is beyond all others."""

    word: str
    """`largest` or `smallest`."""
    key: str
    among: tuple[str, ...]
    """Keys, or patterns, of all that it stands among."""

    def __str__(self) -> str:
        """As written, in one way."""
        return f"{self.word}: {self.key} of {', '.join(self.among)}"


@dataclass(frozen=True)
class Alike:
    """Figures that are stated alike, number, unit and bound, whatever they measure."""

    keys: tuple[str, ...]

    def __str__(self) -> str:
        """As written, in one way."""
        return f"same: {', '.join(self.keys)}"


@dataclass(frozen=True)
class BoundClaim:
    """Figures that are stated as lower bounds, as ranges, as plain numbers."""

    keys: tuple[str, ...]
    bounds: tuple[str, ...]

    def __str__(self) -> str:
        """As written, in one way."""
        return f"bound: {', '.join(self.keys)} = {' | '.join(self.bounds)}"


@dataclass(frozen=True)
class StatusClaim:
    """A target that has one of some statuses."""

    key: str
    statuses: tuple[str, ...]
    """Words, and keys of other targets, for the status that these have."""

    @property
    def others(self) -> tuple[str, ...]:
        """The keys of the targets that it is set beside."""
        return tuple(one for one in self.statuses if "/" in one)

    def __str__(self) -> str:
        """As written, in one way."""
        return f"status: {self.key} = {' | '.join(self.statuses)}"


@dataclass(frozen=True)
class Latest:
    """A figure after which none of the same is stated."""

    key: str

    def __str__(self) -> str:
        """As written, in one way."""
        return f"latest: {self.key}"


@dataclass(frozen=True)
class Absence:
    """Facts that no source states."""

    patterns: tuple[str, ...]
    sign: str = ""
    """Empty where no value at all is stated."""
    number: Number | None = None
    """What no value is so beside: `absent: gdp/*/*/growth < 0 %`."""

    def __str__(self) -> str:
        """As written, in one way."""
        beside = f" {self.sign} {self.number}" if self.number else ""
        return f"absent: {', '.join(self.patterns)}{beside}"


Claim = Inequality | Trend | Extreme | Alike | BoundClaim | StatusClaim | Latest | Absence

WITHIN = "in"
SIGNS = ("<=", ">=", "<", ">", "=", "~", WITHIN)
_OTHER_SIGNS = {"≤": "<=", "≥": ">=", "＜": "<", "＞": ">", "＝": "=", "≈": "~", "==": "="}
_MEANT = {"=<": "<=", "=>": ">=", "!=": "", "<>": "", "≠": ""}
"""Signs that other languages have, and what stands for them; nothing stands for that two differ."""
_STRANGE = re.compile("|".join(_MEANT))
_SIGN = re.compile(r"<=|>=|[<>=~]|(?<= )in(?= )")
_NUMBER = re.compile(r"(?P<number>[-−]?\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*(?P<unit>.*)", re.DOTALL)
_TIMES = re.compile(r"(?P<number>\d+(?:\.\d+)?(?:\s*/\s*\d+)?)\s*[*×]\s*(?P<rest>.+)", re.DOTALL)
_CALL = re.compile(r"(?P<rule>[a-z][a-z-]*)\s*\((?P<keys>.*)\)", re.DOTALL)
_WORD = re.compile(r"(?P<word>[a-z]+)\s*:\s*(?P<rest>.*)", re.DOTALL)
_OF = re.compile(r"(?P<key>\S+)\s+of\s+(?P<among>.+)", re.DOTALL)
_KEY = re.compile(r"[^\s,;()<>=~*|:]+(?:/[^\s,;()<>=~*|:]+){2,}")
_PATTERN = re.compile(r"[^\s,;()<>=~|:]+(?:/[^\s,;()<>=~|:]+){2,}")
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_FEWEST = 2


def parse_claim(text: str, split_keys: Callable[[str], tuple[str, ...]]) -> tuple[Claim, ...]:
    """The claims of a text, all of which must hold.

    Args:
        text: What stands behind the words.
        split_keys: From a list of keys with `..` to the keys.

    Raises:
        ClaimError: It is not written as one.
    """
    plain = " ".join(text.split())
    for other, sign in _OTHER_SIGNS.items():
        plain = plain.replace(other, sign)
    parts = [part.strip() for part in plain.split(";")]
    if not all(parts):
        raise ClaimError(
            say("there is nothing to hold it to"), say("Write e.g. `<a/b/2023 > a/c/2023>`")
        )
    return tuple(_parse_one(part, split_keys) for part in parts)


def _parse_one(text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Claim:
    named = _WORD.fullmatch(text)
    if named is None:
        return _parse_inequality(text, split_keys)
    word, rest = named["word"], named["rest"].strip()
    if word not in _FORMS:
        raise ClaimError(
            say("`{word}:` is not a kind of claim", word=word),
            suggest(word, _FORMS)
            or say(
                "Kinds are {forms}, or a comparison",
                forms=say_names(f"{form}:" for form in _FORMS),
            ),
        )
    return _FORMS[word](word, rest, split_keys)


def _refuse_strange(text: str) -> None:
    """Refuse a sign that other languages have, and a kind of claim without its colon."""
    if found := _STRANGE.search(text):
        cure = _MEANT[found[0]]
        raise ClaimError(
            say("`{sign}` is no sign of claims", sign=found[0]),
            say("Write `{cure}`", cure=cure)
            if cure
            else say("Write `<` or `>`: say which is more"),
        )
    word, space, rest = text.partition(" ")
    if space and word in _FORMS:
        raise ClaimError(
            say("no colon stands behind `{word}`", word=word),
            say("Write `{meant}`", meant=f"{word}: {rest}"),
        )


def _parse_inequality(text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Inequality:
    _refuse_strange(text)
    signs = list(_SIGN.finditer(_IN_PARENTHESES.sub(lambda match: "_" * len(match[0]), text)))
    if len(signs) != 1:
        said = (
            say("`{text}` has more than one sign", text=text)
            if signs
            else say("`{text}` has no sign", text=text)
        )
        raise ClaimError(
            said,
            say("Compare two sides by one of {signs}", signs=say_names(SIGNS)),
        )
    sign = signs[0]
    left = _parse_side(text[: sign.start()].strip(), split_keys)
    right = _parse_side(text[sign.end() :].strip(), split_keys)
    if isinstance(left, Number) and isinstance(right, Number):
        raise ClaimError(
            say("`{text}` names no fact", text=text), say("Name the key of a fact on one side")
        )
    return Inequality(left, sign[0], right)


def _parse_side(text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Side:
    if match := _TIMES.fullmatch(text):
        own = _parse_side(match["rest"], split_keys)
        if isinstance(own, Number):
            raise ClaimError(
                say("`{text}` multiplies two numbers", text=text), say("Write the product")
            )
        return replace(own, times=own.times * _read_number(match["number"]))
    if match := _CALL.fullmatch(text):
        if match["rule"] == TARGETS:
            return Tally(" ".join(match["keys"].replace(",", " ").split()))
        return Figure(match["rule"], _read_keys(match["keys"], split_keys))
    if (match := _NUMBER.fullmatch(text)) and not _KEY.fullmatch(
        text
    ):  # a key may begin with a digit
        unit = "%" if match["unit"] == "％" else match["unit"].strip()
        return Number(match["number"], _read_number(match["number"]), unit)
    if text.count("(") != text.count(")"):
        raise ClaimError(
            say("a parenthesis of `{text}` has no other half", text=text),
            say("Write `(` before the keys of a rule and `)` behind them"),
        )
    (key,) = _read_keys(text, lambda one: (one,))
    return Figure("", (key,))


def _read_number(text: str) -> Fraction:
    if max(map(len, re.findall(r"\d+", text))) > MOST_DIGITS:
        raise ClaimError(
            say("`{text}` has more than {most} digits", text=text, most=MOST_DIGITS),
            say("Write the number shorter"),
        )
    top, _, bottom = text.partition("/")
    if bottom and not int(bottom):
        raise ClaimError(say("`{text}` divides by zero", text=text), say("Write another number"))
    return Fraction(top.strip().replace("−", "-")) / int(bottom or 1)


def _read_keys(text: str, split_keys: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    keys = split_keys(text)
    for key in keys:
        if not _KEY.fullmatch(key):
            raise ClaimError(
                say("`{key}` is not the key of a fact", key=key)
                if key
                else say("a key is missing"),
                say("A key names indicator, area and period: `gdp/isles/2023`"),
            )
    return keys


def _read_trend(word: str, text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Trend:
    keys = _read_keys(text, split_keys)
    if len(keys) < _FEWEST:
        raise ClaimError(
            say("`{word}: {text}` names one figure", word=word, text=text),
            say("Name an earlier and a later one"),
        )
    return Trend(word, keys)


def _read_extreme(word: str, text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Extreme:
    match = _OF.fullmatch(text)
    if match is None:
        raise ClaimError(
            say("`{word}: {text}` does not say of what", word=word, text=text),
            say("Write `{word}: key of key, key, key`", word=word),
        )
    (key,) = _read_keys(match["key"], lambda one: (one,))
    among: list[str] = []
    for part in (part.strip() for part in match["among"].split(",")):
        among += _read_patterns(part) if "*" in part else _read_keys(part, split_keys)
    return Extreme(word, key, tuple(among))


def _read_alike(word: str, text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Alike:
    keys = _read_keys(text, split_keys)
    if len(keys) < _FEWEST:
        raise ClaimError(
            say("`{word}: {text}` names one figure", word=word, text=text),
            say("Name all that are stated alike"),
        )
    return Alike(keys)


def _read_bound(_: str, text: str, split_keys: Callable[[str], tuple[str, ...]]) -> BoundClaim:
    keys, sign, words = text.partition("=")
    if not sign or not words.strip():
        raise ClaimError(
            say("`bound: {text}` names no bound", text=text),
            say("Write `bound: key, key = at-least`"),
        )
    bounds = tuple(word.strip() for word in words.split("|"))
    return BoundClaim(_read_keys(keys.strip(), split_keys), bounds)


def _read_status(_: str, text: str, _split: Callable[[str], tuple[str, ...]]) -> StatusClaim:
    key, sign, words = text.partition("=")
    if not sign or not words.strip():
        raise ClaimError(
            say("`status: {text}` names no status", text=text), say("Write `status: key = ahead`")
        )
    _read_keys(key.strip(), lambda one: (one,))
    return StatusClaim(key.strip(), tuple(word.strip() for word in words.split("|")))


def _read_latest(_: str, text: str, _split: Callable[[str], tuple[str, ...]]) -> Latest:
    (key,) = _read_keys(text, lambda one: (one,))
    return Latest(key)


def _read_absence(_: str, text: str, split_keys: Callable[[str], tuple[str, ...]]) -> Absence:
    sign = _SIGN.search(text)
    if sign is None:
        return Absence(_read_patterns(text))
    number = _parse_side(text[sign.end() :].strip(), split_keys)
    if not isinstance(number, Number) or sign[0] == WITHIN:
        raise ClaimError(
            say("`{text}` is not a limit", text=text[sign.start() :]),
            say("Set a number: `absent: gdp/isles/* < 0`"),
        )
    return Absence(_read_patterns(text[: sign.start()].strip()), sign[0], number)


def _read_patterns(text: str) -> tuple[str, ...]:
    patterns = tuple(part.strip() for part in text.split(","))
    for one in patterns:
        if not _PATTERN.fullmatch(one):
            raise ClaimError(
                say("`{one}` is not a pattern of keys", one=one),
                say("Name indicator, area and period, with `*` for any: `gdp/isles/*`"),
            )
    return patterns


_FORMS: Mapping[str, Callable[[str, str, Callable[[str], tuple[str, ...]]], Claim]] = {
    "rises": _read_trend,
    "falls": _read_trend,
    "largest": _read_extreme,
    "smallest": _read_extreme,
    "same": _read_alike,
    "bound": _read_bound,
    "status": _read_status,
    "latest": _read_latest,
    "absent": _read_absence,
}
