"""A packed PDF says to an independent reader what the plain one said."""

from __future__ import annotations

import io
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from sitegen.media.pdf import count_pages, pack_pdf

NAMES = st.text("abcXYZ09-", min_size=1, max_size=140)
PLAIN = st.one_of(
    st.builds("<</{} {}>>".format, NAMES, st.integers(-999, 999)),
    st.builds("<</{} ({})>>".format, NAMES, st.text("abc 0123Robjendstream", max_size=60)),
    st.builds("[{} 0 R {} /{}]".format, st.integers(1, 4), st.integers(), NAMES),
).map(str.encode)
STREAMS = st.one_of(st.binary(max_size=90), st.just(b"1 0 obj\n<<>>\nendobj\nxref\n")).map(
    lambda content: b"<</Length %d>> stream\n%s\nendstream" % (len(content), content)
)
SKELETON = [
    b"<</Title (Islands)>>",
    b"<</Type /Catalog\n/Pages 3 0 R>>",
    b"<</Type /Pages\n/Count 1\n/Kids [4 0 R]>>",
    b"<</Type /Page\n/Parent 3 0 R\n/MediaBox [0 0 9 9]>>",
]


def lay_out(objects: list[bytes]) -> bytes:
    """A PDF as Chromium lays it out."""
    pdf, places = bytearray(b"%PDF-1.4\n%\xd3\xeb\xe9\xe1\n"), []
    for number, content in enumerate(objects, start=1):
        places.append(len(pdf))
        pdf += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    begin, size = len(pdf), len(objects) + 1
    pdf += b"xref\n0 %d\n0000000000 65535 f \n" % size
    pdf += b"".join(b"%010d 00000 n \n" % place for place in places)
    pdf += b"trailer\n<</Size %d\n/Root 2 0 R\n/Info 1 0 R>>\n" % size
    return bytes(pdf + b"startxref\n%d\n%%%%EOF\n" % begin)


def read(pdf: bytes, count: int) -> list[tuple[str, bytes]]:
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    assert reader.metadata is not None
    assert reader.metadata.title == "Islands"
    assert len(reader.pages) == 1
    found = [reader.get_object(number) for number in range(1, count + 1)]
    return [
        (re.sub(r", \d+\)", ")", repr(one)), one.get_data() if hasattr(one, "get_data") else b"")  # type: ignore[union-attr]
        for one in found
    ]


@settings(deadline=None)
@given(st.lists(st.one_of(PLAIN, STREAMS), max_size=300))
def test_a_packed_pdf_holds_the_same(more: list[bytes]) -> None:
    objects = [*SKELETON, *more]
    pdf = lay_out(objects)
    packed = pack_pdf(pdf)
    assert packed != pdf
    assert read(packed, len(objects)) == read(pdf, len(objects))


def test_a_packed_pdf_is_smaller() -> None:
    pdf = lay_out([*SKELETON, *[b"<</Type /StructElem\n/S /Link\n/P 4 0 R>>"] * 500])
    assert len(pack_pdf(pdf)) * 5 < len(pdf)


@given(st.integers(0, 500), st.binary(min_size=1, max_size=3))
def test_what_is_laid_out_otherwise_stays(at: int, more: bytes) -> None:
    pdf = lay_out(SKELETON)
    cut = pdf[: min(at, len(pdf) - 8)]
    assert pack_pdf(cut) == cut
    assert count_pages(cut) == 0
    shifted = pdf[: at % 300] + more + pdf[at % 300 :]
    assert pack_pdf(shifted) == shifted


def test_pages_are_counted() -> None:
    pdf = lay_out([*SKELETON, SKELETON[3]])
    assert count_pages(pdf) == 2
    assert count_pages(b"") == 0
