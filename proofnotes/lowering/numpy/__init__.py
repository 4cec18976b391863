"""The NumPy back end: an array program as the Python of numeric/.

In the order of the trip: `printer` writes a value as an expression, `ufuncs` one that is as large as the data as calls
that write into given memory, `registers` decides which memory, `emit` puts the statements in order, `module` adds what
surrounds a function.
"""

from .module import files, marks

PATTERNS = ("*.py",)
"""Where its files are."""

__all__ = ["PATTERNS", "files", "marks"]
