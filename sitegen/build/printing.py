"""PDFs of pages: what is printed, found or made, and what is left out.

A page is printed as it is without the offer of its PDF, so that a browser that fails costs the page
nothing but that offer. A site does not depend on its PDFs: one that cannot be made is a note.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.addresses import folder_of, relative
from sitegen.media.browser import Printer, PrintError, find_fonts
from sitegen.media.pdf import pack_pdf
from sitegen.render.outputs import Printed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.media.browser import Browser
    from sitegen.memo import Memo
    from sitegen.render.outputs import PageOutput

    Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class PrintJob:
    """A page to be printed."""

    output: PageOutput
    html: bytes
    styles: Mapping[str, bytes]
    """The style sheets by address: all that it may fetch."""
    root: str
    """Absolute address of the site."""

    @property
    def url(self) -> str:
        """The page's canonical address."""
        return self.root + folder_of(self.output.address)

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the browser is given, by absolute address."""
        return {
            **{self.root + address: content for address, content in self.styles.items()},
            self.url: self.html,
        }


@dataclass(frozen=True)
class PrintResult:
    """What came of printing."""

    files: Mapping[str, bytes] = field(repr=False)
    """PDFs by address."""
    pages: Mapping[str, int] = field(default_factory=dict)
    """How many pages each has."""
    notes: tuple[str, ...] = ()
    """What was left out, and why."""

    def offer(self, output: PageOutput) -> PageOutput:
        """A page that offers its PDF, where there is one."""
        if output.pdf not in self.files:
            return output
        printed = Printed(relative(output.address, output.pdf), self.pages[output.pdf])
        return replace(output, context={**output.context, "pdf": printed})


def print_pages(
    sheets: Sequence[PrintJob], browser: Browser, memo: Memo, report: Report
) -> PrintResult:
    """PDFs of pages, those printed before found; the browser is started only for others."""
    if not sheets:
        return PrintResult({})
    if not browser.path:
        return PrintResult({}, notes=("PDFs left out: Chromium was not found",))
    files: dict[str, bytes] = {}
    pages: dict[str, int] = {}
    left: dict[str, list[str]] = {}
    fonts = {tag: find_fonts(tag) for tag in {one.output.voice.language.tag for one in sheets}}
    with Printer(browser) as printer:
        for number, sheet in enumerate(sheets, start=1):
            tag, pdf = sheet.output.voice.language.tag, sheet.output.pdf
            if fonts[tag] == "":
                left.setdefault(f"no font on this machine can write `{tag}`", []).append(pdf)
                continue
            inputs = (sheet.url, sheet.files, browser.stamp, fonts[tag])
            try:
                text = memo.recall("pdf", pdf, inputs, partial(_print, sheet, printer))
            except PrintError as error:
                left.setdefault(str(error), []).append(pdf)
                continue
            count, _, content = text.partition(" ")
            files[pdf], pages[pdf] = base64.b64decode(content), int(count)
            report("PDFs", number, len(sheets))
    notes = (f"PDFs left out: {reason} ({_name(pdfs)})" for reason, pdfs in left.items())
    return PrintResult(files, pages, tuple(notes))


def _print(sheet: PrintJob, printer: Printer) -> str:
    """A PDF as text, for the store: the number of its pages, and its content."""
    packed = pack_pdf(printer.print_page(sheet.url, sheet.files))
    return f"{packed.pages} {base64.b64encode(packed.content).decode()}"


def _name(addresses: Sequence[str]) -> str:
    more = len(addresses) - 1
    return addresses[0] + (f" and {more} more" if more else "")
