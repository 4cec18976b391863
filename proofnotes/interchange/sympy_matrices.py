"""SymPy's matrices entry by entry: a `MatrixSymbol` is a tensor with two axes, a column has one column.

SymPy counts rows and columns from 0, so A[i, j] is read with indices that run from 0 to the number of rows less one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

import sympy
from sympy.matrices.expressions.applyfunc import ElementwiseApplyFunction
from sympy.matrices.expressions.diagonal import DiagMatrix

from ..expr.arrays import Array, Inverse, det
from ..expr.calculus import same_place, substitute
from ..expr.indices import Index, Place, Position, Size, fresh, place_in
from ..expr.nodes import Diff, Div, Expr, Mul, Neg, Pow, Scalar, Sum, wrap
from .sympy_indices import NOWHERE, Ranges, Scope

LARGEST = 36
"""Entries of a matrix that is written out, where it stands at an index."""

HIGHEST = 8
"""The power of a matrix that is written as a product."""


@dataclass(frozen=True)
class Matrix(Array):
    """One of SymPy's, in a statement that is read."""

    reader: Ranges
    of: Any

    @property
    def over(self) -> tuple[Size, ...]:
        """Rows and columns; a derivative has those of what it is taken by."""
        shaped = self.of.variables[0] if isinstance(self.of, sympy.Derivative) else self.of
        return tuple(self.reader.size(length, self.of) for length in shaped.shape)

    def entry(self, *places: Place) -> Expr:
        return entry_of(self.reader, self.of, places[0], places[1], NOWHERE)

    def __str__(self) -> str:
        return str(self.of)


