"""Where views are made: for one page, in its language, with addresses relative to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.addresses import (
    folder_of,
    indicator_address,
    name_indicator,
    relative,
    source_address,
)

if TYPE_CHECKING:
    from sitegen.language.voice import Voice
    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.values import Fact, Source


@dataclass(frozen=True)
class Viewpoint:
    """A page that shows something of the ledger."""

    ledger: Ledger
    voice: Voice
    """The page's language."""
    address: str
    """The page's address, e.g. `zh/economy/index.html`."""
    root: str = ""
    """Absolute address of the site."""
    index: str = field(default="", kw_only=True)
    """Address of the list of indicators in this language; empty where there is none."""

    @cached_property
    def code(self) -> str:
        """The code of the page's language."""
        return self.voice.language.code

    def mark(self, source: str) -> str:
        """The letters of a document, in the ledger's order."""
        return _letter(self.ledger.source_numbers[source])

    def permalink(self, address: str, fragment: str = "") -> str:
        """The absolute address of a page, or of a place on it."""
        return self.root + folder_of(address) + (f"#{fragment}" if fragment else "")

    def href(self, address: str, fragment: str = "") -> str:
        """An address of the site, relative to the page."""
        return relative(self.address, address) + (f"#{fragment}" if fragment else "")

    def source_page(self, fact: Fact) -> str:
        """The address of the page that lists a fact as its document states it."""
        source = fact.source.source
        return source_address(self.code, source, self.ledger.parts_by_source[source].find(fact.key))

    def indicator_href(self, indicator: str) -> str:
        """Where an indicator is shown: on its page, or, of a single statement, in the list of indicators."""
        if self.index and self.ledger.stated_once[indicator]:
            return self.href(self.index, name_indicator(indicator))
        return self.href(indicator_address(self.code, indicator))

    def listed(self, *texts: str) -> str:
        """Texts as a list in the page's language; empty ones are left out."""
        return self.voice.say(", ").join(filter(None, texts))

    def origin(self, source: Source) -> str:
        """Who published a document, and when: the short name of it."""
        return self.listed(source.publisher[self.code], self.voice.date(source.date))

    def locator(self, source: Source, locator: str) -> tuple[str, str]:
        """A place in a document, in the page's language where the table has it; and the tag of its language."""
        found = self.ledger.locator_by_place.get((source.source, locator))
        text = found[self.code] if found else ""
        return (text, self.voice.language.tag) if text else (locator, source.language)


def _letter(number: int) -> str:
    """a, b … z, aa, ab …: a name for a number from 1."""
    above, last = divmod(number - 1, 26)
    return (_letter(above) if above else "") + chr(ord("a") + last)
