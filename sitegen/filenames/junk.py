"""Files that editors, spreadsheets and systems leave behind: nobody means them, and nothing tells of them."""

from __future__ import annotations

import re

_JUNK = re.compile(
    r"""
    \..* | __pycache__ | __macosx          # hidden; what Python and macOS pack beside files
    | .*~ | \#.*\# | ~\$.* | ~.*\.tmp       # backups and locks of Emacs, Vim, Office
    | .*\.(?:bak|orig|rej|tmp|temp|sw[j-px]|part|crdownload|save|pyc)
    | .*___jb_(?:tmp|old|bak)___           # IDEs of JetBrains
    | (?:eh)?thumbs(?:_vista)?\.db | desktop\.ini | icon\r | \$recycle\.bin | @eadir
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def is_junk(name: str) -> bool:
    """Whether a file or a folder, by its name alone, is nobody's: hidden, a backup, a lock, a system's."""
    return _JUNK.fullmatch(name) is not None
