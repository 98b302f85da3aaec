"""What a unit makes, before it is known whether anything of it is new."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sitegen.build.kit import as_plain
from sitegen.checks.all import run_checks
from sitegen.checks.anchors import list_anchors
from sitegen.checks.scan import read_tags, scan_page
from sitegen.checks.stages import OutputStage
from sitegen.known import (
    CARD,
    CHARTS,
    CITED,
    DRAWN,
    LISTED,
    SEEN,
    SHOWN,
    TERMS,
    TEXT,
    ListedPage,
)
from sitegen.naming import RECORD
from sitegen.render.html import BLOCKS, INLINE
from sitegen.render.origins import Origins, TextOrigins, trace_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.build.kit import Kit
    from sitegen.frame.values import PageFrame
    from sitegen.problems import Problem
    from sitegen.render.outputs import OutputFile, PageOutput
    from sitegen.resolve.page import ResolvedPage

CODES, BASE, CONTENT, RENDERED, LINKED = range(5)
"""The stages in which problems are found. What is wrong in one hides what later ones find: that follows
from it, or can wait. The first is that of codes of languages, which names of files and columns are made of."""
ORIGINS = "origins"
"""Name of the part that says where the links of a page are written."""
SCAN = "scan"
"""Name of the part that says which anchors a page has, and where it leads."""
OF_FILES = frozenset({DRAWN, TEXT, LISTED, SCAN})
"""Parts that tell of files that were made: they stay with them where others cannot be made."""
LASTING = OF_FILES | {CARD, CITED, TERMS, CHARTS, SEEN, SHOWN, ORIGINS, RECORD}
"""Parts of which others make what they show, and no check judges by them before files are made. Of a page that cannot
be read they stay as they were, so that neither the mistake nor its cure makes the pages that list it."""


@dataclass(frozen=True)
class Draft:
    """What a unit gives."""

    parts: Mapping[str, str] = field(default_factory=dict)
    """What pages say of themselves, as JSON, by the name of the part and the page: `card@en/economy`."""
    outputs: Mapping[str, bytes] = field(default_factory=dict)
    """Files by address."""
    problems: tuple[tuple[int, Problem], ...] = ()
    """What is wrong, each with the stage in which it was found."""
    lasting: frozenset[str] = OF_FILES
    """Kinds of parts that stay as they were last, if what is wrong keeps it from being made."""

    def __add__(self, other: Draft) -> Draft:
        """Both."""
        return Draft(
            {**self.parts, **other.parts},
            {**self.outputs, **other.outputs},
            (*self.problems, *other.problems),
            self.lasting | other.lasting,
        )


def from_files(files: Iterable[OutputFile]) -> Draft:
    """Files that need no template."""
    return Draft(outputs={file.address: file.content for file in files})


def render_html(
    kit: Kit, note: Callable[[str], None], output: PageOutput, page: ResolvedPage | None = None
) -> Draft:
    """A page as HTML, with what is wrong in it and where it leads; `page` is what it was made of, if it has a text.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    html, address = kit.render(output, note), output.address
    tags = read_tags(html)
    scan = scan_page(address, tags)
    names = (output.template, INLINE, BLOCKS) if page else (output.template,)
    text = trace_text(page) if page else TextOrigins()
    origins = Origins(address, partial(kit.templates.list_needed, *names), text)
    anchors = list_anchors(page) if page else {}
    found = run_checks(OutputStage(address, tags, scan, origins, anchors))
    parts = {f"{SCAN}@{address}": as_plain((scan.ids, scan.goals))}
    frame: PageFrame | None = output.context.get("frame")
    if frame is not None and frame.indexed:
        parts[f"{LISTED}@{address}"] = as_plain(_list_page(frame))
    return Draft(parts, {address: html.encode()}, tuple((LINKED, one) for one in found))


def _list_page(frame: PageFrame) -> ListedPage:
    """A page for the list of pages."""
    spoken = tuple((one.tag, one.url) for one in frame.alternates)
    alternates = (*spoken, ("x-default", frame.x_default)) if len(spoken) > 1 else ()
    return ListedPage(frame.canonical, alternates, frame.updated)
