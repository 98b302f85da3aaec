"""Results that one reading of the tables hands to the next: found where all they were made of is there still."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Sequence

Result = TypeVar("Result")


class Kept(Generic[Result]):
    """Results by key, each with the values that it was made of.

    Values count as the same only where they are the very same objects: a fact that says what it said but
    stands on another line is another one.
    """

    def __init__(self, before: Kept[Result] | None = None) -> None:
        """Start with what another one holds, as far as it is asked for again."""
        self.made = 0
        """How many results were not found."""
        self._older = {} if before is None else before.results
        self.results: dict[Hashable, tuple[Sequence[object], Result]] = {}

    def recall(self, key: Hashable, inputs: Sequence[object], make: Callable[[], Result]) -> Result:
        """The result of these values: found, or made and kept."""
        found = self._older.get(key)
        if found and len(found[0]) == len(inputs) and all(map(is_, found[0], inputs)):
            self.results[key] = found
            return found[1]
        self.made += 1
        result = make()
        self.results[key] = (inputs, result)
        return result
