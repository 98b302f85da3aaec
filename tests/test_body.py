"""A page's text is divided where its sections begin, and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from projects import copy_project, replace

from sitegen.build.order import check_site

if TYPE_CHECKING:
    from pathlib import Path

SECTIONS = "{% for one in sections %}<section>{{ one }}</section>{% endfor %}"
MORE = """
{#first}
## First **of all**

> ## Quoted
>
> Of old.

### Within it

:::{note} Careful
## Within a note

Boats are left out.
:::

{#second}
## Second

The end.
"""


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    project = copy_project(tmp_path_factory.mktemp("divided") / "in")
    replace(project / "templates/home.html", "{{ body }}", SECTIONS + "{{ headings }}")
    for code in ("de", "en"):
        _append(project / f"content/index.{code}.md", MORE)
    checked = check_site(project, keep_store())
    assert checked.problems == ()
    return {code: checked.tree[f"{code}/index.html"].decode() for code in ("de", "en")}


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize("code", ["de", "en"])
def test_a_text_is_divided_at_its_sections(pages: dict[str, str], code: str) -> None:
    sections = re.findall("<section>(.*?)</section>", pages[code], re.DOTALL)
    openings = [one.strip().partition(">")[0] for one in sections]
    assert openings == ["<p", '<h2 id="first"', '<h2 id="second"']
    assert "<blockquote>" in sections[1]
    assert "</blockquote>" in sections[1]
    assert "Within a note" in sections[1]


STATUS = "{status}`catch/isles/2025/target`"


@pytest.mark.parametrize(
    ("written", "mark"),
    [("It is “{}”.", "“"), ("It is (“{}”).", "(“"), ("Il est «\u202f{}\u202f».", "«\u202f")],
)
def test_a_mark_that_opens_a_status_stays_with_it(written: str, mark: str, tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    for code in ("de", "en"):
        _append(project / f"content/index.{code}.md", f"\n{written.format(STATUS)}\n")
    html = check_site(project, keep_store()).tree["en/index.html"].decode()
    held = re.findall(rf'<span class="whole">{re.escape(mark)}(?:(?!<p>).)*?</span></span>', html)
    assert len(held) == 1


def test_a_status_that_nothing_opens_is_held_by_nothing(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    for code in ("de", "en"):
        _append(
            project / f"content/index.{code}.md",
            f"\nIt is {STATUS}, “{{fact}}`catch/isles/2023`”.\n",
        )
    assert '"whole"' not in check_site(project, keep_store()).tree["en/index.html"].decode()


def test_headings_are_known_by_their_words(pages: dict[str, str]) -> None:
    named = re.findall(r"\(&#39;([\w-]+)&#39;, &#39;([^&]*)&#39;\)", pages["en"])
    assert [words for _, words in named] == ["First of all", "Quoted", "Within a note", "Second"]
