"""What Markdown has besides CommonMark: in pages, in their Markdown form, in what is searched and printed."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest
from built import keep_store
from harbours import copy_harbour
from hypothesis import example, given
from hypothesis import strategies as st
from images import make_png
from test_markdown import parse
from test_rewrite import MACROS, _voice

from sitegen.build.order import check_site
from sitegen.project.syntax import make_parser, plain_text
from sitegen.render.markdown import finish, render_plain
from sitegen.resolve.images import ImageView
from sitegen.resolve.page import ResolvedPage

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.project.parsed import ParsedPage

KEY = "{fact}`passengers/harbour/2023/actual`"
TEXT = f"""
<!-- for editors: 77 -->

{{#more}}
## More ~~of this~~ of that[^top]

| Left | Middle | Right |
|:-----|:------:|------:|
| a | {KEY} | ~~b~~ |

It ~~came~~ went.[^1] See <https://example.org/a/77> or https://example.org/b/88, [named][n] and
[titled](travel.md "The same page"). Again[^1], and {KEY}.[^注]

[^1]: A note with {KEY}.

    Its second paragraph.[^注]

[^注]: - a list
    - of lines

[^top]: In a *heading*.

[n]: https://example.org/named

- [ ] to do, {KEY}
- [x] done
  - [ ] inside

![The quay](quay.png "The quay, {KEY}")

In a line: ![a crane](quay.png).

```{{note}} A note
~~~{{note}} Within
Text.
~~~
```

Term
: Meaning

1. quay
   - crane
     > hook
"""


def _add(project: Path, text: str) -> None:
    for code in ("en", "zh"):
        page = project / f"content/travel.{code}.md"
        page.write_text(page.read_text("utf-8") + text, "utf-8")
    (project / "content/quay.png").write_bytes(make_png(6, 4))


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    project = copy_harbour(tmp_path_factory.mktemp("markup") / "in")
    _add(project, TEXT)
    checked = check_site(project, keep_store())
    assert checked.problems == ()
    return dict(checked.tree)


@pytest.fixture(scope="module")
def page(tree: dict[str, bytes]) -> str:
    return tree["en/travel/index.html"].decode()


@pytest.fixture(scope="module")
def plain(tree: dict[str, bytes]) -> str:
    return tree["en/travel/index.md"].decode()


def test_cells_are_aligned_by_classes(page: str, plain: str) -> None:
    assert '<th class="align-center" scope="col">Middle</th>' in page
    assert re.search(r'<td class="align-right"><s>b</s></td>', page)
    assert "style=" not in page.partition("<body")[2].replace("<style", "")
    assert "| Left | Middle | Right |\n|:---|:---:|---:|\n| a | [" in plain
    assert "| ~~b~~ |" in plain


def test_what_is_struck_out_is_struck_out_everywhere(page: str, plain: str) -> None:
    assert '<h2 id="more">More <s>of this</s> of that<sup' in page
    assert "## More ~~of this~~ of that[^1]\n" in plain


def test_addresses_are_links_and_no_numbers(page: str, plain: str) -> None:
    for address in ("https://example.org/a/77", "https://example.org/b/88"):
        assert f'<a href="{address}">{address}</a>' in page
        assert f"<{address}>" in plain
    assert '<a href="https://example.org/named">named</a>' in page
    assert '<a href="index.html" title="The same page">titled</a>' in page
    assert re.search(r'\[titled\]\(https?://\S*/en/travel/ "The same page"\)', plain)


def test_footnotes_lead_there_and_back(page: str, plain: str) -> None:
    marks = re.findall(
        r'<a id="footnote\.([\d.]+)" href="#footnote\.(\d+)" role="doc-noteref"', page
    )
    assert marks == [("1.1", "1"), ("2.1", "2"), ("2.2", "2"), ("3.1", "3"), ("3.2", "3")]
    notes = re.findall(
        r'<li id="footnote\.(\d+)">(.*?)\n</li>(?=\n(?:<li id="foot|</ol>\n</section>))',
        page,
        re.DOTALL,
    )
    assert [number for number, _ in notes] == ["1", "2", "3"]
    assert re.findall(
        r'href="#footnote\.(2\.\d)" role="doc-backlink" aria-label="([^"]*)"', page
    ) == [
        ("2.1", "Back to the text: note 2 (1)"),
        ("2.2", "Back to the text: note 2 (2)"),
    ]
    assert 'data-fact="passengers/harbour/2023/' in notes[1][1]
    assert page.index('role="doc-endnotes"') > page.index("hook")
    assert "[^1]: In a *heading*.\n\n[^2]: A note with [" in plain
    assert "\n\n    Its second paragraph.[^3]\n\n[^3]: - a list\n    - of lines\n" in plain


def test_tasks_have_boxes_with_names(page: str, plain: str) -> None:
    boxes = re.findall(r'<input type="checkbox"[^>]*>', page)
    assert boxes == [
        '<input type="checkbox" disabled aria-label="Not done yet">',
        '<input type="checkbox" disabled checked aria-label="Done">',
        '<input type="checkbox" disabled aria-label="Not done yet">',
    ]
    assert '<ul class="tasks">' in page
    assert "- [x] done\n  - [ ] inside" in plain


def test_an_image_of_its_own_is_a_figure(page: str, plain: str, tree: dict[str, bytes]) -> None:
    [address] = [name for name in tree if name.startswith("assets/images/")]
    shown = f'src="../../{address}" alt="The quay" width="6" height="4" loading="lazy"'
    assert re.search(
        rf'<figure class="image">\n<img {re.escape(shown)}[^>]*>\n<figcaption>The quay, <data', page
    )
    assert re.search(rf'<p>In a line: <img src="../../{re.escape(address)}" alt="a crane"', page)
    assert re.search(
        rf'!\[The quay\]\(https?://[^)\s]*/{re.escape(address)} "The quay, [^"]+"\)\n', plain
    )


def test_fences_of_all_kinds_make_directives(page: str) -> None:
    assert len(re.findall(r'<div class="note" role="note">\s*<p class="note-title">', page)) >= 2


def test_comments_reach_nobody(tree: dict[str, bytes]) -> None:
    assert not [name for name, content in tree.items() if b"for editors" in content]


def test_what_is_searched_has_the_words_and_no_marks(tree: dict[str, bytes]) -> None:
    [entries] = [
        content.decode() for name, content in tree.items() if re.match(r"en/search/.*\.js", name)
    ]
    found = entries.partition("More of this of that")[2].partition("]")[0]
    assert found
    assert "It came went. See https://example.org/a/77" in found
    assert "Its second paragraph." in found
    assert "The quay, " in found
    assert not re.search(r"~~|\[\^|↩|footnote", found)


def test_the_texts_around_are_in_the_language_of_the_page(tree: dict[str, bytes]) -> None:
    chinese = tree["zh/travel/index.html"].decode()
    assert 'aria-label="脚注"' in chinese
    assert 'aria-label="回到正文：脚注1"' in chinese
    assert 'aria-label="未完成"' in chinese


# The Markdown form


def _resolve(document: ParsedPage) -> ResolvedPage:
    links = tuple(link.href for link in document.links)
    images = tuple(
        ImageView(
            one.src,
            one.src,
            plain_text(one.alt.tokens, {}),
            1,
            1,
            one.caption,
            one.caption.text if one.caption else "",
        )
        for one in document.images
    )
    return ResolvedPage(
        document,
        (),
        (),
        (),
        (),
        (),
        (),
        links,
        sound=True,
        images=images,
        link_languages=(None,) * len(links),
    )


def _rewrite(body: str) -> str:
    return finish(render_plain(_resolve(parse(body)), MACROS, _voice())[0], "")


@cache
def _html(body: str) -> str:
    """What a text means, whatever its labels and places: as HTML of the parser itself, without white space."""
    return (
        re.sub(r"\s+", " ", make_parser().render(body, {})).replace(' class="align-', " ").strip()
    )


EVERYTHING = """\
~~struck~~ and ~~**both**~~, a\\~\\~b, [x](https://e.org/a "t \\"q\\" & \\\\ s"), <https://e.org/b_c> and <a@e.org>

| a | b | c | d |
|:--|--:|:-:|---|
| ~~1~~ | 2 | `x \\| y` | [^1] |

One[^1], two[^2] and one again[^1].

- [ ] a
- [x] b

  more

  1. [ ] c

![alt *not* \\[x\\]](a.png "cap")

In ![x](b.png) line

\\:::{note} no fence

\\{#none}

\\| a |

[^1]: First.

    - list

[^2]: Second ~~one~~.
"""


@pytest.mark.parametrize("part", [EVERYTHING, *EVERYTHING.partition("\n[^1]:")[0].split("\n\n")])
def test_a_text_rewritten_means_the_same(part: str) -> None:
    part = part if "[^1]" not in part or "[^1]:" in part else part + "\n\n[^1]: a\n\n[^2]: b\n"
    if "[^2]:" in part and "[^2]" not in part.partition("[^1]:")[0]:
        part = part.replace("\n\n[^2]: b\n", "\n")
    made = _rewrite(part)
    assert _html(made) == _html(part)
    assert _rewrite(made) == made


@pytest.mark.parametrize(
    "body", ["*a*<!-- c -->*b*", "*a* <!-- c -->*b*", "*a*<!-- c -->**b**", "~~a~~<!-- c -->~~b~~"]
)
def test_marks_side_by_side_are_written_apart(body: str) -> None:
    made = _rewrite(f"{body}\n")
    assert _html(made) == _html(f"{body}\n")
    assert _rewrite(made) == made


PIECES = st.sampled_from(
    [
        "~~a~~",
        "~~中。~~",
        "**中：**a",
        "*a*",
        "***b***",
        "[^1]",
        "`x`",
        "![i](a.png)",
        '[l](b.md "t")',
        "https://e.org/1",
        "<a@e.org>",
        "中",
        "<!-- c -->",
        "a\\~\\~b",
        "\\",
    ]
)


@given(st.lists(st.tuples(PIECES, st.sampled_from([" ", "\n", "\n\n"])), max_size=12))
@example([("`x`", " "), ("<!-- c -->", " "), ("`x`", " ")])
def test_any_text_rewritten_means_the_same(parts: list[tuple[str, str]]) -> None:
    body = "".join(piece + gap for piece, gap in parts) + "[^1]\n\n[^1]: note\n"
    made = _rewrite(body)
    assert _html(made) == _html(body)
    assert _rewrite(made) == made
