"""The settings of a project, an entry each, with what each must be and what it is where `site.toml` is silent.

A new setting is an entry here, a field of `Config`, and a word in the README.
"""

from __future__ import annotations

import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sitegen.addresses import HOST, UNSEEN
from sitegen.language.localized import Localized
from sitegen.limits import LONGEST_ADDRESS, LONGEST_NAME, LONGEST_PATH
from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.project.editors import (
    PREVIEW_SETTING,
    PREVIEW_SHAPE,
    check_preview,
    read_preview,
)
from sitegen.project.language_codes import suggest_code
from sitegen.project.languages import (
    LANGUAGES_SHAPE,
    TEXTS_SHAPE,
    check_language_tables,
    check_texts,
    read_languages,
)
from sitegen.project.manifest import MANIFEST_SHAPE, check_manifest, read_manifest
from sitegen.project.paths import PATHS_SHAPE, USUAL_PATHS
from sitegen.project.setting import Given, Setting
from sitegen.project.severities import RULES_SETTING, RULES_SHAPE, check_severities, read_severities
from sitegen.project.source_kinds import SOURCE_KINDS_SHAPE, check_source_kinds, read_source_kinds
from sitegen.views.citation import STYLES, USUAL_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.problems import Problem


_FOLDER = rf"""(?!(?:\.|%2[Ee]){{1,2}}(?:/|$))[^{UNSEEN}\[\]<>"{{}}|\\^`?#/]+"""
"""A part of an address between two slashes: no step up, which browsers would take."""
_URL = rf"https?://{HOST}(?:/{_FOLDER})*/"
_LINK = rf"""(?:https?://{HOST}(?:[/?#][^{UNSEEN}\[\]<>"']*)?)?"""
_TEXT = {"type": "string"}
_AUTHORITY = r"[\w.+-]+(?:@[\w.-]+)?,\d{4}(?:-\d{2}){0,2}"


def _check_text(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, str):
        yield given.place.problem(
            "config",
            say("`{name}` is not a text", name=given.name),
            say('Write `{name} = "…"`', name=given.name),
        )


def _check_link(given: Given) -> Iterator[Problem]:
    """Readers follow it: no other scheme than those of the web."""
    if not isinstance(given.value, str):
        yield from _check_text(given)
    elif not re.fullmatch(_LINK, given.value):
        yield given.place.problem(
            "config",
            say(
                "`{name}` is no address that readers can follow: `{value}`",
                name=given.name,
                value=given.value,
            ),
            say('Write `{name} = "https://…"`', name=given.name),
        )


def _check_texts(given: Given) -> Iterator[Problem]:
    return check_texts(given, given.name, given.value, given.place)


def _read_texts(texts: dict[str, str], codes: tuple[str, ...]) -> Localized:
    return Localized(tuple((code, _fold_lines(texts[code])) for code in codes))


def _fold_lines(text: str) -> str:
    """A text as it stands in a title: on one line."""
    return " ".join(filter(None, map(str.strip, text.splitlines())))


def _check_url(given: Given) -> Iterator[Problem]:
    url = given.value
    if not isinstance(url, str):
        yield given.place.problem(
            "config",
            say("`url` is missing, or not an absolute address that ends in a slash"),
            say('Write `url = "https://example.org/site/"`'),
        )
    elif len(url) > LONGEST_ADDRESS:
        yield given.place.problem(
            "limit",
            say("`url` has {n} characters", n=len(url)),
            say("Addresses have at most {most}", most=LONGEST_ADDRESS),
        )
    elif not re.fullmatch(_URL, url):
        host = re.match(r"https?://([^/?#]*)", url)
        if host and host[1] and not re.fullmatch(HOST, host[1]):
            yield given.place.problem(
                "config",
                say("`{host}` in `url` is not the name of a server", host=host[1]),
                say('Write `url = "https://example.org/site/"`'),
            )
            return
        folders = re.fullmatch(r"https?://[^/?#]+/([^?#\n]+)/", url)
        if folders:
            part = next(one for one in folders[1].split("/") if not re.fullmatch(_FOLDER, one))
            yield given.place.problem(
                "config",
                say("`{part}` in `url` is not the name of a folder", part=f"/{part}/"),
                say('Write `url = "https://example.org/site/"`'),
            )
            return
        bare = re.sub(r"[?#].*", "", url.strip()).rstrip("/")
        meant = bare if re.match("https?://", bare) else f"https://{bare.lstrip(':/')}"
        is_near = re.fullmatch(_URL, f"{meant}/")
        yield given.place.problem(
            "config",
            say("`{url}` is not an absolute address that ends in a slash", url=url),
            say(
                'Write `url = "{meant}/"`',
                meant=meant if is_near else "https://example.org/site",
            ),
        )


