"""A resolved page's text back to Markdown, with everything in it filled in: for readers of plain text.

What roles and directives say comes from macros of the project's template `blocks.md`. Each text is
escaped for Markdown where it enters, here or by the filter `literal` of templates; `finish` makes
addresses absolute, so that a text can be taken away.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from markdown_it.tree import SyntaxTreeNode

from sitegen.addresses import folder_of
from sitegen.markup.bare_links import AUTOMATIC
from sitegen.render.escaping import escape_markdown
from sitegen.render.templates import render_macros

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markdown_it.token import Token

    from sitegen.language.voice import Voice
    from sitegen.project.parsed import Footnote
    from sitegen.render.templates import Templates
    from sitegen.resolve.page import ResolvedPage


BLOCKS_TEMPLATE = "blocks.md"
"""Template with the macro `insertion`, which writes roles, and a macro for each directive."""

_START = re.compile(
    r"^(?:([>=:{]|~(?=~~)|#(?=#{0,5}(?:\s|$))|\+(?=\s|$)|-(?=[\s|:-]|$)|\|(?=[\s|:-]))|(\d+)([.)])(?=\s|$))",
    re.MULTILINE,
)
_MARKED = frozenset({"em", "strong", "s"})
"""Inline texts that have the same signs before and behind them."""
_CODE = "code_inline"
_APART = "<!-- -->"
"""What keeps two of them, or two codes, from being read as one: `*a*` and `*b*` side by side."""
_RULES = {"align-left": ":---", "align-center": ":---:", "align-right": "---:"}
"""What stands below the head of a column, by the class of its cells."""
_LINK = re.compile(r"(?<=\]\()(?!https?:|mailto:|tel:)([^()\s]*)(?=\)| \")")


def render_plain(resolved: ResolvedPage, templates: Templates, voice: Voice) -> tuple[str, str]:
    """A page's text and lead as Markdown.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    document = resolved.parsed
    with render_macros(templates, BLOCKS_TEMPLATE, voice) as macros:

        def call(name: str, *values: object) -> str:
            return macros(name, *values).strip()

        writer = _MarkdownWriter(resolved, call)
        lead = document.inline("lead")
        text = writer.blocks(document.tokens)
        return (
            "\n\n".join(filter(None, [text, *map(writer.note, document.notes)])),
            writer.children(SyntaxTreeNode(lead.tokens).children) if lead else "",
        )


