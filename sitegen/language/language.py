"""A language of the site: a line in `site.toml`, and what CLDR knows of its locale through Babel."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from babel import Locale

from sitegen.language.directions import Direction, find_direction
from sitegen.language.lexicon import Lexicon, open_lexicon


@dataclass(frozen=True)
class Language:
    """A language of the site."""

    code: str
    """Its short name in addresses, file names and column names, e.g. `zh`."""
    tag: str
    """BCP 47 tag for `<html lang>` and `hreflang`, e.g. `zh-CN`."""
    locale: str
    """CLDR locale, e.g. `zh_Hans_CN`."""
    name: str
    """Its name in itself, e.g. `中文`."""
    scaled_from: int
    """Smallest base value that is shortened: 10000 becomes 1万, but English starts at a million."""
    grouped: bool
    """Whether thousands are grouped."""
    number_words: tuple[str, ...] | None = None
    """Words of the project's own that say numbers; `None` where nothing is said of it."""

    @cached_property
    def lexicon(self) -> Lexicon:
        """What it says of numbers."""
        return open_lexicon(self.locale, self.number_words or ())

    @property
    def direction(self) -> Direction:
        """From left to right, or from right to left."""
        return find_direction(self.tag)

    @cached_property
    def cldr(self) -> Locale:
        """What CLDR knows of the locale: plural rules, scale words, names of months.

        Raises:
            babel.UnknownLocaleError: CLDR does not know it.
            ValueError: It is not the name of a locale.
        """
        return Locale.parse(self.locale)
