"""What a site tells of all its files: `build.json`, with the digest of each and what it was made from; the records of its pages.

The account names no time and no machine: two builds of one project have the same, and who compares sites compares
two files. It is put together from what the build knows anyway, once for all that stays the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.naming import BUILD_JSON, FILE_DIGESTS, PAGES_JSON, RECORD, write_json
from sitegen.publishing.tree import digest_content
from sitegen.traces.traces import LostError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.traces.outputs import OutputTree
    from sitegen.traces.traces import Traces

_LAST = "account"
"""Note of what was told last: what it is of, and the digests of the files."""
_TELLING = PAGES_JSON, BUILD_JSON
"""The files that tell of all pages; the later one of the earlier, too."""
_UNTOLD = ("sitegen/", "libraries/", "folders/")
"""How names begin of what is the generator's, which its version stands for, and of folders."""


class AccountedSite:
    """The finished files of a site as they are published, with what tells of all of them: the records of its pages, the account."""

    def __init__(self, tree: OutputTree) -> None:
        """Take what the last build told, or tell it anew where something is another since."""
        self._tree, traces = tree, tree.traces
        self._of = json.dumps([__version__, tree.version, traces.inputs_version, tree.layer])
        self._told: dict[str, bytes] = {}
        """What had to be told."""
        self.digests = tree.list_digests()
        """Digest of each file by address."""
        last = json.loads(traces.get(_LAST) or "{}")
        self._is_new = last.get("of") != self._of
        if self._is_new:
            for address in _TELLING:
                self.digests[address] = digest_content(self._tell(address))
        else:
            self.digests |= last["digests"]

    def _tell(self, address: str) -> bytes:
        """What a file tells of the others, the same whenever it is asked."""
        if address not in self._told:
            self._told[address] = _join(self._write(address))
        return self._told[address]

    def _write(self, address: str) -> Iterator[str]:
        if address == PAGES_JSON:
            return write_records(self._tree.traces)
        others = {one: digest for one, digest in self.digests.items() if one != BUILD_JSON}
        return write_account(self._tree, others)

    def read(self, address: str) -> bytes:
        """The content of a file.

        Raises:
            LostError: Another process has made another one since.
        """
        if address not in _TELLING:
            return self._tree[address]
        told = self._tell(address)
        if digest_content(told) != self.digests[address]:
            raise LostError(address)
        return told

    def remember(self) -> None:
        """Keep for the next build the digests of what is told of this one."""
        if self._is_new:
            digests = {address: self.digests[address] for address in _TELLING}
            self._tree.traces.put(_LAST, json.dumps({"of": self._of, "digests": digests}))


def write_records(traces: Traces) -> Iterator[str]:
    """The records of all pages, one a line, as their pages said them."""
    yield "[\n"
    yield from _divide(text for _, text in traces.read_texts(RECORD))
    yield "\n]\n"


def write_account(tree: OutputTree, digests: Mapping[str, str]) -> Iterator[str]:
    """The account of the files with these digests, a file a line."""
    head = json.dumps({"sitegen": __version__, "digests": FILE_DIGESTS})[1:-1]
    yield f'{{{head},\n"inputs": {{\n'
    yield from _divide(
        f'{write_json(name)}: "{digest}"'
        for name, (_, digest) in sorted(tree.traces.files().items())
        if not name.startswith(_UNTOLD)
    )
    yield '\n},\n"outputs": {\n'
    made_from = {**tree.traces.read_origins(tree.layer), PAGES_JSON: write_json(["content/"])}
    yield from _divide(
        f'{write_json(address)}: {{"digest": "{digest}", "made_from": {made_from.get(address, "[]")}}}'
        for address, digest in sorted(digests.items())
    )
    yield "\n}}\n"


def _divide(lines: Iterable[str]) -> Iterator[str]:
    """Lines with what divides them, in JSON."""
    for number, line in enumerate(lines):
        yield f",\n{line}" if number else line


def _join(pieces: Iterable[str]) -> bytes:
    """Pieces of a file as one, which has no second copy meanwhile: there may be tens of thousands of lines."""
    made = bytearray()
    for piece in pieces:
        made += piece.encode()
    return bytes(made)
