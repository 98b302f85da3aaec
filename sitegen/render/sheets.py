"""What a style sheet says, as far as it can be wrong without a browser: its brackets, its tokens, what it loads."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from sitegen.limits import DEEPEST, MOST_NAMED
from sitegen.messages.said import say
from sitegen.problems import Slip
from sitegen.render.css_names import judge_head, judge_names
from sitegen.render.css_tokens import Part, Token, list_parts, split_sheet
from sitegen.render.css_values import judge_value

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_FOREIGN = re.compile("[｛｝：；（），]")
_BEGUN = re.compile(r"[\s;}]/\*")
"""The beginning of a comment, and no part of a path with a `*` in it."""
_PAIRS = {"{": "}", "(": ")", "[": "]"}


class Load(NamedTuple):
    """Something that a sheet loads."""

    start: int
    """Where its address begins."""
    href: str
    """As it is written."""


class Use(NamedTuple):
    """A token, which is a custom property."""

    start: int
    name: str


@dataclass(frozen=True)
class ReadSheet:
    """What a style sheet says."""

    faults: tuple[Slip, ...]
    loads: tuple[Load, ...]
    used: tuple[Use, ...]
    """Tokens that it uses without saying what holds where they are not set."""
    known: frozenset[str]
    """All tokens that it uses or sets."""
    defined: tuple[Use, ...]
    """Tokens that it sets."""
    unknown: tuple[Slip, ...]
    """Names that no browser knows, and values that none takes."""
    classes: tuple[Use, ...] = ()
    """Classes that its rules are for, each where it first stands."""


@lru_cache(maxsize=64)
def read_sheet(text: str) -> ReadSheet:
    """What a style sheet says."""
    tokens = split_sheet(text)
    real = [one for one in tokens if one.kind != "comment"]
    used, defined, known = [], [], set[str]()
    for index, token in enumerate(real):
        if token.kind != "word" or not token.text.startswith("--"):
            continue
        before, two = _text(real, index - 1), _text(real, index - 2)
        known.add(token.text)
        if before == "(" and two.lower() == "var" and _text(real, index + 1) != ",":
            used.append(Use(token.start, token.text))
        elif (
            before in {"", "{", "}", ";"} and _text(real, index + 1) == ":"
        ) or before.lower() == "@property":
            defined.append(Use(token.start, token.text))
    faults = tuple(islice(_find_faults(text, tokens), MOST_NAMED))
    parts = [] if faults else [*list_parts(tokens)]
    faults = faults or tuple(islice(_find_run_on(text, parts), MOST_NAMED))
    return ReadSheet(
        faults,
        tuple(_find_loads(real)),
        tuple(used),
        frozenset(known),
        tuple(defined),
        () if faults else tuple(islice(_find_passed_over(parts), MOST_NAMED)),
        () if faults else tuple(_list_classes(parts)),
    )


def _list_classes(parts: Iterable[Part]) -> Iterator[Use]:
    seen = set[str]()
    for part in parts:
        if part.end != "{" or not part.tokens or part.tokens[0].text.startswith("@"):
            continue
        for before, token in pairwise(part.tokens):
            is_class = before.text == "." and token.start == before.start + 1
            if is_class and token.text[:1].isalpha() and token.text not in seen:
                seen.add(token.text)
                yield Use(token.start, token.text)


def _find_passed_over(parts: Iterable[Part]) -> Iterator[Slip]:
    """Names that no browser knows and values that none takes, in their order."""
    for part in parts:
        if declared := part.declaration:
            found = (*judge_names(declared, part.heads), *judge_value(declared, part.heads))
            yield from sorted(found, key=lambda one: one.start)
        else:
            yield from judge_head(part)


def _text(tokens: list[Token], index: int) -> str:
    return tokens[index].text if 0 <= index < len(tokens) else ""


def _find_faults(text: str, tokens: list[Token]) -> Iterator[Slip]:
    """What keeps a sheet from being read as it is meant; a brace that an open quotation takes in is not missed."""
    yield from _find_deep(tokens)
    yield from _find_foreign_signs(text, tokens)
    open_texts = [*filter(_is_open, tokens)]
    for token in open_texts:
        said = say("the quotation mark {text} is not closed", text=token.text[0])
        yield Slip(token.start, said, say("Close it in the same line"))
    opened: list[Token] = []
    for token in tokens:
        if token.kind == "comment":
            yield from _judge_comment(token)
        elif token.kind == "open":
            opened.append(token)
        elif token.kind == "close":
            while opened and _PAIRS[opened[-1].text] != token.text and token.text == "}":
                yield _unclosed(opened.pop())
            if opened and _PAIRS[opened[-1].text] == token.text:
                opened.pop()
            else:
                yield Slip(
                    token.start, say("`{text}` closes nothing", text=token.text), say("Remove it")
                )
    for token in opened:
        taken = any(token.start < one.start and "}" in one.text for one in open_texts)
        if token.text != "{" or not taken:
            yield _unclosed(token)


def _judge_comment(token: Token) -> Iterator[Slip]:
    """A comment without an end, and one that has a rule in it and behind that the beginning of another: it was to end before."""
    text = token.text
    if len(text) < len("/**/") or not text.endswith("*/"):
        yield Slip(token.start, say("the comment is not closed"), say("Close it with `*/`"))
        return
    begun = _BEGUN.search(text, 2, len(text) - 2)
    if begun is not None and "}" in text[: begun.end()].partition("{")[2]:
        said = say("the comment goes on to the end of the next, and takes in the rules between")
        yield Slip(token.start, said, say("Close it with `*/` before them"))


def _find_deep(tokens: list[Token]) -> Iterator[Slip]:
    """The first bracket in more others than any sheet has."""
    depth = 0
    for token in tokens:
        depth += (token.kind == "open") - (token.kind == "close")
        if depth > DEEPEST:
            said = say("blocks and brackets lie deeper in each other than {most}", most=DEEPEST)
            yield Slip(token.start, said, say("Close those before it"))
            return


def _is_open(token: Token) -> bool:
    return token.kind == "string" and (len(token.text) == 1 or token.text[-1] != token.text[0])


def _find_foreign_signs(text: str, tokens: list[Token]) -> Iterator[Slip]:
    """Full-width signs, and comments of other languages: browsers leave out the rule that holds them."""
    if not (_FOREIGN.search(text) or "//" in text):
        return
    plain = [one for one in tokens if one.kind not in {"comment", "string", "bare"}]
    for token in plain:
        if found := _FOREIGN.search(token.text):
            half = chr(ord(found[0]) - 0xFEE0)
            said = say(
                "`{found}` is full-width, and browsers leave out what it is in", found=found[0]
            )
            yield Slip(token.start + found.start(), said, say("Write `{half}`", half=half))
    for before, token in pairwise(plain):
        if before.text == token.text == "/" and before.start + 1 == token.start:
            said = say("`//` begins no comment of a style sheet")
            yield Slip(before.start, said, say("Write `/* … */`"))


def _find_run_on(text: str, parts: list[Part]) -> Iterator[Slip]:
    """Declarations without a colon, and such as go on in another one: browsers leave out both."""
    for part in parts:
        own = part.tokens
        if part.end in {";", "}"} and part.heads and own and not own[0].text.startswith("@"):
            yield from _judge_declaration(text, own)


def _judge_declaration(text: str, tokens: list[Token]) -> Iterator[Slip]:
    colons = [number for number, one in enumerate(tokens) if one.text == ":"]
    if not colons:
        said = say("`{text}` has no colon", text=tokens[0].text)
        yield Slip(tokens[0].start, said, say("Write `name: value;`"))
    for number in colons[1:]:
        name, last = tokens[number - 1], tokens[number - 2]
        end = last.start + len(last.text)
        if name.kind == "word" and "\n" in text[end : name.start]:
            said = say("a semicolon is missing before `{name}`", name=name.text)
            yield Slip(end, said, say("Write `;` at the end of the line"))
            return


def _unclosed(token: Token) -> Slip:
    return Slip(
        token.start,
        say("`{text}` is not closed", text=token.text),
        say("Close it with `{pairs}`", pairs=_PAIRS[token.text]),
    )


def _find_loads(tokens: list[Token]) -> Iterator[Load]:
    for index, token in enumerate(tokens):
        if token.kind == "bare":
            inside = re.match(r"url\(\s*", token.text, re.IGNORECASE)
            skipped = inside.end() if inside else 0
            yield Load(token.start + skipped, token.text[skipped:-1].strip())
        elif token.kind == "string" and len(token.text) > 1:
            before, two = _text(tokens, index - 1).lower(), _text(tokens, index - 2).lower()
            if before == "@import" or (before == "(" and two == "url"):
                yield Load(token.start + 1, token.text[1:-1])


def is_foreign(href: str) -> bool:
    """Whether an address leads to another site."""
    return href.strip().lower().startswith(("http:", "https:", "//"))


def find_asset(href: str) -> str | None:
    """The name of the asset that a sheet loads; `None` for what is no file: data, a part of the page itself."""
    try:
        parts = urlsplit(href.strip())
    except ValueError:
        return href
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = posixpath.normpath(posixpath.join("assets", unquote(parts.path)))
    return path.removeprefix("assets/") if path.startswith("assets/") else f"../{path}"


def fill_loads(text: str, name_of: Callable[[str], str | None]) -> str:
    """A sheet with the published names of the assets that it loads; one without such a name stays as it is."""
    parts, end = [], 0
    for load in read_sheet(text).loads:
        asset = None if is_foreign(load.href) else find_asset(load.href)
        published = name_of(asset) if asset else None
        if published:
            tail = re.search(r"[?#].*", load.href)
            parts += [text[end : load.start], published, tail[0] if tail else ""]
            end = load.start + len(load.href)
    return "".join([*parts, text[end:]])
