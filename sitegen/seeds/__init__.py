"""Mistakes that come with the package, each with the rule that must tell of it, and the project they are made in."""
