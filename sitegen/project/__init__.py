"""A project's settings, files, pages and their Markdown."""
