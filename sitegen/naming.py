"""Names of what a build is made from, as traces and whoever asks for them have them; and how values are written there."""

from __future__ import annotations

import json

write_json = json.JSONEncoder(ensure_ascii=False).encode
"""As `json.dumps`, which makes an encoder for each value: parts of pages and names of rows are many and small."""

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
"""How keys and names of pages are written."""
SITE_TOML = "site.toml"
"""Name of the file of the settings."""
LOCK = "translations.lock"
"""Name of the file that says which texts of the languages were agreed; it stands beside the folder of pages."""
LISTING, SETTINGS, TABLES, LOOK = "listing", "settings", "tables", "look"
"""Names of inputs that are many files: those that are pages, by name alone; the settings, the tables, and
all that says how the site looks."""
STRAYS = "strays"
"""Name of the input that says which files there are that are no pages, where pages and settings lie."""
FOLDERS = "folders"
"""Name of the input that says which folders there are."""
ASSETS, DIGESTS = "assets@site", "digests@site"
"""Names of what assets there are, and of the digests that their addresses have."""
LOCKED, UNLOCKED = "locked@site", "unlocked@site"
"""Names of the notes that there is such a file, and that a site of several languages has none."""
FACTS, SUBJECTS = "facts@site", "subjects@site"
"""Names of the number of all facts, and of whether there are indicators and sources, which have pages."""
BUILD_JSON, FILE_DIGESTS = "build.json", "blake2b-160"
"""The address of the account of a published site; and the digest that it gives of each file, in hexadecimal
digits, as `b2sum --length 160` does."""
RECORD, PAGES_JSON = "record", "data/pages.json"
"""Name of the part of what a page says of itself that is kept to be compared, and where those of all pages are published."""
