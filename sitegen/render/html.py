"""A resolved page's Markdown to HTML: tokens through the renderer, roles and blocks through templates."""

from __future__ import annotations

import re
from contextlib import ExitStack
from functools import cache
from html import unescape
from itertools import accumulate, count, pairwise
from typing import TYPE_CHECKING

from markdown_it.renderer import RendererHTML
from markupsafe import Markup, escape

from sitegen.language.line_breaks import divide_words, is_divided
from sitegen.project.fences import read_code
from sitegen.project.syntax import make_parser
from sitegen.render.escaping import keep_dates
from sitegen.render.templates import render_macros
from sitegen.resolve.chart_block import ChartBlock
from sitegen.resolve.page import SECTION
from sitegen.site import PageBody
from sitegen.views.margin import make_margin_note
from sitegen.views.values import DerivedView, FactView

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
    from typing import Any

    from markdown_it.token import Token
    from markdown_it.utils import OptionsDict

    from sitegen.language.language import Language
    from sitegen.language.voice import Voice
    from sitegen.project.parsed import ParsedPage
    from sitegen.render.templates import Templates
    from sitegen.resolve.insertions import Insertion
    from sitegen.resolve.page import ResolvedPage
    from sitegen.views.margin import MarginNote

INLINE, BLOCKS, MARKUP, MARGIN = "inline.html", "blocks.html", "markup.html", "margin.html"
"""Templates with the macro `insertion`, which draws roles; with a macro for each directive; with those for
Markdown that needs words or files; and with the macro `note`, for what stands beside a paragraph."""
_PIECE = re.compile(r"(<[^>]*>)|(&[^;\s]+;|[^<])", re.DOTALL)
"""A tag, or a character as it is written."""
_OPENING = re.compile(r"(?:[“‘„‚«‹(（\[［「『《〈【〔][\u00a0\u202f]?)+$")
"""Marks that open something, with the space that French has behind its own."""


