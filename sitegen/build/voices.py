"""The voices of a site, from its catalogues."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.catalog import parse_catalogs
from sitegen.language.voice import Voice

if TYPE_CHECKING:
    from sitegen.language.language import Language
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Look, NamedText


def read_voices(config: Config, look: Look) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """The voice of each language, with its catalogue."""
    texts = tuple(look.catalogs.get(code, ()) for code in config.codes)
    return _read_voices(config.languages, texts, f"{config.path('templates')}/locale")


@lru_cache(maxsize=2)
def _read_voices(
    languages: tuple[Language, ...], texts: tuple[tuple[NamedText, ...], ...], folder: str
) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """Kept for the next build of a preview: what is made with a voice is kept with it."""
    voices: list[Voice] = []
    problems: list[Problem] = []
    for language, own in zip(languages, texts, strict=True):
        path = f"{folder}/{language.code}.po"
        catalog, found = parse_catalogs(own, language.code, path)
        problems += found
        voices.append(Voice(language, catalog))
    return tuple(voices), tuple(problems)
