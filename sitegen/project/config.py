"""`site.toml` to a frozen `Config`: what a project is called, where its parts lie, which languages it has."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING

from sitegen.addresses import folder_of
from sitegen.filenames.near import is_settings_name
from sitegen.ledger.stages import SOURCE_KINDS
from sitegen.limits import DEEPEST, MOST_DIGITS, MOST_NAMED
from sitegen.memo import digest
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say, say_names
from sitegen.naming import SITE_TOML
from sitegen.problems import InvalidProjectError, Place, find_nearest, suggest
from sitegen.project.decoding import check_escapes, decode_text
from sitegen.project.editors import NO_PREVIEW_SETTINGS, PREVIEW_SETTING, PreviewSettings
from sitegen.project.language_codes import mean_codes
from sitegen.project.places import check_paths
from sitegen.project.setting import Given
from sitegen.project.settings import SETTINGS
from sitegen.project.severities import RULES_SETTING
from sitegen.project.texts import FileTooLargeError, find_wrong_link, read_file
from sitegen.project.toml_faults import explain_toml
from sitegen.project.toml_places import find_key
from sitegen.views.citation import Imprint

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from sitegen.language.language import Language
    from sitegen.language.localized import Localized
    from sitegen.ledger.stages import SourceKind
    from sitegen.problems import Problem
    from sitegen.project.manifest import Manifest
    from sitegen.rules.rule import Severity


_UNMADE = frozenset({RULES_SETTING, PREVIEW_SETTING})
"""Settings that bear on nothing that is made."""


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
    preview: PreviewSettings = NO_PREVIEW_SETTINGS
    """How it is previewed; it bears on nothing that is made."""
    rules: tuple[tuple[str, Severity], ...] = ()
    """The severity of each rule that the project speaks of; it bears on what is told, not on what is made."""
    given: tuple[str, ...] = ()
    """Names of the settings in the file that bear on what is made, sorted."""
    stamp: str = ""
    """A name for all settings that bear on what is made."""
    text: str = field(default="", compare=False, repr=False)
    """The file, in which problems have their places."""

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

    def find(self, *keys: str) -> Place:
        """Where a setting stands in the file, or the nearest table above it; else the file."""
        return find_key(self.text, *keys)

    def path(self, name: str) -> str:
        """A path of the project by its name."""
        return dict(self.paths)[name]


def load_config(project: Path, outside: bool = False) -> Config:
    """Read `site.toml` of a project folder; its paths may lead out of it only where `outside` says so.

    Raises:
        InvalidProjectError: The file is missing, is not TOML, or lacks or misspells a setting, or a path
            leads where it may not.
    """
    try:
        text = _read_settings(project, outside)
    except FileNotFoundError:
        raise InvalidProjectError([_miss_settings(project)]) from None
    except FileTooLargeError as error:
        wrong = Place(SITE_TOML).problem("limit", error.message, error.hint)
        raise InvalidProjectError([wrong]) from None
    except OSError as error:
        raise InvalidProjectError(
            [
                Place(SITE_TOML).problem(
                    "config",
                    say("the file cannot be read: {error}", error=hear(error.strerror or error)),
                )
            ]
        ) from None
    config = parse_config(text)
    if problems := [*check_paths(project, dict(config.paths), text, outside)]:
        raise InvalidProjectError(problems)
    return config


def _miss_settings(project: Path) -> Problem:
    """What is said of a project without settings, or with such that are called otherwise."""
    names = sorted(path.name for path in project.iterdir()) if project.is_dir() else []
    for name in filter(is_settings_name, names):
        return Place(name).problem(
            "config",
            say("the settings are not read: the file is called `{name}`", name=name),
            say("Rename it to `{site_toml}`", site_toml=SITE_TOML),
        )
    return Place(SITE_TOML).problem(
        "config",
        say("the project has no `site.toml`"),
        say("Run in the project's folder or below it, or name it: `sitegen --project DIR …`"),
    )


def _read_settings(project: Path, outside: bool) -> str:
    bounds = () if outside else (project.resolve(),)
    if wrong := find_wrong_link(project / SITE_TOML, bounds):
        raise OSError(wrong)
    text, problems = decode_text(read_file(project / SITE_TOML, bounds), SITE_TOML)
    if text is None:
        raise InvalidProjectError(problems)
    return text


def parse_config(text: str) -> Config:
    """Read the text of a `site.toml`.

    Raises:
        InvalidProjectError: It is not TOML, or lacks or misspells a setting.
    """
    table = _load_toml(text)
    given = _give(table, text)
    unknown = [name.lower() for name in table.keys() - SETTINGS.keys()]
    likely = (near for name in unknown for near in find_nearest(name, SETTINGS, 1))
    misnamed = {*unknown, *(near for near in likely if isinstance(table.get(near, {}), dict))}
    found = chain(
        _check_escapes(table, text),
        _check_names(table, text),
        *(SETTINGS[one.name].check(one) for one in given if one.name not in misnamed),
    )
    if problems := [*islice(found, MOST_NAMED)]:  # each looks for its line in the whole text
        raise InvalidProjectError(problems)
    fields: dict[str, Any] = {
        one.name: SETTINGS[one.name].read(one.value, one.codes) for one in given
    }
    return Config(
        **fields, given=tuple(sorted(table.keys() - _UNMADE)), stamp=_stamp(table), text=text
    )


_DOTTED = re.compile(r"""[\w"'-]++(?:[ \t]*+\.[ \t]*+[\w"'-]++)*+""")
"""A name of settings with its parts."""


def _load_toml(text: str) -> dict[str, object]:
    """The tables of a text.

    Raises:
        InvalidProjectError: It is not TOML, or lies deeper or has longer numbers than any settings need.
    """
    if any(found[0].count(".") > DEEPEST for found in _DOTTED.finditer(text)):
        raise InvalidProjectError(
            [_say_deep(text)]
        )  # to read its parts takes the cube of their number
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidProjectError([explain_toml(text, error)]) from None
    except RecursionError:
        raise InvalidProjectError([_say_deep(text)]) from None
    except ValueError:  # Python reads no number of so many digits
        found = max(re.finditer(r"\d+", text), key=lambda one: len(one[0]))
        raise InvalidProjectError(
            [
                Place(SITE_TOML, text.count("\n", 0, found.start()) + 1).problem(
                    "limit",
                    say("the number `{number}` has {n} digits", number=found[0], n=len(found[0])),
                    say("No setting needs more than {most}", most=MOST_DIGITS),
                )
            ]
        ) from None
    if _is_deep(table):
        raise InvalidProjectError([_say_deep(text)])
    return table


def _is_deep(table: object) -> bool:
    """Whether lists and tables lie deeper in each other than any settings do; looked at without recursion."""
    level = [table]
    for _ in range(DEEPEST):
        level = [
            inner
            for one in level
            if isinstance(one, dict | list)
            for inner in (one.values() if isinstance(one, dict) else one)
        ]
    return bool(level)


def _say_deep(text: str) -> Problem:
    """Settings whose lists and tables lie too deep: told at the line with most of them."""
    lines = text.split("\n")
    depths = [sum(map(line.count, ".[{")) for line in lines]
    return Place(SITE_TOML, depths.index(max(depths)) + 1).problem(
        "limit",
        say("lists or tables lie deeper in each other than {most}", most=DEEPEST),
        say("Write each table under its own `[name]`; no setting is so deep"),
    )


def _stamp(table: dict[str, object]) -> str:
    """A name for all settings but those of rules and of the preview, in the order of the file, which says in which kinds are listed."""
    made_of = {name: value for name, value in table.items() if name not in _UNMADE}
    return digest(json.dumps(made_of, default=str))


def _give(table: dict[str, object], text: str) -> tuple[Given, ...]:
    """Every setting as the file has it, or as is usual."""
    meant = mean_codes(table)
    return tuple(
        Given(name, table.get(name, setting.usual), meant, text)
        for name, setting in SETTINGS.items()
    )


def _check_escapes(table: dict[str, object], text: str) -> Iterator[Problem]:
    """Characters that no page can hold, written as escapes."""
    for name, value in table.items():
        texts = "".join(_list_texts(value))
        yield from check_escapes(name, texts, Given(name, value, (), text).place)


def _list_texts(value: object) -> Iterator[str]:
    """The texts in a value of TOML."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _list_texts(one)


def _check_names(table: dict[str, object], text: str) -> Iterator[Problem]:
    for name in sorted(table.keys() - SETTINGS.keys()):
        yield Given(name, table[name], (), text).place.problem(
            "config",
            say("`{name}` is not a setting", name=name),
            suggest(name.lower(), SETTINGS)
            or say("Settings are {settings}", settings=say_names(SETTINGS)),
        )
