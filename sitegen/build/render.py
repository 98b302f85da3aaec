"""Pages and files of a site by address, found or made."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.build.printing import PrintJob
from sitegen.files.all import FILE_PLANNERS
from sitegen.files.machines import plan_machine_files
from sitegen.pages.plan import BATCH_PLANNERS
from sitegen.render.html import render_body
from sitegen.render.markdown import finish, render_plain
from sitegen.render.outputs import ListedPage
from sitegen.render.templates import render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

    from sitegen.build.report import Report
    from sitegen.frame.values import PageFrame
    from sitegen.memo import Memo
    from sitegen.render.outputs import PageBatch, PageOutput
    from sitegen.render.templates import Templates
    from sitegen.site import Contents, PageBody


def render_bodies(
    contents: Contents, templates: Templates, memo: Memo
) -> dict[tuple[str, str], PageBody]:
    """The text of each page as HTML and as Markdown, by slug and language code.

    Raises:
        RenderError: A template is wrong, or needs what it did not get.
    """
    bodies = {}
    for page in contents.pages:
        voice = contents.site.voice(page.language)
        names = [chart.data.name for chart in page.charts]
        drawings = {name: contents.drawings[name, page.language] for name in names}
        body = render_body(page, drawings, templates, memo, voice)
        plain, lead = render_plain(page, templates, memo, voice)
        bodies[page.slug, page.language] = replace(body, plain=plain, plain_lead=lead)
    return bodies


def render_pages(
    outputs: Sequence[PageOutput], templates: Templates, memo: Memo, root: str, report: Report
) -> dict[str, bytes]:
    """Pages by address; `root` is the site's absolute address, for those that are not HTML.

    Raises:
        RenderError: A template is wrong, or needs what it did not get.
    """
    tree = {}
    for number, output in enumerate(outputs, start=1):
        text: str = render(templates, memo, "page", output)
        if not output.template.endswith(".html"):
            text = finish(text, root + output.address)
        tree[output.address] = text.encode()
        report("pages", number, len(outputs))
    return tree


def render_batches(
    contents: Contents, templates: Templates, memo: Memo
) -> tuple[dict[str, bytes], tuple[ListedPage, ...]]:
    """The pages of all batches by address, and as the list of pages knows them.

    Raises:
        RenderError: A template is wrong, or needs what it did not get.
    """
    tree: dict[str, bytes] = {}
    listed: list[ListedPage] = []
    for plan in BATCH_PLANNERS:
        for batch in plan(contents):
            inputs = (templates.closure(batch.template), batch.inputs, batch.voice)
            make = partial(_render_batch, batch, templates, memo)
            text = memo.recall("batch", batch.label, inputs, make)
            for address, html, one in json.loads(text):
                tree[address] = html.encode()
                if one:
                    alternates = tuple((tag, url) for tag, url in one["alternates"])
                    listed.append(ListedPage(one["canonical"], alternates, one["updated"]))
    return tree, tuple(listed)


def _render_batch(batch: PageBatch[Any], templates: Templates, memo: Memo) -> str:
    """The pages of a batch as JSON: address, HTML, and the entry of the list of pages."""
    pages = []
    for output in batch.plan():
        html = render(templates, memo, "page", output)
        one = list_page(output)
        pages.append((output.address, str(html), asdict(one) if one else None))
    return json.dumps(pages, ensure_ascii=False)


def list_page(output: PageOutput) -> ListedPage | None:
    """A page for the list of pages; `None` for one that is not a page of the site proper."""
    frame: PageFrame | None = output.context.get("frame")
    if frame is None:
        return None
    spoken = tuple((one.tag, one.url) for one in frame.alternates)
    alternates = (*spoken, ("x-default", frame.x_default)) if len(spoken) > 1 else ()
    return ListedPage(frame.canonical, alternates, frame.updated)


def write_files(contents: Contents, listed: Sequence[ListedPage]) -> dict[str, bytes]:
    """The files that need no template, by address; `listed` are all pages."""
    planned = [file for plan in FILE_PLANNERS for file in plan(contents)]
    planned += plan_machine_files(contents.site, listed)
    return {file.address: file.content for file in planned}


def render_prints(
    outputs: Sequence[PageOutput],
    templates: Templates,
    memo: Memo,
    styles: Mapping[str, bytes],
    root: str,
) -> list[PrintJob]:
    """The pages that are offered as PDF, to be printed: as they are without that offer.

    `styles` are the style sheets by address, `root` is the site's absolute address.

    Raises:
        RenderError: A template is wrong, or needs what it did not get.
    """
    return [
        PrintJob(output, render(templates, memo, "page", output).encode(), styles, root)
        for output in outputs
        if output.pdf
    ]
