"""How the numbers of a point are drawn: generic ones, special ones, and the matrices that break false statements.

A style is asked once for each point, and what it returns once for each scalar and tensor.  Its exact numbers are short,
so that computing with them is cheap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from itertools import product
from math import prod
from random import Random

Lengths = tuple[int, ...]
Fill = Callable[[Lengths], Iterable[Fraction]]
"""The entries of a tensor with axes so long, the last index running fastest; of a scalar, its one number."""

Style = Callable[[Random], Fill]

Draw = Callable[[Random, int], list[Fraction]]
"""So many numbers."""

Matrix = Callable[[Random, int, int], list[Fraction]]
"""A matrix with so many rows and columns, row by row.  A vector is one row of a matrix."""


def _signed(values: Iterable[Fraction]) -> tuple[Fraction, ...]:
    unsigned = tuple(dict.fromkeys(values))
    return (*unsigned, *(-value for value in unsigned))


ZERO, ONE, HALF = Fraction(0), Fraction(1), Fraction(1, 2)
GENERIC = _signed(Fraction(n, d) for d in (1, 2, 3, 5, 7) for n in range(1, 13))
SHARES = tuple(Fraction(n, 10) for n in range(1, 10))
SPECIAL = (ZERO, ONE, -ONE, HALF, -HALF, Fraction(2))
LARGE = _signed(base + shift for base in (10, 40, 100, 700) for shift in (-HALF, Fraction(1, 3), ONE, Fraction(7)))
HUGE = _signed(Fraction(base) for base in (1500, 2000, 10_000))
TINY = _signed(Fraction(n, d) for d in (10**3, 10**6) for n in (1, 3))
WHOLE = _signed(Fraction(n) for n in range(1, 6))


def drawn(*values: Fraction) -> Style:
    """Every number is one of these."""
    return lambda rng: lambda lengths: rng.choices(values, k=prod(lengths))


def flat(*values: Fraction) -> Style:
    """All entries of a tensor are equal."""
    return lambda rng: lambda lengths: [rng.choice(values)] * prod(lengths)


def equal(*values: Fraction) -> Style:
    """All numbers of the point are equal."""

    def style(rng: Random) -> Fill:
        value = rng.choice(values)
        return lambda lengths: [value] * prod(lengths)

    return style


def shares(rng: Random) -> Fill:
    """Each entry is a part of 1."""
    return lambda lengths: [share / max(lengths, default=1) for share in rng.choices(SHARES, k=prod(lengths))]


def ties(rng: Random) -> Fill:
    """Two values only, so that entries tie."""
    values = rng.sample(GENERIC, 2)
    return lambda lengths: rng.choices(values, k=prod(lengths))


def mixed(rng: Random) -> Fill:
    """One number of each tensor, and every third scalar, is far larger than the others, or far smaller."""

    def fill(lengths: Lengths) -> list[Fraction]:
        values = rng.choices(GENERIC, k=prod(lengths))
        if values and (lengths or not rng.randrange(3)):
            values[rng.randrange(len(values))] = rng.choice((*LARGE, *HUGE, *TINY))
        return values

    return fill


def matrices(matrix: Matrix) -> Style:
    """Each tensor is such a matrix over its last two axes; scalars are special, or huge and positive."""

    def style(rng: Random) -> Fill:
        def fill(lengths: Lengths) -> list[Fraction]:
            if not lengths:
                return [rng.choice((rng.choice(SPECIAL), rng.choice(HUGE[: len(HUGE) // 2])))]
            *outer, rows, columns = (1, *lengths)
            return [value for _ in range(prod(outer)) for value in matrix(rng, rows, columns)]

        return fill

    return style


def _cells(rows: int, columns: int, entry: Callable[[int, int], Fraction]) -> list[Fraction]:
    return [entry(row, column) for row, column in product(range(rows), range(columns))]


def identity(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """1 on the diagonal."""
    return _cells(rows, columns, lambda row, column: ONE if row == column else ZERO)


def permutation(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """One 1 in each row and column, as far as there are so many; one-hot where there is one row."""
    order = rng.sample(range(max(rows, columns)), max(rows, columns))
    return _cells(rows, columns, lambda row, column: ONE if order[row] == column else ZERO)


def cycle(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """The permutation that moves everything by one: nothing stays, where there are two or more."""
    return _cells(rows, columns, lambda row, column: ONE if (row + 1) % columns == column else ZERO)


def one_hot(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """One 1 in each row."""
    places = rng.choices(range(columns), k=rows)
    return _cells(rows, columns, lambda row, column: ONE if places[row] == column else ZERO)


def hadamard(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """±1; the rows are orthogonal where their length is a power of 2."""
    return _cells(rows, columns, lambda row, column: -ONE if (row & column).bit_count() % 2 else ONE)


def rotation(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """An orthogonal matrix: turns of planes by a rational angle, and ±1 where a row is left over."""
    c, s = rng.choice(((Fraction(3, 5), Fraction(4, 5)), (Fraction(5, 13), Fraction(-12, 13)), (-ONE, ZERO)))

    def entry(row: int, column: int) -> Fraction:
        if row // 2 != column // 2:
            return ZERO
        if row // 2 * 2 + 1 >= min(rows, columns):
            return ONE if row == column else ZERO
        return c if row == column else s if row < column else -s

    return _cells(rows, columns, entry)


def average(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """All entries are 1 by the length of a row."""
    return [Fraction(1, columns)] * (rows * columns)


def diagonal(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Zero outside the diagonal."""
    values = rng.choices(WHOLE, k=rows)
    return _cells(rows, columns, lambda row, column: values[row] if row == column else ZERO)


