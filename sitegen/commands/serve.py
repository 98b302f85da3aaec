"""`sitegen serve`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.commands.command import Command
from sitegen.commands.terminal import print_problems, say

if TYPE_CHECKING:
    import argparse


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--port", type=int, default=8000, help="port to listen on (default: 8000)")
    parser.add_argument(
        "--host",
        default="127.0.0.1",
        help="address to listen on (default: 127.0.0.1, this machine only)",
    )
    parser.add_argument(
        "--no-open", dest="open", action="store_false", help="do not open the browser"
    )


def _serve(options: argparse.Namespace) -> int:
    from sitegen.preview.server import serve_project

    return serve_project(
        options.project,
        options.host,
        options.port,
        open_browser=options.open,
        show=print_problems,
        say=say,
        outside=options.outside,
    )


SERVE = Command(
    "serve",
    help="preview the site; a saved file is in the browser at once",
    description="Serve the site on this machine and rebuild it when a file is saved. A mistake shows in the browser, over the last good page, and goes away when it is fixed.",
    add_options=_add_options,
    run=_serve,
)
