"""The commands, in the order in which `sitegen --help` lists them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.agree import AGREE
from sitegen.commands.audit import AUDIT
from sitegen.commands.bind import BIND
from sitegen.commands.build import BUILD
from sitegen.commands.catalogue import CATALOGUE
from sitegen.commands.check import CHECK
from sitegen.commands.completion import COMPLETION
from sitegen.commands.diff import DIFF
from sitegen.commands.fix import FIX
from sitegen.commands.init import INIT
from sitegen.commands.new import NEW
from sitegen.commands.release import RELEASE
from sitegen.commands.schema import SCHEMA
from sitegen.commands.serve import SERVE
from sitegen.commands.show import SHOW
from sitegen.commands.status import STATUS
from sitegen.commands.verify import VERIFY

if TYPE_CHECKING:
    from sitegen.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    INIT,
    NEW,
    CATALOGUE,
    SHOW,
    STATUS,
    BIND,
    AGREE,
    DIFF,
    BUILD,
    CHECK,
    AUDIT,
    SERVE,
    FIX,
    RELEASE,
    SCHEMA,
    VERIFY,
    COMPLETION,
)
"""A command that is not here does not exist."""
