"""The first letter of a text that begins one: as the language writes it there."""

from __future__ import annotations

_DOTTED = frozenset({"tr", "az"})
"""Languages in which i has a dot when it is large."""


def capitalise(text: str, code: str) -> str:
    """A text with a large first letter, where two small ones begin it: `pH`, `e-bike` and `α-` are as they are.

    Letters without a large one, as of Chinese, Arabic and Georgian, stay.
    """
    head, language = text[:2], code.partition("-")[0]
    if len(head) < len("ab") or not all(one.isalpha() and one.islower() for one in head):
        return text
    if language in _DOTTED and text.startswith("i"):
        return f"İ{text[1:]}"
    if language == "nl" and text.startswith("ij"):
        return f"IJ{text[2:]}"
    return text[0].title() + text[1:]
