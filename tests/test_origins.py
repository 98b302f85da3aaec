"""What is wrong on a built page is told where it was written: in Markdown, or in a template, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from harbours import copy_harbour
from hypothesis import given, settings
from hypothesis import strategies as st
from projects import copy_project, replace
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.messages.said import Said, say
from sitegen.problems import Place, format_problem, merge_problems
from sitegen.project.theme import NamedText
from sitegen.render.origins import Origins, find_attribute

if TYPE_CHECKING:
    from pathlib import Path


def _say(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, sketch_store()).problems]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return copy_project(tmp_path / "in")


def test_an_anchor_in_another_script_is_said_as_it_was_written(project: Path) -> None:
    page = project / "content/sea.en.md"
    replace(page, "short of the target", "[short](#结论一) of the [target](sea.md#catsh)")
    anchor, other = _say(project)
    assert anchor.startswith("content/sea.en.md:10:154: error[dead-anchor]: `#结论一` leads to")
    assert other.startswith("content/sea.en.md:10:175: error[dead-anchor]: `sea.md#catsh` leads to")
    assert other.endswith("Did you mean `catch`?")


def test_a_link_that_stands_twice_is_said_at_both_places_and_follows_its_line(
    project: Path,
) -> None:
    page, store = project / "content/sea.en.md", sketch_store()
    replace(page, "short of the target", "[short](#no) of the target")
    replace(page, "{#catch}", "See [there](#no).\n\n{#catch}")
    lines = [one.line for one in check_site(project, store).problems]
    assert lines == [10, 12]
    replace(page, "See [there]", "Well.\n\nSee [there]")
    assert [one.line for one in check_site(project, store).problems] == [10, 14]


def test_what_a_template_of_all_pages_writes_is_said_once(project: Path) -> None:
    base = project / "templates/base.html"
    replace(
        base,
        "<main><h1>",
        '<main>\n  <p style="color: red">x</p><a href="no.html">x</a><b id="two"></b><b id="two"></b><h1>',
    )
    line = base.read_text("utf-8").split("\n").index("<main>") + 2
    assert [one.partition(":")[2].partition(" ")[0] for one in _say(project)] == [
        f"{line}:6:", f"{line}:33:", f"{line}:56:"
    ]  # fmt: skip


def test_a_slip_in_an_override_of_the_theme_is_said_in_the_override(tmp_path: Path) -> None:
    project = copy_harbour(tmp_path / "in", ("en",))
    own = project / "templates/base.html"
    own.parent.mkdir(exist_ok=True)
    own.write_text(
        '{% extends "theme/base.html" %}\n{% block masthead %}\n<i onclick="go()"></i>\n{{ super() }}{% endblock %}\n'
    )
    [said] = _say(project)
    assert said.startswith(
        "templates/base.html:3:4: error[inline-code]: the page has the handler `onclick`"
    )


def test_what_cannot_be_found_names_its_template_and_a_page(project: Path) -> None:
    base = project / "templates/base.html"
    replace(base, "<main>", "<main>{{ ('<a hr' ~ 'ef=\"n' ~ 'o.html\">x</a>')|safe }}")
    said = _say(project)
    assert all(
        ".html: error[dead-link]: `no.html` leads to a file that does not exist, on the page "
        in one
        for one in said
    )
    assert len(said) == len({one.partition(":")[0] for one in said})  # one a template
    assert [one for one in said if " and " in one]


SOURCE = """<a class="x" href="{{ frame.home }}#top">a</a>
<a href="{% if x %}one{% else %}two{% endif %}/index.html">b</a>
{{ link("gone/index.html", 'text') }}
<img src={{ url }}.png><script src='a&amp;b.js'></script>
"""


@pytest.mark.parametrize(
    ("value", "line", "column"),
    [
        ("../../index.html#top", 1, 14),
        ("two/index.html", 2, 4),
        ("gone/index.html", 3, 10),
        ("x/y.png", 4, 6),
        ("a&b.js", 4, 32),
    ],
)
def test_attributes_are_known_again_by_what_stands_in_the_template(
    value: str, line: int, column: int
) -> None:
    templates = (NamedText("theme/a.html", '<a href="{{ x }}">'), NamedText("b.html", SOURCE))
    assert find_attribute(templates, ("href", "src"), value) == Place("b.html", line, column)


def test_what_no_template_writes_has_no_place() -> None:
    assert find_attribute((NamedText("b.html", SOURCE),), ("href",), "elsewhere.css") is None


@pytest.mark.parametrize(
    ("source", "value", "found"),
    [
        ("{{ a }}" * 40 + "x", "y" * 2000, False),
        ("{{ a }}y" * 40, "y" * 2000, True),
        ("a{% if x %}{% endif %}" * 60, "a" * 40 + "b", False),
        ("a{% if x %}{{ b }}{% endif %}" * 60, "a" * 40 + "b", True),
        ("{# note #}aaa", "aaa", True),
        ("aaa{{ b }}", "aa", False),
        ("{{ b }}aaa", "aaab", False),
        ("{{ b }}aaa", "aaaa", True),
    ],
)
def test_expressions_may_stand_for_anything_and_take_no_time(
    source: str, value: str, found: bool
) -> None:
    templates = (NamedText("b.html", f'<a href="{source}">'),)
    assert bool(find_attribute(templates, ("href",), value, "a")) is found


@pytest.mark.parametrize("quote", ['"', "'"])
def test_an_attribute_that_is_not_closed_takes_no_time(quote: str) -> None:
    text = f"<a href={quote}" + "{{ a }}" * 60
    assert find_attribute((NamedText("b.html", text),), ("href",), "y" * 90) is None
    origins = Origins("x", lambda: (NamedText("b.html", "<a " + "{{ a }}" * 60),))
    assert origins.trace_element("a", "href").place == Place("b.html", 1, 1)
    given = "<a {{ b > c }} href='x'>\n<a {{ href = 1 }}>"
    origins = Origins("x", lambda: (NamedText("b.html", given),))
    assert origins.trace_element("a", "href").place == Place("b.html", 2, 1)


@settings(deadline=None)
@given(st.text(alphabet="abc{}%\"'<>= \n", max_size=40), st.text(alphabet="abc/", max_size=6))
def test_any_template_can_be_searched(text: str, value: str) -> None:
    place = find_attribute((NamedText("a.html", text),), ("a", "b"), value)
    assert place is None or (place.line >= 1 and place.column >= 1)


def test_problems_that_differ_in_their_pages_are_said_once() -> None:
    where = Place("a.html")
    made = [
        where.problem("request", say("x, on the page {page}", page=page), Said(page))
        for page in "cab"
    ]
    assert [one.message for one in merge_problems(made)] == ["x, on the page a and 2 more"]
    assert len(merge_problems([*made, where.problem("request", Said("y"))])) == 2
