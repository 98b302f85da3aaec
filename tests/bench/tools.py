"""What builds the text corpus: sitegen, the floor and the peers, each with its commands and its files."""

from __future__ import annotations

import platform
import sys
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import layouts
from corpus import CODES, write_text_corpus
from peers import find_peer

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
SITEGEN, FLOOR, HUGO = "sitegen", "floor", "Hugo"
KINDS = ("cold", "nothing changed", "one page edited")
"""What is measured of text pages."""
VARIABLES = {"PYTHONPATH": str(ROOT), "NO_COLOR": "1", "PYTHONDONTWRITEBYTECODE": ""}
"""What all commands have in their environment: the code of this checkout, which is compiled once as that of peers is."""
SITEGEN_COMMAND = (sys.executable, "-m", "sitegen", "--project", ".", "build", "--no-pdf")


@dataclass(frozen=True)
class Tool:
    """A generator, or the floor."""

    name: str
    version: str
    write: Callable[[Path, int], None]
    """Writes the corpus of so many pages into a folder."""
    cold: tuple[str, ...]
    """The command that builds into `site/`, run in the folder."""
    made: tuple[str, ...] = ("site",)
    """What has to go before a cold build."""
    source: str = "content/{slug}.{code}.md"
    """The file of a page."""
    nothing: tuple[str, ...] = ()
    """Another command for a build without changes."""
    edited: tuple[str, ...] = ()
    """Another command for a build after an edit; `{name}` is the name of the file."""

    def command(self, kind: str, file: Path) -> list[str]:
        """The command for a kind of build, after an edit of a file."""
        other = {KINDS[1]: self.nothing, KINDS[2]: self.edited}.get(kind)
        return [part.replace("{name}", file.name) for part in other or self.cold]


def list_tools(names: Sequence[str], peers: Path) -> tuple[list[Tool], list[str]]:
    """The tools of these names, and the names of those that cannot be had."""
    made = [(name, _make_tool(name, peers)) for name in names]
    return [tool for _, tool in made if tool], [name for name, tool in made if not tool]


def _make_tool(name: str, peers: Path) -> Tool | None:
    if name == SITEGEN:
        return Tool(name, version(name), write_text_corpus, SITEGEN_COMMAND, ("site", ".sitegen"))
    if name == FLOOR:
        return _make_floor()
    peer = find_peer(name, peers)
    if peer is None:
        return None
    write, options, made, source = PEERS[name]
    return Tool(name, peer.version, write, (*peer.command, *options), made, source)


def _make_floor() -> Tool:
    call = (sys.executable, str(HERE / "floor_text.py"))
    used = f"markdown-it-py {version('markdown-it-py')}, Jinja {version('jinja2')}"
    return Tool(
        FLOOR,
        used,
        write_text_corpus,
        (*call, "all", ".", "site"),
        nothing=(*call, "none", "."),
        edited=(*call, "one", ".", "site", "{name}"),
    )


_NAMED, _FOLDERS = "content/{slug}.{code}.md", "content/{code}/{slug}.md"
_DOCS = "docs/{code}/{slug}.md"
PEERS = {
    HUGO: (
        layouts.write_hugo,
        ("build", "--quiet", "--destination", "site"),
        ("site", "resources", ".hugo_build.lock"),
        _NAMED,
    ),
    "Pelican": (
        layouts.write_pelican,
        ("--quiet", "--settings", "pelicanconf.py", "--output", "site", "content"),
        ("site", "cache", "__pycache__"),
        _NAMED,
    ),
    "MkDocs": (layouts.write_mkdocs, ("build", "--quiet", "--site-dir", "site"), ("site",), _DOCS),
    "Zensical": (layouts.write_zensical, ("build",), ("site", ".cache"), _DOCS),
    "Eleventy": (layouts.write_eleventy, ("--quiet",), ("site",), _FOLDERS),
}
"""Of each peer: what writes its corpus, the options of its build, what it makes, the file of a page."""
NAMES = (SITEGEN, FLOOR, *PEERS)


def count_pages(folder: Path) -> int:
    """The text pages of a built site, homes left out."""
    pages = (folder / "site" / code for code in CODES)
    return sum(
        (one / "index.html").exists()
        for page in pages
        if page.is_dir()
        for one in page.glob("*-[0-9]*")
    )


def describe_machine() -> dict[str, str]:
    """What the measurements were made on."""
    memory = next(
        (line.split()[1] for line in Path("/proc/meminfo").read_text("utf-8").splitlines()), "0"
    )
    processor = [
        line.partition(":")[2].strip()
        for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines()
        if line.startswith("model name")
    ]
    return {
        "processors": f"{len(processor)}, {processor[0] if processor else platform.machine()}",
        "memory": f"{int(memory) / (1 << 20):.0f} GB",
        "system": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
    }
