"""PDFs of pages: what is printed, found or made, and what is left out.

A page is printed as it is without the offer of its PDF, so that a browser that fails costs the page
nothing but that offer. PDFs are no condition of a site: what cannot be made is a note.
"""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.browser import Printer, PrintError, find_fonts
from sitegen.pages.output import Printed
from sitegen.views import relative

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sitegen.browser import Browser
    from sitegen.memo import Memo
    from sitegen.pages.output import Output

    Report = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sheet:
    """A page to be printed."""

    output: Output
    html: bytes
    styles: Mapping[str, bytes]
    """The style sheets by address: all that it may fetch."""
    root: str
    """Absolute address of the site."""

    @property
    def url(self) -> str:
        """The page's canonical address."""
        return self.root + self.output.address.removesuffix("index.html")

    @property
    def files(self) -> Mapping[str, bytes]:
        """What the browser is given, by absolute address."""
        return {
            **{self.root + address: content for address, content in self.styles.items()},
            self.url: self.html,
        }


@dataclass(frozen=True)
class Prints:
    """What came of printing."""

    files: Mapping[str, bytes] = field(repr=False)
    """PDFs by address."""
    notes: tuple[str, ...] = ()
    """What was left out, and why."""

    def offer(self, output: Output) -> Output:
        """A page that offers its PDF, where there is one."""
        content = self.files.get(output.pdf) if output.pdf else None
        if content is None:
            return output
        printed = Printed(relative(output.address, output.pdf), count_pages(content))
        return replace(output, context={**output.context, "pdf": printed})


def print_sheets(sheets: Sequence[Sheet], browser: Browser, memo: Memo, report: Report) -> Prints:
    """PDFs of pages, those printed before found; the browser is started only for others."""
    if not sheets:
        return Prints({})
    if not browser.path:
        return Prints({}, ("PDFs left out: Chromium was not found",))
    files: dict[str, bytes] = {}
    left: dict[str, list[str]] = {}
    fonts = {tag: find_fonts(tag) for tag in {one.output.voice.language.tag for one in sheets}}
    with Printer(browser) as printer:
        for number, sheet in enumerate(sheets, start=1):
            tag, pdf = sheet.output.voice.language.tag, sheet.output.pdf
            if fonts[tag] == "":
                left.setdefault(f"no font of this machine can write `{tag}`", []).append(pdf)
                continue
            inputs = (sheet.url, sheet.files, browser.stamp, fonts[tag])
            try:
                text = memo.recall("pdf", pdf, inputs, partial(_print, sheet, printer))
            except PrintError as error:
                left.setdefault(str(error), []).append(pdf)
                continue
            files[pdf] = base64.b64decode(text)
            report("PDFs", number, len(sheets))
    notes = (f"PDFs left out: {reason} ({_name(pdfs)})" for reason, pdfs in left.items())
    return Prints(files, tuple(notes))


def _print(sheet: Sheet, printer: Printer) -> str:
    """A PDF as text, for the store."""
    content = printer.print_page(sheet.url, sheet.files)
    if not content.startswith(b"%PDF-") or not count_pages(content):
        raise PrintError("Chromium gave no PDF")
    return base64.b64encode(content).decode()


def _name(addresses: Sequence[str]) -> str:
    more = len(addresses) - 1
    return addresses[0] + (f" and {more} more" if more else "")


def count_pages(pdf: bytes) -> int:
    """How many pages a PDF has, as Chromium writes them."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf))
