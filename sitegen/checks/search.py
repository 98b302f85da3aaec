"""The tables of the search lead to what is there, and call nothing missing that is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.messages.said import say, say_names
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.stages import SiteStage
    from sitegen.ledger.values import Unstated
    from sitegen.problems import Problem
    from sitegen.site import Site


def check_aliases(stage: SiteStage) -> Iterator[Problem]:
    """Other names of nothing, of two things at once, or of a page that is not there."""
    site = stage.site
    slugs = _list_slugs(site)
    for one in site.ledger.aliases:
        place = one.row.place("names_" + site.config.default_language)
        if len(one.targets) != 1:
            yield one.row.place("indicator").problem(
                "alias",
                say(
                    "{names} names {number} things",
                    names=say_names(one.all_names),
                    number=len(one.targets),
                )
                if one.targets
                else say("{names} names no things", names=say_names(one.all_names)),
                say("Fill one of `indicator`, `term`, `area` and `page`"),
            )
        elif not one.all_names:
            yield place.problem(
                "alias", say("the row names nothing"), say("Write what readers type")
            )
        elif one.page and one.page not in slugs:
            yield one.row.place("page").problem(
                "alias",
                say("there is no page `{page}`", page=one.page),
                suggest(one.page, slugs) or say("Name one of the content folder"),
            )


def check_absences(stage: SiteStage) -> Iterator[Problem]:
    """What is called missing and has figures; what comes nearest and is not there, or has none."""
    site = stage.site
    slugs = _list_slugs(site)
    stated = [key for key, facts in site.ledger.facts_by_indicator.items() if facts]
    known = {
        name: one.indicator for one in site.ledger.indicators for name in one.name.by_code.values()
    }
    for one in site.ledger.absences:
        yield from _check_missing(stage, one, known)
        for key in one.nearest:
            if key in slugs or site.ledger.facts_by_indicator.get(key):
                continue
            yield one.row.place("nearest").problem(
                "absence",
                say("`{key}` is no indicator with figures, and no page", key=key),
                suggest(key, [*stated, *slugs]) or say("Name what readers may look at instead"),
            )


def _list_slugs(site: Site) -> dict[str, None]:
    """The pages of the site, in whatever language they are written."""
    return dict.fromkeys(slug for code in site.config.codes for slug in site.list_written(code))


def _check_missing(stage: SiteStage, one: Unstated, known: dict[str, str]) -> Iterator[Problem]:
    ledger = stage.site.ledger
    found = [fact.key for pattern in one.figures for fact in ledger.match_facts(pattern)]
    found += [
        fact.key
        for name in one.all_names
        for fact in ledger.facts_by_indicator.get(known.get(name, ""), ())
    ]
    if found:
        yield one.row.place("figures").problem(
            "absence",
            say(
                "`{absence}` is called missing, and `{found}` states it",
                absence=one.absence,
                found=found[0],
            ),
            say("Remove the row, or say more narrowly what is missing"),
        )
