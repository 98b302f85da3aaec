"""Files that editors, spreadsheets and systems leave behind: nobody means them, and nothing tells of them."""

from __future__ import annotations

import re
from functools import lru_cache

_PLAIN = (".py", ".md", ".csv", ".toml", ".html", ".po", ".css", ".js", ".svg", ".xml", ".json")
"""How nearly all names end, which are nobody's only by how they begin."""
_JUNK = r"""
    \..* | __pycache__ | __macosx          # hidden; what Python and macOS pack beside files
    | .*~ | \#.*\# | ~\$.* | ~.*\.tmp       # backups and locks of Emacs, Vim, Office
    | .*\.(?:bak|orig|rej|tmp|temp|sw[j-px]|part|crdownload|save|pyc)
    | .*___jb_(?:tmp|old|bak)___           # IDEs of JetBrains
    | (?:eh)?thumbs(?:_vista)?\.db | desktop\.ini | icon\r | \$recycle\.bin | @eadir
    """


def is_junk(name: str) -> bool:
    """Whether a file or a folder, by its name alone, is nobody's: hidden, a backup, a lock, a system's."""
    if name.endswith(_PLAIN) and name[0].isalnum():
        return False
    return _compile().fullmatch(name) is not None


@lru_cache
def _compile() -> re.Pattern[str]:
    return re.compile(_JUNK, re.VERBOSE | re.IGNORECASE | re.DOTALL)
