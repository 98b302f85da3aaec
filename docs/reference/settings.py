"""The settings of `site.toml`, and those of pages."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

from reference.writing import quote, write_heading, write_table
from sitegen.language.language import Language
from sitegen.ledger.values import SourceKind
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.project.front_lines import META
from sitegen.project.manifest import Manifest
from sitegen.project.pages import GROUPS
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reference.words import Words


def write_settings(words: Words) -> Iterator[str]:
    """The parts of the page on `site.toml`."""
    names = (words.find("label.setting"), words.find("label.meaning"), words.find("label.usual"))
    yield words.find("text.settings")
    yield write_heading(words.find("label.settings"), "settings")
    yield write_table(
        names,
        (
            (quote(name), words.find(f"setting.{name}"), _write_usual(one.usual))
            for name, one in SETTINGS.items()
        ),
    )
    parts = (
        ("languages", "language", [one.name for one in fields(Language)]),
        ("source_kinds", "source-kind", [one.name for one in fields(SourceKind)]),
        ("paths", "path", [*USUAL_PATHS]),
        ("manifest", "manifest", [one.name for one in fields(Manifest)]),
    )
    for setting, section, own in parts:
        yield write_heading(quote(setting), setting.replace("_", "-"))
        yield words.find(f"text.{section}")
        yield write_table(names[:2], _list_words(words, section, own))


def _list_words(words: Words, section: str, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        usual = f" ({quote(USUAL_PATHS[name])})" if section == "path" else ""
        yield quote(name), words.find(f"{section}.{name}") + usual


def _write_usual(usual: object) -> str:
    if usual in (None, "", [], {}):
        return ""
    return quote(str(usual).replace("'", '"').replace("True", "true").replace("False", "false"))


def write_pages(words: Words) -> Iterator[str]:
    """The parts of the page on the kinds and the settings of pages."""
    yield words.find("text.pages")
    yield write_heading(words.find("label.front-matter"), "front-matter")
    yield write_table(
        (words.find("label.setting"), words.find("label.meaning")),
        _list_words(words, "meta", META),
    )
    yield write_heading(words.find("label.kinds"), "kinds")
    yield words.find("text.kinds")
    yield write_table(
        (
            words.find("label.kind"),
            words.find("label.what-it-is"),
            words.find("label.group"),
            words.find("label.template"),
        ),
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
