"""What a piece of work is about: the file of the author's that a failure in it is told of.

It is asked when something failed, so nothing here may rely on anything but names.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from sitegen.naming import SITE_TOML
from sitegen.problems import Place
from sitegen.translations.record import name_lock

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.build.kit import Kit

    About = Callable[[Kit, str], Place]


def about_settings(_kit: Kit, _arg: str) -> Place:
    """The settings."""
    return Place(SITE_TOML)


def about_page(kit: Kit, name: str) -> Place:
    """A page by its file."""
    return Place(f"{kit.config.path('content')}/{name}")


def about_lock(kit: Kit, _arg: str) -> Place:
    """The file that says which texts of the languages were agreed."""
    return Place(name_lock(kit.config.path("content")))


def about_slug(kit: Kit, slug: str) -> Place:
    """A page in the default language."""
    return about_page(kit, f"{slug}.{kit.config.default_language}.md")


def about_key(kit: Kit, key: str) -> Place:
    """A page by its language and its slug: `en/sea`."""
    code, _, slug = key.partition("/")
    return about_page(kit, f"{slug}.{code}.md")


def about_folder(name: str) -> About:
    """A folder of the project."""
    return lambda kit, _arg: Place(kit.config.path(name))


def about_row(table: str) -> About:
    """A row of a table by its key, which stands last: `en/gdp`, `gdp`."""

    def find(kit: Kit, arg: str) -> Place:
        key = arg.rpartition("/")[2]
        with suppress(Exception):  # the table itself may be what failed
            lines = (kit.data[0][table] or "").split("\n")
            line = next(number for number, text in enumerate(lines, 1) if text.split(",")[0] == key)
            return Place(f"{kit.config.path('data')}/{table}.csv", line, 1)
        return Place(f"{kit.config.path('data')}/{table}.csv")

    return find
