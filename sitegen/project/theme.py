"""How a site looks: the theme that ships with the generator, and what a project has in its place.

A project needs no files of its own. What it has goes before the theme's, file by file: a template and
an asset by its name, a text by an entry of a catalogue. `theme/<file>` always means the theme's own
template, so that `{% extends "theme/base.html" %}` changes one block of it. Which of the files a site
uses is not decided here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, NamedTuple

from sitegen.messages.said import say
from sitegen.problems import Place
from sitegen.project.texts import list_files, load_assets, load_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.problems import Problem


THEME = "theme"
"""What stands before the name of a template of the theme, in templates and in messages."""
SHIPPED = Path(__file__).parent.parent / THEME
"""Where the theme lies in an installed package."""
SOURCE = Path(__file__).parent.parent.parent / "templates"
"""Where the theme is written, in a checkout."""
ENDINGS = (".html", ".xml", ".txt", ".md", ".svg")
"""Endings of the names of templates."""


class NamedText(NamedTuple):
    """The text of a template or a catalogue, with its path as messages name it."""

    path: str
    text: str


class Asset(NamedTuple):
    """A file that is published as it is, with its path as messages name it."""

    path: str
    content: bytes


@dataclass(frozen=True)
class Layer:
    """The files of one folder that say how a site looks."""

    folder: str
    """The folder as messages name it."""
    templates: Mapping[str, str] = field(default_factory=dict)
    """Texts by path below the folder."""
    catalogs: Mapping[str, str] = field(default_factory=dict)
    """Catalogues of interface texts by language code."""
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """Files that are published as they are, by name."""
    names: tuple[str, ...] = ()
    """Paths of all its files below the folder."""
    unread: frozenset[str] = frozenset()
    """Paths of its templates and catalogues that could not be read."""


@dataclass(frozen=True)
class Look:
    """The theme with a project's own files before it."""

    templates: Mapping[str, NamedText] = field(default_factory=dict)
    """By name; each of the theme's own has a second name that begins with `theme/`."""
    catalogs: Mapping[str, tuple[NamedText, ...]] = field(default_factory=dict)
    """By language code: the theme's, then the project's, whose entries go before."""
    assets: Mapping[str, Asset] = field(default_factory=dict)
    """By name; those of the project that the theme does not have come last."""
    own: frozenset[str] = frozenset()
    """Names of the templates and assets that are the project's."""
    shipped: frozenset[str] = frozenset()
    """Names of the templates and assets that are the theme's, whether the project has others or not."""
    names: tuple[str, ...] = ()
    """Paths of all files in the project's own folder."""
    unread: frozenset[str] = frozenset()
    """Paths of the project's templates and catalogues that could not be read."""


def get_theme_folder() -> Path:
    """The folder of the theme: beside the code of an installed package, else at the top of the checkout.

    Raises:
        FileNotFoundError: The installation has lost it.
    """
    for folder in (SHIPPED, SOURCE):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the theme is not installed: there is no folder {SHIPPED}")


def load_look(project: Path, folder: str) -> tuple[Look, tuple[Problem, ...]]:
    """The theme, and what a project has in its own folder of templates, which need not be there.

    In the repository of the theme both are one folder, which is read once.
    """
    theme = get_theme_folder()
    root = project / folder
    bounds = (project.resolve(), root.resolve())
    if root.resolve() == theme.resolve():
        own, problems = load_layer(root, folder, bounds)
        spoken = {f"locale/{code}.po" for code in own.catalogs}
        names = tuple(one for one in own.names if one not in spoken)  # of any site's languages
        return merge_layers(own := replace(own, names=names), own), problems
    shipped, lost = load_layer(theme, THEME)
    own, problems = load_layer(root, folder, bounds)
    return merge_layers(own, shipped), (*lost, *problems, *_check_shadowed(own))


def _check_shadowed(own: Layer) -> tuple[Problem, ...]:
    """Templates whose names mean the theme's."""
    return tuple(
        Place(f"{own.folder}/{name}").problem(
            "template",
            say(
                "no page can use the template: names that begin with `{theme}/` mean the theme's own",
                theme=THEME,
            ),
            say("Move it to another folder"),
        )
        for name in own.templates
        if name.startswith(f"{THEME}/")
    )


def load_layer(
    root: Path, folder: str, bounds: tuple[Path, ...] = ()
) -> tuple[Layer, tuple[Problem, ...]]:
    """The templates, catalogues and assets of a folder; none where it is not there.

    Links lead to what lies in the folders of `bounds`; without any, to anywhere.
    """
    found = list_files(root, bounds, deep=True)
    inner = [one for one in found if one.name.startswith("assets/")]
    outer = [one for one in found if not one.name.startswith("assets/")]
    written = [one for one in outer if not one.name or one.name.endswith((*ENDINGS, "/"))]
    templates, wrong = load_texts(root, folder, written, bounds)
    spoken = [one for one in outer if re.fullmatch(r"locale/[^/]+\.po", one.name)]
    catalogs, untold = load_texts(root, folder, spoken, bounds)
    assets, unseen = load_assets(
        root, folder, [one for one in inner if one.name.count("/") == 1], bounds
    )
    return Layer(
        folder,
        templates,
        {PurePath(name).stem: text for name, text in catalogs.items()},
        {PurePath(name).name: content for name, content in assets.items()},
        tuple(one.name for one in found if one.name and not one.obstacle),
        frozenset(one.name for one in (*written, *spoken)) - {*templates, *catalogs},
    ), (*wrong, *untold, *unseen)


def merge_layers(own: Layer, theme: Layer) -> Look:
    """A project's own files before the theme's; `own` is `theme` where it is the same folder."""
    shipped = {
        name: NamedText(f"{theme.folder}/{name}", text) for name, text in theme.templates.items()
    }
    layers = (own,) if own is theme else (theme, own)
    templates = {
        name: NamedText(f"{own.folder}/{name}", text)
        for name, text in own.templates.items()
        if own is not theme
    }
    codes = dict.fromkeys(code for layer in layers for code in layer.catalogs)
    return Look(
        {**shipped, **templates, **{f"{THEME}/{name}": one for name, one in shipped.items()}},
        {
            code: tuple(
                NamedText(f"{layer.folder}/locale/{code}.po", layer.catalogs[code])
                for layer in layers
                if code in layer.catalogs
            )
            for code in codes
        },
        {
            name: Asset(f"{layer.folder}/assets/{name}", content)
            for layer in layers
            for name, content in layer.assets.items()
        },
        frozenset(
            name for name in (*own.templates, *own.assets) if not name.startswith(f"{THEME}/")
        ),
        frozenset((*theme.templates, *theme.assets)),
        own.names,
        own.unread,
    )
