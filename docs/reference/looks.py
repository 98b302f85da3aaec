"""The templates: what each is, its blocks, and what it is given."""

from __future__ import annotations

import ast
import inspect
import re
from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

from reference.words import DOCS
from reference.writing import escape, quote, quote_all, write_heading, write_table
from sitegen.frame import values as frame_values
from sitegen.frame.values import PageFrame

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reference.words import Words

TEMPLATES = DOCS.parent / "templates"
WITHIN = ("markup.html", "inline.html", "margin.html", "blocks.html", "blocks.md", "policy.html")
"""Templates of macros and parts, which are given what their callers have."""
PREVIEW = "design.html"
"""The template that the preview alone shows."""
_COMMENT = re.compile(r"\{#\s*(.*?)\s*#\}", re.DOTALL)


def list_templates() -> list[str]:
    """The names of the theme's templates of pages and files."""
    names = (
        path.relative_to(TEMPLATES).as_posix()
        for path in sorted(TEMPLATES.rglob("*"))
        if path.suffix in {".html", ".md", ".txt"} or path.name == "picture.svg"
    )
    return [name for name in names if "assets" not in name.split("/")]


def read_comment(name: str) -> str:
    """What a template says of itself: the comment at its head."""
    found = _COMMENT.search((TEMPLATES / name).read_text("utf-8"))
    return " ".join(found[1].split()) if found else ""


def find_variables(name: str) -> list[str]:
    """The names that a template asks for and neither sets nor imports."""
    tree = jinja2.Environment(autoescape=True).parse((TEMPLATES / name).read_text("utf-8"))
    made = {one.name for one in tree.find_all(nodes.Name) if one.ctx != "load"}
    made |= {one.name for one in tree.find_all(nodes.Macro)}
    for imported in tree.find_all(nodes.FromImport):
        made |= {one[1] if isinstance(one, tuple) else one for one in imported.names}
    made |= {one.target for one in tree.find_all(nodes.Import)} | {"_", "ngettext", "loop"}
    made |= {"range", "super", "self", "caller", "namespace"}
    return sorted({one.name for one in tree.find_all(nodes.Name)} - made)


def find_blocks(name: str) -> list[str]:
    """The blocks that a template has for others to fill."""
    tree = jinja2.Environment(autoescape=True).parse((TEMPLATES / name).read_text("utf-8"))
    return [one.name for one in tree.find_all(nodes.Block)]


def describe_fields(described: type[object]) -> dict[str, str]:
    """The fields of a class, each with the text below it; empty where none stands there."""
    [tree] = [
        node
        for node in ast.parse(inspect.getsource(frame_values)).body
        if isinstance(node, ast.ClassDef) and node.name == described.__name__
    ]
    found: dict[str, str] = {}
    last = ""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            last = node.target.id
            found[last] = ""
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and last:
            found[last] = " ".join(str(node.value.value).split())
        else:
            last = ""
    return found


def write_templates(words: Words) -> Iterator[str]:
    """The parts of the page."""
    yield words.find("text.templates")
    yield write_heading(words.find("label.blocks"), "blocks")
    yield write_table(
        (words.find("label.block"), words.find("label.what-it-is")),
        ((quote(name), words.find(f"block.{name}")) for name in find_blocks("base.html")),
    )
    yield write_heading(words.find("label.templates"), "templates")
    yield write_table(
        (words.find("label.template"), words.find("label.what-it-is"), words.find("label.given")),
        (
            (
                quote(name),
                escape(words.tell(read_comment(name))),
                "" if _is_within(name) else quote_all(find_variables(name)),
            )
            for name in list_templates()
        ),
    )
    yield write_heading(words.find("label.variables"), "variables")
    yield words.find("text.variables")
    yield write_table(
        (words.find("label.variable"), words.find("label.meaning")),
        ((quote(name), words.find(f"variable.{name}")) for name in list_variables()),
    )
    yield write_heading(quote("frame"), "frame")
    yield words.find("text.frame")
    yield write_table(
        (words.find("label.variable"), words.find("label.meaning")),
        (
            (
                quote(f"frame.{name}"),
                escape(words.tell(said)) if said else words.find(f"frame.{name}"),
            )
            for name, said in describe_fields(PageFrame).items()
        ),
    )
    yield write_heading(words.find("label.filters"), "filters")
    yield words.find("text.filters")


def list_variables() -> list[str]:
    """All that templates of pages are given."""
    shown = (name for name in list_templates() if not _is_within(name) and name != PREVIEW)
    return sorted({one for name in shown for one in find_variables(name)})


def _is_within(name: str) -> bool:
    return name in WITHIN or name.startswith("parts/")
