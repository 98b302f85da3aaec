"""What may stand at a place of the command line, for shells that complete it.

A function is asked with what is typed so far, and may take no longer than a person waits for a key.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.common import find_project

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sitegen.project.config import Config

    Completer = Callable[..., Iterable[str] | Mapping[str, str]]
    """Asked with `prefix` and `parsed_args`, and whatever else argcomplete has to say; some shells tell what is mapped to."""


def offer(action: argparse.Action, completer: Completer) -> None:
    """Let an argument be completed by a function."""
    action.completer = completer  # type: ignore[attr-defined] # argcomplete looks for it there


def complete_keys(prefix: str, parsed_args: argparse.Namespace, **_: object) -> list[str]:
    """Keys of facts, part by part, and of indicators, documents and terms; none of a project that cannot be read."""
    from sitegen.ledger.reading import read_ledger
    from sitegen.project.files import load_data

    project, config = _find_settings(parsed_args)
    if config is None:
        return []
    tables, _problems = load_data(project, config)
    ledger, _faults = read_ledger(tables, config.codes, config.path("data"), config.source_kinds)
    own = (*ledger.indicator_by_key, *ledger.source_by_key, *ledger.term_by_key)
    return cut_keys((*own, *(fact.key for fact in ledger.facts)), prefix)


def _find_settings(options: argparse.Namespace) -> tuple[Path, Config | None]:
    """The project that is meant, and its settings; `None` where they cannot be read."""
    from sitegen.problems import InvalidProjectError
    from sitegen.project.config import load_config

    project = options.project or find_project(Path.cwd())
    try:
        return project, load_config(project, options.outside)
    except InvalidProjectError:
        return project, None


def cut_keys(keys: Iterable[str], prefix: str) -> list[str]:
    """The keys that begin with what is typed, up to the end of the part that is being typed, as paths are completed."""
    depth = prefix.count("/")
    found: dict[str, None] = {}
    for key in keys:
        if key.startswith(prefix):
            parts = key.split("/")
            more = "/" if len(parts) > depth + 1 else ""
            found["/".join(parts[: depth + 1]) + more] = None
    return sorted(found)


def complete_kinds(parsed_args: argparse.Namespace, **_: object) -> list[str]:
    """What `sitegen new` adds."""
    from sitegen.starting.commands import OTHERS, list_kinds

    _project, config = _find_settings(parsed_args)
    return [*OTHERS, *(list_kinds(config) if config else ())]


def complete_names(
    prefix: str, parsed_args: argparse.Namespace, **_: object
) -> Mapping[str, str] | list[str]:
    """The theme's templates, and languages that the site has not, where one is to be added; other names are the author's own."""
    from sitegen.starting.commands import LANGUAGE, TEMPLATE
    from sitegen.starting.templates import load_theme_templates

    if parsed_args.kind == LANGUAGE:
        _project, config = _find_settings(parsed_args)
        return _list_languages(prefix, (), config.codes if config else ())
    return sorted(load_theme_templates()) if parsed_args.kind == TEMPLATE else []


def complete_languages(
    prefix: str, parsed_args: argparse.Namespace, **_: object
) -> Mapping[str, str]:
    """Codes of languages, those of the site among the first."""
    _project, config = _find_settings(parsed_args)
    return _list_languages(prefix, config.codes if config else ())


def complete_several_languages(prefix: str, **_: object) -> Mapping[str, str]:
    """Codes of languages, behind those that stand there with commas."""
    before, comma, last = prefix.rpartition(",")
    listed = _list_languages(last, (), before.split(","))
    return {f"{before}{comma}{code}": name for code, name in listed.items()}


def _list_languages(prefix: str, own: Sequence[str], but: Sequence[str] = ()) -> dict[str, str]:
    """Codes that begin with what is typed, and what they are called: the theme's, `own`, then CLDR's, of which there are hundreds.

    These wait for their first letter.
    """
    from sitegen.starting.locales import call_language, list_codes, list_spoken

    codes = (*list_spoken(), *own, *(list_codes() if prefix else ()))
    fitting = [one for one in codes if one.startswith(prefix) and one not in but]
    return {code: call_language(code) for code in fitting}


def complete_schemas(**_: object) -> tuple[str, ...]:
    """The schemas that there are."""
    from sitegen.schemas.all import NAMES

    return NAMES
