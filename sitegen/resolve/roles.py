"""Roles of a page to what they mean: facts, derived numbers, statuses, terms, sources.

A key that is wrong or ambiguous becomes a problem with the place and the candidates; the role then
stands as it was written, so that everything else can still be checked.
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.later import Later
from sitegen.messages.said import say, say_names
from sitegen.problems import suggest
from sitegen.project.syntax import plain_text
from sitegen.resolve.beginnings import begin_text
from sitegen.resolve.claim_roles import CLAIM, MAY, UNCLAIMED, split_claim
from sitegen.resolve.hrefs import explain_link, is_absolute
from sitegen.resolve.insertions import FactUse, Insertion, LinkView, TermView
from sitegen.resolve.key_slips import Stands
from sitegen.resolve.keys import key_problem, split_keys

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from sitegen.analysis.assessment import Assessment
    from sitegen.analysis.derive import Derived
    from sitegen.language.language import Language
    from sitegen.ledger.values import Fact
    from sitegen.problems import Place, Problem
    from sitegen.project.parsed import Inline, Role
    from sitegen.resolve.insertions import Surroundings
    from sitegen.views.values import ClaimView, DerivedView, TargetView


_TITLED = re.compile(r"(?P<title>.+?)\s*<(?P<key>[^<>]+)>", re.DOTALL)


class RoleResolver:
    """Resolves roles of one page, collecting its problems, citations and workings."""

    def __init__(self, around: Surroundings) -> None:
        """Start with nothing cited."""
        self.around = around
        self.ledger, self.voice, self.maker = around.ledger, around.voice, around.maker
        self.problems: list[Problem] = []
        self.citations: list[FactUse] = []
        self.workings: list[DerivedView | ClaimView] = []
        self.insertions: list[Insertion] = []
        self.tabled: set[str] = set()
        """Keys of the targets that have a row in a table of the page."""

    def add(self, role: Role, *, begins: bool = False) -> None:
        """Resolve the page's next role; `begins` says whether a text begins with it."""
        made = self.insertion(role)
        self.insertions.append(begin_text(made, role, self.maker.code) if begins else made)

    def insertion(self, role: Role) -> Insertion:
        """What a role stands for; a wrong one stands as it was written, and is a problem."""
        made: Insertion | None = None
        if role.role in ROLES:
            made = ROLES[role.role](self, role)
        elif role.role in (rules := _list_rules()):
            made = _insert_derived(self, role)
        else:
            self.problems.append(
                role.place.problem(
                    "role",
                    say("there is no role `{role}`", role=role.role),
                    suggest(role.role, [*ROLES, *rules])
                    or say("Roles are {names}", names=say_names([*ROLES, *rules])),
                )
            )
        return made or Insertion("text", role.text)

    def fact(self, key: str, place: Place, stands: Stands = Stands.ALONE) -> Fact | None:
        """The fact a key means, cited; `None`, and a problem, where it means none or several."""
        found = self.ledger.find_facts(key)
        if len(found) == 1:
            self.cite(found[0].key, place)
            return found[0]
        self.problems.append(key_problem(self.ledger, key, found, place, stands))
        return None

    def cite(self, key: str, place: Place) -> None:
        """Note that the page shows a fact, or computes with it."""
        self.citations.append(FactUse(key, place))

    def target(self, key: str, place: Place, stands: Stands = Stands.ALONE) -> Assessment | None:
        """The assessed target a key means; `None`, and a problem, where it means none."""
        fact = self.fact(key, place, stands)
        if fact is None:
            return None
        assessment = self.around.assessments.get(fact.key)
        if assessment is None:
            self.problems.append(
                place.problem(
                    "status",
                    say("`{key}` is not a target with a status", key=fact.key),
                    say("Name the first statement of a target"),
                )
            )
        return assessment

    def show_target(self, assessment: Assessment, place: Place) -> TargetView:
        """The view of a target, with all facts it shows cited."""
        view = self.maker.target(assessment)
        self.cite_target(view, place)
        return view

    def cite_target(self, view: TargetView, place: Place) -> None:
        """Note all facts that the view of a target shows."""
        judged = (view.baseline.figure, view.latest.figure)
        figures = [view.target, *view.restatements, *judged]
        bound = view.bounds.share if view.bounds else None
        for figure in (*figures, view.mean, view.comparison, bound):
            for key in figure.keys if figure else ():
                self.cite(key, place)

    def derived(self, rule: str, text: str, place: Place) -> DerivedView | None:
        """The view of a derived number; `None`, and a problem, where it cannot be had."""
        derived = self.derive(rule, text, place)
        return None if derived is None else self.maker.derived(derived)

    def derive(self, rule: str, text: str, place: Place) -> Derived | None:
        """A derived number from the keys in a role; `None`, and a problem, where it cannot be had."""
        from sitegen.analysis.conditions import DeriveError
        from sitegen.analysis.derive import derive

        keys = split_keys(text)
        found = (self.fact(key, place, Stands.LIST) for key in keys)
        facts = [fact for fact in found if fact is not None]
        if len(facts) < len(keys):
            return None
        try:
            return derive(rule, facts, self.ledger.unit_by_key)
        except DeriveError as error:
            self.problems.append(
                place.problem(
                    "derive",
                    say("`{{{rule}}}` of `{text}`: {error}", rule=rule, text=text, error=error),
                    error.hint,
                )
            )
            return None

    def working(self, view: DerivedView | ClaimView) -> int:
        """The number of a working on this page; each stands there once."""
        if view not in self.workings:
            self.workings.append(view)
        return self.workings.index(view) + 1

    def link(self, href: str, place: Place) -> str:
        """Where a link goes: another page by its file, or an absolute address.

        Files are named from the folder of the page on, as editors and GitHub follow them.
        """
        if is_absolute(href) or href.startswith("#"):
            return href
        name, _, fragment = href.partition("#")
        slug = posixpath.normpath(posixpath.join(self.around.folder, name.removesuffix(".md")))
        if name.endswith(".md") and slug in self.around.pages:
            return self.maker.href(self.around.pages[slug], fragment)
        what, hint = explain_link(href, self.around.pages, self.around.folder)
        shown = say("`{href}`", href=unquote(href)) if href else say("an empty address")
        self.problems.append(
            place.problem("link", say("{shown} {what}", shown=shown, what=what), hint)
        )
        return href

    def find_language(self, href: str) -> Language | None:
        """The language of the page that a link leads to, where it is another one."""
        if is_absolute(href) or href.startswith("#"):
            return None
        name, ending, _ = href.partition("#")[0].rpartition(".md")
        if not ending:
            return None
        slug = posixpath.normpath(posixpath.join(self.around.folder, name))
        code = self.around.pages.get(slug, "").partition("/")[0]
        return next((one for one in self.around.others if one.code == code), None)

    def plain(self, inline: Inline | None) -> str:
        """Inline Markdown as plain text."""
        if inline is None:
            return ""
        return plain_text(
            inline.tokens, {index: one.text for index, one in enumerate(self.insertions)}
        )


