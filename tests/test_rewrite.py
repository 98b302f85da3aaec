"""Pages as Markdown: they read as the pages do, and every address in them leads somewhere."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from built import keep_store, read_real_site
from hypothesis import given
from hypothesis import strategies as st
from projects import ROOT, copy_project, replace

from sitegen.build.order import check_site
from sitegen.language.catalog_reading import parse_catalog
from sitegen.language.language import Language
from sitegen.language.voice import Voice
from sitegen.pages.kinds import TRAITS
from sitegen.project.config import load_config
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.project.syntax import make_parser
from sitegen.project.theme import NamedText
from sitegen.render.escaping import escape_markdown
from sitegen.render.markdown import finish, render_plain
from sitegen.render.templates import Templates, render_macros
from sitegen.resolve.page import ResolvedPage

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


CONFIG = load_config(ROOT)
MACROS = Templates(
    (("blocks.md", NamedText("blocks.md", "{% macro insertion(one) %}{% endmacro %}")),)
)
THEME = Templates(
    tuple(
        (path.name, NamedText(path.name, path.read_text("utf-8")))
        for path in sorted(ROOT.glob("templates/*.md"))
    )
)
EVERYTHING = """\
A paragraph with *emphasis*, **weight**, `code with `` ` `` ticks`` and a [link](https://example.org/a).
A second line, and a hard\\
break.

# 1. Heading

\\# no heading, 5 \\* 3, a\\_b, \\[x\\], \\<b>, &amp;amp;

1\\. no list

- one
- two

  of two paragraphs

  3. three
  4. four
- > quoted

  ---

Term
: What it means, and `code`

| a | b \\| c |
|---|---|
| *1* | 2 |

```python
print("`")
```

    indented
"""


def _voice() -> Voice:
    catalog, _ = parse_catalog("en.po", "", "en")
    return Voice(Language("en", "en", "en_GB", "English", 1_000_000, grouped=True), catalog)


def _rewrite(body: str) -> str:
    page, _ = parse_page(
        "x.en.md", f"---\nkind: page\ntitle: x\ndescription: x\n---\n{body}", "x", "en", TRAITS
    )
    assert page is not None
    document, problems = parse_markdown(page, {})
    assert problems == ()
    links = tuple(link.href for link in document.links)
    resolved = ResolvedPage(
        document, (), (), (), (), (), (), links, sound=True, link_languages=(None,) * len(links)
    )
    return render_plain(resolved, MACROS, _voice())[0]


def _html(text: str) -> str:
    tokens = make_parser().render(text)
    return re.sub(r"\s+", " ", tokens)


@pytest.mark.parametrize("part", [EVERYTHING, *EVERYTHING.split("\n\n")])
def test_a_text_rewritten_means_the_same(part: str) -> None:
    made = _rewrite(part)
    if "Term\n:" in part:  # definition lists are written as paragraphs
        made = made.replace("**Term**\n\n", "Term\n: ")
    assert _html(made) == _html(part)


@given(st.text(st.sampled_from("ab1 \\`*_[]<>&;|#+-=.)("), max_size=24))
def test_an_escaped_text_is_read_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    inline = make_parser().parseInline(f"x{escape_markdown(text)}x")[0].children or []
    assert {token.type for token in inline} <= {"text"}
    assert "".join(token.content for token in inline) == f"x{text}x"


@given(st.text(st.sampled_from("ab1 \\`*_[]<>&;#+-=.)("), min_size=1, max_size=24))
def test_a_paragraph_stays_a_paragraph(text: str) -> None:
    text = " ".join(text.split())
    body = _rewrite("x").replace("x", "") + "".join(
        f"\\{one}" if one in r"\`*_[]<>&;#+-=.)(" else one for one in text
    )
    assert _html(_rewrite(body)) == _html(body)


@given(st.text(st.sampled_from("ab1 \\`*_[]<>&;|#+-=.)("), max_size=24))
def test_a_name_enters_a_table_as_it_is(text: str) -> None:
    text = " ".join(text.split())
    with render_macros(THEME, "blocks.md", _voice()) as macros:
        cell = macros("cell", f"x{text}x")
    tokens = make_parser().parse(f"| head |\n|---|\n| {cell} |")
    *_, shown = [one for one in tokens if one.type == "inline"]
    assert {one.type for one in shown.children or []} == {"text"}
    assert "".join(one.content for one in shown.children or []) == f"x{text}x"


def test_a_text_that_is_not_html_is_neither_escaped_for_it_nor_unescaped(tmp_path: Path) -> None:
    project = copy_project(tmp_path / "in")
    replace(
        project / "content/sea.en.md", "title: The sea", "title: \"Tom & 'the' <sea> &amp;amp;\""
    )
    tree = check_site(project, keep_store()).tree
    assert tree["en/sea/index.md"].decode().startswith("# Tom & 'the' <sea> &amp;\n")
    page = tree["en/sea/index.html"].decode()
    assert "<h1>Tom &amp; &#39;the&#39; &lt;sea&gt; &amp;amp;</h1>" in page


def test_addresses_become_absolute_and_nothing_else_changes() -> None:
    text = "Tom &amp; <b> [a](../sources/x/index.html#k/1) [b](#working-1) [c](index.md) [d](https://e.org/)\n\n\n\nx  "
    assert finish(text, "https://h.org/s/en/p/index.md") == (
        "Tom &amp; <b> [a](https://h.org/s/en/sources/x/#k/1) [b](https://h.org/s/en/p/#working-1)"
        " [c](https://h.org/s/en/p/index.md) [d](https://e.org/)\n\nx\n"
    )


@pytest.fixture(scope="module")
def tree() -> Mapping[str, bytes]:
    return read_real_site()


def _texts(tree: Mapping[str, bytes]) -> dict[str, str]:
    return {
        address: content.decode()
        for address, content in tree.items()
        if address.endswith(".md") or address == "llms.txt"
    }


def test_every_address_leads_to_a_file_and_its_anchor(tree: Mapping[str, bytes]) -> None:
    texts = _texts(tree)
    assert len(texts) == 27
    for name, text in texts.items():
        links = re.findall(r"\]\(([^)]*)\)", text)
        assert len(links) > 20
        for link in set(links):
            if not link.startswith(CONFIG.url):
                assert link == CONFIG.licence_url, (name, link)
                continue
            path, _, fragment = link.removeprefix(CONFIG.url).partition("#")
            address = path + "index.html" if path[-1:] in {"", "/"} else path
            assert address in tree, (name, link)
            if fragment:
                assert f'id="{unquote(fragment)}"' in tree[address].decode(), (name, link)


def test_a_page_as_markdown_has_the_numbers_of_the_page(tree: Mapping[str, bytes]) -> None:
    for name, text in _texts(tree).items():
        if not name.endswith(".md"):
            continue
        page = tree[name.removesuffix("md") + "html"].decode()
        assert '<link rel="alternate" type="text/markdown" href="index.md">' in page
        title = re.search(r"<h1>(.*?)</h1>", page)
        assert title
        assert text.startswith(f"# {re.sub('<[^>]+>', '', title[1])}\n")
        cited = set(re.findall(r'data-fact="([^"]+)"', page))
        linked = {unquote(one) for one in re.findall(r"/sources/[^/]+/#([^)]*)\)", text)}
        assert linked <= cited
        assert cited == linked or 'class="bullet' in page  # whose rates stand in the page alone
        bare = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)  # claims lead to their workings
        headings = re.findall(r'<h2(?! id="page-citation")[^>]*>(.*?)</h2>', page)
        for heading in headings:
            words = re.sub('<span class="count">.*?</span>', "", heading)
            plain = unescape(re.sub("<[^>]+>", "", words)).strip()
            assert name.endswith("plan/index.md") or f"## {plain}\n" in bare, (name, plain)


def test_tables_are_whole_and_nothing_is_left_of_markup(tree: Mapping[str, bytes]) -> None:
    for name, text in _texts(tree).items():
        assert not re.search(r"&(?:amp|lt|gt|#\d+);|\{[a-z-]+\}`|</?[a-z]+[ >]", text), name
        assert "\n\n\n" not in text
        for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
            rows = table.splitlines()
            widths = {len(re.findall(r"(?<!\\)\|", row)) for row in rows}
            assert len(widths) == 1, (name, rows[0])
            assert set(rows[1]) <= {"|", "-", ":"}


def test_the_list_for_language_models_has_its_parts(tree: Mapping[str, bytes]) -> None:
    lines = tree["llms.txt"].decode().splitlines()
    assert lines[0] == f"# {' / '.join(CONFIG.title[code] for code in CONFIG.codes)}"
    assert lines[2].startswith("> ")
    assert [line for line in lines if line.startswith("#")][1:] == [
        "## 中文",
        "## 中文 · 数据",
        "## English",
        "## English · Data",
    ]
