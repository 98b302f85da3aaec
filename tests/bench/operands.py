"""Which operands of `and` and `or` no test would miss: each is taken out in turn, and the tests are run until one fails.

    python tests/bench/operands.py FILE TEST [TEST ...]

FILE is a file of `sitegen/`, the tests are what pytest is given. What is left is printed, with its line: it is a short cut, or
lacks a test, or is not needed. The file itself is not written to: each trial is a process that reads it otherwise; programs that
the tests start read it as it is, so that what they alone would miss is printed too.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import importlib.abc
import importlib.util
import os
import signal
import sys
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from importlib.machinery import ModuleSpec
    from types import ModuleType

ROOT = Path(__file__).parent.parent.parent
PATIENCE = 240
"""Seconds that the tests may take; who needs longer waits without end, which is a failure too."""


class Trial(NamedTuple):
    """A file without one of its operands."""

    line: int
    operand: str
    tree: ast.Module


def list_trials(text: str) -> Iterator[Trial]:
    """The file without each of its operands; those of types alone are no matter."""
    whole = ast.parse(text)
    for number, node in enumerate(ast.walk(whole)):
        if not isinstance(node, ast.BoolOp):
            continue
        for at, operand in enumerate(node.values):
            tree = deepcopy(whole)
            copy = next(one for n, one in enumerate(ast.walk(tree)) if n == number)
            assert isinstance(copy, ast.BoolOp)
            del copy.values[at]
            if len(copy.values) == 1:
                tree = _Lifter().visit(tree)
            yield Trial(operand.lineno, ast.unparse(operand), ast.fix_missing_locations(tree))


class _Lifter(ast.NodeTransformer):
    """Puts an operand that is left alone in the place of the operation."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:  # the library calls it so
        """What is left."""
        self.generic_visit(node)
        return node if len(node.values) > 1 else node.values[0]


class _Other(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Finds one module otherwise than it stands in its file."""

    def __init__(self, name: str, path: Path, tree: ast.Module) -> None:
        self.name, self.path, self.tree = name, path, tree

    def find_spec(
        self, name: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module as it is tried."""
        return (
            importlib.util.spec_from_file_location(name, self.path, loader=self)
            if name == self.name
            else None
        )

    def create_module(self, _spec: object) -> None:
        """As usual."""

    def exec_module(self, module: ModuleType) -> None:
        """Run what is tried."""
        exec(compile(self.tree, str(self.path), "exec"), module.__dict__)  # noqa: S102 # our own code


def is_missed(name: str, path: Path, trial: Trial, tests: Sequence[str]) -> bool:
    """Whether a test fails, or does not end, without an operand."""
    child = os.fork()
    if not child:
        import pytest  # noqa: PLC0415 # what it brings is the child's alone

        signal.alarm(PATIENCE)
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        sys.meta_path.insert(0, _Other(name, path, trial.tree))
        code = 1
        with contextlib.suppress(BaseException):
            code = int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
        os._exit(code)
    return os.waitpid(child, 0)[1] != 0


def main(arguments: Sequence[str] | None = None) -> None:
    """Try each operand of a file, and print those that no test missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("file", type=Path)
    parser.add_argument("tests", nargs="+")
    options, others = parser.parse_known_args(arguments)
    tests = [*options.tests, *others]
    path = options.file.resolve()
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    trials = [*list_trials(path.read_text("utf-8"))]
    whole = Trial(0, "", ast.parse(path.read_text("utf-8")))
    if is_missed(name, path, whole, tests):
        sys.exit("the tests fail as it is")
    left = [one for one in trials if not is_missed(name, path, one, tests)]
    for one in left:
        print(f"{options.file}:{one.line}: {one.operand}", flush=True)  # noqa: T201 # a bench prints
    print(f"{options.file}: {len(left)} of {len(trials)} operands are not missed", flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]
    import jinja2  # noqa: F401 # what every trial imports, once
    import markdown_it  # noqa: F401

    main()
