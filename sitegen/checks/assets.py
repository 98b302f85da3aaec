"""Drawings, data and scripts among the assets are well-formed: a browser that cannot read them says so to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.json_slips import find_json_slip
from sitegen.markup.drawings import find_drawing_fault
from sitegen.messages.said import say
from sitegen.problems import Place, place_at
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
    text = content.decode("utf-8-sig", errors="replace")
    try:
        slip = find_json_slip(text)
    except RecursionError:
        yield Place(path).problem(
            "asset",
            say("the lists and objects of the file lie too deep in each other"),
            say("Fix it, or remove it"),
        )
    else:
        if slip:
            yield place_at(path, text, slip.start).problem("asset", slip.said, slip.cure)
