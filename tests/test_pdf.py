"""A packed PDF says to an independent reader what the plain one said."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from printers import make_pdf
from pypdf import PdfReader, PdfWriter
from pypdf.annotations import Link
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    NameObject,
    TextStringObject,
)

from sitegen.media.browser import PrintError
from sitegen.media.pdf import pack_pdf

if TYPE_CHECKING:
    from typing import Any

    from pypdf.generic import PdfObject

SHEETS = st.lists(
    st.tuples(st.binary(max_size=90), st.lists(st.text("abc/09-", min_size=1), max_size=40)),
    min_size=1,
    max_size=9,
)
"""What is drawn on each page, and where its links lead."""


def lay_out(sheets: list[tuple[bytes, list[str]]], title: str) -> bytes:
    """A PDF of a title, with each dictionary in plain text as Chromium writes it."""
    writer, written = PdfWriter(), io.BytesIO()
    for place, (drawn, addresses) in enumerate(sheets):
        page = writer.add_blank_page(9, 9)
        stream = DecodedStreamObject()
        stream.set_data(drawn)
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001 # it has no other way
        for address in addresses:
            writer.add_annotation(place, Link(rect=(0, 0, 9, 9), url=address))
    writer.add_metadata({"/Title": title})
    writer.write(written)
    return written.getvalue()


def read(pdf: bytes) -> tuple[str, list[tuple[bytes, list[str]]]]:
    """The title, and of each page what is drawn and where its links lead."""
    reader = PdfReader(io.BytesIO(pdf), strict=True)
    assert reader.metadata is not None
    sheets = []
    for page in reader.pages:
        notes: list[Any] = [one.get_object() for one in page.get("/Annots", [])]
        drawn: Any = page["/Contents"]
        sheets.append((drawn.get_data(), [str(one["/A"]["/URI"]) for one in notes]))
    return str(reader.metadata.title), sheets


@settings(deadline=None)
@given(SHEETS, st.text("abc 高新区", min_size=1).filter(str.strip))
def test_a_packed_pdf_holds_the_same(sheets: list[tuple[bytes, list[str]]], title: str) -> None:
    pdf = lay_out(sheets, title)
    packed = pack_pdf(pdf)
    assert read(packed.content) == read(pdf) == (title, sheets)
    assert packed.pages == len(sheets)


def test_a_packed_pdf_is_smaller_and_the_same_each_time() -> None:
    pdf = lay_out([(b"", ["https://islands.example/"] * 500)], "Islands")
    packed = pack_pdf(pdf)
    assert len(packed.content) * 5 < len(pdf)
    assert pack_pdf(pdf) == packed


def print_table(nodes: list[str], heads: list[int], moment: str) -> bytes:
    """A PDF of a table as Chromium prints it: heads with the names of nodes, and cells that name their heads."""
    writer, written = PdfWriter(), io.BytesIO()
    writer.add_blank_page(9, 9)
    kids: list[object] = [{"/Type": "/StructElem", "/ID": name} for name in nodes]
    kids += [{"/Type": "/StructElem", "/A": [{"/Headers": [nodes[one]]}]} for one in heads]
    writer.root_object[NameObject("/StructTreeRoot")] = _make_objects({"/K": kids})
    writer.add_metadata({"/Title": "node00000001", "/CreationDate": moment, "/ModDate": moment})
    writer.write(written)
    return written.getvalue()


def _make_objects(plain: object) -> PdfObject:
    """Dictionaries, arrays, names and strings of PDF."""
    if isinstance(plain, dict):
        return DictionaryObject({NameObject(key): _make_objects(one) for key, one in plain.items()})
    if isinstance(plain, list):
        return ArrayObject([_make_objects(one) for one in plain])
    text = str(plain)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def test_two_prints_of_a_page_are_the_same_file_and_cells_keep_their_heads() -> None:
    first = print_table(["node00000009", "node00000010"], [1, 0, 1], "D:20260101000000Z")
    later = print_table(["node00000893", "node00001002"], [1, 0, 1], "D:20261231235959Z")
    packed = pack_pdf(first)
    assert packed == pack_pdf(later)
    assert packed != pack_pdf(print_table(["node00000009", "node00000010"], [0, 1, 1], ""))
    reader = PdfReader(io.BytesIO(packed.content), strict=True)
    root: Any = reader.trailer["/Root"]
    tree = root["/StructTreeRoot"]
    heads = [one["/ID"] for one in tree["/K"][:2]]
    assert [one["/A"][0]["/Headers"][0] for one in tree["/K"][2:]] == [heads[1], heads[0], heads[1]]
    assert len(set(heads)) == 2
    assert reader.metadata is not None
    assert (reader.metadata.title, sorted(reader.metadata)) == (
        "node00000001",
        ["/Producer", "/Title"],
    )


@settings(deadline=None)
@given(st.integers(0))
def test_what_is_no_whole_pdf_is_refused(at: int) -> None:
    pdf = make_pdf(2)
    with pytest.raises(PrintError, match="Chromium returned no PDF"):
        pack_pdf(pdf[: at % (len(pdf) - len("startxref\n0\n%%EOF\n"))])


def test_a_pdf_without_a_page_is_refused() -> None:
    with pytest.raises(PrintError, match="Chromium returned no PDF"):
        pack_pdf(make_pdf(0))
