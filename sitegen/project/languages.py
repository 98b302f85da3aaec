"""The languages of a site: a table `[[languages]]` of `site.toml` for each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

from sitegen.language.language import Language
from sitegen.limits import MOST_LANGUAGES
from sitegen.messages.said import say, say_names
from sitegen.problems import find_nearest, suggest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.problems import Place, Problem
    from sitegen.project.setting import Given, Shape


CODE = r"[a-z]{2,3}(?:-[A-Za-z]+)?"
_TAG = r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*"
_SHAPES: Mapping[str, Shape] = {
    "code": {
        "type": "string",
        "pattern": f"^{CODE}$",
        "description": "Its short name in addresses, file names and column names",
    },
    "tag": {
        "type": "string",
        "pattern": f"^{_TAG}$",
        "description": "What browsers call it (BCP 47), e.g. `zh-CN`",
    },
    "locale": {"type": "string", "description": "What CLDR calls it, e.g. `zh_Hans_CN`"},
    "name": {"type": "string", "description": "Its name in itself"},
    "scaled_from": {
        "type": "integer",
        "minimum": 1,
        "description": "The smallest number that is written with million or 万",
    },
    "grouped": {"type": "boolean", "description": "Whether thousands are grouped"},
}
"""The settings of a language, which are the fields of `Language`, with what each must be."""
_TYPES: Mapping[str, type] = {"string": str, "integer": int, "boolean": bool}
"""Types as Python has them, by their names in shapes."""
_EXAMPLES: Mapping[str, str] = {
    "code": '"en"',
    "tag": '"en"',
    "locale": '"en_US"',
    "name": '"English"',
    "scaled_from": "1_000_000",
    "grouped": "true",
}
"""What a setting of a language may be, as it is written."""
_WORDS = "number_words"
"""The setting that may be left out: words of the project's own that say numbers."""
LANGUAGES_SHAPE: Shape = {
    "type": "array",
    "minItems": 1,
    "items": {
        "type": "object",
        "properties": {
            **_SHAPES,
            _WORDS: {
                "type": "array",
                "items": {"type": "string"},
                "description": "Words of the project's own that say numbers",
            },
        },
        "required": [*_SHAPES],
        "additionalProperties": False,
    },
}
TEXTS_SHAPE: Shape = {
    "type": "object",
    "propertyNames": {"pattern": f"^{CODE}$"},
    "additionalProperties": {"type": "string", "pattern": r"\S"},
    "minProperties": 1,
}
"""A text for each language, by its code."""


def read_languages(entries: list[dict[str, Any]], _: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of tables that are right, in the order of the file."""
    return tuple(
        Language(**entry | ({_WORDS: tuple(entry[_WORDS])} if _WORDS in entry else {}))
        for entry in entries
    )


def read_codes(entries: object) -> tuple[str, ...]:
    """The code of each language, as far as one is given: the setting may be wrong."""
    listed = entries if isinstance(entries, list) else []
    return tuple(str(entry.get("code", "")) for entry in listed if isinstance(entry, dict))


def check_language_tables(given: Given) -> Iterator[Problem]:
    """What is wrong with the tables `[[languages]]`: none, codes given twice, wrong types, unknown locales."""
    if not isinstance(given.value, list) or not given.codes:
        yield given.place.problem(
            "config", say("no language is given"), say("Add a `[[languages]]` table for each")
        )
        return
    if len(given.value) > MOST_LANGUAGES:
        yield given.place.problem(
            "limit",
            say(
                "the site has {n} languages, and at most {most} are read",
                n=len(given.value),
                most=MOST_LANGUAGES,
            ),
            say("Divide it into several sites"),
        )
        return
    seen: set[object] = set()
    for number, entry in enumerate(given.value):
        own = entry if isinstance(entry, dict) else {}
        own_place = partial(given.locate, str(number))
        yield from _check_language(own, own_place)
        if (code := str(own.get("code"))) in seen:
            yield own_place("code").problem(
                "config",
                say("two languages have the code `{code}`", code=code),
                say("Give each its own"),
            )
        seen.add(code)


def _explain_type(locate: Callable[[str], Place], entry: dict[str, object], key: str) -> Problem:
    """That a language lacks a setting, or that it is not of its type."""
    code, value = str(entry.get("code", "")), entry.get(key)
    cure = say("Write `{key} = {example}`", key=key, example=_EXAMPLES[key])
    if key not in entry:
        message = say("the language `{code}` has no `{key}`", code=code, key=key)
        return locate("code").problem("config", message, cure)
    message = say(
        "`{key}` of the language `{code}` cannot be `{value}`", key=key, code=code, value=str(value)
    )
    return locate(key).problem("config", message, cure)


def _check_language(entry: dict[str, object], locate: Callable[[str], Place]) -> Iterator[Problem]:
    """What is wrong with the table of a language; `locate` says where a key of it stands."""
    names = (*_SHAPES, _WORDS)
    unknown = sorted(entry.keys() - {*names})
    misspelt = {key for one in unknown for key in find_nearest(one, names, 1)}
    for key, shape in _SHAPES.items():
        kind, value = _TYPES[shape["type"]], entry.get(key)
        if key not in entry and key in misspelt:
            continue  # told as it is written
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            yield _explain_type(locate, entry, key)
    code, locale = entry.get("code"), entry.get("locale")
    if isinstance(code, str) and not re.fullmatch(CODE, code):
        yield locate("code").problem(
            "config",
            say("`{code}` is not a valid language code", code=code),
            say("Write two or three lower-case letters, e.g. `en`"),
        )
    if isinstance(locale, str) and not _is_locale(locale):
        yield locate("locale").problem(
            "config",
            say("CLDR has no locale `{locale}`", locale=locale),
            say("Write it with underscores, e.g. `en_GB`"),
        )
    tag, start = entry.get("tag"), entry.get("scaled_from")
    if isinstance(tag, str) and not re.fullmatch(_TAG, tag):
        yield locate("tag").problem(
            "config",
            say("`{tag}` is not a valid tag of a language", tag=tag),
            say("Write the code that browsers know, e.g. `en`, `zh-CN`"),
        )
    if isinstance(start, int) and not isinstance(start, bool) and start < 1:
        yield locate("scaled_from").problem(
            "config",
            say("`scaled_from` is {start}, below every number that is scaled", start=start),
            say("Write from where on numbers are scaled, e.g. `scaled_from = 1_000_000`"),
        )
    words = entry.get(_WORDS, [])
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        yield locate(_WORDS).problem(
            "config",
            say("`{words}` is not a list of words", words=_WORDS),
            say('Write `{words} = ["dozen"]`', words=_WORDS),
        )
    for key in unknown:
        yield locate(key).problem(
            "config",
            say("`{key}` is not a setting of a language", key=key),
            suggest(key, names) or say("Settings are {names}", names=say_names(names)),
        )


def _is_locale(name: str) -> bool:
    try:
        Locale.parse(name)
    except (ValueError, TypeError, UnknownLocaleError):
        return False
    return bool(name)
