"""The rules that a project is held to, and what it may say of their severity."""
