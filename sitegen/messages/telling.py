"""Texts for authors in a language other than English: which one, and how a text is told in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from sitegen.messages.said import Said, SaidElsewhere, SaidList

if TYPE_CHECKING:
    from collections.abc import Mapping

    Forms = Mapping[tuple[str, str], tuple[str, ...]]
    """Translations of each form by the templates for one and for more; the latter is empty where none is counted."""


@dataclass(frozen=True)
class Teller:
    """Tells texts in a language; what it has no translation of, it tells in English."""

    code: str = "en"
    translations: Forms = field(default_factory=dict, repr=False)

    def tell(self, text: str) -> str:
        """A text in the language; one that is no `Said`, and what authors wrote, stays as it is."""
        if not self.translations or not isinstance(text, Said) or not text.template:
            return text
        told = {name: self._tell_value(value) for name, value in text.values.items()}
        if isinstance(text, SaidList):
            return self._join(text, [*told.values()])
        if isinstance(text, SaidElsewhere):
            return str(told["known"]) if told["known"] != text else f"“{text}”"
        forms = self.translations.get((text.template, text.many))
        if forms is None:
            forms = (text.template, text.many or text.template)
        chosen = forms[0] if text.values.get("n", 1) == 1 else forms[-1]
        return chosen.format_map(told)

    def _tell_value(self, value: object) -> object:
        return self.tell(value) if isinstance(value, Said) else value

    def _join(self, some: SaidList, told: list[object]) -> str:
        between, last = (
            self.translations.get((separator, ""), (separator,))[0]
            for separator in (some.template, some.many)
        )
        texts = [str(one) for one in told]
        return last.join(filter(None, (between.join(texts[:-1]), *texts[-1:])))


ENGLISH = Teller()
"""Tells texts as they are."""


def measure(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character takes two."""
    return sum(1 + (east_asian_width(one) in "WF") for one in text)
