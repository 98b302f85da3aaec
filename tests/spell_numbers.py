"""Makes `sitegen/language/spelled.csv`: the words with which languages spell numbers, by CLDR's rules.

Babel does not carry these rules (RBNF), so ICU is asked, a number and a form at a time. Run it again for a newer CLDR:
`python tests/spell_numbers.py 72 > sitegen/language/spelled.csv` where libicu72 is installed.
"""

from __future__ import annotations

import csv
import ctypes
import re
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SPELLOUT, DEFAULT_RULES, PUBLIC_RULES = 5, 6, 7
"""ICU's names: a style of numbers, and two attributes of a format."""
MAGNITUDES = (100, 1000, 10**4, 10**5, 10**6, 10**7, 10**8, 10**9, 10**12)
ROOM = 4000
SAID = {"seven", "七", "柒"}
"""What is said of 7 in a language that has no rules of its own, or whose numerals are Chinese characters."""

UNSPACED = {"km", "ko", "lo", "my", "th"}
"""Languages whose numerals are found by patterns, not as words between spaces, or not at all."""


class Speller:
    """A language in ICU."""

    def __init__(self, version: str, language: str) -> None:
        """Open it."""
        self._version, self._library = version, ctypes.CDLL(f"libicui18n.so.{version}")
        make = self._get("unum_open")
        make.restype = ctypes.c_void_p
        code, name = ctypes.c_int(0), language.encode()
        self._format = ctypes.c_void_p(make(SPELLOUT, None, 0, name, None, ctypes.byref(code)))

    def _get(self, name: str) -> ctypes._NamedFuncPointer:
        return getattr(self._library, f"{name}_{self._version}")  # type: ignore[no-any-return]

    def list_rules(self) -> list[str]:
        """The forms that it has for cardinal and ordinal numbers."""
        code, text = ctypes.c_int(0), ctypes.create_string_buffer(2 * ROOM)
        read = self._get("unum_getTextAttribute")
        length = read(self._format, PUBLIC_RULES, text, ROOM, ctypes.byref(code))
        names = text.raw[: 2 * length].decode("utf-16-le").split(";")
        kinds = ("%spellout-cardinal", "%spellout-ordinal", "%spellout-numbering")
        return [name for name in names if name.startswith(kinds) and not name.endswith("year")]

    def use(self, rule: str) -> None:
        """Write in a form from now on."""
        code, text = ctypes.c_int(0), rule.encode("utf-16-le")
        self._get("unum_setTextAttribute")(
            self._format, DEFAULT_RULES, text, len(rule), ctypes.byref(code)
        )

    def spell(self, number: int) -> list[str]:
        """The words of a number."""
        code, text = ctypes.c_int(0), ctypes.create_string_buffer(2 * ROOM)
        write = self._get("unum_formatInt64")
        whole = ctypes.c_int64(number)
        length = write(self._format, whole, text, ROOM, None, ctypes.byref(code))
        said = text.raw[: 2 * length].decode("utf-16-le")
        return said.replace("\xad", "").replace("-", " ").lower().split()


def list_words(speller: Speller) -> Iterator[tuple[int, str, bool]]:
    """The words of a language, each with what it says and whether that is a place in an order; of several, the last is a magnitude."""
    for rule in speller.list_rules():
        speller.use(rule)
        seen = set()
        ordinal = "ordinal" in rule
        below = [*range(3, 20), *range(20, 100, 10)] if ordinal else range(1, 100)
        for number in (*below, *range(100, 1000, 100), *range(1000, 10000, 1000)):
            words = speller.spell(number)
            if len(words) == 1:
                seen.add(words[0])
                yield number, words[0], ordinal
        for number in MAGNITUDES:
            for times in (1, 2, 5):
                *before, word = speller.spell(number * times)
                if word not in seen and (before == speller.spell(times) or times == 1):
                    seen.add(word)
                    yield number, word, ordinal


def _is_word(text: str) -> bool:
    """Whether a text has letters alone; marks of scripts belong to them."""
    return not re.search(r"[\d.,:]", text)


def main() -> None:
    """Write the table."""
    version = sys.argv[1]
    library = ctypes.CDLL(f"libicui18n.so.{version}")
    name = getattr(library, f"unum_getAvailable_{version}")
    name.restype = ctypes.c_char_p
    count = getattr(library, f"unum_countAvailable_{version}")()
    codes = sorted({name(index).decode().partition("_")[0] for index in range(count)})
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(("language", "number", "cardinal", "ordinal"))
    for code in codes:
        words = [one for one in list_words(Speller(version, code)) if _is_word(one[1])]
        if code in UNSPACED or (code != "en" and SAID & {word for _, word, _ in words}):
            continue
        found: defaultdict[int, tuple[dict[str, None], dict[str, None]]]
        found = defaultdict(lambda: ({}, {}))
        for number, word, ordinal in words:
            if word not in found[number][0]:
                found[number][ordinal][word] = None
        for number, both in sorted(found.items()):
            out.writerow((code, number, *map(" ".join, both)))


if __name__ == "__main__":
    main()
