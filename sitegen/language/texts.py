"""Interface texts of a language: translated, filled, in the plural a number asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from babel.lists import format_list

from sitegen.language.catalog import SOURCE_LANGUAGE, UntranslatedError
from sitegen.language.plurals import list_plurals

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from sitegen.language.catalog import Catalog
    from sitegen.language.language import Language


@dataclass(frozen=True)
class Texts:
    """Finds and fills the interface texts of a language."""

    language: Language
    catalog: Catalog

    @property
    def source_language(self) -> bool:
        """Whether message ids are in this language, so that they need no translation."""
        return self.language.code == SOURCE_LANGUAGE

    def say(self, msgid: str, /, **values: object) -> str:
        """A text with its placeholders filled; errors as in `Voice.say`."""
        return self._find(msgid, "")[0].format_map(values)

    def say_many(
        self, singular: str, plural: str, number: int | Decimal, /, **values: object
    ) -> str:
        """A text that depends on a number; errors as in `Voice.say_many`."""
        chosen = self.choose_plural(self._find(singular, plural), number)
        return chosen.format_map({"number": number, **values})

    def say_list(self, texts: Sequence[str]) -> str:
        """Things of one kind, named one after the other as CLDR says: `a, b, and c`, `甲、乙和丙`."""
        return format_list([*texts], locale=self.language.cldr)

    @property
    def between(self) -> str:
        """What stands between things of one kind that are not said in a sentence: a comma, or 、.

        CLDR has a word there in some languages, as Arabic has و: in a sentence that is right, between labels it is not.
        """
        middle: str = self.language.cldr.list_patterns["standard"]["middle"]
        mark = middle[len("{0}") : -len("{1}")]
        if not any(map(str.isalpha, mark)):
            return mark
        return "، " if self.language.direction == "rtl" else ", "

    def say_range(self, low: str, high: str) -> str:
        """Two ends of a range as one text: `2021–2025`."""
        return self.say("{low}–{high}", low=low, high=high)

    def choose_plural(self, forms: tuple[str, ...], number: int | Decimal) -> str:
        """The form for a number; forms stand in CLDR's order of plurals, as in gettext."""
        named = self.language.cldr.plural_form(number)
        return forms[min(list_plurals(self.language.cldr).index(named), len(forms) - 1)]

    def _find(self, msgid: str, plural: str) -> tuple[str, ...]:
        """The translations of a message, or the message itself in its own language."""
        found = self.catalog.by_id.get((msgid, plural))
        if found is None and not self.source_language:
            raise UntranslatedError(msgid, self.language.code)
        return found or (msgid, plural)
