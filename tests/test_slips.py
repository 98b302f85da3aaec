"""Slips of authors: each is told once, at its place, with what to write instead."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from built import copy_warm_project
from harbours import HARBOUR
from projects import copy_project, replace
from sketches import sketch_store

from sitegen.build.order import check_site
from sitegen.markup.drawings import find_drawing_fault
from sitegen.messages.said import keep_as
from sitegen.problems import (
    Place,
    fold_files,
    format_problem,
    put_causes_first,
)
from sitegen.project.front_lines import META
from sitegen.project.pages import REQUIRED_META
from sitegen.render.slips import find_loose, find_slips
from sitegen.resolve.key_slips import Stands, explain_slip

if TYPE_CHECKING:
    from pathlib import Path

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
PAGE = "content/sea.en.md"
TITLE = "title: The sea"


def _tell(project: Path) -> list[str]:
    return [format_problem(one) for one in check_site(project, sketch_store()).problems]


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ('The sea"', 15, 'the quotation mark " has no other in `title`. Write `title: "The sea"`'),
        ("The sea'", 15, 'the quotation mark \' has no other in `title`. Write `title: "The sea"`'),
        ('The "old sea', 12, 'the quotation mark " has no other in `title`.'),
        ('"The sea', 8, 'the quotation mark " is not closed.'),
    ],
)
def test_a_quotation_mark_without_its_other_is_told(
    written: str, column: int, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / PAGE, TITLE, f"title: {written}")
    [told] = _tell(project)
    assert told.startswith(f"{PAGE}:3:{column}: error[front-matter]: {said}")


@pytest.mark.parametrize("written", ['The "old" sea', "The fishers'", "The isle's sea", 'Of 9"'])
def test_marks_that_belong_to_a_text_are_let_be(written: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / PAGE, TITLE, f"title: {written}")
    assert not any("quotation mark" in one for one in _tell(project))


@pytest.mark.parametrize(
    ("written", "rule", "said"),
    [
        ("A <b here", "html", "`<b` is HTML, which texts do not have. Write `**…**`; to mean"),
        ("A <br/ here", "html", "`<br` is HTML, which texts do not have."),
        ("A </strong here", "html", "`</strong` is HTML, which texts do not have."),
        ("A&nbsp b", "markup", "the mark `&nbsp` would be published as it stands. Its name ends"),
        ("A {{ lead }}", "markup", "the mark `{{ lead }}` would be published as it stands. Texts are"),
        ('A {% include "x" %} b', "markup", 'the mark `{% include "x" %}` would be'),
        ('{% include "x" %}', "markup", 'the tag `{% include "x" %}` is one of templates.'),
        ("$x^2$ more", "markup", "the mark `$x^2$` would be published as it stands. Write it in words"),
        ("So many m^2^", "markup", "the mark `^2^` would be published as it stands. Write the characters"),
        ("Mere H~2~O", "markup", "the mark `~2~` would be published as it stands. Write the characters"),
        ("Boats :sailboat: sail", "markup", "the mark `:sailboat:` would be published as it stands. Write the"),
        ("＜b＞bold＜/b＞", "markup", "the mark `＜b＞bold＜/b＞` would be published"),
        ('![a](a.png "b)', "markup", 'the mark `![a](a.png "b)` would be published as it stands. The'),
        ("! [a b](a.png)", "link", "`a.png` is an image. An image is shown, and not linked to"),
    ],
)  # fmt: skip
def test_marks_of_other_languages_are_told_once(
    written: str, rule: str, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    path = project / PAGE
    path.write_text(f"{path.read_text('utf-8')}\n\n{written}\n", "utf-8")
    [told] = [one for one in _tell(project) if "error" in one]
    assert f"error[{rule}]: {said}" in told


@pytest.mark.parametrize(
    "written", ["a < b", "$a and b$ c", "a:b:c", "a : b : c", "AT&T", "a &b", "R&nbspx", "x <y z"]
)
def test_signs_that_are_none_are_let_be(written: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / PAGE
    path.write_text(f"{path.read_text('utf-8')}\n\n{written}\n", "utf-8")
    assert not any("error" in one for one in _tell(project))


@pytest.mark.parametrize(
    ("text", "place", "said", "cure"),
    [
        (f"{SVG}<g></svg>", (1, 64), "`</svg>` stands where `<g>` of line 1 is not", "`</g>`"),
        (f"{SVG}\n<g>", (2, 1), "`<g>` is not closed", "`</g>`"),
        (f"{SVG}<g", (1, 59), "`<g` is not closed", "`>`"),
        (f"{SVG}<g a=red/></svg>", (1, 64), "the value of `a` has no quotation", '`a="red"`'),
        (f'{SVG}<g a="1></g></svg>', (1, 67), "a quotation mark in `<g a=", "Close it"),
        (f'{SVG}<g a="1"b="2"/></svg>', (1, 67), "no space stands behind", "Write one"),
        (f"{SVG}a & b</svg>", (1, 62), "`&` begins the name of a character", "`&amp;`"),
        (f'{SVG}<a href="?a&b=2"/></svg>', (1, 72), "`&` begins the name", "`&amp;`"),
        (f"{SVG}a < b</svg>", (1, 62), "`<` begins no element", "`&lt;`"),
        (f"{SVG}<!-- a -- b --></svg>", (1, 68), "`--` stands within a comment", "one hyphen"),
        (f"{SVG}&nbsp;</svg>", (1, 59), "drawings know no character `&nbsp;`", "`&#160;`"),
        (f"{SVG}&nbps;</svg>", (1, 59), "drawings know no character `&nbps;`", "itself"),
        (f'{SVG}<use xlink:href="#a"/></svg>', (1, 59), "`xlink:` is declared", "`href`"),
        (f"{SVG}<ink:x/></svg>", (1, 59), "`ink:` is declared nowhere", "Leave out"),
        (f'{SVG}<g a="1" a="2"/></svg>', (1, 68), "`a` is given twice", "Remove one"),
        (f"{SVG}</svg><g/>", (1, 65), "something stands behind the end", "Remove it"),
        (f"\n<?xml version='1.0'?>{SVG}</svg>", (2, 1), "`<?xml … ?>` does not begin", "before"),
        ("shore", (1, 1), "the file begins with `shore`, which is no drawing", "anew"),
        ("<!-- a -->", (1, 11), "the file holds no drawing", "anew"),
        ("", (1, 1), "the file is empty", "anew"),
        ("<html></html>", (1, 0), "the drawing begins with `<html>`", "page of the web"),
        ("<g></g>", (1, 0), "the drawing begins with `<g>`", "`<svg>`"),
        ("<svg></svg>", (1, 0), "`<svg>` does not say that it is SVG", "xmlns"),
    ],
)
def test_a_drawing_says_which_mark_is_wrong(
    text: str, place: tuple[int, int], said: str, cure: str
) -> None:
    fault = find_drawing_fault(text.encode())
    assert fault is not None
    assert said in fault.said
    assert cure in fault.cure
    assert (fault.line, fault.column) == place


def test_a_drawing_of_another_encoding_is_told() -> None:
    fault = find_drawing_fault(f"{SVG}é</svg>".encode("latin-1"))
    assert fault is not None
    assert (fault.said, fault.cure) == ("the drawing is not UTF-8", "Save it as UTF-8")
    assert find_drawing_fault(f"{SVG}é</svg>".encode()) is None


def test_a_fault_of_an_image_stands_in_its_file(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    (project / "content/shore.svg").write_text(f"{SVG}\n<g>\n</svg>\n", "utf-8")
    path = project / PAGE
    path.write_text(f"{path.read_text('utf-8')}\n\n![a b](shore.svg)\n", "utf-8")
    [told] = [one for one in _tell(project) if "error" in one]
    assert told.startswith("content/shore.svg:3:3: error[image]: `</svg>` stands where `<g>` of")


@pytest.mark.parametrize(
    ("text", "start", "said", "cure"),
    [
        ("{{ body }", 8, "`}` does not close `{{`", "Write `}}`"),
        ("{{ body %}", 8, "`%}` does not close `{{`", "Write `}}`"),
        ("{% block main }", 14, "`}` does not close `{%`", "Write `%}`"),
        ("{{ body", 0, "`{{` is not closed", "Close it with `}}`"),
        ("{% blok head %}", 3, "there is no tag `blok`", "Did you mean `block`"),
        ("{% elseif a %}", 3, "there is no tag `elseif`", "Write `elif`"),
        ("{% if a && b %}", 8, "`&&` is no sign of templates", "Write `and`"),
        ("{% if a || b %}", 8, "`||` is no sign of templates", "Write `or`"),
        ("{% if !a %}", 6, "`!` is no sign of templates", "Write `not`"),
        ("{% if a = 1 %}", 8, "`=` compares nothing", "Write `==`"),
        ("{% for x of y %}", 9, "`of` stands where `in` belongs", "for one in many"),
        ("{{ f(a }}", 4, "`(` is not closed", "Close it with `)`"),
        ("{{ f a) }}", 6, "`)` closes nothing", "Remove it"),
        ("{{ f(a] }}", 4, "`(` is not closed", "Close it with `)`"),
        ("{{ 'x }}\n'", 3, "the quotation mark ' is not closed", "before the tag ends"),
        ("{{ “x” }}", 3, "`“` is no sign of templates", 'Write `"`'),
        ("{{ f（a） }}", 4, "`（` is no sign of templates", "Write `(`"),
        ("{{ a ? b : c }}", 5, "`?` is no sign of templates", "Write `a if condition else b`"),
        ("{# x", 0, "the comment is not closed", "Close it with `#}`"),
        ("{% raw %}{{ x }", 0, "`{% raw … %}` is not closed", "`{% endraw %}`"),
    ],
)
def test_a_template_says_which_sign_is_wrong(text: str, start: int, said: str, cure: str) -> None:
    slip = next(find_slips(text))
    assert (slip.start, slip.said) == (start, said)
    assert cure in slip.cure


@pytest.mark.parametrize(
    "text",
    [
        "{{ {'a': {'b': 1}}['a'] }}",
        "{% if f(a=1) != '=' and a <= b %}{% endif %}",
        "{% raw %}{{ x } {% endraw %}{{ y }}",
        "{%- for k, v in x.items() -%}{{ v|f(1)|e }}{%- endfor -%}",
        "{# {{ x } #}",
        "a { b: c }",
    ],
)
def test_a_template_that_is_sound_has_no_slips(text: str) -> None:
    assert [*find_slips(text), *find_loose(text)] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("a { lead }} b", "{{ lead }}"),
        ("{ frame.title|upper }}", "{{ frame.title|upper }}"),
        ("{ % if lead % }", "{% if lead %}"),
        ("% block main %}", "{% block main %}"),
    ],
)
def test_a_tag_that_is_read_as_none_is_told(text: str, meant: str) -> None:
    [slip] = find_loose(text)
    assert slip.cure == f"Write `{meant}`"


def test_such_a_tag_is_told_in_its_line(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "templates/briefing.html", "{{ lead", "{ lead }}\n{{ lead")
    told = [one for one in _tell(project) if "published as it stands" in one]
    assert len(told) == 1
    assert told[0].startswith("templates/briefing.html:3:")


@pytest.mark.parametrize("name", META)
def test_a_setting_without_a_value_is_told_where_it_stands(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    page = project / PAGE
    lines = page.read_text("utf-8").split("\n")
    kept = [line for line in lines if not line.startswith(f"{name}: ")]
    page.write_text("\n".join([kept[0], f"{name}:  ", *kept[1:]]), "utf-8")
    cure = "" if name in REQUIRED_META else ", or remove the line"
    assert f"{PAGE}:2:1: error[front-matter]: `{name}` is empty. Write `{name}: …`{cure}." in _tell(
        project
    )


def test_a_block_in_a_comment_is_none(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(
        project / "templates/briefing.html",
        "{% block main %}",
        '{# {% block mian %} or {% extends "none.html" %} #}{% block main %}',
    )
    assert _tell(project) == []


@pytest.mark.parametrize(
    ("written", "column", "said"),
    [
        ("{{ lead|replace('a') }}", 9, "the filter `replace` is not given 'new'. Write it in"),
        ("{{ lead is odds }}", 12, "no test named 'odds'. Did you mean `odd`"),
        (
            '{% from "inline.html" import insertoin %}{{ insertion(1) }}',
            30,
            "`inline.html` has no macro `insertoin`. Did you mean `insertion`",
        ),
        (
            '{% from "inline.html" import insertion %}{{ insertion() }}',
            45,
            "the macro `insertion` is called without `one`. It is `insertion(",
        ),
        ("{% set tide = 1 %}{{ tied }}", 22, "`tied` is not given to the template. Did you mean `tide`"),
    ],
)  # fmt: skip
def test_a_name_in_a_template_is_told_at_its_column(
    written: str, column: int, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "templates/briefing.html", "{{ lead", f"{written}{{{{ lead")
    [told] = _tell(project)
    first = told.partition(": ")[0].split(":")
    assert (first[0], said in told) == ("templates/briefing.html", True), told
    assert int(first[2]) >= column


def test_a_row_that_is_gone_is_told_once_with_its_uses() -> None:
    name = "there is no fact `a/b/2020`"
    hint = keep_as("Did you mean `a/b/2021`?")
    uses = [
        Place(f"content/{page}.md", line, 3).problem("unknown-fact", keep_as(name), hint)
        for page, line in (("a.en", 3), ("a.en", 5), ("a.zh", 3), ("b.en", 9))
    ]
    other = Place("content/a.en.md", 4, 1).problem(
        "unknown-fact", keep_as("there is no fact `c/d`")
    )
    told = fold_files([*uses, other])
    uses_told = (
        f"content/a.en.md:3:3: error[unknown-fact]: {name}, which stands 4 times in 3 files, so at "
        "content/a.zh.md:3:3, content/b.en.md:9:3. If its row was removed from the table, put it back. "
        "Did you mean `a/b/2021`?"
    )
    assert [format_problem(one) for _, one in told] == [
        uses_told,
        "content/a.en.md:4:1: error[unknown-fact]: there is no fact `c/d`.",
    ]
    assert [first for first, _ in told] == [uses[0], other]
    [(_, twice)] = fold_files(uses[:2])
    assert "files" not in twice.message


def test_what_is_not_known_for_the_lack_of_a_fact_is_not_told() -> None:
    said = keep_as("in whatever words")
    lost = Place("a.md", 3).problem("unknown-fact", said, key="a/b/2020")
    chart = Place("b.md", 3).problem("chart-facts", said, key="a/b")
    status = Place("c.md", 3).problem("status", said, key="a/b/2030/x")
    others = Place("d.md", 3).problem("status", said, key="a/c/2030/x")
    assert put_causes_first([lost, chart, status, others]) == (lost, others)
    assert put_causes_first([chart, status, others]) == (chart, status, others)


def test_what_one_language_lacks_may_be_typed_there(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    path = project / PAGE
    written = "Since 2020 it is 7% more.\n"
    german = project / "content/sea.de.md"
    german.write_text(
        german.read_text("utf-8") + "\nSeit 2020 {percent-change}`catch/isles/2020..2023`.\n",
        "utf-8",
    )
    told = [one for one in _tell(project) if "error" in one]
    assert [one.partition("[")[2].partition("]")[0] for one in told] == ["parity"]
    path.write_text(f"{path.read_text('utf-8')}\n{written}", "utf-8")
    told = [one for one in _tell(project) if "error" in one]
    assert [one.partition("[")[2].partition("]")[0] for one in told] == ["unbound-number"]


def test_a_section_whose_heading_was_not_read_is_missing_nowhere(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    for code in ("de", "en"):
        page = project / f"content/sea.{code}.md"
        mark = "##" if code == "de" else "## "
        page.write_text(f"{page.read_text('utf-8')}\n{{#more}}\n{mark}M\n\nA.\n", "utf-8")
    told = [one for one in _tell(project) if "error" in one]
    assert [one.partition("[")[2].partition("]")[0] for one in told] == ["markup"]


UNKNOWN = """:::{worked-example} boats/isles/2025/target
:::

