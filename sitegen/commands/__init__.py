"""A file a command, and the list of them (`all`)."""
