"""How well texts of two languages are told apart after edits: real pages, edited on purpose, either language leading.

`python tests/bench/agreement.py` prints how many edits of each kind come out right, and writes `agreement.json`.
What is right is known beforehand (`rewordings.py`): each text that one language reworded is older in the other,
what both reworded changed in both, what is new or gone stands alone, and all else agrees. A text that was split or
joined is to be looked at, whatever it is set beside.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from rewordings import EDITS, LOOSE, Truth, agree_as_it_stands, find_faults, open_draft

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = Path(__file__).parent
CONTENT = HERE.parent.parent / "content"
CODES = "zh", "en"


def try_edits(slug: str, names: Sequence[str], random: Random) -> tuple[str, list[str]]:
    """Edits of a page in any language: their kinds, and what is wrong after them."""
    drafts = {code: open_draft(CONTENT, slug, code) for code in CODES}
    lock, truth = agree_as_it_stands(drafts), Truth()
    made = [name for name in names if EDITS[name](drafts[random.choice(CODES)], truth, random)]
    return ", ".join(made), find_faults(drafts, truth, lock)


def measure(count: int, together: int, seed: int) -> dict[str, object]:
    """Edits of real pages, so many at once: how many there were, how many came out right, and what was wrong."""
    random = Random(seed)  # noqa: S311 # the same at every run is what is wanted
    slugs = sorted(
        path.relative_to(CONTENT).as_posix().removesuffix(".zh.md")
        for path in CONTENT.rglob("*.zh.md")
    )
    tried, right, wrong = Counter[str](), Counter[str](), []
    while tried.total() < count:
        slug, names = random.choice(slugs), random.choices([*EDITS], k=together)
        made, faults = try_edits(slug, names, random)
        if not made:
            continue
        kind = made if together == 1 else "with" if LOOSE & {*made.split(", ")} else "without"
        tried[kind] += 1
        right[kind] += not faults
        wrong += [f"{slug}: {made}: {fault}" for fault in faults]
    return {
        "tried": dict(sorted(tried.items())),
        "right": {kind: right[kind] for kind in sorted(tried)},
        "wrong": wrong,
    }


def main() -> None:
    """Measure, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=14)
    options = parser.parse_args()
    results = {
        name: measure(options.count, together, options.seed)
        for name, together in (("one edit", 1), ("three at once", 3))
    }
    for name, result in results.items():
        print(name, json.dumps(result, ensure_ascii=False, indent=1))  # noqa: T201 # a bench prints
    text = json.dumps(results, ensure_ascii=False, indent=1)
    (HERE / "agreement.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
