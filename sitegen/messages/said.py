"""Texts for authors: in English, and able to be told in another language.

A text is made by `say` of a template and what fills its placeholders, and is the English text; it also remembers
of what it was made, which `messages/telling` reads to tell it otherwise. So a message is compared, sorted, kept and
asserted as any text, and a text within a text is translated with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Separator = Literal[", ", "; ", " and ", " or "]
"""What may stand between several texts, or before the last of them; translated as templates are."""


class Said(str):
    """A text for an author; the text itself is the English one."""

    __slots__ = ("many", "template", "values")

    template: str
    """What it was made of, in the language of `str.format`; empty of a text that is nobody's to translate."""
    many: str
    """The template for other numbers than one; empty where none is counted."""
    values: Mapping[str, Any]
    """What stands for the placeholders: numbers, texts, and texts that are said themselves. `n` is the number
    that is counted."""

    def __new__(
        cls,
        text: str = "",
        template: str = "",
        many: str = "",
        values: Mapping[str, Any] | None = None,
    ) -> Self:
        """Keep a text with what it was made of; `say` and the others of this file make them."""
        made = super().__new__(cls, text)
        made.template, made.many, made.values = template, many, values or {}
        return made

    def __str__(self) -> str:
        """The text itself, so that what an exception says can still be told otherwise."""
        return self

    def __reduce__(self) -> tuple[type[Said], tuple[str, str, str, dict[str, Any]]]:
        """All of it, for copies and other processes."""
        return type(self), (str.__str__(self), self.template, self.many, dict(self.values))


class SaidList(Said):
    """Several texts as one, with `template` between them and `many` before the last; `values` are the texts in order."""

    __slots__ = ()


class SaidElsewhere(Said):
    """What a library or the system says; in other languages what is `known` of it is told, or it is quoted."""

    __slots__ = ()


NOTHING = Said()
"""Where there is nothing to say."""


def say(template: str, /, **values: object) -> Said:
    """A text by its template, which stands there as a literal: `` "no page `{name}`", name=name ``.

    Braces that are meant are doubled, as everywhere in Python: `{{fact}}`.
    """
    known = {name: _keep(value) for name, value in values.items()}
    return Said(template.format_map(known), template, "", known)


def say_many(number: int, one: str, many: str, /, **values: object) -> Said:
    """A text that counts, by its templates for one and for more; `{n}` in them is the number."""
    known = {"n": number} | {name: _keep(value) for name, value in values.items()}
    return Said((one if number == 1 else many).format_map(known), one, many, known)


def say_again(said: Said, **values: object) -> Said:
    """A text with other values in its template, such as one that a table of wordings holds."""
    return say(said.template, **{**said.values, **values})


def say_all(items: Iterable[str], last: Separator = ", ", between: Separator = ", ") -> Said:
    """Several texts as one: `a, b and c`; `last` stands before the last of them."""
    texts = [_keep(item) for item in items]
    text = last.join(filter(None, (between.join(texts[:-1]), *texts[-1:])))
    return SaidList(text, between, last, {str(place): one for place, one in enumerate(texts)})


def say_names(names: Iterable[str], last: Separator = ", ", between: Separator = ", ") -> Said:
    """Several names in quotes: `` `a`, `b` or `c` ``."""
    return say_all((f"`{name}`" for name in names), last, between)


def keep_as(text: str) -> Said:
    """A text that is nobody's to translate, such as a name, or what an author wrote."""
    return text if isinstance(text, Said) else Said(text)


def pack(text: str) -> Any:  # noqa: ANN401 # what JSON has
    """A text as plain values, to be kept; `unpack` reads them."""
    if not isinstance(text, Said) or not text.template:
        return str(text) if not isinstance(text, Said) else str.__str__(text)
    values = {
        name: pack(value) if isinstance(value, str) else value
        for name, value in text.values.items()
    }
    kind = _KINDS.index(type(text))
    return [kind, str.__str__(text), text.template, text.many, values]


def unpack(plain: Any) -> Said:  # noqa: ANN401 # as `pack`
    """The text that `pack` packed."""
    if isinstance(plain, str):
        return Said(plain)
    kind, text, template, many, values = plain
    known = {
        name: value if isinstance(value, int) else unpack(value) for name, value in values.items()
    }
    return _KINDS[kind](text, template, many, known)


_KINDS = (Said, SaidList, SaidElsewhere)


def _keep(value: object) -> Any:  # noqa: ANN401 # texts and numbers
    return value if isinstance(value, Said | int) else str(value)
