"""The text files of a folder, as texts by name; one that cannot be read is a problem at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Place

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.problems import Problem


def load_texts(root: Path, folder: str, pattern: str) -> tuple[dict[str, str], tuple[Problem, ...]]:
    """The texts of the files of a folder that a pattern fits, by their paths below it.

    Messages name them below `folder`. Files whose names begin with a dot are left out.
    """
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path in sorted(root.glob(pattern)):
        if not path.is_file() or path.name.startswith("."):
            continue
        name = path.relative_to(root).as_posix()
        try:
            content = path.read_bytes()
            texts[name] = content.decode("utf-8")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            problems.append(
                Place(f"{folder}/{name}", line).problem(
                    "encoding", "the file is not UTF-8", "Save it as UTF-8"
                )
            )
        except OSError as error:
            problems.append(
                Place(f"{folder}/{name}").problem(
                    "file", f"the file cannot be read: {error.strerror}"
                )
            )
    return texts, tuple(problems)
