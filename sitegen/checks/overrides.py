"""What a project puts over the theme has something to go over: its blocks, and the texts of its catalogues."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.charts.kinds import list_messages
from sitegen.language.catalog_reading import parse_catalog
from sitegen.limits import MOST_NAMED
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say, say_names
from sitegen.problems import Place, find_nearest, place_at, suggest
from sitegen.project.theme import THEME
from sitegen.render.faults import WHICH_THERE_ARE
from sitegen.render.needs import find_needs
from sitegen.render.slips import find_loose
from sitegen.render.templates import list_named
from sitegen.views.words import WORD_LISTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sitegen.checks.stages import LookStage
    from sitegen.problems import Problem
    from sitegen.project.theme import NamedText

_MOST_LOOKED = 500
"""Entries of a catalogue without a use that are compared with all texts there are: who has more has no slip in each."""
_SLIP = 0.8
"""How near an unknown text is to one of the interface to be a slip; one that is not may be of an older theme."""
_EXTENDS = re.compile(r"\{%[-+]?\s*extends\s+[\"']([^\"']+)[\"']")
_COMMENT = re.compile(r"\{#.*?(?:#\}|\Z)", re.DOTALL)
_BLOCK = re.compile(r"\{%[-+]?\s*(?:block\s+(\w+)|(endblock))")


def check_overrides(stage: LookStage) -> Iterator[Problem]:
    """Blocks and texts of a project that nothing asks for, and tags that are read as none."""
    for name in sorted(stage.own & stage.templates.keys()):
        yield from _check_blocks(stage.templates, name)
        file = stage.templates[name]
        yield from _check_named(file)
        for start, said, cure in find_loose(file.text):
            yield place_at(file.path, file.text, start).problem("template", said, cure)
    yield from _check_texts(stage)


def _check_named(file: NamedText) -> Iterator[Problem]:
    """Filters and tests that there are not; Jinja says so where one is met, and some pages never meet it.

    A template may ask itself whether there is one: `{% if "markdown" is filter %}`.
    """
    needs, known, text = find_needs(file.text), list_named(), _blank_comments(file.text)
    wrong = (
        (kind, name)
        for kind, name in sorted(needs.named)
        if name not in known[kind] and name not in needs.strings
    )
    for kind, name in islice(wrong, MOST_NAMED):
        found = re.search(rf"(?:\||\bis|\bnot|\bfilter)\s*({re.escape(name)})\b", text)
        yield place_at(file.path, file.text, found.start(1) if found else 0).problem(
            "template",
            hear(f"no {kind} named '{name}'"),
            suggest(name, known[kind]) or WHICH_THERE_ARE,
        )


def _check_blocks(templates: Mapping[str, NamedText], name: str) -> Iterator[Problem]:
    """Blocks of a template that those it extends do not have: they are never shown."""
    file, known, current = templates[name], set[str](), name
    text = _blank_comments(file.text)
    if not _EXTENDS.search(text):
        return
    seen, above = {name}, text
    while (found := _EXTENDS.search(above)) and found[1] in templates:
        current = found[1]
        if current in seen:
            return  # it needs itself, which whoever renders it says
        seen.add(current)
        above = _blank_comments(templates[current].text)
        known |= {match[1] for match in _BLOCK.finditer(above) if match[1]}
    if found:
        return  # the template that is missing may have them
    depth = 0
    for match in _BLOCK.finditer(text):
        if match[2]:
            depth -= 1
            continue
        if depth == 0 and match[1] not in known:
            yield place_at(file.path, file.text, match.start()).problem(
                "template",
                say(
                    "`{current}` has no block `{match}`, so it is never shown",
                    current=current,
                    match=match[1],
                ),
                suggest(match[1], sorted(known))
                or say("Its blocks are {known}", known=say_names(sorted(known))),
            )
        depth += 1


def _blank_comments(text: str) -> str:
    """A template with blanks in the place of its comments, in which blocks may be written that are none."""
    return _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def _check_texts(stage: LookStage) -> Iterator[Problem]:
    """Entries of a project's catalogues that translate no text of the interface."""
    if all(path.startswith(f"{THEME}/") for files in stage.catalogs.values() for path, _ in files):
        return
    known = {word for words in WORD_LISTS for word in words.values()} | {*list_messages()}
    for file in stage.all_templates.values():
        known |= {singular for singular, _ in find_needs(file.text).messages}
    parsed = [
        (path.startswith(f"{THEME}/"), text, *parse_catalog(path, text, code))
        for code, files in stage.catalogs.items()
        for path, text in files
    ]
    theme = [catalog for is_shipped, _, catalog, _ in parsed if is_shipped]
    own = [  # of one with faults these are told, and a slip may follow from them
        (text, catalog)
        for is_shipped, text, catalog, faults in parsed
        if not (is_shipped or faults)
    ]
    known |= {msgid for catalog in theme for (msgid, _), _ in catalog.messages}
    if theme:  # else the theme's own catalogues are the project's
        for text, catalog in own:
            written = {msgid for (msgid, _), _ in catalog.messages}
            for msgid in sorted(written - known)[:_MOST_LOOKED]:
                nearest = next(iter(find_nearest(msgid, known - written, 1, _SLIP)), "")
                if SequenceMatcher(None, msgid, nearest).ratio() >= _SLIP:
                    yield Place(catalog.path, _find_line(text, msgid)).problem(
                        "catalog",
                        say("no text of the interface is `{msgid}`", msgid=msgid),
                        say("Did you mean `{nearest}`?", nearest=nearest),
                    )


def _find_line(text: str, msgid: str) -> int:
    """The line of an entry that stands in one; 0 where it goes over several."""
    escaped = msgid.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    start = text.find(f'msgid "{escaped}"')
    return text.count("\n", 0, start) + 1 if start >= 0 else 0
