from __future__ import annotations

import re
from dataclasses import replace

import pytest

from sitegen.messages.said import Said
from sitegen.preview.offers import COPYING
from sitegen.preview.response import PreviewState, content_type, find_answer
from sitegen.problems import Place

PAGE = b"<!doctype html><html><head></head><body><p>Text</p></body></html>"
TREE = {
    "index.html": PAGE,
    "404.html": PAGE.replace(b"Text", b"Missing"),
    "en/index.html": PAGE.replace(b"Text", b"Home"),
    "en/sea/index.html": PAGE.replace(b"Text", b"Sea"),
    "assets/style.css": b"p { color: red }",
    "data/facts.csv": b"a,b\n",
}
WRONG = Place("content/a.md", 3, 7).problem(
    "rule", Said("there is no `<b>` & c"), Said("Did you mean `d`?")
)
SHOWN = PreviewState(TREE, (), "/stats/")
HOST = "localhost:8000"


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("", b"Text"),
        ("index.html", b"Text"),
        ("en/", b"Home"),
        ("en/index.html", b"Home"),
        ("en/sea/", b"Sea"),
        ("stats/", b"Text"),
        ("stats/en/sea/", b"Sea"),
        ("stats/assets/style.css", b"red"),
    ],
)
def test_a_path_leads_to_its_file_also_below_the_published_root(path: str, text: bytes) -> None:
    answer = find_answer(SHOWN, path, HOST)
    assert answer.status == 200
    assert text in answer.body


@pytest.mark.parametrize(
    ("path", "location"), [("en", "/en/"), ("en/sea", "/en/sea/"), ("stats/en", "/en/")]
)
def test_a_folder_without_its_slash_is_sent_on_so_that_links_hold(path: str, location: str) -> None:
    answer = find_answer(SHOWN, path, HOST)
    assert (answer.status, answer.location) == (302, location)


@pytest.mark.parametrize("path", ["fr/", "en/sea/index.htm", "../etc/passwd", "en//sea/"])
def test_any_other_path_is_answered_by_the_404_page(path: str) -> None:
    answer = find_answer(SHOWN, path, HOST)
    assert answer.status == 404
    assert b"Missing" in answer.body
    assert b"livereload.js" in answer.body


def test_only_pages_get_the_script() -> None:
    assert find_answer(SHOWN, "assets/style.css", HOST).body == TREE["assets/style.css"]
    assert find_answer(SHOWN, "data/facts.csv", HOST).body == TREE["data/facts.csv"]
    body = find_answer(SHOWN, "", HOST).body.decode()
    script = f'<script src="/livereload.js?snipver={SHOWN.version}&amp;maxdelay=2000"></script>'
    assert body == PAGE.decode().replace("</body>", f"{script}</body>")


def test_a_page_without_an_end_gets_the_script_too() -> None:
    assert b"<p>x<script" in find_answer(PreviewState({"index.html": b"<p>x"}), "", HOST).body


@pytest.mark.parametrize(
    ("host", "query"),
    [
        ("localhost:8000", ""),
        ("192.168.0.5:8000", ""),
        ("localhost", "&amp;port=80"),
        ("[::1]:8000", "&amp;host=[::1]&amp;port=8000"),
    ],
)
def test_the_script_finds_the_server_by_any_name(host: str, query: str) -> None:
    assert f'maxdelay=2000{query}"></script>'.encode() in find_answer(SHOWN, "", host).body


def test_problems_lie_over_the_last_good_page_with_place_text_and_hint() -> None:
    body = find_answer(PreviewState(TREE, (WRONG,)), "en/", HOST).body.decode()
    assert "<p>Home</p>" in body
    assert 'role="alertdialog"' in body
    assert "1 error: this is the last good page" in body
    assert '<span class="place">content/a.md:3:7</span>' in body
    assert "there is no <code>&lt;b&gt;</code> &amp; c." in body
    assert "Did you mean <code>d</code>?" in body
    assert "<b>" not in body


def test_warnings_alone_stay_folded() -> None:
    warning = Place("a.md").problem("rule", Said("stale"), level="warning")
    body = find_answer(PreviewState(TREE, (warning,)), "", HOST).body.decode()
    assert 'role="status"' in body
    assert "<details>" in body
    assert "1 warning<" in body


def test_without_a_good_page_the_problems_are_the_page_once() -> None:
    shown = PreviewState({}, (WRONG,))
    answer = find_answer(shown, "en/", HOST)
    body = answer.body.decode()
    assert answer.status == 500
    assert "No page yet: 1 error" in body
    assert body.count("content/a.md:3:7") == 1
    assert f"snipver={shown.version}" in body


def test_what_is_shown_has_a_name_by_its_content() -> None:
    assert SHOWN.version == PreviewState(dict(reversed(TREE.items()))).version
    assert len({SHOWN.version, PreviewState(TREE, (WRONG,)).version, PreviewState({}).version}) == 3
    assert SHOWN.version.startswith("v")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("a.json", "application/json"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("a.woff2", "font/woff2"),
        (".nojekyll", "application/octet-stream"),
        ("a.unheard", "application/octet-stream"),
    ],
)
def test_content_types(name: str, kind: str) -> None:
    assert content_type(name) == kind


def test_roles_of_a_hint_can_be_copied_and_examples_of_roles_cannot() -> None:
    hint = "Write {fact}`a/b/2023` (1 & 2) or {growth}`a/b/2020..2023`, or cite it with {fact}`key`"
    wrong = Place("content/sea.en.md", 1).problem(
        "unbound-number", Said("`16` is bound to no fact"), Said(hint)
    )
    shown = PreviewState({"en/index.html": b"<p>x</p></body>"}, (wrong,))
    body = find_answer(shown, "en/", "localhost:8000").body.decode()
    assert re.findall(r'data-role="([^"]*)"', body) == [
        "{fact}`a/b/2023`",
        "{growth}`a/b/2020..2023`",
    ]
    assert "{fact}<code>key</code>" in body
    assert "(1 &amp; 2)" in body
    assert f'<script src="/{COPYING}"></script>' in body
    script = find_answer(shown, COPYING, "localhost:8000")
    assert (script.status, script.content_type) == (200, "text/javascript; charset=utf-8")
    plain = PreviewState(shown.tree, (replace(wrong, hint=Said("Cite it with {fact}`key`")),))
    assert COPYING not in find_answer(plain, "en/", "localhost:8000").body.decode()
