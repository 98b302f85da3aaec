"""What kind of image a file holds and how large it is, from its first bytes; what an SVG must not hold.

Own code, as it is a few numbers of five headers: a library that decodes images is megabytes and reads
far more of a file than is needed.
"""

from __future__ import annotations

import math
import re
import sys
from dataclasses import dataclass
from struct import error as StructError  # noqa: N812 # else nobody knows whose error it is
from struct import unpack_from
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from xml.parsers import expat

from sitegen.limits import MOST_PIXELS
from sitegen.markup.drawings import find_drawing_fault
from sitegen.messages.said import NOTHING, Said, say
from sitegen.problems import Place, RefusedError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from xml.etree.ElementTree import Element

ENDINGS = {
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".gif": "GIF",
    ".webp": "WebP",
    ".svg": "SVG",
}
"""Kinds of images by the endings of their files' names."""
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Marks of the headers of a JPEG that say its size."""
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+)\s*(px|pt|pc|in|cm|mm)?\s*")
_WIDEST = 100_000
"""Pixels of a side that an image may have; one that says that it has more is broken."""
_TAIL = 4096
"""Bytes at the end of a GIF in which its last mark stands: some programs write a few of their own behind it."""
_PIXELS = {
    "": 1.0,
    "px": 1.0,
    "pt": 4 / 3,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
}
_FETCHED = re.compile(
    r"@import[^;]*|(?:url|src)\(\s*['\"]?(?![\s'\"]|#|data:image/)[^)]*\)?|image-set\([^)]*\)?",
    re.IGNORECASE,
)
_CODE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
"""A sign of a style that is written as its code."""
_SPELT = re.compile(rf"{_CODE.pattern}|/\*.*?\*/", re.DOTALL)
"""Such a sign, and a comment: either may stand within a word."""
_ACTIVE = {"script", "foreignObject", "iframe", "embed", "object", "handler"}
"""Elements of SVG that run or hold what is no drawing."""


class WrongImageError(RefusedError):
    """A file that is no image which can be shown; `message` goes on behind the name of the file.

    With a `place` the fault stands in the file itself, and `message` stands alone.
    """

    def __init__(
        self,
        message: Said,
        hint: Said = NOTHING,
        place: Place | None = None,
        rule: str = "",
    ) -> None:
        """Keep them all; without a rule of its own it is of the place that the image has."""
        super().__init__(message, hint)
        self.place = place
        self.rule = rule


@dataclass(frozen=True)
class ImageSize:
    """How large an image is shown, in pixels."""

    width: int
    height: int


def measure_image(content: bytes, ending: str) -> ImageSize:
    """The size of an image in a file whose name has an ending.

    Raises:
        WrongImageError: It is of no kind that browsers show, of another than its name says, or does more
            than show.
    """
    kind = _find_kind(content)
    expected = ENDINGS.get(ending.lower(), "")
    if not expected:
        listed = "`, `".join(ENDINGS)
        raise WrongImageError(
            say("is of no kind that pages show"), say("Save it as one of `{listed}`", listed=listed)
        )
    if kind != expected and (kind or expected != "SVG"):
        fitting = next((one for one, name in ENDINGS.items() if name == kind), "")
        raise WrongImageError(
            say(
                "is {kind}",
                kind=say("a {kind}", kind=kind)
                if kind
                else say("nothing of the kind that its name says"),
            ),
            say("Call it `…{fitting}`", fitting=fitting)
            if fitting
            else say("Save it as {expected} again", expected=expected),
        )
    try:
        size = _READERS[expected](content)
    except (StructError, IndexError):
        size = None
    is_sized = size and all(0 < side <= _WIDEST for side in (size.width, size.height))
    if size is None or not is_sized:
        raise WrongImageError(
            say("is cut off, or does not say how large it is"),
            _say_size(content) if expected == "SVG" else say("Save it again"),
        )
    if size.width * size.height > MOST_PIXELS:
        raise WrongImageError(
            say("has {width} × {height} pixels", width=size.width, height=size.height),
            say(
                "Make it smaller: images have at most {most} pixels, and pages show 2,000 across",
                most=MOST_PIXELS,
            ),
            rule="limit",
        )
    return size


def measure_drawing(content: bytes) -> tuple[float, float]:
    """How wide and high a drawing is, in pixels; zeros where it does not say so.

    Raises:
        WrongImageError: It cannot be read, or does more than show.
    """
    root = _parse_svg(content)
    width, height = (_read_length(root.get(name, "")) for name in ("width", "height"))
    box = re.split(r"[\s,]+", root.get("viewBox", "").strip())
    try:
        across, down = float(box[2]), float(box[3])
    except (IndexError, ValueError):
        across = down = 0.0
    if across and down and math.isfinite(across * down):
        return (
            width or (height * across / down if height else across),
            height or (width * down / across if width else down),
        )
    return width, height


def _say_size(content: bytes) -> Said:
    """How a drawing says how large it is."""
    cure = say('Write `<svg viewBox="0 0 width height" …>`, with its size in numbers')
    if b"viewbox=" in content:
        return say("{cure}; `viewbox` has a capital B", cure=cure)
    return cure


def _find_kind(content: bytes) -> str:
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if content.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if content[:6] in {b"GIF87a", b"GIF89a"}:
        return "GIF"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "WebP"
    return "SVG" if re.search(rb"<(?:\w+:)?svg[\s>]", content[:65536]) else ""


def _read_png(content: bytes) -> ImageSize | None:
    is_whole = content[12:16] == b"IHDR" and b"IEND\xaeB`\x82" in content
    return ImageSize(*unpack_from(">II", content, 16)) if is_whole else None


def _read_gif(content: bytes) -> ImageSize | None:
    is_whole = b"\0;" in content[-_TAIL:]
    return ImageSize(*unpack_from("<HH", content, 6)) if is_whole else None


def _read_jpeg(content: bytes) -> ImageSize | None:
    """The frame header; photographs that lie on their side are turned by browsers, so their size is too."""
    at, turned = 2, False
    while content[at] == 0xFF:  # noqa: PLR2004 # what each segment begins with
        mark = content[at + 1]
        if mark == 0xFF:  # noqa: PLR2004 # padding
            at += 1
            continue
        (length,) = unpack_from(">H", content, at + 2)
        if mark == 0xE1:  # noqa: PLR2004 # APP1
            turned = turned or _is_turned(content[at + 4 : at + 2 + length])
        if mark in _FRAMES:
            height, width = unpack_from(">HH", content, at + 5)
            if content.find(b"\xff\xd9", at) < 0:
                return None
            return ImageSize(height, width) if turned else ImageSize(width, height)
        at += 2 + length
    return None


def _is_turned(exif: bytes) -> bool:
    """Whether the EXIF of a photograph says that it lies on its side."""
    if not exif.startswith(b"Exif\0\0"):
        return False
    order = "<" if exif[6:8] == b"II" else ">"
    try:
        (start,) = unpack_from(f"{order}I", exif, 10)
        (count,) = unpack_from(f"{order}H", exif, 6 + start)
        for number in range(count):
            tag, _, _, value = unpack_from(f"{order}HHIH", exif, 8 + start + 12 * number)
            if tag == 0x0112:  # noqa: PLR2004 # orientation
                return bool(5 <= value <= 8)  # noqa: PLR2004 # those that swap width and height
    except StructError:
        return False
    return False


def _read_webp(content: bytes) -> ImageSize | None:
    (length,) = unpack_from("<I", content, 4)
    kind = content[12:16] if length + 8 <= len(content) else b""
    if kind == b"VP8 " and content[23:26] == b"\x9d\x01\x2a":
        width, height = unpack_from("<HH", content, 26)
        return ImageSize(width & 0x3FFF, height & 0x3FFF)
    if kind == b"VP8L" and content[20:21] == b"\x2f":
        (bits,) = unpack_from("<I", content, 21)
        return ImageSize((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
    if kind == b"VP8X":
        width = int.from_bytes(content[24:27], "little")
        height = int.from_bytes(content[27:30], "little")
        return ImageSize(width + 1, height + 1)
    return None


def _read_svg(content: bytes) -> ImageSize | None:
    width, height = measure_drawing(content)
    is_sized = 0 < width < _WIDEST and 0 < height < _WIDEST
    return ImageSize(round(width), round(height)) if is_sized else None


def _read_length(text: str) -> float:
    match = _LENGTH.fullmatch(text)
    return float(match[1]) * _PIXELS[match[2] or ""] if match else 0.0


def _parse_svg(content: bytes) -> Element:
    """The root of a drawing that does nothing but show.

    Raises:
        WrongImageError: It is not XML, or holds what runs or fetches.
    """
    _check_declarations(content)
    if fault := find_drawing_fault(content):
        place = Place("", fault.line, fault.column)
        raise WrongImageError(fault.said, fault.cure, place, fault.rule)
    root = ET.fromstring(content)  # noqa: S314 # without entities nothing grows
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2]
        if name in _ACTIVE:
            raise WrongImageError(
                say("holds a `<{name}>`", name=name), say("Save it as plain SVG, without it")
            )
        if name == "style":
            _check_style("".join(element.itertext()))
        _check_changed(element.get("attributeName", ""))
        for attribute, value in element.attrib.items():
            plain = attribute.rpartition("}")[2]
            if plain.startswith("on"):
                raise WrongImageError(
                    say("holds the handler `{plain}`", plain=plain), say("Save it without it")
                )
            is_fetched = plain in {"href", "src"} and name != "a"
            address = re.sub(r"\s", "", value).lower()
            if address.startswith("javascript:") or (
                is_fetched and not address.startswith(("#", "data:image/"))
            ):
                raise _refuse_fetching(value)
            _check_style(value)
    return root


def _check_declarations(content: bytes) -> None:
    """Hold what a drawing declares to nothing that grows, and nothing from elsewhere, in any encoding.

    Raises:
        WrongImageError: It declares entities, or a style sheet.
    """
    reader = expat.ParserCreate()

    def find_entity(*_: object) -> None:
        raise WrongImageError(say("declares entities"), say("Save it as plain SVG"))

    def find_sheet(name: str, text: str) -> None:
        if name.lower() == "xml-stylesheet":
            raise _refuse_fetching(f"<?{name} {text}?>")

    reader.EntityDeclHandler = find_entity
    reader.ProcessingInstructionHandler = find_sheet
    try:
        reader.Parse(content, True)  # noqa: FBT003 # this is all of it
    except WrongImageError:
        raise
    except (expat.ExpatError, LookupError, ValueError):
        return  # it is told where it is read


def _check_style(text: str) -> None:
    """Hold a style, or an attribute that is one, to what the drawing has itself.

    Raises:
        WrongImageError: It fetches something.
    """
    closed, end, rest = text.rpartition("*/")  # behind it no comment ends, and none is looked for
    plain = _SPELT.sub(_spell, closed + end) + _CODE.sub(_spell, rest)
    if fetched := _FETCHED.search(plain):
        raise _refuse_fetching(fetched[0])


def _spell(one: re.Match[str]) -> str:
    """The sign that a code stands for; nothing for a comment."""
    return chr(min(int(one[1], 16), sys.maxunicode)) if one[1] else ""


def _check_changed(attribute: str) -> None:
    """Hold an animation to what is no address and runs nothing.

    Raises:
        WrongImageError: What it changes may be fetched, or run.
    """
    plain = attribute.strip().rpartition(":")[2].lower()
    if plain in {"href", "src"} or plain.startswith("on"):
        raise WrongImageError(
            say("changes `{attribute}`", attribute=attribute), say("Save it without it")
        )


def _refuse_fetching(what: str) -> WrongImageError:
    return WrongImageError(
        say("fetches `{fetched}`", fetched=what), say("Put what it shows into the file")
    )


_READERS: Mapping[str, Callable[[bytes], ImageSize | None]] = {
    "PNG": _read_png,
    "JPEG": _read_jpeg,
    "GIF": _read_gif,
    "WebP": _read_webp,
    "SVG": _read_svg,
}
