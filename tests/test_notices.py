"""What is shipped of others carries their notice, and LICENSE says the same."""

from __future__ import annotations

import re

from built import build_harbour
from projects import ROOT

from sitegen.charts.notice import NOTICE


def test_the_script_of_charts_begins_with_whose_work_it_is() -> None:
    [bundle] = (build_harbour() / "assets").glob("vega.*.js")
    assert bundle.read_text("utf-8").startswith(NOTICE)
    assert NOTICE.startswith("/*!")
    assert NOTICE.count("*/") == 1


def test_the_licence_has_every_notice() -> None:
    def normal(text: str) -> str:
        return " ".join(re.sub(r"^ ?\*", "", text, flags=re.MULTILINE).split())

    licence = normal((ROOT / "LICENSE").read_text("utf-8"))
    assert normal(NOTICE.strip().removeprefix("/*!").removesuffix("*/")) in licence
    for font in (ROOT / "sitegen" / "fonts").rglob("*.otf"):
        assert list(font.parent.glob("*OFL.txt")), font
    assert "SIL Open Font License" in licence
