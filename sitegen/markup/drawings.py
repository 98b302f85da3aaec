"""What keeps a drawing, an SVG, from being read: where, which mark it is, and what to write instead.

What parses XML names the sort of a fault in a few words of its own; whoever drew by hand wants to know which of
their marks is meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import name2codepoint
from typing import TYPE_CHECKING
from xml.parsers import expat
from xml.parsers.expat import errors

from sitegen.limits import DEEPEST_SHAPE, MOST_SHAPES
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import Said, say

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SVG = "http://www.w3.org/2000/svg"
"""The name by which browsers know that elements are those of SVG."""
XLINK = "http://www.w3.org/1999/xlink"
"""The name under which older programs write what an element shows."""
_ANEW = say("Save it anew from the program that drew it, as plain SVG")
_LONGEST = 40
"""Characters that a message quotes."""


class _TooDeepError(Exception):
    """An element lies deeper than any that is read."""


@dataclass(frozen=True)
class DrawingFault:
    """Why a drawing cannot be read."""

    line: int
    column: int
    said: Said
    cure: Said
    rule: str = ""
    """Empty where the fault is of the place that the drawing has: `asset`, `image`."""


@dataclass
class _Shapes:
    """The elements of a drawing in their order, and what each shows."""

    wholes: list[int] = field(default_factory=list)
    """The number of the element that each lies in; -1 for the root."""
    names: dict[str, int] = field(default_factory=dict)
    """Numbers of elements by their `id`."""
    uses: dict[int, tuple[str, int, int]] = field(default_factory=dict)
    """By the number of each `<use>`, the `id` of what it shows, its line and its column."""

    def add(self, whole: int, name: str, attributes: Mapping[str, str], at: tuple[int, int]) -> int:
        """An element within another, and its number."""
        number = len(self.wholes)
        self.wholes.append(whole)
        if "id" in attributes:
            self.names.setdefault(attributes["id"], number)
        if name == "use":
            shown = attributes.get("href") or attributes.get(f"{XLINK} href", "")
            self.uses[number] = (shown.strip().removeprefix("#"), *at)
        return number

    def find_fault(self) -> DrawingFault | None:
        """Why the drawing shows too much, if it does."""
        number = len(self.wholes)
        if number <= MOST_SHAPES and self.uses:
            number = self._count()
        if number < 0:
            _, line, column = self.uses[-number]
            said = say("`<use>` shows an element that it lies in itself")
            return DrawingFault(line, column, said, say("Remove it"))
        if number > MOST_SHAPES:
            said = say("the drawing shows more than {most} elements", most=MOST_SHAPES)
            return DrawingFault(1, 0, said, say("Simplify it, or save it as PNG"), "limit")
        return None

    def _count(self) -> int:
        """How many elements are shown; less than zero, by its number, for a `<use>` that would never end."""
        parts: list[list[int]] = [[] for _ in self.wholes]
        for number, whole in enumerate(self.wholes[1:], 1):
            parts[whole].append(number)
        for number, (name, *_) in self.uses.items():
            if name in self.names:
                parts[number].append(self.names[name])
        counts, opened, way = [0] * len(parts), {0}, [0]
        while way:
            last = way[-1]
            if parts[last]:
                part = parts[last].pop()
                if part in opened:
                    return -last
                if counts[part]:
                    counts[last] += counts[part]
                else:
                    opened.add(part)
                    way.append(part)
                continue
            counts[last] += 1
            opened.remove(way.pop())
            if way:
                counts[way[-1]] += counts[last]
        return counts[0]


@dataclass(frozen=True)
class _Spot:
    """Where XML gave up."""

    text: str
    """The file, a character a byte."""
    index: int
    opened: tuple[str, int, int]
    """The innermost element that is open there, with its line and column; without a name where none is."""


def find_drawing_fault(content: bytes) -> DrawingFault | None:
    """The first thing that keeps a drawing from being read; `None` for one that browsers show."""
    if not content.strip():
        return DrawingFault(1, 1, say("the file is empty"), say("Save the drawing anew"))
    reader = expat.ParserCreate(namespace_separator=" ")
    opened: list[tuple[str, int, int]] = []
    roots: list[str] = []
    shapes, numbers = _Shapes(), [-1]

    def open_element(name: str, attributes: Mapping[str, str]) -> None:
        if not roots:
            roots.append(name)
        at = reader.CurrentLineNumber, reader.CurrentColumnNumber + 1
        plain = name.rpartition(" ")[2]
        opened.append((plain, *at))
        numbers.append(shapes.add(numbers[-1], plain, attributes, at))
        if len(opened) > DEEPEST_SHAPE:
            raise _TooDeepError

    def close_element(_: str) -> None:
        opened.pop()
        numbers.pop()

    reader.StartElementHandler = open_element
    reader.EndElementHandler = close_element
    try:
        reader.Parse(content, True)  # noqa: FBT003 # this is all of it
    except _TooDeepError:
        _, line, column = opened[-1]
        said = say("elements of the drawing lie in more than {most} others", most=DEEPEST_SHAPE)
        return DrawingFault(line, column, said, _ANEW, "limit")
    except (LookupError, ValueError):  # what Python does not know, or expat cannot take from it
        said = say("the drawing says that it is written in an encoding that nobody knows")
        return DrawingFault(1, 1, said, say("Save it as UTF-8"))
    except expat.ExpatError as error:
        spot = _Spot(
            content.decode("latin-1"), reader.ErrorByteIndex, opened[-1] if opened else ("", 0, 0)
        )
        said, cure = _explain(content, error.code, spot)
        line, column = error.lineno, error.offset + 1
        if error.code == _CODES["no element found"] and opened:
            _, line, column = opened[-1]
        return DrawingFault(line, column, said, cure)
    return _judge_root(*roots[0].rpartition(" ")[::2]) or shapes.find_fault()


def _judge_root(space: str, name: str) -> DrawingFault | None:
    if name != "svg":
        said = say("the drawing begins with `<{roots}>`", roots=name)
        cure = say("Begin it with `<svg>`")
        if name.lower() == "html":
            cure = say("It is a page of the web: save the drawing itself")
        return DrawingFault(1, 0, said, cure)
    if space != SVG:
        said = say("`<svg>` does not say that it is SVG, and browsers show nothing of it")
        return DrawingFault(1, 0, said, say('Write `<svg xmlns="{name}" …>`', name=SVG))
    return None


def _explain(content: bytes, code: int, spot: _Spot) -> tuple[Said, Said]:
    """What is wrong where XML gave up, and what to do."""
    if code == _CODES["not well-formed (invalid token)"]:
        try:
            content.decode("utf-8")
        except UnicodeDecodeError:
            return say("the drawing is not UTF-8"), say("Save it as UTF-8")
    explained = _EXPLAINED[code](spot) if code in _EXPLAINED else None
    usual = say("the drawing is not well-formed: {code}", code=hear(expat.ErrorString(code)))
    return explained or (usual, _ANEW)


def _read(pattern: str, spot: _Spot) -> re.Match[str] | None:
    """A pattern, in the text from where XML gave up."""
    return re.compile(pattern).search(spot.text, spot.index)


def _explain_end(spot: _Spot) -> tuple[Said, Said] | None:
    name, line, _ = spot.opened
    found = _read(r"([\w:.-]+)", spot)
    if not found or not name:
        return None
    said = say(
        "`</{end}>` stands where `<{name}>` of line {line} is not closed",
        end=found[1],
        name=name,
        line=line,
    )
    return said, say("Close it before: `</{name}>`, or write it as `<{name} … />`", name=name)


def _explain_missing_end(spot: _Spot) -> tuple[Said, Said] | None:
    name = spot.opened[0]
    if not name:
        return say("the file holds no drawing"), _ANEW
    return say("`<{name}>` is not closed", name=name), say("Close it with `</{name}>`", name=name)


def _explain_sign(spot: _Spot) -> tuple[Said, Said] | None:
    """A sign that cannot stand where it does: an ampersand, a bracket, a value without quotation marks."""
    text, index = spot.text, spot.index
    if text.rfind("<!--", 0, index + 1) > text.rfind("-->", 0, index):
        return say("`--` stands within a comment"), say("Write one hyphen, or leave it out")
    if text[index : index + 1] == "&" or re.search(r"&\w*$", text[:index]):
        return say("`&` begins the name of a character, and none ends here"), say("Write `&amp;`")
    return _explain_value(text, index) or _explain_bracket(text, index)


def _explain_value(text: str, index: int) -> tuple[Said, Said] | None:
    """An attribute whose value has no quotation marks, or one too few."""
    start = text.rfind("<", 0, index)
    if text[index : index + 1] == "<" and start >= 0 and text.count('"', start, index) % 2:
        tag = " ".join(text[start:index].split())[:_LONGEST]
        said = say("a quotation mark in `{tag}` is not closed", tag=tag)
        return said, say("Close it at the end of its value")
    if text[index - 1 : index] in {"'", '"'} and re.match(r"[\w:-]", text[index:]):
        said = say("no space stands behind the quotation mark")
        return said, say("Write one between two attributes")
    begins = max(text.rfind(blank, 0, index) for blank in " \t\n") + 1
    if found := re.compile(r"([\w:-]+)\s*=\s*([^\s\"'<>=/]+)").match(text, begins):
        said = say("the value of `{name}` has no quotation marks", name=found[1])
        return said, say('Write `{name}="{value}"`', name=found[1], value=found[2][:_LONGEST])
    return None


def _explain_bracket(text: str, index: int) -> tuple[Said, Said] | None:
    if "<" in text[max(0, index - 1) : index + 1]:
        return say("`<` begins no element"), say("Write `&lt;`")
    return None


def _explain_entity(spot: _Spot) -> tuple[Said, Said] | None:
    found = _read(r"&([\w.-]+);", spot)
    if not found:
        return None
    code = name2codepoint.get(found[1])
    said = say("drawings know no character `&{name};`", name=found[1])
    if code is None:
        return said, say("Write the character itself")
    return said, say("Write `&#{code};`, or the character itself", code=code)


def _explain_prefix(spot: _Spot) -> tuple[Said, Said] | None:
    found = _read(r"(?!xmlns)([\w-]+):[\w-]+", spot)
    if not found:
        return None
    said = say("`{name}:` is declared nowhere", name=found[1])
    if found[1] == "xlink":
        return said, say("Write `href`, without `xlink:`")
    return said, say("Leave out what begins with it, or save the drawing as plain SVG")


def _explain_twice(spot: _Spot) -> tuple[Said, Said] | None:
    found = _read(r"([\w:-]+)\s*=", spot)
    if not found:
        return None
    return say("`{name}` is given twice", name=found[1]), say("Remove one of the two")


def _explain_open_tag(spot: _Spot) -> tuple[Said, Said] | None:
    found = _read(r"<[^<>]*", spot)
    if not found:
        return None
    shown = " ".join(found[0].split())[:_LONGEST]
    return say("`{tag}` is not closed", tag=shown), say(
        "Close it with `>`, and its quotation marks"
    )


def _explain_behind(_: _Spot) -> tuple[Said, Said]:
    said = say("something stands behind the end of the drawing")
    return said, say("Remove it: a file holds one `<svg>`, and all else in it")


def _explain_declaration(_: _Spot) -> tuple[Said, Said]:
    return say("`<?xml … ?>` does not begin the file"), say("Remove what stands before it")


def _explain_text(spot: _Spot) -> tuple[Said, Said]:
    start = " ".join(spot.text.split())[:_LONGEST]
    return say("the file begins with `{start}`, which is no drawing", start=start), _ANEW


_CODES = errors.codes
_EXPLAINED: Mapping[int, Callable[[_Spot], tuple[Said, Said] | None]] = {
    _CODES[errors.XML_ERROR_TAG_MISMATCH]: _explain_end,
    _CODES[errors.XML_ERROR_NO_ELEMENTS]: _explain_missing_end,
    _CODES[errors.XML_ERROR_INVALID_TOKEN]: _explain_sign,
    _CODES[errors.XML_ERROR_UNDEFINED_ENTITY]: _explain_entity,
    _CODES[errors.XML_ERROR_UNBOUND_PREFIX]: _explain_prefix,
    _CODES[errors.XML_ERROR_DUPLICATE_ATTRIBUTE]: _explain_twice,
    _CODES[errors.XML_ERROR_UNCLOSED_TOKEN]: _explain_open_tag,
    _CODES[errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]: _explain_behind,
    _CODES[errors.XML_ERROR_MISPLACED_XML_PI]: _explain_declaration,
    _CODES[errors.XML_ERROR_SYNTAX]: _explain_text,
}
