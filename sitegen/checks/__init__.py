"""What a careful editor would find: a file a check."""
