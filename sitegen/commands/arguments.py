"""The parser of the command line, which helps in the language of whoever reads it."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING, Any, NoReturn

from sitegen.commands.terminal import print_out
from sitegen.messages.said import Said, say
from sitegen.messages.telling import ENGLISH, Teller, measure

if TYPE_CHECKING:
    from collections.abc import Callable

    Match = re.Match[str]


class TellingFormatter(argparse.HelpFormatter):
    """Breaks lines where Chinese does as well; texts that have lines of their own keep them."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        lines = text.splitlines() if "\n" in text else self._split_lines(text, width)
        return "\n".join(f"{indent}{line}".rstrip() for line in lines)

    def _split_lines(self, text: str, width: int) -> list[str]:
        if text.isascii():
            return super()._split_lines(text, width)
        lines, left = [""], width
        for part in re.findall(r"[\x21-\x7e]+[，。、；：）」]?|.[，。、；：）」]?", text):
            size = measure(part)
            if size > left:
                lines.append("")
                left = width
            lines[-1] += part if lines[-1] else part.lstrip()
            left -= size
        return lines


class TellingParser(argparse.ArgumentParser):
    """A parser that tells helps and faults by a teller; helps are given as `Said`."""

    def __init__(self, *, teller: Teller = ENGLISH, **settings: Any) -> None:  # noqa: ANN401 # argparse's own
        """`settings` are those of argparse."""
        self.teller = teller
        told: dict[str, Any] = {
            name: teller.tell(value) if isinstance(value, Said) else value
            for name, value in settings.items()
        }
        super().__init__(**{**told, "add_help": False, "formatter_class": TellingFormatter})
        self._positionals.title = teller.tell(say("positional arguments"))
        self._optionals.title = teller.tell(say("options"))
        self.add_argument(
            "-h", "--help", action="help", help=say("show this help message and exit")
        )

    def format_usage(self) -> str:
        """How it is called."""
        formatter = self._get_formatter()
        self._add_usage(formatter)
        return formatter.format_help()

    def format_help(self) -> str:
        """How it is called, and what each option does."""
        formatter = self._get_formatter()
        self._add_usage(formatter)
        formatter.add_text(self.description)
        for group in self._action_groups:
            formatter.start_section(group.title and self.teller.tell(group.title))
            formatter.add_text(group.description)
            for action in group._group_actions:  # noqa: SLF001 # as argparse does
                action.help = action.help and self.teller.tell(action.help)
                formatter.add_argument(action)
            formatter.end_section()
        formatter.add_text(self.epilog)
        return self._tell_heads(formatter.format_help())

    def _tell_heads(self, text: str) -> str:
        """A help with the colon of the language behind the titles of groups; argparse knows its own alone."""
        for title in {self.teller.tell(one.title) for one in self._action_groups if one.title}:
            head = self.teller.tell(say("{title}:", title=title))
            text = text.replace(f"\n{title}:\n", f"\n{head}\n")
        return text

    def _print_message(self, message: str, file: Any = None) -> None:  # noqa: ANN401 # argparse's own
        """Print what was asked for, where argparse is silent about what it cannot print."""
        if file is sys.stdout:
            print_out(message)
        else:
            super()._print_message(message, file)

    def _add_usage(self, formatter: argparse.HelpFormatter) -> None:
        prefix = self.teller.tell(say("usage: "))
        formatter.add_usage(self.usage, self._actions, self._mutually_exclusive_groups, prefix)

    def error(self, message: str) -> NoReturn:
        """Say how it is called and what is wrong, and end."""
        self.print_usage(sys.stderr)
        said = say("{program}: error: {fault}", program=self.prog, fault=_read_fault(message))
        self.exit(2, f"{self.teller.tell(said)}\n")


def _read_fault(message: str) -> Said | str:
    """What argparse says of a fault, as a text that can be told; what is not known stays as it is."""
    for pattern, make in _FAULTS:
        if match := pattern.fullmatch(message):
            return make(match)
    return message


def _choose(match: Match) -> Said:
    names = [name.strip("'") for name in match[3].split(", ")]
    return say(
        "argument {argument}: invalid choice: {value} (choose from {names})",
        argument=match[1],
        value=match[2],
        names=", ".join(names),
    )


_FAULTS: tuple[tuple[re.Pattern[str], Callable[[Match], Said]], ...] = (
    (
        re.compile(r"the following arguments are required: (.*)"),
        lambda match: say("the following arguments are required: {names}", names=match[1]),
    ),
    (
        re.compile(r"unrecognized arguments: (.*)"),
        lambda match: say("unrecognized arguments: {names}", names=match[1]),
    ),
    (re.compile(r"argument (.+?): invalid choice: ('.*'|\S+) \(choose from (.*)\)"), _choose),
    (
        re.compile(r"argument (.+?): expected one argument"),
        lambda match: say("argument {argument}: expected one argument", argument=match[1]),
    ),
    (
        re.compile(r"argument (.+?): invalid (\S+) value: (.*)"),
        lambda match: say(
            "argument {argument}: invalid value: {value}", argument=match[1], value=match[3]
        ),
    ),
    (
        re.compile(r"ambiguous option: (\S+) could match (.*)"),
        lambda match: say(
            "ambiguous option: {option} could match {names}", option=match[1], names=match[2]
        ),
    ),
)
"""What argparse says most, and how it is said here."""
