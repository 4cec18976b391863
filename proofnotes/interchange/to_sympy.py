"""Trees as SymPy's objects.

A number is a real `Symbol`, a dimension a positive integer one, a tensor an `IndexedBase` with its shape, an index that
is free an `Idx` from 1 on.  SymPy simplifies as it builds (√(x²) becomes |x|): the value is the same, not the form.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import add, mul
from typing import Any

import sympy

from ..expr.arrays import Array
from ..expr.errors import NotationError
from ..expr.indices import Index
from ..expr.nodes import Expr, Relation, Scalar, Tensor, map_sides
from .sympy_writing import SympyWriter, unfolded

LETTERS = "ijklmn"
BINDERS = ("Sum", "Product")


def expression_to_sympy(e: Expr) -> Any:
    """The expression.  NotationError for what SymPy has none for."""
    return _written([e])[0]


def relation_to_sympy(relation: Relation) -> Any:
    """Both sides as they are: SymPy does not decide it."""
    return relations_to_sympy([relation])[0]


def relations_to_sympy(relations: Sequence[Relation]) -> list[Any]:
    """Several, with one variable for each name in them."""
    writer = _Objects()
    found = [map_sides(each, unfolded) for each in relations]
    for each in found:
        writer.reserve(each.left)
        writer.reserve(each.right)
    return [writer.relation(each) for each in found]


def array_to_sympy(array: Array) -> Any:
    """Its entry, at free indices i, j, …"""
    return _written([array.entry(*map(Index, LETTERS, array.over))])[0]


def function_to_sympy(inputs: Sequence[Scalar | Tensor], body: Expr) -> tuple[tuple[Any, ...], Any]:
    """The inputs and the value."""
    writer = _Objects()
    e = unfolded(body)
    writer.reserve(e)
    given = tuple(writer.tensor(each) if isinstance(each, Tensor) else writer.write(each) for each in inputs)
    return given, writer.write(e)


def _written(expressions: Sequence[Expr]) -> list[Any]:
    writer = _Objects()
    found = list(map(unfolded, expressions))
    for each in found:
        writer.reserve(each)
    return list(map(writer.write, found))


class _Objects(SympyWriter[Any]):
    """What is shared is built once, unless it stands in different sums."""

    def __init__(self) -> None:
        super().__init__()
        self._built: dict[tuple[Expr, int], Any] = {}
        self._scopes: dict[int, dict[Index, Any]] = {}  # kept, so that no other one gets the number of one of them

    def write(self, e: Expr) -> Any:
        key = (e, id(self.bound))
        if key not in self._built:
            self._scopes[id(self.bound)] = self.bound
            self._built[key] = super().write(e)
        return self._built[key]

    def number(self, value: Fraction) -> Any:
        return sympy.Rational(value.numerator, value.denominator)

    def imported(self, name: str) -> Any:
        return getattr(sympy, name)

    def call(self, function: str, *arguments: Any, **options: Any) -> Any:
        if function in BINDERS and arguments[0].has(sympy.Piecewise):
            return _unfolded_binder(getattr(sympy, function), *arguments)
        try:
            return getattr(sympy, function)(*arguments, **options)
        except (TypeError, ValueError) as error:  # such as Max of what SymPy has found infinite
            raise NotationError(
                f"{function}({', '.join(map(str, arguments))}): SymPy cannot build it: {error}"
            ) from None

    def add(self, terms: Sequence[Any]) -> Any:
        return reduce(add, terms)

    def neg(self, arg: Any) -> Any:
        return -arg

    def mul(self, factors: Sequence[Any]) -> Any:
        return reduce(mul, factors)

    def div(self, num: Any, den: Any) -> Any:
        return num / den

    def pow(self, base: Any, exponent: Any) -> Any:
        return base**exponent

    def entry(self, tensor: Any, places: Sequence[Any]) -> Any:
        return tensor[tuple(places)]

    def row(self, parts: Sequence[Any]) -> Any:
        return tuple(parts)

    def truth(self) -> Any:
        return True

    def declare(self, function: str, name: str, *arguments: Any, **options: Any) -> Any:
        return getattr(sympy, function)(name, *arguments, **options)

    def spelled(self, wanted: str) -> str:
        return wanted


def _unfolded_binder(kind: Any, body: Any, limit: Any) -> Any:
    """A sum or product as it is written: SymPy's constructor takes cases out of inner sums, which frees indices."""
    made = sympy.Expr.__new__(kind)
    made._args = (body, sympy.Tuple(*limit))
    made.is_commutative = True
    return made
