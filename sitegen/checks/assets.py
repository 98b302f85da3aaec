"""Drawings, data and scripts among the assets are well-formed: a browser that cannot read them says so to nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.markup.drawings import find_drawing_fault
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.render.scripts import judge_script, loads_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import LookStage
    from sitegen.problems import Problem


def check_assets(stage: LookStage) -> Iterator[Problem]:
    """SVG that is no XML, JSON that is none, scripts that cannot be read."""
    has_modules = any(loads_modules(one.text) for one in stage.all_templates.values())
    for name, asset in stage.assets.items():
        ending = name.rpartition(".")[2].lower()
        if ending == "svg":
            yield from _check_drawing(asset.path, asset.content)
        elif ending in {"json", "webmanifest"}:
            yield from _check_data(asset.path, asset.content)
        elif ending in {"js", "mjs"}:
            text = asset.content.decode(errors="replace")
            refused = judge_script(asset.path, text, has_modules=has_modules or ending == "mjs")
            yield from (refused,) if refused else ()


def _check_drawing(path: str, content: bytes) -> Iterator[Problem]:
    if fault := find_drawing_fault(content):
        yield Place(path, fault.line, fault.column).problem("asset", fault.said, fault.cure)


def _check_data(path: str, content: bytes) -> Iterator[Problem]:
    try:
        json.loads(content)
    except RecursionError:
        yield Place(path).problem(
            "asset",
            say("the lists and objects of the file lie too deep in each other"),
            say("Fix it, or remove it"),
        )
    except json.JSONDecodeError as error:
        said = error.msg[:1].lower() + error.msg[1:]
        yield Place(path, error.lineno, error.colno).problem(
            "asset",
            say("the file is not valid JSON: {said}", said=hear(said)),
            say("Fix it where this points, or just before"),
        )
