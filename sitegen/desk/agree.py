"""Signing off translations: what `sitegen agree` takes, and the lines of the lock that come of it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from sitegen.filenames.pages import divide_name
from sitegen.messages.said import say, say_many, say_names
from sitegen.problems import RefusedError, suggest
from sitegen.translations.record import format_lock, name_lock
from sitegen.translations.signing import sign_off, sketch_blocks
from sitegen.translations.states import SINGLE, compare_languages
from sitegen.writing import replace_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from sitegen.desk.survey import Survey
    from sitegen.memo import Memo
    from sitegen.messages.said import Said
    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.states import BlockPair

AGREED_TEXT = "agreed text"
"""The kind of results that are what a text said when it was signed off, by page, language and the names that it may have."""
_WHERE = re.compile(r"(?P<page>.+?)(?::(?P<line>[1-9]\d{0,8})(?::\d+)?)?")
"""A page, with a line of it, and a column that a message may have named."""


class AgreeError(RefusedError):
    """It cannot be signed off."""


@dataclass(frozen=True)
class Signing:
    """What is to be signed off: a page, or what stands in a line of it."""

    slug: str
    language: str = ""
    """The language of the file that was named; empty where none was."""
    line: int = 0
    """0 for the whole page."""


@dataclass(frozen=True)
class SignedOff:
    """What came of it."""

    path: str
    """The file of the lock, in the project."""
    text: str
    lines: tuple[Said, ...]
    """What was signed off, and what was left."""


def read_signing(survey: Survey, text: str) -> Signing:
    """What `PAGE[:LINE]` names: a page by its name or by its file, as messages name it.

    Raises:
        AgreeError: There is no such page, or not in two languages.
    """
    match = _WHERE.fullmatch(text)
    page, line = (match["page"], int(match["line"] or 0)) if match else (text, 0)
    config = survey.config
    name = page.replace("\\", "/").removeprefix("./").removeprefix(f"{config.path('content')}/")
    divided = divide_name(name, "", config.codes) if name.endswith(".md") else (name, "")
    slug, code = divided if isinstance(divided, tuple) else (name, "")
    slugs = dict.fromkeys(key.partition("/")[2] for key in survey.blocks)
    if slug not in slugs:
        raise AgreeError(
            say("there is no page `{page}`", page=page),
            suggest(slug, slugs) or say("Name a page as its file is called: sitegen agree economy"),
        )
    own = [one for one in config.codes if f"{one}/{slug}" in survey.blocks]
    if len(own) <= 1:
        raise AgreeError(
            say("the page `{slug}` is written in `{code}` alone", slug=slug, code=own[0]),
            say("There is nothing to agree until it has another language"),
        )
    return Signing(slug, code or (config.default_language if line else ""), line)


def agree_on(survey: Survey, wanted: Sequence[Signing], codes: Collection[str] = ()) -> SignedOff:
    """Sign off pages, or single texts of them, in the languages of `codes`, or without any in all.

    A whole page is signed off as far as its texts have counterparts; that a text stands in one language
    alone on purpose has to be said of its line.

    Raises:
        AgreeError: In a line that was named stands nothing that could be signed off; a language is none of the site.
    """
    if unknown := [code for code in codes if code not in survey.config.codes]:
        raise AgreeError(
            say("`{code}` is no language of the site", code=unknown[0]),
            say("Its languages are {codes}", codes=say_names(survey.config.codes)),
        )
    said: list[Said] = []
    sketches = {**survey.sketches}
    moved = {old: new for old, new in survey.renamed.items() if _has_text(survey, old, new)}
    meant = {*survey.renamed.values()} - {*moved.values()}
    lines = {
        slug: [*some]
        for slug, some in survey.agreed.items()
        if slug not in meant and _is_there(survey, slug)
    }
    said += (say("`{old}` is `{new}` now", old=old, new=new) for old, new in moved.items())
    said += (
        say_many(
            len(some),
            "{n} line of `{slug}`, which is no page, was removed",
            "{n} lines of `{slug}`, which is no page, were removed",
            slug=slug,
        )
        for slug, some in survey.agreed.items()
        if slug not in lines and slug not in moved and slug not in meant
    )
    for one in wanted:
        blocks = survey.list_blocks(one.slug)
        kept = survey.sketches.get(one.slug, {})
        pairs = compare_languages(blocks, lines.get(one.slug, ()), kept)
        chosen = [
            pair for pair in pairs if pair.is_open and (not codes or {*pair.codes} <= {*codes})
        ]
        if one.line:
            chosen = _choose(survey, one, blocks, chosen)
        left = [pair for pair in chosen if pair.state == SINGLE and not one.line]
        chosen = [pair for pair in chosen if pair not in left]
        lines[one.slug] = sign_off(blocks, pairs, chosen, lines.get(one.slug, ()))
        sketches[one.slug] = sketch_blocks(blocks, kept)
        said += _say(survey, one.slug, chosen, left)
    path = name_lock(survey.config.path("content"))
    text = format_lock(lines, survey.config.codes, sketches)
    return SignedOff(path, text, (*said,) or (say("Nothing to sign off: all texts agree"),))


def publish_lock(project: Path, signed: SignedOff) -> bool:
    """Write the lock where it says something else than before; whether it did."""
    path = project / signed.path
    if path.is_file() and path.read_bytes() == signed.text.encode():
        return False
    replace_file(path, signed.text.encode())
    return True


def keep_texts(memo: Memo, survey: Survey, wanted: Iterable[Signing]) -> None:
    """Keep what the texts of pages say as they are signed off: once one is reworded, no commit may have what it said."""
    for slug in {one.slug for one in wanted}:
        agreed = {text for line in survey.agreed.get(slug, ()) for text in line.values()}
        for code, blocks in survey.list_blocks(slug).items():
            for block in blocks:
                if block.hash not in agreed:
                    memo.recall(
                        AGREED_TEXT, slug, (slug, code, [block.hash]), partial(str, block.text)
                    )


def list_all(survey: Survey) -> list[Signing]:
    """Every page that is written in two languages or more."""
    counts = Counter(key.partition("/")[2] for key in survey.blocks)
    return [Signing(slug) for slug, count in sorted(counts.items()) if count > 1]


def _is_there(survey: Survey, slug: str) -> bool:
    """Whether a page is there, be it unreadable: its lines stay."""
    folder = survey.config.path("content")
    broken = {one.path for one in survey.problems}
    return bool(survey.list_blocks(slug)) or any(
        f"{folder}/{slug}.{code}.md" in broken for code in survey.config.codes
    )


def _has_text(survey: Survey, old: str, new: str) -> bool:
    """Whether a page has a text that was agreed when it may have had another name."""
    agreed = {text for line in survey.agreed.get(old, ()) for text in line.values()}
    some = survey.list_blocks(new).values()
    return any(block.hash in agreed for blocks in some for block in blocks)


def _choose(
    survey: Survey,
    one: Signing,
    blocks: Mapping[str, Sequence[PageBlock]],
    pairs: Sequence[BlockPair],
) -> list[BlockPair]:
    """The pairs of the text in a line: of several that stand there the innermost."""
    some = blocks.get(one.language, ())
    index = max(
        (n for n, block in enumerate(some) if block.line <= one.line <= block.last),
        key=lambda n: some[n].line,
        default=None,
    )
    path = f"{survey.config.path('content')}/{one.slug}.{one.language}.md"
    if index is None:
        raise AgreeError(
            say("no text stands in line {line} of {path}", line=one.line, path=path),
            say("Name a line of a paragraph, a row or an item"),
        )
    own = [pair for pair in pairs if (one.language, index) in _list_ends(pair)]
    if not own:
        raise AgreeError(
            say("what stands in line {line} of {path} is agreed already", line=one.line, path=path),
            say("Nothing has to be done"),
        )
    return own


def _list_ends(pair: BlockPair) -> Iterator[tuple[str, int | None]]:
    yield from zip(pair.codes, (pair.one, pair.two), strict=True)


def _say(
    survey: Survey, slug: str, chosen: Sequence[BlockPair], left: Sequence[BlockPair]
) -> Iterator[Said]:
    folder = survey.config.path("content")
    if len(chosen) == 1:
        yield _say_pair(folder, slug, chosen[0])
    elif chosen:
        yield say("{slug}: {count} texts agree", slug=slug, count=len(chosen))
    for pair in left:
        own = 0 if pair.two is None else 1
        yield say(
            "{path} has no counterpart in `{other}`. If that is meant: sitegen agree {path}",
            path=f"{folder}/{slug}.{pair.codes[own]}.md:{pair.lines[own]}",
            other=pair.codes[1 - own],
        )


def _say_pair(folder: str, slug: str, pair: BlockPair) -> Said:
    places = [
        f"{folder}/{slug}.{code}.md:{line}"
        for code, line in zip(pair.codes, pair.lines, strict=True)
        if line
    ]
    if len(places) == 1:
        return say("{path} is meant to stand there alone", path=places[0])
    return say("{one} and {two} agree", one=places[0], two=places[1])
