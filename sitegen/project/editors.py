"""Editors that a link can open at a line: those that are known by name, and templates for others."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath, PureWindowsPath
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import quote

from sitegen.messages.said import NOTHING, Said, say, say_names
from sitegen.problems import suggest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from sitegen.problems import Problem
    from sitegen.project.setting import Given, Shape

EDITORS: Mapping[str, str] = MappingProxyType(
    {
        "vscode": "vscode://file/{path}:{line}:{column}",
        "vscodium": "vscodium://file/{path}:{line}:{column}",
        "cursor": "cursor://file/{path}:{line}:{column}",
        "zed": "zed://file/{path}:{line}:{column}",
        "idea": "idea://open?file={path}&line={line}&column={column}",
        "pycharm": "pycharm://open?file={path}&line={line}&column={column}",
        "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    }
)
"""The address that opens each editor at a place."""
PREVIEW_SETTING, EDITOR = "preview", "editor"
"""The table of `site.toml`, and the setting in it, that names an editor."""
_PLACEHOLDERS = frozenset({"path", "line", "column"})
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://\S+")
_RUN = frozenset({"javascript", "data", "vbscript", "file", "blob", "about", "view-source"})
"""Schemes that a browser itself makes something of."""
_HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})


PREVIEW_SHAPE: Shape = {
    "type": "object",
    "properties": {
        EDITOR: {
            "anyOf": [
                {"enum": list(EDITORS)},
                {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*://\S*\{path\}\S*$"},
            ],
            "description": "The editor that links of the preview open: its name, or its address with `{path}`, `{line}` and `{column}`",
        }
    },
    "additionalProperties": False,
}
"""What the setting may be, as JSON Schema has it."""


@dataclass(frozen=True)
class PreviewSettings:
    """How a project is previewed."""

    editor: str = ""
    """The address that opens an editor at a place, with `{path}`, `{line}` and `{column}`; empty for none."""


NO_PREVIEW_SETTINGS = PreviewSettings()
"""Those of a project that says nothing."""


def explain_editor(name: str) -> tuple[Said, Said]:
    """What is wrong with the name of an editor or a template, and what to do; nothing for one that is right."""
    if name in EDITORS:
        return NOTHING, NOTHING
    if "{" not in name and "://" not in name:
        return (
            say("`{name}` is not an editor that is known", name=name),
            suggest(name, EDITORS)
            or say(
                "Editors are {names}; for another write its address: `editor://open?file={{path}}&line={{line}}`",
                names=say_names(EDITORS),
            ),
        )
    strange = {one for one in re.findall(r"\{(.*?)\}", name) if one not in _PLACEHOLDERS}
    if strange or "{path}" not in name or re.search(r"[{}]", re.sub(r"\{\w+\}", "", name)):
        return (
            say("`{name}` does not say where the path of a file stands", name=name)
            if not strange
            else say("`{name}` has placeholders that nothing fills", name=name),
            say("Write `{{path}}`, and as wanted `{{line}}` and `{{column}}`"),
        )
    if not _SCHEME.fullmatch(name) or not _is_harmless(name):
        return (
            say("`{name}` is not the address of an editor", name=name),
            say("Write it with the scheme of the editor, such as `editor://open?file={{path}}`"),
        )
    return NOTHING, NOTHING


def _is_harmless(template: str) -> bool:
    """Whether an address leaves the browser for an editor, or for a server on this machine."""
    scheme, _, rest = template.partition("://")
    if scheme in {"http", "https"}:
        return re.split(r"[:/?#]", rest, maxsplit=1)[0] in _HERE or rest.startswith("[::1]")
    return scheme not in _RUN


def make_editor_link(template: str, path: PurePath, line: int, column: int) -> str:
    """The address that opens an editor at a place.

    Args:
        template: One of `EDITORS`, or another that `explain_editor` finds nothing wrong with.
        path: The file's own path, absolute.
        line: From 1; 0 where the whole file is meant.
        column: From 1; 0 where the whole line is meant.
    """
    said = quote(path.as_posix(), safe="/:" if isinstance(path, PureWindowsPath) else "/")
    if said.startswith("/"):  # no slash twice: file/{path} becomes file/home/…
        template = template.replace("file/{path}", "file{path}")
    values = {"path": said, "line": str(max(line, 1)), "column": str(max(column, 1))}
    return re.sub(r"\{(\w+)\}", lambda match: values[match[1]], template)


def check_preview(given: Given) -> Iterator[Problem]:
    """What is wrong with the table `[preview]`."""
    if not isinstance(given.value, dict):
        yield given.place.problem(
            "config",
            say("`preview` is not a table"),
            say("Write a line `[preview]` above its settings"),
        )
        return
    for name, value in given.value.items():
        if name != EDITOR:
            yield given.find(name).problem(
                "config",
                say("`{name}` is not a setting of the preview", name=name),
                suggest(name, (EDITOR,)) or say('Write `editor = "vscode"`'),
            )
            continue
        wrong, cure = explain_editor(value if isinstance(value, str) else str(value))
        if wrong:
            yield given.find(name).problem("config", wrong, cure)


def read_preview(table: dict[str, Any], _: tuple[str, ...]) -> PreviewSettings:
    """The settings of a table that is right."""
    return PreviewSettings(get_template(table.get(EDITOR, "")))


def get_template(editor: str) -> str:
    """The template of an editor by its name; one that is a template already is itself."""
    return EDITORS.get(editor, editor)
