"""Elements of a project's templates are closed, each in the part that opens it, nothing else is; their attributes exist.

What is looked at is the template and no page: once a template, however many pages it makes. What stands in
branches counts as far as one of them has it; what expressions write is not known, and takes no part.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import jinja2

from sitegen.markup.drawings import find_drawing_fault
from sitegen.markup.void import VOID
from sitegen.messages.said import say
from sitegen.problems import find_nearest, place_at, suggest
from sitegen.render.attribute_names import find_unknown_attributes
from sitegen.render.needs import read_needs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import LookStage
    from sitegen.problems import Place, Problem
    from sitegen.project.theme import NamedText


_WRITTEN = "\1"
_JINJA = re.compile(r"\{#.*?(?:#\}|\Z)|\{%.*?(?:%\}|\Z)|\{\{.*?(?:\}\}|\Z)", re.DOTALL)
"""What is not closed goes on to the end, here and below: else all behind it would be read once for each opening."""
_STATEMENT = re.compile(r"\{%[-+]?\s*(\w+)(.*?)[-+]?%\}", re.DOTALL)
_RAW = r"<(?P<raw>script|style|textarea|title)(?=[\s/>])[^>]*>.*?(?:</(?P=raw)\s*>|(?P<rest>\Z))"
_STEP = re.compile(
    rf"<!--.*?(?:-->|\Z)|<![a-z][^>]*(?:>|\Z)|(?P<whole>{_RAW})"
    r"|<(?P<end>/?)(?P<name>[a-z][\w:-]*)(?P<inside>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)(?P<closed>>?)",
    re.DOTALL | re.IGNORECASE,
)
_OPENED = re.compile(
    r"<(?P<name>[a-z][\w:-]*)(?P<inside>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)", re.IGNORECASE
)
_OPTIONAL = frozenset(
    [
        "html",
        "head",
        "body",
        "p",
        "li",
        "dt",
        "dd",
        "tr",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "colgroup",
        "caption",
        "option",
        "optgroup",
        "rt",
        "rp",
    ]
)
"""Elements whose end a browser knows without their end tag."""
KNOWN = (
    VOID
    | _OPTIONAL
    | frozenset(
        [
            "a",
            "abbr",
            "address",
            "article",
            "aside",
            "audio",
            "b",
            "bdi",
            "bdo",
            "blockquote",
            "button",
            "canvas",
            "cite",
            "code",
            "data",
            "datalist",
            "del",
            "details",
            "dfn",
            "dialog",
            "div",
            "dl",
            "em",
            "fieldset",
            "figcaption",
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hgroup",
            "i",
            "iframe",
            "ins",
            "kbd",
            "label",
            "legend",
            "main",
            "map",
            "mark",
            "math",
            "menu",
            "meter",
            "nav",
            "noscript",
            "object",
            "ol",
            "output",
            "picture",
            "pre",
            "progress",
            "q",
            "ruby",
            "s",
            "samp",
            "script",
            "search",
            "section",
            "select",
            "slot",
            "small",
            "span",
            "strong",
            "style",
            "sub",
            "summary",
            "sup",
            "svg",
            "table",
            "template",
            "textarea",
            "time",
            "title",
            "u",
            "ul",
            "var",
            "video",
        ]
    )
)
"""Elements that there are."""
_FOREIGN = frozenset({"svg", "math"})
"""Elements in which others stand, which may close themselves."""
_APART = frozenset({"macro", "call"})
"""Parts of a template that stand by themselves."""
_OPENING = frozenset({"if", "for", "block", "filter", "with", "autoescape"}) | _APART
_BETWEEN = frozenset({"else", "elif"})


class _Tag(NamedTuple):
    """A tag that nothing answers yet."""

    name: str
    start: int


@dataclass
class _Part:
    """What a part of a template leaves open, and closes that it did not open; of several branches, what one of them does."""

    kind: str
    opened: list[_Tag] = field(default_factory=list)
    closed: list[_Tag] = field(default_factory=list)
    owed: list[str] = field(default_factory=list)
    """Names of elements that were told not to be closed: their end tags are no second mistake."""
    others: list[tuple[list[_Tag], list[_Tag]]] = field(default_factory=list)
    """The branches before this one."""


def check_elements(stage: LookStage) -> Iterator[Problem]:
    """Elements that a template of the project does not close, and end tags that close nothing."""
    for name in sorted(stage.own & stage.all_templates.keys()):
        file = stage.all_templates[name]
        if name.endswith(".html") and _is_template(file.text):
            yield from find_unclosed_elements(file)
    for name in sorted(stage.own & stage.assets.keys()):
        if name.endswith(".svg"):
            yield from find_drawing_slips(stage.assets[name].path, stage.assets[name].content)


def find_drawing_slips(path: str, content: bytes) -> Iterator[Problem]:
    """Attributes of a drawing that no browser knows and that are a slip of one that all do; one that is broken is told elsewhere."""
    if find_drawing_fault(content):
        return
    text = content.decode(errors="replace")
    for match in _STEP.finditer(text):
        if match["name"] and not match["end"]:
            slips = find_unknown_attributes(
                match["name"].lower(),
                match["inside"],
                match.start("inside"),
                in_drawing=True,
                in_file=True,
            )
            for start, said, cure in slips:
                yield place_at(path, text, start).problem("element", said, cure, "warning")


def _is_template(text: str) -> bool:
    """Whether a text is one that Jinja reads: what is wrong with another is told by who renders it."""
    with suppress(jinja2.TemplateSyntaxError):
        read_needs(text)
        return True
    return False


@lru_cache(maxsize=256)
def find_unclosed_elements(file: NamedText) -> tuple[Problem, ...]:
    """What is wrong with the elements of a template; a tag that runs into the next one is told alone."""
    return tuple(_read_elements(file))


def _read_elements(file: NamedText) -> Iterator[Problem]:
    text = _JINJA.sub(_blank, file.text)
    parts = [_Part("")]
    reached = 0
    for match in _STEP.finditer(text):
        yield from _take_statements(file, parts, file.text[reached : match.start()])
        reached = match.end()
        around = {one.name for part in parts for one in part.opened}
        if wrong := _find_wrong_tag(file, match, is_foreign=bool(around & _FOREIGN)):
            yield wrong
            return
        yield from _check_attributes(file, match, around)
        if match["name"] is None or _is_written(match):
            continue
        tag = _Tag(match["name"].lower(), match.start())
        ends_itself = match["inside"].endswith("/") and (around | {tag.name}) & _FOREIGN
        if match["end"]:
            yield from _close(file, parts[-1], tag)
        elif tag.name not in VOID and not ends_itself:
            parts[-1].opened.append(tag)
    yield from _take_statements(file, parts, file.text[reached:])
    if len(parts) == 1:  # else a tag of Jinja is not closed, which is told elsewhere
        yield from _tell(file, parts[0])


def _find_wrong_tag(file: NamedText, match: re.Match[str], *, is_foreign: bool) -> Problem | None:
    """What is wrong with a tag by itself; names in drawings and formulas are not known here."""
    if raw := match["raw"]:
        is_open = match["rest"] is not None or re.search(rf"<{raw}\b", match[0][1:], re.IGNORECASE)
        return _explain_open(file, _Tag(raw.lower(), match.start())) if is_open else None
    if match["name"] is None:
        return None
    name, place = match["name"].lower(), place_at(file.path, file.text, match.start())
    after = match.string[match.end() : match.end() + 1]
    if "<" in match["inside"] or not match["closed"]:
        return _explain_tag(place, match, after)
    is_known = name in KNOWN or is_foreign or "-" in name or ":" in name
    if match["end"] or is_known or _is_written(match):
        return None
    if not find_nearest(name, KNOWN, 1):
        return None
    return place.problem(
        "element", say("there is no element `<{name}>`", name=name), suggest(name, KNOWN)
    )


def _check_attributes(file: NamedText, match: re.Match[str], around: set[str]) -> Iterator[Problem]:
    """Attributes of a tag that do not exist; those of formulas are not known here."""
    tag = _OPENED.match(match[0])
    if tag is None or "math" in around | {tag["name"].lower()} or _is_written(match):
        return
    name = tag["name"].lower()
    start = match.start() + tag.start("inside")
    in_drawing = "svg" in around | {name}
    for slip in find_unknown_attributes(name, tag["inside"], start, in_drawing=in_drawing):
        place = place_at(file.path, file.text, slip.start)
        yield place.problem("element", slip.said, slip.cure, "warning")


def _is_written(match: re.Match[str]) -> bool:
    """Whether an expression writes a part of the name: `<h{{ level }}>`."""
    inside, name = match["inside"] or "", match["name"] or ""
    return inside.startswith(_WRITTEN) and name.lower() not in KNOWN


def _blank(match: re.Match[str]) -> str:
    """What stands for a tag of Jinja: nothing for a statement, and for what is written a character of no name."""
    return re.sub(r"[^\n]", _WRITTEN if match[0].startswith("{{") else " ", match[0])


def _take_statements(file: NamedText, parts: list[_Part], text: str) -> Iterator[Problem]:
    """Open, divide and end parts as the statements between two tags do."""
    for found in _JINJA.finditer(text):
        match = _STATEMENT.fullmatch(found[0])
        if match is None:
            continue
        word = match[1]
        if word in _OPENING:
            parts.append(_Part(word))
        elif word in _BETWEEN and len(parts) > 1:
            part = parts[-1]
            part.others.append((part.opened, part.closed))
            part.opened, part.closed = [], []
        elif word.startswith("end") and word[3:] in _OPENING and len(parts) > 1:
            part = parts.pop()
            for branch in part.others:
                part.opened = _join(part.opened, branch[0])
                part.closed = _join(part.closed, branch[1])
            if part.kind in _APART:
                yield from _tell(file, part)
            else:
                for tag in part.closed:
                    yield from _close(file, parts[-1], tag)
                parts[-1].opened += part.opened


def _join(one: list[_Tag], other: list[_Tag]) -> list[_Tag]:
    """The tags of two branches, of which one is taken: as many of a name as the branch that has more."""
    longer, shorter = (one, other) if len(one) >= len(other) else (other, one)
    return longer + [tag for tag in shorter if tag.name not in {one.name for one in longer}]


def _close(file: NamedText, part: _Part, tag: _Tag) -> Iterator[Problem]:
    """Answer an end tag with the element that it ends; those within it that are open are told."""
    names = [one.name for one in part.opened]
    if tag.name in names:
        while (last := part.opened.pop()).name != tag.name:
            if last.name not in _OPTIONAL:
                part.owed.append(last.name)
                yield _explain_open(file, last)
    elif tag.name in part.owed:
        part.owed.remove(tag.name)
    elif tag.name not in KNOWN and names and find_nearest(tag.name, names[-1:], 1):
        last = part.opened.pop()
        yield place_at(file.path, file.text, tag.start).problem(
            "element",
            say("`</{name}>` closes nothing", name=tag.name),
            say("Write `</{name}>`", name=last.name),
        )
    else:
        part.closed.append(tag)


def _tell(file: NamedText, part: _Part) -> Iterator[Problem]:
    """What a part by itself leaves open, or closes without need."""
    for tag in part.closed:
        yield place_at(file.path, file.text, tag.start).problem(
            "element",
            say("`</{name}>` closes nothing", name=tag.name),
            say("Remove it, or open the element before it"),
        )
    for tag in part.opened:
        if tag.name not in _OPTIONAL:
            yield _explain_open(file, tag)


def _explain_open(file: NamedText, tag: _Tag) -> Problem:
    return place_at(file.path, file.text, tag.start).problem(
        "element",
        say("`<{name}>` is not closed", name=tag.name),
        say(
            "Close it with `</{name}>` within the element or the part that it stands in",
            name=tag.name,
        ),
    )


def _explain_tag(place: Place, match: re.Match[str], after: str) -> Problem:
    """A tag that goes on into the next: a quotation mark, or the bracket that ends it, is missing."""
    before = match["inside"].partition("<")[0]
    name = f"{match['end']}{match['name']}"
    if before.count('"') % 2 or before.count("'") % 2 or (after and after in "\"'"):
        return place.problem(
            "element",
            say("a quotation mark in `<{name}` is not closed", name=name),
            say("Close it at the end of its value"),
        )
    return place.problem(
        "element", say("`<{name}` has no `>` at its end", name=name), say("Write it")
    )
