"""Names of files: what they mean, what they nearly mean, and what nobody meant."""
