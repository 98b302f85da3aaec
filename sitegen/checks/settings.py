"""Settings mean something that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_names
from sitegen.naming import SITE_TOML
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.problems import Place, suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import SiteStage
    from sitegen.problems import Problem


def check_settings(stage: SiteStage) -> Iterator[Problem]:
    """Names in `pdf` that are not kinds of pages; languages whose words for numbers nobody knows."""
    for kind in stage.site.config.pdf:
        if kind not in PAGE_KINDS:
            yield Place(SITE_TOML).problem(
                "config",
                say("`pdf` names `{kind}`, which is not a kind of page", kind=kind),
                suggest(kind, PAGE_KINDS)
                or say("Kinds are {page_kinds}", page_kinds=say_names(PAGE_KINDS)),
            )
    for language in stage.site.config.languages:
        if language.number_words is None and not language.lexicon.has_words:
            yield Place(SITE_TOML).problem(
                "config",
                say(
                    "no words for numbers are known in the language `{code}`, so typed ones are not found",
                    code=language.code,
                ),
                say('List the commonest in its table, `number_words = ["…"]`, or write `[]`'),
                "warning",
            )
