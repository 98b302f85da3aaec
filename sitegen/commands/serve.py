"""`sitegen serve`."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.messages.said import say

if TYPE_CHECKING:
    import argparse

    from sitegen.commands.terminal import Terminal


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=8000, help=say("port to listen on (default: 8000)")
    )
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help=say("address to listen on (default: 127.0.0.1, this machine only)"),
    )
    opening = parser.add_mutually_exclusive_group()
    opening.add_argument(
        "--open",
        dest="opened",
        action="store_const",
        const="edited",
        default="front",
        help=say("open the browser at the page that was edited last (default: at the front page)"),
    )
    opening.add_argument(
        "--no-open",
        dest="opened",
        action="store_const",
        const="",
        help=say("do not open the browser"),
    )


def _serve(options: argparse.Namespace, terminal: Terminal) -> int:
    from sitegen.preview.server import serve_project

    return serve_project(
        options.project,
        options.host,
        options.port,
        opened=options.opened,
        editor=os.environ.get("SITEGEN_EDITOR", ""),
        show=terminal.show_problems,
        inform=terminal.tell,
        teller=terminal.teller,
        outside=options.outside,
    )


SERVE = Command(
    "serve",
    help=say("preview the site; a saved file is in the browser at once"),
    description=say(
        "Serve the site on this machine and rebuild it when a file is saved. A mistake shows in the browser, over the last good page, and goes away when it is fixed."
    ),
    add_options=_add_options,
    run=_serve,
)
