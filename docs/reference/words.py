"""What the reference says: words of its own by name, and translations of what the code says."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.pofile import read_po

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

DOCS = Path(__file__).parent.parent
SOURCE = "en"
"""The language of what the code says."""
CODES = ("en", "zh")
SHIPPED = (DOCS.parent / "sitegen" / "messages", DOCS.parent / "templates" / "locale")
"""Folders of catalogues that translate some of what the code says already: for authors, and, before these, for readers."""


class MissingWordError(LookupError):
    """The reference has no words for something."""


@dataclass
class Words:
    """The words of one language; what was asked for is noted."""

    code: str
    own: Mapping[str, Any]
    """The tables of `words.toml`."""
    catalogue: Mapping[str, str]
    """Translations of the documentation's own, by the English text."""
    shipped: Mapping[str, str]
    """Those that come with the generator."""
    used: set[str] = field(default_factory=set)
    """Entries of the own words, and texts of the own catalogue, that were asked for."""
    missing: set[str] = field(default_factory=set)
    """What the code says and nothing translates."""
    told: set[str] = field(default_factory=set)
    """What the code says, as it was told."""

    def find(self, name: str) -> str:
        """The words for a name: `role.fact`.

        Raises:
            MissingWordError: There are none.
        """
        found: Any = self.own
        for part in name.split("."):
            found = found.get(part) if isinstance(found, dict) else None
        if not isinstance(found, dict) or self.code not in found:
            raise MissingWordError(f"docs/words.toml has no [{name}] with `{self.code}`")
        self.used.add(name)
        return str(found[self.code])

    def find_more(self, name: str) -> str:
        """The words for a name of which not every one has words: empty where there are none."""
        *above, last = name.split(".")
        found: Any = self.own
        for part in above:
            found = found.get(part, {})
        return self.find(name) if last in found else ""

    def note(self, name: str) -> str:
        """What stands there in all languages alike, such as what a role takes; empty where nothing does."""
        found: Any = self.own
        for part in name.split("."):
            found = found.get(part, {}) if isinstance(found, dict) else {}
        self.used.add(name.rpartition(".")[0])
        return found if isinstance(found, str) else ""

    def tell(self, text: str) -> str:
        """What the code says, in the language; what is not translated is noted, and told as it is."""
        self.used.add(text)
        said = text if self.code == SOURCE else self.shipped.get(text) or self.catalogue.get(text)
        if not said:
            self.missing.update(filter(None, [text]))
            said = text
        self.told.add(said)
        return said


def load_words(code: str) -> Words:
    """The words of a language."""
    own = tomllib.loads((DOCS / "words.toml").read_text("utf-8"))
    if code == SOURCE:
        return Words(code, own, {}, {})
    shipped: dict[str, str] = {}
    for path in _list_shipped(code):
        shipped |= _read_catalogue(path)
    return Words(code, own, _read_catalogue(DOCS / f"{code}.po"), shipped)


def list_names(own: Mapping[str, Any], above: str = "") -> Iterator[str]:
    """The names of all entries of `words.toml` that have words."""
    for name, entry in own.items():
        if isinstance(entry, dict):
            full = f"{above}.{name}".lstrip(".")
            if isinstance(entry.get(SOURCE), str):
                yield full
            yield from list_names(entry, full)


def _list_shipped(code: str) -> list[Path]:
    return [path for folder in SHIPPED if (path := folder / f"{code}.po").is_file()]


def _read_catalogue(path: Path) -> dict[str, str]:
    with path.open("rb") as file:
        catalogue = read_po(file)
    return {
        str(message.id): str(message.string)
        for message in catalogue
        if isinstance(message.id, str) and message.id and message.string
    }
