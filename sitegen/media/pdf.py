"""PDFs as Chromium writes them, made smaller.

Chromium writes every tag, link and font dictionary as plain text, which is half of a page of
figures that each lead somewhere. PDF 1.5 can hold them in compressed streams. Nothing else changes;
a file that is laid out otherwise stays as it is.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from itertools import pairwise

_TRAILER = re.compile(rb"trailer\n<<(.*?)>>\nstartxref\n(\d+)\n%%EOF\s*\Z", re.DOTALL)
_TABLE = re.compile(rb"xref\n0 (\d+)\n")
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf]) \n")
_BYTES = 20
"""Of an entry."""
_MOST = 128
"""Objects in a compressed stream: a reader unpacks one whole to get at any of them."""


@dataclass(frozen=True)
class _Parts:
    """A PDF taken apart."""

    objects: tuple[tuple[int, bytes], ...]
    """Numbers and contents, in the order of the file."""
    size: int
    """One more than the highest number."""
    trailer: bytes
    """The entries that say where to begin."""


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has, as Chromium writes them; none where it is no whole PDF."""
    if not pdf.startswith(b"%PDF-") or not pdf.rstrip().endswith(b"%%EOF"):
        return 0
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))


def pack_pdf(pdf: bytes) -> bytes:
    """The same PDF with everything that is no stream put into compressed ones."""
    parts = _take_apart(pdf)
    if parts is None:
        return pdf
    plain = [one for one in parts.objects if not one[1].endswith(b"endstream")]
    written = bytearray(b"%PDF-1.5\n%\xe2\xe3\xcf\xd3\n")
    entries: dict[int, tuple[int, int, int]] = {0: (0, 0, 0xFFFF)}
    for number, content in parts.objects:
        if content.endswith(b"endstream"):
            entries[number] = (1, len(written), 0)
            written += _write_object(number, content)
    size = parts.size
    for start in range(0, len(plain), _MOST):
        chosen = plain[start : start + _MOST]
        entries |= {number: (2, size, place) for place, (number, _) in enumerate(chosen)}
        entries[size] = (1, len(written), 0)
        written += _write_object(size, _bundle(chosen))
        size += 1
    begin = len(written)
    entries[size] = (1, begin, 0)
    rows = b"".join(_row(entries.get(number, (0, 0, 0xFFFF))) for number in range(size + 1))
    head = b"/Type /XRef /Size %d /W [1 4 2]\n%s" % (size + 1, parts.trailer)
    written += _write_object(size, _stream(head, rows))
    written += b"startxref\n%d\n%%%%EOF\n" % begin
    return bytes(written)


def _take_apart(pdf: bytes) -> _Parts | None:
    """The objects of a PDF; `None` where it is not laid out as expected."""
    trailer = _TRAILER.search(pdf)
    table = trailer and _TABLE.match(pdf, begin := int(trailer[2]))
    if not trailer or not table:
        return None
    rows = pdf[table.end() : trailer.start()]
    size, entries = int(table[1]), _ENTRY.findall(rows)
    if len(entries) != size or len(rows) != size * _BYTES:
        return None
    starts = sorted((int(place), at) for at, (place, kind) in enumerate(entries) if kind == b"n")
    objects = []
    for (start, number), (end, _) in pairwise([*starts, (begin, size)]):
        text, mark = pdf[start:end], b"%d 0 obj\n" % number
        if not text.startswith(mark) or not text.endswith(b"\nendobj\n"):
            return None
        objects.append((number, text[len(mark) : -len(b"\nendobj\n")]))
    kept = re.sub(rb"/Size \d+\s*", b"", trailer[1])
    return _Parts(tuple(objects), size, kept)


def _bundle(objects: list[tuple[int, bytes]]) -> bytes:
    """Objects in a compressed stream, headed by their numbers and places."""
    heads, place = [], 0
    for number, content in objects:
        heads.append(b"%d %d" % (number, place))
        place += len(content) + 1
    head = b" ".join(heads) + b"\n"
    body = b"\n".join(content for _, content in objects)
    return _stream(b"/Type /ObjStm /N %d /First %d" % (len(objects), len(head)), head + body)


def _stream(entries: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 9)
    head = b"<<%s\n/Filter /FlateDecode /Length %d>>" % (entries, len(packed))
    return b"%s stream\n%s\nendstream" % (head, packed)


def _write_object(number: int, content: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, content)


def _row(entry: tuple[int, int, int]) -> bytes:
    kind, place, more = entry
    return bytes([kind]) + place.to_bytes(4, "big") + more.to_bytes(2, "big")
