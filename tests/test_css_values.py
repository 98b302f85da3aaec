"""Values in style sheets that no browser takes are told, with what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from projects import ROOT

from sitegen.render.sheets import read_sheet

if TYPE_CHECKING:
    from pathlib import Path


def _find(text: str) -> list[tuple[int, str, str]]:
    found = read_sheet(text).unknown
    return [(one.start, one.said, one.cure) for one in found]


@pytest.mark.parametrize(
    ("text", "start", "said", "cure"),
    [
        ("p { color: rde }", 11, "`color` takes no `rde`", "Did you mean `red`"),
        ("p { display: blok }", 13, "`display` takes no `blok`", "Did you mean `block`"),
        (
            "p { text-align: middle }",
            16,
            "`text-align` takes no `middle`",
            "It takes `center`, `end`",
        ),
        (
            "p { color: qqqqqqqqq }",
            11,
            "`color` takes no `qqqqqqqqq`",
            "Browsers pass over the line",
        ),
        ("p { justify-content: centre }", 21, "takes no `centre`", "`center`"),
        (
            "p { margin: 1em 10 }",
            16,
            "the length `10` has no unit",
            "Write `10px`, or another unit",
        ),
        ("p { width: 10 !important }", 11, "the length `10` has no unit", "`10px`"),
        ("p { width: 1.5 }", 11, "the length `1.5` has no unit", "`1.5px`"),
        ("p { margin: 0 10 px }", 17, "a space stands between `10` and its unit", "Write `10px`"),
        ("p { color: --ink }", 11, "the token `--ink` is not read", "Write `var(--ink)`"),
        ("p { width: clac(1px) }", 11, "there is no function `clac`", "`calc`"),
        ("p { width: calc(1px+2px) }", 19, "`+` of a sum stands without spaces", "Write ` + `"),
        ("p { width: min(50%-1px, 2em) }", 18, "`-` of a sum stands without", "Write ` - `"),
        ("@media print { p { float: middle } }", 26, "`float` takes no `middle`", "`left`"),
        ("p { & a { float: middle } }", 17, "`float` takes no `middle`", "`left`"),
        ("p { width: qqqqq(1px) }", 11, "there is no function `qqqqq`", "pass over the line"),
    ],
)
def test_a_value_that_no_browser_takes_is_told(text: str, start: int, said: str, cure: str) -> None:
    [(found, message, hint)] = _find(text)
    assert found == start
    assert said in message
    assert cure in hint


@pytest.mark.parametrize(
    "text",
    [
        "p { COLOR: RED; color: var(--x, red); color: color-mix(in srgb, red, blue); fill: none }",
        "p { margin: 0 auto; padding: 1.5rem 0 .5em; width: calc(1px + 2px); inset: 0 }",
        "p { color: inherit; display: -webkit-box; color: CanvasText; border-color: red #fff }",
        "p { line-height: 1.2; flex: 1 1 0; z-index: 10; font-weight: 700; order: 2; opacity: 0 }",
        "p { vertical-align: -2px; border-radius: 50% / 10px; font-style: oblique 10deg }",
        "@page { size: A4; margin: 10 } @font-face { font-weight: 100 900; font-display: swap }",
        "a:hover { left: 0 } @supports (display: grd) { a { top: 0 } } :root { --w: 10; --c: rde }",
        "p { grid-template-columns: [full-start] 1fr [full-end]; animation: calm 1s; width: calc(var(--a)*2) }",
        "p { background: url(data:image/png;base64,xx==) no-repeat; content: 'a' attr(x) }",
    ],
)
def test_what_browsers_take_is_let_be(text: str) -> None:
    assert _find(text) == []


@pytest.mark.parametrize(
    "path", sorted([*ROOT.glob("templates/assets/*.css"), *ROOT.glob("sitegen/preview/*.css")])
)
def test_sheets_of_our_own_have_none(path: Path) -> None:
    assert _find(path.read_text("utf-8")) == []
