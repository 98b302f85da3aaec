"""The bill of materials says what is in the package and what it is built with, and no more."""

from __future__ import annotations

import json
import re
import tomllib
import warnings
from typing import TYPE_CHECKING, Any

import pytest
import vl_convert
from bill import write_bill
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from projects import ROOT

from sitegen import __version__
from sitegen.charts.notice import NOTICE
from sitegen.charts.vega import VEGA_LITE

if TYPE_CHECKING:
    from pathlib import Path

OTHERS = re.compile(r"Copyright \(c\)|^/\*!", re.MULTILINE)
"""What says of a text that somebody else wrote it."""


@pytest.fixture(scope="module")
def bill() -> str:
    return write_bill(ROOT)


@pytest.fixture(scope="module")
def bundled() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((ROOT / ".ci" / "bundled.toml").read_text("utf-8"))


def _validate(text: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of the validator's own
        return JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)


def test_it_is_valid_and_names_no_time_and_no_machine(bill: str) -> None:
    assert _validate(bill) is None
    assert _validate(bill.replace('"type": "library"', '"type": "book"', 1)) is not None
    assert "serialNumber" not in bill
    assert "timestamp" not in bill
    assert "http" not in bill.replace("http://cyclonedx.org/schema/bom-1.6.schema.json", "")
    assert write_bill(ROOT) == bill


def test_it_lists_each_line_of_the_lock_with_its_hashes(bill: str) -> None:
    made = json.loads(bill)
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pinned = re.findall(r"^([\w.-]+)==(\S+)", lock, re.MULTILINE)
    assert len(pinned) > 30
    assert sorted((one["name"], one["version"]) for one in made["components"]) == sorted(pinned)
    hashes = [
        each["content"]
        for one in made["components"]
        for reference in one["externalReferences"]
        for each in reference["hashes"]
    ]
    assert sorted(hashes) == sorted(re.findall(r"sha256:(\w+)", lock))
    own = made["metadata"]["component"]
    assert (own["name"], own["version"]) == ("sitegen", __version__)


def test_what_the_package_needs_is_what_it_is_said_to_depend_on(bill: str) -> None:
    made = json.loads(bill)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    [direct] = [
        one["dependsOn"] for one in made["dependencies"] if one["ref"].startswith("sitegen@")
    ]
    needed = [re.split(r"[ ~=<>]", one)[0].lower() for one in project["dependencies"]]
    assert sorted(one.partition("@")[0] for one in direct) == sorted(needed)


def _list_of_others(folder: Path, name: str) -> set[str]:
    """Files below a folder that others made: fonts, and texts that say so."""
    found = set()
    for path in folder.rglob("*"):
        fonts = path.suffix in {".otf", ".ttf", ".woff", ".woff2"}
        texts = path.suffix in {".js", ".css", ".svg"} and OTHERS.search(path.read_text("utf-8"))
        if fonts or texts:
            found.add(f"{name}/{path.relative_to(folder).as_posix()}")
    return found


def test_what_the_package_carries_of_others_is_listed(
    bundled: dict[str, list[dict[str, Any]]],
) -> None:
    listed = {file for one in bundled["carried"] for file in one["files"]}
    found = _list_of_others(ROOT / "sitegen", "sitegen")
    found |= _list_of_others(ROOT / "templates", "sitegen/theme")
    assert listed == found | {
        "sitegen/language/spelled.csv",
        "sitegen/render/attributes.csv",
        "sitegen/render/css.csv",
    }
    stemmer = (ROOT / "templates" / "assets" / "stemmer.js").read_text("utf-8")
    [version] = [one["version"] for one in bundled["carried"] if one["name"] == "stemmer"]
    assert f'"stemmer" {version} ' in stemmer
    for one in bundled["carried"]:
        stated = one["copyright"].removesuffix(".")
        licences = "".join(path.read_text("utf-8") for path in ROOT.rglob("*OFL.txt"))
        assert stated in stemmer + licences + (ROOT / "LICENSE").read_text("utf-8")


def test_what_a_site_publishes_of_others_is_listed(
    bundled: dict[str, list[dict[str, Any]]],
) -> None:
    versions = {one["name"]: one["version"] for one in bundled["published"] if "version" in one}
    assert versions == {
        "Vega": vl_convert.get_vega_version(),
        "Vega-Lite": VEGA_LITE,
        "Vega-Embed": vl_convert.get_vega_embed_version(),
        "Vega-Themes": vl_convert.get_vega_themes_version(),
    }
    notice = re.sub(r"\s+\*\s+", " ", NOTICE)
    for one in bundled["published"]:
        assert one["name"] in notice
        assert one["copyright"] in notice
        assert f"({one['licence']})" in notice


def test_the_licence_of_the_package_is_of_all_that_it_carries(
    bundled: dict[str, list[dict[str, Any]]],
) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    carried = {one["licence"] for one in bundled["carried"]}
    assert {*project["license"].split(" AND ")} == carried | {"MIT"}
