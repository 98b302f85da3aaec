"""Facts against the texts of their sources."""