:::{chart} path
:name: unknown-1
:title: A
:alt: Nothing
harbour-boats/isles
:::

:::{chart} progress
:name: unknown-2
:title: B
:alt: Nothing
boats/isles/2025/target
:::

:::{chart} rates
:name: unknown-3
:title: C
:alt: Nothing
boats/isles/2021--2025/target/growth
:::

{achieved}`boats/isles/2025/target`

"""
RATE = "boats,isles,2021/2025,target,growth,,8.5,,,exact,%,plan,page 2,8.5% a year,,\n"


def test_all_that_is_not_known_may_be_for_the_lack_of_a_fact(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(
        project / "data/facts.csv",
        "catch,isles,2025,target,level",
        f"{RATE}catch,isles,2025,target,level",
    )
    replace(project / PAGE, ":::{note} Careful", f"{UNKNOWN}:::{{note}} Careful")
    rules = [one.partition("[")[2].partition("]")[0] for one in _tell(project)]
    assert [one for one in rules if one != "parity"] == [
        *("status", "chart-facts", "chart-facts", "chart-facts", "derive")
    ]
    replace(
        project / PAGE,
        ":::{note} Careful",
        "{fact}`boats/isles/1999` {fact}`harbour-boats/isles/1999`\n\n:::{note} Careful",
    )
    told = [one for one in _tell(project) if "error[parity]" not in one]
    assert [one.partition("[")[2].partition("]")[0] for one in told] == ["unknown-fact"] * 2


def test_a_number_behind_html_in_its_line_is_not_told() -> None:
    tag = Place("a.md", 3, 5).problem("html", keep_as("`<sup>` is HTML"))
    number = keep_as("`2` is bound to no fact")
    before, behind, below = (
        Place("a.md", line, column).problem("unbound-number", number)
        for line, column in ((3, 2), (3, 10), (4, 10))
    )
    assert put_causes_first([before, tag, behind, below]) == (before, tag, below)


DIRECTIVE = """:::{{{name}}}{argument}
:domain: sea
:::

