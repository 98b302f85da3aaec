"""Jinja templates and contexts to HTML and to plain texts; the template never looks anything up.

A template's context is its dependency list: what it needs and did not get is an error, by
`Missing`, and what it got is part of the key its result is stored under.
"""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
from jinja2.runtime import Macro
from markupsafe import Markup

from sitegen.language.catalog import UntranslatedError
from sitegen.language.directions import find_direction
from sitegen.language.line_breaks import divide_words
from sitegen.memo import digest
from sitegen.messages.said import say
from sitegen.problems import Place, suggest
from sitegen.render.ceilings import BoundedEnvironment, Meter, check_length
from sitegen.render.escaping import PLAIN, escape_markdown, keep_dates
from sitegen.render.missing import Missing
from sitegen.render.needs import find_used, read_needs

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import CodeType
    from typing import Any

    from jinja2.bccache import Bucket

    from sitegen.language.directions import Direction
    from sitegen.language.voice import Voice
    from sitegen.problems import Problem
    from sitegen.project.theme import NamedText

_WBR = Markup("<wbr>")
_FILTERS: Mapping[str, Callable[[Voice], Callable[[str], str]]] = {
    "lang": lambda voice: partial(_write_language, find_direction(voice.language.tag)),
    "literal": lambda _: escape_markdown,
    "unbroken": lambda _: keep_dates,
    "broken": lambda voice: lambda text: _WBR.join(divide_words(text, voice.language)),
}
"""The filters that templates of a language have besides those of Jinja."""
"""A place where a line may break."""


class RenderError(Exception):
    """A template cannot be rendered; holds the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem, which has the place in the template and what to do."""
        self.problem = problem
        super().__init__(problem.message)


