"""Typed numbers of pages and what they can mean; those that are certain are written as roles."""

from __future__ import annotations

from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from sitegen.binding.rewriting import Rewriting, read_aloud, rewrite_content, rewrite_text
from sitegen.binding.saying import describe_meaning, write_role
from sitegen.build.content import read_page
from sitegen.build.engine import open_kit
from sitegen.build.order import check_site
from sitegen.build.proposals import bind_page
from sitegen.build.store import Store
from sitegen.mending.mend import MendedFile, Mending, publish_mending, refuse_changed
from sitegen.messages.said import say
from sitegen.problems import InvalidProjectError, RefusedError, suggest
from sitegen.project.config import load_config
from sitegen.project.decoding import DecodingError, decode_content
from sitegen.site import note_nothing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from sitegen.binding.typed import Proposal, Proposed
    from sitegen.build.content import ReadPage
    from sitegen.build.kit import Kit
    from sitegen.build.proposals import BoundPage
    from sitegen.build.report import Report
    from sitegen.mending.repairs import Repair

_PAGE = ".md"


class UnknownPageError(RefusedError):
    """No page is called so."""


@dataclass(frozen=True)
class PageBinding:
    """What was found on a page, and what was written into it."""

    bound: BoundPage
    path: str
    """Its file, as messages name it."""
    written: tuple[Rewriting, ...] = ()
    """Roles that stand there now."""
    faults: tuple[Repair, ...] = ()
    """What kept the file from being written."""

    def to_plain(self) -> list[dict[str, object]]:
        """Its numbers as JSON has them."""
        return [self._explain(one) for one in self.bound.found]

    def _explain(self, one: Proposed) -> dict[str, object]:
        place = one.number.place
        return {
            "path": self.path,
            "line": place.line,
            "column": place.column,
            "number": one.number.numeral.text,
            "certain": one.certain is not None,
            "written": self.is_written(one),
            "proposals": [self._describe(own) for own in one.proposals],
            "nearest": [] if one.proposals else self.list_nearest(one),
        }

    def _describe(self, proposal: Proposal) -> dict[str, object]:
        index, meaning = self.bound.index, proposal.meaning
        return {
            "role": write_role(index, meaning),
            "reads": meaning.text,
            "as_typed": proposal.span is not None,
            "is": describe_meaning(index, meaning),
            "keys": [fact.key for fact in meaning.facts],
            "weight": round(proposal.weight, 2),
        }

    def is_written(self, one: Proposed) -> bool:
        """Whether a role was written in the place of a number."""
        place = one.number.line, one.number.column
        return any(own.holds(*place) for own in self.written)

    def list_nearest(self, one: Proposed) -> list[str]:
        """Roles of the figures that come nearest to a number of none."""
        return self.bound.list_nearest(one.number)


def bind_project(
    project: Path, wanted: Sequence[str], report: Report, *, apply: bool, outside: bool
) -> tuple[PageBinding, ...]:
    """What the typed numbers of pages can mean; with `apply` those that are certain are written.

    Args:
        project: Its folder.
        wanted: Pages: a file, its name without `.md`, or without its language too; none for all.
        report: Who is told how far it is.
        apply: Whether to write.
        outside: Whether paths of the settings may lead out of the project.

    Raises:
        UnknownPageError: A page is not there.
        InvalidProjectError: The project cannot be read, or its tables are wrong.
    """
    with _open_project(project, report, outside=outside) as kit:
        names = [name for one in wanted or ("",) for name in _find_names(kit, one)]
        found = [bind_page(kit, name) for name in dict.fromkeys(names)]
        folder = kit.config.path("content")
        return tuple(
            _apply(kit, one, folder) if apply else PageBinding(one, f"{folder}/{one.name}")
            for one in found
            if one is not None
        )


