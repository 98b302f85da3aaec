"""Exact numbers, units, intervals with bounds, periods, and the one rule of rounding."""
