"""Every interface text of the templates and the views is translated into every language."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import jinja2
from jinja2.ext import extract_from_ast

from sitegen.charts.kinds import list_messages
from sitegen.problems import Place
from sitegen.views.maker import WORD_LISTS
from sitegen.views.records import WORD_LISTS as RECORD_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.language.voice import Voice
    from sitegen.memo import Memo
    from sitegen.problems import Problem


def check_catalogs(
    voices: tuple[Voice, ...], templates: Mapping[str, str], memo: Memo
) -> Iterator[Problem]:
    """Interface texts that the catalogue of a language lacks."""
    wanted = [(word, "") for words in (*WORD_LISTS, *RECORD_WORDS) for word in words.values()]
    wanted += [(word, "") for word in list_messages()]
    for name, text in templates.items():
        found = json.loads(memo.recall("messages", name, text, partial(_find, text)))
        wanted += [(singular, plural) for singular, plural in found]
    for voice in voices:
        if voice.source_language:
            continue
        for singular, plural in dict.fromkeys(wanted):
            if (singular, plural) not in voice.catalog.by_id:
                yield Place(voice.catalog.path).problem(
                    "untranslated",
                    f"the interface text `{singular}` has no translation",
                    "Add it to the catalogue",
                )


def _find(text: str) -> str:
    """The interface texts of a template, as JSON; none where it is no template."""
    try:
        tree = jinja2.Environment(autoescape=True).parse(text)
    except jinja2.TemplateSyntaxError:
        return "[]"
    found = []
    for _, function, strings in extract_from_ast(tree, ("_", "ngettext")):
        parts = (strings,) if isinstance(strings, str) else (strings or ("",))
        singular, plural = parts[0], parts[1] if function == "ngettext" else ""
        if singular:
            found.append((singular, plural or ""))
    return json.dumps(found, ensure_ascii=False)
