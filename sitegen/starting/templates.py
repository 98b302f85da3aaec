"""A template of the theme to start one's own from: a short file over it, or the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jinja2
from jinja2 import nodes

from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.project.theme import THEME, get_theme_folder, load_layer
from sitegen.starting.rows import NewError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_YES, _NO = "yes", "no"


def load_theme_templates() -> Mapping[str, str]:
    """The texts of the theme's templates by name."""
    return load_layer(get_theme_folder(), THEME)[0].templates


def write_template(name: str, given: Mapping[str, str], templates: Mapping[str, str]) -> str:
    """A template of a project that shows what the theme's does, until it is changed.

    One with blocks is extended, so that what an author leaves alone follows the theme; one without, or with
    `whole=yes`, is copied.

    Raises:
        NewError: The theme has none of that name, or something is given that a template does not have.
    """
    if unknown := next((one for one in given if one != "whole"), None):
        raise NewError(
            say("a {kind} has no `{name}`", kind="template", name=unknown),
            say("Say `whole=yes` for a copy of the theme's whole template"),
        )
    if (whole := given.get("whole", _NO)) not in {_YES, _NO}:
        raise NewError(
            say("`{name}` cannot be `{value}`", name="whole", value=whole),
            say("It is one of {enum}", enum=say_names((_YES, _NO))),
        )
    if name not in templates:
        raise NewError(
            say("the theme has no template `{name}`", name=name),
            suggest(name, templates)
            or say("Templates are {names}", names=say_names(sorted(templates))),
        )
    blocks = _list_blocks(name, templates)
    return templates[name] if whole == _YES or not blocks else _extend(name, blocks)


def _extend(name: str, blocks: Sequence[Sequence[str]]) -> str:
    """A template over one of the theme that changes nothing yet; it shows how a block is changed."""
    listed = ", ".join(dict.fromkeys(block for some in blocks for block in some))
    return (
        f"{{# Over the theme's {name}: what is not written here stays as the theme has it. Its blocks: {listed}.\n"
        "Write one below, as here; `super()` stands for what the theme has in it:\n"
        f"{{% block {blocks[0][-1]} %}}{{{{ super() }}}}{{% endblock %}} #}}\n"
        f'{{% extends "{THEME}/{name}" %}}\n'
    )


def _list_blocks(name: str, templates: Mapping[str, str]) -> list[list[str]]:
    """Names of the blocks of a template, then of those it extends in turn; nothing of one that has none."""
    blocks = list[list[str]]()
    while name in templates:
        tree = jinja2.Environment(autoescape=True).parse(templates[name])
        blocks.append([block.name for block in tree.find_all(nodes.Block)])
        parent = next((one.template for one in tree.find_all(nodes.Extends)), None)
        name = parent.value if isinstance(parent, nodes.Const) else ""
    return [some for some in blocks if some]
