"""The NumPy back end: an array program as the Python of numeric/.

In the order of the trip: `printer` writes a value as an expression, `ufuncs` one that is as large as the data as calls
that write into given memory, `registers` decides which memory, `emit` puts the statements in order, `module` adds what
surrounds a function (with `formulas` for its docstring), `stubs` tells the types, `files` writes both for each
derivation file.
"""

from .emit import FIRST, OVERWRITTEN
from .files import files, marks
from .printer import PRINTED as EXPRESSIONS

PATTERNS = ("*.py", "*.pyi")
"""Where its files are."""

PRINTED = frozenset({*EXPRESSIONS, *OVERWRITTEN, *FIRST})
"""The operations that it has words for: as expressions, or in statements of their own."""

REFUSED = {"reciprocal_rest": "only loops divide many numbers by one through its reciprocal"}
"""The others, and why not."""

__all__ = ["PATTERNS", "PRINTED", "REFUSED", "files", "marks"]