def entry_of(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    """The entry at these places."""
    if isinstance(e, sympy.MatrixBase):
        return _written_out(reader, e, row, column, scope)
    for kind, rule in ENTRIES.items():
        if isinstance(e, kind):
            return rule(reader, e, row, column, scope)
    why = "a sum, a product, a transpose or an elementwise product of MatrixSymbols"
    raise reader.error(e, f"{why}; {type(e).__name__} is not known here")


def scalar_of(reader: Ranges, e: Any, scope: Scope) -> Expr | None:
    """A number that is made of matrices; None for anything else."""
    if isinstance(e, sympy.Trace):
        i = _over(reader, e.arg, 0)
        return Sum(entry_of(reader, e.arg, i, i, scope), i)
    if isinstance(e, sympy.Determinant):
        return det(Matrix(reader, e.arg))
    if isinstance(e, sympy.DotProduct):
        i = _over(reader, e.args[0], 0 if e.args[0].shape[0] != 1 else 1)
        left, right = (_along(reader, each, i, scope) for each in e.args)
        return Sum(Mul((left, right)), i)
    if isinstance(e, sympy.matrices.expressions.matexpr.MatrixElement):
        sizes = [reader.size(length, e) for length in e.parent.shape]
        given = tuple(reader.place(each, scope, size, 0) for each, size in zip(e.indices, sizes, strict=True))
        row, column = (place_in(str(e.parent), given, axis, size) for axis, size in enumerate(sizes))
        return entry_of(reader, e.parent, row, column, scope)
    return None


def _over(reader: Ranges, e: Any, axis: int) -> Index:
    return fresh(Index("ij"[axis], reader.size(e.shape[axis], e)))


def _along(reader: Ranges, vector: Any, place: Place, scope: Scope) -> Expr:
    """An entry of a row or a column."""
    is_row = vector.shape[0] == 1
    other = Position(1, reader.size(vector.shape[0 if is_row else 1], vector))
    row, column = (other, place) if is_row else (place, other)
    return entry_of(reader, vector, row, column, scope)


def _symbol(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    return reader.tensor(e, 2)[0][row, column]


def _sum(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    return reduce(lambda a, b: a + b, (entry_of(reader, each, row, column, scope) for each in e.args))


def _product(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    coefficient, matrices = e.as_coeff_matrices()
    found = _chain(reader, list(matrices), row, column, scope)
    if coefficient == 1:
        return found
    return Neg(found) if coefficient == -1 else Mul((reader.read(coefficient, scope), found))


def _chain(reader: Ranges, matrices: list[Any], row: Place, column: Place, scope: Scope) -> Expr:
    first, *rest = matrices
    if not rest:
        return entry_of(reader, first, row, column, scope)
    k = _over(reader, first, 1)
    return Sum(Mul((entry_of(reader, first, row, k, scope), _chain(reader, rest, k, column, scope))), k)


def _power(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    if not isinstance(e.exp, sympy.Integer) or not 1 <= e.exp <= HIGHEST:
        raise reader.error(e, f"a power of a matrix from 1 to {HIGHEST}")
    return _chain(reader, [e.base] * int(e.exp), row, column, scope)


def _elementwise(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    return Mul(tuple(entry_of(reader, each, row, column, scope) for each in e.args))


def _elementwise_power(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    base = entry_of(reader, e.base, row, column, scope)
    if e.exp == -1:
        return Div(wrap(1), base)
    return Pow(base, reader.read(e.exp, scope))


def _applied(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    (variable,) = e.function.variables
    stand_in = sympy.Symbol("entry", real=True)
    body = reader.read(e.function.expr.xreplace({variable: stand_in}), NOWHERE)
    return substitute(body, {Scalar("entry"): entry_of(reader, e.expr, row, column, scope)})


def _diagonal(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    return Mul((same_place(row, column), _along(reader, e.args[0], row, scope)))


def _derivative(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    """Of a number by a matrix: a matrix of the same shape."""
    (variable, times), *more = e.variable_count
    if more or times != 1 or getattr(e.expr, "shape", (1, 1)) not in ((), (1, 1)):
        raise reader.error(e, "the first derivative of a number by a matrix")
    one = Position(1, reader.size(sympy.Integer(1), e))
    of_one = getattr(e.expr, "is_Matrix", False)
    number = entry_of(reader, e.expr, one, one, scope) if of_one else reader.read(e.expr, scope)
    return Diff(number, entry_of(reader, variable, row, column, scope))


def _written_out(reader: Ranges, e: Any, row: Place, column: Place, scope: Scope) -> Expr:
    """Of a matrix that is given by its entries."""
    rows, columns = e.shape
    if isinstance(row, Position) and isinstance(column, Position):
        return reader.read(e[row.value - 1, column.value - 1], scope)
    if rows * columns > LARGEST:
        raise reader.error(e, f"at most {LARGEST} entries in a matrix that is written out")
    terms: list[Expr] = [
        Mul((_is_at(row, i), _is_at(column, j), reader.read(e[i, j], scope)))
        for i in range(rows)
        for j in range(columns)
    ]
    return reduce(lambda a, b: a + b, terms)


def _is_at(place: Place, number: int) -> Expr:
    """1 at this place, which is counted from 0, and 0 elsewhere."""
    return same_place(place, Position(number + 1, place.over))


Entry = Callable[[Ranges, Any, Place, Place, Scope], Expr]

ENTRIES: Mapping[type, Entry] = {
    sympy.MatrixSymbol: _symbol,
    sympy.MatAdd: _sum,
    sympy.MatMul: _product,
    sympy.Inverse: lambda reader, e, row, column, scope: Inverse(Matrix(reader, e.arg)).entry(row, column),
    sympy.MatPow: _power,
    sympy.Transpose: lambda reader, e, row, column, scope: entry_of(reader, e.arg, column, row, scope),
    sympy.HadamardProduct: _elementwise,
    sympy.HadamardPower: _elementwise_power,
    sympy.Identity: lambda reader, e, row, column, scope: same_place(row, column),
    sympy.ZeroMatrix: lambda reader, e, row, column, scope: wrap(0),
    sympy.OneMatrix: lambda reader, e, row, column, scope: wrap(1),
    DiagMatrix: _diagonal,
    sympy.DiagonalMatrix: lambda reader, e, row, column, scope: Mul(
        (same_place(row, column), entry_of(reader, e.arg, row, column, scope))
    ),
    ElementwiseApplyFunction: _applied,
    sympy.Derivative: _derivative,
}
"""By the class of SymPy's matrix: its entry at two places."""
