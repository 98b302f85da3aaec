"""Every interface text of the templates and the views is translated into every language."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from sitegen.charts.kinds import list_messages
from sitegen.problems import Place
from sitegen.render.needs import find_needs
from sitegen.views.words import WORD_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import CatalogStage
    from sitegen.problems import Problem


def check_catalogs(stage: CatalogStage) -> Iterator[Problem]:
    """Interface texts that the catalogue of a language lacks."""
    wanted = [(word, "") for words in WORD_LISTS for word in words.values()]
    wanted += [(word, "") for word in list_messages()]
    for name, text in stage.templates.items():
        found = json.loads(stage.memo.recall("messages", name, text, partial(_find, text)))
        wanted += [(singular, plural) for singular, plural in found]
    for voice in stage.voices:
        catalog = voice.catalog
        if voice.source_language or catalog.state == "broken":
            continue
        if catalog.state == "missing":
            yield Place(catalog.path).problem(
                "untranslated",
                f"the catalogue is missing: no interface text has a translation into `{catalog.code}`",
                "Write it; that of another language shows how",
            )
            continue
        for singular, plural in dict.fromkeys(wanted):
            if (singular, plural) not in catalog.by_id:
                yield Place(catalog.path).problem(
                    "untranslated",
                    f"the interface text `{singular}` has no translation",
                    "Add it to the catalogue",
                )


def _find(text: str) -> str:
    """The interface texts of a template, as JSON; an empty list where it is not a template."""
    return json.dumps(find_needs(text).messages, ensure_ascii=False)
