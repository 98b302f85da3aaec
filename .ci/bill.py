"""The bill of materials of a release: what is in the wheel, and what it is built and tested with.

It is CycloneDX 1.6 as JSON, made from `requirements.lock` and from `.ci/bundled.toml`, which lists what the package
carries of others, or publishes with a site. It names no time and no serial number: the same commit has the same bill.

    python .ci/bill.py

prints it.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

from cyclonedx.model import (
    ExternalReference,
    ExternalReferenceType,
    HashAlgorithm,
    HashType,
    Property,
    XsUri,
)
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentScope, ComponentType
from cyclonedx.model.license import LicenseAcknowledgement, LicenseExpression
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL
from packaging.requirements import Requirement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

ROOT = Path(__file__).parent.parent
SHA256 = "sha256:"


def write_bill(root: Path) -> str:
    """The bill of a checkout."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    bundled = tomllib.loads((root / ".ci" / "bundled.toml").read_text("utf-8"))
    bom = Bom()
    bom.serial_number = None  # type: ignore[assignment] # the library's own way to a bill that can be made again
    bom.metadata.timestamp = None  # type: ignore[assignment]
    own = _make_own(project, _read_version(root), bundled["carried"])
    bom.metadata.component = own
    locked = [*_read_lock(root)]  # one of them may stand twice, for other versions of Python
    for one in locked:
        one.components.update(
            _make_bundled(entry) for entry in bundled["published"] if entry["within"] == one.name
        )
        bom.components.add(one)
    direct = {_canonical(Requirement(one).name) for one in project["dependencies"]}
    bom.register_dependency(own, [one for one in locked if _canonical(one.name) in direct])
    for one in locked:
        bom.register_dependency(one)
    return JsonV1Dot6(bom).output_as_string(indent=2) + "\n"


def _read_version(root: Path) -> str:
    """`__version__`, read and not run."""
    tree = ast.parse((root / "sitegen" / "__init__.py").read_text("utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__version__":
            return str(ast.literal_eval(node.value))
    raise ValueError("sitegen/__init__.py has no `__version__`")


def _make_own(
    project: Mapping[str, Any], version: str, carried: list[Mapping[str, Any]]
) -> Component:
    """The package, with what of others lies in it."""
    name = project["name"]
    return Component(
        type=ComponentType.APPLICATION,
        name=name,
        version=version,
        description=project["description"],
        licenses=[_declare(project["license"])],
        purl=PackageURL("pypi", None, name, version),
        bom_ref=f"{name}@{version}",
        components=[_make_bundled(one) for one in carried],
    )


def _make_bundled(entry: Mapping[str, Any]) -> Component:
    """A component of an entry of `bundled.toml`; files are named by their paths in the package."""
    version = entry.get("version")
    return Component(
        type=ComponentType(entry["type"]),
        name=entry["name"],
        version=version,
        description=entry["what"],
        licenses=[_declare(entry["licence"])],
        copyright=entry.get("copyright"),
        purl=PackageURL.from_string(entry["purl"]) if "purl" in entry else None,
        bom_ref=f"{entry['name']}@{version or '-'}",
        properties=[Property(name="sitegen:file", value=file) for file in entry.get("files", [])],
    )


def _declare(expression: str) -> LicenseExpression:
    return LicenseExpression(expression, acknowledgement=LicenseAcknowledgement.DECLARED)


def _read_lock(root: Path) -> Iterator[Component]:
    """What is locked, a component each; what is for some systems or versions of Python alone is optional."""
    text = (root / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    for line in text.splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        stated, *hashes = re.split(r"\s+--hash=", line.strip())
        wanted = Requirement(stated)
        version = str(wanted.specifier).removeprefix("==")
        purl = PackageURL("pypi", None, _canonical(wanted.name), version)
        yield Component(
            type=ComponentType.LIBRARY,
            name=wanted.name,
            version=version,
            purl=purl,
            bom_ref=f"{wanted.name}@{version}",
            scope=ComponentScope.OPTIONAL if wanted.marker else ComponentScope.REQUIRED,
            properties=[Property(name="sitegen:marker", value=str(wanted.marker))]
            if wanted.marker
            else [],
            external_references=[
                ExternalReference(
                    type=ExternalReferenceType.DISTRIBUTION,
                    url=XsUri(purl.to_string()),
                    comment="each file of this version that the lock allows",
                    hashes=[
                        HashType(alg=HashAlgorithm.SHA_256, content=_digest(one)) for one in hashes
                    ],
                )
            ],
        )


def _digest(stated: str) -> str:
    if not stated.startswith(SHA256):
        raise ValueError(f"the lock has a hash that is no SHA-256: {stated}")
    return stated.removeprefix(SHA256)


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.stdout.write(write_bill(ROOT))
