"""Every page stands in every language, of the same kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.problems import Problem
    from sitegen.site import Contents


SAME = ("kind", "domain", "order")
"""Settings that the languages of a page share."""


def check_languages(contents: Contents) -> Iterator[Problem]:
    """A page missing in a language, or of another kind there; a site without a home."""
    for code in contents.site.config.codes:
        if contents.site.of_kind("home", code) is None:
            path = f"{contents.site.config.path('content')}/index.{code}.md"
            yield Place(path).problem(
                "missing-page",
                f"the site has no home page in the language `{code}`",
                "Write it, with `kind: home`",
            )
    for resolved in contents.pages:
        page = resolved.parsed.page
        for code in contents.site.config.codes:
            other = contents.by_slug.get((page.slug, code))
            if other is None:
                folder = contents.site.config.path("content")
                yield Place(page.path, 1).problem(
                    "missing-page",
                    f"the page has no version in the language `{code}`",
                    f"Write {folder}/{page.slug}.{code}.md",
                )
            elif page.language == contents.site.config.default_language:
                for name in SAME:
                    mine, theirs = page.get(name), other.parsed.page.get(name)
                    if mine != theirs:
                        yield other.parsed.page.place(name).problem(
                            "language-parity",
                            f"`{name}` is `{theirs}` here and `{mine}` in {page.path}",
                            "Write the same in all languages",
                        )
