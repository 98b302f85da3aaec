"""What is written in every language at once is agreed as it stands: nobody has to sign off what the generator wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.pages.kinds import TRAITS
from sitegen.project.markdown import parse_markdown
from sitegen.project.pages import parse_page
from sitegen.resolve.directives import DIRECTIVE_TRAITS
from sitegen.translations.blocks import list_blocks
from sitegen.translations.record import format_lock, name_lock, parse_lock
from sitegen.translations.signing import sign_off, sketch_blocks
from sitegen.translations.states import SINGLE, compare_languages

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sitegen.translations.blocks import PageBlock


def agree_pages(
    lock: str,
    folder: str,
    codes: Sequence[str],
    pages: Mapping[str, Mapping[str, str]],
    chart: str = "",
) -> dict[str, str]:
    """The lock once pages are agreed, by its path; nothing where there is one language.

    Args:
        lock: The text of the lock as it is; empty for none.
        folder: The folder of pages, as the settings name it.
        codes: The languages of the site.
        pages: Texts of the pages by slug and by language.
        chart: The name of the chart that alone is agreed; empty for all that stands on the pages.
    """
    if len(codes) == 1:
        return {}
    path = name_lock(folder)
    kept = parse_lock(lock, path, codes)
    lines, sketches = {slug: [*some] for slug, some in kept.agreed.items()}, {**kept.sketches}
    for slug, texts in pages.items():
        blocks = {
            code: _read_blocks(f"{folder}/{slug}.{code}.md", text, slug, code)
            for code, text in texts.items()
        }
        pairs = compare_languages(blocks, lines.get(slug, ()), sketches.get(slug, {}))
        chosen = [
            pair
            for pair in pairs
            if pair.is_open
            and pair.state != SINGLE
            and (not chart or f"name:{chart}" in blocks[pair.codes[0]][pair.one or 0].signature)
        ]
        lines[slug] = sign_off(blocks, pairs, chosen, lines.get(slug, ()))
        sketches[slug] = sketch_blocks(blocks, sketches.get(slug, {}))
    return {path: format_lock(lines, codes, sketches)}


def _read_blocks(path: str, text: str, slug: str, code: str) -> tuple[PageBlock, ...]:
    page, _ = parse_page(path, text, slug, code, TRAITS)
    return () if page is None else list_blocks(parse_markdown(page, DIRECTIVE_TRAITS)[0])
