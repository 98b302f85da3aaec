"""Style sheets close what they open, load what is there, use tokens that are set somewhere and names that browsers know."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_names
from sitegen.problems import Place, place_at, suggest
from sitegen.render.sheets import find_asset, is_foreign, read_sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.checks.stages import LookStage
    from sitegen.problems import Problem
    from sitegen.render.sheets import ReadSheet

PICTURES = {".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".avif"}
"""Endings of the names of pictures."""
_TOKEN = re.compile(r"(?<![\w-])--[a-zA-Z][\w-]*")
_CLASS = re.compile(r"[a-zA-Z][\w-]*")
_CLASSES = re.compile(r'\bclass="([^"]*)"')
_SHORT = 4
"""Below so many letters words are too like each other for one to be a slip."""
_MOST_MEANT = 3


def check_sheets(stage: LookStage) -> Iterator[Problem]:
    """Brackets, addresses and tokens of style sheets."""
    texts = {
        name: asset.content.decode(errors="replace")
        for name, asset in stage.assets.items()
        if name.endswith(".css")
    }
    sheets = {name: read_sheet(text) for name, text in texts.items()}
    broken = [texts[name] for name, sheet in sheets.items() if sheet.faults]
    spoken = {token for text in (*stage.scripts, *broken) for token in _TOKEN.findall(text)}
    own = sheets.keys() & stage.own
    if not broken:
        yield from _check_missed(stage, sheets, spoken)
    for name, sheet in sheets.items():
        path, text = stage.assets[name].path, texts[name]
        for start, said, cure in sheet.faults:
            yield place_at(path, text, start).problem("style-sheet", said, cure)
        if not sheet.faults:
            yield from _check_loads(stage, path, text, sheet)
            if name in own or not own:
                yield from _check_tokens(path, text, sheet, sheets, spoken)
            for start, said, cure in sheet.unknown:
                yield place_at(path, text, start).problem("style-sheet", said, cure, "warning")
            if name in stage.own:
                yield from _check_overrides(path, text, sheets, name, spoken)
                yield from _check_classes(stage, path, text, sheets, name)


def _check_loads(stage: LookStage, path: str, text: str, sheet: ReadSheet) -> Iterator[Problem]:
    for start, href in sheet.loads:
        place = place_at(path, text, start)
        if is_foreign(href):
            yield place.problem(
                "request",
                say("the style sheet fetches `{href}` from another site", href=href),
                say("Put the file into `templates/assets/` and name it"),
            )
        elif (name := find_asset(href)) is not None and name not in stage.assets:
            yield place.problem(
                "style-sheet",
                say("`{href}` leads to no asset", href=href),
                suggest(name, _list_alike(name, stage.assets))
                or say("Put the file beside the style sheet, into `templates/assets/`"),
            )


def _list_alike(name: str, assets: Iterable[str]) -> list[str]:
    """The assets that can stand where this one was meant: pictures for a picture, else those of the same ending."""
    ending = _end(name)
    kinds = PICTURES if ending in PICTURES or not ending else {ending}
    near = [one for one in assets if _end(one) in kinds]
    return near or [one for one in assets if _stem(one) == _stem(name)]


def _end(name: str) -> str:
    return posixpath.splitext(name)[1].lower()


def _stem(name: str) -> str:
    return posixpath.splitext(posixpath.basename(name))[0].casefold()


def _check_missed(
    stage: LookStage, sheets: Mapping[str, ReadSheet], spoken: set[str]
) -> Iterator[Problem]:
    """Tokens that sheets of the theme use, and that went with a sheet of the theme whose place one of the project has taken."""
    own = sorted(sheets.keys() & stage.own)
    theirs = [sheet for name, sheet in sheets.items() if name not in stage.own]
    used = {one.name for sheet in theirs for one in sheet.used}
    missed = sorted(used - _list_set(sheets) - spoken)
    if own and missed:
        yield Place(stage.assets[own[0]].path, 1).problem(
            "style-sheet",
            say("sheets of the theme use what is set nowhere: {names}", names=say_names(missed)),
            say("Set it in `:root`: a sheet called as one of the theme stands in its place"),
        )


def _list_set(sheets: Mapping[str, ReadSheet]) -> set[str]:
    return {one.name for sheet in sheets.values() for one in sheet.defined}


def _check_tokens(
    path: str, text: str, sheet: ReadSheet, sheets: Mapping[str, ReadSheet], spoken: set[str]
) -> Iterator[Problem]:
    defined = _list_set(sheets)
    for start, name in sheet.used:
        if name not in defined and name not in spoken:
            yield place_at(path, text, start).problem(
                "style-sheet",
                say("the token `{name}` is set nowhere", name=name),
                suggest(name, sorted(defined)) or say("Set it: `:root {{ {name}: … }}`", name=name),
            )


def _check_overrides(
    path: str, text: str, sheets: Mapping[str, ReadSheet], name: str, spoken: set[str]
) -> Iterator[Problem]:
    """Tokens that a project sets and nothing uses, with a name like one that is used."""
    others = [sheet for key, sheet in sheets.items() if key != name]
    used = {one.name for sheet in sheets.values() for one in sheet.used} | spoken
    tokens = {one.name for sheet in others for one in sheet.defined}
    for start, token in sheets[name].defined:
        known = token in used or token in tokens or f"var({token}," in text.replace(" ", "")
        if not known and (nearest := suggest(token, sorted(tokens))):
            yield place_at(path, text, start).problem(
                "style-sheet", say("nothing uses the token `{token}`", token=token), nearest
            )


def _check_classes(
    stage: LookStage, path: str, text: str, sheets: Mapping[str, ReadSheet], name: str
) -> Iterator[Problem]:
    """Classes of a project's sheet that nothing has, each a slip of one that something has."""
    others = {one.name for key, sheet in sheets.items() if key != name for one in sheet.classes}
    wanted = [one for one in sheets[name].classes if one.name not in others]
    if not wanted:
        return
    texts = (*stage.scripts, *(one.text for one in stage.all_templates.values()))
    words = {word for one in texts for word in _CLASS.findall(one)}
    known = others | {one for text in texts for one in list_classes(text)}
    for start, own in wanted:
        meant = sorted(one for one in known if is_slip(own, one)) if own not in words else ()
        if meant:
            yield place_at(path, text, start).problem(
                "style-sheet",
                say("nothing has the class `{name}`", name=own),
                say("Did you mean {names}?", names=say_names(meant[:_MOST_MEANT], " or ", " or ")),
                "warning",
            )


def list_classes(text: str) -> Iterator[str]:
    """The classes that a template writes as they stand."""
    for value in _CLASSES.findall(text):
        yield from (one for one in value.split() if _CLASS.fullmatch(one))


def is_slip(word: str, other: str) -> bool:
    """Whether a word is another but for one letter, or two that changed places."""
    if min(len(word), len(other)) < _SHORT or abs(len(word) - len(other)) > 1:
        return False
    same = len(posixpath.commonprefix([word, other]))
    rest, theirs = word[same:], other[same:]
    turned = rest[1::-1] == theirs[:2] and rest[2:] == theirs[2:]
    return rest != theirs and (
        turned or theirs == rest[1:] or rest == theirs[1:] or rest[1:] == theirs[1:]
    )
