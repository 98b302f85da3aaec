"""Drawings, data and scripts among the assets are well-formed: a browser that cannot read them says so to nobody."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING
from xml.parsers import expat

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
    reader = expat.ParserCreate()
    roots: list[str] = []
    reader.StartElementHandler = lambda name, _: roots.append(name)
    try:
        reader.Parse(content, True)  # noqa: FBT003 # this is all of it
    except expat.ExpatError as error:
        yield Place(path, error.lineno, error.offset + 1).problem(
            "asset",
            say("the drawing is not well-formed: {code}", code=hear(expat.ErrorString(error.code))),
            say("Save it anew from the program that drew it, as plain SVG"),
        )
    else:
        if roots[0].rpartition(":")[2] != "svg":
            yield Place(path, 1).problem(
                "asset",
                say("the drawing begins with `<{roots}>`", roots=roots[0]),
                say("Begin it with `<svg>`"),
            )


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
