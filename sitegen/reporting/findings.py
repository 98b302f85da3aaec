"""What a check found, as every form of it is written from."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

from sitegen.messages.telling import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.messages.telling import Teller
    from sitegen.problems import Problem


@dataclass(frozen=True)
class Findings:
    """What a check or a build found, and where paths begin."""

    project: Path
    """The project's folder, absolute; paths of problems are relative to it."""
    problems: tuple[Problem, ...]
    """What is told: errors first, each by place."""
    silenced: tuple[Problem, ...] = ()
    """What is not told, for `site.toml` switches it off."""
    pages: int = 0
    facts: int = 0
    teller: Teller = ENGLISH
    """In whose language messages are told."""


def name_problems(problems: Sequence[Problem]) -> Iterator[tuple[Problem, str]]:
    """Each problem with a name that it keeps while other lines come and go.

    It is made of the rule, the file and the message; of such as are alike in these, of the number.
    """
    seen: Counter[tuple[str, str, str]] = Counter()
    for one in problems:
        alike = one.rule, one.path, str(one.message)
        seen[alike] += 1
        content = "\0".join((*alike, str(seen[alike])))
        yield one, blake2b(content.encode(), digest_size=16).hexdigest()
