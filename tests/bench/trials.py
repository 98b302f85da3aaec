"""Pages of a project with numbers typed in the place of roles, and what is proposed for them.

Nothing is built: tables and pages are read once, a page is parsed and resolved again for each trial.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.binding.counterpart import find_counterparts
from sitegen.binding.figures import FIGURES
from sitegen.binding.index import LedgerIndex
from sitegen.binding.layout import PageLayout
from sitegen.binding.propose import Binder
from sitegen.binding.typed import TypedNumber
from sitegen.build.load import read_tables
from sitegen.build.voices import read_voices
from sitegen.checks.numbers import find_typed
from sitegen.filenames.pages import divide_name
from sitegen.pages.kinds import TRAITS
from sitegen.project.config import load_config
from sitegen.project.files import load_data
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.project.theme import load_look
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.resolve.insertions import Surroundings
from sitegen.resolve.page import resolve_page
from sitegen.views.maker import ViewMaker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path
    from random import Random

    from sitegen.binding.meanings import Meaning
    from sitegen.binding.typed import Proposed
    from sitegen.project.parsed import Role
    from sitegen.resolve.insertions import Insertion
    from sitegen.resolve.page import ResolvedPage

    Shown = tuple[Role, Insertion]
    """A role, and what it shows."""
    Typed = tuple[str, list[tuple[int, int, int, Role, Insertion]]]
    """The text of a page, and where numbers of roles are typed in it: line, start and end, from 0."""

_END = re.compile(r"。|\.(?=\s|$)")
_ROLE = re.compile(r"\{[a-z-]+\}`[^`]*`")


@dataclass(frozen=True)
class Trial:
    """A page in which the numbers of some roles are typed."""

    name: str
    """Its file below the content folder."""
    typed: tuple[Shown, ...]
    """The roles that are typed, by their places in the page as it stands."""


@dataclass(frozen=True)
class Answered:
    """A role that was typed, and what is proposed for its number."""

    trial: Trial
    role: Role
    shown: Insertion
    found: Proposed | None
    """`None` where the check of numbers finds nothing typed."""


class TrialPages:
    """The pages of a project in all languages, to be changed and read again."""

    def __init__(self, project: Path) -> None:
        """Read the tables and all pages."""
        self.config = load_config(project, outside=False)
        data, _ = load_data(project, self.config)
        tables = read_tables(
            tuple(data.items()),
            self.config.codes,
            self.config.path("data"),
            self.config.source_kinds,
            self.config.languages,
        )
        self.curated = tables.curated
        voices, _ = read_voices(self.config, load_look(project, self.config.path("templates"))[0])
        self.indexes = {one.language.code: LedgerIndex(self.curated, one) for one in voices}
        folder = project / self.config.path("content")
        self.texts = {
            path.relative_to(folder).as_posix(): path.read_text("utf-8")
            for path in sorted(folder.rglob("*.md"))
        }
        self._addresses: dict[str, dict[str, str]] = {code: {} for code in self.indexes}
        for name, text in self.texts.items():
            slug, code = self._divide(name)
            page, _ = parse_page(name, text, slug, code, TRAITS)
            assert page is not None
            self._addresses[code][slug] = page.address
        self.pages = {name: self.resolve(name, text) for name, text in self.texts.items()}

    def _divide(self, name: str) -> tuple[str, str]:
        divided = divide_name(name, "content", self.config.codes)
        assert isinstance(divided, tuple)
        return divided

    def resolve(self, name: str, text: str) -> ResolvedPage:
        """A page with another text."""
        slug, code = self._divide(name)
        page, wrong = parse_page(name, text, slug, code, TRAITS)
        assert page is not None, wrong
        voice, ledger = self.indexes[code].voice, self.curated.ledger
        imprint = self.config.imprint(code)
        maker = ViewMaker(ledger, voice, page.address, self.config.url, "", imprint)
        around = Surroundings(ledger, voice, maker, self.curated.targets, self._addresses[code])
        return resolve_page(parse_markdown(page, DIRECTIVE_TRAITS)[0], around)[0]

    def list_shown(self, name: str) -> list[Shown]:
        """The roles of a page that show a number."""
        page = self.pages[name]
        pairs = zip(page.parsed.references, page.insertions, strict=True)
        return [pair for pair in pairs if pair[0].role in FIGURES]

    def list_trials(self, part: str) -> list[Trial]:
        """All trials of a part: a role by itself, all of a line, or all of a page."""
        trials: list[Trial] = []
        for name in self.texts:
            shown = self.list_shown(name)
            groups: dict[object, list[Shown]] = {}
            for number, pair in enumerate(shown):
                group = {"role": number, "line": pair[0].place.line, "page": 0}[part]
                groups.setdefault(group, []).append(pair)
            trials += [Trial(name, tuple(own)) for own in groups.values()]
        return trials

    def answer(
        self, trial: Trial, alter: Random | None = None, *, is_paired: bool = False
    ) -> list[Answered]:
        """What is proposed for the numbers of a trial; `alter` makes another number of each.

        Where it `is_paired`, the page in the other languages is looked at too, with nothing agreed between them.
        """
        return self._answer(trial, self._type(trial, alter), is_paired=is_paired)

    def answer_moved(self, trial: Trial, random: Random) -> list[Answered]:
        """What is proposed for the number of a role that is typed in another sentence of its text, beside the other language.

        Nothing where the text has no other sentence.
        """
        moved = self._move(trial, random)
        return self._answer(trial, moved, is_paired=True) if moved else []

    def _answer(self, trial: Trial, typed: Typed, *, is_paired: bool) -> list[Answered]:
        text, places = typed
        page = self.resolve(trial.name, text)
        index = self.indexes[page.language]
        found_typed = find_typed(
            page, index.voice.language.lexicon, lambda: self.curated.ledger.names
        )
        numbers = sorted((TypedNumber(*one) for one in found_typed), key=lambda one: one.place)
        others = self._list_others(trial.name) if is_paired else ()
        counterparts = find_counterparts(text, page, others)
        found = Binder(index, text, page, counterparts).propose(numbers)
        return [
            Answered(
                trial,
                role,
                shown,
                next((one for one in found if _lies_in(one, line, start, end)), None),
            )
            for line, start, end, role, shown in places
        ]

    def _list_others(self, name: str) -> Iterator[tuple[str, ResolvedPage, tuple[()]]]:
        """A page in the other languages, as they stand."""
        slug, own = self._divide(name)
        for code in self.indexes:
            other = f"{slug}.{code}.md"
            if code != own and other in self.pages:
                yield self.texts[other], self.pages[other], ()

    def _move(self, trial: Trial, random: Random) -> Typed | None:
        """The text of a page with a number at the end of another sentence than that of its role."""
        [(role, shown)] = trial.typed
        text = self.texts[trial.name]
        lines = text.split("\n")
        own = PageLayout(text, self.pages[trial.name]).blocks.get(role.place.line - 1)
        if own is None or own.kind not in {"text", "item"}:
            return None
        first, last = min(own.lines), max(own.lines) + 1
        block = "\n".join(lines[first:last])
        at = sum(len(line) + 1 for line in lines[first : role.place.line - 1])
        at += role.place.column - 1
        match = _ROLE.match(block, at)
        assert match, role
        roles = [one.span() for one in _ROLE.finditer(block)]
        ends = [
            one.start()
            for one in _END.finditer(block)
            if not any(low <= one.start() < high for low, high in roles)
        ]
        here = next((end for end in ends if end >= at), -1)
        others = [end for end in ends if end != here]
        if not others:
            return None
        to = random.choice(others)
        said = shown.text if block[to] == "。" else f" {shown.text}"
        made = block[:to] + said + block[to:]
        shift = len(said) if to < at else 0
        made = made[: at + shift] + made[match.end() + shift :]
        start = to + len(said) - len(shown.text) - (len(match[0]) if to > at else 0)
        lines[first:last] = made.split("\n")
        line, column = made.count("\n", 0, start), start - made.rfind("\n", 0, start) - 1
        place = (first + line, column, column + len(shown.text), role, shown)
        return "\n".join(lines), [place]

    def _type(self, trial: Trial, alter: Random | None) -> Typed:
        """The text of a page with numbers in the place of roles, and where each stands: line, start and end, from 0."""
        lines = self.texts[trial.name].split("\n")
        places: list[tuple[int, int, int, Role, Insertion]] = []
        by_line: dict[int, list[Shown]] = {}
        for pair in trial.typed:
            by_line.setdefault(pair[0].place.line - 1, []).append(pair)
        for line, pairs in by_line.items():
            made, at = "", 0
            for role, shown in sorted(pairs, key=lambda pair: pair[0].place.column):
                match = _ROLE.match(lines[line], role.place.column - 1)
                assert match, role
                said = alter_digit(shown.text, alter) if alter else shown.text
                made += lines[line][at : match.start()]
                places.append((line, len(made), len(made) + len(said), role, shown))
                made, at = made + said, match.end()
            lines[line] = made + lines[line][at:]
        return "\n".join(lines), places


def _lies_in(one: Proposed, line: int, start: int, end: int) -> bool:
    places = ((own.line - 1, own.column - 1) for own in one.places)
    return any(own == line and start <= column < end for own, column in places)


def alter_digit(text: str, random: Random) -> str:
    """A text with another digit in the place of one of its; as it is where it has none."""
    places = [at for at, character in enumerate(text) if character.isdecimal()]
    if not places:
        return text
    at = random.choice(places)
    digit = random.choice([one for one in "123456789" if one != text[at]])
    return f"{text[:at]}{digit}{text[at + 1 :]}"


def is_same(pages: TrialPages, role: Role, shown: Insertion, meaning: Meaning) -> bool:
    """Whether a meaning is what a role shows: the same fact, or the same rule of the same facts."""
    if meaning.role != role.role:
        return False
    ledger = pages.curated.ledger
    if role.role == "count":
        return meaning.argument == role.text
    if role.role in {"fact", "bound", "achieved"}:
        return (meaning.facts[0],) == ledger.find_facts(role.text)
    return f"{meaning.role}({','.join(fact.key for fact in meaning.facts)})" == shown.key


def is_alike(pages: TrialPages, role: Role, meaning: Meaning) -> bool:
    """Whether a meaning is a fact that says the very same as that of a role, by another document."""
    if not meaning.role == role.role == "fact":
        return False
    (fact,) = pages.curated.ledger.find_facts(role.text)
    own = meaning.facts[0]
    return (own.subject, own.quantity) == (fact.subject, fact.quantity)


def count_answers(
    pages: TrialPages, answers: Iterator[Answered]
) -> tuple[dict[str, int], list[Sequence[str]]]:
    """How many come back as the first proposal, among all, for certain, wrongly so; and those that are wrong."""
    counts = dict.fromkeys(("all", "first", "alike", "among", "certain", "wrong", "unseen"), 0)
    odd: list[Sequence[str]] = []
    for one in answers:
        counts["all"] += 1
        if one.found is None:
            counts["unseen"] += 1
            continue
        same = [is_same(pages, one.role, one.shown, own.meaning) for own in one.found.proposals]
        first = same[:1] == [True]
        counts["first"] += first
        if not first and one.found.proposals:
            counts["alike"] += is_alike(pages, one.role, one.found.proposals[0].meaning)
        counts["among"] += any(same)
        if one.found.certain:
            counts["certain"] += 1
            counts["wrong"] += not first
        if not first:
            odd.append(_describe(one))
    return counts, odd


def _describe(one: Answered) -> Sequence[str]:
    proposals = one.found.proposals[:1] if one.found else ()
    said = [
        f"{own.meaning.role} {own.meaning.argument or ', '.join(fact.key for fact in own.meaning.facts)}"
        for own in proposals
    ]
    role = f"{{{one.role.role}}}`{one.role.text}`"
    return one.trial.name, str(one.role.place.line), role, one.shown.text, *said
