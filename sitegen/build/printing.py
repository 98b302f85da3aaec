"""PDFs of pages: what is printed, found or made, and what is left out.

A page is printed as it is without the offer of its PDF, so that a browser that fails costs the page
nothing but that offer. A site does not depend on its PDFs: one that cannot be made is a note.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sitegen.addresses import IMAGES, folder_of, relative
from sitegen.build.content import make_late_page
from sitegen.build.fresh import NO_PDFS, PRINTED, name_printer
from sitegen.build.kit import as_plain
from sitegen.media.browser import Printer, PrintError
from sitegen.media.found import find_fonts
from sitegen.media.pdf import pack_pdf
from sitegen.memo import digest
from sitegen.messages.said import NOTHING, Said, keep_as, say
from sitegen.pages.text import name_pdf
from sitegen.render.outputs import Printed
from sitegen.site import note_nothing
from sitegen.traces.outputs import OutputTree
from sitegen.traces.traces import Made

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.build.kit import Kit
    from sitegen.build.report import Report
    from sitegen.known import PageCard
    from sitegen.media.found import Browser
    from sitegen.traces.traces import Traces

KIND = "pdf"
_MISSING = say("Chromium was not found")
LAYER = 1
"""Outputs of this layer go before those that are made without a browser."""


@dataclass(frozen=True)
class PrintJob:
    """A page to be printed."""

    url: str
    """The page's canonical address."""
    files: Mapping[str, bytes]
    """What the browser is given, by absolute address."""


def print_pages(kit: Kit, traces: Traces, browser: Browser, report: Report) -> tuple[Said, ...]:
    """Make the PDFs that pages offer, where they are not there; says what was left out, and why."""
    there = traces.units(KIND)
    if not kit.config.pdf and not there:
        traces.put(PRINTED, NO_PDFS)
        return ()
    spoken = kit.values.pages.by_language
    cards = [
        card
        for code in kit.config.codes
        for card in spoken.get(code, ())
        if card.kind in kit.config.pdf
    ]
    fonts = {tag: find_fonts(tag) for tag in {_tag(kit, card) for card in cards}}
    left: dict[Said, list[str]] = {}
    done = set()
    with Printer(browser) as printer:
        for number, card in enumerate(cards, start=1):
            written = fonts[_tag(kit, card)]
            reason = NOTHING if browser.path else _MISSING
            if written == "":
                reason = say("no font on this machine can write `{tag}`", tag=_tag(kit, card))
            try:
                if not reason:
                    _offer(kit, traces, card, (browser.stamp, written), printer)
                    done.add(f"{KIND}:{card.key}")
            except PrintError as error:
                reason = error.message
            if reason:
                left.setdefault(reason, []).append(name_pdf(card.address, card.slug, card.language))
            report(say("PDFs"), number, len(cards))
    for unit in there.keys() - done:
        traces.drop(unit)
    traces.put(PRINTED, name_printer(browser.stamp, fonts) if not left else "")
    return tuple(
        say("PDFs left out: {reason}", reason=reason)
        if reason == _MISSING
        else say("PDFs left out: {reason} ({names})", reason=reason, names=_name(pdfs))
        for reason, pdfs in left.items()
    )


def _tag(kit: Kit, card: PageCard) -> str:
    return kit.shared.voices[card.language].language.tag


def _offer(
    kit: Kit, traces: Traces, card: PageCard, stamp: tuple[object, ...], printer: Printer
) -> None:
    """Print a page and let it offer the PDF, if it was not done with this page and this browser.

    Raises:
        PrintError: The browser failed.
    """
    unit, part = f"{KIND}:{card.key}", f"printed@{card.key}"
    job = _prepare(kit, traces, card)
    inputs = (job.url, job.files, *stamp)
    key = as_plain(digest(inputs))
    if traces.find(part) == key:
        return
    pdf = name_pdf(card.address, card.slug, card.language)
    text = kit.memo.recall(KIND, pdf, inputs, partial(_print, job, printer))
    count, _, content = text.partition(" ")
    name = f"{card.slug}.{card.language}.md"
    offered = Printed(relative(card.address, pdf), int(count))
    page = make_late_page(kit, note_nothing, name, offered)
    outputs = {**page.outputs, pdf: base64.b64decode(content)}
    traces.keep(Made(unit, parts={part: key}, outputs=outputs), LAYER)


def _prepare(kit: Kit, traces: Traces, card: PageCard) -> PrintJob:
    files, root = OutputTree(traces), kit.config.absolute("")
    url, page = root + folder_of(card.address), files[card.address]
    needed = (
        address
        for address in files
        if address.endswith(".css") or (address.startswith(IMAGES) and address.encode() in page)
    )
    # an image that is not seen yet would not be waited for
    loaded = {root + address: files[address] for address in needed}
    return PrintJob(url, {**loaded, url: page.replace(b' loading="lazy"', b"")})


def _print(job: PrintJob, printer: Printer) -> str:
    """A PDF as text, for the store: the number of its pages, and its content."""
    packed = pack_pdf(printer.print_page(job.url, job.files))
    return f"{packed.pages} {base64.b64encode(packed.content).decode()}"


def _name(addresses: Sequence[str]) -> Said:
    more = len(addresses) - 1
    if not more:
        return keep_as(addresses[0])
    return say("{first} and {more} more", first=addresses[0], more=more)
