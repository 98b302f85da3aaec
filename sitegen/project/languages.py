"""The languages of a site: a table `[[languages]]` of `site.toml` for each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError

from sitegen.language.language import Language
from sitegen.language.scripts import find_locale, guess_language
from sitegen.limits import MOST_LANGUAGES
from sitegen.messages.said import say, say_names
from sitegen.problems import find_nearest, suggest
from sitegen.project.language_codes import CODE, check_codes, suggest_code

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.messages.said import Said
    from sitegen.problems import Place, Problem
    from sitegen.project.setting import Given, Shape


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


def check_texts(given: Given, name: str, texts: object, place: Place) -> Iterator[Problem]:
    """What is wrong with a setting that has a text for each language: languages that lack one, texts of none."""
    if isinstance(texts, str):
        each = ", ".join(f'`{name}.{code} = "…"`' for code in given.codes)
        yield place.problem(
            "config",
            say("`{name}` is one text for all languages", name=name),
            say("Write one for each: {each}", each=each),
        )
        return
    own = texts if isinstance(texts, dict) else {}
    lacking = [code for code in given.codes if not _is_filled(own.get(code))]
    is_sure = len(given.codes) == len(given.meant) > 0
    surplus = sorted(own.keys() - {*given.codes}) if is_sure else []
    for code in surplus:
        yield given.find(code).problem(
            "config",
            say("`{name}.{code}` is of no language of the site", name=name, code=code),
            suggest_code(code, given.codes),
        )
    for code in lacking[len(surplus) :]:  # a text of no language may be that of one that lacks it
        yield place.problem(
            "config",
            say("`{name}` has no text for the language `{code}`", name=name, code=code),
            say('Write `{name}.{code} = "…"`', name=name, code=code),
        )


def _is_filled(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def read_languages(entries: list[dict[str, Any]], _: tuple[str, ...]) -> tuple[Language, ...]:
    """The languages of tables that are right, in the order of the file."""
    return tuple(
        Language(**entry | ({_WORDS: tuple(entry[_WORDS])} if _WORDS in entry else {}))
        for entry in entries
    )


def check_language_tables(given: Given) -> Iterator[Problem]:
    """What is wrong with the tables `[[languages]]`: none, codes given twice, wrong types, unknown locales."""
    if not isinstance(given.value, list) or not given.value:
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
    places = [given.locate(str(number), "code") for number in range(len(given.value))]
    yield from check_codes(given.value, given.meant, places)
    for number, entry in enumerate(given.value):
        own = entry if isinstance(entry, dict) else {}
        locate = partial(given.locate, str(number))
        others = [*_check_names(own, given.meant[number], given.codes, locate)]
        lines = {one.line for one in others}
        yield from others
        yield from (one for one in _check_language(own, locate) if one.line not in lines)


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
    locale = entry.get("locale")
    if isinstance(locale, str) and not _is_locale(locale):
        yield locate("locale").problem(
            "config",
            say("CLDR has no locale `{locale}`", locale=locale),
            _propose_locale(locale),
        )
    tag, start = entry.get("tag"), entry.get("scaled_from")
    if isinstance(tag, str) and not re.fullmatch(_TAG, tag):
        yield locate("tag").problem(
            "config",
            say("`{tag}` is not a valid tag of a language", tag=tag),
            say("Write `{meant}`", meant=meant)
            if re.fullmatch(_TAG, meant := tag.replace("_", "-")) or (meant := guess_language(tag))
            else say("Write the code that browsers know, e.g. `en`, `zh-CN`"),
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


def _check_names(
    entry: dict[str, object], code: str, codes: tuple[str, ...], locate: Callable[[str], Place]
) -> Iterator[Problem]:
    """A tag or a locale of another language of the site: it was copied, and not changed."""
    for key in ("tag", "locale"):
        value = entry.get(key)
        named = re.split("[-_]", value)[0] if isinstance(value, str) else ""
        others = {one.partition("-")[0] for one in codes if one != code}
        if code and named in others and named != code.partition("-")[0]:
            yield locate(key).problem(
                "config",
                say(
                    "`{key}` of the language `{code}` is that of another: `{value}`",
                    key=key,
                    code=code,
                    value=str(value),
                ),
                say("Write `{meant}`", meant=code if key == "tag" else find_locale(code) or code),
            )


def _propose_locale(name: str) -> Said:
    """A locale for one that CLDR does not have: as it may be meant, or that of the language that it names."""
    plain = name.strip().replace("-", "_")
    if meant := plain if _is_locale(plain) else find_locale(guess_language(plain)):
        return say("Write `{meant}`", meant=meant)
    return say("Write it with underscores, e.g. `en_GB`")


def _is_locale(name: str) -> bool:
    try:
        Locale.parse(name)
    except (ValueError, TypeError, UnknownLocaleError):
        return False
    return bool(name)
