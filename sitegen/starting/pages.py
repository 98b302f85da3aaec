"""A page to add in every language, and a chart to add to a page in every language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.charts.kinds import CHART_KINDS
from sitegen.messages.said import say, say_names
from sitegen.pages.kinds import PAGE_KINDS
from sitegen.starting.rows import NewError, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping

_TEXTS = (
    ("title", say("Title: what the page finds")),
    ("short", say("Its name in the navigation")),
    ("description", say("What the page is about, for lists and searches")),
)
_CHART_TEXTS = (
    ("title", say("Title: what the chart shows")),
    ("alt", say("What is to be seen, for those who do not see it")),
)


def list_page_texts(codes: tuple[str, ...], given: Mapping[str, str]) -> list[Wanted]:
    """What a page needs besides what was given."""
    kind = given.get("kind", "page")
    if kind not in PAGE_KINDS:
        raise NewError(
            say("there is no kind of page `{kind}`", kind=kind),
            say("Kinds are {page_kinds}", page_kinds=say_names(PAGE_KINDS)),
        )
    wanted = [Wanted(f"{name}_{code}", said) for name, said in _TEXTS for code in codes]
    if PAGE_KINDS[kind].traits.of_subject:
        wanted.insert(0, Wanted("domain", say("Subject: a key of domains.csv")))
    return [one for one in wanted if not given.get(one.name)]


def write_new_page(code: str, given: Mapping[str, str], updated: str) -> str:
    """The text of a page in a language, as far as it was given."""
    texts = {name: given[f"{name}_{code}"] for name, _ in _TEXTS}
    settings = {name: given[name] for name in ("domain", "order") if given.get(name)}
    return write_page(given.get("kind", "page"), texts, {**settings, "updated": updated})


def write_page(
    kind: str, texts: Mapping[str, str], settings: Mapping[str, str], body: str = ""
) -> str:
    """A page: its kind, what readers see of its front matter, what else is set, and its text."""
    lines = [f"{name}: {quote_text(text)}" for name, text in texts.items()]
    lines += (f"{name}: {value}" for name, value in settings.items())
    return "\n".join(["---", f"kind: {kind}", *lines, "---", body])


def list_chart_texts(codes: tuple[str, ...], given: Mapping[str, str]) -> list[Wanted]:
    """What a chart needs besides what was given."""
    wanted = [
        Wanted("kind", say("Kind of chart"), tuple(CHART_KINDS)),
        Wanted("facts", say("Keys of its facts")),
    ]
    wanted += (Wanted(f"{name}_{code}", said) for name, said in _CHART_TEXTS for code in codes)
    return [one for one in wanted if not given.get(one.name)]


def write_chart(name: str, code: str, given: Mapping[str, str]) -> str:
    """A chart as it stands in a page of a language."""
    if given["kind"] not in CHART_KINDS:
        raise NewError(
            say("there is no kind of chart `{kind}`", kind=given["kind"]),
            say("Kinds are {chart_kinds}", chart_kinds=say_names(CHART_KINDS)),
        )
    lines = [f":::{{chart}} {given['kind']}", f":name: {name}"]
    lines += (f":{text}: {given[f'{text}_{code}']}" for text, _ in _CHART_TEXTS)
    return "\n".join([*lines, f":facts: {given['facts']}", ":::", ""])


def quote_text(text: str) -> str:
    """A text in quotation marks, as TOML and YAML have it: as JSON does."""
    return json.dumps(text, ensure_ascii=False)