def _insert_fact(resolver: RoleResolver, role: Role) -> Insertion | None:
    fact = resolver.fact(role.text, role.place)
    if fact is None:
        return None
    view = resolver.maker.fact(fact)
    return Insertion("fact", view.text, view.key, view)


def _list_rules() -> Collection[str]:
    """The rules by which numbers are computed; each is a role."""
    from sitegen.analysis.derive import DERIVATIONS

    return DERIVATIONS


def _insert_derived(resolver: RoleResolver, role: Role) -> Insertion | None:
    view = resolver.derived(role.role, role.text, role.place)
    if view is None:
        return None
    return Insertion("derived", view.text, view.key, view, resolver.working(view))


def _insert_status(resolver: RoleResolver, role: Role) -> Insertion | None:
    assessment = resolver.target(role.text, role.place)
    if assessment is None:
        return None
    view = resolver.maker.target(assessment)
    return Insertion("status", view.verdict.word, view.id, view)


def _insert_bound(resolver: RoleResolver, role: Role) -> Insertion | None:
    """How much of the way to a target has been made at most, or at least."""
    assessment = resolver.target(role.text, role.place)
    if assessment is None:
        return None
    if assessment.bounds is None:
        resolver.problems.append(
            role.place.problem(
                "status",
                say(
                    "`{key}` has no bounded verdict: it is {status}",
                    key=assessment.target.key,
                    status=assessment.status,
                ),
                say("Name a target whose status is `bounded`"),
            )
        )
        return None
    for fact in assessment.bounds.share.facts:
        resolver.cite(fact.key, role.place)
    view = resolver.maker.derived(assessment.bounds.share)
    return Insertion("derived", view.text, view.key, view, resolver.working(view))


