"""Sitegen: a report-site generator that refuses a number no source states.

What a program may rely on stands in `__all__`, here and in `sitegen.cli`; all else may change with any version.
"""

__all__ = ["__version__"]

__version__ = "0.2.0"
"""The version, by Semantic Versioning."""
