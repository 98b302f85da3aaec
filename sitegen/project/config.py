"""`site.toml` to a frozen `Config`: what a project is called, where its parts lie, which languages it has."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

from sitegen.addresses import folder_of
from sitegen.language.language import Language
from sitegen.language.localized import Localized
from sitegen.ledger.schema import SOURCE_KINDS
from sitegen.problems import InvalidProjectError, Place, suggest
from sitegen.project.source_kinds import SETTING, check_source_kinds, read_source_kinds
from sitegen.views.citation import STYLES, USUAL_STYLES, Imprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from sitegen.ledger.values import SourceKind
    from sitegen.problems import Problem


FILE = "site.toml"

USUAL_PATHS = {
    "content": "content",
    "data": "data",
    "templates": "templates",
    "output": "site",
    "cache": ".sitegen/cache",
}
"""Where the parts of a project lie unless its settings say otherwise."""
_LANGUAGE: dict[str, type] = {
    "code": str,
    "tag": str,
    "locale": str,
    "name": str,
    "scaled_from": int,
    "grouped": bool,
}
_CODE = r"[a-z]{2,3}(?:-[A-Za-z]+)?"
_COLOURS = ("theme_color", "background_color")
_AUTHORITY = r"[\w.+-]+(?:@[\w.-]+)?,\d{4}(?:-\d{2}){0,2}"
_TEXTS = ("title", "description", "author", "licence")
_KEYS = (
    "url",
    "default_language",
    "licence_url",
    "repository",
    "feed_authority",
    "pdf",
    "pictures",
    "citation_styles",
    "languages",
    "paths",
    "manifest",
    SETTING,
    *_TEXTS,
)


@dataclass(frozen=True)
class Manifest:
    """What a device shows of the site that has been put on its screen."""

    short_name: Localized
    theme_color: str
    background_color: str


@dataclass(frozen=True)
class Config:
    """A project's settings."""

    url: str
    """Absolute address of the published site, with a slash at its end."""
    default_language: str
    """Code of the language that the chooser offers first and `x-default` falls to."""
    languages: tuple[Language, ...]
    title: Localized
    description: Localized
    author: Localized
    licence: Localized
    licence_url: str
    repository: str
    """Address of the project's own repository; may be empty."""
    pdf: tuple[str, ...]
    """Kinds of pages that are offered as PDF as well."""
    pictures: bool
    """Whether pages have pictures, for those who share them."""
    citation_styles: tuple[str, ...]
    """Keys of the styles in which pages, charts and data are cited, in the order in which they stand."""
    feed_authority: str
    """Who names the entries of feeds, and since when (RFC 4151): `example.org,2026`; may be empty."""
    paths: tuple[tuple[str, str], ...]
    """Where content, data, templates, output and cache lie, relative to the project."""
    manifest: Manifest | None = None
    """`None` for a site without manifest and icons."""
    source_kinds: tuple[SourceKind, ...] = SOURCE_KINDS
    """The kinds of sources that `sources.csv` may name."""

    @property
    def codes(self) -> tuple[str, ...]:
        """The language codes, in the order of the file."""
        return tuple(language.code for language in self.languages)

    def absolute(self, address: str) -> str:
        """The canonical address of a page or a file of the site."""
        return self.url + folder_of(address)

    def imprint(self, code: str) -> Imprint:
        """Who publishes the site, in a language."""
        return Imprint(self.author[code], self.title[code], self.citation_styles)

    def path(self, name: str) -> str:
        """A path of the project by its name."""
        return dict(self.paths)[name]


