"""The preview: watching, answering, one build at a time, the server."""
