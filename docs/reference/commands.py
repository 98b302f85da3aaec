"""The commands: how each is called, its options, its examples."""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING

from reference.writing import escape, quote, quote_all, write_code, write_heading, write_table
from sitegen.cli import make_arguments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from reference.words import Words


def write_commands(words: Words) -> Iterator[str]:
    """The parts of the page."""
    parser = make_arguments()
    common = {action.dest for action in list_options(parser)}
    yield words.find("text.commands")
    yield write_heading(words.find("label.all-commands"), "all")
    yield from _write_options(words, list_options(parser))
    helps = {
        choice.dest: choice.help or ""
        for choice in _find_commands(parser)._choices_actions  # noqa: SLF001 # it has no other way
    }
    yield write_heading(words.find("label.exit-codes"), "exit-codes")
    yield words.find("text.exit-codes")
    for name, command in find_commands(parser).items():
        yield write_heading(quote(f"sitegen {name}"), f"command-{name}")
        yield escape(_end(words.tell(command.description or helps[name])))
        own = [action for action in list_options(command) if action.dest not in common]
        yield write_code(f"$ {_write_usage(name, own)}", "console")
        yield from _write_options(words, own)
        if examples := _list_examples(command.epilog or ""):
            yield write_code("\n".join(f"$ {line}" for line in examples), "console")


def find_commands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """The commands by name, in the order of `sitegen --help`."""
    return dict(_find_commands(parser).choices)


def _find_commands(
    parser: argparse.ArgumentParser,
) -> argparse._SubParsersAction[argparse.ArgumentParser]:
    [found] = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]  # noqa: SLF001 # as above
    return found


def list_options(parser: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    """What a command takes, without `--help`."""
    for action in parser._actions:  # noqa: SLF001 # as above
        hidden = action.help is argparse.SUPPRESS
        if not hidden and not isinstance(action, argparse._HelpAction | argparse._SubParsersAction):  # noqa: SLF001 # as above
            yield action


def _write_options(words: Words, options: Iterable[argparse.Action]) -> Iterator[str]:
    rows = []
    for action in options:
        said = escape(words.tell(action.help or ""))
        if action.choices:
            said += f"{words.find('label.one-of')}{quote_all(map(str, action.choices))}"
        rows.append((quote(_name(action)), said))
    yield write_table((words.find("label.option"), words.find("label.meaning")), rows)


def _name(action: argparse.Action) -> str:
    """An option as it is typed: `--out DIR`."""
    value = "" if action.nargs == 0 else _name_value(action)
    return ", ".join(f"{one} {value}".strip() for one in action.option_strings) or value


def _name_value(action: argparse.Action) -> str:
    if isinstance(action.metavar, str):
        return action.metavar
    if action.choices:
        return "|".join(map(str, action.choices))
    return action.dest.upper()


def _write_usage(name: str, options: Iterable[argparse.Action]) -> str:
    parts = [f"sitegen {name}"]
    for action in sorted(options, key=lambda one: not one.option_strings):
        shown = _name(action)
        if action.nargs in ("*", "+"):
            shown += " …"
        needed = action.required if action.option_strings else action.nargs not in ("*", "?")
        parts.append(shown if needed else f"[{shown}]")
    return " ".join(parts)


def _list_examples(epilog: str) -> Sequence[str]:
    return re.findall(r"^ *(sitegen .+)$", epilog, re.MULTILINE)


def _end(text: str) -> str:
    """A sentence with its full stop."""
    return text if text.endswith((".", "。", "…")) else f"{text}."
