"""What a build makes things with: the site to ask, templates, a store, and who draws, paints and prints.

All of it is made when it is first needed: an edit of a paragraph needs no ledger, a build in which
nothing changed needs none of it.
"""

from __future__ import annotations

import json
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sitegen.addresses import asset_address
from sitegen.asked import Digests, is_asked
from sitegen.build.voices import read_voices, recall_voices
from sitegen.charts.process import Drawer
from sitegen.defects import make_defect
from sitegen.frame.values import ICONS
from sitegen.media.painting import Painter
from sitegen.memo import digest
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import Said, say
from sitegen.naming import LOCK, SITE_TOML, write_json
from sitegen.project.texts import find_file, load_contents, load_source
from sitegen.project.theme import load_look
from sitegen.render.templates import compile_template, open_templates, render_template
from sitegen.site import Shared, Site, Studio, Values
from sitegen.traces.inputs import UNREAD, name_content
from sitegen.translations.record import name_lock
from sitegen.workers import WorkerError, is_memory_bounded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sitegen.build.load import Tables
    from sitegen.known import Pages
    from sitegen.language.voice import Voice
    from sitegen.memo import Memo
    from sitegen.problems import Place, Problem
    from sitegen.project.config import Config
    from sitegen.project.theme import Look
    from sitegen.render.outputs import PageOutput
    from sitegen.render.templates import Templates
    from sitegen.resolve.chart_block import ChartBlock
    from sitegen.traces.inputs import Inputs
    from sitegen.traces.noted import Noted


T = TypeVar("T")


class DrawingError(Exception):
    """A chart could not be drawn; its cause is what the process that draws raised, or that it ended."""

    def __init__(self, chart: str, cause: Exception) -> None:
        """Keep the name of the chart, and the cause."""
        self.chart, self.cause = chart, cause
        super().__init__(f"the chart `{chart}` cannot be drawn: {cause}")

    def explain(self, place: Place) -> Problem:
        """The problem that it is where the chart is asked for."""
        if not isinstance(self.cause, WorkerError):
            return make_defect(self.cause, place)
        return place.problem(
            "drawing",
            say(
                "the chart `{chart}` cannot be drawn: {cause}",
                chart=self.chart,
                cause=hear(self.cause),
            ),
            find_cure(),
        )


class LeftError(BaseException):
    """A copy of the process leaves a unit to the process that was started. No failure: nobody is to catch it as one."""


def find_cure() -> Said:
    """What to do about a drawing that ended a process: V8 asks for more addresses than there is memory, and ends where it gets none."""
    if is_memory_bounded():
        return say("Let processes have more addresses: `ulimit -v unlimited`")
    return say("Look for unusual characters in its texts; a build tries again each time")


class Readings:
    """What was read of a project, as long as the files that it was read from stay as they are."""

    def __init__(self, drawer: Drawer | None = None) -> None:
        """Nothing was read. `drawer` draws the charts of all builds; without one, each has its own."""
        self.drawer = drawer
        self.digests = Digests()
        """What the names of things in the tables stand for."""
        self.inputs: Inputs | None = None
        """The files as they were when they were last looked at."""
        self._known: dict[str, tuple[str, Any]] = {}

    def forget(self) -> None:
        """Read all anew when it is next asked for."""
        self._known.clear()
        self.inputs = None

    def get(self, name: str, stamp: str, read: Callable[[], T]) -> T:
        """What a name stands for with these files: kept, or read now."""
        before = self._known.get(name)
        if before is None or before[0] != stamp:
            before = self._known[name] = stamp, read()
        value: T = before[1]
        return value


