"""Whether every link of the site leads somewhere: looked at again where a page or what it leads to changed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.build.draft import LINKED, SCAN
from sitegen.checks.all import run_checks
from sitegen.checks.stages import LinkStage
from sitegen.traces.traces import Made

if TYPE_CHECKING:
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


def check_all_links(traces: Traces) -> None:
    """Look at the links of all pages for which it may make a difference."""
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
        stage = LinkStage(address, goals, exists, find_anchors, lambda: [*traces.outputs()])
        found = tuple((LINKED, one) for one in run_checks(stage))
        traces.keep(Made(f"{KIND}:{address}", frozenset({f"{SCAN}@{address}"}), problems=found))
        traces.made.pop()
    traces.put(VANISHED, "[]")
    traces.put(RESCANNED, "[]")


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
