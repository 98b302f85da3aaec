"""A failure of the generator itself as a problem: where in an author's file, and where in the code.

Nothing that an author writes may end the generator. What it has no message for is a defect of its own, and
is still said in one line, at the file that was being worked on.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from collections import Counter
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.limits import shorten_quote
from sitegen.messages.elsewhere import hear
from sitegen.messages.said import say
from sitegen.problems import Place, Problem
from sitegen.workers import DEBUG, RAISED

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import FrameType, TracebackType


RULE, SYSTEM = "defect", "system"
"""Rules of what failed without a fault of the author: in the generator, and in what it runs on."""
_CODE = Path(__file__).parent
_CURE = say("Look at what stands there, and who may read and write it")
_FULL = "database or disk is full"
"""What SQLite says of a disk."""
_CURES = {
    errno.ENOSPC: say("Make room on the disk"),
    errno.EDQUOT: say("Make room on the disk"),
    errno.ENAMETOOLONG: say("Name something shorter"),
    errno.EMFILE: say("Let the process open more files, e.g. `ulimit -n 1024`"),
}
"""What helps against what the system says."""
_SCARCE = frozenset({errno.EMFILE, errno.ENFILE, errno.ENOMEM})
"""What the system may be short of whatever file is asked for, one of the generator too: it is no fault of the file."""
_COMMON = frozenset({_CURES[errno.ENOSPC], _CURES[errno.EMFILE]})
"""What helps all files at once."""
_ABOUT = "about "
"""What the note of an error begins with that says which file was being worked on."""
_LONGEST = 200
"""Characters of what an exception says that a message quotes."""


@contextmanager
def work_on(path: str) -> Iterator[None]:
    """Whatever fails within is about this file, whoever asked for it; the innermost file counts."""
    try:
        yield
    except Exception as error:
        error.add_note(f"{_ABOUT}{path}")
        raise


def make_defect(error: BaseException, about: Place) -> Problem:
    """The problem that a failure is; `about` is the file or folder that was being worked on, if the error says none.

    Where a value that knows its place was in hand, and the place is in there, it is the problem's. With
    `SITEGEN_DEBUG` in the environment the traceback is shown as well.
    """
    if os.environ.get(DEBUG):
        traceback.print_exception(error, file=sys.stderr)
    if refusal := _tell_refusal(error, about):
        return refusal
    notes = getattr(error, "__notes__", ())
    about = next(
        (Place(one.removeprefix(_ABOUT)) for one in notes if one.startswith(_ABOUT)), about
    )
    frames = [*_list_frames(error.__traceback__)][::-1]
    places = (place for frame, _ in frames for place in _find_places(frame, about))
    raised = (one.removeprefix(RAISED) for one in notes if one.startswith(RAISED))
    code = (*raised, *(_name_code(*one) for one in frames))
    kind, said = type(error).__name__, " ".join(str(error).split())[:_LONGEST]
    message = say("the generator itself failed: {what}", what=f"{kind}: {said}" if said else kind)
    if code:
        message = say("{message} ({code})", message=message, code=code[0])
    return next(places, about).problem(
        "defect",
        message,
        say(
            "It should have said what is wrong, if anything is; please report it, with what `sitegen --debug check` shows"
        ),
    )


def _tell_refusal(error: BaseException, about: Place) -> Problem | None:
    """What the system refused the generator: a file, room on the disk, memory; `None` of any other failure."""
    if isinstance(error, MemoryError):
        return about.problem(
            "system",
            say("there is not enough memory"),
            say("Divide what is large, or build where there is more"),
        )
    if str(error) == _FULL:
        error = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    if not isinstance(error, OSError) or not error.strerror:
        return None
    if _is_own(error.filename) and error.errno not in _SCARCE:
        return None
    is_of_file = error.filename and error.errno not in _SCARCE
    path = shorten_quote(_name_file(error.filename)) if is_of_file else about.path
    message = say("the system refuses it: {reason}", reason=hear(error.strerror))
    return Place(path).problem("system", message, _CURES.get(error.errno or 0, _CURE))


def _name_file(path: str | bytes) -> str:
    """A file as seen from the current folder, where it lies below that."""
    name = os.fsdecode(path)
    with suppress(OSError):  # there may be no such folder any more
        return os.path.relpath(name) if Path(name).is_relative_to(Path.cwd()) else name
    return name


def _is_own(path: object) -> bool:
    """Whether a file is one of the generator."""
    return isinstance(path, str | bytes) and Path(os.fsdecode(path)).is_relative_to(_CODE)


def merge_defects(problems: Iterable[Problem]) -> Iterator[Problem]:
    """The problems with each defect, and each want of the system, once, at its first place, however many files it befell."""
    kept, others = list[Problem](), Counter[str]()
    for problem in problems:
        cause = _name_cause(problem)
        if cause in others:
            others[cause] += 1
            continue
        if cause:
            others[cause] = 0
        kept.append(problem)
    for problem in kept:
        more = others[_name_cause(problem)]
        if not more:
            yield problem
            continue
        message = say("{message}, and so with {more} more", message=problem.message, more=more)
        yield replace(problem, message=message)


def _name_cause(problem: Problem) -> str:
    """What is behind a problem that may befall many files: the code that failed, what the system lacks; empty for any other."""
    if problem.rule == RULE:
        return problem.message.rpartition(" (")[2]
    return problem.message if problem.rule == SYSTEM and problem.hint in _COMMON else ""


def _list_frames(trace: TracebackType | None) -> Iterator[tuple[FrameType, int]]:
    """The generator's own frames of a traceback, each with its line, from the outermost."""
    while trace is not None:
        if Path(trace.tb_frame.f_code.co_filename).is_relative_to(_CODE):
            yield trace.tb_frame, trace.tb_lineno
        trace = trace.tb_next


def _name_code(frame: FrameType, line: int) -> str:
    path = Path(frame.f_code.co_filename).relative_to(_CODE.parent).as_posix()
    return f"{path}:{line}"


def _find_places(frame: FrameType, about: Place) -> Iterator[Place]:
    """The places in a file or folder that were in hand in a frame."""
    for value in frame.f_locals.values():
        place = value if isinstance(value, Place) else _ask_place(value)
        if place and place.line and (f"{place.path}/").startswith(f"{about.path}/"):
            yield place


def _ask_place(value: object) -> Place | None:
    """Where a value of the generator stands, if it knows."""
    if not type(value).__module__.startswith("sitegen."):
        return None
    try:
        place = getattr(value, "place", None)
        place = place() if callable(place) else place
    except Exception:  # noqa: BLE001 # a value that is only half there knows nothing
        return None
    return place if isinstance(place, Place) else None
