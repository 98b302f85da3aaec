"""Who is answered by the preview: browsers that call it by its own name, from its own pages.

A draft is nobody else's to read. A page of another site may call this machine by a name of its own that it
lets lead here (DNS rebinding), open a connection for events, or ask for a script with data: each says so in
its headers, which a page cannot write.
"""

from __future__ import annotations

import ipaddress
import re

from sitegen.messages.said import NOTHING, Said, say

_HOST = re.compile(r"(?:\[[0-9A-Fa-f:.]+\]|[\w.-]+)(?::\d{1,5})?", re.ASCII)
MISDIRECTED, FORBIDDEN = 421, 403
"""Statuses of HTTP for a host that is not served here, and for whom it is not served to."""
PROTECTION = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}
"""Headers by which browsers keep what is served from pages of others."""


def guard_request(
    host: str, bound: str, local: str, origin: str | None, site: str, mode: str
) -> tuple[int, Said]:
    """Why a request is refused, with the status that says so; 0 for one that is answered.

    Args:
        host: What the browser calls this server, as its header `Host` says: `localhost:8000`.
        bound: The host that the preview was told to listen on.
        local: The address of this machine that was connected to.
        origin: The header `Origin`; `None` where there is none.
        site: The header `Sec-Fetch-Site`; empty where there is none.
        mode: The header `Sec-Fetch-Mode`; empty where there is none.
    """
    if not is_own_host(host, bound, local):
        return MISDIRECTED, say(
            "The preview does not answer to the name {host}. Open it at localhost, or name the host: sitegen serve --host {name}",
            host=host or '""',
            name=split_host(host) or "NAME",
        )
    if origin is not None and origin.lower() not in _list_origins(host.lower()):
        return FORBIDDEN, say(
            "The preview answers no page of another site: {origin}", origin=origin
        )
    if site in {"cross-site", "same-site"} and mode != "navigate":
        return FORBIDDEN, say("The preview answers no page of another site")
    return 0, NOTHING


def _list_origins(host: str) -> tuple[str, ...]:
    """How browsers name where pages of a host come from; a proxy may add TLS."""
    return f"http://{host}", f"https://{host}"


def is_own_host(host: str, bound: str, local: str) -> bool:
    """Whether a browser calls the preview by a name that nobody else can let lead here."""
    name = split_host(host)
    if name == "localhost" or name.endswith(".localhost") or name == bound.lower():
        return bool(name)
    try:
        address = ipaddress.ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or str(address) == local.partition("%")[0]


def split_host(host: str) -> str:
    """The name in a header `Host`, without its port; empty where it is none."""
    if not _HOST.fullmatch(host):
        return ""
    name = host if host.endswith("]") else host.rpartition(":")[0] or host
    return name.strip("[]").lower()