class CompiledTemplates(jinja2.FileSystemBytecodeCache):
    """Compiled templates, in memory and, as Python keeps its own, in the user's folder for such things."""

    def __init__(self) -> None:
        """Nothing is compiled yet."""
        own = blake2b(Path(__file__).read_bytes(), digest_size=8).hexdigest()  # it has the options
        self._compiled: dict[str, CodeType] = {}
        with suppress(RuntimeError, OSError):  # a folder that is not the user's alone is not used
            super().__init__(pattern=f"sitegen-{own}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was compiled before."""
        bucket.code = self._compiled.get(bucket.key)
        if bucket.code is None and hasattr(self, "directory"):
            with suppress(OSError):
                super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        if bucket.code is not None:
            self._compiled[bucket.key] = bucket.code
        if hasattr(self, "directory"):
            with suppress(OSError):
                super().dump_bytecode(bucket)


@dataclass(frozen=True)
class Templates:
    """The templates that a site may use, by name."""

    files: tuple[tuple[str, NamedText], ...]
    _closures: dict[str, str] = field(default_factory=dict, compare=False, repr=False)
    _codes: CompiledTemplates = field(default_factory=CompiledTemplates, compare=False)
    _environments: dict[str, tuple[Voice, BoundedEnvironment]] = field(
        default_factory=dict, compare=False, repr=False
    )

    @cached_property
    def by_name(self) -> Mapping[str, NamedText]:
        """Text and path of each template."""
        return dict(self.files)

    def place(self, name: str, line: int = 0) -> Place:
        """A line of a template, or the whole of it, as messages name it."""
        return Place(self.by_name[name].path if name in self.by_name else name, line)

    def environment(self, voice: Voice) -> BoundedEnvironment:
        """The Jinja environment of a language, whose texts every template may use."""
        code = voice.language.code
        known = self._environments.get(code)
        if known is None or known[0] is not voice:
            known = self._environments[code] = voice, self._make_environment(voice)
        return known[1]

    def _make_environment(self, voice: Voice) -> BoundedEnvironment:
        """Strict, escaping where HTML is made, and reading no template from disk."""
        by_name = self.by_name

        def load(name: str) -> tuple[str, str, None] | None:
            return (by_name[name].text, by_name[name].path, None) if name in by_name else None

        environment = BoundedEnvironment(
            loader=jinja2.FunctionLoader(load),
            undefined=Missing,
            autoescape=jinja2.select_autoescape(disabled_extensions=PLAIN, default=True),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._codes,
        )
        environment.globals |= {
            "_": voice.say,
            "ngettext": voice.say_many,
            "say_number": voice.number,
            "between": voice.between,
        }
        environment.filters |= {name: make(voice) for name, make in _FILTERS.items()}
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        return environment

    def list_needed(self, *names: str) -> tuple[NamedText, ...]:
        """Templates with all that they extend, include and import, as far as it is there."""
        used = find_used(self.by_name, names[::-1])
        return tuple(self.by_name[name] for name in used)

    def closure(self, name: str) -> str:
        """A digest of a template and of all it extends, includes and imports.

        Raises:
            RenderError: One of them is missing, or is not a template.
        """
        if name not in self._closures:
            seen: dict[str, str] = {}
            waiting = [(name, "")]
            while waiting:
                current, by = waiting.pop()
                if current in seen:
                    continue
                if current not in self.by_name:
                    from sitegen.render.faults import explain_missing

                    raise RenderError(
                        explain_missing(
                            self.by_name, current, by, say("`{by}` needs it", by=by or name)
                        )
                    )
                seen[current] = self.by_name[current].text
                try:
                    needed = read_needs(seen[current]).templates
                except jinja2.TemplateSyntaxError as error:
                    from sitegen.render.faults import explain_syntax

                    raise RenderError(explain_syntax(self.by_name, current, error, None)) from None
                waiting.extend((one, current) for one in needed)
            self._closures[name] = digest(tuple(sorted(seen.items())))
        return self._closures[name]


@lru_cache(maxsize=1)
def list_named() -> Mapping[str, frozenset[str]]:
    """The filters and the tests that templates may name, by the word for what each is."""
    environment = BoundedEnvironment()
    return {
        "filter": frozenset((*environment.filters, *_FILTERS)),
        "test": frozenset(environment.tests),
    }


@lru_cache(maxsize=2)
def open_templates(files: tuple[tuple[str, NamedText], ...]) -> Templates:
    """The templates of these texts; kept for the next build of a preview, with all that was read of them."""
    return Templates(files)


def _write_language(around: Direction, tag: str) -> Markup:
    """The attributes of an element in a language: its tag, and its direction where the page may have another."""
    own = find_direction(tag)
    if "rtl" in {own, around}:
        return Markup('lang="{}" dir="{}"').format(tag, own)
    return Markup('lang="{}"').format(tag)


def render_template(
    templates: Templates, name: str, context: Mapping[str, Any], voice: Voice, listed: int = 0
) -> str:
    """Render a template, now; `listed` says how many facts it lists.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    environment = templates.environment(voice)
    meter = Meter(listed=listed)
    with _place_errors(templates, name, voice, context), environment.bounded(meter):
        return check_length(environment.get_template(name).render(context))


def compile_template(templates: Templates, name: str, voice: Voice) -> None:
    """Compile a template for who renders it later, and says what is wrong with it."""
    environment = templates.environment(voice)
    with suppress(Exception), environment.bounded(Meter()):
        environment.get_template(name)


@contextmanager
def render_macros(templates: Templates, name: str, voice: Voice) -> Iterator[Callable[..., str]]:
    """A function that calls the macros of a template by their names.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    environment, meter = templates.environment(voice), Meter()
    with _place_errors(templates, name, voice):
        with environment.bounded(meter):
            module = environment.get_template(name).module

        def call(macro: str, *values: object) -> str:
            called = _get_macro(templates.by_name[name], module, macro, len(values))
            with environment.bounded(meter):
                return check_length(called(*values))

        yield call


def _get_macro(file: NamedText, module: object, name: str, count: int) -> Callable[..., str]:
    """A macro that takes so many values.

    Raises:
        RenderError: There is none.
    """
    macro = getattr(module, name, None)
    if not isinstance(macro, Macro):
        there = [one for one, value in vars(module).items() if isinstance(value, Macro)]
        raise RenderError(
            Place(file.path).problem(
                "template",
                say("there is no macro `{name}`", name=name),
                suggest(name, there) or say("Write it"),
            )
        )
    if count > len(macro.arguments) and not macro.catch_varargs:
        from sitegen.render.faults import find_macro

        raise RenderError(
            find_macro(file, name).problem(
                "template",
                say(
                    "the macro `{name}` takes {number} values, and is given {count}",
                    name=name,
                    number=len(macro.arguments),
                    count=count,
                ),
                say("See the macro of this name in the theme"),
            )
        )
    return macro


@contextmanager
def _place_errors(
    templates: Templates, name: str, voice: Voice, context: Mapping[str, Any] | None = None
) -> Iterator[None]:
    """Turn what a template can do wrong into a problem at its place; what is not its fault goes on."""
    files = templates.by_name
    try:
        yield
    except RenderError:
        raise
    except jinja2.TemplateSyntaxError as error:
        from sitegen.render.faults import explain_syntax

        environment = templates.environment(voice)
        raise RenderError(explain_syntax(files, name, error, environment)) from None
    except UntranslatedError as error:
        raise RenderError(untranslated_problem(voice, error.msgid)) from None
    except Exception as error:
        if isinstance(error, jinja2.TemplateNotFound | ValueError):
            templates.closure(name)  # says which one needs it, or which number cannot be read
        from sitegen.render.faults import explain_failure, list_given

        environment = templates.environment(voice)
        given = list_given(context or {}, environment)
        problem = explain_failure(files, name, error, given, environment)
        if problem is None:
            raise
        raise RenderError(problem) from error


def untranslated_problem(voice: Voice, msgid: str) -> Problem:
    """An interface text that the catalogue of a language lacks."""
    return Place(voice.catalog.path).problem(
        "untranslated",
        say("the interface text `{msgid}` has no translation", msgid=msgid),
        say("Add it to the catalogue"),
    )
