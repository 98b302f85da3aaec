"""Documents as they are named and cited: by what is printed on them, in every language of the site."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.views.citation import Latin, Work
from sitegen.views.words import CITE_WORDS

if TYPE_CHECKING:
    from sitegen.ledger.values import Source
    from sitegen.views.viewpoint import Viewpoint

KINDS = {"Report": "report", "NewsArticle": "newspaper", "Dataset": "dataset", "WebPage": "web"}
"""What a document is to a style of references, by its type in schema.org; any other is `other`."""
_ENGLISH = "en"
"""APA translates titles into English."""


def print_title(document: Source) -> str:
    """The title of a document as printed."""
    titles = document.title.by_code
    return document.printed or titles.get(document.language) or next(iter(titles.values()))


def is_online(document: Source) -> bool:
    """Whether a document was published online: a page of the web, or what has an address."""
    return bool(document.url) or KINDS.get(document.kind.type) == "web"


def name_document(at: Viewpoint, document: Source) -> str:
    """A document where a number of it is cited: title as printed, its translation, publisher, date."""
    return at.voice.say(
        CITE_WORDS["document" if document.language == at.code else "translated"],
        printed=print_title(document),
        title=document.title[at.code],
        origin=at.listed(document.publisher[at.code], at.voice.date(document.date)),
    )


def cite_document(document: Source) -> Work:
    """A document as styles of references take it.

    A newspaper is where its articles stand; any other publisher answers for the document, and is its author
    where nobody signs it.
    """
    kind = KINDS.get(document.kind.type, "other")
    title, names = document.title.by_code, document.publisher.by_code
    own = names.get(document.language) or next(iter(names.values()))
    latin = document.latin_publisher or names.get(_ENGLISH) or own
    newspaper = kind == "newspaper"
    signed = document.author or ("" if newspaper else own)
    return Work(
        title=print_title(document),
        author=signed,
        address=document.url,
        kind=kind,
        date=document.date,
        whole=own if own != signed else "",
        page=document.page,
        latin=Latin(
            title=document.latin_title,
            translation="" if document.language == _ENGLISH else title.get(_ENGLISH, ""),
            author=document.latin_author or document.author or ("" if newspaper else latin),
            whole=latin if own != signed else "",
        ),
    )
