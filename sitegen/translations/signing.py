"""Signing off: texts that stand side by side are said to be the same, and become lines of the lock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.translations.likeness import sketch_text
from sitegen.translations.record import ALONE
from sitegen.translations.states import IN_STEP

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sitegen.translations.blocks import PageBlock
    from sitegen.translations.record import Agreed
    from sitegen.translations.states import BlockPair

    Node = tuple[str, int]
    """A block by its language and its place among the blocks of that."""
    Blocks = Mapping[str, Sequence[PageBlock]]
    """The blocks of a page by language."""


def sketch_blocks(blocks: Blocks, kept: Mapping[str, str]) -> dict[str, str]:
    """The sketches of the texts of a page, by their hashes: those that were kept, and of what stands there now."""
    new = {block.hash: block.text for some in blocks.values() for block in some}
    return {**kept, **{name: sketch_text(text) for name, text in new.items() if name not in kept}}


def sign_off(
    blocks: Blocks,
    pairs: Sequence[BlockPair],
    chosen: Collection[BlockPair],
    agreed: Sequence[Agreed],
) -> list[Agreed]:
    """The lines of a page once some pairs are signed off.

    Lines of texts that are still to be looked at stay, for they say which language is ahead; those of which
    nothing is left go.

    Args:
        blocks: The blocks of the page by language.
        pairs: How they stand.
        chosen: The pairs that are signed off; of one language alone, that the other is meant to have none.
        agreed: The lines of the page as they were.
    """
    settled = [one for one in pairs if one.state == IN_STEP or one in chosen]
    lines = [*_write_groups(blocks, settled)]
    done = {*_list_settled(blocks, settled)}
    lines += [line for line in agreed if line not in lines and _still_tells(line, blocks, done)]
    return lines


def _write_groups(blocks: Blocks, settled: Sequence[BlockPair]) -> Iterator[Agreed]:
    """A line for each group of blocks that are agreed with each other."""
    groups: dict[Node, dict[str, str]] = {}
    for pair in settled:
        nodes = [
            (code, index)
            for code, index in zip(pair.codes, (pair.one, pair.two), strict=True)
            if index is not None
        ]
        said = {code: blocks[code][index].hash for code, index in nodes}
        said |= {code: ALONE for code in pair.codes if code not in said}
        known = [groups[node] for node in nodes if node in groups]
        merged = {code: text for one in known for code, text in one.items()}
        if any(merged.get(code, text) != text for code, text in said.items()):
            yield said  # one block of a language stands for two of another
            continue
        group = known[0] if known else {}
        group.update(merged | said)
        for other in known[1:]:
            for node, one in groups.items():
                if one is other:
                    groups[node] = group
        groups.update(dict.fromkeys(nodes, group))
    seen: set[int] = set()
    for group in groups.values():
        if id(group) not in seen:
            seen.add(id(group))
            yield dict(group)


def _list_settled(blocks: Blocks, settled: Sequence[BlockPair]) -> Iterator[tuple[str, str, str]]:
    """Texts that need no line of before: the language of each, its hash, and the other language."""
    for pair in settled:
        one, two = pair.codes
        if pair.one is not None:
            yield one, blocks[one][pair.one].hash, two
        if pair.two is not None:
            yield two, blocks[two][pair.two].hash, one


def _still_tells(line: Agreed, blocks: Blocks, done: Collection[tuple[str, str, str]]) -> bool:
    """Whether a line of before says of a text that the other language has changed since."""
    there = {code: {block.hash for block in some} for code, some in blocks.items()}
    return any(
        text in there.get(code, ()) and other in there and (code, text, other) not in done
        for code, text in line.items()
        for other in line
        if other != code
    )
