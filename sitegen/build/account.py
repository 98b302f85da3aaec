"""`build.json`: every file of a published site with its digest, and what it was made from.

It names no time and no machine: two builds of one project have the same, and who compares sites compares
two files. It is put together from what the build knows anyway, once for all that stays the same.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen import __version__
from sitegen.naming import BUILD_JSON, FILE_DIGESTS
from sitegen.publishing.tree import digest_content

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.traces.outputs import OutputTree
    from sitegen.traces.traces import Traces

_LAST = "account"
"""Note of the last account: what it is of, in a line, and its text."""
_GROUPS = {
    "assets": "templates/",
    "look": "templates/",
    "settings": "site.toml",
    "tables": "data/",
    "template": "templates/",
    "voice": "templates/",
}
"""What inputs of a unit are told as that are no single files, by how their names begin."""
_UNTOLD = ("sitegen/", "libraries/", "folders/")
"""How names begin of what is the generator's, which its version stands for, and of folders."""


class AccountedSite:
    """The finished files of a site as they are published, with the account of them."""

    def __init__(self, tree: OutputTree) -> None:
        """Take the account of the last build, or write one where something is another since."""
        self._tree, traces = tree, tree.traces
        self._of = json.dumps([__version__, tree.version, traces.inputs_version, tree.layer])
        self.digests = tree.list_digests()
        """Digest of each file by address."""
        before, _, text = traces.get(_LAST).partition("\n")
        self._is_new = before != self._of
        self._text = write_account(tree, self.digests) if self._is_new else text
        self.digests[BUILD_JSON] = digest_content(self._text.encode())

    def read(self, address: str) -> bytes:
        """The content of a file."""
        return self._text.encode() if address == BUILD_JSON else self._tree[address]

    def remember(self) -> None:
        """Keep the account for the next build."""
        if self._is_new:
            self._tree.traces.put(_LAST, f"{self._of}\n{self._text}")


def write_account(tree: OutputTree, digests: Mapping[str, str]) -> str:
    """The account of the files with these digests, a file a line."""
    traces = tree.traces
    made_from = {unit: _write(names) for unit, names in _find_origins(traces).items()}
    makers = traces.list_makers(tree.layer)
    inputs = {
        name: _write(digest)
        for name, (_, digest) in traces.files().items()
        if not name.startswith(_UNTOLD)
    }
    outputs = {
        address: f'{{"digest": "{digest}", "made_from": {made_from.get(makers[address], "[]")}}}'
        for address, digest in digests.items()
    }
    head = json.dumps({"sitegen": __version__, "digests": FILE_DIGESTS})[1:-1]
    return f'{{{head},\n"inputs": {_list(inputs)},\n"outputs": {_list(outputs)}}}\n'


def _find_origins(traces: Traces) -> Mapping[str, list[str]]:
    """The files and folders that each unit read, by name."""
    found: dict[str, set[str]] = {}
    for unit, name in traces.list_files_read():
        found.setdefault(unit, set()).add(name)
    for start, group in _GROUPS.items():
        for unit in traces.list_readers(start):
            found.setdefault(unit, set()).add(group)
    return {unit: sorted(names) for unit, names in found.items()}


def _list(things: Mapping[str, str]) -> str:
    """Things by their names, a line each; what is said of each is JSON already."""
    lines = (f"{_write(name)}: {said}" for name, said in sorted(things.items()))
    return "{\n" + ",\n".join(lines) + "\n}"


_write = json.JSONEncoder(ensure_ascii=False).encode
"""As `json.dumps`, which makes an encoder for each text."""
