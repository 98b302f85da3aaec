"""Images, data and scripts among the assets are well-formed: a browser that cannot read them says so to nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.json_slips import find_json_slip
from sitegen.markup.drawings import find_drawing_fault
from sitegen.markup.images import ENDINGS, WrongImageError, measure_drawing, measure_image
from sitegen.messages.said import say
from sitegen.problems import Place, place_at
from sitegen.render.scripts import judge_script, loads_modules

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import LookStage
    from sitegen.problems import Problem


def check_assets(stage: LookStage) -> Iterator[Problem]:
    """Images that cannot be shown, JSON that is none, scripts that cannot be read."""
    has_modules = any(loads_modules(one.text) for one in stage.all_templates.values())
    for name, asset in stage.assets.items():
        ending = name.rpartition(".")[2].lower()
        if ending == "svg":
            yield from _check_drawing(asset.path, asset.content)
            if name in stage.painted:
                yield from _check_icon(asset.path, asset.content)
        elif f".{ending}" in ENDINGS:
            yield from _check_image(asset.path, asset.content, f".{ending}")
        elif ending in {"json", "webmanifest"}:
            yield from _check_data(asset.path, asset.content)
        elif ending in {"js", "mjs"}:
            text = asset.content.decode(errors="replace")
            refused = judge_script(asset.path, text, has_modules=has_modules or ending == "mjs")
            yield from (refused,) if refused else ()


def _check_drawing(path: str, content: bytes) -> Iterator[Problem]:
    if fault := find_drawing_fault(content):
        place = Place(path, fault.line, fault.column)
        yield place.problem(fault.rule or "asset", fault.said, fault.cure)


def _check_icon(path: str, content: bytes) -> Iterator[Problem]:
    """A drawing that is painted as icons of several sizes."""
    try:
        width, height = measure_drawing(content)
    except WrongImageError as error:
        if not error.place:
            yield Place(path).problem("asset", say("the image {error}", error=error), error.hint)
        return
    if not width or width != height:
        said = say("the icon is not as wide as it is high, or does not say how large it is")
        yield Place(path).problem("asset", said, say('Write `<svg viewBox="0 0 32 32" …>`'))


def _check_image(path: str, content: bytes, ending: str) -> Iterator[Problem]:
    try:
        measure_image(content, ending)
    except WrongImageError as error:
        said = say("the image {error}", error=error)
        yield Place(path).problem(error.rule or "asset", said, error.hint)


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
