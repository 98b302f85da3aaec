"""Every interface text of the templates and the views is translated into every language, or stands in its catalogue to be."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from sitegen.charts.kinds import list_messages
from sitegen.messages.said import say, say_many
from sitegen.problems import Place
from sitegen.render.needs import find_needs
from sitegen.views.words import WORD_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.checks.stages import CatalogStage
    from sitegen.problems import Problem


def check_catalogs(stage: CatalogStage) -> Iterator[Problem]:
    """Interface texts that the catalogue of a language lacks; and how many it has that are not translated yet."""
    wanted = list_texts(
        stage.memo.recall("messages", name, text, partial(find_texts, text))
        for name, text in stage.templates.items()
    )
    for voice in stage.voices:
        catalog = voice.catalog
        if voice.source_language or catalog.state == "broken":
            continue
        if catalog.state == "missing":
            yield Place(catalog.path).problem(
                "untranslated",
                say(
                    "the catalogue is missing: no interface text has a translation into `{code}`",
                    code=catalog.code,
                ),
                say(
                    "Make it with `sitegen catalogue {code}`, and translate what stands in it",
                    code=catalog.code,
                ),
            )
            continue
        if left := sorted(catalog.open):
            yield Place(catalog.path).problem(
                "untranslated",
                say_many(
                    len(left),
                    "{n} interface text has no translation yet and will be read in English, the first `{first}`",
                    "{n} interface texts have no translation yet and will be read in English, the first `{first}`",
                    first=left[0][0],
                ),
                say("Write it between the quotation marks of `msgstr`"),
                "warning",
            )
        for singular, plural in wanted:
            if (singular, plural) not in catalog.by_id:
                yield Place(catalog.path).problem(
                    "untranslated",
                    say("the interface text `{singular}` has no translation", singular=singular),
                    say("Add it to the catalogue"),
                )


def list_texts(found: Iterable[str]) -> list[tuple[str, str]]:
    """The interface texts that a site may show: those of the views and charts, and `find_texts` of its templates."""
    wanted = [(word, "") for words in WORD_LISTS for word in words.values()]
    wanted += [(word, "") for word in list_messages()]
    wanted += [(one, many) for text in found for one, many in json.loads(text)]
    return [*dict.fromkeys(wanted)]


def find_texts(text: str) -> str:
    """The interface texts of a template, as JSON; an empty list where it is not a template."""
    return json.dumps(find_needs(text).messages, ensure_ascii=False)
