"""What is wrong with a project, as programs read it."""
