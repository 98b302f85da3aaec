"""What stands in texts: roles, claims, directives, charts, statuses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reference.writing import quote, quote_all, write_heading, write_table
from sitegen.analysis.arithmetic import RULES
from sitegen.analysis.derive import DERIVATIONS
from sitegen.analysis.statuses import STATUSES
from sitegen.charts.kinds import CHART_KINDS, KIND_OPTIONS
from sitegen.resolve.directives import DIRECTIVES
from sitegen.resolve.roles import ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from reference.words import Words


def write_roles(words: Words) -> Iterator[str]:
    """The parts of the page on roles and claims."""
    yield words.find("text.roles")
    yield write_heading(words.find("label.keys"), "keys")
    yield words.find("text.keys")
    yield write_heading(words.find("label.roles"), "roles")
    yield write_table(
        (words.find("label.role"), words.find("label.writes")),
        _list_roles(words, ROLES),
    )
    yield write_heading(words.find("label.counts"), "counts")
    yield words.find("text.counts")
    yield write_heading(words.find("label.computed"), "computed")
    yield words.find("text.computed")
    yield write_table(
        (words.find("label.role"), words.find("label.writes"), words.find("label.working")),
        (
            (*row, quote(RULES[name].formula.replace("{", "").replace("}", "")))
            for name, row in zip(DERIVATIONS, _list_roles(words, DERIVATIONS), strict=True)
        ),
    )
    yield write_heading(words.find("label.claims"), "claims")
    yield words.find("text.claims")
    yield write_heading(words.find("label.comparing"), "comparing")
    yield words.find("text.words")


def _list_roles(words: Words, names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        said = words.find(f"role.{name}")
        yield quote(f"{{{name}}}`{words.note(f'role.{name}.takes')}`"), said


def write_directives(words: Words) -> Iterator[str]:
    """The parts of the page on directives and charts."""
    yield words.find("text.directives")
    yield write_heading(words.find("label.directives"), "directives")
    yield write_table(
        (words.find("label.directive"), words.find("label.shows"), words.find("label.options")),
        (
            (quote(f":::{{{name}}}"), words.find(f"directive.{name}"), quote_all(kind.options))
            for name, kind in DIRECTIVES.items()
        ),
    )
    yield write_heading(words.find("label.options"), "options")
    options = dict.fromkeys(option for kind in DIRECTIVES.values() for option in kind.options)
    required = {option for kind in DIRECTIVES.values() for option in kind.required}
    yield write_table(
        (words.find("label.option"), words.find("label.meaning"), words.find("label.needed")),
        (
            (
                quote(option),
                words.find(f"option.{option}"),
                words.find("label.yes") if option in required else "",
            )
            for option in options
        ),
    )
    yield write_heading(words.find("label.charts"), "charts")
    yield words.find("text.charts")
    yield write_table(
        (
            words.find("label.kind"),
            words.find("label.shows"),
            words.find("label.line-names"),
            words.find("label.own-options"),
        ),
        (
            (
                quote(name),
                words.find(f"chart.{name}"),
                words.find(f"chart.{name}.takes"),
                quote_all(one for one in kind.options if one in KIND_OPTIONS),
            )
            for name, kind in CHART_KINDS.items()
        ),
    )
    yield words.find("text.more-charts")


def write_statuses(words: Words) -> Iterator[str]:
    """The parts of the page on statuses."""
    yield words.find("text.statuses")
    yield write_heading(words.find("label.statuses"), "statuses")
    rows = []
    for key, status in STATUSES.items():
        is_lowest = status.least is not None and not status.least.is_finite()
        least = "" if status.least is None or is_lowest else quote(f"{status.least:.2f}")
        rows.append((quote(key), words.tell(status.word), words.find(f"status.{key}"), least))
    yield write_table(
        (
            words.find("label.status"),
            words.find("label.readers-see"),
            words.find("label.when"),
            words.find("label.from-ratio"),
        ),
        rows,
    )
    yield words.find("text.more-statuses")
