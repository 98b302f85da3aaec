"""A site to start from: what `sitegen init` and `sitegen new` write."""