@dataclass
class Kit:
    """The tools of one build in one process."""

    project: Path
    config: Config
    memo: Memo
    pages: Callable[[], Pages]
    """What all pages say of themselves."""
    find: Callable[[str], str | None]
    """What a value was when it was last made, as JSON; `None` where it must be made."""
    asset_names: Callable[[], list[str]]
    """Names of the published assets."""
    notes: Noted
    """What builds note for each other."""
    inputs: Inputs
    """The files as they were when the build began."""
    kept: Readings
    """What was read for the last build in this process."""
    moved: set[str] = field(default_factory=set)
    """Names of files that were written to since."""
    outside: bool = False
    """Whether paths of the settings may lead out of the project."""
    is_copy: bool = False
    """Whether this is a copy of the process that was started."""
    may_draw: bool = True
    """Whether charts are drawn in this process: who draws takes longer to start than few units to make."""
    closing: ExitStack = field(default_factory=ExitStack)
    foreign: tuple[object, ...] = ()
    """What the process that a copy was made of had opened: held, as whatever is let go is closed."""

    def __enter__(self) -> Self:
        """Nothing is opened before it is needed."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Close what was opened."""
        self.closing.close()

    @cached_property
    def data(self) -> tuple[Mapping[str, str | None], tuple[Problem, ...]]:
        """The texts of the tables by name, `None` for what could not be read, and what is wrong with their files."""
        from sitegen.project.files import load_data

        return load_data(self.project, self.config)

    @property
    def tables(self) -> Tables:
        """The tables, read."""
        from sitegen.build.load import read_tables

        config = self.config

        def read() -> Tables:
            texts = tuple(self.data[0].items())
            folder = config.path("data")
            return read_tables(texts, config.codes, folder, config.source_kinds, config.languages)

        return self.kept.get("tables", self.inputs.stamp("data/", SITE_TOML), read)

    @property
    def look(self) -> tuple[Look, tuple[Problem, ...]]:
        """Templates, catalogues and assets, and what is wrong with their files."""
        return self.kept.get(
            "look", self._stamp, lambda: load_look(self.project, self.config.path("templates"))
        )

    @property
    def voices(self) -> tuple[tuple[Voice, ...], tuple[Problem, ...]]:
        """The voices of all languages, and what is wrong with their catalogues."""
        return read_voices(self.config, self.look[0])

    @property
    def _voices(self) -> tuple[Voice, ...]:
        """The voices of all languages."""
        return self.kept.get(
            "voices", self._stamp, lambda: recall_voices(self.config, self.look[0], self.notes)
        )

    @property
    def templates(self) -> Templates:
        """The templates."""
        return self.kept.get(
            "templates", self._stamp, lambda: open_templates(tuple(self.look[0].templates.items()))
        )

    @cached_property
    def _stamp(self) -> str:
        return self.inputs.stamp("templates/", "theme/", SITE_TOML)

    @cached_property
    def shared(self) -> Shared:
        """What all pages share."""
        return Shared(
            self.config,
            lambda: self.tables.curated,
            lambda: self._voices,
            lambda: {name: asset_address(name) for name in self.asset_names()},
            self.inputs.files,
        )

    @cached_property
    def values(self) -> Values:
        """What pages know of each other."""
        return Values(self.pages, self.find)

    @cached_property
    def _drawer(self) -> Drawer:
        """Who draws charts: a process that is started by the first one; a copy of this process has its own."""
        own = None if self.is_copy else self.kept.drawer
        return own or self.closing.enter_context(Drawer())

    def become_copy(self, *, may_draw: bool) -> None:
        """Work in a copy of the process that was started: what that opened is not this one's to use or close."""
        self.is_copy, self.may_draw = True, may_draw
        own = [self.__dict__.pop(name, None) for name in ("_drawer", "painter")]
        self.foreign = self.closing, *own
        self.closing = ExitStack()

    def forget_values(self) -> None:
        """Forget what pages know of each other: some of it is other than before."""
        self.__dict__.pop("values", None)

    @cached_property
    def painter(self) -> Painter:
        """Who paints pictures; its process lives as long as this kit is open."""
        return self.closing.enter_context(Painter())

    def prepare(self) -> None:
        """Read now what most pages are made with."""
        from sitegen.pages.plan import list_templates

        _ = self.shared.assets, self.tables
        voice = next(iter(self.shared.voices.values()))
        for name in list_templates(self.config, self.values.get("kinds:"), (True, True)):
            compile_template(self.templates, name, voice)

    def studio(self, note: Callable[[str], None]) -> Studio:
        """A site that notes what it is asked for, and what its charts are drawn with."""
        return Studio(Site(self.shared, self.values, note), self.draw)

    @cached_property
    def _content(self) -> tuple[Path, str, tuple[Path, ...]]:
        """The folder of pages, what messages call it, and where its links may lead."""
        folder = self.config.path("content")
        root = self.project / folder
        return root, folder, (self.project.resolve(), root.resolve())

    def load_page(self, name: str) -> tuple[str | None, tuple[Problem, ...]]:
        """The text of a file of the content folder."""
        root, folder, bounds = self._content
        content, text, problems = load_source(root, folder, name, bounds)
        self._note_read(f"content/{name}", content)
        return text, problems

    def load_image(self, name: str) -> bytes | None:
        """The content of a file of the content folder that is no page; `None` where it cannot be read."""
        root, folder, bounds = self._content
        found = [find_file(root, name, bounds)]
        content = load_contents(root, folder, found, bounds)[0].get(name)
        self._note_read(f"content/{name}", content)
        return content

    def load_lock(self) -> tuple[str | None, tuple[Problem, ...]]:
        """The text of the file that says which texts of the languages were agreed."""
        root, _, bounds = self._content
        path = name_lock(self.config.path("content"))
        content, text, problems = load_source(
            self.project, "", path, (*bounds, root.parent.resolve()), is_merged=True
        )
        self._note_read(LOCK, content)
        return text, problems

    def _note_read(self, known: str, content: bytes | None) -> None:
        """Note a file that is not as it was when the build began."""
        seen = self.inputs.files.get(known, "")
        if not seen.startswith(UNREAD) if content is None else name_content(content) != seen:
            self.moved.add(known)

    def draw(self, chart: ChartBlock) -> Mapping[str, str]:
        """The drawings of a chart by form: found, or made.

        Raises:
            DrawingError: It cannot be drawn.
            LeftError: It is not to be drawn in this process.
        """

        def make() -> str:
            if not self.may_draw:
                raise LeftError
            return json.dumps(self._drawer.draw(chart.data), ensure_ascii=False)

        label = f"{chart.data.name}.{chart.data.language}"
        try:
            found = self.memo.recall("chart", label, chart.data, make)
        except Exception as error:
            raise DrawingError(chart.data.name, error) from error
        drawings: dict[str, str] = json.loads(found)
        return drawings

    def make_bundle(self) -> str:
        """What draws charts in browsers."""
        return self._drawer.make_bundle()

    def render(self, output: PageOutput, note: Callable[[str], None]) -> str:
        """A page from its template.

        Raises:
            RenderError: The template is wrong, or needs what it did not get.
        """
        note(f"template:{output.template}")
        return render_template(
            self.templates, output.template, output.context, output.voice, output.listed
        )

    def name_input(self, name: str) -> str:
        """The digest of what the name of a template or a voice stands for."""
        if is_asked(name):
            return self.kept.digests.name(self.shared.curated, name)
        kind, _, arg = name.partition(":")
        if kind == "template":
            return self.templates.closure(arg)
        voice = self.shared.voices[arg]
        return digest((voice.language, voice.catalog))


def list_icons(config: Config) -> list[str]:
    """The drawings that icons are painted from, where the project wants icons."""
    return [drawing for drawing, _ in ICONS.values()] if config.manifest else []


def as_plain(value: Any) -> str:  # noqa: ANN401 # whatever JSON holds
    """A plain value as JSON."""
    return write_json(value)
