"""The documentation is followed to the letter: each command is run and each file written, in their order."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from documentation import CONTENT, Reader, read_steps

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.xdist_group("documentation")  # the tutorial is followed once for all

TUTORIAL = CONTENT / "tutorial.en.md"
HOWTOS = sorted(CONTENT.glob("howto/*.en.md")) + sorted(CONTENT.glob("migration/*.en.md"))
FOLLOWED = [TUTORIAL, *HOWTOS]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that the tutorial comes to."""
    reader = Reader(tmp_path_factory.mktemp("reader"))
    reader.follow(read_steps(TUTORIAL))
    return reader.folder


def test_the_tutorial_leads_to_a_site(town: Path) -> None:
    assert town.name == "town"
    assert (town / ".git").is_dir()


@pytest.mark.parametrize("page", HOWTOS, ids=lambda page: page.name.partition(".")[0])
def test_a_how_to_is_followed(page: Path, town: Path, tmp_path: Path) -> None:
    """Each begins with the site of the tutorial, unless it makes one of its own."""
    folder = tmp_path / "town"
    shutil.copytree(town, folder)
    Reader(folder).follow(read_steps(page))


@pytest.mark.parametrize("page", FOLLOWED, ids=lambda page: page.name.partition(".")[0])
def test_readers_of_both_languages_do_the_same(page: Path) -> None:
    other = page.with_name(page.name.replace(".en.", ".zh."))
    both = [[(one.kind, one.what, one.text) for one in read_steps(path)] for path in (page, other)]
    assert both[0] == both[1]
