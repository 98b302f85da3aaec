"""What templates may take: memory, time and length, so that a slip in one ends in a message.

Templates are code, which nothing here keeps from harm that is meant. A loop in a loop, a text repeated ten
thousand million times or a power of a power are slips that anybody makes, and must not end a preview.
"""

from __future__ import annotations

import contextlib
import functools
import math
import os
import re
import sys
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, cast

import jinja2
from jinja2 import nodes
from jinja2.compiler import CodeGenerator
from jinja2.sandbox import SandboxedEnvironment, safe_range

from sitegen.limits import (
    LARGEST_MADE,
    LISTED_SECONDS,
    MIB,
    MOST_BITS,
    MOST_FILTERED,
    MOST_MEMORY,
    TEMPLATE_SECONDS,
)
from sitegen.messages.said import NOTHING, Said, say

if sys.platform == "linux":
    import resource

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from typing import Any

    from jinja2.compiler import Frame
    from jinja2.runtime import Context

_COUNTED = "counted"
"""The filter that every loop of a template goes through."""
_STEPS = 64
"""Steps after which the clock is looked at: it costs as much as a few of them."""
IMPATIENCE = 0.5
"""Seconds that the templates of a page may take once those of another took too long."""
_NAMES = (
    "abs attr capitalize center count d default e escape filesizeformat first float forceescape format int items join"
    " last length list lower replace reverse round safe string tojson trim truncate upper urlencode"
)
_QUICK = frozenset(_NAMES.split())
"""Filters of Jinja that do not look at each character or item of what they get, or do it as fast as memory is filled."""
_LOOKED = 1000
"""From this length of what a filter gets on the clock is looked at each time."""
_SIZED = str, list, tuple, dict, set, frozenset, range
"""What has a length that a filter looks at."""
_AT_RANDOM = "lipsum", "random"
"""What Jinja brings that gives something else in each build."""


_HALF = re.compile("[\ud800-\udfff]")
"""Halves of characters, which no encoding has."""


class CeilingError(Exception):
    """A template took more than any needs; says what of."""

    def __init__(self, message: Said, hint: Said = NOTHING) -> None:
        """Keep what is told, and what to do, where it is something else than usual."""
        self.message, self.hint = message, hint
        super().__init__(message)


class OverdueError(CeilingError):
    """A template took longer than any needs."""


@dataclass
class Meter:
    """What the templates of one page have taken so far."""

    seconds: float = 0.0
    """Seconds of the processor, but for what runs now."""
    begun: float = 0.0
    """When what runs now was begun, on the clock of the thread."""
    steps: int = 0
    """Items of loops, calls and templates since the clock was looked at."""
    patience: float = TEMPLATE_SECONDS
    """Seconds that they may take."""
    listed: int = 0
    """Facts that the page lists: for each they may take a moment more."""
    most: int = field(default_factory=lambda: _find_memory() + MOST_MEMORY)
    """Bytes of memory that the process may have meanwhile."""

    def step(self) -> None:
        """Note that a template goes on.

        Raises:
            CeilingError: It has gone on for too long.
        """
        self.steps += 1
        if self.steps >= _STEPS:
            self.look()

    def look(self) -> None:
        """Look at the clock.

        Raises:
            CeilingError: The templates have gone on for too long.
        """
        self.steps = 0
        if self.seconds + time.thread_time() - self.begun > self.patience:
            raise OverdueError(
                say(
                    "the templates of a page take longer than {seconds} seconds",
                    seconds=f"{TEMPLATE_SECONDS + self.listed * LISTED_SECONDS:g}",
                )
            )


