"""Two languages of a page in step: its blocks, which of them pair, and which pairs were agreed."""
