"""Files of a project's templates that nothing reads: near names are errors, all others are told of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sitegen.filenames.near import find_meant, fold_name, strip_copy
from sitegen.filenames.pages import find_language, list_languages
from sitegen.filenames.strays import gather_strays, warn_stray
from sitegen.messages.said import Said, say
from sitegen.problems import Place
from sitegen.project.theme import ENDINGS, THEME

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sitegen.problems import Problem


_ADDED = re.compile(r"(.+\.[a-z0-9]+)\.(?:txt|text|jinja2?|j2)")
"""A name with an ending that an editor or a habit added."""
_OTHER = {"htm": "html", "xhtml": "html", "jinja": "html", "j2": "html", "markdown": "md"}
"""Endings that are written for others."""
_CATALOG = re.compile(r"(?:.*/)?([^/]+?)\.pot?(?:\.txt)?")
_FOLDERS = frozenset({"assets", "locale"})
"""Folders of what is no template."""
_CURE = say("Move it out of the folder")


class KnownNames(NamedTuple):
    """The names that files of a folder of templates may have."""

    templates: Collection[str]
    """Those that templates have, but for those of the project that nobody asks for."""
    assets: Collection[str]
    """Those that assets have, but for those of the project that nobody asks for."""
    codes: Sequence[str]
    """The languages of the site."""


def check_look_named(names: Sequence[str], folder: str, known: KnownNames) -> Iterator[Problem]:
    """Files of a folder of templates, by their paths in it, that nothing reads; `folder` is what messages call it."""
    strays = set()
    wrong: dict[str, str] = {}
    for name in names:
        meant = _find_meant(name, known)
        if meant is None:
            strays.add(name)
        elif meant != name:
            wrong |= [_shorten(name, meant)]
    for name, meant in wrong.items():
        yield Place(f"{folder}/{name}").problem(
            "file-name",
            say("nothing uses `{name}`: the name is `{meant}`", name=name, meant=meant),
            say(
                "`{meant}` is there besides: move this one out of `{folder}`",
                meant=meant,
                folder=folder,
            )
            if meant in names
            else say(
                "Rename it to `{meant}`, or move it out of `{folder}`", meant=meant, folder=folder
            ),
        )
    for name in gather_strays(strays, {"assets/", *names} - strays):
        yield warn_stray(f"{folder}/{name.rstrip('/')}", *_explain(name, known.codes))


def find_misnamed_catalogs(names: Sequence[str], known: KnownNames) -> frozenset[str]:
    """Catalogues that are missing, and stand under another name, by their paths in the folder."""
    meant = {_find_meant(name, known) for name in names}
    return frozenset(one for one in meant if one and one.startswith("locale/")).difference(names)


def _find_meant(name: str, known: KnownNames) -> str | None:
    """The name that a file has, or was meant to have; `None` of one that is like none that is known."""
    first, _, rest = name.partition("/")
    if name in known.templates or first == THEME:
        return name
    if rest and first not in _FOLDERS and (own := find_meant(first, _FOLDERS)):
        return f"{own}/{rest}"
    if first == "assets":
        return None if "/" in rest else _find_asset(rest, known.assets) or name
    if match := _CATALOG.fullmatch(fold_name(name)):
        code = find_language(match[1], known.codes)
        return code and f"locale/{code}.po"
    return _find_template(name, known.templates) or _find_asset(name, known.assets)


def _shorten(name: str, meant: str) -> tuple[str, str]:
    """What is wrong of a name and what it was meant to be: the folder, where all of it is called otherwise."""
    first, _, rest = name.partition("/")
    own, _, right = meant.partition("/")
    return (first, own) if rest and rest == right else (name, meant)


def _explain(name: str, codes: Sequence[str]) -> tuple[Said, Said]:
    """Why nothing uses a file, or a folder, whose name ends in a slash; and what to do."""
    if name.startswith("assets/"):
        return say("it is not published: assets stand in `assets` itself"), _CURE
    listed = say(
        "Catalogues are `locale/<language>.po`. {languages}", languages=list_languages(codes)
    )
    if name == "locale/":
        return say("no catalogue of the folder is read: none is called as a language"), listed
    if _CATALOG.fullmatch(fold_name(name)):
        return say("the catalogue is not read: no language of the site is called so"), listed
    if name.endswith("/"):
        return say("the folder is not read: no page uses anything of it"), _CURE
    if name.endswith(ENDINGS):
        return say("no page uses the template"), _CURE
    return say("the file is not read"), _CURE


def _find_asset(name: str, assets: Collection[str]) -> str | None:
    """The asset that a file is or nearly is, by its name alone."""
    found = name if name in assets else _find_copied(name, assets)
    return found and f"assets/{found}"


def _find_copied(name: str, known: Collection[str]) -> str | None:
    """The name that another one is but for case, what says that it is a copy, and an ending that was added."""
    stem, _, ending = _write_usual(name).rpartition(".")
    wanted = {f"{stem}.{ending}", f"{strip_copy(stem)}.{ending}"}
    return next((one for one in sorted(known) if fold_name(one) in wanted), None)


def _find_template(name: str, known: Collection[str]) -> str | None:
    """As `_find_copied`, or misspelt."""
    if copied := _find_copied(name, known):
        return copied
    stem, _, ending = _write_usual(name).rpartition(".")
    stems = {
        fold_name(one).removesuffix(f".{ending}"): one
        for one in known
        if one.endswith(f".{ending}")
    }
    meant = find_meant(stem, stems)
    return stems[meant] if meant else None


def _write_usual(name: str) -> str:
    """A name in lower case, with the ending that it was meant to have."""
    folded = fold_name(name)
    if match := _ADDED.fullmatch(folded):
        folded = match[1]
    stem, _, ending = folded.rpartition(".")
    return f"{stem}.{_OTHER.get(ending, ending)}"