def finish(text: str, base: str) -> str:
    """A rendered text with its addresses seen from anywhere; `base` is its own.

    Anchors are those of the page that it is a form of: Markdown has none.
    """
    base = re.sub(r"\.md$", ".html", base)
    plain = _LINK.sub(lambda match: _absolute(base, match[0]), text)
    lines = "\n".join(line.rstrip() for line in plain.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def _absolute(base: str, href: str) -> str:
    """An address without the `index.html` that only folders need."""
    try:
        path, mark, fragment = urljoin(base, href).partition("#")
    except ValueError:
        return href  # no address at all: the check of links says so
    return folder_of(path) + mark + fragment


class _MarkdownWriter:
    """Writes tokens as Markdown; a kind of token that no page can hold has no line here."""

    def __init__(self, resolved: ResolvedPage, call: Callable[..., str]) -> None:
        self.resolved = resolved
        self.call = call

    def blocks(self, tokens: Sequence[Token]) -> str:
        return self.parts(SyntaxTreeNode(tokens).children)

    def parts(self, nodes: Sequence[SyntaxTreeNode], gap: str = "\n\n") -> str:
        return gap.join(filter(None, map(self.block, nodes)))

    def block(self, node: SyntaxTreeNode) -> str:
        return BLOCKS[node.type](self, node)

    def children(self, nodes: Sequence[SyntaxTreeNode]) -> str:
        written, before = "", ""
        for node in nodes:
            text = INLINES[node.type](self, node)
            if text and ({before, node.type} <= _MARKED or before == node.type == _CODE):
                written += _APART
            written += text
            before = node.type if text else before
        return written

    def line(self, node: SyntaxTreeNode) -> str:
        """The inline content of a block."""
        return self.children([one for child in node.children for one in child.children])

    def paragraph(self, node: SyntaxTreeNode) -> str:
        return _START.sub(_guard, self.line(node))

    def heading(self, node: SyntaxTreeNode) -> str:
        return f"{'#' * int(node.tag[1])} {self.line(node)}"

    def quote(self, node: SyntaxTreeNode) -> str:
        return _indent(self.parts(node.children), "> ", "> ")

    def items(self, node: SyntaxTreeNode) -> str:
        tight = all(
            child.hidden
            for one in node.children
            for child in one.children
            if child.type == "paragraph"
        )
        start = int(node.attrs.get("start", 1))
        marks = [
            "- " if node.type == "bullet_list" else f"{number}. "
            for number in range(start, start + len(node.children))
        ]
        return ("\n" if tight else "\n\n").join(
            _indent(self.parts(one.children, "\n" if tight else "\n\n"), mark, " " * len(mark))
            for one, mark in zip(node.children, marks, strict=True)
        )

    def definitions(self, node: SyntaxTreeNode) -> str:
        """CommonMark has no definition lists: a term in bold, its meaning below."""
        return "\n\n".join(
            f"**{self.line(one)}**" if one.type == "dt" else self.parts(one.children)
            for one in node.children
        )

    def code(self, node: SyntaxTreeNode) -> str:
        fence = "`" * max(3, 1 + max(map(len, re.findall(r"`+", node.content)), default=0))
        return f"{fence}{node.info}\n{node.content.rstrip()}\n{fence}"

    def note(self, note: Footnote) -> str:
        return _indent(self.blocks(note.tokens), f"[^{note.number}]: ", "    ")

    def image(self, node: SyntaxTreeNode) -> str:
        view = self.resolved.images[node.meta["index"]]
        if view is None:
            return ""
        return f"!{_write_link(escape_markdown(view.alt), view.href, view.caption_text)}"

    def table(self, node: SyntaxTreeNode) -> str:
        rows = [row for part in node.children for row in part.children]
        lines = [
            f"| {' | '.join(self.line(cell).replace('|', chr(92) + '|') for cell in row.children)} |"
            for row in rows
        ]
        rule = "".join(
            f"|{_RULES.get(str(cell.attrs.get('class')), '---')}" for cell in rows[0].children
        )
        return "\n".join([lines[0], f"{rule}|", *lines[1:]])

    def directive(self, node: SyntaxTreeNode) -> str:
        number = node.meta["index"]
        content = self.blocks(self.resolved.parsed.directives[number].tokens)
        made = self.resolved.blocks[number]
        return self.call(made.macro, made.shown, content)

    def role(self, node: SyntaxTreeNode) -> str:
        return self.call("insertion", self.resolved.insertions[node.meta["index"]])

    def link(self, node: SyntaxTreeNode) -> str:
        if node.markup in AUTOMATIC:
            return f"<{''.join(child.content for child in node.children)}>"
        number = node.meta["index"]
        href, language = self.resolved.links[number], self.resolved.link_languages[number]
        text = _write_link(self.children(node.children), href, str(node.attrs.get("title", "")))
        return f"{text} ({language.name})" if language else text

    def code_inline(self, node: SyntaxTreeNode) -> str:
        ticks = "`" * (1 + max(map(len, re.findall(r"`+", node.content)), default=0))
        pad = " " if node.content.startswith("`") or node.content.endswith("`") else ""
        return f"{ticks}{pad}{node.content}{pad}{ticks}"


BLOCKS: Mapping[str, Callable[[_MarkdownWriter, SyntaxTreeNode], str]] = {
    "paragraph": _MarkdownWriter.paragraph,
    "heading": _MarkdownWriter.heading,
    "blockquote": _MarkdownWriter.quote,
    "bullet_list": _MarkdownWriter.items,
    "ordered_list": _MarkdownWriter.items,
    "dl": _MarkdownWriter.definitions,
    "fence": _MarkdownWriter.code,
    "code_block": _MarkdownWriter.code,
    "hr": lambda _writer, _node: "---",
    "table": _MarkdownWriter.table,
    "colon_fence": _MarkdownWriter.directive,
    "figure": _MarkdownWriter.image,
}
INLINES: Mapping[str, Callable[[_MarkdownWriter, SyntaxTreeNode], str]] = {
    "text": lambda _writer, node: escape_markdown(node.content),
    "softbreak": lambda _writer, _node: "\n",
    "hardbreak": lambda _writer, _node: "\\\n",
    "em": lambda writer, node: f"*{writer.children(node.children)}*",
    "strong": lambda writer, node: f"**{writer.children(node.children)}**",
    "s": lambda writer, node: f"~~{writer.children(node.children)}~~",
    "code_inline": _MarkdownWriter.code_inline,
    "footnote_ref": lambda _writer, node: f"[^{node.meta['number']}]",
    "image": _MarkdownWriter.image,
    "task": lambda _writer, node: "[x]" if node.meta["done"] else "[ ]",
    "link": _MarkdownWriter.link,
    "myst_role": _MarkdownWriter.role,
}


def _write_link(text: str, href: str, title: str) -> str:
    quoted = re.sub(r'([\\"]|&(?=#?\w+;))', r"\\\1", title)
    return f'[{text}]({href} "{quoted}")' if title else f"[{text}]({href})"


def _indent(text: str, first: str, other: str) -> str:
    """A block with marks before its lines."""
    head, *rest = text.split("\n")
    return "\n".join([f"{first}{head}", *(f"{other}{line}".rstrip() for line in rest)])


def _guard(match: re.Match[str]) -> str:
    """The start of a line that would begin a heading, a list or a quotation, escaped."""
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"
