"""PDFs as Chromium writes them, made smaller.

Chromium writes every tag, link and font dictionary as plain text, which is half of a page of
figures that each lead somewhere. PDF 1.5 can hold them in compressed streams, and pikepdf writes
it so. What the document says stays as it is; a PDF that is not whole is refused, never repaired.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field

from sitegen.media.browser import PrintError
from sitegen.messages.said import say


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
            mode = pikepdf.ObjectStreamMode.generate
            document.save(packed, object_stream_mode=mode, deterministic_id=True)
    except pikepdf.PdfError as error:
        raise PrintError(say("Chromium returned no PDF")) from error
    if not pages:
        raise PrintError(say("Chromium returned no PDF"))
    return PackedPdf(packed.getvalue(), pages)
