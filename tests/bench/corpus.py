"""The corpora that builds are measured with: text pages, chart pages, facts; the same at every run.

    python tests/bench/corpus.py text FOLDER PAGES
    python tests/bench/corpus.py charts FOLDER CHARTS
    python tests/bench/corpus.py facts FOLDER PAGES FACTS

Each writes a project of sitegen in English and Chinese. Pages are about 3,000 bytes of Markdown with
headings, lists, emphasis, links, a table and a code block. What stands in them depends on their
number alone. Peers get the same texts from `layouts`.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from words import VOCABULARIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from words import Vocabulary

CODES = tuple(VOCABULARIES)
SIZE = 3000
"""Bytes of a page's Markdown, about."""

SITE = """\
url = "https://bench.example/"
default_language = "en"
licence_url = "https://creativecommons.org/licenses/by/4.0/"
pictures = false

title.en = "A corpus to measure with"
title.zh = "用于测量的文集"
description.en = "Pages that are made to be built"
description.zh = "为构建而写的页面"
author.en = "Nobody"
author.zh = "无名"
licence.en = "CC BY"
licence.zh = "CC BY"

[[languages]]
code = "en"
tag = "en"
locale = "en_GB"
name = "English"
scaled_from = 1_000_000
grouped = true

[[languages]]
code = "zh"
tag = "zh-CN"
locale = "zh_Hans_CN"
name = "中文"
scaled_from = 10_000
grouped = false
"""
"""Settings: no pictures for sharing, which no peer makes."""
TABLES = {
    "areas": ["area,name_en,name_zh,short_en,short_zh,aliases,part_of,note_en,note_zh"],
    "domains": ["domain,name_en,name_zh", "trade,Trade,贸易"],
    "units": [
        "unit,base_unit,factor,form_en,form_zh",
        "count,count,1,{scaled},{scaled}",
        "percent,percent,1,{plain}%,{plain}%",
        "percentage-point,percentage-point,1,{plain} percentage points,{plain}个百分点",
        "multiple,multiple,1,{plain} times,{plain}倍",
        "rank,rank,1,No. {plain},第{plain}位",
        "tonne,tonne,1,{scaled} tonnes,{scaled}吨",
        "%,percent,1,{plain}%,{plain}%",
    ],
    "sources": [
        "source,kind,language,title_en,title_zh,publisher_en,publisher_zh,date,printed,author,page,url,latin_title,latin_author,latin_publisher,note_en,note_zh"
    ],
    "indicators": [
        "indicator,domain,name_en,name_zh,definition_en,definition_zh,unit,better,path,nature"
    ],
    "facts": [
        "indicator,area,period,kind,measure,statement,value,low,high,bound,unit,source,locator,phrase,note_en,note_zh"
    ],
}
"""The tables every project has, with the rows that all corpora share."""


@dataclass(frozen=True)
class Page:
    """A page of text in one language."""

    number: int
    """Which of the slugs it has, from 0."""
    code: str
    slug: str
    title: str
    description: str
    body: str

    @property
    def name(self) -> str:
        """Its file in sitegen's content folder."""
        return f"{self.slug}.{self.code}.md"


def link_file(slug: str, _code: str) -> str:
    """A link as sitegen's authors write it."""
    return f"{slug}.md"


