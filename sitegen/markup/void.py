"""Elements of HTML that have no end: an end tag of theirs closes nothing, and nothing stands in them."""

from __future__ import annotations

VOID = frozenset(
    {
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        # which the standard has left out since, and browsers read as they did
        "basefont",
        "bgsound",
        "frame",
        "keygen",
        "param",
    }
)
"""Their names: those that a browser writes without an end tag."""
