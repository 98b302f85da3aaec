"""Why things were made again, and where the time went."""
