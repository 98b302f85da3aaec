"""Write the pages of the reference from the code: `python docs/make_reference.py`."""

from __future__ import annotations

import sys

from reference.all import list_missing, write_reference

if __name__ == "__main__":
    for path in write_reference():
        print(f"Wrote docs/{path}")
    if missing := list_missing():
        print("\n".join(("Without a translation in docs/zh.po:", *missing)))
        sys.exit(1)
