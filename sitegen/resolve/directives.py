"""The directives, an entry each, and what every one of them is held to.

A new directive is a function that resolves it to a value of its own, a macro of its name in `blocks.html`
and in `blocks.md`, and an entry here.
"""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.charts.kinds import KIND_OPTIONS
from sitegen.later import Later
from sitegen.messages.said import say, say_names
from sitegen.problems import find_nearest, suggest
from sitegen.project.markdown import DirectiveTraits
from sitegen.resolve.block import Block, DirectiveKind
from sitegen.resolve.note import resolve_note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.messages.said import Said
    from sitegen.project.parsed import Directive
    from sitegen.resolve.roles import RoleResolver

DIRECTIVES: Mapping[str, DirectiveKind] = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            DirectiveKind("scorecard", Later("resolve.scorecard:resolve_scorecard")),
            DirectiveKind(
                "chart",
                Later("resolve.chart_block:resolve_chart"),
                options=("name", "title", "alt", "facts", "note", *KIND_OPTIONS),
                required=("name", "title", "alt"),
                traits=DirectiveTraits(inline=("title", "alt", "note", "rest")),
            ),
            DirectiveKind(
                "targets", Later("resolve.target_blocks:resolve_targets"), options=("domain",)
            ),
            DirectiveKind(
                "leading-targets", Later("resolve.target_blocks:resolve_leading_targets")
            ),
            DirectiveKind(
                "note", resolve_note, traits=DirectiveTraits(prose=True, inline=("title",))
            ),
            DirectiveKind("worked-example", Later("resolve.target_blocks:resolve_worked_example")),
            DirectiveKind("thresholds", Later("resolve.target_blocks:resolve_thresholds")),
        )
    }
)
"""Every directive by its name, in the order of the documentation."""

DIRECTIVE_TRAITS: Mapping[str, DirectiveTraits] = MappingProxyType(
    {name: replace(kind.traits, options=kind.options) for name, kind in DIRECTIVES.items()}
)
"""What of each directive is Markdown, by its name."""


_INSTEAD: Mapping[str, Said] = {
    **dict.fromkeys(
        (
            *(
                "admonition",
                "warning",
                "tip",
                "hint",
                "important",
                "caution",
                "danger",
                "attention",
            ),
            *("error", "seealso", "info", "abstract", "example", "question", "success", "callout"),
        ),
        say("Write a note: `:::{{note}} Title`, its text, `:::`"),
    ),
    **dict.fromkeys(("figure", "image"), say('Write `![what it shows](picture.png "caption")`')),
    **dict.fromkeys(
        ("table", "list-table", "csv-table"),
        say("Write a table: `| a | b |`, and below its head `|---|---|`"),
    ),
    **dict.fromkeys(
        ("toctree", "contents"),
        say("Leave it out: pages list their sections by themselves where they do"),
    ),
    **dict.fromkeys(
        ("code", "code-block", "code-cell", "literalinclude"),
        say("Put it between two lines of three backquotes"),
    ),
    **dict.fromkeys(
        ("math", "mermaid"), say("Write it in words or signs: pages set no formulas and no LaTeX")
    ),
}
"""What stands here for directives that other programs have."""


def resolve_block(resolver: RoleResolver, directive: Directive) -> Block:
    """What a directive shows; a wrong one shows nothing, and is a problem."""
    kind = DIRECTIVES.get(directive.name)
    if kind is None:
        resolver.problems.append(
            directive.place.problem(
                "directive",
                say("there is no directive `{name}`", name=directive.name),
                _INSTEAD.get(directive.name.lower())
                or suggest(directive.name, DIRECTIVES)
                or say("Directives are {directives}", directives=say_names(DIRECTIVES)),
            )
        )
        return Block(directive.name)
    meant = _tell_unknown(resolver, directive, kind)
    directive = _drop_late_options(resolver, directive, kind)
    missing = [name for name in kind.required if not directive.get(name)]
    for name in missing:
        if name not in meant:
            resolver.problems.append(
                directive.place.problem(
                    f"{directive.name}-{name}",
                    say("the {name} has no `{name2}`", name=directive.name, name2=name),
                    say("Add a line `:{name}: …`", name=name),
                )
            )
    is_whole = not missing and not meant
    return Block(directive.name, kind.resolve(resolver, directive) if is_whole else None)


def _tell_unknown(resolver: RoleResolver, directive: Directive, kind: DirectiveKind) -> set[str]:
    """Tell of options that a directive does not have; the names that they likely stand for."""
    meant = set[str]()
    for name, option in directive.options:
        if name in kind.options or (kind.traits.prose and name == "title"):
            continue
        left = [one for one in kind.options if not directive.get(one)]
        meant.update(find_nearest(name.lower(), left, 1))
        hint = (
            say("Its options are {names}", names=say_names(kind.options))
            if kind.options
            else say("It takes none")
        )
        resolver.problems.append(
            option.place.problem(
                "directive",
                say("`{directive}` has no option `{name}`", directive=directive.name, name=name),
                suggest(name.lower(), left) or suggest(name.lower(), kind.options) or hint,
            )
        )
    return meant


_LATE = re.compile(r":([a-zA-Z][\w-]*):.*")


def _drop_late_options(
    resolver: RoleResolver, directive: Directive, kind: DirectiveKind
) -> Directive:
    """A directive without the options that stand below its body, which are told of."""
    late = (
        [] if kind.traits.prose else [one for one in directive.lines if _LATE.fullmatch(one.text)]
    )
    for line in late:
        resolver.problems.append(
            line.place.problem(
                "directive",
                say("the option `{text}` stands below the body of its directive", text=line.text),
                say("Put it right below `:::{{{name}}}`", name=directive.name),
            )
        )
    kept = tuple(one for one in directive.lines if one not in late)
    return replace(directive, lines=kept) if late else directive
