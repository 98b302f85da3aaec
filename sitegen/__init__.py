"""Sitegen: a report-site generator that refuses a number no source states."""

__version__ = "0.2.0"
