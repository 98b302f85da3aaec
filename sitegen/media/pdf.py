"""PDFs as Chromium writes them, made smaller, and the same for the same page.

Chromium writes every tag, link and font dictionary as plain text, which is half of a page of
figures that each lead somewhere. PDF 1.5 can hold them in compressed streams, and pikepdf writes
it so. What the document says stays as it is; a PDF that is not whole is refused, never repaired.

Two prints of a page differ in the moment of printing, and in the names by which the cells of a table
call their heads, which the browser counts on from page to page. The moment is left out, since a build
knows no day; the names are counted anew.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sitegen.media.browser import PrintError
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from pikepdf import Pdf

_MOMENTS = ("/CreationDate", "/ModDate")
_NODE = re.compile(r"node\d{8,}")
"""How Chromium names what other parts of the structure of a page refer to."""


@dataclass(frozen=True)
class PackedPdf:
    """A PDF in compressed streams."""

    content: bytes = field(repr=False)
    """The file; the same for the same PDF each time."""
    pages: int
    """How many pages it has: at least one."""


def pack_pdf(pdf: bytes) -> PackedPdf:
    """The same document in fewer bytes.

    Raises:
        PrintError: It is not a whole PDF, or has no page.
    """
    import pikepdf

    packed = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(pdf), attempt_recovery=False) as document:
            pages = len(document.pages)
            _forget_the_print(document)
            mode = pikepdf.ObjectStreamMode.generate
            document.save(packed, object_stream_mode=mode, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise PrintError(say("Chromium returned no PDF")) from error
    if not pages:
        raise PrintError(say("Chromium returned no PDF"))
    return PackedPdf(packed.getvalue(), pages)


def _forget_the_print(document: Pdf) -> None:
    """Take out of a document what another print of the same page would say otherwise."""
    import pikepdf

    for moment in _MOMENTS:
        if moment in document.docinfo:
            del document.docinfo[moment]
    info = document.docinfo.objgen
    named = [place for one in document.objects if one.objgen != info for place in _list_names(one)]
    order = sorted({str(holder[at]) for holder, at in named}, key=_count_of)
    anew = {name: f"node{number:08}" for number, name in enumerate(order, start=1)}
    for holder, at in named:
        holder[at] = pikepdf.String(anew[str(holder[at])])


def _count_of(name: str) -> int:
    return int(name.removeprefix("node"))


def _list_names(holder: Any) -> Iterator[tuple[Any, str | int]]:  # noqa: ANN401 # as the library has them
    """Where names of nodes stand within an object, what it refers to apart."""
    import pikepdf

    if isinstance(holder, pikepdf.Dictionary):
        inner: Any = [(str(key), value) for key, value in holder.items()]
    elif isinstance(holder, pikepdf.Array):
        inner = list(enumerate(holder))
    else:
        return
    for at, value in inner:
        if isinstance(value, pikepdf.String) and _NODE.fullmatch(str(value)):
            yield holder, at
        elif isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _list_names(value)
