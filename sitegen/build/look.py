"""The look of a site: its assets as they are published, and what is wrong with templates and assets."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from sitegen.addresses import PENDING, asset_address
from sitegen.analysis.statuses import STATUSES
from sitegen.build.draft import BASE, Draft
from sitegen.build.kit import as_plain, list_icons
from sitegen.charts.theme import LIGHT
from sitegen.checks.all import run_checks
from sitegen.checks.stages import CatalogStage, LookStage
from sitegen.filenames.strays import check_case
from sitegen.frame.values import BUNDLE, ICONS, STYLE
from sitegen.memo import digest
from sitegen.naming import ASSETS, DIGESTS, LOOK, SETTINGS
from sitegen.pages.plan import list_templates
from sitegen.project.stray_look import KnownNames, check_look_named, find_misnamed_catalogs
from sitegen.project.theme import ENDINGS
from sitegen.render.needs import find_needs, find_used, select_assets
from sitegen.render.sheets import fill_loads
from sitegen.render.styles import drop_comments, write_status_rules
from sitegen.site import Site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.build.kit import Kit
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Asset, Look

_SHOWN = 10
"""How much of an asset's digest its address has."""


class _Chosen(NamedTuple):
    """What of all templates and assets a site uses."""

    templates: Mapping[str, str]
    """Texts by name."""
    assets: Mapping[str, Asset]
    rules: str
    """Rules of the style sheet that follow from lists of the generator."""


def make_look(kit: Kit, note: Callable[[str], None], _: str) -> Draft:
    """The assets as they are published."""
    chosen = _choose(kit, note, "kinds")
    assets = _name_loaded(_shorten(_add_rules(chosen.assets, chosen.rules)))
    digests = {name: digest(asset.content) for name, asset in assets.items()}
    if kit.config.manifest:
        painted = ((name, digests.get(drawing)) for name, (drawing, _) in ICONS.items())
        digests |= {name: one for name, one in painted if one}
    if any(BUNDLE in find_needs(text).strings for text in chosen.templates.values()):
        digests.setdefault(BUNDLE, digest((BUNDLE, version("vl-convert-python"))))
    return Draft(
        {
            ASSETS: as_plain([*digests]),
            DIGESTS: as_plain({name: one[:_SHOWN] for name, one in digests.items()}),
        },
        {asset_address(name): asset.content for name, asset in assets.items()},
    )


def check_look(kit: Kit, note: Callable[[str], None], _: str) -> Draft:
    """What is wrong with templates, catalogues and assets."""
    chosen = _choose(kit, note, "read-kinds")
    look, unseen = kit.look
    voices, misspelt = kit.voices
    folder, known = kit.config.path("templates"), _list_known(look, kit.config)
    lost = {f"{folder}/{one}" for one in look.unread | find_misnamed_catalogs(look.names, known)}
    unread = any(one.endswith(ENDINGS) for one in look.unread)  # what it shows is unknown
    found = () if unread else run_checks(CatalogStage(voices, chosen.templates, kit.memo))
    untranslated = [one for one in found if one.path not in lost]
    stray = _check_names(look, folder, known)
    tokens = (chosen.rules, *(f"--chart-{tone}" for tone in LIGHT))
    named = {name: look.templates[name] for name in chosen.templates}
    stage = LookStage(
        chosen.assets,
        named,
        look.templates,
        look.catalogs,
        look.own,
        tuple(list_icons(kit.config)),
        tokens,
    )
    unsound = () if unread else run_checks(stage)
    return Draft(
        problems=tuple((BASE, one) for one in (*unseen, *stray, *misspelt, *untranslated, *unsound))
    )


def _choose(kit: Kit, note: Callable[[str], None], kinds: str) -> _Chosen:
    """What the pages of the site need, and what the project has of its own; `kinds` says which pages count."""
    note(SETTINGS)
    note(LOOK)
    look, _ = kit.look
    site = Site(kit.shared, kit.values, note)
    wanted = list_templates(kit.config, site.get(kinds), site.part("subjects", "site"))
    used = find_used(look.templates, (*look.own, *wanted))
    return _Chosen(
        used,
        select_assets(look, used, list_icons(kit.config)),
        write_status_rules(STATUSES.values()),
    )


def _list_known(look: Look, config: Config) -> KnownNames:
    """The names that files of the project's templates may have: the theme's, and those that templates ask for."""
    asked = {*look.shipped}
    catalogs = {f"locale/{code}.po" for code in config.codes}
    if any(name.removeprefix("assets/") not in asked | catalogs for name in look.names):
        for one in look.templates.values():
            needs = find_needs(one.text)
            asked.update(needs.templates, needs.strings)
    return KnownNames(asked - look.assets.keys(), asked, config.codes)


def _check_names(look: Look, folder: str, known: KnownNames) -> Iterator[Problem]:
    """Files of the project's templates that nothing reads, and such as are one file on other systems."""
    stray = [*check_look_named(look.names, folder, known)]
    told = {one.path for one in stray}
    yield from stray
    whole = (one for one in look.names if told.isdisjoint(_list_paths(f"{folder}/{one}")))
    yield from check_case(whole, folder)


def _list_paths(path: str) -> Iterator[str]:
    """A path, and those of the folders above it."""
    while path:
        yield path
        path = path.rpartition("/")[0]


def _add_rules(assets: Mapping[str, Asset], rules: str) -> Mapping[str, Asset]:
    """The assets, the style sheet with rules that follow from lists of the generator."""
    if STYLE not in assets:
        return assets
    style = assets[STYLE]
    return {**assets, STYLE: style._replace(content=style.content + rules.encode())}


def _shorten(assets: Mapping[str, Asset]) -> Mapping[str, Asset]:
    """The assets, style sheets without the comments, which are a fifth of what each reader would load."""
    return {
        name: one._replace(content=drop_comments(one.content)) if name.endswith(".css") else one
        for name, one in assets.items()
    }


def _name_loaded(assets: Mapping[str, Asset]) -> Mapping[str, Asset]:
    """The assets, with the published names of what style sheets load; a sheet that loads itself stays as it is."""
    named: dict[str, Asset] = {}

    def name(asset: str, under: frozenset[str]) -> str | None:
        if asset not in assets or asset in under:
            return None
        shown = digest(make(asset, under).content)[:_SHOWN]
        return asset_address(asset).replace(PENDING, shown).removeprefix("assets/")

    def make(asset: str, under: frozenset[str] = frozenset()) -> Asset:
        if asset not in named:
            one = assets[asset]
            if (asset.endswith(".css") and b"url(" in one.content) or b"@import" in one.content:
                text = one.content.decode(errors="surrogateescape")
                filled = fill_loads(text, lambda wanted: name(wanted, under | {asset}))
                one = one._replace(content=filled.encode(errors="surrogateescape"))
            named[asset] = one
        return named[asset]

    return {one: make(one) for one in assets}
