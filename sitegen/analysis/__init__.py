"""What follows from facts: derived numbers, relations, the status of targets."""
