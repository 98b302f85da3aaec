"""A kind of chart is one file and one entry: nothing else has to know of it."""

from __future__ import annotations

import pytest

from sitegen.charts.kinds import (
    CHART_KINDS,
    ChartKind,
    GeneratedFor,
    Takes,
    get_generated,
    list_messages,
)


def test_what_the_site_draws_by_itself_has_one_kind_each() -> None:
    for subject in GeneratedFor:
        assert [kind for kind in CHART_KINDS.values() if kind.generated_for is subject] == [
            get_generated(subject)
        ]
    assert get_generated(GeneratedFor.TARGET).takes is Takes.PATH


def test_a_kind_without_its_file_is_refused() -> None:
    with pytest.raises(ImportError):
        ChartKind("none", "sitegen.charts.none").load()


def test_the_catalogues_are_asked_for_all_that_a_kind_says() -> None:
    wanted = set(list_messages())
    for kind in CHART_KINDS.values():
        assert {message for _, message in (*kind.words, *kind.sentences)} <= wanted
    assert {"Baseline", "Path to the target", "{indicator} over time, {area}"} <= wanted
