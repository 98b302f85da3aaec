"""Charts: from plain values to specifications and pictures."""
