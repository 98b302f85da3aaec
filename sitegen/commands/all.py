"""The commands, in the order in which `sitegen --help` lists them; each is imported when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.later import Later

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.commands.command import Command

COMMANDS: Mapping[str, Later] = {
    "init": Later("commands.init:INIT"),
    "new": Later("commands.new:NEW"),
    "catalogue": Later("commands.catalogue:CATALOGUE"),
    "show": Later("commands.show:SHOW"),
    "status": Later("commands.status:STATUS"),
    "bind": Later("commands.bind:BIND"),
    "agree": Later("commands.agree:AGREE"),
    "diff": Later("commands.diff:DIFF"),
    "build": Later("commands.build:BUILD"),
    "check": Later("commands.check:CHECK"),
    "audit": Later("commands.audit:AUDIT"),
    "serve": Later("commands.serve:SERVE"),
    "fix": Later("commands.fix:FIX"),
    "release": Later("commands.release:RELEASE"),
    "schema": Later("commands.schema:SCHEMA"),
    "verify": Later("commands.verify:VERIFY"),
    "completion": Later("commands.completion:COMPLETION"),
}
"""Where each command is, by what is typed. A command that is not here does not exist."""


def find_commands(named: str = "") -> Iterator[Command]:
    """The command that is named; all of them where none is."""
    for later in (COMMANDS[named],) if named else COMMANDS.values():
        yield later.find()
