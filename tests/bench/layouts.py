"""The text corpus as each peer wants it: the same texts, a plain look, nothing that sitegen does not make.

No peer lists all pages on each page, which would make it grow with the square of them.

Addresses are `/<code>/<slug>/` everywhere. Each layout has as many pages as the project of sitegen
has pages of text, and a home in each language.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus import CODES, link_file, make_pages, make_sentence

if TYPE_CHECKING:
    from pathlib import Path

    from corpus import Page

HUGO_SETTINGS = """\
baseURL = "https://bench.example/"
title = "Bench"
defaultContentLanguage = "en"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "404", "section"]
[languages.en]
weight = 1
[languages.zh]
weight = 2
"""
HUGO_LAYOUT = """\
<!doctype html>
<html lang="{{ .Site.Language.Lang }}">
<head><meta charset="utf-8"><title>{{ .Title }}</title><meta name="description" content="{{ .Description }}"></head>
<body><header><a href="{{ .Site.Home.RelPermalink }}">{{ .Site.Title }}</a></header>
<main><h1>{{ .Title }}</h1>
{{ .Content }}</main>
<footer>{{ range .Translations }}<a href="{{ .RelPermalink }}">{{ .Language.Lang }}</a>{{ end }}</footer></body>
</html>
"""
PELICAN_SETTINGS = """\
SITENAME = "Bench"
SITEURL = ""
PATH = "content"
PAGE_PATHS = [""]
ARTICLE_PATHS = []
PAGE_URL = PAGE_LANG_URL = "{lang}/{slug}/"
PAGE_SAVE_AS = PAGE_LANG_SAVE_AS = "{lang}/{slug}/index.html"
DEFAULT_LANG = "en"
THEME = "simple"
TIMEZONE = "UTC"
DISPLAY_PAGES_ON_MENU = DISPLAY_CATEGORIES_ON_MENU = False
FEED_ALL_ATOM = CATEGORY_FEED_ATOM = TRANSLATION_FEED_ATOM = AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = None
DIRECT_TEMPLATES = []
ARCHIVES_SAVE_AS = AUTHORS_SAVE_AS = CATEGORIES_SAVE_AS = TAGS_SAVE_AS = ""
DELETE_OUTPUT_DIRECTORY = False
MARKDOWN = {"extension_configs": {"markdown.extensions.extra": {}, "markdown.extensions.meta": {}}}
"""
MKDOCS_SETTINGS = """\
site_name: Bench
site_url: https://bench.example/
plugins: []
nav: [{en: en/index.md}, {zh: zh/index.md}]
validation: {nav: {omitted_files: ignore}}
"""
ZENSICAL_SETTINGS = """\
[project]
site_name = "Bench"
site_url = "https://bench.example/"
nav = [{ en = "en/index.md" }, { zh = "zh/index.md" }]
"""
ELEVENTY_SETTINGS = """\
export default function (eleventyConfig) {
  return { dir: { input: "content", includes: "../layouts", output: "site" }, markdownTemplateEngine: false };
}
"""
ELEVENTY_LAYOUT = """\
<!doctype html>
<html lang="{{ lang }}">
<head><meta charset="utf-8"><title>{{ title }}</title><meta name="description" content="{{ description }}"></head>
<body><header><a href="/{{ lang }}/">Bench</a></header>
<main><h1>{{ title }}</h1>
{{ content | safe }}</main>
<footer><a href="/en/">en</a><a href="/zh/">zh</a></footer></body>
</html>
"""


def link_beside(slug: str, _code: str) -> str:
    """A link between pages that stand in folders of their own."""
    return f"../{slug}/"


def write_hugo(folder: Path, pages: int) -> None:
    """Hugo, with layouts of its own; translations by the names of files."""
    _write(folder / "hugo.toml", HUGO_SETTINGS)
    for name in ("home", "page"):
        _write(folder / "layouts" / f"{name}.html", HUGO_LAYOUT)
    for code in CODES:
        _write(folder / "content" / f"_index.{code}.md", _home(code))
    for page in make_pages(pages, link_beside):
        _write(folder / "content" / page.name, _front_matter(page) + page.body)


def write_pelican(folder: Path, pages: int) -> None:
    """Pelican with its theme `simple`, without a menu, feeds or lists."""
    _write(folder / "pelicanconf.py", PELICAN_SETTINGS)
    for code in CODES:
        head = f"title: Home\nslug: home\nlang: {code}\nsave_as: {code}/index.html\n\n"
        _write(folder / "content" / f"home.{code}.md", head + make_sentence(f"home/{code}", code))
    for page in make_pages(pages, link_beside):
        head = f"title: {page.title}\nslug: {page.slug}\nlang: {page.code}\nsummary: {page.description}\n\n"
        _write(folder / "content" / page.name, head + page.body)


def write_mkdocs(folder: Path, pages: int) -> None:
    """MkDocs with its own theme, without its search, with the homes in its navigation."""
    _write(folder / "mkdocs.yml", MKDOCS_SETTINGS)
    _write_docs(folder, pages)


def write_zensical(folder: Path, pages: int) -> None:
    """Zensical as it comes, with the homes in its navigation."""
    _write(folder / "zensical.toml", ZENSICAL_SETTINGS)
    _write_docs(folder, pages)


def _write_docs(folder: Path, pages: int) -> None:
    """A folder for each language; the home of the whole is that of the first."""
    for code in CODES:
        _write(folder / "docs" / code / "index.md", _home(code))
    for page in make_pages(pages, link_file):
        _write(folder / "docs" / page.code / f"{page.slug}.md", _front_matter(page) + page.body)


def write_eleventy(folder: Path, pages: int) -> None:
    """Eleventy with a layout of its own."""
    _write(folder / "eleventy.config.mjs", ELEVENTY_SETTINGS)
    _write(folder / "layouts" / "page.njk", ELEVENTY_LAYOUT)
    for code in CODES:
        head = f'{{"layout": "page.njk", "lang": "{code}"}}\n'
        _write(folder / "content" / code / f"{code}.json", head)
        _write(folder / "content" / code / "index.md", _home(code))
    for page in make_pages(pages, link_beside):
        _write(folder / "content" / page.code / f"{page.slug}.md", _front_matter(page) + page.body)


def _home(code: str) -> str:
    sentence = make_sentence(f"home/{code}", code)
    return f"---\ntitle: Home\ndescription: {sentence!r}\n---\n{sentence}\n"


def _front_matter(page: Page) -> str:
    return f"---\ntitle: {page.title}\ndescription: {page.description!r}\n---\n"


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
