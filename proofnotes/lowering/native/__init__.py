"""The C back end: an array program in loops over vectors, compiled when the project is installed.

In the order of the trip: `plan` says in which pass over the data each value becomes known, `terms` writes values as
statements (with `patterns`, `constants`, `costs`), `elementwise` and `staged` (of `row_loops` and `statistics`) write
the loops around them, `c_kernel` a kernel, `files` the headers and the table of all kernels.
"""

from .files import files, marks
from .plan import AT_ONCE, LABELLED, REFUSED, SPECIAL
from .statistics import NEUTRAL
from .terms import BESIDE, WRITTEN

PATTERNS = ("native/kernels/*.h",)
"""Where its files are."""

PRINTED = frozenset({*WRITTEN, *BESIDE, *NEUTRAL, *SPECIAL, *AT_ONCE, *LABELLED})
"""The operations that it has words for: in expressions, or as a sweep over a row."""

__all__ = ["PATTERNS", "PRINTED", "REFUSED", "files", "marks"]