"""


@pytest.mark.parametrize(
    ("name", "argument", "said"),
    [
        ("warning", "", "there is no directive `warning`. Write a note: `:::{note} Title`"),
        ("figure", "", "there is no directive `figure`. Write `![what it shows](picture.png"),
        ("list-table", "", "there is no directive `list-table`. Write a table: `| a | b |`"),
        ("toctree", "", "there is no directive `toctree`. Leave it out: pages list their sections"),
        ("chart", " line", "`line` is not a kind of chart. Kinds are called by what they show: look at `path`"),
        ("chart", " Pie", "`Pie` is not a kind of chart. Kinds are called by what they show: look at `parts`"),
        ("chart", " dtos", "`dtos` is not a kind of chart. Did you mean `dots`?"),
    ],
)  # fmt: skip
def test_names_of_other_programs_are_known(
    name: str, argument: str, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    written = DIRECTIVE.format(name=name, argument=argument)
    written = (
        written.replace(":domain: sea", ":name: a\n:title: A\n:alt: B")
        if name == "chart"
        else written
    )
    replace(project / PAGE, ":::{note} Careful", f"{written}:::{{note}} Careful")
    assert any(f"error[directive]: {said}" in one for one in _tell(project))


def test_an_option_with_an_equals_sign_is_told_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    option = DIRECTIVE.format(name="targets", argument="").replace(":domain: s", "domain = s")
    replace(project / PAGE, ":::{note} Careful", f"{option}:::{{note}} Careful")
    [told] = [one for one in _tell(project) if "error" in one and "parity" not in one]
    assert "no colon stands before its name. Write `:domain: sea`" in told


PATH = """:::{{chart}} path
:name: one-path
:title: A
:alt: Nothing
:facts: {key}
:::

