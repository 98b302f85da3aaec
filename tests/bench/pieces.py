"""The pages of a project in pieces that are resolved one by one: a role, a directive.

A piece knows what it asked of the tables, so that of a changed row only what rests on it is resolved again, as a build
does it. Pages are read in the project's own language: the claims of the others are the same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, ValuesView
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sitegen.asked import Asked
from sitegen.build.voices import read_voices
from sitegen.filenames.pages import divide_name
from sitegen.naming import TABLES
from sitegen.pages.kinds import TRAITS
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.project.parsed import Role
from sitegen.project.theme import load_look
from sitegen.resolve.claims import judge_words
from sitegen.resolve.directives import DIRECTIVE_TRAITS, resolve_block
from sitegen.resolve.insertions import Surroundings
from sitegen.resolve.page import resolve_page
from sitegen.resolve.roles import RoleResolver
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from sitegen.analysis.assessment import Assessment
    from sitegen.claims.judging import Finding
    from sitegen.ledger.values import Fact
    from sitegen.problems import Problem
    from sitegen.project.config import Config
    from sitegen.project.parsed import Directive, ParsedPage
    from sitegen.resolve.insertions import Insertion
    from sitegen.site import Curated

    Name = tuple[tuple[str, ...], tuple[Any, ...] | None]
    """The way to what a name of the tables stands for, and what is looked up in it."""


@dataclass(frozen=True)
class Piece:
    """A role or a directive of a page."""

    page: ParsedPage
    made: Role | Directive
    names: frozenset[str]
    """Of all that it asks of the tables."""
    shown: object
    """What stands for it."""

    @property
    def slug(self) -> str:
        """Of its page."""
        return self.page.page.slug

    @property
    def role(self) -> str:
        """Which role it is; empty for a directive."""
        return self.made.role if isinstance(self.made, Role) else ""


class Pages:
    """The pages of a project, resolved with its tables as they stand."""

    def __init__(self, project: Path, config: Config, curated: Curated) -> None:
        """Read and resolve them."""
        self._config, self._curated = config, curated
        look, _ = load_look(project, config.path("templates"))
        voices, _ = read_voices(config, look)
        code = config.default_language
        self._voice = next(one for one in voices if one.language.code == code)
        self.parsed = [*_read_pages(project, config)]
        self._addresses = {one.page.slug: one.page.address for one in self.parsed}
        self._insertions: dict[str, tuple[Insertion, ...]] = {}
        """What stands for the roles of each page, which titles and descriptions of its charts hold too."""
        self.pieces = [piece for page in self.parsed for piece in self._divide(page)]
        self.pieces.sort(key=lambda piece: not piece.role)  # what is quick comes first
        self._names = {name: _parse(name) for piece in self.pieces for name in piece.names}

    def _divide(self, page: ParsedPage) -> Iterator[Piece]:
        """The pieces of a page, each with what it asks for."""
        resolved, wrong = resolve_page(page, self._surround(page, self._curated))
        assert not wrong, wrong
        self._insertions[page.page.slug] = resolved.insertions
        pieces: tuple[Role | Directive, ...] = (*page.references, *page.directives)
        for made in pieces:
            names: set[str] = set()
            asked: Any = Asked(self._curated, TABLES, names.add)
            shown, _ = self._resolve(page, made, asked)
            yield Piece(page, made, frozenset(names), shown)

    def resolve(self, piece: Piece, curated: Curated) -> tuple[object, Sequence[Problem]]:
        """What stands for a piece with other tables, and what is wrong with it."""
        return self._resolve(piece.page, piece.made, curated)

    def _resolve(
        self, page: ParsedPage, made: Role | Directive, curated: Curated
    ) -> tuple[object, Sequence[Problem]]:
        resolver = RoleResolver(self._surround(page, curated))
        resolver.insertions = [*self._insertions[page.page.slug]]
        if isinstance(made, Role):
            return resolver.insertion(made), resolver.problems
        return resolve_block(resolver, made), resolver.problems

    def _surround(self, page: ParsedPage, curated: Curated) -> Surroundings:
        config, code = self._config, self._voice.language.code
        address, imprint = page.page.address, config.imprint(code)
        maker = ViewMaker(curated.ledger, self._voice, address, config.url, "", imprint)
        return Surroundings(curated.ledger, self._voice, maker, curated.targets, self._addresses)

    def find_claims(self, piece: Piece) -> tuple[str, Sequence[Finding]]:
        """The words of a claim, and what is found of it."""
        assert isinstance(piece.made, Role)
        judged = judge_words(RoleResolver(self._surround(piece.page, self._curated)), piece.made)
        return (judged[0], judged[2]) if judged else ("", ())

    def find_touched(self, curated: Curated, old: Fact | None, new: Fact) -> tuple[Piece, ...]:
        """The pieces that asked for something which is now another: what a build makes anew.

        What is looked up by a key or a pattern is another only if it is among what differs; all else is looked at whole.

        Args:
            curated: The tables as they are now.
            old: The fact that changed, as it was; `None` if it is new.
            new: As it is now.
        """
        was, now = self._curated, curated
        before = _pick(was, (old,) if old else (), _select_other(was.assessments, now.assessments))
        after = _pick(was, (new,), _select_other(now.assessments, was.assessments))
        others = {
            name
            for name, (path, keys) in self._names.items()
            if (
                _look_up(was, path, keys) != _look_up(now, path, keys)
                if keys is None
                else _look_up(before, path, keys) != _look_up(after, path, keys)
            )
        }
        return tuple(piece for piece in self.pieces if not others.isdisjoint(piece.names))


def _read_pages(project: Path, config: Config) -> Iterator[ParsedPage]:
    folder = config.path("content")
    for path in sorted((project / folder).rglob(f"*.{config.default_language}.md")):
        name = path.relative_to(project / folder).as_posix()
        divided = divide_name(name, folder, config.codes)
        assert isinstance(divided, tuple)
        page, _ = parse_page(f"{folder}/{name}", path.read_text("utf-8"), *divided, TRAITS)
        assert page is not None
        yield parse_markdown(page, DIRECTIVE_TRAITS)[0]


def _parse(name: str) -> Name:
    path, _, asked = name.partition(":")
    return tuple(path.split(".")[1:]), _freeze(json.loads(asked)) if asked else None


def _freeze(value: Any) -> Any:  # noqa: ANN401 # what JSON has
    return tuple(map(_freeze, value)) if isinstance(value, list) else value


def _look_up(curated: Curated, path: tuple[str, ...], keys: tuple[Any, ...] | None) -> object:
    """What a name stands for; of a mapping that is wanted whole, its values."""
    held: Any = curated
    for attribute in path:
        held = getattr(held, attribute)
    if keys is None:
        return [*held.values()] if isinstance(held, Mapping) else held
    ask: Callable[..., object] = held.get if isinstance(held, Mapping) else held
    found = ask(*keys)
    return [*found] if isinstance(found, ValuesView) else found


def _pick(
    curated: Curated, facts: tuple[Fact, ...], assessments: tuple[Assessment, ...]
) -> Curated:
    """The tables with these facts and targets alone."""
    return replace(curated, ledger=replace(curated.ledger, facts=facts), assessments=assessments)


def _select_other(some: Sequence[Assessment], kept: Sequence[Assessment]) -> tuple[Assessment, ...]:
    """The assessments that are not among those that were kept."""
    known = {id(one) for one in kept}
    return tuple(one for one in some if id(one) not in known)
