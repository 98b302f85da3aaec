"""The checks, an entry each, in the order in which they run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.checks.charts import check_charts
from sitegen.checks.headings import check_headings
from sitegen.checks.languages import check_languages
from sitegen.checks.links import check_links
from sitegen.checks.numbers import check_numbers
from sitegen.checks.parity import check_parity
from sitegen.checks.pictures import check_pictures
from sitegen.checks.policy import check_policy
from sitegen.checks.settings import check_settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.memo import Memo
    from sitegen.problems import Problem
    from sitegen.site import Contents


PAGE_CHECKS: tuple[Callable[[Contents], Iterator[Problem]], ...] = (
    check_settings,
    check_languages,
    check_headings,
    check_charts,
    check_numbers,
    check_parity,
    check_pictures,
)

TREE_CHECKS: tuple[Callable[[Mapping[str, bytes], Memo], Iterator[Problem]], ...] = (
    check_links,
    check_policy,
)
