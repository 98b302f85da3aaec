"""Which pages a problem is of: whoever looks at one of them wants to see that problem first."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from sitegen.addresses import page_address
from sitegen.filenames.pages import divide_name, guess_pages
from sitegen.known import CARD, read_card

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.traces.traces import Traces


def find_pages(
    problems: Iterable[Problem], config: Config, traces: Traces
) -> Mapping[str, frozenset[str]]:
    """The addresses of the pages that each file with a problem is, or was meant to be, by the path of the file."""
    start = f"{config.path('content')}/"
    names = {one.path.removeprefix(start) for one in problems if one.path.startswith(start)}
    return {f"{start}{name}": frozenset(_list_addresses(name, config, traces)) for name in names}


def _list_addresses(name: str, config: Config, traces: Traces) -> Iterator[str]:
    own = divide_name(name, "", config.codes)
    guesses = () if isinstance(own, tuple) else guess_pages(name, config.codes)
    for one in (own, *(divide_name(guess, "", config.codes) for guess in guesses)):
        if isinstance(one, tuple):
            slug, code = one
            card = traces.find(f"{CARD}@{code}/{slug}")
            yield page_address(code, slug) if card is None else read_card(json.loads(card)).address


def find_last_edited(project: Path, config: Config, traces: Traces) -> str:
    """The address of the page whose file was saved last, in its language; empty where none is known.

    Args:
        project: The project's folder.
        config: Its settings.
        traces: What its last build knew.
    """
    folder = project / config.path("content")
    saved: dict[str, float] = {}
    for plain in traces.read_part(CARD).values():
        card = read_card(plain)
        with suppress(OSError):
            file = folder / f"{card.slug}.{card.language}.md"
            saved[card.address] = file.stat().st_mtime
    return max(saved, key=lambda address: (saved[address], address), default="")


def sort_own_first(
    problems: Iterable[Problem], pages: Mapping[str, frozenset[str]], address: str
) -> tuple[Problem, ...]:
    """Problems with those of the page at an address before all others, each as they were among themselves."""

    def is_other(problem: Problem) -> bool:
        return problem.path != address and address not in pages.get(problem.path, ())

    return tuple(sorted(problems, key=is_other))
