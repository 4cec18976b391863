"""Plain SymPy expressions as trees.

A `Symbol` becomes a real scalar (positive if SymPy knows that it is), a positive integer `Symbol` a dimension, an
`IndexedBase` a tensor.  Sums and products run over a whole dimension, (k, 1, K).  A free index takes its dimension from
`Idx("i", (1, K))`, from the shape of a base, `IndexedBase("z", shape=(K,))`, or from a sum over the same axis.
One name has one meaning: two symbols of one name, and a Dummy or Wild, are refused (`sympy_symbols.py`).
SymPy has already reordered what was written, so the tree shows SymPy's order.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import sympy
from sympy.tensor.indexed import Indexed

from ..expr.elementary import Defined, Elementary
from ..expr.errors import NotationError
from ..expr.functions import ROWS, erf, exp, sqrt
from ..expr.indices import Index, place_in, plain
from ..expr.nodes import (
    Add,
    Cases,
    Constant,
    Delta,
    Diff,
    Dim,
    Div,
    Expr,
    Mul,
    Neg,
    Number,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    wrap,
)
from ..expr.signs import SIGNS
from ..expr.spelling import shortened
from .sympy_indices import Ranges
from .sympy_symbols import check_names

RELATIONS: dict[type, str] = {getattr(sympy, sign.sympy): name for name, sign in SIGNS.items()}


def from_sympy(value: object) -> Expr:
    """The SymPy expression as a tree.  NotationError, quoting it, for what is not real or not known here."""
    if not isinstance(value, sympy.Expr):
        raise NotationError(f"expected an expression or a number, got {shortened(value)}")
    check_names([value])
    return _Reader(value).read(value)


def relation_from_sympy(value: object) -> Relation:
    """A SymPy equation or inequality as a relation."""
    if type(value) not in RELATIONS:
        raise NotationError(f"expected an equation or an inequality, got {value!r}")
    check_names([value])
    return _Reader(value).relation(value)


class _Reader(Ranges):
    """One expression."""

    def __init__(self, whole: Any) -> None:
        super().__init__(whole)
        self._read: dict[Any, Expr] = {}  # what is shared there is shared here

    def read(self, e: Any) -> Expr:
        """The node as a tree."""
        if e not in self._read:
            self._read[e] = self._built(e)
        return self._read[e]

    def _built(self, e: Any) -> Expr:
        for kind, build in BUILDERS.items():
            if isinstance(e, kind):
                return build(self, e)
        known = (why for kinds, why in REFUSED if isinstance(e, kinds))
        raise self.error(e, next(known, f"something that is known here, which {type(e).__name__} is not; {KNOWN}"))

    def relation(self, e: Any) -> Relation:
        """An equation or inequality."""
        if type(e) not in RELATIONS:
            raise self.error(e, "an equation or inequality between real expressions")
        return Relation(self.read(e.lhs), RELATIONS[type(e)], self.read(e.rhs))


def _symbol(reader: _Reader, e: Any) -> Expr:
    if e.name in reader.sizes:
        raise reader.error(e, "an index between brackets only")
    if e.is_integer and e.is_positive:
        return Dim(e.name)
    if e.is_real is False or e.is_integer:
        raise reader.error(e, "a real Symbol, or a positive integer one for a dimension")
    if not e.is_positive and (e.is_nonnegative or e.is_nonpositive or e.is_nonzero):
        raise reader.error(e, "a real or positive Symbol, and any other assumption as a hypothesis")
    return Scalar(e.name, bool(e.is_positive))


def _indexed(reader: _Reader, e: Any) -> Expr:
    name = str(e.base)
    over = tuple(reader.sizes.get((name, axis)) for axis in range(len(e.indices)))
    known = tuple(size for size in over if size is not None)
    if len(known) != len(over):
        raise reader.error(e, f"a known shape: IndexedBase({name!r}, shape=(K,)) with a dimension K")
    places = tuple(reader.place(place, size) for place, size in zip(e.indices, known, strict=True))
    return Tensor(name, *known)[places]


def _delta(reader: _Reader, e: Any) -> Expr:
    sizes = [reader.sizes[str(each)] for each in e.args[:2] if str(each) in reader.sizes]
    if len(e.args) > 2:
        raise reader.error(e, "KroneckerDelta(i, j), whose indices have dimensions of their own")
    if not sizes:
        raise reader.error(e, "an index with a known dimension, such as Idx('i', (1, K))")
    both = tuple(reader.place(each, sizes[0]) for each in e.args[:2])
    return Delta(place_in("delta", both, 0, sizes[0]), place_in("delta", both, 1, sizes[0]))


def _float(reader: _Reader, e: Any) -> Expr:
    if not e.is_finite:
        raise reader.error(e, "a finite number")
    return wrap(float(e)) if e._prec <= 53 else Number(Fraction(str(e)))


def _add(reader: _Reader, e: Any) -> Expr:
    return Add(tuple(map(reader.read, e.args)))


def _mul(reader: _Reader, e: Any) -> Expr:
    coefficient, factors = e.as_coeff_mul()
    if coefficient.is_negative:
        return Neg(reader.read(-e))
    below = [each for each in factors if _is_below(each)]
    if not below:
        return Mul(tuple(map(reader.read, e.args)))
    above = [each for each in (coefficient, *factors) if each != 1 and each not in below]
    return Div(_product(list(map(reader.read, above))), _product([reader.read(1 / each) for each in below]))


def _is_below(e: Any) -> bool:
    return isinstance(e, sympy.Pow) and bool(e.exp.is_Rational) and bool(e.exp.is_negative)


def _product(factors: list[Expr]) -> Expr:
    return wrap(1) if not factors else factors[0] if len(factors) == 1 else Mul(tuple(factors))


def _pow(reader: _Reader, e: Any) -> Expr:
    if _is_below(e):
        return Div(wrap(1), reader.read(1 / e))
    if e.exp == sympy.S.Half:
        return sqrt(reader.read(e.base))
    return Pow(reader.read(e.base), reader.read(e.exp))


def _binder(node: type[Sum] | type[Prod]) -> Callable[[_Reader, Any], Expr]:
    def build(reader: _Reader, e: Any) -> Expr:
        body = reader.read(e.function)
        for index, over in reader.limits(e):
            body = node(body, Index(plain(str(index)), over))
        return body

    return build


def _piecewise(reader: _Reader, e: Any) -> Expr:
    *branches, (last, always) = e.args
    if always != True or not branches:  # noqa: E712 - SymPy's true is not Python's
        raise reader.error(e, "a last branch (value, True)")
    done = tuple((reader.read(value), _condition(reader, condition)) for value, condition in branches)
    return Cases(done, reader.read(last), "complement" if len(done) == 1 else "otherwise")


def _condition(reader: _Reader, e: Any) -> Relation | SameIndex:
    if isinstance(e, sympy.Eq) and all(str(each) in reader.sizes for each in e.args):
        return SameIndex(*(Index(str(each), reader.sizes[str(each)]) for each in e.args))
    return reader.relation(e)


def _derivative(reader: _Reader, e: Any) -> Expr:
    found = reader.read(e.expr)
    for variable, times in e.variable_count:
        if not times.is_Integer:
            raise reader.error(e, "a derivative of a known order")
        for _ in range(int(times)):
            found = Diff(found, reader.read(variable))
    return found


def _function(row: Elementary | Defined[Any]) -> Callable[[_Reader, Any], Expr]:
    return lambda reader, e: row(*map(reader.read, e.args))


def _kind(row: Elementary | Defined[Any]) -> type | None:
    """The class of SymPy's nodes for a function; √ is a power there."""
    found = getattr(sympy, row.sympy) if row.sympy else None
    return found if isinstance(found, type) else None


