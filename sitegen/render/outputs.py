"""What a page, a batch of pages and a file are before they are rendered and written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Any

    from sitegen.language.voice import Voice

Inputs = TypeVar("Inputs")


@dataclass(frozen=True)
class PageOutput:
    """A page to be rendered."""

    address: str
    """Path below the site's root."""
    template: str
    voice: Voice
    context: Mapping[str, Any] = field(compare=False)
    """Plain values; all that the template gets."""
    pdf: str = ""
    """Address of the PDF that may be made of it; its template then gets `pdf`, a `Printed` or `None`."""


@dataclass(frozen=True)
class Printed:
    """A PDF of a page, as the page offers it."""

    href: str
    pages: int


@dataclass(frozen=True)
class PageBatch(Generic[Inputs]):
    """Many pages made of the same things: as long as these stay, none of them is planned again."""

    label: str
    template: str
    """The template of all of them."""
    voice: Voice
    inputs: Inputs
    """All that they are made of, but for the template and the voice: what counts for the store."""
    plan_pages: Callable[[Inputs, Voice], Iterator[PageOutput]] = field(compare=False)
    """Makes the pages of `inputs`, in the language of `voice`; it may use nothing else."""

    def plan(self) -> Iterator[PageOutput]:
        """Plan all pages of the batch, from `inputs` and `voice` alone."""
        return self.plan_pages(self.inputs, self.voice)


@dataclass(frozen=True)
class ListedPage:
    """A page as the site's list of pages knows it."""

    canonical: str
    alternates: tuple[tuple[str, str], ...]
    """BCP 47 tag, or `x-default`, and absolute address of the page in each language; none if there is one."""
    updated: str = ""
    """Day of its last change of substance; empty where nobody wrote one."""


@dataclass(frozen=True)
class OutputFile:
    """A file that needs no template."""

    address: str
    content: bytes
