"""All languages of a page show the same facts, derive the same numbers, have the same sections and one date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.resolve.page import ResolvedPage
    from sitegen.site import Contents


def check_parity(contents: Contents) -> Iterator[Problem]:
    """A fact, a derived number, a section or a date that one language has and another lacks.

    Pages with a wrong reference are left out: fixing that comes first, and may be enough.
    """
    for resolved in contents.pages:
        page = resolved.parsed.page
        for code in contents.site.config.codes:
            other = contents.by_slug.get((page.slug, code))
            if other is not None and other is not resolved and resolved.sound and other.sound:
                yield from _check_pair(resolved, other)


def _check_pair(one: ResolvedPage, two: ResolvedPage) -> Iterator[Problem]:
    """What the first has and the second lacks."""
    path = two.parsed.page.path
    seen: set[str] = set()
    for citation in one.citations:
        if citation.key in two.cited or citation.key in seen:
            continue
        seen.add(citation.key)
        yield citation.place.problem(
            "parity",
            f"`{citation.key}` is cited here but not in {path}",
            "Cite the same facts in all languages",
        )
    theirs = {working.key for working in two.workings}
    for reference, insertion in zip(one.parsed.references, one.insertions, strict=True):
        if insertion.kind == "derived" and insertion.key not in theirs:
            yield reference.place.problem(
                "parity",
                f"`{insertion.key}` is derived here but not in {path}",
                "Derive the same numbers in all languages",
            )
    updated = one.get("updated")
    if updated and updated != two.get("updated"):
        yield one.parsed.page.place("updated").problem(
            "parity",
            f"`{updated}` is not the date of {path}",
            "Write the same `updated: …` in all languages",
        )
    ids = {heading.id for heading in two.parsed.headings}
    for heading in one.parsed.headings:
        if heading.id not in ids:
            yield heading.place.problem(
                "parity",
                f"the section `{heading.id}` is missing in {path}",
                "Give matching sections the same id: a line `{#id}` before the heading",
            )