def _step(reader: _Reader, e: Any) -> Expr:
    arg, zero = reader.read(e.args[0]), wrap(0)
    return Cases(((zero, Relation(arg, "<", zero)), (wrap(1), Relation(arg, ">", zero))), reader.read(e.args[1]))


REFUSED: tuple[tuple[tuple[type, ...], str], ...] = (
    ((type(sympy.nan),), "a number: SymPy has found no value"),
    ((type(sympy.oo), type(-sympy.oo), type(sympy.zoo)), "a finite number: infinity is none"),
    ((type(sympy.I),), "a real expression: this is analysis of real numbers"),
)
"""What is met often and is no real expression, with what to say of it."""

KNOWN = f"known are {', '.join(row.sympy for row in ROWS if row.sympy)}, powers, Piecewise, Sum, Product and Derivative"
"""What helps where something else is met."""

BUILDERS: dict[type, Callable[[_Reader, Any], Expr]] = {
    sympy.Rational: lambda reader, e: Number(Fraction(int(e.p), int(e.q))),
    sympy.Float: _float,
    type(sympy.pi): lambda reader, e: Constant("pi"),
    type(sympy.E): lambda reader, e: exp(1),
    Indexed: _indexed,
    sympy.Symbol: _symbol,
    sympy.Add: _add,
    sympy.Mul: _mul,
    sympy.Pow: _pow,
    sympy.erfc: lambda reader, e: 1 - erf(reader.read(e.args[0])),
    sympy.Heaviside: _step,
    sympy.Piecewise: _piecewise,
    sympy.KroneckerDelta: _delta,
    sympy.Sum: _binder(Sum),
    sympy.Product: _binder(Prod),
    sympy.Derivative: _derivative,
    **{kind: _function(row) for row in ROWS if (kind := _kind(row)) is not None},
}
