"""The voices of a site, from its catalogues."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.language.catalog import parse_catalogs
from sitegen.language.voice import Voice

if TYPE_CHECKING:
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Look


def read_voices(config: Config, look: Look) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """The voice of each language, with its catalogue."""
    voices: list[Voice] = []
    problems: list[Problem] = []
    for language in config.languages:
        path = f"{config.path('templates')}/locale/{language.code}.po"
        texts = look.catalogs.get(language.code, ())
        catalog, found = parse_catalogs(texts, language.code, path)
        problems += found
        voices.append(Voice(language, catalog))
    return tuple(voices), tuple(problems)
