"""Typed numbers to the facts and rules that they can mean: what stands around them, what fits, what is certain."""