def _check_default_language(given: Given) -> Iterator[Problem]:
    if given.value is not None and given.codes and given.value not in given.codes:
        yield given.place.problem(
            "config",
            say("`{value}` is not one of the languages", value=given.value),
            suggest_code(str(given.value), given.codes),
        )


def _read_default_language(code: str | None, codes: tuple[str, ...]) -> str:
    return codes[0] if code is None else code


def _check_pdf(given: Given) -> Iterator[Problem]:
    kinds = given.value
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        yield given.place.problem(
            "config", say("`pdf` is not a list of page kinds"), say('Write `pdf = ["briefing"]`')
        )


def _check_pictures(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, bool):
        yield given.place.problem(
            "config", say("`pictures` is neither true nor false"), say("Write `pictures = false`")
        )


def _check_styles(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, list):
        yield given.place.problem(
            "config",
            say("`citation_styles` is not a list of styles of references"),
            say('Write `citation_styles = ["apa"]`'),
        )
        return
    for style in given.value:
        if not isinstance(style, str) or style not in STYLES:
            yield given.place.problem(
                "config",
                say("`{style}` is not a style of references", style=style),
                suggest(str(style), STYLES) or say("Styles are {styles}", styles=say_names(STYLES)),
            )
    for style in STYLES:
        if given.value.count(style) > 1:
            yield given.place.problem(
                "config",
                say("the style `{style}` is given more than once", style=style),
                say("Write it once: pages are cited in each style that is listed"),
            )


def _check_authority(given: Given) -> Iterator[Problem]:
    value = given.value
    is_one = isinstance(value, str) and re.fullmatch(_AUTHORITY, value)
    if value != "" and not (is_one and _is_day(value.rpartition(",")[2])):
        yield given.place.problem(
            "config",
            say("`{value}` is not a valid authority of a tag", value=given.value),
            say('Write a domain that was yours on a date, e.g. `"example.org,2026"`'),
        )


def _is_day(text: str) -> bool:
    """Whether a year, a month or a day, as ISO 8601 writes it, is in the calendar."""
    try:
        date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        return False
    return True


def _check_paths(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, dict):
        yield given.place.problem(
            "config", say("`paths` is not a table of folders"), say('Write `paths.content = "…"`')
        )
        return
    for key, path in given.value.items():
        if key not in USUAL_PATHS:
            yield given.find(key).problem(
                "config",
                say("`{key}` is not a path of a project", key=key),
                suggest(key, USUAL_PATHS)
                or say("Paths are {usual_paths}", usual_paths=say_names(USUAL_PATHS)),
            )
        elif not isinstance(path, str) or not path.strip() or "\0" in path:
            yield given.find(key).problem(
                "config",
                say("the path `{key}` is not the name of a folder", key=key),
                say('Write `{key} = "…"`', key=key),
            )
        elif len(path.encode()) > LONGEST_PATH or any(
            len(part.encode()) > LONGEST_NAME for part in path.split("/")
        ):
            yield given.find(key).problem(
                "limit",
                say(
                    "the path `{key}` is longer than file systems have any: `{path}`",
                    key=key,
                    path=path,
                ),
                say("Give the folder a shorter name"),
            )
        elif "\\" in path:
            plain = path.replace("\\", "/")
            yield given.find(key).problem(
                "config",
                say(
                    "the path `{key}` has backslashes, which divide no folders: `{path}`",
                    key=key,
                    path=path,
                ),
                say('Write `paths.{key} = "{plain}"`', key=key, plain=plain),
            )