def make_pages(pages: int, address: Callable[[str, str], str] = link_file) -> Iterator[Page]:
    """So many pages, half of them in each language, with links written as wanted.

    Raises:
        ValueError: The pages do not go into two languages.
    """
    if pages < 2 or pages % len(CODES):
        raise ValueError(f"{pages} pages are not the same number in each of {len(CODES)} languages")
    for number in range(pages // len(CODES)):
        for code in CODES:
            yield _make_page(number, code, pages // len(CODES), address)


def make_slug(number: int) -> str:
    """The slug of a page, the same in both languages."""
    nouns = VOCABULARIES["en"].nouns
    return f"{nouns[number % len(nouns)]}-{number:05d}"


def _make_page(number: int, code: str, slugs: int, address: Callable[[str, str], str]) -> Page:
    dice = random.Random(f"{number}/{code}")  # noqa: S311 # the same at every run is what is wanted
    words, slug = VOCABULARIES[code], make_slug(number)
    others = tuple(address(make_slug((number + step) % slugs), code) for step in (1, 7))
    return Page(
        number,
        code,
        slug,
        _say(dice, words, words.title),
        _say(dice, words, words.title),
        _make_body(dice, words, others),
    )


def _say(dice: random.Random, words: Vocabulary, template: str, **others: str) -> str:
    """A text from a template, with words drawn for its places; it starts with a capital."""
    a, b = dice.sample(words.nouns, 2)
    q, r = dice.sample(words.qualities, 2)
    d, e = dice.sample(words.doings, 2)
    text = template.format(a=a, b=b, q=q, r=r, d=d, e=e, **others)
    return text[:1].upper() + text[1:]


def make_sentence(seed: str, code: str) -> str:
    """A sentence that depends on its seed alone: what an edit adds to a page."""
    dice = random.Random(seed)  # noqa: S311 # the same at every run is what is wanted
    words = VOCABULARIES[code]
    return _say(dice, words, dice.choice(words.sentences))


def _paragraph(dice: random.Random, words: Vocabulary, *more: str) -> str:
    sentences = [_say(dice, words, one) for one in dice.sample(words.sentences, 3)]
    return words.gap.join([*sentences, *more])


def _make_body(dice: random.Random, words: Vocabulary, others: tuple[str, ...]) -> str:
    """A page's blocks; paragraphs are added at its end until it has its size."""
    key = "-".join(dice.sample(VOCABULARIES["en"].nouns, 2))
    note = _say(dice, words, words.note, key=key)
    links = [_say(dice, words, words.link, address=other) for other in others]
    blocks = [
        _paragraph(dice, words, note),
        _heading(dice, words, 2),
        _paragraph(dice, words, links[0]),
        "\n".join(f"- {_say(dice, words, words.item)}" for _ in range(4)),
        _heading(dice, words, 2),
        _paragraph(dice, words),
        _table(dice, words),
        _heading(dice, words, 3),
        "\n".join(f"{place}. {_say(dice, words, words.item)}" for place in range(1, 4)),
        _paragraph(dice, words, links[1]),
        f"> {_say(dice, words, words.sentences[0])}",
        _code(dice),
        _heading(dice, words, 2),
        _paragraph(dice, words),
    ]
    while len("\n\n".join(blocks).encode()) < SIZE - 200:
        blocks.append(_paragraph(dice, words))
    return "\n\n".join(blocks) + "\n"


def _heading(dice: random.Random, words: Vocabulary, level: int) -> str:
    return f"{'#' * level} {_say(dice, words, words.heading)}"


def _table(dice: random.Random, words: Vocabulary) -> str:
    rows = [
        words.cells,
        ("---", "---", "---"),
        *((dice.choice(words.nouns), *_two(dice, words)) for _ in range(4)),
    ]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _two(dice: random.Random, words: Vocabulary) -> tuple[str, str]:
    return dice.choice(words.doings), dice.choice(words.qualities)


def _code(dice: random.Random) -> str:
    names = [one.replace("-", "_") for one in dice.sample(VOCABULARIES["en"].nouns, 3)]
    lines = [
        f"def visit({names[0]}, {names[1]}):",
        f"    for {names[2]} in {names[0]}:",
        f"        if {names[2]} is not {names[1]}:",
        f"            yield {names[2]}",
    ]
    return "\n".join(["```", *lines, "```"])


def write_text_corpus(folder: Path, pages: int) -> None:
    """A project of so many text pages, and a home page in each language."""
    write_project(folder, TABLES)
    for page in make_pages(pages):
        write_page(folder, page, page.body)


def write_project(folder: Path, tables: dict[str, list[str]]) -> None:
    """Settings, tables and homes."""
    for name in ("content", "data"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "site.toml").write_text(SITE, "utf-8")
    for name, lines in tables.items():
        (folder / "data" / f"{name}.csv").write_text("\n".join([*lines, ""]), "utf-8")
    for code, title in (("en", "Where to begin"), ("zh", "从这里开始")):
        sentence = make_sentence(f"home/{code}", code)
        head = f"---\nkind: home\ntitle: {title}\ndescription: {sentence!r}\n---\n"
        (folder / "content" / f"index.{code}.md").write_text(f"{head}{sentence}\n", "utf-8")


def write_page(folder: Path, page: Page, body: str) -> None:
    """Write a page into a project, with this body."""
    head = f"kind: page\ntitle: {page.title}\ndescription: {page.description!r}\norder: {page.number + 1}\n"
    (folder / "content" / page.name).write_text(f"---\n{head}---\n{body}", "utf-8")


def main(arguments: list[str]) -> None:
    """Write the corpus that the arguments name."""
    from corpus_facts import write_chart_corpus, write_fact_corpus  # noqa: PLC0415 # it imports this

    kind, folder, *numbers = arguments
    writers: dict[str, Callable[..., None]] = {
        "text": write_text_corpus,
        "charts": write_chart_corpus,
        "facts": write_fact_corpus,
    }
    writers[kind](Path(folder), *(int(one) for one in numbers))


if __name__ == "__main__":
    main(sys.argv[1:])
