"""Names in style sheets that no browser knows are told, with the one that was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import ROOT, copy_project
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.render.css_names import list_css_names
from sitegen.render.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path


def _find(text: str) -> list[tuple[int, str, str]]:
    return [(one.start, one.said, one.cure) for one in read_sheet(text).unknown]


@pytest.mark.parametrize(
    ("text", "start", "said", "cure"),
    [
        ("p { colr: red }", 4, "there is no property `colr`", "Did you mean `color`"),
        ("p { backgroundColor: red }", 4, "no property `backgroundColor`", "`background-color`"),
        ("@media print { p { colr: red } }", 19, "no property `colr`", "`color`"),
        ("a { &:hover { colr: red } }", 14, "no property `colr`", "`color`"),
        ("@font-face { font-familly: x }", 13, "no property `font-familly`", "`font-family`"),
        ("@meda print { p { color: red } }", 0, "there is no rule `@meda`", "`@media`"),
        ("a:hvoer { color: red }", 2, "no pseudo-class or -element `:hvoer`", "`hover`"),
        ("p { width: 10xp }", 11, "`10xp` has no unit", "`px`"),
        ("p { color: #12345 }", 11, "`#12345` is no colour", "Write three or six digits"),
        ("p { color: red !importent }", 15, "`!importent` means nothing", "`!important`"),
        ("p { color:: red }", 10, "a second colon stands behind `color`", "Remove it"),
        ("<b> p { color: red }", 0, "`<` begins nothing", "Leave the tag out"),
        ("p { qqqqqqqq: red }", 4, "no property `qqqqqqqq`", "Browsers pass over"),
    ],
)
def test_a_name_that_no_browser_knows_is_told(text: str, start: int, said: str, cure: str) -> None:
    [(found, message, hint)] = _find(text)
    assert found == start
    assert said in message
    assert cure in hint


@pytest.mark.parametrize(
    "text",
    [
        ":root { --own: 3abc; --Colr: 1 } p { color: var(--own) }",
        "p { -webkit-hyphens: auto; -moz-x: 1 } ::-webkit-x { color: red } @-x-y { }",
        "p { COLOR: RED; width: calc(100% - 1.5rem + 2DVH); transition: color .2s ease, top 200ms }",
        "@page :first { size: A4; margin: 1cm; @top-left { content: 'x' } }",
        "@font-face { unicode-range: U+26, U+0025-00FF; src: url(x.woff2) }",
        "@keyframes x { from { color: red } 50% { top: 0 } to { top: 1e3px } }",
        "a:is(b:hover, c:nth-child(2n+1))::before, :lang(zh) { color: #FFF; fill: #12345678 }",
        "@font-feature-values F { @swash { fancy: 1 } } @property --x { syntax: '<length>' }",
        "@supports (colr: red) { p { color: red } } @layer a, b; @import 'x.css';",
        "p { background: url(data:image/png;base64,xx==) } a[href='#xyz'] { color: red }",
        "*zoom { color: red } p { *zoom: 1 }",
    ],
)
def test_what_browsers_know_or_an_author_names_is_let_be(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("templates/assets/*.css"), *ROOT.glob("sitegen/preview/*.css")])
)
def test_the_sheets_of_the_theme_have_known_names_alone(path: Path) -> None:
    assert _find(path.read_text("utf-8")) == []


def test_the_list_has_names_of_each_kind() -> None:
    numbers = [len(list_css_names(kind)) for kind in ("property", "at-rule", "pseudo", "unit")]
    assert all(number > least for number, least in zip(numbers, (500, 20, 80, 40), strict=True))
    assert "font-display" in list_css_names("descriptor", "font-face")


def test_it_is_a_warning_at_the_place(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "templates/assets/project.css").write_text("p {\n  colr: red;\n}\n", "utf-8")
    [problem] = check_site(project, sketch_store()).problems
    assert (problem.path, problem.line, problem.column, problem.level, problem.rule) == (
        "templates/assets/project.css",
        2,
        3,
        "warning",
        "style-sheet",
    )


@pytest.mark.parametrize(
    ("written", "there", "hint"),
    [
        ("nofile.png", "notes.js", "Put the file beside the style sheet"),
        ("shoer.png", "shore.png", "Did you mean `shore.png`"),
        ("shore.jpg", "shore.webp", "Did you mean `shore.webp`"),
    ],
)
def test_an_asset_that_is_not_there_is_told_with_one_of_its_kind(
    written: str, there: str, hint: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    (project / "templates/assets" / there).write_text("1;\n", "utf-8")
    sheet = project / "templates/assets/project.css"
    sheet.write_text(f'p {{ background: url("{written}"); }}\n', "utf-8")
    found = [one for one in check_site(project, sketch_store()).problems if one.line == 1]
    [problem] = [one for one in found if one.path.endswith("project.css")]
    assert problem.hint.startswith(hint)
