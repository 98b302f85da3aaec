"""What the last builds made, and of what."""