@contextmanager
def _open_project(project: Path, report: Report, *, outside: bool) -> Iterator[Kit]:
    """A project brought up to date as `check` does, with sound tables."""
    config = load_config(project, outside)
    store = Store.open(project / config.path("cache"))
    built = check_site(project, store, report, outside)
    inputs = store.kept.inputs
    if inputs is None:
        raise InvalidProjectError(built.problems)
    with open_kit(project, config, store, inputs, outside) as kit:
        if wrong := [one for one in kit.tables.problems if one.level == "error"]:
            raise InvalidProjectError(wrong)
        yield kit


def _find_names(kit: Kit, wanted: str) -> list[str]:
    """The files of the pages that an author means, below the content folder.

    Raises:
        UnknownPageError: There is none.
    """
    prefix = "content/"
    names = sorted(
        one.removeprefix(prefix)
        for one in kit.inputs.files
        if one.startswith(prefix) and one.endswith(_PAGE)
    )
    folder = f"{kit.config.path('content')}/"
    plain = PurePath(wanted).as_posix().removeprefix("./").removeprefix(folder) if wanted else ""
    plain = plain.removesuffix(_PAGE)
    endings = ("", *(f".{code}" for code in kit.config.codes))
    found = [
        one for one in names if not plain or one in {f"{plain}{end}{_PAGE}" for end in endings}
    ]
    if not found:
        known = [one.removesuffix(_PAGE) for one in names]
        raise UnknownPageError(
            say("there is no page `{name}`", name=wanted),
            suggest(plain, known) or say("Name a file of the content folder"),
        )
    return found


def _apply(kit: Kit, bound: BoundPage, folder: str) -> PageBinding:
    """Write what is certain of a page."""
    path = f"{folder}/{bound.name}"
    changes = _choose(kit, bound)
    if not changes:
        return PageBinding(bound, path)
    target = kit.project / folder / bound.name
    before = target.read_bytes()
    if _read_text(before) != bound.text:
        return PageBinding(bound, path, (), (refuse_changed(path),))
    after = rewrite_content(before, changes, bound.page.parsed.page.first_line - 1)
    faults = publish_mending(Mending((MendedFile(target, path, before, after, ()),)))
    return PageBinding(bound, path, () if faults else changes, faults)


def _read_text(content: bytes) -> str | None:
    """The text of a file; `None` of what is none."""
    try:
        return decode_content(content).text
    except DecodingError:
        return None


def _choose(kit: Kit, bound: BoundPage) -> tuple[Rewriting, ...]:
    """The changes after which the page reads as before: all that are certain, or, if not together, as many halves of them as do."""
    changes = (*_list_changes(bound),)
    was = read_page(kit, note_nothing, bound.name, bound.text) if changes else None
    if was is None:
        return ()

    def keep(kept: tuple[Rewriting, ...], more: tuple[Rewriting, ...]) -> tuple[Rewriting, ...]:
        if _reads_alike(kit, bound, was, (*kept, *more)):
            return (*kept, *more)
        half = len(more) // 2
        return keep(keep(kept, more[:half]), more[half:]) if half else kept

    return keep((), changes)


def _list_changes(bound: BoundPage) -> Iterator[Rewriting]:
    """What would be written of all that is certain."""
    for one in bound.found:
        proposal = one.certain
        if proposal and proposal.span:
            (line, start), (last, end) = one.stretch.locate_span(proposal.span)
            role = write_role(bound.index, proposal.meaning)
            yield Rewriting(line, start, end, role, last)


def _reads_alike(kit: Kit, bound: BoundPage, was: ReadPage, changes: Sequence[Rewriting]) -> bool:
    """Whether a page with roles says what it says without them, has as many roles more, and no error that it had not.

    A warning may be new: words that compare are looked for once a page cites facts.
    """
    body = bound.page.parsed.page.first_line - 1
    now = read_page(kit, note_nothing, bound.name, rewrite_text(bound.text, changes, body))
    if now is None or read_aloud(was.page) != read_aloud(now.page):
        return False
    more = len(now.page.insertions) - len(was.page.insertions)
    before, after = (
        Counter((one.rule, one.message) for one in page.problems if one.level == "error")
        for page in (was, now)
    )
    return more == len(changes) and not after - before
