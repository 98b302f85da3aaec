"""From a specification of Vega-Lite to SVG, with nothing done twice that can be done once.

Two things take longer than drawing itself:

- **Compiling** Vega-Lite to Vega. What comes of it is the same for all specifications that differ in rows,
  scales and places alone: these become slots (numbers that no chart has), so that all forms of a chart, and
  all charts that have the same layers, share one compilation and fill in their own.
- **Measuring** texts, which Vega does for each. The kinds place theirs themselves (`charts.text`), so
  Vega is given empty ones, and the words come in afterwards.

The SVG is what Vega would have made without either; the tests compare the two.
"""

from __future__ import annotations

import json
import os
import re
from contextlib import contextmanager
from functools import cache, lru_cache
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from sitegen.fonts.fontconfig import METRICS, VARIABLE, configure_fonts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    Spec = Mapping[str, Any]


VEGA_LITE = "6.4"
"""The version of Vega-Lite that Altair's schema is of."""
COMPILED = 256
"""So many compilations are kept; each takes some ten kilobytes."""

_SLOT = 987_600_000
"""The first number that stands for something else; two for each, of which a list has both."""
_FILLED = re.compile(r"\[9876(\d{5}),9876\d{5}\]|9876(\d{5})")
_UNSEEN = frozenset({"name", "description", "usermeta", "$schema"})
"""What of a specification no picture shows."""
_SIZES = ("width", "height", "padding")
_TEXTS = re.compile(r'<g class="mark-text role-mark layer_(\d+)_marks".*?(?:</g>|/>(?=<(?!text)))')
_TEXT = re.compile("(<text [^>]*)/>")


def draw_svg(spec: Spec) -> str:
    """The picture of a chart of layers as Vega makes it; nothing is fetched."""
    spoken = {number: _find_texts(spec, layer) for number, layer in enumerate(spec["layer"])}
    said = {number: texts for number, texts in spoken.items() if texts}
    silent = {spec["layer"][number]["data"]["name"] for number in said}
    slots = _Slots()
    skeleton = json.dumps(_make_skeleton(spec, silent, slots))
    vega = _FILLED.sub(slots.fill, _compile(skeleton))
    svg = load_converter().render(vega, allowed_base_urls=[])
    return _TEXTS.sub(lambda group: _say(group, said), svg)


class _Slots:
    """Values that were taken out of a specification, as JSON, and what stands for them."""

    def __init__(self) -> None:
        """Nothing is taken out yet."""
        self._numbers: dict[str, int] = {}

    def take(self, value: object) -> int:
        """The number that stands for a value; equal values have the same."""
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return _SLOT + 2 * self._numbers.setdefault(text, len(self._numbers))

    def take_list(self, values: Sequence[object]) -> list[int]:
        """The two numbers that stand for a list, where a list must be."""
        first = self.take(values)
        return [first, first + 1]

    def fill(self, slot: re.Match[str]) -> str:
        """What was taken out."""
        return tuple(self._numbers)[int(slot[1] or slot[2]) // 2]


def _make_skeleton(spec: Spec, silent: set[str], slots: _Slots) -> dict[str, Any]:
    """The specification as far as its compilation depends on it."""
    tables = {
        name: [row | {"text": ""} for row in rows] if name in silent else rows
        for name, rows in spec["datasets"].items()
    }
    return {
        **{key: value for key, value in spec.items() if key not in _UNSEEN},
        **{key: slots.take(spec[key]) for key in _SIZES},
        "datasets": {name: slots.take_list(rows) for name, rows in tables.items()},
        "layer": [
            layer
            | {
                "encoding": {
                    name: _hollow(channel, slots) for name, channel in layer["encoding"].items()
                }
            }
            for layer in spec["layer"]
        ],
    }


def _hollow(channel: Mapping[str, Any], slots: _Slots) -> dict[str, Any]:
    """A channel without its scale's numbers, its place, and the title of an axis that it has not."""
    hollow = dict(channel)
    if scale := channel.get("scale"):
        ends = {key: scale[key] for key in ("domain", "range") if _are_numbers(scale.get(key))}
        hollow["scale"] = scale | {key: slots.take_list(ends[key]) for key in ends}
    if isinstance(channel.get("value"), int | float):
        hollow["value"] = slots.take(channel["value"])
    if channel.get("axis", "") is None:
        hollow.pop("title", None)
    return hollow


def _are_numbers(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(one, int | float) for one in value)


def _find_texts(spec: Spec, layer: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of a layer in the order of its marks: of texts that are called so, in a table of their own.

    Others are left to Vega: fields of facts may stand for more than words.
    """
    says = layer["encoding"].get("text", {}).get("field")
    if layer["mark"]["type"] != "text" or "data" not in layer or says != "text":
        return ()
    filters = [step["filter"] for step in layer.get("transform", ())]
    tests = [test for one in filters for test in one.get("and", [one])]
    return tuple(
        row["text"]
        for row in spec["datasets"][layer["data"]["name"]]
        if all(row[test["field"]] == test["equal"] for test in tests)
    )


def _say(group: re.Match[str], said: Mapping[int, Sequence[str]]) -> str:
    """The marks of a layer of texts, with its words."""
    words = iter(said.get(int(group[1]), ()))

    def fill(mark: re.Match[str]) -> str:
        text = next(words, "")
        return f"{mark[1]}>{escape(text, quote=False)}</text>" if text else mark[0]

    return _TEXT.sub(fill, group[0])


@lru_cache(maxsize=COMPILED)
def _compile(skeleton: str) -> str:
    """Vega of a specification of Vega-Lite, both as JSON."""
    compiled = load_converter().compile(skeleton, vl_version=VEGA_LITE)
    return json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))


class Converter(NamedTuple):
    """What of vl-convert is used."""

    compile: Callable[..., dict[str, Any]]
    """From Vega-Lite to Vega."""
    render: Callable[..., str]
    """From Vega to SVG."""
    bundle: Callable[..., str]
    """Its libraries as a script for browsers."""


@cache
def load_converter() -> Converter:
    """The conversions of vl-convert, after it has taken in the fonts, which it does once in a process."""
    import vl_convert

    with _only_our_font():
        vl_convert.vegalite_to_svg(
            {"data": {"values": [{}]}, "mark": {"type": "text", "text": "\u53e3"}},
            vl_version=VEGA_LITE,
            allowed_base_urls=[],
        )
    return Converter(
        vl_convert.vegalite_to_vega, vl_convert.vega_to_svg, vl_convert.javascript_bundle
    )


@contextmanager
def _only_our_font() -> Iterator[None]:
    """Show fontconfig nothing but the metrics font; the environment is restored after."""
    before = os.environ.get(VARIABLE)
    with configure_fonts(METRICS) as file:
        os.environ[VARIABLE] = str(file)
        try:
            yield
        finally:
            if before is None:
                del os.environ[VARIABLE]
            else:
                os.environ[VARIABLE] = before
