"""`sitegen schema`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.completers import complete_schemas, offer
from sitegen.commands.terminal import GOOD, PROBLEMS, Terminal
from sitegen.messages.said import say, say_names
from sitegen.problems import InvalidProjectError, add_hint, suggest
from sitegen.writing import replace_file

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence


def _add_options(parser: argparse.ArgumentParser) -> None:
    offer(
        parser.add_argument(
            "name",
            nargs="?",
            metavar="NAME",
            help=say(
                "site, front-matter, report (of check --format json), or a table such as facts; without it, all of them"
            ),
        ),
        complete_schemas,
    )
    parser.add_argument(
        "--out",
        type=Path,
        metavar="DIR",
        help=say("the folder to write into, as NAME.schema.json (default: print it)"),
    )


def _schema(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.schemas.all import NAMES

    if options.name is None and options.out is None:
        terminal.tell(say("There are schemas of {names}", names=say_names(NAMES)))
        terminal.tell(say("To keep all of them with a project: sitegen schema --out .schemas"))
        return GOOD
    if options.name and options.name not in NAMES:
        said = say("there is no schema `{name}`", name=options.name)
        listed = say("There are schemas of {names}", names=say_names(NAMES))
        return terminal.refuse(add_hint(said, suggest(options.name, NAMES) or listed))
    names = (options.name,) if options.name else NAMES
    try:
        texts = _write(options, names)
    except InvalidProjectError as error:
        terminal.show_problems(error.problems)
        return PROBLEMS
    for name, text in texts.items():
        if options.out is None:
            terminal.print_plain(text.rstrip("\n"))
        else:
            replace_file(options.out / name, text.encode())
            terminal.tell(say("Wrote {path}", path=options.out / name))
    return GOOD


def _write(options: argparse.Namespace, names: Sequence[str]) -> dict[str, str]:
    """The schemas by the names of their files; those of tables for the languages of the project.

    Raises:
        InvalidProjectError: The languages are needed, and the settings cannot be read.
    """
    from sitegen.project.config import load_config
    from sitegen.schemas.all import name_file, needs_languages, write_schema

    if not any(map(needs_languages, names)):
        return {name_file(name): write_schema(name) for name in names}
    config = load_config(options.project, options.outside)
    return {
        name_file(name): write_schema(name, config.codes, config.source_kinds) for name in names
    }


SCHEMA = Command(
    "schema",
    help=say("write JSON Schemas of settings, front matter and tables"),
    description=say(
        "Write what site.toml, front matter, a row of each table and the report of a check may hold, as JSON Schema (draft 7), by which editors complete and check what is typed. They are made from the definitions that the generator reads by; those of tables have the columns of the project's languages."
    ),
    epilog=say(
        "examples:\n  sitegen schema site                  print the schema of site.toml\n  sitegen schema --out .schemas        keep all of them with the project"
    ),
    add_options=_add_options,
    run=_schema,
)
