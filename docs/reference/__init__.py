"""The reference: pages of Markdown made from the code, in each language of the documentation."""
