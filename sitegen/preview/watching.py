"""Watches a project's sources: tells of a saved file within some 20 ms, and misses none.

Folders are watched one by one and not in depth, so that neither a virtual environment beside the
sources costs anything nor the built site is looked at; folders that come later are found.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from watchfiles import DefaultFilter, watch

from sitegen.filenames.junk import is_junk
from sitegen.filenames.near import is_settings_name
from sitegen.naming import LOCK, SITE_TOML
from sitegen.project.config import load_config
from sitegen.project.paths import USUAL_PATHS
from sitegen.project.theme import SOURCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from threading import Event


SOURCES = ("content", "data", "templates")
"""Names of the paths of a project under which its sources lie."""

_STEP, _GROUPED, _ESTABLISHED = 2, 50, 50
"""Milliseconds: without a change until changes are told; at most together; until a watch is known
to stand."""


def watch_sources(
    project: Path,
    tell: Callable[[set[str]], object],
    stop: Event,
    polling: bool = False,
    outside: bool = False,
) -> None:
    """Tell of changes of a project's sources, by relative path, until stopped.

    The first call names none: it says that the watch stands, and nothing is missed from here on.
    It comes again when the folders are others than before.
    """
    roots = tuple(project / USUAL_PATHS[name] for name in SOURCES)
    while not stop.is_set():
        roots = find_roots(project, roots, outside)
        folders = find_folders(project, roots)
        try:
            for number, changes in enumerate(
                watch(
                    *sorted(folders),
                    watch_filter=DefaultFilter(ignore_dirs=()),
                    debounce=_GROUPED,
                    step=_STEP,
                    rust_timeout=_ESTABLISHED,
                    yield_on_timeout=True,
                    stop_event=stop,
                    raise_interrupt=False,
                    force_polling=polling or None,
                    recursive=False,
                )
            ):
                paths = {Path(path) for _, path in changes}
                changed = {path for path in paths if is_source(path, project, roots)}
                if changed or not number:
                    tell({os.path.relpath(path, project) for path in changed})
                if _may_move(changed) and (
                    changed & folders
                    or find_folders(project, find_roots(project, roots, outside)) != folders
                ):
                    break
        except FileNotFoundError:
            stop.wait(0.1)  # a folder went while it was being looked at
        except OSError:
            polling = True  # the system watches no more folders


def _may_move(changed: Iterable[Path]) -> bool:
    """Whether the folders may be others after a change: not where files were saved that name none."""
    return any(path.name == SITE_TOML or not path.is_file() for path in changed)


def find_roots(project: Path, before: tuple[Path, ...], outside: bool = False) -> tuple[Path, ...]:
    """The folders that hold sources, in a checkout the theme's as well.

    Those outside of the project count only by leave. While `site.toml` is broken they are those known before.
    """
    try:
        config = load_config(project, outside)
    except Exception:  # noqa: BLE001 # whatever is wrong with the settings, the build says it, and the watch goes on
        return before
    own = tuple(project / config.path(name) for name in SOURCES)
    return own if SOURCE in own or not SOURCE.is_dir() else (*own, SOURCE)


def find_folders(project: Path, roots: Sequence[Path]) -> set[Path]:
    """The folders to watch: the project's, those of the sources, and those where one may appear."""
    folders = {project}
    for root in roots:
        folders.update(parent for parent in root.parents if project in parent.parents)
        folders.update((root, *root.rglob("*/")))
    return {folder for folder in folders if folder.is_dir()}


def is_source(path: Path, project: Path, roots: Sequence[Path]) -> bool:
    """Whether a path is a source of the project, holds one, or may come to; what editors leave behind is none."""
    if is_junk(path.name):
        return path in roots
    if path.parent == project and (path.name == SITE_TOML or is_settings_name(path.name)):
        return True
    if path == roots[0].parent / LOCK:
        return True
    return any(path == root or root in path.parents or path in root.parents for root in roots)
