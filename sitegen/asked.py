"""The curated tables as they are asked for: each row, and each list of rows, under a name of its own.

Whoever shows a fact has asked for that fact, and hangs on it alone: a cell of another one changes nothing
for it. Names are paths from the tables on, with the key of what was looked up: `tables.ledger.fact_by_key:
"gdp/cdht/2023"`. What a name stands for is told by its digest.
"""

from __future__ import annotations

import json
from collections.abc import Callable, ItemsView, Iterator, Mapping, ValuesView
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from hashlib import blake2b
from types import NoneType
from typing import TYPE_CHECKING, Any

from sitegen.analysis.kept import Kept
from sitegen.memo import digest
from sitegen.naming import TABLES, write_json

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

_OPENED = frozenset({"ledger", "targets"})
"""What of the tables is no value but holds some."""


class Asked:
    """An object whose values are noted when they are asked for."""

    def __init__(self, held: object, name: str, note: Callable[[str], None]) -> None:
        """Nothing is asked for yet; `name` is the path to the object."""
        self._held, self._name, self._note = held, name, note

    def __getattr__(self, attribute: str) -> Any:  # noqa: ANN401 # whatever the object has
        """A value of the object, noted; of a mapping and a method, what is looked up is."""
        value, name = getattr(self._held, attribute), f"{self._name}.{attribute}"
        if attribute in _OPENED:
            return Asked(value, name, self._note)
        if isinstance(value, Mapping):
            return AskedMapping(value, name, self._note)
        if callable(value):
            return self._ask(value, name)
        self._note(name)
        return value

    def _ask(self, method: Callable[..., Any], name: str) -> Callable[..., Any]:
        def ask(*arguments: Any) -> Any:  # noqa: ANN401 # whatever the method takes
            self._note(f"{name}:{write_json(arguments)}")
            return method(*arguments)

        return ask


class AskedMapping(Mapping[Any, Any]):
    """A mapping whose entries are noted when they are asked for; who goes through it asks for all."""

    def __init__(self, held: Mapping[Any, Any], name: str, note: Callable[[str], None]) -> None:
        """Nothing is asked for yet."""
        self._held, self._name, self._note = held, name, note

    def __getitem__(self, key: Any) -> Any:  # noqa: ANN401 # whatever it maps
        """An entry."""
        self._note(f"{self._name}:{write_json([key])}")
        return self._held[key]

    def __iter__(self) -> Iterator[Any]:
        """All keys."""
        self._note(self._name)
        return iter(self._held)

    def __len__(self) -> int:
        """How many entries there are."""
        self._note(self._name)
        return len(self._held)

    def items(self) -> ItemsView[Any, Any]:
        """All entries."""
        self._note(self._name)
        return self._held.items()

    def values(self) -> ValuesView[Any]:
        """What it maps to."""
        self._note(self._name)
        return self._held.values()


class Digests:
    """Digests of rows and of what holds rows; each row is looked through once."""

    def __init__(self, before: Digests | None = None) -> None:
        """Nothing is known yet but what was known `before` of rows that are still the same."""
        self.known: dict[int, tuple[object, bytes]] = {}
        """Each row, and its digest, by its identity."""
        self._before = {} if before is None else before.known
        self.named: Kept[str] = Kept(None if before is None else before.named)
        """Digests by name, each with the rows that the name stood for."""

    def name(self, tables: object, name: str) -> str:
        """The digest of what a name stands for."""
        path, arguments = _read_name(name)
        held: Any = tables
        for attribute in path:
            held = getattr(held, attribute)
        if arguments is not None:
            held = held.get(*arguments) if isinstance(held, Mapping) else held(*arguments)
        if isinstance(held, ValuesView):
            held = list(held)
        if isinstance(held, tuple | list):
            return self.named.recall(name, (type(held), *held), lambda: self._digest(held).hex())
        return self._digest(held).hex()

    def _digest(self, value: object) -> bytes:
        known = self.known.get(id(value)) or self._before.get(id(value))
        if known is not None and known[0] is value:
            self.known[id(value)] = known
            return known[1]
        if isinstance(value, _PLAIN):
            return _digest_plain(value)
        if isinstance(value, tuple | list):
            return _join("list", (self._digest(one) for one in value))
        if is_dataclass(value) and not isinstance(value, type):
            made = _join(
                type(value).__qualname__,
                (self._digest(getattr(value, field)) for field in _list_compared(type(value))),
            )
            self.known[id(value)] = value, made
            return made
        if isinstance(value, Mapping):
            pairs = (
                (digest(_freeze(key)).encode(), self._digest(one)) for key, one in value.items()
            )
            return _join("dict", (part for pair in pairs for part in pair))
        return bytes.fromhex(digest(value))


_PLAIN = str, bool, NoneType
"""Kinds of values that many names stand for, and of which there are few."""


@lru_cache(maxsize=1 << 14)
def _digest_plain(value: str | bool | None) -> bytes:
    return bytes.fromhex(digest(value))


@lru_cache(maxsize=1 << 16)
def _read_name(name: str) -> tuple[list[str], list[Any] | None]:
    """The path that a name is, and what is looked up or asked for at its end; `None` for nothing."""
    path, _, asked = name.partition(":")
    return path.split(".")[1:], [_freeze(one) for one in json.loads(asked)] if asked else None


def _freeze(value: Any) -> Any:  # noqa: ANN401 # a key, as JSON has it
    return tuple(map(_freeze, value)) if isinstance(value, list) else value


def _join(kind: str, parts: Iterator[bytes]) -> bytes:
    made = blake2b(kind.encode(), digest_size=20)
    for part in parts:
        made.update(part)
    return made.digest()


@cache
def _list_compared(kind: type[DataclassInstance]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.compare)


def is_asked(name: str) -> bool:
    """Whether a name is of something of the tables."""
    return name.startswith(f"{TABLES}.")
