"""The language of a document is the one that its phrases are written in: by it their numbers are read.

A wrong one makes each of its phrases seem wrong; it is told in the place of these.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.language.scripts import count_letters, guess_language, is_language
from sitegen.ledger.phrases import NUMBER, find_difference
from sitegen.messages.said import say, say_many, say_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.ledger.ledger import Ledger
    from sitegen.ledger.phrases import Fault
    from sitegen.ledger.values import Fact, Source
    from sitegen.problems import Problem

_ENOUGH = 8
"""How many letters phrases must have for their script to tell anything."""


def check_source_languages(
    ledger: Ledger, faults: Iterable[tuple[Fact, Fault]]
) -> Iterator[tuple[str, Problem]]:
    """Sources whose language is none, or not that of their phrases: the key of each, and what is wrong.

    `faults` are what phrases say otherwise than their rows, read in the language that their source is said to have.
    """
    wrong: dict[str, list[Fact]] = {}
    for fact, (rule, _, _) in faults:
        if rule == NUMBER:
            wrong.setdefault(fact.source.source, []).append(fact)
    known = Counter(one.language for one in ledger.sources if is_language(one.language))
    codes = [*dict.fromkeys((*ledger.languages, *(code for code, _ in known.most_common())))]
    for source in ledger.sources:
        problem = _check(source, wrong.get(source.source, ()), codes, ledger)
        if problem is not None:
            yield source.source, problem


def _check(
    source: Source, wrong: Sequence[Fact], codes: Sequence[str], ledger: Ledger
) -> Problem | None:
    place, code = source.row.place("language"), source.language
    if not is_language(code):
        return place.problem(
            "phrase-number",
            say("CLDR has no language `{code}`", code=code),
            say("Write `{meant}`", meant=meant)
            if (meant := guess_language(code))
            else say("Write the code that browsers know, e.g. `en`, `zh-CN`"),
        )
    text = "".join(fact.phrase for fact in ledger.facts_by_source[source.source])
    if _is_of_other_script(text, code):
        others = [one for one in codes if one != code and not _is_of_other_script(text, one)]
        return place.problem(
            "phrase-number",
            say(
                "no phrase of `{source}` has a letter of `{code}`", source=source.source, code=code
            ),
            say("Write {names}", names=say_names(others, " or ", " or "))
            if others
            else say("Write the language that the document is written in"),
        )
    return _find_other(source, wrong, [one for one in codes if one != code], ledger)


def _is_of_other_script(text: str, code: str) -> bool:
    counted = count_letters(text, code)
    return counted is not None and counted[0] == 0 and counted[1] >= _ENOUGH


def _find_other(
    source: Source, wrong: Sequence[Fact], codes: Sequence[str], ledger: Ledger
) -> Problem | None:
    """A language by which all numbers of a source are those of its rows, where by its own several are not."""
    units, facts = ledger.unit_by_key, ledger.facts_by_source[source.source]
    if len(wrong) < min(len(facts), 2) or not wrong:
        return None
    right = [
        code
        for code in codes
        if not any(find_difference(one, units, code) for one in wrong)
        and not any(_says_other(one, code, ledger) for one in facts)
    ]
    if not right:
        return None
    said = say_many(
        len(wrong),
        "{n} phrase of `{source}` says what its row says if it is written in `{right}`, not in `{code}`",
        "{n} phrases of `{source}` say what their rows say if they are written in `{right}`, not in `{code}`",
        source=source.source,
        right=right[0],
        code=source.language,
    )
    return source.row.place("language").problem(
        "phrase-number", said, say("Write `{meant}`", meant=right[0])
    )


def _says_other(fact: Fact, code: str, ledger: Ledger) -> bool:
    fault = find_difference(fact, ledger.unit_by_key, code)
    return fault is not None and fault[0] == NUMBER
