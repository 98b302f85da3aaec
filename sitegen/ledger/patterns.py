"""Regular expressions that authors write, compiled as the audit looks for them.

They are those of the library `regex`, which ends a search that takes too long: a pattern may be a contribution.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex


@lru_cache(maxsize=1024)
def compile_pattern(text: str) -> regex.Pattern[str]:
    """A pattern whose `^` and `$` match at lines.

    Raises:
        ValueError: It is not a valid regular expression, or lies too deep or repeats too often to be one.
    """
    import regex  # noqa: PLC0415 # few tables have patterns

    try:
        return regex.compile(text, regex.MULTILINE)
    except (regex.error, OverflowError, RecursionError, MemoryError) as error:
        raise ValueError(str(error)) from None
