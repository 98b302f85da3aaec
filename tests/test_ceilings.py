"""A slip in a template ends in a message: what it may take of memory, time and length has a ceiling."""

from __future__ import annotations

import resource
import sys
import time
from typing import TYPE_CHECKING

import jinja2
import pytest
from jinja2.filters import FILTERS

from sitegen.limits import LARGEST_MADE, MIB, MOST_BITS
from sitegen.render import ceilings
from sitegen.render.ceilings import (
    _QUICK,
    BoundedEnvironment,
    CeilingError,
    Meter,
    OverdueError,
    check_length,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOPS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
TWICE = "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(60) }}"
FIXED = "{% for a in [1, 2, 3, 4, 5, 6, 7, 8, 9] %}" * 12 + "{% endfor %}" * 12
SUMS = "{% for a in range(99999) %}{{ range(99999)|sum }}{% endfor %}"
TREE = {f"t{n}": f"{{% include 't{n + 1}' %}}{{% include 't{n + 1}' %}}" for n in range(40)}


def render(text: str, others: Mapping[str, str] | None = None) -> str:
    environment = BoundedEnvironment(
        loader=jinja2.DictLoader({**(others or {}), "t": text}), undefined=jinja2.StrictUndefined
    )
    with environment.bounded(Meter()):
        return check_length(environment.get_template("t").render())


@pytest.fixture
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ceilings that are reached at once."""
    monkeypatch.setattr(ceilings, "MOST_MEMORY", 128 * MIB)
    monkeypatch.setattr(ceilings, "TEMPLATE_SECONDS", 0.05)
    monkeypatch.setattr(ceilings, "IMPATIENCE", 0.02)


def test_half_a_character_is_told_before_a_file_is_to_hold_it() -> None:
    with pytest.raises(CeilingError, match=r"writes U\+D800, which is no character"):
        render('a{{ "é\\ud800" }}')


@pytest.mark.usefixtures("narrow")
def test_what_lists_many_facts_may_take_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    environment = BoundedEnvironment()
    monkeypatch.setattr(environment, "patience", 0.0)
    template = environment.from_string(
        "{% for a in range(999) %}{% for b in range(99) %}{% endfor %}{% endfor %}"
    )
    with environment.bounded(Meter(listed=9000)):
        template.render()
    with (
        pytest.raises(OverdueError, match=r"longer than 0.06 seconds"),
        environment.bounded(Meter(listed=10)),
    ):
        template.render()


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize(
    "text",
    [
        '{{ "a" * 10 ** 10 }}',
        '{{ "%999999999d" % 1 }}',
        '{{ "{:999999999d}".format(1) }}',
        '{{ "a"|center(1000000000) }}',
        "{{ [0] * 10 ** 10 }}",
        "{% set n = namespace(x='a') %}{% for i in range(60) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
    ],
)
def test_more_memory_than_a_page_needs_is_refused(text: str) -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(CeilingError, match="needs more than 128 MB"):
        render(text)
    assert resource.getrlimit(resource.RLIMIT_AS) == before


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("text", [LOOPS, TWICE, FIXED, SUMS])
def test_what_comes_to_no_end_is_ended(text: str) -> None:
    with pytest.raises(OverdueError, match=r"take longer than 0\.05 seconds"):
        render(text)


@pytest.mark.usefixtures("narrow")
def test_templates_that_include_each_other_twice_are_ended() -> None:
    with pytest.raises(OverdueError):
        render("{% include 't0' %}", {**TREE, "t40": ""})


@pytest.mark.usefixtures("narrow")
def test_once_one_page_took_too_long_others_get_less() -> None:
    environment = BoundedEnvironment()
    template = environment.from_string(LOOPS)
    for patience in (0.05, 0.02):
        meter = Meter()
        with pytest.raises(OverdueError), environment.bounded(meter):
            template.render()
        assert meter.patience == patience
        assert meter.seconds > patience


def test_the_macros_of_a_page_share_what_it_may_take() -> None:
    environment, meter = BoundedEnvironment(), Meter()
    for _ in range(2):
        with environment.bounded(meter):
            environment.from_string("{% for a in range(999) %}{% endfor %}").render()
    spent = meter.seconds
    environment.patience = spent / 2
    with pytest.raises(OverdueError), environment.bounded(meter):
        environment.from_string("{% for a in range(64) %}{% endfor %}").render()


@pytest.mark.parametrize(
    "text",
    [
        "{{ 10 ** (10 ** 10) }}",
        "{{ 10 ** 10000 }}",
        f"{{{{ 2 ** {MOST_BITS // 2} * 2 ** {MOST_BITS // 2} }}}}",
    ],
)
def test_a_number_is_as_long_as_can_be_written(text: str) -> None:
    with pytest.raises(CeilingError, match="too long to be written"):
        render(text)
    assert render("{{ 10 ** 3000 }}") == str(10**3000)


def test_what_templates_do_every_day_is_let_be() -> None:
    text = (
        "{% for a in [1, 2] %}{{ loop.index }}/{{ loop.length }}{{ ',' if not loop.last }}{% endfor %}"
        "{% for a in [] %}{% else %}none{% endfor %}{{ 2 ** 10 }}{{ 'ab' * 2 }}{{ 1.5 * 2 }}"
        "{{ 2 * 1.5 }}{{ 2 * 'ab' }}{{ 99999 * 99999 }}"
        "{% for a in [[1, []]] recursive %}{{ a[0] }}{{ loop(a[1]) }}{% endfor %}"
        "{{ ().__class__.__name__ }}{{ '{0}'.format(7) }}"
    )
    assert render(text) == "1/2,2/2none1024abab3.03.0abab99998000011tuple7"


@pytest.mark.parametrize("name", sorted({*FILTERS} - _QUICK - {"random"}))
@pytest.mark.parametrize("given", ["'a\n' * 20000000", "[1] * 10000000"])
def test_a_filter_that_looks_at_each_is_given_no_more_than_it_can_look_at(
    name: str, given: str
) -> None:
    begun = time.thread_time()
    with pytest.raises(CeilingError, match=rf"the filter `{name}` is given \d+"):
        render(f"{{% set big = {given} %}}{{{{ big|{name} }}}}")
    assert time.thread_time() - begun < 2


@pytest.mark.usefixtures("narrow")
@pytest.mark.parametrize("name", ["urlize", "wordwrap", "title"])
def test_filters_that_are_slow_one_by_one_are_ended(name: str) -> None:
    with pytest.raises(OverdueError):
        render(f"{{% for a in range(60) %}}{{{{ ('a ' * 40000)|{name} }}}}{{% endfor %}}")


def test_quick_filters_take_what_a_page_may_be() -> None:
    assert render("{{ ('a' * 1000000)|upper|replace('A', 'b')|length }}") == "1000000"
    assert render("{{ 'a b'|wordwrap(1) }} {{ [2, 1]|sort }} {{ 'a'|title }}") == "a\nb [1, 2] A"


@pytest.mark.parametrize("text", ["{{ lipsum() }}", "{{ [1, 2]|random }}"])
def test_nothing_is_at_random(text: str) -> None:
    with pytest.raises((jinja2.UndefinedError, jinja2.TemplateSyntaxError), match=r"lipsum|random"):
        render(text)


def test_what_is_written_is_no_longer_than_a_page() -> None:
    with pytest.raises(CeilingError, match="writes 64 million characters"):
        check_length("a" * (LARGEST_MADE + 1))


@pytest.mark.usefixtures("narrow")
def test_what_nobody_bounds_has_no_ceiling_of_time() -> None:
    environment = BoundedEnvironment()
    with environment.bounded(Meter()):
        pass
    assert environment.meter.patience > 1e9
    assert environment.from_string("{% for a in range(99999) %}{% endfor %}").render() == ""


def test_a_ceiling_lifts_none_that_the_system_has() -> None:
    meter, before = Meter(), resource.getrlimit(resource.RLIMIT_AS)
    own = meter.most - MIB
    for limit, within in ((own, own), (meter.most + MIB, meter.most), (before[0], meter.most)):
        resource.setrlimit(resource.RLIMIT_AS, (limit, before[1]))
        try:
            with BoundedEnvironment().bounded(meter):
                assert resource.getrlimit(resource.RLIMIT_AS) == (within, before[1])
            assert resource.getrlimit(resource.RLIMIT_AS) == (limit, before[1])
        finally:
            resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.usefixtures("narrow")
def test_where_the_system_bounds_no_memory_time_is_bounded_all_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_values: object, **_named: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(ceilings, "open", refuse, raising=False)
    monkeypatch.delattr(ceilings, "resource")
    assert Meter().most == 128 * MIB
    with pytest.raises(OverdueError):
        render(LOOPS)
