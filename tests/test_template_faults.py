"""What an author's template does wrong is said at its line, once, with what may have been meant."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import jinja2
import pytest
from projects import copy_project, replace
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.messages.said import Said
from sitegen.problems import format_problem
from sitegen.render.faults import explain_failure, explain_missing

if TYPE_CHECKING:
    from pathlib import Path

LEAD = '<p class="lead">{{ lead }}</p>'
WHERE = "templates/briefing.html:3"


def test_a_macro_that_is_misspelt_is_told_with_the_one_that_is_there(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    written = '{% from "inline.html" import insertoin %}{{ insertoin(1) }}'
    replace(project / "templates/briefing.html", LEAD, written + LEAD)
    [problem] = check_site(project, sketch_store()).problems
    assert problem.hint == "Did you mean `insertion`?"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{{ leed }}", "`leed` is not given to the template. Did you mean `lead`?"),
        ("{{ frame.titel }}", "there is nothing called `titel` behind the dot. Did you mean `title`"),
        ('{{ frame["titel"] }}', "there is nothing called `titel` behind the dot. Did you mean `title`"),
        ('{{ frame.assets["stile.css"] }}', "there is no `stile.css`. Did you mean `style.css`?"),
        ("{{ lead|uper }}", "no filter named 'uper'. Did you mean `upper`"),
        ("{{ lead is odds }}", "no test named 'odds'. Did you mean `odd`"),
        ("{{ 1 / 0 }}", "division by zero. Look at what this line asks for."),
        ("{{ range(10 ** 9)|list }}", "range too big."),
        ("{{ lead + 1 }}", "unsupported operand type(s)"),
        ("{{ lead }", "`}` does not close `{{`. Write `}}`."),
        ("{% endfr %}", "there is no tag `endfr`. Did you mean `endfor`"),
        ('{% include "no" ~ "ne.html" %}', "there is no template `none.html`."),
        ('{% from "inline.html" import x %}{{ x() }}', "the template 'inline.html' (imported"),
        ('{% import "inline.html" as i %}{{ i.insertion(1, 2) }}', "macro 'insertion' takes not more than 1"),
    ],
)  # fmt: skip
def test_a_fault_is_said_at_its_line(written: str, said: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "templates/briefing.html", LEAD, written + LEAD)
    [problem] = check_site(project, sketch_store()).problems
    told = re.sub(rf"^{re.escape(WHERE)}:\d+:", f"{WHERE}:", format_problem(problem))
    assert told.startswith(f"{WHERE}: error[template]: {said}")


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("{{ range(1 2) }}", 12, "`2` cannot stand here. Write a comma"),
        ("{{ range(lead lead2) }}", 15, "`lead2` cannot stand here. Write a comma or a sign before it."),
        ("{{ lead lead2 }}", 9, "`lead2` cannot stand here. Write a sign or a filter between the two"),
        ("{% if lead lead2 %}{% endif %}", 12, "`lead2` cannot stand here. Write a word such as `and`"),
        ("{{ lead. }}", 8, "nothing stands behind the dot. Write the name of what is asked for."),
        ("{% if lead %}{% else if x %}{% endif %}", 17, "`else` takes no condition. Write `{% elif x %}`."),
        ("{% if lead %}{% for x in y %}{% endif %}{% endfor %}", 14, "`{% for … %}` is not closed."),
        ("{% set x %}{% if lead %}a{% endset %}", 12, "`{% if … %}` is not closed."),
    ],
)  # fmt: skip
def test_what_stands_in_a_tag_is_told_at_its_place(
    written: str, column: int, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "templates/briefing.html", LEAD, f"{written}{LEAD}")
    [problem] = check_site(project, sketch_store()).problems
    assert format_problem(problem).partition(" ")[2].startswith(f"error[template]: {said}")
    before = (project / "templates/briefing.html").read_text("utf-8").split("\n")[2].index(written)
    assert problem.column == before + column


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("{% if lead %}", 1, "`{% if … %}` is not closed. Close it with `{% endif %}`."),
        ("{% for a in lead %}", 1, "`{% for … %}` is not closed."),
        (
            '<b>{% include "inlne.html" %}</b>',
            16,
            "there is no template `inlne.html`. Did you mean",
        ),
        ('{% include "briefing.html" %}', 13, "the template needs itself."),
    ],
)
def test_a_fault_is_said_at_its_column(
    written: str, column: int, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "templates/briefing.html", LEAD, written + LEAD)
    [problem] = check_site(project, sketch_store()).problems
    assert format_problem(problem).startswith(f"{WHERE}:{column}: error[template]: {said}")


def test_a_macro_that_is_called_by_the_generator_has_its_own_lines(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    macro = "{% macro insertion(one) %}\n<b>\n{{ one.texxt }}</b>{% endmacro %}"
    (project / "templates/inline.html").write_text(macro)
    [problem] = check_site(project, sketch_store()).problems
    assert (problem.path, problem.line) == ("templates/inline.html", 3)
    assert problem.hint == "Did you mean `text`?"


def test_templates_that_need_each_other_are_said(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "templates/base.html").write_text('\n{% extends "other.html" %}')
    (project / "templates/other.html").write_text('{% extends "base.html" %}')
    [problem] = check_site(project, sketch_store()).problems
    assert problem.message == "the template needs itself"
    assert problem.path == "templates/base.html"  # wherever Python gave up
    assert problem.column


def test_a_template_that_nobody_names_is_said_as_the_file_that_it_would_be() -> None:
    problem = explain_missing({}, "x.html", hint=Said("`x.html` needs it"))
    assert (
        format_problem(problem)
        == "x.html: error[template]: the template is missing. `x.html` needs it."
    )


BOMB = '{{ "a" * 10 ** 10 }}'


@pytest.mark.parametrize(
    ("longest", "path", "old", "new"),
    [
        (0, "templates/briefing.html", LEAD, BOMB + LEAD),
        (0, "templates/inline.html", "", "{% macro insertion(one) %}" + BOMB + "{% endmacro %}"),
        (1000, "templates/briefing.html", LEAD, '{{ "a" * 2000 }}' + LEAD),
        (1, "templates/blocks.html", "{% macro", "{% macro"),
    ],
    ids=["memory of a page", "memory of a macro", "length of a page", "length of a macro"],
)
def test_what_a_template_takes_too_much_of_is_told_in_its_file(
    longest: int, path: str, old: str, new: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path / "in")
    if old == LEAD:
        replace(project / path, old, new)
    elif not old:
        (project / path).write_text(new)
    if longest:
        monkeypatch.setattr("sitegen.render.ceilings.LARGEST_MADE", longest)
    told = check_site(project, sketch_store()).problems
    assert {problem.rule for problem in told} == {"limit"}
    assert path in {problem.path for problem in told}


def test_a_name_that_an_imported_macro_does_not_see_is_told() -> None:
    """A macro that is imported does not see what is given to the page."""
    asked = jinja2.UndefinedError("`frame` is not given to the template")
    problem = explain_failure({}, "base.html", asked, ["frame", "range"])
    assert problem is not None
    assert problem.hint.endswith("in brackets, or imported `with context`")
