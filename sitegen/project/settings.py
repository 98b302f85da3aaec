"""The settings of a project, an entry each, with what each must be and what it is where `site.toml` is silent.

A new setting is an entry here, a field of `Config`, and a word in the README.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sitegen.language.localized import Localized
from sitegen.problems import suggest
from sitegen.project.languages import CODE, check_language_tables, read_languages
from sitegen.project.manifest import check_manifest, read_manifest
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.setting import Given, Setting
from sitegen.project.severities import RULES_SETTING, check_severities, read_severities
from sitegen.project.source_kinds import check_source_kinds, read_source_kinds
from sitegen.views.citation import STYLES, USUAL_STYLES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.problems import Problem


_AUTHORITY = r"[\w.+-]+(?:@[\w.-]+)?,\d{4}(?:-\d{2}){0,2}"


def _check_text(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, str):
        yield given.place.problem(
            "config", f"`{given.name}` is not a text", f'Write `{given.name} = "…"`'
        )


def _check_texts(given: Given) -> Iterator[Problem]:
    name, texts = given.name, given.value
    if isinstance(texts, str):
        each = ", ".join(f'`{name}.{code} = "…"`' for code in given.codes)
        yield given.place.problem(
            "config", f"`{name}` is one text for all languages", f"Write one for each: {each}"
        )
        return
    own = texts if isinstance(texts, dict) else {}
    lacking = [code for code in given.codes if not _is_filled(own.get(code))]
    is_sure = len({*given.codes}) == len(given.codes) > 0 and all(
        re.fullmatch(CODE, code) for code in given.codes
    )
    surplus = sorted(own.keys() - {*given.codes}) if is_sure else []
    for code in surplus:
        listed = f"The languages are `{'`, `'.join(given.codes)}`"
        yield given.find(code).problem(
            "config",
            f"`{name}.{code}` is of no language of the site",
            suggest(code, given.codes) or listed,
        )
    for code in lacking[len(surplus) :]:  # a text of no language may be that of one that lacks it
        yield given.place.problem(
            "config",
            f"`{name}` has no text for the language `{code}`",
            f'Write `{name}.{code} = "…"`',
        )


def _is_filled(text: object) -> bool:
    return isinstance(text, str) and bool(text.strip())


def _read_texts(texts: dict[str, str], codes: tuple[str, ...]) -> Localized:
    return Localized(tuple((code, texts[code]) for code in codes))


def _check_url(given: Given) -> Iterator[Problem]:
    url = given.value
    if not isinstance(url, str):
        yield given.place.problem(
            "config",
            "`url` is missing, or not an absolute address that ends in a slash",
            'Write `url = "https://example.org/site/"`',
        )
    elif not re.fullmatch(r"https?://[^\s\[\]?#]+/", url):
        bare = re.sub(r"[?#].*", "", url.strip()).rstrip("/")
        meant = bare if re.match("https?://", bare) else f"https://{bare.lstrip(':/')}"
        is_near = re.fullmatch(r"https?://[^\s\[\]]+", meant)
        yield given.place.problem(
            "config",
            f"`{url}` is not an absolute address that ends in a slash",
            f'Write `url = "{meant if is_near else "https://example.org/site"}/"`',
        )


def _check_default_language(given: Given) -> Iterator[Problem]:
    if given.value is not None and given.codes and given.value not in given.codes:
        yield given.place.problem(
            "config",
            f"`{given.value}` is not one of the languages",
            suggest(str(given.value), given.codes)
            or f"The languages are `{'`, `'.join(given.codes)}`",
        )


def _read_default_language(code: str | None, codes: tuple[str, ...]) -> str:
    return codes[0] if code is None else code


def _check_pdf(given: Given) -> Iterator[Problem]:
    kinds = given.value
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        yield given.place.problem(
            "config", "`pdf` is not a list of page kinds", 'Write `pdf = ["briefing"]`'
        )


def _check_pictures(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, bool):
        yield given.place.problem(
            "config", "`pictures` is neither true nor false", "Write `pictures = false`"
        )


def _check_styles(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, list):
        yield given.place.problem(
            "config",
            "`citation_styles` is not a list of styles of references",
            'Write `citation_styles = ["apa"]`',
        )
        return
    for style in given.value:
        if not isinstance(style, str) or style not in STYLES:
            yield given.place.problem(
                "config",
                f"`{style}` is not a style of references",
                suggest(str(style), STYLES) or f"Styles are `{'`, `'.join(STYLES)}`",
            )


def _check_authority(given: Given) -> Iterator[Problem]:
    if given.value and not re.fullmatch(_AUTHORITY, str(given.value)):
        yield given.place.problem(
            "config",
            f"`{given.value}` is not a valid authority of a tag",
            'Write a domain that was yours on a date, e.g. `"example.org,2026"`',
        )


def _check_paths(given: Given) -> Iterator[Problem]:
    if not isinstance(given.value, dict):
        yield given.place.problem(
            "config", "`paths` is not a table of folders", 'Write `paths.content = "…"`'
        )
        return
    for key, path in given.value.items():
        if key not in USUAL_PATHS:
            yield given.find(key).problem(
                "config",
                f"`{key}` is not a path of a project",
                suggest(key, USUAL_PATHS) or f"Paths are `{'`, `'.join(USUAL_PATHS)}`",
            )
        elif not isinstance(path, str) or not path.strip() or "\0" in path:
            yield given.find(key).problem(
                "config", f"the path `{key}` is not the name of a folder", f'Write `{key} = "…"`'
            )
        elif "\\" in path:
            plain = path.replace("\\", "/")
            yield given.find(key).problem(
                "config",
                f"the path `{key}` has backslashes, which divide no folders: `{path}`",
                f'Write `paths.{key} = "{plain}"`',
            )


def _read_paths(paths: dict[str, str], _: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((USUAL_PATHS | paths).items())


def _read_list(entries: list[Any], _: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(entries)


SETTINGS: Mapping[str, Setting] = MappingProxyType(
    {
        setting.name: setting
        for setting in (
            Setting("url", _check_url),
            Setting("default_language", _check_default_language, read=_read_default_language),
            Setting("licence_url", _check_text, usual=""),
            Setting("repository", _check_text, usual=""),
            Setting("feed_authority", _check_authority, usual=""),
            Setting("pdf", _check_pdf, usual=[], read=_read_list),
            Setting("pictures", _check_pictures, usual=True),
            Setting("citation_styles", _check_styles, usual=list(USUAL_STYLES), read=_read_list),
            Setting("languages", check_language_tables, read=read_languages),
            Setting("paths", _check_paths, usual={}, read=_read_paths),
            Setting("manifest", check_manifest, usual={}, read=read_manifest),
            Setting("source_kinds", check_source_kinds, read=read_source_kinds),
            Setting(RULES_SETTING, check_severities, usual={}, read=read_severities),
            Setting("title", _check_texts, read=_read_texts),
            Setting("description", _check_texts, read=_read_texts),
            Setting("author", _check_texts, read=_read_texts),
            Setting("licence", _check_texts, read=_read_texts),
        )
    }
)
"""Every setting by its name."""
