"""`sitegen completion`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import GOOD, Terminal
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse

SHELLS = ("bash", "zsh", "fish")


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "shell", choices=SHELLS, metavar="SHELL", help=say("the shell: bash, zsh or fish")
    )


def _complete(options: argparse.Namespace, terminal: Terminal) -> int:
    from argcomplete.shell_integration import shellcode

    terminal.print_plain(shellcode(["sitegen"], shell=options.shell).strip())
    return GOOD


COMPLETION = Command(
    "completion",
    help=say("print what lets a shell complete commands, options and keys"),
    description=say(
        "Print the lines by which a shell completes what is typed after `sitegen`: commands, options and their values, folders; after `show` the keys of the project's tables, part by part. It asks sitegen itself, so it need not be renewed with it."
    ),
    epilog=say(
        """\
to switch it on:
  bash   add to ~/.bashrc:  eval "$(sitegen completion bash)"
  zsh    add to ~/.zshrc, below compinit:  eval "$(sitegen completion zsh)"
  fish   once:  sitegen completion fish > ~/.config/fish/completions/sitegen.fish"""
    ),
    add_options=_add_options,
    run=_complete,
    needs_project=False,
)
