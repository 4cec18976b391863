"""Determinants of numbers with infinitesimals, by expansion along rows: nothing is divided, exact stays exact."""

from __future__ import annotations

from .clock import check_time
from .jets import ONE, ZERO, DomainError, Value

LARGEST = 8
"""Rows of a matrix: an expansion has 2ⁿ minors."""


def determinant(rows: list[list[Value]]) -> Value:
    """Each minor of the first rows, by the columns in it, from those with a row less."""
    if len(rows) > LARGEST:
        raise DomainError(f"a determinant of {len(rows)} rows is not worked out, only of {LARGEST}")
    minors: dict[int, Value] = {0: ONE}
    for row in rows:
        larger: dict[int, Value] = {}
        for columns, minor in minors.items():
            check_time()
            for column, entry in enumerate(row):
                if columns >> column & 1:
                    continue
                odd = (columns >> column).bit_count() % 2  # columns that the new one stands before
                both = columns | 1 << column
                larger[both] = larger.get(both, ZERO) + (-(minor * entry) if odd else minor * entry)
        minors = larger
    return minors[(1 << len(rows)) - 1]
