"""What nearly no text has that is read as it was meant: whoever looks for marks looks for these first."""

from __future__ import annotations

import re

STRESS, STRONG, STRUCK = "`*…*`", "`**…**`", "`~~…~~`"
"""How emphasis is written, for hints."""
UNSEEN = re.compile("[\ufeff\u202d\u202e\ue000-\uf8ff]")
"""Characters that turn the text around, stand for nothing, or are of one font alone."""
ANY_MARK = re.compile(
    r"\*\*|__|~~?|==|\+\+|\|\||%%|\$|:[a-z]|\\[a-z(\[]|\^|&|\.md\b|[\ufeff\u202d\u202e\ue000-\uf8ff【]|:::|：：：|-->|＊＊|!\[|\^\[|[\]］`｀{｛<＜]|^[\s\u200b\ufeff]*[-+*#＃－＋＞＊\[:|｜\d!?\u2022\u25cf\u25aa\u25e6\u25a0\u25a1\u25c6\u27a2\u2023]"
)
"""What no text lacks that holds a mark."""
