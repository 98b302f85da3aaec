"""From a chart's data to its pictures: SVG texts for the page and for download; and its specifications.

A picture depends on the data and the versions of the libraries alone: not on the
machine's fonts, nor on what was drawn before. Nothing is fetched.

**Fonts.** The kinds place texts by estimates of their own (`charts.text`), so fonts have no say.
To keep it so where a kind leaves something to the library, and because reading the machine's
fonts takes longer than drawing, `charts.vega` shows vl-convert (a Vega in a JavaScript engine) the
metrics font alone when it is first used in the process (see `fonts`); Latin comes from a font inside
vl-convert. A process that used vl-convert before keeps the fonts it had then. And PNGs, which need
real glyphs, must be made by another process than the one that draws.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import TYPE_CHECKING

from sitegen.charts.data import FILE, FORMS
from sitegen.charts.explore import add_areas, add_tooltips
from sitegen.charts.kinds import CHART_KINDS
from sitegen.charts.theme import FONTS
from sitegen.charts.vega import draw_svg, load_converter

if TYPE_CHECKING:
    from typing import Any

    from sitegen.charts.data import ChartData, Form


SPECS = "specs"
"""Among the drawings of a chart: the specifications a reader's browser draws it from."""
SPEC = "spec"
"""Among the drawings of a chart: the specification to take away, which stands alone."""

_ID = re.compile(r'\bid="([^"]+)"')
_LEFT_OVER = re.compile(
    r' (?:role="graphics-[a-z]+"|aria-[a-z]+="[^"]*"|pointer-events="[a-z]+"|xmlns:xlink="[^"]*")'
)
_CLASS = re.compile(r' class="(?:mark|role|background|foreground)[^"]*"')
_HIDDEN = re.compile(r'<path(?: d="[^"]*"|[^>]*(?:display="none"|d="M[^"]*h0v0h0Z")[^>]*)/>')
"""Marks that paint nothing: those that have a shape and no colour are backgrounds of groups."""
_FONT = re.compile(r' font-family="[^"]*"')
_PLACES = re.compile(r' (?:d|transform|x2|y2)="[^"]*"')
_LONG = re.compile(r"-?\d+\.\d{3,}(?:e-\d+)?")
_OPEN = re.compile(r"<svg [^>]*>")


def draw_chart(data: ChartData) -> dict[str, str]:
    """A chart's pictures in every form, by the form's name; and `SPECS` and `SPEC`, which are JSON.

    `wide` and `narrow` are for the page: colours are CSS variables (see `charts.theme`), and
    title and description are the page's elements `<name>-title` and `<name>-desc`. `file`
    stands alone, and so does `SPEC`, of which a Vega editor makes the same picture.

    Raises:
        KeyError: There is no such kind, or a word is not translated.
        ValueError: A point has no number.
    """
    specs = _specify(data)
    explored = {form.name: add_areas(data, spec) for form, spec in specs.items() if form.inline}
    return {
        **{form.name: _draw(data, form, spec) for form, spec in specs.items()},
        SPECS: _write(explored),
        SPEC: _write(add_tooltips(data, specs[FILE])),
    }


def _write(value: dict[str, Any]) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def make_bundle() -> str:
    """The script that draws specifications in a reader's browser: Vega, Vega-Lite and Vega-Embed.

    It is one script without imports, so that it works from a folder, and it fetches nothing. Its
    names are kept to itself; it leaves `vegaEmbed`, `vega` and `vegaLite` at the window.
    """
    bundle = load_converter().bundle()
    return f"(() => {{\n{bundle}\n}})();\n"


def specify_form(data: ChartData, form: Form) -> dict[str, Any]:
    """The chart's specification in a form; a test holds each kind to the schema, which would take as long again here."""
    draw = CHART_KINDS[data.kind].load()
    from altair.utils.schemapi import debug_mode

    with debug_mode(arg=False):
        spec: dict[str, Any] = draw(data, form).to_dict(validate=False)
    return spec


def _specify(data: ChartData) -> dict[Form, dict[str, Any]]:
    """The chart's specification in every form."""
    specs = {form: specify_form(data, form) for form in FORMS}
    return {form: {"config": spec["config"]} | spec for form, spec in specs.items()}


def _draw(data: ChartData, form: Form, spec: dict[str, Any]) -> str:
    """One picture from its specification."""
    svg = _name_ids(_strip(draw_svg(spec)), f"{data.name}-{form.name}")
    return _open(svg, _root(data, form), _inside(data, form))


def _strip(svg: str) -> str:
    """Take out what only the drawing library has a use for."""
    for pattern in (_LEFT_OVER, _CLASS, _HIDDEN, _FONT):
        svg = pattern.sub("", svg)
    svg = _PLACES.sub(lambda place: _LONG.sub(_shorten, place[0]), svg)
    # A halo must lie behind its letters.
    return re.sub(r"(<text (?:(?!>).)*? stroke=)", _behind, svg)


def _shorten(number: re.Match[str]) -> str:
    """A place to a hundredth of a pixel."""
    return f"{float(number[0]):.2f}".rstrip("0").rstrip(".")


def _behind(match: re.Match[str]) -> str:
    """Paint a text's stroke before its fill."""
    return match[1].replace("<text ", '<text paint-order="stroke" ', 1)


def _name_ids(svg: str, prefix: str) -> str:
    """Rename ids in order of appearance.

    The library counts them through the life of a process, so that the second of two
    equal pictures would differ, and pictures of two processes would clash on a page.
    """
    for number, name in enumerate(dict.fromkeys(_ID.findall(svg))):
        svg = svg.replace(f'id="{name}"', f'id="{prefix}-{number}"')
        svg = svg.replace(f"url(#{name})", f"url(#{prefix}-{number})")
    return svg


def _root(data: ChartData, form: Form) -> dict[str, str]:
    """Attributes of the root element that say what the picture is."""
    name = data.name if form.inline else f"{data.name}-{form.name}"
    return {
        "class": f"chart-{form.name}",
        "role": "img",
        "lang": data.language,
        "font-family": FONTS,
        "aria-labelledby": f"{name}-title",
        "aria-describedby": f"{name}-desc",
    }


def _inside(data: ChartData, form: Form) -> str:
    """Title and description inside a file; a page has them outside."""
    if form.inline:
        return ""
    name = f"{data.name}-{form.name}"
    return (
        f'<title id="{name}-title">{escape(data.title)}</title>'
        f'<desc id="{name}-desc">{escape(data.description)}</desc>'
    )


def _open(svg: str, attributes: dict[str, str], inside: str) -> str:
    """Add attributes to the root element, and put something first in it."""
    added = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return _OPEN.sub(lambda match: f"{match[0][:-1]}{added}>{inside}", svg, count=1)
