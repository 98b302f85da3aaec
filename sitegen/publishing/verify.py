"""A published site against the account of its build: every file there, none changed, none besides.

The account is a file of the site itself. It shows what was lost or touched on the way; who must rule out
that site and account were exchanged together compares the digest of the account with that of their own build.
"""

from __future__ import annotations

import json
import os
import re
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.messages.said import keep_as, say
from sitegen.naming import BUILD_JSON, FILE_DIGESTS
from sitegen.problems import Place, RefusedError, sort_problems
from sitegen.publishing.publish import MARKER
from sitegen.publishing.tree import digest_content

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.messages.said import Said
    from sitegen.problems import Problem

_KEPT = re.compile(r"assets/(?:[^/]+/)?[^/]+\.[0-9a-f]{10}\.[\w.-]+")
"""The address of an asset, which stays for a build longer than pages name it: no page of this one loads it."""
_CURE = say("Build the site again, or fetch it again from where it was built")


@dataclass(frozen=True)
class Verified:
    """What came of it."""

    problems: tuple[Problem, ...]
    files: int = 0
    """How many files the account lists."""
    kept: int = 0
    """How many assets of the build before there are besides."""
    digest: str = ""
    """That of the account itself."""


class NoAccountError(RefusedError):
    """A file is not the account of a build."""


def verify_site(folder: Path) -> Verified:
    """Compare the files of a published site with its account."""
    path = folder / BUILD_JSON
    try:
        content = path.read_bytes()
        wanted = _read_account(content)
    except OSError as error:
        problem = Place(str(path)).problem(
            "output",
            say(
                "the account of the build cannot be read: {strerror}",
                strerror=error.strerror or error,
            ),
            say("Name the folder of a site that `sitegen build` made"),
        )
        return Verified((problem,))
    except NoAccountError as error:
        problem = Place(str(path)).problem(
            "output", say("this is no account of a build: {reason}", reason=error.message), _CURE
        )
        return Verified((problem,))
    found = dict(_list_files(folder, ""))
    extra = {one for one in found.keys() - wanted.keys() if one not in {MARKER, BUILD_JSON}}
    kept = {one for one in extra if _KEPT.fullmatch(one) and found[one]}
    problems = [
        Place(str(folder / address)).problem("output", message, _CURE)
        for address, message in (
            *((one, say("the file is missing")) for one in wanted.keys() - found.keys()),
            *((one, say("the build made no such file")) for one in extra - kept),
            *_compare(folder, wanted, found),
        )
    ]
    return Verified(sort_problems(problems), len(wanted), len(kept), digest_content(content))


def _read_account(content: bytes) -> Mapping[str, str]:
    """Digest of each file by address.

    Raises:
        NoAccountError: It is not as a build writes it.
    """
    try:
        account = json.loads(content)
    except RecursionError as error:
        raise NoAccountError(say("it is nested too deeply")) from error
    except ValueError as error:
        raise NoAccountError(keep_as(str(error))) from error
    if not isinstance(account, dict) or not isinstance(account.get("outputs"), dict):
        raise NoAccountError(say("it has no `outputs`"))
    if account.get("digests") != FILE_DIGESTS:
        told = str(account.get("digests"))
        raise NoAccountError(
            say("its digests are not `{ours}`, but `{told}`", ours=FILE_DIGESTS, told=told)
        )
    wanted = {}
    for address, told in account["outputs"].items():
        if not isinstance(told, dict) or not isinstance(told.get("digest"), str):
            raise NoAccountError(say("`{address}` has no `digest`", address=address))
        wanted[address] = told["digest"]
    return wanted


def _list_files(folder: Path, address: str) -> Iterator[tuple[str, bool]]:
    """The addresses of all that lies in a folder, and whether each is a plain file; links are not followed."""
    with os.scandir(folder / address) as entries:
        for entry in entries:
            inner = f"{address}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from _list_files(folder, f"{inner}/")
            else:
                yield inner, stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode)


def _compare(
    folder: Path, wanted: Mapping[str, str], found: Mapping[str, bool]
) -> Iterator[tuple[str, Said]]:
    """The files that are not as the account says, and why."""
    for address in wanted.keys() & found.keys():
        if not found[address]:
            yield address, say("this is no file, but a link or the like")
            continue
        try:
            content = (folder / address).read_bytes()
        except OSError as error:
            yield (
                address,
                say("the file cannot be read: {strerror}", strerror=error.strerror or error),
            )
            continue
        if digest_content(content) != wanted[address]:
            yield address, say("the file is not the one that the build made")
