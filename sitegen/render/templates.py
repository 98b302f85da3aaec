"""Jinja templates and contexts to HTML and to plain texts; the template never looks anything up.

A template's context is its dependency list: what it needs and did not get is an error, by
`StrictUndefined`, and what it got is part of the key its result is stored under.
"""

from __future__ import annotations

import traceback
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2 import meta

from sitegen.language.catalog import UntranslatedError
from sitegen.memo import digest
from sitegen.problems import Place
from sitegen.render.escaping import PLAIN, escape_markdown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from sitegen.language.voice import Voice
    from sitegen.memo import Memo
    from sitegen.problems import Problem
    from sitegen.render.outputs import PageOutput


@lru_cache(maxsize=1024)
def _find_referenced(text: str) -> tuple[str, ...]:
    """The templates that a template extends, includes and imports; a text is parsed once.

    Raises:
        jinja2.TemplateSyntaxError: The text is no template.
    """
    tree = jinja2.Environment(autoescape=True).parse(text)
    return tuple(found for found in meta.find_referenced_templates(tree) if found)


class RenderError(Exception):
    """A template cannot be rendered; holds the problem."""

    def __init__(self, problem: Problem) -> None:
        """Keep the problem."""
        self.problem = problem
        super().__init__(problem.message)


@dataclass(frozen=True)
class Templates:
    """The template files of a project, by name."""

    folder: str
    """Folder of the templates, as messages name it."""
    texts: tuple[tuple[str, str], ...]
    _closures: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def environment(self) -> jinja2.Environment:
        """The Jinja environment: strict, escaping where HTML is made, and reading nothing from disk."""
        by_name = dict(self.texts)

        def load(name: str) -> tuple[str, str, None] | None:
            return (by_name[name], f"{self.folder}/{name}", None) if name in by_name else None

        environment = jinja2.Environment(
            loader=jinja2.FunctionLoader(load),
            undefined=jinja2.StrictUndefined,
            autoescape=jinja2.select_autoescape(disabled_extensions=PLAIN, default=True),
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
        )
        environment.filters["literal"] = escape_markdown
        environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "sort_keys": False}
        return environment

    def closure(self, name: str) -> str:
        """A digest of a template and of all it extends, includes and imports.

        Raises:
            RenderError: One of them is missing or no template.
        """
        if name not in self._closures:
            texts = dict(self.texts)
            seen: dict[str, str] = {}
            waiting = [name]
            while waiting:
                current = waiting.pop()
                if current in seen:
                    continue
                if current not in texts:
                    raise RenderError(
                        Place(f"{self.folder}/{current}").problem(
                            "template", "the template is missing", f"`{name}` needs it"
                        )
                    )
                seen[current] = texts[current]
                try:
                    waiting.extend(_find_referenced(texts[current]))
                except jinja2.TemplateSyntaxError as error:
                    raise RenderError(_syntax_problem(self.folder, current, error)) from None
            self._closures[name] = digest(tuple(sorted(seen.items())))
        return self._closures[name]


def render(templates: Templates, memo: Memo, kind: str, output: PageOutput) -> str:
    """Render a page; the same template closure, context and voice give the stored result.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    name, context, voice = output.template, output.context, output.voice
    inputs = (templates.closure(name), dict(context), voice)
    return memo.recall(
        kind, output.address, inputs, lambda: render_template(templates, name, context, voice)
    )


def render_template(
    templates: Templates, name: str, context: Mapping[str, Any], voice: Voice
) -> str:
    """Render a template, now.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    with _place_errors(templates, name, voice):
        return templates.environment.get_template(name).render(context, **_globals(voice))


@contextmanager
def render_macros(templates: Templates, name: str, voice: Voice) -> Iterator[Callable[..., str]]:
    """A function that calls the macros of a template by their names.

    Raises:
        RenderError: The template is wrong, or needs what it did not get.
    """
    with _place_errors(templates, name, voice):
        module = templates.environment.get_template(name).make_module(_globals(voice))

        def call(macro: str, *values: object) -> str:
            if not hasattr(module, macro):
                raise jinja2.TemplateRuntimeError(f"there is no macro `{macro}`")
            made: str = getattr(module, macro)(*values)
            return made

        yield call


def _globals(voice: Voice) -> dict[str, Any]:
    """What every template may call."""
    return {"_": voice.say, "ngettext": voice.say_many, "say_number": voice.number}


@contextmanager
def _place_errors(templates: Templates, name: str, voice: Voice) -> Iterator[None]:
    """Turn what a template can do wrong into a problem at its place."""
    try:
        yield
    except jinja2.TemplateSyntaxError as error:
        raise RenderError(_syntax_problem(templates.folder, name, error)) from None
    except UntranslatedError as error:
        raise RenderError(untranslated_problem(voice, error)) from None
    except (jinja2.TemplateError, TypeError, KeyError, ValueError, AttributeError) as error:
        raise RenderError(
            _place_of(error, templates.folder, name).problem("template", _say(error))
        ) from error


def untranslated_problem(voice: Voice, error: UntranslatedError) -> Problem:
    """An interface text that the catalogue of a language lacks."""
    return Place(voice.catalog.path).problem(
        "untranslated",
        f"the interface text `{error.msgid}` has no translation",
        "Add it to the catalogue",
    )


def _syntax_problem(folder: str, name: str, error: jinja2.TemplateSyntaxError) -> Problem:
    return Place(f"{folder}/{error.name or name}", error.lineno).problem("template", _say(error))


def _say(error: Exception) -> str:
    text = str(error).rstrip(".")
    return text[:1].lower() + text[1:] if text else type(error).__name__


def _place_of(error: Exception, folder: str, name: str) -> Place:
    """The innermost line of a template in an error's traceback."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(f"{folder}/")
    ]
    return (
        Place(frames[-1].filename, frames[-1].lineno or 0) if frames else Place(f"{folder}/{name}")
    )
