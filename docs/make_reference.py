"""Write the pages of the reference from the code: `python docs/make_reference.py`."""

from __future__ import annotations

from reference.all import write_reference

if __name__ == "__main__":
    for path in write_reference():
        print(f"Wrote docs/{path}")
