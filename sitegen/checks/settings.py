"""Settings mean something that is there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.checks.numbers import number_problems
from sitegen.messages.said import say, say_names
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import SiteStage
    from sitegen.problems import Problem


def check_settings(stage: SiteStage) -> Iterator[Problem]:
    """Names in `pdf` that are not kinds of pages; languages whose words for numbers nobody knows; typed numbers."""
    yield from _check_numbers(stage)
    for kind in stage.site.config.pdf:
        if kind not in PAGE_KINDS:
            yield stage.site.config.find("pdf").problem(
                "config",
                say("`pdf` names `{kind}`, which is not a kind of page", kind=kind),
                suggest(kind, PAGE_KINDS)
                or say("Kinds are {page_kinds}", page_kinds=say_names(PAGE_KINDS)),
            )
    for number, language in enumerate(stage.site.config.languages):
        if language.number_words is None and not language.lexicon.has_words:
            yield stage.site.config.find("languages", str(number)).problem(
                "config",
                say(
                    "no words for numbers are known in the language `{code}`, so typed ones are not found",
                    code=language.code,
                ),
                say('List the commonest in its table, `number_words = ["…"]`, or write `[]`'),
                "warning",
            )


def _check_numbers(stage: SiteStage) -> Iterator[Problem]:
    """Numbers in the title and the description of the site, which stand on every page."""
    config = stage.site.config
    for language in config.languages:
        names = [one.name for one in stage.site.ledger.names if one.language == language.code]
        for name, texts in (("title", config.title), ("description", config.description)):
            cure = say(
                "Say `{name}` without the number, or declare the name in names.csv",
                name=f"{name}.{language.code}",
            )
            text = texts[language.code]
            place = config.find(name, language.code)
            for one in number_problems(text, Place(place.path), names, cure, language.lexicon):
                yield replace(one, line=place.line, column=place.column)
