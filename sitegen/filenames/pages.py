"""Names of the files of pages: `<slug>.<language>.md`, and what one that is nearly such a name was meant to be."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import normalize

from sitegen.filenames.near import fold_name, is_reserved, strip_copy
from sitegen.messages.said import Said, say, say_names
from sitegen.naming import SLUG
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sitegen.problems import Problem


_FILE = re.compile(rf"({SLUG}(?:/{SLUG})*)\.([a-z]{{2,3}}(?:-[A-Za-z]+)?)\.md")
_MOST_MEANT = 3
"""How many names are proposed for a file; of more, none is likelier than the others."""
_MEANT = re.compile(
    r"(.+?)\.(?:md|markdown|mdown|mdwn|mkdn?|mdx|qmd|rmd)(?:\.(?:txt|text|md|old|new))*"
)
"""A name in lower case that is meant to be that of a page, with what stands before its ending."""
_DOTTED = re.compile(r"(.+)(\.)([a-z]{2,3}(?:[-_][a-z]+)?)")
_TURNED = re.compile(r"([a-z]{2,3})\.([^.]+)")
"""A language before the name of the page."""
_SPOKEN = re.compile(r"(.+)([._-])([a-z]{2,3}(?:[-_][a-z]+)?)")
"""What stands before the ending, divided before what may be a language."""


def is_page_name(name: str) -> bool:
    """Whether a file of the content folder is a page by its name, or meant to be one."""
    return name.endswith(".md") or _MEANT.fullmatch(strip_copy(fold_name(name))) is not None


def is_written_well(name: str, languages: tuple[str, ...]) -> bool:
    """Whether the name of a file is that of a page in one of the languages."""
    match = _FILE.fullmatch(name)
    return match is not None and match[2] in languages


def find_foreign(name: str, languages: tuple[str, ...]) -> str:
    """The language of a page that the site does not have; empty of any other file."""
    match = _FILE.fullmatch(name)
    if match is None or match[1] in languages:
        return ""
    return "" if find_language(match[2].casefold(), languages) else match[2]


def gather_foreign(names: Iterable[str], languages: tuple[str, ...]) -> dict[str, list[str]]:
    """The pages of languages that the site does not have, by language."""
    foreign: dict[str, list[str]] = {}
    for name in names:
        if code := find_foreign(name, languages):
            foreign.setdefault(code, []).append(name)
    return foreign


def count_names(names: Sequence[str]) -> Said:
    """The first of some files, and how many more there are."""
    first = say("`{name}`", name=names[0])
    more = len(names) - 1
    return say("{first} and {more} more", first=first, more=more) if more else first


def divide_name(
    name: str, folder: str, languages: tuple[str, ...], there: Collection[str] = ()
) -> tuple[str, str] | Problem:
    """Slug and language of a page by the name of its file below `folder`; or what is wrong with the name.

    `there` are the names of the files that are there besides.
    """
    match = _FILE.fullmatch(name)
    if match and is_written_well(name, languages):
        kept = next(filter(is_reserved, match[1].split("/")), "")
        return _refuse_reserved(name, folder, kept) if kept else (match[1], match[2])
    listed = list_languages(languages)
    meant = guess_pages(name, languages)
    if len(meant) == 1 and meant[0] in there:
        return Place(f"{folder}/{name}").problem(
            "file-name",
            say("`{name}` is not read: the page is called `{meant}`", name=name, meant=meant[0]),
            say(
                "`{meant}` is there besides: move this one out of `{folder}`",
                meant=meant[0],
                folder=folder,
            ),
        )
    return Place(f"{folder}/{name}").problem(
        "file-name",
        say("`{name}` is not named `<slug>.<language>.md`", name=name),
        say(
            "Rename it to {meant}, or move it out of `{folder}`",
            meant=say_names(meant, " or ", " or "),
            folder=folder,
        )
        if 0 < len(meant) <= _MOST_MEANT
        else say("Write lower-case letters, digits and hyphens. {listed}", listed=listed),
    )


def _refuse_reserved(name: str, folder: str, kept: str) -> Problem:
    return Place(f"{folder}/{name}").problem(
        "file-name",
        say(
            "no file may be called `{kept}` on Windows, whatever its ending: `{name}` cannot be had there",
            kept=kept,
            name=name,
        ),
        say("Choose another name, such as `{kept}-page`", kept=kept),
    )


def guess_pages(name: str, languages: Sequence[str]) -> tuple[str, ...]:
    """The names that a file which is meant to be a page was meant to have: one a language where it names none.

    As in other generators, a language may be said by the first folder.
    """
    *folders, last = fold_name(name).split("/")
    match = _MEANT.fullmatch(last) or _MEANT.fullmatch(strip_copy(last))
    stem = strip_copy(match[1]) if match else ""
    spoken = _DOTTED.fullmatch(stem) or _SPOKEN.fullmatch(stem)
    code = find_language(spoken[3], languages) if spoken else None
    if code is None and (turned := _TURNED.fullmatch(stem)) and turned[1] in languages:
        code, stem, spoken = turned[1], turned[2], None
    if folders and code is None and folders[0] in languages:
        code, spoken = folders.pop(0), None
    slug = [_write_slug(one) for one in (*folders, spoken[1] if spoken and code else stem)]
    if not all(slug):
        return ()
    return tuple(f"{'/'.join(slug)}.{one}.md" for one in ([code] if code else languages))


def list_languages(languages: Sequence[str]) -> Said:
    """The languages of the site, for a hint."""
    return say("The languages are {names}", names=say_names(languages))


def find_language(text: str, languages: Sequence[str]) -> str | None:
    """The language that a text means: `EN`, `en-us`."""
    for wanted in (text.replace("_", "-"), re.split("[-_]", text)[0]):
        for code in languages:
            if code.casefold() == wanted:
                return code
    return None


def _write_slug(text: str) -> str:
    """A name as a slug: `économie d'été` is `economie-d-ete`; one that Windows keeps is made another, `con-page`."""
    plain = re.sub("[\u0300-\u036f]", "", normalize("NFD", text))
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-")
    return f"{slug}-page" if is_reserved(slug) else slug
