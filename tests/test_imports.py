"""A module imports only modules that stand before it; siblings never import each other."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ORDER = [
    "problems",
    "quantity",
    "period",
    "schema",
    "tables",
    "ledger",
    "loading",
    "numerals",
    "readings",
    "passages",
    "hints",
    "memo",
    "languages",
    "exact",
    "derive",
    "verdict",
    "evidence",
    "consistency",
    "progress",
    "charts",
    "drawing",
    "painting",
    "citation",
    "config",
    "content",
    "han",
    "markdown",
    "views",
    "records",
    "references",
    "chart_data",
    "directives",
    "resolve",
    "site",
    "render",
    "body",
    "rewrite",
    "pages",
    "checks",
    "project",
    "publish",
    "build",
    "audit",
    "builder",
    "response",
    "watching",
    "preview",
    "cli",
    "__main__",
]
"""The house, from the ground up. A new module gets its place here."""

ROOT = Path(__file__).parent.parent / "sitegen"
SHARED = {
    "charts": {
        "explore",
        "frame",
        "theme",
        "text",
        "place",
        "marks",
        "rows",
        "path_labels",
        "path_plot",
    },
    "pages": {"output", "layout", "linked", "pictures", "published", "package", "text"},
    "checks": {"numbers"},
}
"""What the siblings of a folder have in common."""


def _modules() -> list[tuple[Path, str]]:
    return [
        (path, ".".join(path.relative_to(ROOT).with_suffix("").parts))
        for path in sorted(ROOT.rglob("*.py"))
        if path.name != "__init__.py" or path.parent != ROOT
    ]


def _imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "sitegen":
                found |= {alias.name for alias in node.names if alias.name != "__version__"}
            elif node.module.startswith("sitegen."):
                found.add(node.module.removeprefix("sitegen."))
        elif isinstance(node, ast.Import):
            found |= {
                alias.name.removeprefix("sitegen.")
                for alias in node.names
                if alias.name.startswith("sitegen.")
            }
    return found


@pytest.mark.parametrize(
    ("path", "module"), _modules(), ids=lambda value: str(value) if isinstance(value, str) else ""
)
def test_a_module_imports_only_what_stands_before_it(path: Path, module: str) -> None:
    own, _, sibling = module.partition(".")
    assert own in ORDER, f"{module} has no place in the order"
    for imported in _imports(path):
        other, _, name = imported.partition(".")
        if other == own:
            is_list = sibling == "__init__"
            assert is_list or name in SHARED[own] or not name, (
                f"{module} imports its sibling {imported}"
            )
        else:
            assert ORDER.index(other) < ORDER.index(own), f"{module} imports {imported}"


def test_the_order_names_no_module_that_is_gone() -> None:
    own = {module.partition(".")[0] for _, module in _modules()}
    assert own == set(ORDER)


def test_heavy_libraries_are_imported_inside_functions() -> None:
    heavy = {"pandas", "altair", "vl_convert", "livereload", "tornado", "watchfiles", "rich"}
    lazily_loaded = {
        "charts.path",
        "charts.compare",
        "charts.growth",
        "charts.range",
        "charts.marks",
        "response",
        "preview",
        "watching",
    }
    for path, module in _modules():
        if module in lazily_loaded:
            continue
        top = [
            node
            for node in ast.parse(path.read_text("utf-8")).body
            if isinstance(node, ast.Import | ast.ImportFrom)
        ]
        names = {
            alias.name.partition(".")[0]
            for node in top
            if isinstance(node, ast.Import)
            for alias in node.names
        }
        names |= {
            (node.module or "").partition(".")[0]
            for node in top
            if isinstance(node, ast.ImportFrom)
        }
        assert not names & heavy, f"{module} pays for {names & heavy} when it is imported"
