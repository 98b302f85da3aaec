"""Every page stands in every language, of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.addresses import HOME_SLUG
from sitegen.checks.signature import SAME
from sitegen.messages.said import say, say_names
from sitegen.pages.kinds import TRAITS
from sitegen.problems import Place, find_nearest
from sitegen.project.pages import HOME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.checks.signature import PageSignature
    from sitegen.checks.stages import SiteStage, TranslationStage
    from sitegen.problems import Problem
    from sitegen.site import Site


def check_homes(stage: SiteStage) -> Iterator[Problem]:
    """A language without a home; one that cannot be read says so itself."""
    site, config = stage.site, stage.site.config
    homes, unread = site.get("homes"), {key.partition("/")[0] for key in site.get("unread")}
    slug = next((homes[code] for code in config.codes if code in homes), HOME_SLUG)
    for code in config.codes:
        is_misnamed = site.is_written(f"{slug}.{code}.md") and site.page(slug, code) is None
        if code not in homes and code not in unread and not is_misnamed:
            yield Place(f"{config.path('content')}/{slug}.{code}.md").problem(
                "missing-page",
                say("the site has no home page in the language `{code}`", code=code),
                say("Write it, with `kind: home`"),
            )


def check_singles(stage: SiteStage) -> Iterator[Problem]:
    """A second page of a kind of which there is one a language."""
    first: dict[tuple[str, str], PageSignature] = {}
    several = say_names(
        (kind for kind, traits in TRAITS.items() if not traits.single), " or ", " or "
    )
    for page in stage.pages:
        kind, place = page.settings["kind"]
        if not TRAITS[kind].single:
            continue
        other = first.setdefault((kind, page.language), page)
        if other is not page:
            yield place.problem(
                "front-matter",
                say(
                    "the site already has a page of the kind `{kind}`: {path}",
                    kind=kind,
                    path=other.path,
                ),
                say("Make this one {several}", several=several),
            )


def check_languages(stage: TranslationStage) -> Iterator[Problem]:
    """A page missing in a language, or of another kind there."""
    config = stage.site.config
    there = {one.language: one for one in stage.pages}
    lead = there.get(config.default_language)
    told = lead or next(iter(stage.pages), None)
    for code in config.codes if told else ():
        if told and code not in stage.written and not _lacks_home(stage.site, told, code):
            yield from _miss_page(stage, told, code)
    if lead is None:
        return
    for one in stage.pages:
        for name in SAME:
            (mine, _), (theirs, place) = lead.settings[name], one.settings[name]
            if mine != theirs and not _is_unknown(stage, name, mine, theirs):
                yield place.problem(
                    "language-parity",
                    say(
                        "`{name}` is `{theirs}` here and `{mine}` in {path}",
                        name=name,
                        theirs=theirs,
                        mine=mine,
                        path=lead.path,
                    ),
                    say("Write the same in all languages"),
                )


def _lacks_home(site: Site, page: PageSignature, code: str) -> bool:
    """Whether what a page lacks in a language is its home, or all of it: that is said for the whole site."""
    is_home = page.settings["kind"][0] == HOME
    return not site.list_written(code) or (is_home and code not in site.get("homes"))


def _miss_page(stage: TranslationStage, page: PageSignature, code: str) -> Iterator[Problem]:
    """That a page is missing in a language.

    One that stands for its folder may be called as the folder there; that is said of the shorter name.
    """
    folder = stage.site.config.path("content")
    bare = stage.slug.removesuffix(f"/{HOME_SLUG}")
    other = bare if bare != stage.slug else f"{bare}/{HOME_SLUG}"
    has_other = stage.site.is_written(f"{other}.{code}.md")
    path = f"{folder}/{stage.slug}.{code}.md"
    if has_other:
        cure = say("Rename {other} to {path}", other=f"{folder}/{other}.{code}.md", path=path)
    elif near := _find_misnamed(stage, page, code):
        cure = say(
            "If {other} is the same page, give both one name; else write {path}",
            other=f"{folder}/{near}.{code}.md",
            path=path,
        )
    else:
        cure = say("Write {path}; until then it is published in the others alone", path=path)
    if not has_other or bare == stage.slug:
        yield Place(page.path, 1).problem(
            "missing-page",
            say("the page has no version in the language `{code}`", code=code),
            cure,
            "warning",
        )


def _find_misnamed(stage: TranslationStage, page: PageSignature, code: str) -> str:
    """A page of a language that has nearly the name of one that it lacks, and that the language of this one lacks."""
    own = page.path.removesuffix(".md").rpartition(".")[2]
    slugs = stage.site.list_written(code)
    alone = [one for one in slugs if not stage.site.is_written(f"{one}.{own}.md")]
    return next(iter(find_nearest(stage.slug, alone, 1)), "")


def _is_unknown(stage: TranslationStage, name: str, *values: str) -> bool:
    """Whether a setting names what is not there, which is said where it stands."""
    known = stage.site.ledger.domain_by_key
    return name == "domain" and any(value and value not in known for value in values)
