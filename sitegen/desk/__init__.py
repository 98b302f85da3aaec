"""What an author asks of a project: what a key is and where it stands, and what each page lacks."""
