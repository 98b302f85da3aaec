"""The generator's own fonts, and how vl-convert is made to see them alone."""
