"""Codes of the languages of a site as they are meant: by what its other settings call them, where a code is none."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from sitegen.filenames.pages import count_names, gather_foreign, is_written_well
from sitegen.language.scripts import guess_language
from sitegen.messages.said import Said, say, say_names
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from sitegen.language.language import Language
    from sitegen.problems import Place, Problem

CODE = r"[a-z]{2,3}(?:-[A-Za-z]+)?"
_TEXTS = ("title", "description", "author", "licence")
"""Settings that have a text for each language, by its code."""


def mean_codes(table: Mapping[str, Any]) -> tuple[str, ...]:
    """The code that each table `[[languages]]` is meant to have; empty where it has none that can be known.

    One behind which fewer texts stand than behind another that it can mean, and that no table has, is that one.
    """
    entries = _list_entries(table)
    used = _count_used(table)
    written = [_read(entry, "code") for entry in entries]
    free = {code: number for code, number in used.items() if code not in written}
    meant: list[str] = []
    for at, (entry, code) in enumerate(zip(entries, written, strict=True)):
        near, number = _find_near(entry, free), used[code] if _is_own(entries, at) else 0
        if near and free[near] > number:
            del free[near]
            meant.append(near)
        else:
            meant.append(code if number or re.fullmatch(CODE, code) else "")
    return tuple(meant)


def _is_own(entries: list[Mapping[str, Any]], at: int) -> bool:
    """Whether a code is that of its table: of several that have the same, the first whose locale is of that language."""
    code = _read(entries[at], "code")
    same = [number for number, one in enumerate(entries) if _read(one, "code") == code]
    if len(same) == 1:  # as in nearly all sites, which need no names of languages then
        return True
    return at == max(same, key=lambda number: (_speaks(entries[number], code), -number))


def _speaks(entry: Mapping[str, Any], code: str) -> bool:
    return guess_language(_read(entry, "locale")).partition("-")[0] == code.partition("-")[0]


def suggest_code(code: str, codes: Sequence[str]) -> Said:
    """Which of the languages a code that is none of them means."""
    meant = guess_language(code)
    near = [one for one in codes if meant and one.partition("-")[0] == meant.partition("-")[0]]
    listed = say("The languages are {names}", names=say_names(codes))
    return suggest(near[0], near[:1]) if near else suggest(code, codes) or listed


def check_codes(
    entries: list[Any], meant: tuple[str, ...], places: list[Place]
) -> Iterator[Problem]:
    """Codes of languages that are none, that are given twice, or that are not those of the texts."""
    seen = set[str]()
    for entry, wanted, place in zip(entries, meant, places, strict=True):
        code = entry.get("code") if isinstance(entry, dict) else None
        if not isinstance(code, str):
            continue  # told as a setting that is missing
        if not re.fullmatch(CODE, code):
            yield place.problem(
                "config",
                say("`{code}` is not a valid language code", code=code),
                _cure(wanted if wanted != code else guess_language(code)),
            )
        elif code in seen or (wanted != code and code in meant):
            yield place.problem(
                "config",
                say("two languages have the code `{code}`", code=code),
                _cure(wanted) if wanted != code else say("Give each its own"),
            )
        elif wanted != code:
            yield place.problem(
                "config",
                say(
                    "the texts of this language stand behind `{wanted}`, and its code is `{code}`",
                    wanted=wanted,
                    code=code,
                ),
                _cure(wanted),
            )
        seen.add(wanted)


def check_codes_called(
    languages: Sequence[Language], names: Sequence[str], find: Callable[[str, str], Place]
) -> Iterator[Problem]:
    """Codes of languages by which fewer pages are called than by another that they can mean, and that no language has.

    `names` are the files of the content folder, and `find` says where a setting of a language stands.
    """
    foreign = gather_foreign(names, tuple(one.code for one in languages))
    for number, language in enumerate(languages):
        own = sum(is_written_well(name, (language.code,)) for name in names)
        free = {code: some for code, some in foreign.items() if len(some) > own}
        if meant := _find_near(asdict(language), free):
            yield find(str(number), "code").problem(
                "config",
                say(
                    "the pages of this language are called as {names}, and its code is `{code}`",
                    names=count_names(foreign.pop(meant)),
                    code=language.code,
                ),
                say(
                    'Write `code = "{meant}"`, and `{meant}` for `{code}` in all other settings',
                    meant=meant,
                    code=language.code,
                ),
            )


def _cure(code: str) -> Said:
    if not code:
        return say("Write two or three lower-case letters, e.g. `en`")
    return say('Write `code = "{code}"`', code=code)


def _list_entries(table: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    listed = table.get("languages")
    return (
        [one if isinstance(one, dict) else {} for one in listed] if isinstance(listed, list) else []
    )


def _count_used(table: Mapping[str, Any]) -> Counter[str]:
    """Behind which codes texts stand, and how many, in the order of the file."""
    manifest = table.get("manifest")
    short = manifest.get("short_name") if isinstance(manifest, dict) else None
    texts = (*map(table.get, _TEXTS), short)
    return Counter(code for one in texts if isinstance(one, dict) for code in one)


def _find_near(entry: Mapping[str, Any], free: Collection[str]) -> str:
    """Of codes that no table has, the one that a table means by its code, its locale, its tag or its name."""
    if not free:  # guessing reads the names of all languages
        return ""
    guesses = [guess_language(_read(entry, key)) for key in ("code", "locale", "tag", "name")]
    for guess in filter(None, guesses):
        if guess in free:
            return guess
        language = guess.partition("-")[0]
        if near := [code for code in free if code.partition("-")[0] == language]:
            return near[0]
    return ""


def _read(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    return value if isinstance(value, str) else ""
