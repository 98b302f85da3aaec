"""What is taken of Babel that is told of a time zone, and is told of UTC: no text of a site says the time of day.

Babel looks for the zone of the machine as it is imported, and ends where the one that `TZ` names is none.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from datetime import UTC
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType


@contextmanager
def _in_utc() -> Iterator[None]:
    """Within, the environment names a zone that there is."""
    named = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        yield
    finally:
        if named is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = named


with _in_utc():
    from babel import localtime

localtime.LOCALTZ = (
    UTC  # where there are no files of zones, Babel has one of its own, of what the machine says
)

from babel import dates  # noqa: E402 # now that they are told of UTC

format_date, format_skeleton = dates.format_date, dates.format_skeleton


def load_pofile() -> ModuleType:
    """The reader and writer of gettext's format, which few need."""
    return import_module("babel.messages.pofile")
