"""Templates and tokens to HTML and to Markdown."""
