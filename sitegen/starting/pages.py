"""A page to add in every language, and a chart to add to a page in every language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sitegen.charts.kinds import CHART_KINDS, Takes
from sitegen.messages.said import say, say_names
from sitegen.pages.kinds import PAGE_KINDS, TRAITS
from sitegen.problems import suggest
from sitegen.project.front_lines import META
from sitegen.project.pages import parse_page
from sitegen.starting.rows import NewError, Wanted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_NEEDED = (
    ("title", say("Title: what the page finds")),
    ("description", say("What the page is about, for lists and searches")),
)
"""Texts that a page cannot do without; others are written where they are given."""
_TEXTS = ("title", "short", "lead", "description")
"""What of a page's front matter is said in each language."""
_CHART_NEEDED = (
    ("title", say("Title: what the chart shows")),
    ("alt", say("What is to be seen, for those who do not see it")),
)
_CHART_TEXTS = ("title", "alt", "note", "rest")
_CHART_OPTIONS = ("whole", "facts")


def _check_names(kind: str, given: Mapping[str, str], names: Sequence[str]) -> None:
    """Refuse what a page or a chart does not have: it would stand nowhere."""
    if unknown := next((name for name in given if name not in names), None):
        raise NewError(
            say("a {kind} has no `{name}`", kind=kind, name=unknown),
            suggest(unknown, names) or say("It has {names}", names=say_names(names)),
        )


def _spell_texts(names: Sequence[str], codes: tuple[str, ...]) -> list[str]:
    return [f"{name}_{code}" for name in names for code in codes]


def list_page_texts(codes: tuple[str, ...], given: Mapping[str, str]) -> list[Wanted]:
    """What a page needs besides what was given.

    Raises:
        NewError: Something is given that a page does not have, or a kind that there is not.
    """
    settings = [name for name in META if name not in _TEXTS]
    _check_names("page", given, [*settings, *_spell_texts(_TEXTS, codes)])
    kind = given.get("kind", "page")
    if kind not in PAGE_KINDS:
        raise NewError(
            say("there is no kind of page `{kind}`", kind=kind),
            say("Kinds are {page_kinds}", page_kinds=say_names(PAGE_KINDS)),
        )
    wanted = [Wanted(f"{name}_{code}", said) for name, said in _NEEDED for code in codes]
    if PAGE_KINDS[kind].traits.of_subject:
        wanted.insert(0, Wanted("domain", say("Subject: a key of domains.csv")))
    return [one for one in wanted if not given.get(one.name)]


def write_new_page(path: str, slug: str, code: str, given: Mapping[str, str]) -> str:
    """The text of a page in a language, as far as it was given.

    Raises:
        NewError: A setting cannot be what it was given.
    """
    texts = {name: given[f"{name}_{code}"] for name in _TEXTS if given.get(f"{name}_{code}")}
    settings = {
        name: given[name]
        for name in META
        if name not in _TEXTS and name != "kind" and given.get(name)
    }
    text = write_page(given.get("kind", "page"), texts, settings)
    _page, problems = parse_page(path, text, slug, code, TRAITS)
    if problems:
        raise NewError(problems[0].message, problems[0].hint)
    return text


def write_page(
    kind: str, texts: Mapping[str, str], settings: Mapping[str, str], body: str = ""
) -> str:
    """A page: its kind, what readers see of its front matter, what else is set, and its text."""
    lines = [f"{name}: {quote_text(text)}" for name, text in texts.items()]
    lines += (f"{name}: {value}" for name, value in settings.items())
    return "\n".join(["---", f"kind: {kind}", *lines, "---", body])


def list_chart_texts(codes: tuple[str, ...], given: Mapping[str, str]) -> list[Wanted]:
    """What a chart needs besides what was given.

    Raises:
        NewError: Something is given that a chart does not have, or a kind that there is not.
    """
    if named := given.get("name"):
        raise NewError(
            say("the name of a chart stands behind `chart`, and not in `name=`"),
            say("Write: new chart {name} kind=…", name=named),
        )
    own = ["page", "kind", *_CHART_OPTIONS]
    _check_names("chart", given, [*own, *_spell_texts(_CHART_TEXTS, codes)])
    if (kind := given.get("kind", "")) and kind not in CHART_KINDS:
        raise NewError(
            say("there is no kind of chart `{kind}`", kind=kind),
            say("Kinds are {chart_kinds}", chart_kinds=say_names(CHART_KINDS)),
        )
    wanted = [
        Wanted("kind", say("Kind of chart"), tuple(CHART_KINDS)),
        Wanted("facts", say("Keys of its facts")),
    ]
    if kind and CHART_KINDS[kind].takes is Takes.PARTS:
        wanted.append(Wanted("whole", say("Key of the fact that is the whole")))
    wanted += (Wanted(f"{name}_{code}", said) for name, said in _CHART_NEEDED for code in codes)
    return [one for one in wanted if not given.get(one.name)]


def write_chart(name: str, code: str, given: Mapping[str, str]) -> str:
    """A chart as it stands in a page of a language."""
    lines = [f":::{{chart}} {given['kind']}", f":name: {name}"]
    texts = {name: given.get(f"{name}_{code}") for name in _CHART_TEXTS}
    options = {name: given.get(name) for name in _CHART_OPTIONS}
    lines += (f":{name}: {text}" for name, text in {**texts, **options}.items() if text)
    return "\n".join([*lines, ":::", ""])


def quote_text(text: str) -> str:
    """A text in quotation marks, as TOML and YAML have it: as JSON does."""
    return json.dumps(text, ensure_ascii=False)
