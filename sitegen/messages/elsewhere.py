"""What the system and libraries say, which is English and not ours.

The commonest of it can be told in other languages; the rest is quoted there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.messages.said import NOTHING, Said, SaidElsewhere, say

if TYPE_CHECKING:
    from collections.abc import Callable

    Match = re.Match[str]

_KNOWN = {
    str.__str__(one).lower(): one
    for one in (
        # the system
        say("Permission denied"),
        say("No such file or directory"),
        say("Not a directory"),
        say("Is a directory"),
        say("File exists"),
        say("Directory not empty"),
        say("No space left on device"),
        say("Read-only file system"),
        say("Input/output error"),
        say("Too many levels of symbolic links"),
        say("File name too long"),
        say("Address already in use"),
        say("Cannot assign requested address"),
        say("Name or service not known"),
        # JSON
        say("expecting value"),
        say("expecting property name enclosed in double quotes"),
        say("expecting ',' delimiter"),
        say("expecting ':' delimiter"),
        say("extra data"),
        say("unterminated string starting at"),
        say("invalid control character at"),
        # XML
        say("mismatched tag"),
        say("not well-formed (invalid token)"),
        say("no element found"),
        say("unclosed token"),
        say("junk after document element"),
        say("duplicate attribute"),
        say("undefined entity"),
        say("unbound prefix"),
        # scripts
        say("unexpected character"),
        say("unexpected number"),
        say("unexpected string"),
        say("unexpected end of string"),
        say("unexpected end of comment"),
        say("unexpected line terminator in regexp"),
        say("variable name expected"),
        say("expecting field name"),
        say("expecting catch or finally"),
        say("missing initializer for variable"),
        say("invalid assignment left-hand side"),
        say("invalid redefinition of lexical identifier"),
        say("invalid destructuring target"),
        say("invalid property name"),
        say("invalid Unicode escape sequence"),
        say("return not in a function"),
        say("break must be inside loop or switch"),
        say("continue must be inside loop"),
        # TOML
        say("invalid statement"),
        say("invalid value"),
        say("cannot overwrite a value"),
        say("unclosed array"),
        say("unterminated string"),
        say("invalid initial character for a key part"),
        say("expected newline or end of document after a statement"),
        say("expected '=' after a key in a key/value pair"),
        # YAML
        say("mapping values are not allowed here"),
        say("mapping values are not allowed in this context"),
        say("could not find expected ':'"),
        say("found character that cannot start any token"),
        say("found unexpected end of stream"),
    )
}
"""By the text in lower case: some begin with a capital here and there."""


def hear(said: object) -> Said:
    """What the system or a library says, such as an error, as a text that can be told; one of ours stays as it is."""
    text = str(said)
    if isinstance(text, Said) or not text:
        return text if isinstance(text, Said) else NOTHING
    for pattern, make in _SHAPES:
        if match := pattern.fullmatch(text):
            return make(match)
    known = _KNOWN.get(text.lower())
    return known if known == text else SaidElsewhere(text, text, "", {"known": known or text})


_SHAPES: tuple[tuple[re.Pattern[str], Callable[[Match], Said]], ...] = (
    (
        re.compile(r"encountered unknown tag '(\w+)'.*", re.DOTALL),
        lambda match: SaidElsewhere(
            match[0], match[0], "", {"known": say("unknown tag `{tag}`", tag=match[1])}
        ),
    ),
)
"""What begins in a known way: told as far as it is known."""
