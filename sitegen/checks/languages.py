"""Every page stands in every language, of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.signature import SAME
from sitegen.pages.kinds import TRAITS
from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.signature import PageSignature
    from sitegen.checks.stages import SiteStage, TranslationStage
    from sitegen.problems import Problem


def check_homes(stage: SiteStage) -> Iterator[Problem]:
    """A language without a home; one that cannot be read says so itself."""
    site, config = stage.site, stage.site.config
    for code in config.codes:
        unread = site.is_written(f"index.{code}.md") and site.page("index", code) is None
        if site.way_to("home", code) is None and not unread:
            yield Place(f"{config.path('content')}/index.{code}.md").problem(
                "missing-page",
                f"the site has no home page in the language `{code}`",
                "Write it, with `kind: home`",
            )


def check_singles(stage: SiteStage) -> Iterator[Problem]:
    """A second page of a kind of which there is one a language."""
    first: dict[tuple[str, str], PageSignature] = {}
    several = " or ".join(f"`{kind}`" for kind, traits in TRAITS.items() if not traits.single)
    for page in stage.pages:
        kind, place = page.settings["kind"]
        if not TRAITS[kind].single:
            continue
        other = first.setdefault((kind, page.language), page)
        if other is not page:
            yield place.problem(
                "front-matter",
                f"the site already has a page of the kind `{kind}`: {other.path}",
                f"Make this one {several}",
            )


def check_languages(stage: TranslationStage) -> Iterator[Problem]:
    """A page missing in a language, or of another kind there."""
    config = stage.site.config
    there = {one.language: one for one in stage.pages}
    for one in stage.pages:
        for code in config.codes:
            if code not in stage.written:
                yield Place(one.path, 1).problem(
                    "missing-page",
                    f"the page has no version in the language `{code}`",
                    f"Write {config.path('content')}/{stage.slug}.{code}.md",
                )
    lead = there.get(config.default_language)
    if lead is None:
        return
    for one in stage.pages:
        for name in SAME:
            (mine, _), (theirs, place) = lead.settings[name], one.settings[name]
            if mine != theirs:
                yield place.problem(
                    "language-parity",
                    f"`{name}` is `{theirs}` here and `{mine}` in {lead.path}",
                    "Write the same in all languages",
                )
