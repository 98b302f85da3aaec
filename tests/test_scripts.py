"""Scripts are read as browsers read them: what they refuse is told, and nothing that they take."""

from __future__ import annotations

import platform
import sys

import pytest
from projects import ROOT

from sitegen.problems import format_problem
from sitegen.render.scripts import find_open, judge_script

if sys.platform == "darwin" and platform.machine() != "arm64":
    pytest.skip("no wheel of the engine is made for this machine", allow_module_level=True)

TAKEN = (
    'const a = 1\nconst b = /[/]"`/u.test(x) / 2;\n',
    "class A { #x = 1; static { this.y ??= 2; } get [k]() { return this.#x?.y ?? 1_000n; } }\n",
    "const a = `x ${ `y ${1}` } z`;\n",
    '#!/usr/bin/env node\nconst 数据 = "数据";\n',
    'x: for (const [k, v] of Object.entries(a)) { continue x; }\nimport("./b.js");\n',
    'import a from "./b.js";\nexport const b = await a();\n',
)
REFUSED = (
    ("function f(a) {\n  if (a > 1 {\n    g();\n  }\n}\n", "2:13", "`{` cannot stand here"),
    (
        "function f(a) {\n  if (a) {\n    g();\n  \n}\nfunction h() { f(1); }\n",
        "2:10",
        "`{` is not closed",
    ),
    ("f();\n}\n", "2:1", "`}` cannot stand here"),
    ('const a = "b;\nf();\n', "1:11", 'the text is not closed in its line. Close it with "'),
    ("const 数据 = 1 b;\n", "1:14", "`;` is missing"),
    ("f（1）;\n", "1:2", "`（` is no sign of scripts. Write `(`"),
    ("let a = 1;\nlet a = 2;\n", "2:7", "`a` is declared before. Leave out"),
    ('"use strict";\nwith (a) { b(); }\n', "2:1", "invalid keyword: with"),
    ("<script>\nf();\n", "1:1", "`<` cannot stand here"),
)


def _tell(text: str) -> list[str]:
    refused = judge_script("a.js", text, has_modules=True)
    return [format_problem(refused)] if refused else []


@pytest.mark.parametrize("text", TAKEN)
def test_what_browsers_take_is_taken(text: str) -> None:
    assert _tell(text) == []


@pytest.mark.parametrize(("text", "place", "said"), REFUSED)
def test_what_browsers_refuse_is_told_at_its_place(text: str, place: str, said: str) -> None:
    (problem,) = _tell(text)
    assert problem.startswith(f"a.js:{place}: error[asset]: the script cannot be read: {said}")


def test_a_module_is_none_where_nothing_loads_one() -> None:
    assert judge_script("a.js", TAKEN[-1], has_modules=False)


def test_the_scripts_of_the_theme_are_read() -> None:
    scripts = [*(ROOT / "templates/assets").glob("*.js")]
    assert scripts
    for path in scripts:
        text = path.read_text("utf-8")
        assert _tell(text) == []
        assert find_open(text) is None
        assert _tell(text.replace("{", "", 1))


def test_a_script_is_read_and_not_run() -> None:
    assert _tell("while (true) {}\n") == []
