"""How words that compare are written in roles: with what they are held to, or with why they are held to nothing."""

from __future__ import annotations

import re

_BOUND = re.compile(r"(?P<words>[^<>]*\S)\s*<(?P<claim>.*)>", re.DOTALL)
CLAIM, MAY = "claim", "may"
"""The roles: what surely holds, and what may."""
UNCLAIMED = "unclaimed"
"""The role of words that compare and are held to nothing."""


def split_claim(text: str) -> tuple[str, str]:
    """The words, and what they are held to: `rose <rises: a, b>`; empty texts where it is not written so."""
    match = _BOUND.fullmatch(text.strip())
    return (match["words"], match["claim"].strip()) if match else ("", "")