def _insert_claim(resolver: RoleResolver, role: Role) -> Insertion | None:
    from sitegen.resolve.claims import judge_words

    judged = judge_words(resolver, role)
    if judged is None:
        words, _ = split_claim(role.text)
        return Insertion("text", words) if words else None
    words, key, findings = judged
    view = resolver.maker.claim(key, words, findings)
    return Insertion("claim", words, key, view, resolver.working(view), findings)


def _insert_unclaimed(resolver: RoleResolver, role: Role) -> Insertion | None:
    """Words that compare and are held to nothing, for a reason that the author gives."""
    words, reason = split_claim(role.text)
    if words and reason:
        return Insertion("text", words)
    resolver.problems.append(
        role.place.problem(
            "unclaimed",
            say(
                "`{{unclaimed}}` of `{text}` does not say why no figure carries it", text=role.text
            ),
            say(
                "Write the words, then the reason: `the first of its kind <as the report calls it>`"
            ),
        )
    )
    return None


def split_title(text: str) -> tuple[str, str]:
    """Title and key of `title <key>`; a key alone has no title."""
    match = _TITLED.fullmatch(text)
    return (match["title"], match["key"]) if match else ("", text)


def _insert_term(resolver: RoleResolver, role: Role) -> Insertion | None:
    title, key = split_title(role.text)
    term = resolver.ledger.term_by_key.get(key)
    if term is None:
        resolver.problems.append(
            role.place.problem(
                "term",
                say("the glossary has no term `{key}`", key=key),
                suggest(key, resolver.ledger.term_by_key) or say("Add it to glossary.csv"),
            )
        )
        return None
    text = title or term.names[resolver.maker.code]
    href = (
        resolver.maker.href(resolver.around.glossary, term.term) if resolver.around.glossary else ""
    )
    return Insertion(
        "term", text, key, TermView(key, text, term.explanation[resolver.maker.code], href)
    )


def _insert_source(resolver: RoleResolver, role: Role) -> Insertion | None:
    title, key = split_title(role.text)
    keys = resolver.ledger.source_by_key
    if key not in keys:
        resolver.problems.append(
            role.place.problem(
                "source",
                say("there is no source `{key}`", key=key),
                suggest(key, keys) or say("Add it to sources.csv"),
            )
        )
        return None
    view = resolver.maker.source(key)
    text = title or view.title
    return Insertion("source", text, key, LinkView(text, view.href))


def _insert_achieved(resolver: RoleResolver, role: Role) -> Insertion | None:
    """The mean growth a year from the start of the way to a target to the latest figure."""
    assessment = resolver.target(role.text, role.place)
    if assessment is None:
        return None
    from sitegen.analysis.several import find_mean

    mean = find_mean(assessment, resolver.ledger.unit_by_key)
    if mean is None:
        resolver.problems.append(
            role.place.problem(
                "derive",
                say(
                    "it is not known how `{key}` has grown from its start",
                    key=assessment.target.key,
                ),
                say("Name a target that has a later figure, and a baseline or a yearly rate"),
                key=assessment.target.key,
            )
        )
        return None
    for fact in mean.facts:
        resolver.cite(fact.key, role.place)
    view = resolver.maker.derived(mean)
    return Insertion("derived", view.text, view.key, view, resolver.working(view))


ROLES: Mapping[str, Callable[[RoleResolver, Role], Insertion | None]] = {
    "fact": _insert_fact,
    "status": _insert_status,
    "bound": _insert_bound,
    "achieved": _insert_achieved,
    CLAIM: _insert_claim,
    MAY: _insert_claim,
    UNCLAIMED: _insert_unclaimed,
    "count": Later("resolve.counts:write_counted"),
    "term": _insert_term,
    "source": _insert_source,
}
"""Roles besides the rules of derived numbers."""
