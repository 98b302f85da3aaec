"""The finished files of a site as one value, each read when it is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sitegen.addresses import asset_address

if TYPE_CHECKING:
    from sitegen.traces.traces import Traces


_DATED = re.compile(r"assets/(.+)\.[0-9a-f]{10}(\.[\w-]+)")
"""The address of an asset with some digest."""


def undate(address: str) -> str:
    """Where a file stands in the store, by its published address, whichever digest that has or had."""
    found = _DATED.fullmatch(address)
    return asset_address(f"{found[1]}{found[2]}") if found else address


class NewerTree(Mapping[str, bytes]):
    """Finished files of which some are newer already, assets under their former addresses too."""

    def __init__(self, newer: Mapping[str, bytes], older: Mapping[str, bytes]) -> None:
        """`newer` has files by where they stand in the store, `older` by where they are published."""
        self.newer: Mapping[str, bytes] = newer
        self.older: Mapping[str, bytes] = older
        # One in another for each file that is saved would be too deep in the end.
        if isinstance(older, NewerTree):
            self.newer, self.older = {**older.newer, **newer}, older.older

    def __getitem__(self, address: str) -> bytes:
        """The content of a file."""
        place = undate(address)
        return self.newer[place] if place in self.newer else self.older[address]

    def __contains__(self, address: object) -> bool:
        """Whether there is a file at an address."""
        return undate(str(address)) in self.newer or address in self.older

    def __iter__(self) -> Iterator[str]:
        """All addresses."""
        yield from self.older
        yield from (address for address in self.newer if address not in self.older)

    def __bool__(self) -> bool:
        """Whether there is any file."""
        return bool(self.newer) or bool(self.older)

    def __len__(self) -> int:
        """How many files there are."""
        return sum(1 for _ in self)


class OutputTree(Mapping[str, bytes]):
    """The finished files by address, as they are published."""

    def __init__(self, traces: Traces, layer: int = 0, *, lenient: bool = False) -> None:
        """Read nothing yet; `layer` is the highest that counts.

        `lenient` gives an asset under its former addresses too: a page that is open may ask for them.
        """
        self._lenient = lenient
        self.traces, self.layer = traces, layer
        self._assets = traces.list_assets()

    @property
    def version(self) -> str:
        """A name for what all files are now."""
        return self.traces.version

    def list_digests(self) -> dict[str, str]:
        """Digest of each file by address."""
        return {
            self.traces.name_address(address): public
            for address, (_, public) in self.traces.outputs(self.layer).items()
        }

    def __getitem__(self, address: str) -> bytes:
        """The content of a file."""
        found = self.traces.find_output(self._locate(address), self.layer)
        if found is None:
            raise KeyError(address)
        return self.traces.read_public(*found)

    def __contains__(self, address: object) -> bool:
        """Whether there is a file at an address."""
        return self.traces.find_output(self._locate(str(address)), self.layer) is not None

    def __iter__(self) -> Iterator[str]:
        """All addresses."""
        return map(self.traces.name_address, self.traces.list_addresses(self.layer))

    def _locate(self, address: str) -> str:
        """Where a file stands in the store that is published at an address."""
        if address not in self._assets and self._lenient:
            return undate(address)
        return self._assets.get(address, address)

    def __bool__(self) -> bool:
        """Whether there is any file."""
        return self.traces.count_pages() > 0

    def __len__(self) -> int:
        """How many files there are."""
        return len(self.traces.list_addresses(self.layer))
