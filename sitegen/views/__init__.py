"""What templates see: plain values in one language."""
