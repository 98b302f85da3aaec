"""How much of anything is read: what is beyond is told of before time or memory goes into it.

Each limit lies well above what a report needs and well below what would keep a build busy for minutes. They
are numbers of the generator, not settings: a contribution must not be able to lift them.
"""

from __future__ import annotations

import re

MIB = 1 << 20
"""Bytes of a mebibyte."""
LARGEST_TEXT = 4 * MIB
"""Bytes of a text that is parsed as a whole: a page, `site.toml`, a template, a catalogue. A book has one or two."""
LARGEST_TABLE = 128 * MIB
"""Bytes of a table, or of the text of a source."""
LARGEST_FILE = 256 * MIB
"""Bytes of any other file, such as a picture."""
MOST_ROWS = 100_000
"""Lines of a table below its header. Each costs some twenty kilobytes while pages are made of it."""
MOST_LISTED = 1_000
"""Facts, or targets, that a page lists, each at some two kilobytes: what is longer is no table that anybody reads.
A document with more has several pages; others list the latest, and their files have all."""
MOST_DRAWN = 30
"""Charts of paths that the page of an indicator shows without being asked, each of which takes a tenth of a second to draw."""
MOST_LANGUAGES = 100
"""Languages of a site: each has all pages."""
LONGEST_LINE = 100_000
"""Characters of a line of a table."""
LONGEST_KEY = 100
"""Characters of a key or a name that becomes part of the name of a file."""
MOST_DIGITS = 40
"""Digits of a number, before and behind its point together: as many as are carried while computing."""
LONGEST_NUMERAL = 100
"""Characters of a numeral in a running text that are read for its value; a longer one is a number all the same."""
DEEPEST = 40
"""How deep blocks of a page (quotations, lists and their items, directives) and tables of `site.toml` lie in each other."""
LONGEST_PARAGRAPH = 20_000
"""Characters of a paragraph, a heading or a cell of a page: the marks of one are looked for in all of it."""
MOST_PIXELS = 100_000_000
"""Pixels of an image, four bytes each where it is shown. Telephones make up to 50 million, and a page shows two."""
MOST_SHAPES = 100_000
"""Elements of a drawing, those that `<use>` shows again counted each time."""
DEEPEST_SHAPE = 256
"""How deep elements of a drawing lie in each other; browsers read no deeper ones."""
LONGEST_ADDRESS = 2_000
"""Characters of the address of a site, a document or a link; browsers and servers take little more."""
LONGEST_PATH = 1_000
"""Bytes of a path of `site.toml`; each name in it may have `LONGEST_NAME`."""
LONGEST_NAME = 255
"""Bytes of the name of a file, as file systems have it."""
MOST_PROPOSED = 1_000
"""Typed numbers of all pages for which a check says what they may mean: each is compared with what stands around it."""
TEMPLATE_SECONDS = 5.0
"""Seconds of the processor that the templates of a page may take."""
LISTED_SECONDS = 0.001
"""Seconds more for each fact that the page lists: five times what the theme takes, for machines that are slower."""
MOST_MEMORY = 512 * MIB
"""Bytes of memory that they may take."""
MOST_FILTERED = 100_000
"""Characters of a text, or items of a list, that they may give to a filter which looks at each: as many as a table has rows."""
LARGEST_MADE = 64 * MIB
"""Characters of what a template may write."""
MOST_BITS = 14_000
"""Bits of a whole number that a template computes; Python writes none of more than 4,300 digits."""
LONGEST_QUOTE = 240
"""Characters of what a message quotes; of a longer text it shows both ends."""
MOST_NAMED = 60
"""How many things a message names one by one."""
PATTERN_SECONDS = 5.0
"""Seconds that a regular expression of `leftout.csv` may take for the text of its source."""

_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TEXTS = (".md", ".toml", ".html", ".htm", ".xml", ".po", ".css", ".webmanifest")
_TABLES = (".csv", ".txt")


def find_largest(name: str) -> int:
    """How many bytes a file may have, by its name."""
    ending = name.lower()
    if ending.endswith(_TEXTS):
        return LARGEST_TEXT
    return LARGEST_TABLE if ending.endswith(_TABLES) else LARGEST_FILE


def shorten_quote(text: str, most: int = LONGEST_QUOTE) -> str:
    """A text as messages quote it: of a long one its beginning and its end, and nothing that moves what stands beside it."""
    if len(text) > most:
        text = f"{text[: most * 3 // 4]} … {text[-most // 4 :]}"
    return text if text.isprintable() else show_controls(text)


def show_controls(text: str) -> str:
    r"""A text with marks of direction and control characters but line ends and tabs as their codes: `\u202e`."""
    return _UNSEEN.sub(lambda one: f"\\u{ord(one[0]):04x}", text)
