"""Gettext catalogues: the interface texts of a language, read and checked."""

from __future__ import annotations

import io
import re
import string
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from babel.messages.pofile import PoFileError, denormalize, read_po

from sitegen.problems import Place, sort_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from babel.messages import Message

    from sitegen.problems import Problem


SOURCE_LANGUAGE = "en"
"""Language of the message ids, which needs no catalogue."""
_MSGID = re.compile(r'^msgid((?:\s+"(?:[^"\\\n]|\\.)*")+)', re.MULTILINE)


@dataclass(frozen=True)
class Catalog:
    """The translations of one language."""

    code: str
    path: str
    messages: tuple[tuple[tuple[str, str], tuple[str, ...]], ...]
    """Sorted; singular and plural message id (empty without one) and the translations of each form."""

    @cached_property
    def by_id(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """Translations by singular and plural message id."""
        return dict(self.messages)


class UntranslatedError(Exception):
    """A message has no translation into a language."""

    def __init__(self, msgid: str, code: str) -> None:
        """Keep the message and the language for the problem it becomes."""
        self.msgid, self.code = msgid, code
        super().__init__(f"`{msgid}` is not translated into `{code}`")


def parse_catalog(path: str, text: str, code: str) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read a gettext catalogue; entries that are wrong are reported and left out."""
    try:
        catalog = read_po(io.StringIO(text), abort_invalid=True)
    except PoFileError as error:
        place = Place(path, error.lineno + 1)
        return Catalog(code, path, ()), (_problem(place, f"the catalogue cannot be read: {error}"),)
    except (LookupError, ValueError) as error:
        return Catalog(code, path, ()), (
            _problem(Place(path), f"its header cannot be read: {error}"),
        )
    problems = list(_check_doubles(path, text))
    messages = []
    for message in catalog:
        if not message.id:
            continue
        key, translations = _entry(message)
        if fault := _fault(message.fuzzy, key, translations):
            problems.append(_problem(Place(path, message.lineno or 0), f"`{key[0]}` {fault}"))
        else:
            messages.append((key, translations))
    return Catalog(code, path, tuple(sorted(messages))), sort_problems(problems)


def parse_catalogs(
    texts: Iterable[tuple[str, str]], code: str, path: str
) -> tuple[Catalog, tuple[Problem, ...]]:
    """Read the catalogues of a language, each a path and a text; later entries go before earlier ones.

    `path` is the catalogue that what is missing is to be added to.
    """
    messages: dict[tuple[str, str], tuple[str, ...]] = {}
    problems: tuple[Problem, ...] = ()
    for own, text in texts:
        catalog, wrong = parse_catalog(own, text, code)
        messages |= catalog.by_id
        problems += wrong
    return Catalog(code, path, tuple(sorted(messages.items()))), problems


def _problem(place: Place, message: str) -> Problem:
    return place.problem("catalog", message, "Fix the entry; gettext describes the format")


def _entry(message: Message) -> tuple[tuple[str, str], tuple[str, ...]]:
    ids = message.id if isinstance(message.id, (tuple, list)) else (message.id, "")
    strings = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return (str(ids[0]), str(ids[1])), tuple(str(text or "") for text in strings)


def _check_doubles(path: str, text: str) -> Iterator[Problem]:
    """Message ids that stand twice: the reader would keep only one."""
    seen: Counter[str] = Counter()
    for match in _MSGID.finditer(text):
        msgid = denormalize(match[1].strip())
        seen[msgid] += 1
        if seen[msgid] > 1:
            line = text.count("\n", 0, match.start()) + 1
            yield _problem(Place(path, line), f"`{msgid}` is here a second time")


def _fault(fuzzy: bool, ids: tuple[str, str], translations: tuple[str, ...]) -> str:
    """What is wrong with a translation, or nothing."""
    if fuzzy:
        return "is marked as fuzzy"
    if not all(translations):
        return "has no translation"
    try:
        allowed = [_names(text) for text in ids if text]
        if stray := [text for text in translations if _names(text) not in allowed]:
            return f"has other placeholders than its translation `{stray[0]}`"
    except ValueError as error:
        return f"or its translation has a wrong placeholder: {error}"
    return ""


def _names(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
