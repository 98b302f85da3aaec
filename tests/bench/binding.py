"""How well typed numbers are bound: roles of the real pages replaced by what they show, then proposed for.

    python tests/bench/binding.py [--parts PART ...] [--trials N] [--seed N] [--fit]

Parts are `role` (one role by itself, all others stand), `line` (all numbers of a paragraph, an item or a row are typed) and `page`
(all numbers of a page are typed, so that nothing is cited but by claims and charts), each as if the page stood in one language alone;
`translated` (as `page`, while the other language has its roles) and `altered` (as `role`, beside the other language, with another digit: a number that
is in no table, or in another row, of which nothing should be certain) and `moved` (as `role`, beside the other language, at the end of another sentence
of the same text, where nothing should be certain but what that sentence speaks of). Each is tried in all languages, each role as often as
it is used; 0 trials are all there are. Results are kept in binding.json by part; BINDING.md is written from them. `--fit` fits the weights
of the signs anew by a conditional logit and says how pages come out that are left out of the fit; it writes nothing.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from time import process_time
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parent.parent.parent
if __name__ == "__main__":
    sys.path[:0] = [str(ROOT / "tests"), str(ROOT)]

from binding_fit import fit_weights, validate  # noqa: E402 - finds its helpers first
from trials import TrialPages, count_answers, is_same  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from binding_fit import Choice
    from trials import Answered, Trial

SEED, TRIALS = 14, 300
STORE, REPORT = (Path(__file__).parent / name for name in ("binding.json", "BINDING.md"))
PARTS: Mapping[str, str] = {
    "role": "role",
    "line": "line",
    "page": "page",
    "translated": "page",
    "altered": "role",
    "moved": "role",
}
"""The parts, and what of a page is typed at once."""
PAIRED = frozenset({"translated", "altered"})
"""Parts in which the page stands in another language besides."""
WRONG = frozenset({"altered", "moved"})
"""Parts in which a number stands that an author would not write there."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure the parts that are asked for, and write down what was found."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--parts", nargs="*", choices=PARTS, default=[*PARTS], metavar="PART")
    parser.add_argument("--trials", type=int, default=TRIALS, help="roles a part; 0 for all")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--fit", action="store_true", help="fit the weights anew; writes nothing")
    options = parser.parse_args(arguments)
    pages = TrialPages(ROOT)
    if options.fit:
        _fit(pages)
        return
    kept = json.loads(STORE.read_text("utf-8")) if STORE.exists() else {}
    for part in options.parts:
        kept[part] = measure_part(pages, part, options.trials, options.seed)
        said = {name: value for name, value in kept[part].items() if name != "odd"}
        print(part, json.dumps(said), flush=True)  # noqa: T201 # a bench prints
        text = json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True)
        STORE.write_text(text + "\n", "utf-8")
    write_report(kept)


def choose_trials(pages: TrialPages, part: str, roles: int, seed: int) -> list[Trial]:
    """Trials of a part until they have so many roles; all of them for 0."""
    trials = pages.list_trials(PARTS[part])
    Random(seed).shuffle(trials)  # noqa: S311 # no secret
    chosen: list[Trial] = []
    number = 0
    for trial in trials:
        if roles and number >= roles:
            break
        chosen.append(trial)
        number += len(trial.typed)
    return chosen


def measure_part(pages: TrialPages, part: str, roles: int, seed: int) -> dict[str, Any]:
    """What came of a part: counts, by kind of role, and those that did not come back first."""
    started = process_time()
    trials = choose_trials(pages, part, roles, seed)
    kinds: Counter[str] = Counter()
    firsts: Counter[str] = Counter()

    random = Random(seed)  # noqa: S311 # no secret

    def answer() -> Iterator[Answered]:
        alter = Random(seed) if part == "altered" else None  # noqa: S311 # no secret
        for trial in trials:
            answered = (
                pages.answer_moved(trial, random)
                if part == "moved"
                else pages.answer(trial, alter, is_paired=part in PAIRED)
            )
            for one in answered:
                kinds[one.role.role] += 1
                proposals = one.found.proposals[:1] if one.found else ()
                own = (is_same(pages, one.role, one.shown, it.meaning) for it in proposals)
                firsts[one.role.role] += any(own)
                yield one

    counts, odd = count_answers(pages, answer())
    return {
        **counts,
        "kinds": {kind: [firsts[kind], number] for kind, number in kinds.items()},
        "odd": odd if part not in WRONG else [],
        "date": datetime.now(UTC).date().isoformat(),
        "seconds": round(process_time() - started),
        "seed": seed,
    }


def write_report(kept: Mapping[str, Any]) -> None:
    """What is kept of all parts, for people."""
    rows = [
        f"| {part} | {one['all']} | {one['first']} | {one['first'] / one['all']:.1%} | {one['among'] / one['all']:.1%} | {one['certain']} | {one['certain'] / one['all']:.1%} | {one['wrong']} |"
        for part, one in kept.items()
        if part not in WRONG
    ]
    lines = [
        "# How well typed numbers are bound",
        "",
        "Roles of the real pages, in both languages, replaced by what they show and proposed for; `python tests/bench/binding.py` says how, and",
        "`binding.json` has what did not come back first. *role*: one at a time; *line*: all of a paragraph, an item or a row; *page*: all",
        "of a page; *translated*: all of a page while the other language has its roles, which the others do without. A first proposal is right if it is the very fact, or the same rule of the same facts; a fact of another document that says",
        "the same counts as wrong. *Certain* is what `--apply` would write.",
        "",
        "| typed at once | numbers | first | | among five | certain | | certain and wrong |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
        *rows,
    ]
    if one := kept.get("altered"):
        lines += [
            "",
            f"Of {one['all']} numbers with another digit {one['certain']} were taken for certain.",
        ]
    if one := kept.get("moved"):
        lines += [
            "",
            f"Of {one['all']} numbers at the end of another sentence of their text {one['certain']} were taken for certain: where that sentence speaks of what they are of.",
        ]
    REPORT.write_text("\n".join(lines) + "\n", "utf-8")


def _fit(pages: TrialPages) -> None:
    """Fit the weights, and say how well pages come out that are left out."""
    choices: list[Choice] = []
    for part in ("line", "page"):
        for trial in pages.list_trials(part):
            for one in pages.answer(trial):
                proposals = one.found.proposals if one.found else ()
                same = [is_same(pages, one.role, one.shown, own.meaning) for own in proposals]
                choices.append((trial.name, [own.signs for own in proposals], same))
    print(json.dumps(validate(choices)))  # noqa: T201
    for name, weight in fit_weights(choices).items():
        print(f"{name:20} {weight:6.2f}")  # noqa: T201


if __name__ == "__main__":
    main()
