"""Where the parts of a project lie unless its settings say otherwise."""

from __future__ import annotations

USUAL_PATHS = {
    "content": "content",
    "data": "data",
    "templates": "templates",
    "output": "site",
    "cache": ".sitegen/cache",
}
"""Where the parts of a project lie unless its settings say otherwise."""