def _read_paths(paths: dict[str, str], _: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((USUAL_PATHS | paths).items())


def _read_list(entries: list[Any], _: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(entries)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        setting.name: setting
        for setting in (
            Setting(
                "url",
                "Absolute address of the published site, with a slash at its end",
                {"type": "string", "pattern": f"^{_URL}$"},
                _check_url,
            ),
            Setting(
                "default_language",
                "Code of the language that the chooser offers first; the first one if nothing is said",
                _TEXT,
                _check_default_language,
                read=_read_default_language,
            ),
            Setting(
                "licence_url",
                "Address of the licence",
                {"type": "string", "pattern": f"^{_LINK}$"},
                _check_link,
                usual="",
            ),
            Setting(
                "repository",
                "Address of the project's own repository",
                {"type": "string", "pattern": f"^{_LINK}$"},
                _check_link,
                usual="",
            ),
            Setting(
                "feed_authority",
                "Who names the entries of feeds, and since when (RFC 4151): `example.org,2026`",
                {"type": "string", "pattern": f"^(?:{_AUTHORITY})?$"},
                _check_authority,
                usual="",
            ),
            Setting(
                "pdf",
                "Kinds of pages that are offered as PDF as well",
                {"type": "array", "items": _TEXT},
                _check_pdf,
                usual=[],
                read=_read_list,
            ),
            Setting(
                "pictures",
                "Whether pages have pictures, for those who share them",
                {"type": "boolean"},
                _check_pictures,
                usual=True,
            ),
            Setting(
                "citation_styles",
                "Styles in which pages, charts and data are cited, in the order in which they stand",
                {"type": "array", "items": {"enum": list(STYLES)}},
                _check_styles,
                usual=list(USUAL_STYLES),
                read=_read_list,
            ),
            Setting(
                "languages",
                "The languages of the site, a table `[[languages]]` each",
                LANGUAGES_SHAPE,
                check_language_tables,
                read=read_languages,
            ),
            Setting(
                "paths",
                "Where the parts of the project lie, relative to it",
                PATHS_SHAPE,
                _check_paths,
                usual={},
                read=_read_paths,
            ),
            Setting(
                "manifest",
                "What a device shows of the site that has been put on its screen",
                MANIFEST_SHAPE,
                check_manifest,
                usual={},
                read=read_manifest,
            ),
            Setting(
                PREVIEW_SETTING,
                "How the project is previewed",
                PREVIEW_SHAPE,
                check_preview,
                usual={},
                read=read_preview,
            ),
            Setting(
                "source_kinds",
                "The kinds of sources that `sources.csv` may name, a table each",
                SOURCE_KINDS_SHAPE,
                check_source_kinds,
                read=read_source_kinds,
            ),
            Setting(
                RULES_SETTING,
                "Severities of rules, each by its name",
                RULES_SHAPE,
                check_severities,
                usual={},
                read=read_severities,
            ),
            Setting("title", "Title of the site", TEXTS_SHAPE, _check_texts, read=_read_texts),
            Setting(
                "description",
                "What the site is about, in a sentence",
                TEXTS_SHAPE,
                _check_texts,
                read=_read_texts,
            ),
            Setting("author", "Who publishes it", TEXTS_SHAPE, _check_texts, read=_read_texts),
            Setting("licence", "Name of the licence", TEXTS_SHAPE, _check_texts, read=_read_texts),
        )
    }
)
"""Every setting by its name."""