def load_config(project: Path) -> Config:
    """Read `site.toml` of a project folder.

    Raises:
        InvalidProjectError: The file is missing, is not TOML, or lacks or misspells a setting.
    """
    try:
        text = (project / FILE).read_text("utf-8")
    except FileNotFoundError:
        raise InvalidProjectError(
            [
                Place(FILE).problem(
                    "config",
                    "the project has no `site.toml`",
                    "Run in the project's folder, or name it: `sitegen --project DIR …`",
                )
            ]
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidProjectError(
            [Place(FILE).problem("config", f"the file cannot be read: {error}")]
        ) from None
    return parse_config(text)


def parse_config(text: str) -> Config:
    """Read the text of a `site.toml`.

    Raises:
        InvalidProjectError: It is not TOML, or lacks or misspells a setting.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidProjectError([_syntax_problem(error)]) from None
    problems = list(_check(table, text))
    if problems:
        raise InvalidProjectError(problems)
    languages = tuple(Language(**entry) for entry in table["languages"])
    codes = tuple(language.code for language in languages)
    manifest = table.get("manifest")
    texts = {name: Localized(tuple((code, table[name][code]) for code in codes)) for name in _TEXTS}
    return Config(
        url=table["url"],
        default_language=table.get("default_language", codes[0]),
        languages=languages,
        licence_url=table.get("licence_url", ""),
        repository=table.get("repository", ""),
        pdf=tuple(table.get("pdf", ())),
        pictures=table.get("pictures", True),
        citation_styles=tuple(table.get("citation_styles", USUAL_STYLES)),
        feed_authority=table.get("feed_authority", ""),
        paths=tuple(
            (name, table.get("paths", {}).get(name, usual)) for name, usual in USUAL_PATHS.items()
        ),
        manifest=_read_manifest(manifest, codes) if manifest else None,
        source_kinds=read_source_kinds(table.get(SETTING)),
        **texts,
    )


def _read_manifest(table: dict[str, Any], codes: tuple[str, ...]) -> Manifest:
    short = Localized(tuple((code, table["short_name"][code]) for code in codes))
    return Manifest(short, table["theme_color"], table["background_color"])


def _syntax_problem(error: tomllib.TOMLDecodeError) -> Problem:
    message, _, place = str(error).partition(" (at ")
    numbers = re.findall(r"\d+", place)
    line, column = (int(numbers[0]), int(numbers[1])) if len(numbers) > 1 else (0, 0)
    return Place(FILE, line, column).problem(
        "config", f"the file is not valid TOML: {message[:1].lower()}{message[1:]}"
    )


def _check(table: dict[str, object], text: str) -> Iterator[Problem]:
    for key in sorted(table.keys() - set(_KEYS)):
        yield _at(text, key).problem(
            "config",
            f"`{key}` is not a setting",
            suggest(key, _KEYS) or f"Settings are `{'`, `'.join(_KEYS)}`",
        )
    codes: list[str] = []
    languages = table.get("languages")
    if not isinstance(languages, list) or not languages:
        yield Place(FILE).problem(
            "config", "no language is given", "Add a `[[languages]]` table for each"
        )
    else:
        for entry in languages:
            yield from _check_language(entry, text)
            codes.append(str(entry.get("code", "")))
    if len(set(codes)) < len(codes):
        yield _at(text, "languages").problem(
            "config", "two languages have the same code", "Give each its own"
        )
    url = table.get("url")
    if not isinstance(url, str) or not re.fullmatch(r"https?://[^\s\[\]]+/", url):
        yield _at(text, "url").problem(
            "config",
            "`url` is missing, or not an absolute address that ends in a slash",
            'Write `url = "https://example.org/site/"`',
        )
    default = table.get("default_language", codes[0] if codes else "")
    if codes and default not in codes:
        yield _at(text, "default_language").problem(
            "config", f"`{default}` is not one of the languages", suggest(str(default), codes)
        )
    yield from _check_authority(table.get("feed_authority", ""), text)
    for name in _TEXTS:
        texts = table.get(name)
        for code in codes:
            if not isinstance(texts, dict) or not isinstance(texts.get(code), str):
                yield _at(text, name).problem(
                    "config",
                    f"`{name}` has no text for the language `{code}`",
                    f'Write `{name}.{code} = "…"`',
                )
    yield from _check_pdf(table.get("pdf", []), text)
    yield from _check_pictures(table.get("pictures", True), text)
    yield from _check_styles(table.get("citation_styles", []), text)
    yield from _check_paths(table.get("paths", {}), text)
    yield from _check_manifest(table.get("manifest", {}), codes, text)
    yield from check_source_kinds(table.get(SETTING), text, FILE)


def _is_locale(name: str) -> bool:
    try:
        Locale.parse(name)
    except (ValueError, TypeError, UnknownLocaleError):
        return False
    return bool(name)


def _check_pdf(kinds: object, text: str) -> Iterator[Problem]:
    if not isinstance(kinds, list) or not all(isinstance(kind, str) for kind in kinds):
        yield _at(text, "pdf").problem(
            "config", "`pdf` is not a list of page kinds", 'Write `pdf = ["briefing"]`'
        )


def _check_pictures(pictures: object, text: str) -> Iterator[Problem]:
    if not isinstance(pictures, bool):
        yield _at(text, "pictures").problem(
            "config", "`pictures` is neither true nor false", "Write `pictures = false`"
        )


def _check_styles(styles: object, text: str) -> Iterator[Problem]:
    place = _at(text, "citation_styles")
    if not isinstance(styles, list):
        yield place.problem(
            "config",
            "`citation_styles` is not a list of styles of references",
            'Write `citation_styles = ["apa"]`',
        )
        return
    for style in styles:
        if style not in STYLES:
            yield place.problem(
                "config",
                f"`{style}` is not a style of references",
                suggest(str(style), STYLES) or f"Styles are `{'`, `'.join(STYLES)}`",
            )


def _check_authority(authority: object, text: str) -> Iterator[Problem]:
    if authority and not re.fullmatch(_AUTHORITY, str(authority)):
        yield _at(text, "feed_authority").problem(
            "config",
            f"`{authority}` is not a valid authority of a tag",
            'Write a domain that was yours on a date, e.g. `"example.org,2026"`',
        )


def _check_manifest(table: object, codes: list[str], text: str) -> Iterator[Problem]:
    if not table or not isinstance(table, dict):
        return
    for key in sorted(table.keys() - {"short_name", *_COLOURS}):
        yield _at(text, key).problem(
            "config",
            f"`{key}` is not a setting of the manifest",
            suggest(key, ("short_name", *_COLOURS)),
        )
    for key in _COLOURS:
        if not re.fullmatch("#[0-9a-f]{6}", str(table.get(key))):
            yield _at(text, key if key in table else "manifest").problem(
                "config",
                f"`{key}` of the manifest is missing, or not a colour",
                'Write `"#0a5ca8"`',
            )
    names = table.get("short_name")
    for code in codes:
        if not isinstance(names, dict) or not isinstance(names.get(code), str):
            yield _at(text, "manifest").problem(
                "config",
                f"the manifest has no `short_name` for the language `{code}`",
                f'Write `short_name.{code} = "…"`',
            )


def _check_paths(paths: object, text: str) -> Iterator[Problem]:
    for key, path in paths.items() if isinstance(paths, dict) else ():
        if key not in USUAL_PATHS or not isinstance(path, str):
            yield _at(text, key).problem(
                "config", f"`{key}` is not a path of a project", suggest(key, USUAL_PATHS)
            )


def _check_language(entry: dict[str, object], text: str) -> Iterator[Problem]:
    for key, kind in _LANGUAGE.items():
        if not isinstance(entry.get(key), kind):
            yield _at(text, "languages").problem(
                "config",
                f"the language `{entry.get('code', '')}` has no `{key}` of type {kind.__name__}",
                "See `site.toml` in the README",
            )
    code, locale = entry.get("code"), entry.get("locale")
    if isinstance(code, str) and not re.fullmatch(_CODE, code):
        yield _at(text, "code", code).problem(
            "config",
            f"`{code}` is not a valid language code",
            "Write two or three lower-case letters, e.g. `en`",
        )
    if isinstance(locale, str) and not _is_locale(locale):
        yield _at(text, "locale", locale).problem(
            "config", f"CLDR has no locale `{locale}`", "Write it with underscores, e.g. `en_GB`"
        )
    for key in sorted(entry.keys() - _LANGUAGE.keys()):
        yield _at(text, key).problem(
            "config", f"`{key}` is not a setting of a language", suggest(key, _LANGUAGE)
        )


def _at(text: str, key: str, value: str = "") -> Place:
    """The line of the first mention of a key, or of a key with a value; else the file."""
    tail = rf"\s*=\s*[\"']{re.escape(value)}" if value else ""
    match = re.search(rf"^[\t \[]*{re.escape(key)}\b{tail}", text, re.MULTILINE)
    return Place(FILE, text.count("\n", 0, match.start()) + 1) if match else Place(FILE)
