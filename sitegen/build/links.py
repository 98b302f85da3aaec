"""Whether every link of the site leads somewhere: looked at again where a page or what it leads to changed."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from sitegen.build.draft import LINKED, ORIGINS, SCAN
from sitegen.checks.all import run_checks
from sitegen.checks.stages import LinkStage
from sitegen.defects import make_defect
from sitegen.naming import SITE_TOML
from sitegen.problems import Place
from sitegen.render.html import BLOCKS, INLINE
from sitegen.render.markdown import BLOCKS_TEMPLATE
from sitegen.render.origins import Origins, TextOrigins
from sitegen.traces.traces import Made

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.render.templates import Templates
    from sitegen.traces.traces import Traces

KIND = "links"
VANISHED, RESCANNED = "vanished", "rescanned"
"""Names of the notes of what went, and of the pages with other links than before, that were not looked at yet."""


def note_moved_links(traces: Traces) -> None:
    """Note what went and what leads elsewhere, for when links are looked at next."""
    for name, addresses in ((VANISHED, traces.vanished), (RESCANNED, traces.rescanned)):
        if addresses:
            traces.put(name, json.dumps(sorted({*_read(traces, name), *addresses})))
            addresses.clear()


def _read(traces: Traces, name: str) -> list[str]:
    addresses: list[str] = json.loads(traces.get(name) or "[]")
    return addresses


def check_all_links(traces: Traces, templates: Callable[[], Templates]) -> set[str]:
    """Look at the links of all pages for which it may make a difference; gives the units that failed."""
    failed = set()
    note_moved_links(traces)
    wanted = _list_wanted(traces)
    known: dict[str, bool] = {}
    anchors: dict[str, frozenset[str] | None] = {}

    def exists(address: str) -> bool:
        if address not in known:
            known[address] = traces.has_output(address)
        return known[address]

    def find_anchors(address: str) -> frozenset[str] | None:
        if address not in anchors:
            kept = traces.find(f"{SCAN}@{address}")
            anchors[address] = None if kept is None else frozenset(json.loads(kept)[0])
        return anchors[address]

    for address in wanted:
        kept = traces.find(f"{SCAN}@{address}")
        goals = () if kept is None else tuple(map(tuple, json.loads(kept)[1]))
        trace = partial(_trace, traces, templates, address)
        stage = LinkStage(address, goals, exists, find_anchors, traces.list_addresses, trace)
        try:
            found = tuple((LINKED, one) for one in run_checks(stage))
        except Exception as error:  # noqa: BLE001 # whatever it is, other pages can be looked at
            failed.add(f"{KIND}:{address}")
            found = ((LINKED, make_defect(error, Place(trace().text.path or SITE_TOML))),)
        traces.keep(Made(f"{KIND}:{address}", frozenset({f"{SCAN}@{address}"}), problems=found))
        traces.made.pop()
    traces.put(VANISHED, "[]")
    traces.put(RESCANNED, "[]")
    return failed


def _trace(traces: Traces, templates: Callable[[], Templates], address: str) -> Origins:
    """Where what a page holds was written."""
    kept = traces.find(f"{ORIGINS}@{address}")
    text = TextOrigins() if kept is None else TextOrigins(*json.loads(kept))
    start = "template:"
    reads = traces.find_reads(traces.find_maker(address)) or ()
    names = [name.removeprefix(start) for name in sorted(reads) if name.startswith(start)]
    pages = [name for name in names if name not in _PARTS]  # its own before those of its text
    needed = (*pages, *sorted(_PARTS & {*names}))
    return Origins(address, lambda: templates().list_needed(*needed), text)


_PARTS = {INLINE, BLOCKS, BLOCKS_TEMPLATE}


def _list_wanted(traces: Traces) -> list[str]:
    """Addresses of the pages whose links are to be looked at."""
    wanted = {*_read(traces, RESCANNED)}
    wanted |= {unit.partition(":")[2] for unit in traces.list_wrong(KIND)}
    vanished = _read(traces, VANISHED)
    for address in vanished:
        wanted |= traces.list_leading(SCAN, address)
    gone = {one for one in (*wanted, *vanished) if traces.find(f"{SCAN}@{one}") is None}
    for address in gone:
        traces.drop(f"{KIND}:{address}")
    return sorted(wanted - gone)
