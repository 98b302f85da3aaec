"""The voices of a site, from its catalogues, or as the last build noted them: reading gettext's format takes longer."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.language.catalog import Catalog
from sitegen.language.voice import Voice
from sitegen.memo import digest
from sitegen.naming import write_json

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.language.language import Language
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Look, NamedText
    from sitegen.traces.noted import Noted


VOICES = "voices"
"""Name of the note of the catalogues of all languages."""


def recall_voices(config: Config, look: Look, notes: Noted) -> tuple[Voice, ...]:
    """The voices of all languages: as they were noted, where their catalogues say the same, or read now."""
    texts, folder = _list_texts(config, look)
    of = digest((folder, config.codes, texts))
    noted = _unpack(notes.get(VOICES), of, config.languages)
    if noted is None:
        noted, _ = _read_voices(config.languages, texts, folder)
        notes.put(VOICES, _pack(of, noted))
    return noted


def read_voices(config: Config, look: Look) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """The voices of all languages, and what is wrong with their catalogues."""
    return _read_voices(config.languages, *_list_texts(config, look))


def _list_texts(config: Config, look: Look) -> tuple[tuple[tuple[NamedText, ...], ...], str]:
    """The catalogues of each language, and the folder that what is missing is to be added in."""
    texts = tuple(look.catalogs.get(code, ()) for code in config.codes)
    return texts, f"{config.path('templates')}/locale"


@lru_cache(maxsize=2)
def _read_voices(
    languages: tuple[Language, ...], texts: tuple[tuple[NamedText, ...], ...], folder: str
) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
    """Kept for the next build of a preview: what is made with a voice is kept with it."""
    from sitegen.language.catalog_reading import parse_catalogs

    voices: list[Voice] = []
    problems: list[Problem] = []
    for language, own in zip(languages, texts, strict=True):
        path = f"{folder}/{language.code}.po"
        catalog, found = parse_catalogs(own, language.code, path)
        problems += found
        voices.append(Voice(language, catalog))
    return tuple(voices), tuple(problems)


def _pack(of: str, voices: Iterable[Voice]) -> str:
    """The catalogues of voices as JSON; `of` names the texts that they were read from."""
    catalogs = [
        (one.code, one.path, one.messages, one.state, sorted(one.open))
        for one in (voice.catalog for voice in voices)
    ]
    return write_json([of, catalogs])


def _unpack(text: str, of: str, languages: tuple[Language, ...]) -> tuple[Voice, ...] | None:
    """The voices that were packed; `None` where they were read from other texts."""
    packed, catalogs = json.loads(text or '["", []]')
    if packed != of:
        return None
    return tuple(
        Voice(
            language,
            Catalog(
                code,
                path,
                tuple((tuple(key), tuple(forms)) for key, forms in messages),
                state,
                frozenset(map(tuple, left)),
            ),
        )
        for language, (code, path, messages, state, left) in zip(languages, catalogs, strict=True)
    )
