"""What stands for drawings and pictures that are not made; for programs that must start at once."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import TYPE_CHECKING

from sitegen.charts.data import FORMS
from sitegen.charts.drawing import SPEC, SPECS
from sitegen.memo import digest

if TYPE_CHECKING:
    from collections.abc import Callable


def _sketch_chart(inputs: object) -> str:
    name = digest(inputs)
    specs = {form.name: {"sketch": name} for form in FORMS if form.inline}
    return json.dumps(
        {
            **{form.name: f"<svg><text>{name}</text></svg>" for form in FORMS},
            SPECS: json.dumps(specs),
            SPEC: json.dumps({"sketch": name}),
        }
    )


SKETCHES: dict[str, Callable[[object], str]] = {
    "chart": _sketch_chart,
    "png": lambda inputs: b64encode(digest(inputs).encode()).decode(),
    "bundle": lambda _: "draw",
}
