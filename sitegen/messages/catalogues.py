"""The catalogues that texts for authors are told from, and which of them is wanted.

They are gettext's format, in the strict form that `tests/test_messages.py` holds them to, so that a build of
nothing reads one in a few milliseconds: babel alone would take longer than such a build.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.messages.telling import ENGLISH, Teller

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.messages.telling import Forms

FOLDER = Path(__file__).parent
"""Where the catalogues lie, each called by its language."""
_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
"""What says the language of messages, in the order of gettext."""
_LINE = re.compile(r'(?:(msgid_plural|msgid|msgstr(?:\[\d\])?) )?(".*")')


def list_languages_told() -> tuple[str, ...]:
    """The languages that texts can be told in."""
    return ("en", *sorted(path.stem for path in FOLDER.glob("*.po")))


def choose_language(environment: Mapping[str, str], wanted: str = "") -> str:
    """The language of messages: the one that is `wanted`, if it is known, else what the environment says, else English.

    As for gettext, `LANGUAGE` may list several, and says nothing where the locale is `C`.
    """
    if found := _find([wanted]):
        return found
    locale = next((environment[name] for name in _VARIABLES[1:] if environment.get(name)), "")
    if _strip(locale) in {"", "C", "POSIX"}:
        return "en"
    return _find([*environment.get("LANGUAGE", "").split(":"), locale]) or "en"


def _strip(locale: str) -> str:
    """A locale without encoding and variant: `zh_CN` of `zh_CN.UTF-8@pinyin`."""
    return re.split(r"[.@]", locale)[0]


def _find(locales: list[str]) -> str:
    """The first of some locales that there is a catalogue for, by its language; empty where there is none.

    Traditional characters are another way to write: who reads them is told in English.
    """
    known = list_languages_told()
    for locale in locales:
        name, *rest = re.split(r"[-_]", _strip(locale))
        is_other = {one.lower() for one in rest} & {"hant", "tw", "hk", "mo"}
        if name.lower() in known and not (name.lower() == "zh" and is_other):
            return name.lower()
    return ""


@cache
def load_teller(code: str) -> Teller:
    """Who tells texts in a language that there is a catalogue for; else in English."""
    path = FOLDER / f"{code}.po"
    if code not in list_languages_told() or not path.is_file():
        return ENGLISH
    return Teller(code, read_forms(path.read_text("utf-8")))


def read_forms(text: str) -> Forms:
    """The translations of a catalogue in the strict form: comments, and quoted texts that JSON reads as well.

    Raises:
        ValueError: A line is neither.
    """
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for entry in _list_entries(text):
        strings = [one for word, one in entry.items() if word.startswith("msgstr")]
        if entry["msgid"] and all(strings):
            found[entry["msgid"], entry.get("msgid_plural", "")] = tuple(strings)
    return found


def _list_entries(text: str) -> Iterator[dict[str, str]]:
    """The entries of a catalogue, each a text by its word."""
    entry: dict[str, str] = {}
    word = ""
    for line in text.split("\n"):
        if not line or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            raise ValueError(line)
        if match[1] == "msgid" and entry:
            yield entry
            entry = {}
        word = match[1] or word
        entry[word] = entry.get(word, "") + json.loads(match[2])
    if entry:
        yield entry
