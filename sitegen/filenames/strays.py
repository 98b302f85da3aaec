"""Files that nobody reads: near names of those that are read are errors, all others are told of and left alone.

Nothing that stands in a project is published because it is there.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from unicodedata import normalize

from sitegen.filenames.near import find_meant, fold_name, is_settings_name
from sitegen.filenames.pages import count_names, gather_foreign, is_page_name, list_languages
from sitegen.language.scripts import guess_language
from sitegen.ledger.schema import TABLES
from sitegen.markup.images import ENDINGS
from sitegen.messages.said import NOTHING, Said, say
from sitegen.naming import SITE_TOML
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sitegen.problems import Problem


TABLE_NAMES = frozenset(table.name for table in TABLES)
"""Names of the tables, each of which is `<name>.csv`."""
_TABULAR = frozenset({"csv", "cvs", "scv", "csb", "tsv", "tab"})
"""Endings of what is meant to be a table as text."""
_ADDED = re.compile(r"(.+?\.csv)\b")
"""A name with something after its ending, such as another ending."""
_SHEETS = frozenset({"xlsx", "xls", "xlsm", "xlsb", "ods", "numbers", "et", "ett", "fods", "txt"})
"""Endings of what tables are made from: beside a table it may well be what its author works in."""


def find_table(name: str, there: Collection[str]) -> str | None:
    """The table that a file of the data folder was meant to be, `there` being those that are there."""
    folded = fold_name(name)
    if match := _ADDED.match(folded):
        folded = match[1]
    stem, _, ending = folded.rpartition(".")
    if not stem:
        stem, ending = folded, "csv"
    found = find_meant(stem, TABLE_NAMES, parts=True) if ending in _TABULAR | _SHEETS else None
    return None if found in there and ending in _SHEETS else found


def check_tables_named(names: Sequence[str], folder: str) -> Iterator[Problem]:
    """Files of the data folder, by their paths in it, that are no tables; `folder` is what messages call it."""
    there = {name.removesuffix(".csv") for name in names if is_table(name)}
    inner: dict[str, list[str]] = {}
    for name in names:
        outer, within, last = name.partition("/")
        if within:
            inner.setdefault(outer, []).append(last)
        elif not is_table(name):
            yield _judge_table(name, find_table(name, there), there, folder)
    for outer, lost in inner.items():
        tables = sorted({one for one in lost if is_table(PurePosixPath(one).name)})
        needed = [
            one for one in tables if PurePosixPath(one).name.removesuffix(".csv") not in there
        ]
        for one in needed:
            wanted = f"{folder}/{PurePosixPath(one).name}"
            yield Place(f"{folder}/{outer}/{one}").problem(
                "file-name",
                say("the table is not read: it stands in a folder of `{folder}`", folder=folder),
                say("Move it to `{wanted}`", wanted=wanted),
            )
        if needed:
            continue
        yield warn_stray(
            f"{folder}/{outer}",
            say("the folder is not read, though it holds `{table}`", table=tables[0])
            if tables
            else say("the folder is not read"),
            say("Tables stand in `{folder}` itself; move what is none out of it", folder=folder),
        )


def find_misnamed(names: Iterable[str]) -> frozenset[str]:
    """Tables that are missing, and stand under another name, given the paths of the files in the data folder."""
    listed = [*names]
    flat = [name for name in listed if "/" not in name]
    there = {name.removesuffix(".csv") for name in flat if is_table(name)}
    found = {find_table(name, there) for name in flat if not is_table(name)}
    deep = (PurePosixPath(name).name for name in listed if "/" in name)
    found |= {name.removesuffix(".csv") for name in deep if is_table(name)}
    return frozenset(one for one in found if one is not None) - there


def is_table(name: str) -> bool:
    """Whether a file of the data folder is a table, by its path in it."""
    return name.endswith(".csv") and name.removesuffix(".csv") in TABLE_NAMES


def _judge_table(name: str, meant: str | None, there: Collection[str], folder: str) -> Problem:
    stem, _, ending = fold_name(name).rpartition(".")
    is_sheet = ending in _SHEETS and ".csv" not in stem
    if meant is None:
        beside = is_sheet and stem in there
        return warn_stray(
            f"{folder}/{name}",
            say("the file is not read: `{stem}.csv` is", stem=stem)
            if beside
            else say("the file is not read: no table is called so"),
            say("Move it out of `{folder}`; the documentation lists the tables", folder=folder),
        )
    wanted = f"{meant}.csv"
    if is_sheet:
        cure = say("Save it as CSV (UTF-8) under the name `{wanted}`", wanted=wanted)
    elif meant in there:
        cure = say(
            "`{wanted}` is there besides: move this one out of `{folder}`",
            wanted=wanted,
            folder=folder,
        )
    else:
        cure = say("Rename it to `{wanted}`", wanted=wanted)
    return Place(f"{folder}/{name}").problem(
        "file-name",
        say("`{name}` is not read: the table is called `{wanted}`", name=name, wanted=wanted),
        cure,
    )


def check_content_named(
    names: Sequence[str], folder: str, codes: tuple[str, ...]
) -> Iterator[Problem]:
    """Files of the content folder, by their paths in it, that are neither pages nor pictures, and pages of no language.

    Of the pages of a language that the site does not have the first stands for all.
    """
    for code, found in gather_foreign(names, codes).items():
        first = count_names(found)
        yield Place(f"{folder}/{found[0]}").problem(
            "file-name",
            say(
                "`{code}` is not a language of the site: {first} cannot be read",
                code=code,
                first=first,
            ),
            _mean_language(found[0], code, codes, names)
            or say(
                "{codes}; `{site_toml}` says so", codes=list_languages(codes), site_toml=SITE_TOML
            ),
        )
    meant = {one for one in names if is_page_name(one) or is_image(one)}
    for name in gather_strays(names, meant):
        is_folder = name.endswith("/")
        yield warn_stray(
            f"{folder}/{name.rstrip('/')}",
            say("the folder is not read: it has no page")
            if is_folder
            else say("the file is not read: it is no page"),
            say(
                "Pages are `<slug>.<language>.md`; move what is none out of `{folder}`",
                folder=folder,
            ),
        )


def _mean_language(name: str, code: str, codes: tuple[str, ...], there: Collection[str]) -> Said:
    """What a page is to be called whose language is written otherwise: `trade.eng.md`; nothing where that may be another."""
    meant = guess_language(code)
    wanted = f"{name.removesuffix(f'.{code}.md')}.{meant}.md"
    return (
        say("Rename it to `{wanted}`", wanted=wanted)
        if meant in codes and wanted not in there
        else NOTHING
    )


def is_image(name: str) -> bool:
    """Whether a file is called as the images are that pages can show."""
    return name.lower().endswith(tuple(ENDINGS))


def check_images_shown(
    names: Sequence[str], folder: str, shown: Collection[str]
) -> Iterator[Problem]:
    """Images of the content folder, by their paths in it, that no page shows; beside pages, each by itself."""
    images = [one for one in names if is_image(one) and not is_page_name(one)]
    meant = {*shown, *filter(is_page_name, names)}
    for name in gather_strays(images, meant):
        is_folder = name.endswith("/")
        yield warn_stray(
            f"{folder}/{name.rstrip('/')}",
            say("no page shows an image of the folder: none is published")
            if is_folder
            else say("no page shows the image: it is not published"),
            say("Move it out of `{folder}`", folder=folder)
            if is_folder
            else say(
                "Show it with `![…]({name})`, or move it out of `{folder}`",
                name=PurePosixPath(name).name,
                folder=folder,
            ),
        )


def gather_strays(names: Iterable[str], meant: Collection[str]) -> list[str]:
    """Of files those that are not `meant`, by path; a folder without any such stands for all in it, with a slash."""
    used = {above for name in meant for above in _list_folders(name)}
    return sorted(
        {
            next((above for above in _list_folders(name) if above not in used), name)
            for name in names
            if name not in meant
        }
    )


def _list_folders(name: str) -> list[str]:
    """The folders that a file is in, the outermost first, each with a slash."""
    parts = name.split("/")[:-1]
    return ["/".join(parts[: number + 1]) + "/" for number in range(len(parts))]


def check_settings_named(names: Iterable[str]) -> Iterator[Problem]:
    """Files beside `site.toml`, by name, that were meant to be it."""
    for name in names:
        if is_settings_name(name):
            yield Place(name).problem(
                "file-name",
                say(
                    "`{name}` is not read: the settings stand in `{site_toml}`",
                    name=name,
                    site_toml=SITE_TOML,
                ),
                say("Move it elsewhere, or give its settings to that file"),
            )


def check_case(names: Iterable[str], folder: str) -> Iterator[Problem]:
    """Files that are one file where systems fold case, by their paths below `folder`."""
    first: dict[str, str] = {}
    for name in sorted(names, key=lambda one: (one != one.lower(), one)):
        other = first.setdefault(normalize("NFC", name).casefold(), name)
        if other != name:
            yield Place(f"{folder}/{name}").problem(
                "file-name",
                say(
                    "`{name}` differs from `{other}` in case alone: on Windows and macOS they are one file",
                    name=name,
                    other=other,
                ),
                say("Rename one of them"),
            )


def warn_stray(path: str, message: Said, hint: Said) -> Problem:
    """What is said of a file that nothing reads, and that is like none that is read."""
    return Place(path).problem("file-name", message, hint, "warning")
