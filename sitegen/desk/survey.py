"""A project as an author asks about it: its tables, and what its pages cite and claim, as a build knows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.build.agreement import is_agreed
from sitegen.build.content import read_page_blocks
from sitegen.build.engine import list_sources, open_kit
from sitegen.build.order import check_site
from sitegen.build.store import Store
from sitegen.checks.signature import SIGNATURE, from_plain
from sitegen.comparing.records import from_json
from sitegen.known import CARD, TERMS, UNREAD, read_card
from sitegen.naming import LOCKED, RECORD
from sitegen.problems import InvalidProjectError
from sitegen.project.config import load_config
from sitegen.site import note_nothing
from sitegen.translations.blocks import PAGE_BLOCKS, unpack_blocks
from sitegen.translations.record import AGREED, RENAMED, SKETCHES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.build.kit import Kit
    from sitegen.build.report import Report
    from sitegen.checks.signature import PageSignature
    from sitegen.comparing.records import PageRecord
    from sitegen.known import PageCard
    from sitegen.language.voice import Voice
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.site import Curated
    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.record import Agreed


@dataclass(frozen=True)
class Survey:
    """A project that has been looked through."""

    config: Config
    curated: Curated
    voices: Mapping[str, Voice]
    cards: Mapping[str, PageCard]
    """What pages say of themselves, by language and slug: `en/economy`."""
    signatures: Mapping[str, PageSignature]
    """What pages cite, derive and claim, by language and slug."""
    records: Mapping[str, PageRecord]
    """What pages say, with how narrowly their claims hold, by language and slug."""
    terms: Mapping[str, tuple[str, ...]]
    """Keys of the terms that pages mark, by language and slug."""
    texts: Mapping[str, str]
    """The pages as they are written, by the path of their files."""
    blocks: Mapping[str, tuple[PageBlock, ...]]
    """The blocks of pages, by language and slug; none of a site in one language."""
    agreed: Mapping[str, tuple[Agreed, ...]]
    """What was agreed between the languages of each page, by slug."""
    renamed: Mapping[str, str]
    """The pages that others, which there are no more, may be called now, by their names before."""
    sketches: Mapping[str, Mapping[str, str]]
    """The sketches of the texts that were agreed on each page, by slug and by hash."""
    is_locked: bool
    """Whether anything was agreed between languages."""
    problems: tuple[Problem, ...]
    """All that `check` says."""

    def list_blocks(self, slug: str) -> dict[str, tuple[PageBlock, ...]]:
        """The blocks of a page by language, in the languages that have it."""
        keys = {code: f"{code}/{slug}" for code in self.config.codes}
        return {code: self.blocks[key] for code, key in keys.items() if key in self.blocks}


def survey_project(project: Path, report: Report, *, outside: bool) -> Survey:
    """Bring a project up to date, as `check` does, and say what is known of it.

    What could not be read, or follows from it, is left out: `problems` says why.

    Raises:
        InvalidProjectError: The settings cannot be read, or nothing could be looked at.
    """
    config = load_config(project, outside)
    store = Store.open(project / config.path("cache"))
    built = check_site(project, store, report, outside)
    inputs = store.kept.inputs
    if inputs is None:  # nothing was looked at, and the problems say why
        raise InvalidProjectError(built.problems)
    with open_kit(project, config, store, inputs, outside) as kit:
        shared, unread = kit.shared, store.traces.read_part(UNREAD)

        def read(part: str) -> Mapping[str, Any]:
            """What pages say that can be read: of others it stays as it was."""
            kept = store.traces.read_part(part)
            return {key: one for key, one in kept.items() if key not in unread} if unread else kept

        return Survey(
            config,
            shared.curated,
            shared.voices,
            {key: read_card(plain) for key, plain in read(CARD).items()},
            {key: from_plain(plain) for key, plain in read(SIGNATURE).items()},
            {key: from_json(plain) for key, plain in read(RECORD).items()},
            {key: tuple(plain) for key, plain in read(TERMS).items()},
            dict(_load_texts(kit)),
            dict(_list_blocks(kit, read(PAGE_BLOCKS))),
            {slug: tuple(lines) for slug, lines in read(AGREED).items()},
            {stray: slug for slug, stray in read(RENAMED).items()},
            read(SKETCHES),
            store.traces.find(LOCKED) is not None,
            built.problems,
        )


def _list_blocks(kit: Kit, kept: Mapping[str, Any]) -> Iterator[tuple[str, tuple[PageBlock, ...]]]:
    """The blocks of each page by language and slug; builds keep them where something was agreed."""
    if is_agreed(kit):
        yield from ((key, unpack_blocks(plain)) for key, plain in kept.items())
    elif len(kit.config.codes) > 1:
        for name in list_sources(kit.inputs):
            key, blocks = read_page_blocks(kit, note_nothing, name)
            if key:
                yield key, blocks


def _load_texts(kit: Kit) -> Iterator[tuple[str, str]]:
    """The files of pages that can be read."""
    folder = kit.config.path("content")
    for name in list_sources(kit.inputs):
        text, _ = kit.load_page(name)
        if text is not None:
            yield f"{folder}/{name}", text