class _Counting(CodeGenerator):
    """Makes templates count the items of their loops."""

    def visit_Template(  # noqa: N802 # the library calls it so
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        for loop in node.find_all(nodes.For):
            loop.iter = nodes.Filter(loop.iter, _COUNTED, [], [], None, None, lineno=loop.lineno)
        super().visit_Template(node, frame)


class BoundedEnvironment(SandboxedEnvironment):
    """Jinja with ceilings. It forbids nothing else: a template may do whatever Python can."""

    code_generator_class = _Counting
    intercepted_binops = frozenset({"*", "**"})
    # the sandbox would ask of each attribute whether it is safe, and here all are
    getattr = jinja2.Environment.getattr
    getitem = jinja2.Environment.getitem

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 # as the library has them
        """Take the options of Jinja; nothing is at random."""
        super().__init__(**options)
        self.meter = Meter(patience=math.inf)  # until somebody bounds what is rendered
        self.patience = TEMPLATE_SECONDS
        for name in self.filters.keys() - _QUICK:
            self.filters[name] = self._bound_filter(name, self.filters[name])
        self.filters[_COUNTED] = _count_items
        self.globals["range"] = safe_range
        for name in _AT_RANDOM:
            self.globals.pop(name, None)
            self.filters.pop(name, None)

    def _bound_filter(self, name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        """A filter that takes no more than it can look at before the clock is looked at again."""

        @functools.wraps(own)  # which keeps what Jinja passes to it besides
        def run(*values: Any, **named: Any) -> Any:  # noqa: ANN401 # whatever a template filters
            sizes = [len(one) for one in (*values, *named.values()) if isinstance(one, _SIZED)]
            most = max(sizes, default=0)
            if most > MOST_FILTERED:
                raise CeilingError(
                    say(
                        "the filter `{name}` is given {size} characters or items, and looks at {most} at most",
                        name=name,
                        size=most,
                        most=MOST_FILTERED,
                    )
                )
            if most >= _LOOKED:
                self.meter.look()
            else:
                self.meter.step()
            return own(*values, **named)

        return run

    @contextlib.contextmanager
    def bounded(self, meter: Meter) -> Iterator[None]:
        """Let templates take no more than is left of what a page may.

        Raises:
            CeilingError: They took more.
        """
        before, self.meter = self.meter, meter
        meter.begun = time.thread_time()
        meter.patience = self.patience + meter.listed * LISTED_SECONDS
        try:
            with _limit_memory(meter.most):
                yield
        except MemoryError as error:
            said = say("the template needs more than {size} MB", size=MOST_MEMORY // MIB)
            raise CeilingError(said).with_traceback(error.__traceback__) from None
        except OverdueError:
            self.patience = (
                IMPATIENCE  # so that a site of a thousand pages is not waited for as often
            )
            raise
        finally:
            meter.seconds += time.thread_time() - meter.begun
            self.meter = before

    def call(
        self,
        context: Context,
        called: Callable[..., Any],
        /,
        *values: Any,  # noqa: ANN401 # whatever a template calls
        **named: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Call a macro or a function."""
        self.meter.step()
        return context.call(called, *values, **named)

    def call_binop(
        self,
        context: Context,
        operator: str,
        left: Any,  # noqa: ANN401 # whatever a template multiplies
        right: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        """Multiply or raise; whole numbers only as far as can be written."""
        if isinstance(left, int) and isinstance(right, int):
            bits = left.bit_length()
            if (bits * right if operator == "**" else bits + right.bit_length()) > MOST_BITS:
                raise CeilingError(say("a number is computed that is too long to be written"))
        return super().call_binop(context, operator, left, right)

    def get_template(self, *values: Any, **named: Any) -> jinja2.Template:  # noqa: ANN401
        """A template, as one that extends, includes or imports it asks."""
        self.meter.step()
        return super().get_template(*values, **named)


def check_length(made: str) -> str:
    """What was made.

    Raises:
        CeilingError: It is longer than a page can be, or holds what no file can.
    """
    if not made.isascii() and (half := _HALF.search(made)):
        raise CeilingError(
            say("the template writes {code}, which is no character", code=f"U+{ord(half[0]):04X}"),
            say("Write the character itself"),
        )
    if len(made) > LARGEST_MADE:
        raise CeilingError(
            say(
                "the template writes {size} million characters, and a page has at most {most}",
                size=len(made) // MIB,
                most=LARGEST_MADE // MIB,
            )
        )
    return made


@jinja2.pass_context  # so that it is not computed while compiling, and counts whenever it is run
def _count_items(context: Context, items: Iterable[object]) -> Iterator[object]:
    meter = cast("BoundedEnvironment", context.environment).meter
    for item in items:
        meter.step()
        yield item


def _find_memory() -> int:
    """Bytes of memory that the process has; 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb", buffering=0) as file:  # noqa: PTH123 # thrice as fast, for each page
            pages = file.read().split()[0]
    except OSError:
        return 0
    return int(pages) * os.sysconf("SC_PAGE_SIZE")


@contextlib.contextmanager
def _limit_memory(most: int) -> Iterator[None]:
    """Have more memory than so many bytes refused meanwhile; only Linux does."""
    if sys.platform != "linux":
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    own = most if soft == resource.RLIM_INFINITY else min(most, soft)
    resource.setrlimit(resource.RLIMIT_AS, (own, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