class _Renderer(RendererHTML):
    """Puts what roles, links and directives stand for in their places, from `env`."""

    def myst_role(
        self,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        shown = str(env["insertions"][tokens[index].meta["index"]])
        return f"{shown}</span>" if _find_opening(tokens, index - 1, env) else shown

    def colon_fence(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        number = tokens[index].meta["index"]
        directive = env["document"].directives[number]
        content = (
            Markup(self.render(directive.tokens, options, env)) if directive.tokens else Markup("")
        )  # rendered here
        return str(env["block"](number, content))

    def text(
        self,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        content = tokens[index].content
        mark = _find_opening(tokens, index, env)
        before = keep_dates(content.removesuffix(mark))
        return f'{before}<span class="whole">{escape(mark)}' if mark else before

    def heading_open(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        env["heading"] = True
        return self.renderToken(tokens, index, options, env)

    def renderInline(  # noqa: N802 # the library calls it so
        self, tokens: Sequence[Token], options: OptionsDict, env: MutableMapping[str, Any]
    ) -> str:
        """Text with its marks; that of a heading with the places where its lines may break."""
        made = super().renderInline(tokens, options, env)
        return _break_words(made, env["language"]) if env.pop("heading", False) else made

    def paragraph_open(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        note = _draw_note(tokens[index + 1].children, env)
        env["noted"] = bool(note)
        return (
            f'<div class="noted">{note}<p>'
            if note
            else self.renderToken(tokens, index, options, env)
        )

    def paragraph_close(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        is_noted = env.pop("noted", False)
        return "</p></div>\n" if is_noted else self.renderToken(tokens, index, options, env)

    def link_open(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        number = tokens[index].meta["index"]
        language = env["resolved"].link_languages[number]
        attributes = {
            "href": env["links"][number],
            "hreflang": language and language.tag,
            "data-language": language and language.name,
            "title": tokens[index].attrGet("title"),
        }
        written = (f' {name}="{escape(one)}"' for name, one in attributes.items() if one)
        return f"<a{''.join(written)}>"

    def image(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        return str(env["markup"]("picture", env["images"][tokens[index].meta["index"]]))

    def figure(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        view = env["images"][tokens[index].meta["index"]]
        inner = self.renderInline(view.caption.tokens, options, env) if view.caption else ""
        identifier = tokens[index].attrGet("id") or ""
        return str(env["markup"]("figure", view, Markup(inner), identifier))  # rendered here

    def fence(
        self,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        return str(env["markup"]("code", read_code(tokens[index]), next(env["codes"])))

    def footnote_ref(
        self,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        meta = tokens[index].meta
        return str(env["markup"]("mark", meta["number"], meta["use"]))

    def task(
        self,
        tokens: Sequence[Token],
        index: int,
        _options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        return str(env["markup"]("task", tokens[index].meta["done"]))

    def notes(self, options: OptionsDict, env: MutableMapping[str, Any]) -> str:
        """The footnotes of a page, each with the way back to its marks behind its last line."""
        listed, plain = [], {**env, "note": None}  # they are notes themselves
        for note in env["document"].notes:
            text = self.render(note.tokens, options, plain).rstrip()
            back = env["markup"]("back", note.number, note.uses)
            end = "</p>" if text.endswith("</p>") else ""
            listed.append((note.number, Markup(f"{text.removesuffix(end)}{back}{end}")))
        return str(env["markup"]("notes", listed))

    def table_open(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        return '<div class="table-scroll" tabindex="0"><table>\n'

    def th_open(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        tokens[index].attrSet("scope", "col")
        return self.renderToken(tokens, index, options, env)

    def table_close(
        self,
        tokens: Sequence[Token],
        index: int,
        options: OptionsDict,
        env: MutableMapping[str, Any],
    ) -> str:
        return "</table></div>\n"


def _find_opening(tokens: Sequence[Token], index: int, env: Mapping[str, Any]) -> str:
    """The marks at the end of a text that open what a status closes: browsers break lines before its shape, whatever stands there."""
    if index < 0 or tokens[index].type != "text" or index + 1 == len(tokens):
        return ""
    follows = tokens[index + 1]
    if follows.type != "myst_role":
        return ""
    if env["resolved"].insertions[follows.meta["index"]].kind != "status":
        return ""
    found = _OPENING.search(tokens[index].content)
    return found[0] if found else ""


def _break_words(html: str, language: Language) -> str:
    """A heading with the places where a line may break within it, whatever its words stand in."""
    if not is_divided(html, language):
        return html
    pieces = _PIECE.findall(html)
    words = divide_words("".join(unescape(shown) for _, shown in pieces), language)
    breaks, at, written = {*accumulate(map(len, words[:-1]))}, 0, []
    for tag, shown in pieces:
        if shown and at in breaks:
            written.append("<wbr>")
        written.append(tag or shown)
        at += len(unescape(shown))
    return "".join(written)


def _draw_note(tokens: Sequence[Token] | None, env: Mapping[str, Any]) -> str:
    """What stands beside a line of text; empty where nothing does, or where the page has no notes."""
    if not env["note"]:
        return ""
    roles = (one.meta["index"] for one in tokens or () if one.type == "myst_role")
    note = _gather_note([env["resolved"].insertions[index] for index in roles])
    return str(env["note"]("note", note)) if note else ""


def _gather_note(insertions: Sequence[Insertion]) -> MarginNote | None:
    """The note to a text with these insertions."""
    return make_margin_note(
        (one.view for one in insertions if isinstance(one.view, FactView)),
        ((one.number, one.view) for one in insertions if isinstance(one.view, DerivedView)),
    )


@cache
def _renderer() -> _Renderer:
    return _Renderer()


def needs_markup(document: ParsedPage) -> bool:
    """Whether a text has Markdown that `MARKUP` draws."""
    return bool(document.images or document.notes or document.has_tasks or document.has_code)


def render_body(
    resolved: ResolvedPage,
    draw: Callable[[ChartBlock], Mapping[str, str]],
    templates: Templates,
    voice: Voice,
    *,
    noted: bool = False,
) -> PageBody:
    """Render a page's text; `draw` gives the drawings of a chart, `noted` says whether paragraphs have notes.

    Raises:
        RenderError: A template is wrong, or needs what it did not get.
    """
    document = resolved.parsed
    with ExitStack() as opened:
        inline = opened.enter_context(render_macros(templates, INLINE, voice))
        blocks = opened.enter_context(render_macros(templates, BLOCKS, voice))
        insertions = [inline("insertion", insertion) for insertion in resolved.insertions]

        def block(number: int, content: Markup) -> str:
            made = resolved.blocks[number]
            drawing = draw(made.shown) if isinstance(made.shown, ChartBlock) else {}
            return blocks(made.macro, made.shown, content, drawing)

        env = {
            "insertions": insertions,
            "links": resolved.links,
            "images": resolved.images,
            "document": document,
            "language": voice.language,
            "block": block,
            "resolved": resolved,
            "note": None,
            "codes": count(1),
        }
        if noted:
            env["note"] = opened.enter_context(render_macros(templates, MARGIN, voice))
        if needs_markup(document):
            env["markup"] = opened.enter_context(render_macros(templates, MARKUP, voice))
        options, renderer = make_parser().options, _renderer()
        parts = [Markup(renderer.render(part, options, env)) for part in _divide(document)]
        if document.notes:
            parts[-1] += Markup(renderer.notes(options, env))  # as above
        lead = document.inline("lead")
        return PageBody(
            tuple(parts),
            Markup(renderer.renderInline(lead.tokens, options, env) if lead else ""),
            resolved.sections,
            Markup(_draw_note(lead.tokens, env) if lead else ""),  # as above
        )


def _divide(document: ParsedPage) -> Iterator[Sequence[Token]]:
    """What stands before the first section, and each section."""
    starts = [
        index
        for index, token in enumerate(document.tokens)
        if token.type == "heading_open"
        and token.tag == f"h{SECTION}"
        and not token.level  # none within a quotation
    ]
    for start, end in pairwise([0, *starts, len(document.tokens)]):
        yield document.tokens[start:end]
