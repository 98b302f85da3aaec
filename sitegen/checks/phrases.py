"""Each fact says what the characters say that it was taken from; a row of `hints.csv` says why one need not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.ledger.phrases import RULES, find_difference
from sitegen.ledger.source_languages import check_source_languages
from sitegen.messages.said import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.ledger.ledger import Ledger
    from sitegen.problems import Problem


def check_phrases(ledger: Ledger) -> Iterator[Problem]:
    """Facts whose phrase says another number, unit, bound or digits; and exceptions that except nothing."""
    found = ((fact, find_difference(fact, ledger.unit_by_key)) for fact in ledger.facts)
    faults = [(fact, fault) for fact, fault in found if fault is not None]
    wrong = dict(check_source_languages(ledger, faults))
    yield from wrong.values()
    excepted = {(one.fact, one.hint): one for one in ledger.hints if one.hint in RULES}
    for fact, (rule, message, hint) in faults:
        if excepted.pop((fact.key, rule), None) is None and fact.source.source not in wrong:
            column = "value" if fact.quantity.value is not None else "low"
            yield fact.row.place(column).problem(rule, message, hint)
    for one in excepted.values():
        yield one.place.problem(
            "audit-hint",
            say(
                "the phrase of `{fact}` says what its row says: there is no `{hint}`",
                fact=one.fact,
                hint=one.hint,
            ),
            say("Remove the row"),
        )