def same_rows(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """All rows are equal."""
    return rng.choices(GENERIC, k=columns) * rows


def same_columns(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """The entries of each row are equal."""
    return [value for value in rng.choices(GENERIC, k=rows) for _ in range(columns)]


def antisymmetric(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """S[i, j] = −S[j, i]."""
    return _cells(rows, columns, _paired(rng, rows, columns, -1))


def symmetric(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """S[i, j] = S[j, i]."""
    return _cells(rows, columns, _paired(rng, rows, columns, 1))


def _paired(rng: Random, rows: int, columns: int, sign: int) -> Callable[[int, int], Fraction]:
    size = max(rows, columns)
    values = rng.choices(WHOLE, k=size * size)

    def entry(row: int, column: int) -> Fraction:
        if row == column:
            return values[row * size + row] if sign > 0 else ZERO
        return values[row * size + column] if row < column else sign * values[column * size + row]

    return entry


def rank_one(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Products of the entries of two vectors."""
    left, right = rng.choices(WHOLE, k=rows), rng.choices(WHOLE, k=columns)
    return [a * b for a, b in product(left, right)]


def triangular(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Zero below the diagonal."""
    return _cells(rows, columns, lambda row, column: rng.choice(WHOLE) if row <= column else ZERO)


def nilpotent(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Zero below the diagonal and on it."""
    return _cells(rows, columns, lambda row, column: rng.choice(WHOLE) if row < column else ZERO)


def distribution(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each row is positive and adds up to 1."""
    return [share for _ in range(rows) for share in _parts(rng, columns)]


def circulant(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each row and, of a square, each column is positive and adds up to 1; the matrix is symmetric."""
    parts = _parts(rng, columns)
    return _cells(rows, columns, lambda row, column: parts[(row + column) % columns])


def _parts(rng: Random, count: int) -> list[Fraction]:
    counts = rng.choices(range(1, 8), k=count)
    return [Fraction(n, sum(counts)) for n in counts]


def dominant(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each entry on the diagonal is more than the sizes of all others in its row together."""
    values = rng.choices(WHOLE, k=rows * columns)
    return _cells(
        rows, columns, lambda row, column: Fraction(6 * columns) if row == column else values[row * columns + column]
    )


def recessive(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Positive on the diagonal, so negative elsewhere that rows add up to less than 0."""
    far = rng.randint(2, 9)
    return _cells(rows, columns, lambda row, column: ONE if row == column else Fraction(-far))


def rising(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each entry is more than the one before."""
    start, step = rng.choice((*GENERIC, ZERO)), rng.choice((ONE, HALF, Fraction(2)))
    return [start + step * turn for turn in range(rows * columns)]


def falling(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each entry is less than the one before."""
    return [-value for value in rising(rng, rows, columns)]


def nearly_one_hot(rng: Random, rows: int, columns: int) -> list[Fraction]:
    """Each row is positive and adds up to 1, almost all of it at one place."""
    rest = rng.choice((Fraction(1, 10), Fraction(1, 1000)))
    places = rng.choices(range(columns), k=rows)
    most = ONE - rest * (columns - 1) / columns
    return _cells(rows, columns, lambda row, column: most if column == places[row] else rest / columns)


def patchwork(rng: Random) -> Fill:
    """Each tensor, and each scalar, in an extreme style of its own."""
    return lambda lengths: list(rng.choice(EXTREME)(rng)(lengths))


GENERAL: tuple[Style, ...] = (
    drawn(*GENERIC),
    shares,
    flat(ZERO),
    drawn(*SPECIAL),
    flat(*GENERIC),
    drawn(ZERO, ONE),
    drawn(*LARGE),
)
"""What is tried for every choice of dimensions."""

STYLES: tuple[Style, ...] = (
    *GENERAL,
    matrices(cycle),
    drawn(ONE, -ONE),
    mixed,
    ties,
    drawn(*(value for value in HUGE if value > 0)),
    drawn(*HUGE),
    drawn(*TINY),
    equal(*GENERIC, ZERO),
    *map(
        matrices,
        (
            permutation, identity, distribution, one_hot, hadamard, circulant, antisymmetric, symmetric, rising,
            falling, average, rank_one, same_rows, same_columns, triangular, nilpotent, diagonal, dominant, recessive,
            rotation,
        ),
    ),
)  # fmt: skip
"""All of them, in the order of the points."""

EXTREME: tuple[Style, ...] = (
    *map(matrices, (average, one_hot, nearly_one_hot, distribution, hadamard)),
    drawn(ONE, -ONE),
    drawn(ONE, -ONE, ZERO),
    flat(ZERO, ONE, -ONE, Fraction(3)),
    drawn(*LARGE),
    drawn(*TINY),
    mixed,
    shares,
)
"""For a patchwork: where inequalities are tight, or break."""
