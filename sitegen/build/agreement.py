"""What was agreed between the languages of a page, and how they stand since: from the lock and the blocks of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.build.draft import BASE, Draft
from sitegen.build.kit import as_plain
from sitegen.filenames.pages import divide_name
from sitegen.naming import LISTING, LOCK, LOCKED, SETTINGS, UNLOCKED
from sitegen.site import Site
from sitegen.translations.blocks import PAGE_BLOCKS, unpack_blocks
from sitegen.translations.record import (
    AGREED,
    RENAMED,
    SKETCHES,
    find_strays,
    name_lock,
    parse_lock,
    tell_strays,
)
from sitegen.translations.states import (
    NEWER,
    STANDINGS,
    compare_languages,
    list_newer,
    pack_pairs,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sitegen.build.kit import Kit

    Note = Callable[[str], None]


def make_lock(kit: Kit, note: Note, _: str) -> Draft:
    """What the lock says of each page, and the lines of it that say nothing."""
    note(SETTINGS)
    note(f"file:{LOCK}")
    note(LISTING)
    codes, path = kit.config.codes, name_lock(kit.config.path("content"))
    if LOCK not in kit.inputs.files:
        return Draft({UNLOCKED: as_plain(path)} if len(codes) > 1 else {})
    text, problems = kit.load_lock()
    lock = parse_lock(text or "", path, codes)
    parts = {
        f"{AGREED}@{slug}": as_plain([*map(dict, lines)]) for slug, lines in lock.agreed.items()
    }
    parts |= {f"{SKETCHES}@{slug}": as_plain(kept) for slug, kept in lock.sketches.items()}
    strays = find_strays(lock, _list_slugs(kit))
    for stray, slug in strays.items():
        if slug:  # so that what was reworded besides is told as such
            parts[f"{RENAMED}@{slug}"] = as_plain(stray)
            parts[f"{AGREED}@{slug}"] = parts[f"{AGREED}@{stray}"]
            if kept := lock.sketches.get(stray):
                parts[f"{SKETCHES}@{slug}"] = as_plain(kept)
    told = tell_strays(lock, strays)
    found = tuple((BASE, one) for one in (*problems, *lock.problems, *told))
    return Draft({**parts, LOCKED: as_plain(path)}, problems=found)


def _list_slugs(kit: Kit) -> frozenset[str]:
    """The pages by their slugs, also those whose files have other names than they should."""
    start, codes = "content/", kit.config.codes
    names = {name.removeprefix(start) for name in kit.inputs.files if name.startswith(start)}
    divided = (divide_name(name, "", codes) for name in names | kit.shared.meant)
    return frozenset(one[0] for one in divided if isinstance(one, tuple))


def make_standings(kit: Kit, note: Note, slug: str) -> Draft:
    """How the languages of a page stand to each other; of a site whose languages were never agreed, nothing."""
    site = Site(kit.shared, kit.values, note)
    if site.part(*LOCKED.split("@")) is None:
        return Draft()
    kept = {code: site.part(PAGE_BLOCKS, f"{code}/{slug}") for code in site.config.codes}
    blocks = {code: unpack_blocks(plain) for code, plain in kept.items() if plain is not None}
    pairs = compare_languages(
        blocks, site.part(AGREED, slug) or (), site.part(SKETCHES, slug) or {}
    )
    parts = {f"{NEWER}@{code}/{slug}": list_newer(pairs, code) for code in blocks}
    parts[f"{STANDINGS}@{slug}"] = pack_pairs(one for one in pairs if one.is_open)
    return Draft({name: as_plain(value) for name, value in parts.items() if value})


def is_agreed(kit: Kit) -> bool:
    """Whether anything was ever agreed between languages: where nothing was, none is set beside another."""
    return len(kit.config.codes) > 1 and kit.find(LOCKED) is not None


def each_agreed(kit: Kit, names: list[str]) -> Iterable[str]:
    """The pages, where languages are set beside each other."""
    return names if is_agreed(kit) else ()