"""


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (
            "boats,north,2025,target,level,,9,,,exact,boats,plan,page 2,9 boats,,\n",
            "The target `boats/north/2025/target/level/plan` has no start: state its level at a time before 20",
        ),
        (
            "boats,north,2021/2025,target,cumulative,,9,,,exact,boats,plan,page 2,9 boats,,\n",
            "A path is that of a level, and `boats/north/2021--2025/target/cumulative/plan` is a target for `cumulative`:",
        ),
    ],
)
def test_what_has_no_path_says_why(rows: str, said: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    row = "catch,isles,2025,target,level"
    replace(project / "data/facts.csv", row, f"{rows}{row}")
    replace(
        project / PAGE, ":::{note} Careful", f"{PATH.format(key='boats/north')}:::{{note}} Careful"
    )
    [told] = [one for one in _tell(project) if "chart-facts" in one]
    assert said in told


def test_a_comma_that_makes_two_cells_is_told_with_both_ways(tmp_path: Path) -> None:
    project = copy_warm_project(tmp_path / "in")
    table = project / "data/facts.csv"
    lines = table.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    cells[6] = "1,234"
    lines[1] = ",".join(cells)
    table.write_text("\n".join([*lines, ""]), "utf-8")
    [told] = [one for one in _tell(project) if "two cells" in one]
    assert "the comma in `1,234` makes two cells of it" in told
    assert 'Write `"1,234"`; a number has no comma: `1234`.' in told


def test_a_misspelt_setting_is_not_missed_besides(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "site.toml", "author.en", "auhtor.en")
    [told] = _tell(project)
    assert told.startswith(
        "site.toml:13:1: error[config]: `auhtor` is not a setting. Did you mean `author`"
    )


A, B = "catch/isles/2020", "catch/isles/2023"
FACTS = "catch/north/2023 catch/south/2023"
KEYS = {A, B}


@pytest.mark.parametrize("sign", [", ", "，", "; ", "；", "、", " ｜ ", ": ", "：", " = ", " "])
@pytest.mark.parametrize(
    ("stands", "cure"),
    [
        (Stands.LIST, f"Write `{A}, {B}`"),
        (Stands.CARD, f"Write `{A} | {B}`, or each on a line of its own"),
        (Stands.LINE, f"Write each on a line of its own: `{A}`, `{B}`"),
        (Stands.LABELLED, f"Write each on a line of its own: `{A}`, `{B}`"),
        (Stands.ALONE, f"Write a role for each: `{A}`, `{B}`"),
    ],
)
def test_keys_that_another_sign_divides_are_told_with_the_sign(
    sign: str, stands: Stands, cure: str
) -> None:
    said = explain_slip(f"{A}{sign}{B}", stands, KEYS.__contains__)
    assert said == cure


@pytest.mark.parametrize(
    "written",
    ["{}: Then", "{}：Then", "{} | Then", "{}, Then", "{} Then", "{} ＝ Then", "{} -> Then", "{} — Then",
     "Then = {}", "Then: {}", "Then <{}>", "{} (Then)", "{}（Then）", "| {} | Then |", "- {} = Then"],
)  # fmt: skip
def test_a_label_that_stands_otherwise_is_told_with_where_it_belongs(written: str) -> None:
    text = written.format(A)
    labelled = explain_slip(text, Stands.LABELLED, KEYS.__contains__)
    assert labelled == f"Write `{A} = Then`"
    line = explain_slip(text, Stands.LINE, KEYS.__contains__)
    assert line == f"Write `{A}`: no text of its own stands beside it"


@pytest.mark.parametrize(
    "written",
    ['"{}"', "“{}”", "「{}」", "`{}`", "{{fact}}`{}`", "- {}", "* {}", "1. {}", "[{}](x.md)", "{},", "**{}**", "{}."],
)  # fmt: skip
def test_what_stands_around_a_key_is_told_with_the_key(written: str) -> None:
    said = explain_slip(written.format(A), Stands.CARD, KEYS.__contains__)
    assert said == f"Write `{A}`"


@pytest.mark.parametrize(
    "rule", ["growth: {}", "growth：{}", "growth = {}", "growth({})", "{{growth}}`{}`", "growth {}"]
)
def test_a_rule_on_a_card_or_in_a_chart_is_told_as_it_stands_there(rule: str) -> None:
    text = rule.format(f"{A}, {B}")
    card = explain_slip(text, Stands.CARD, KEYS.__contains__)
    behind = explain_slip(f"{A}, {text}", Stands.CARD, KEYS.__contains__)
    chart = explain_slip(text, Stands.LABELLED, KEYS.__contains__)
    assert card == f"Write `growth: {A}, {B}`"
    assert behind == f"Write `{A} | growth: {A}, {B}`"
    assert chart == f"Write `growth({A}, {B})`"


def test_what_holds_no_key_or_more_than_a_label_is_not_explained() -> None:
    for text in ("gibberish", "a/b/c", f"what {A} is worth", f"one {A} two {B}", f"{A} {B} more"):
        assert explain_slip(text, Stands.LABELLED, KEYS.__contains__) is None, text


@pytest.mark.parametrize("mark", ["**", "*", "~~"])
def test_a_mark_that_ends_within_a_role_is_told_once(mark: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    old = "{fact}`catch/isles/2023`, {growth}"
    replace(project / PAGE, old, f"{mark}{{fact}}`{B}{mark}`, {{growth}}")
    [told] = _tell(project)
    cure = f"Write `{B}`, and `{mark}` outside the backquotes."
    assert told.endswith(
        f"error[unknown-fact]: `{B}{mark}` is not written as keys are here. {cure}"
    )


@pytest.mark.parametrize(
    ("row", "meant"),
    [
        ("The north = catch/north/2023", "catch/north/2023 = The north"),
        ("catch/north/2023 | The north", "catch/north/2023 = The north"),
        ("catch/north/2023 => The north", "catch/north/2023 = The north"),
        ("catch/north/2023 == The north", "catch/north/2023 = The north"),
        ("| catch/north/2023 | The north |", "catch/north/2023 = The north"),
    ],
)
def test_a_row_of_a_chart_whose_label_stands_otherwise_is_told_once(
    row: str, meant: str, tmp_path: Path
) -> None:
    """And the number of its key is no typed one."""
    project = copy_project(tmp_path / "in")
    replace(project / PAGE, f":facts: {FACTS}\n", f"\n{row}\ncatch/south/2023\n")
    [told] = _tell(project)
    assert told.endswith(f"`{row}` is not written as keys are here. Write `{meant}`.")


def test_a_key_that_is_left_out_is_told(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(
        project / "content/index.en.md", "catch/isles/2023 | catch", "catch/isles/2023 || catch"
    )
    [told] = _tell(project)
    assert "no key stands here. Write the key of a fact, or remove the sign beside it." in told


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("EN", "error[cell]: `EN` is not a valid language. Write `en`."),
        ("eng", "error[phrase-number]: CLDR has no language `eng`. Write `en`."),
        ("English", "error[cell]: `English` is not a valid language. Write `en`."),
        ("中文", "error[cell]: `中文` is not a valid language. Write `zh`."),
        ("xx", "error[phrase-number]: CLDR has no language `xx`. Write the code that browsers know"),
        ("ru", "error[phrase-number]: no phrase of `plan` has a letter of `ru`. Write `en` or `de`."),
        ("de", "error[phrase-number]: 2 phrases of `plan` say what their rows say if they are written in `en`, not in `de`. Write `en`."),
    ],
)  # fmt: skip
def test_a_wrong_language_of_a_document_is_told_and_not_its_phrases(
    written: str, said: str, tmp_path: Path
) -> None:
    project = copy_project(tmp_path / "in")
    facts = project / "data/facts.csv"
    replace(
        facts,
        "400,,,about,boats,plan,page 1,about 400",
        '4000,,,about,boats,plan,page 1,"about 4,000',
    )
    replace(
        facts, "600,,,over,boats,plan,page 2,over 600", '6000,,,over,boats,plan,page 2,"over 6,000'
    )
    facts.write_text(facts.read_text("utf-8").replace(",000 boats,", ',000 boats",'), "utf-8")
    replace(project / "data/sources.csv", "plan,plan,en,", f"plan,plan,{written},")
    [told] = [one for one in _tell(project) if "warning[" not in one]
    assert told.startswith(f"data/sources.csv:2:11: {said}")


def test_one_phrase_of_several_that_says_another_number_is_told_itself(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / "data/sources.csv", "plan,plan,en,", "plan,plan,en-GB,")
    assert _tell(project) == []
    replace(project / "data/facts.csv", ",400,,,about", ",401,,,about")
    [told] = _tell(project)
    assert told.startswith("data/facts.csv:4:")
    assert "error[phrase-number]" in told


def _copy_with_asset(folder: Path, name: str, text: str) -> Path:
    """The harbour with an asset of its own."""
    project = folder / "in"
    shutil.copytree(HARBOUR, project)
    assets = project / "templates/assets"
    assets.mkdir(parents=True, exist_ok=True)
    (assets / name).write_text(text, "utf-8")
    return project


@pytest.mark.parametrize(
    ("rule", "meant"),
    [
        (".crad { color: red }", "card"),
        ("main .cardd > a, .mine { color: red }", "card"),
        ("@media print { .scorecrad { color: red } }", "scorecard"),
        (".Scorecard { color: red }", "scorecard"),
        (".card { color: red }", ""),
        (".of-my-own { color: red }", ""),
        (".made-by-me, .made-by-mee { color: red }", ""),
        ("a { margin: .5em; background: url(a.card) }", ""),
    ],
)
def test_a_class_that_is_a_slip_of_one_that_pages_have_is_told(
    rule: str, meant: str, tmp_path: Path
) -> None:
    project = _copy_with_asset(tmp_path, "project.css", f"{rule}\n")
    told = [one for one in _tell(project) if "class" in one]
    wanted = [
        f"nothing has the class `{one}`" for one in [rule.partition(".")[2].split()[0]] if meant
    ]
    assert [one.partition("]: ")[2].partition(". ")[0] for one in told] == wanted
    assert all(one.endswith(f"Did you mean `{meant}`?") for one in told)


@pytest.mark.parametrize(
    ("written", "slip", "meant"),
    [
        ('<path d="M0 0" fil="red"/>', "fil", "fill"),
        ('<path d="M0 0" stroke-widht="2"/>', "stroke-widht", "stroke-width"),
        ('<g transfrom="scale(2)"/>', "transfrom", "transform"),
        ('<marker refx="2"/>', "refx", "refX"),
        ('<g data-name="a" vector-effect="none" class="b" somethingelse="c"/>', "", ""),
    ],
)
def test_a_misspelt_attribute_of_a_drawing_is_told(
    written: str, slip: str, meant: str, tmp_path: Path
) -> None:
    project = _copy_with_asset(tmp_path, "own.svg", f"{SVG}{written}</svg>")
    told = [one for one in _tell(project) if "own.svg" in one]
    assert len(told) == bool(slip)
    for one in told:
        assert f"has no attribute `{slip}`. Did you mean `{meant}`?" in one


@pytest.mark.parametrize("name", ["tag", "locale", "name", "scaled_from", "grouped"])
def test_a_misspelt_setting_of_a_language_is_not_missed_besides(name: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    settings = project / "site.toml"
    slip = name[0] + name[2] + name[1] + name[3:]
    text = settings.read_text("utf-8")
    settings.write_text(text.replace(f"\n{name} =", f"\n{slip} =", 1), "utf-8")
    [told] = _tell(project)
    assert f"`{slip}` is not a setting of a language. Did you mean `{name}`" in told


_OF_ONE = """
:::{chart} compare
:name: south
:title: The north {claim}`lands less <catch/north/2023 < catch/isles/2023>`
:alt: One bar, {fact}`boats/isles/2020` beside it
:facts: catch/south/2023 catch/north/2023
:::
"""


def test_a_chart_of_one_language_is_told_once_with_all_that_stands_in_it(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    for name, text in ((PAGE, _OF_ONE), ("content/sea.de.md", "\nNur hier steht dies.\n")):
        with (project / name).open("a", encoding="utf-8") as file:
            file.write(text)
    line = (project / PAGE).read_text("utf-8").split("\n").index(":::{chart} compare", 25) + 1
    [told] = _tell(project)
    assert told.startswith(
        f"{PAGE}:{line}:1: error[parity]: the chart `south` is missing in content/sea.de.md."
    )


def test_a_section_of_one_language_is_told_once_with_all_that_stands_in_it(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    text = "\n{#more}\n## More\n\nOf {fact}`boats/isles/2020` it {claim}`lands <1 < 2>` more.\n"
    with (project / PAGE).open("a", encoding="utf-8") as file:
        file.write(text.replace("<1 < 2>", "<catch/north/2023 < catch/isles/2023>"))
    [told] = _tell(project)
    assert "error[parity]: the section `more` is missing in content/sea.de.md." in told


def test_a_number_anywhere_in_a_long_mark_follows_from_it() -> None:
    place = Place("content/sea.en.md", 9, 5)
    shown = keep_as("the mark `…` would be published")
    mark = place.problem("markup", shown, width=60)
    inside, behind = (
        place.move(at).problem("unbound-number", keep_as("`9` is bound to no fact"))
        for at in (59, 60)
    )
    assert put_causes_first([mark, inside, behind]) == (mark, behind)


def test_a_section_that_is_called_otherwise_is_told_once(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(project / PAGE, "{#catch}", "{#catches}")
    [told] = _tell(project)
    assert told.startswith(
        "content/sea.de.md:13:1: error[parity]: the section is called `catch` here and `catches` in content/sea.en.md:13."
    )
