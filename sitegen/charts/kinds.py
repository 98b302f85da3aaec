"""The kinds of charts: all that belongs to one is its entry, and the file that draws it.

To add a kind, write that file with a function `draw`, and its entry. Nothing else names kinds. Altair is
imported with the file of a kind, and that only when a chart of it is drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from sitegen.charts.data import NUMBER, WORDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import altair as alt

    from sitegen.charts.data import ChartData, Form

    Draw = Callable[[ChartData, Form], alt.TopLevelLayerSpec]


class Takes(Enum):
    """What an author names for a chart."""

    FACTS = "facts"
    """Facts by their keys, drawn in the order in which they are named."""
    PATH = "path"
    """One indicator and area: its baseline, what was reached, and its target."""
    RATES = "rates"
    """A planned yearly rate a row; and the mean rate achieved, where the row does not leave it to the site to find it."""
    TARGETS = "targets"
    """A target a row, of which it is known how much of the way to it has been made."""
    PARTS = "parts"
    """The parts of one whole, which the option `whole` names."""
    DATES = "dates"
    """Targets by their keys and events by theirs, each with its date."""


class GeneratedFor(Enum):
    """What the site draws a chart for without being asked to."""

    TARGET = "target"
    """Each target that has a baseline."""
    INDICATOR = "indicator"
    """Each indicator of which facts may be compared."""


@dataclass(frozen=True)
class ChartKind:
    """A kind of chart: what it is called, what it takes, what it says, and where it is drawn."""

    name: str
    """As authors write it."""
    module: str
    """The file with `draw(data, form)`, which returns the Altair chart of a form."""
    takes: Takes = Takes.FACTS
    named_by_time: bool = True
    """Whether items that differ in their period alone are called by it; else by their indicator."""
    generated_for: GeneratedFor | None = None
    """Of what the site draws one by itself; no two kinds of the same."""
    about: str = ""
    """What its subtitle begins with, where the indicators do not say what is shown: a msgid."""
    is_log: bool = False
    """Whether its scale is logarithmic, so that all numbers must be above zero."""
    options: tuple[str, ...] = ()
    """Options of the directive that it takes besides those of all charts."""
    words: tuple[tuple[str, str], ...] = ()
    """What it says in the picture besides `WORDS`: key in `ChartData.words`, and the msgid to translate."""
    sentences: tuple[tuple[str, str], ...] = ()
    """What the title and description of a generated chart are made of: key and msgid."""

    def load(self) -> Draw:
        """Import the kind's module and return its `draw`.

        Raises:
            ImportError: There is no such file.
        """
        draw: Draw = import_module(self.module).draw
        return draw

    def translate(self, say: Callable[[str], str]) -> tuple[tuple[str, str], ...]:
        """The words of `ChartData.words`, translated by `say`: those of all charts, and its own."""
        return tuple((key, say(message)) for key, message in (*WORDS, *self.words))

    def sentence(self, key: str) -> str:
        """The msgid of a sentence.

        Raises:
            KeyError: The kind has no such sentence.
        """
        return dict(self.sentences)[key]


CHART_KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            ChartKind(
                "path",
                "sitegen.charts.path",
                takes=Takes.PATH,
                generated_for=GeneratedFor.TARGET,
                words=(("path", "Path to the target"),),
                sentences=(
                    ("title", "{indicator}, {area}: the path to {target}"),
                    ("point", "{role}, {period}: {quantity}"),
                    ("and", "; "),
                ),
            ),
            ChartKind(
                "compare",
                "sitegen.charts.compare",
                generated_for=GeneratedFor.INDICATOR,
                sentences=(
                    ("areas", "{indicator} by area, {period}, {kind}"),
                    ("times", "{indicator} over time, {area}"),
                    ("bar", "{label}: {quantity}"),
                    ("and", "; "),
                ),
            ),
            ChartKind("growth", "sitegen.charts.growth"),
            ChartKind("range", "sitegen.charts.range", named_by_time=False),
            ChartKind(
                "rates",
                "sitegen.charts.rates",
                takes=Takes.RATES,
                about="Mean growth a year",
            ),
            ChartKind(
                "progress",
                "sitegen.charts.progress",
                takes=Takes.TARGETS,
                about="Share of the way from baseline to target",
                words=(("made", "Progress made"), ("due", "Time passed")),
            ),
            ChartKind(
                "parts",
                "sitegen.charts.parts",
                takes=Takes.PARTS,
                options=("whole", "rest"),
                words=(("rest", "Other"), ("all", "In all")),
            ),
            ChartKind(
                "dots",
                "sitegen.charts.dots",
                named_by_time=False,
                is_log=True,
                words=(
                    (
                        "log-scale",
                        "Logarithmic scale: each line stands for ten times the one before",
                    ),
                ),
            ),
            ChartKind(
                "deadlines",
                "sitegen.charts.deadlines",
                takes=Takes.DATES,
                about="When it is due",
                words=(
                    ("happened", "Happened"),
                    ("due", "Due"),
                    ("until", "The documents reach to {date}"),
                ),
            ),
        )
    }
)
"""Every kind by its name, in the order of the documentation."""


KIND_OPTIONS = tuple(
    dict.fromkeys(option for kind in CHART_KINDS.values() for option in kind.options)
)
"""Options that some kinds take and others do not."""


def list_messages() -> Iterator[str]:
    """The msgids of all that charts say by themselves, for the check of the catalogues."""
    yield from (message for _, message in WORDS)
    yield NUMBER
    for kind in CHART_KINDS.values():
        yield from (message for _, message in (*kind.words, *kind.sentences))
        yield from filter(None, [kind.about])


def get_generated(subject: GeneratedFor) -> ChartKind:
    """The kind that the site draws for a subject by itself.

    Raises:
        LookupError: No kind is.
    """
    for kind in CHART_KINDS.values():
        if kind.generated_for is subject:
            return kind
    raise LookupError(subject)
