"""The settings of `site.toml`, and those of pages, from the schemas that editors check them by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from reference.writing import escape, quote, quote_all, write_heading, write_table
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.pages import GROUPS
from sitegen.schemas.front_matter import describe_front_matter
from sitegen.schemas.settings import describe_settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from reference.words import Words

    Schema = Mapping[str, Any]


def write_settings(words: Words) -> Iterator[str]:
    """The parts of the page on `site.toml`."""
    schema = describe_settings()
    yield words.find("text.settings")
    yield write_heading(words.find("label.settings"), "settings")
    yield _write_schema(words, schema)
    for name, inner in list_inner(schema).items():
        yield write_heading(quote(name), name.replace("_", "-"))
        yield words.find(f"text.{name.replace('_', '-')}")
        yield _write_schema(words, inner)


def list_inner(schema: Schema) -> dict[str, Schema]:
    """The settings that are tables with settings of their own, but for the rules, which have a page."""
    found = {}
    for name, one in schema["properties"].items():
        inner = one.get("items", one.get("additionalProperties"))
        shape = inner if isinstance(inner, dict) and "properties" in inner else one
        if "properties" in shape and name != "rules":
            found[name] = shape
    return found


def _write_schema(words: Words, schema: Schema) -> str:
    """A table of settings: what each says, what it may be, what it is where it is missing."""
    needed = schema.get("required", ())
    header = ("setting", "meaning", "may-be", "usual")
    return write_table(
        tuple(words.find(f"label.{one}") for one in header),
        (
            (
                quote(name),
                escape(words.tell(one["description"])),
                quote_all(one.get("enum") or one.get("items", {}).get("enum") or ()),
                words.find("label.must-be-given") if name in needed else _write_usual(one),
            )
            for name, one in schema["properties"].items()
        ),
    )


def _write_usual(one: Schema) -> str:
    usual = one.get("default")
    if usual in (None, "", [], {}):
        return ""
    return quote(str(usual).replace("'", '"').replace("True", "true").replace("False", "false"))


def write_pages(words: Words) -> Iterator[str]:
    """The parts of the page on the kinds and the settings of pages."""
    yield words.find("text.pages")
    yield write_heading(words.find("label.front-matter"), "front-matter")
    yield _write_schema(words, _drop_kinds(describe_front_matter()))
    yield write_heading(words.find("label.kinds"), "kinds")
    yield words.find("text.kinds")
    header = ("kind", "what-it-is", "group", "template")
    yield write_table(
        tuple(words.find(f"label.{one}") for one in header),
        (
            (
                quote(name),
                words.find(f"kind.{name}"),
                quote(kind.traits.group),
                quote(kind.template),
            )
            for name, kind in PAGE_KINDS.items()
        ),
    )
    yield write_heading(words.find("label.groups"), "groups")
    yield words.find("text.groups").format(groups=", ".join(map(quote, GROUPS)))
    yield write_heading(words.find("label.addresses"), "addresses")
    yield words.find("text.addresses")


def _drop_kinds(schema: Schema) -> Schema:
    """Front matter without the list of kinds, which has a table of its own."""
    kind = {name: one for name, one in schema["properties"]["kind"].items() if name != "enum"}
    return {**schema, "properties": {**schema["properties"], "kind": kind}}
