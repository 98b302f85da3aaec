"""The workflow that publishes a site, and where it takes sitegen from: from where it was installed here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from urllib.request import url2pathname

from sitegen import __version__
from sitegen.messages.said import NOTHING, Said, say

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "sitegen"
RELEASED = f"{_NAME}=={__version__}"
"""What `pip` installs where nothing else is known: this version, from the package index."""
WORKFLOW = ".github/workflows/site.yml"
COPIES = ".github"
"""The folder of a site that the file is copied into which sitegen was installed from."""
_TEXT = """\
# Builds the site at each commit, and publishes it from the main branch. A pull request of a stranger runs with a
# token that can read, without secrets, and with the templates of the main branch: templates are code. Who changes
# them in a pull request has them looked at by somebody, and sees them at work when they are merged.
name: Site

on:
  push:
    branches: [main]
  pull_request:

permissions: {}

concurrency:
  group: ${{ github.workflow }}-${{ github.ref }}
  cancel-in-progress: ${{ github.event_name == 'pull_request' }}

jobs:
  build:
    name: Build and check
    runs-on: ubuntu-24.04
    timeout-minutes: 20
    permissions:
      contents: read # to fetch the commit
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          fetch-depth: 0 # what a pull request is held to
          persist-credentials: false
      - uses: actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065 # v5.6.0
        with:
          python-version: "3.12"
      - run: pip install REQUIREMENT
      - name: Check a pull request by the settings and templates of the main branch
        if: github.event_name == 'pull_request'
        env:
          BASE: ${{ github.event.pull_request.base.sha }}
        run: sitegen check --format github --fail-on error --untrusted "$BASE"
      # Warnings are shown at their lines and stop nothing: a page may be published in one language first. A site that
      # promises its languages in step adds --strict to both commands.
      - name: Check and build
        if: github.event_name != 'pull_request'
        run: |
          sitegen check --format github --fail-on error
          sitegen build --no-pdf
      - uses: actions/upload-pages-artifact@7b1f4a764d45c48632c6b24a0339c27f5614fb0b # v4.0.0
        if: github.ref == 'refs/heads/main'
        with:
          path: site

  publish:
    name: Publish
    needs: build
    if: github.ref == 'refs/heads/main' && github.event_name != 'pull_request'
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    permissions:
      pages: write # to publish
      id-token: write # by which Pages knows that this workflow built it
    environment:
      name: github-pages
      url: ${{ steps.deployment.outputs.page_url }}
    steps:
      - id: deployment
        uses: actions/deploy-pages@d6db90164ac5ed86f2b6aed7e0febac5b3c0c03e # v4.0.5
"""


@dataclass(frozen=True)
class Installed:
    """How a workflow installs the sitegen that is at work here."""

    requirement: str = RELEASED
    """What `pip install` is given."""
    copied: Path | None = None
    """The file that has to lie in the folder `.github` of the site for it; `None` for none."""
    note: Said = NOTHING
    """What the author has to know."""


def write_workflow(requirement: str) -> str:
    """The workflow with what it installs."""
    return _TEXT.replace("REQUIREMENT", requirement)


def find_installed() -> Installed:
    """How sitegen was installed here: from the package index, a repository, an address or a file (PEP 610)."""
    try:
        text = distribution(_NAME).read_text("direct_url.json")
    except PackageNotFoundError:
        text = None
    return read_installed(json.loads(text)) if text else Installed()


def read_installed(origin: Mapping[str, object]) -> Installed:
    """How to install again what was installed from an address, as `direct_url.json` has it."""
    url, repository = str(origin.get("url", "")), origin.get("vcs_info")
    if isinstance(repository, dict):
        return Installed(f'"{_NAME} @ {repository["vcs"]}+{url}@{repository["commit_id"]}"')
    if not url.startswith("file:"):
        return Installed(f'"{_NAME} @ {url}"')
    path = Path(url2pathname(urlsplit(url).path))
    if path.suffix == ".whl" and path.is_file():
        target = f"{COPIES}/{path.name}"
        return Installed(
            f"./{target}",
            path,
            say(
                "The workflow installs sitegen from `{target}`, a copy of the file that it was installed from here",
                target=target,
            ),
        )
    return Installed(
        note=say(
            "The workflow takes `{released}` from the package index, and here it was installed from `{path}`: if the index does not have it, put its wheel into the project and name it in `{workflow}`",
            released=RELEASED,
            path=path.name,
            workflow=WORKFLOW,
        )
    )
