"""Arithmetic as it is written: numbers, the four operations, powers and elementary functions.

SymPy distributes −(a + b), reorders terms, merges nested sums and turns 0.5x into x/2; this tree does none of that.  It
is what the report prints and what the prover, the kernels and the numeric checks read.  Nodes are frozen and compare by
structure; every rewriting is a function from trees to trees elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, ClassVar, TypeVar, Union, dataclass_transform

from .errors import NotationError

if TYPE_CHECKING:
    from .relations import Relation

Operand = Union["Expr", int, float, Fraction]
"""What may stand beside an expression.  A float is read as the decimal it prints as: 0.5 is exactly one half."""

N = TypeVar("N", bound="Node")


class Node:
    """Structural equality with a cached hash, for frozen dataclasses."""

    _parts: ClassVar[tuple[str, ...]] = ()

    def _key(self) -> tuple[object, ...]:
        return tuple([getattr(self, name) for name in self._parts])

    def __hash__(self) -> int:
        cached: int | None = self.__dict__.get("_hash")
        if cached is None:
            cached = hash((type(self).__name__, self._key()))
            object.__setattr__(self, "_hash", cached)
        return cached

    def __getstate__(self) -> dict[str, object]:
        # Hashes of strings differ from process to process: a cached one must not travel.
        return {name: value for name, value in self.__dict__.items() if name != "_hash"}

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        if type(self) is not type(other) or hash(self) != hash(other):
            return False
        return self._key() == other._key()


class Expr(Node):
    """A real-valued expression.  Operators build nodes and never simplify."""

    def __add__(self, other: Operand) -> Expr:
        return Add(_terms(self) + (wrap(other),))

    def __radd__(self, other: Operand) -> Expr:
        return Add((wrap(other), self))

    def __sub__(self, other: Operand) -> Expr:
        return Add(_terms(self) + (Neg(wrap(other)),))

    def __rsub__(self, other: Operand) -> Expr:
        return Add((wrap(other), Neg(self)))

    def __mul__(self, other: Operand) -> Expr:
        return Mul(_factors(self) + (wrap(other),))

    def __rmul__(self, other: Operand) -> Expr:
        return Mul((wrap(other), self))

    def __truediv__(self, other: Operand) -> Expr:
        return Div(self, wrap(other))

    def __rtruediv__(self, other: Operand) -> Expr:
        return Div(wrap(other), self)

    def __pow__(self, other: Operand) -> Expr:
        return Pow(self, wrap(other))

    def __rpow__(self, other: Operand) -> Expr:
        return Pow(wrap(other), self)

    def __neg__(self) -> Expr:
        return Neg(self)

    def __pos__(self) -> Expr:
        return self

    def __abs__(self) -> Expr:
        return Apply("abs", (self,))

    def __lt__(self, other: Operand) -> Relation:
        return _relation(self, "<", other)

    def __le__(self, other: Operand) -> Relation:
        return _relation(self, "<=", other)

    def __gt__(self, other: Operand) -> Relation:
        return _relation(self, ">", other)

    def __ge__(self, other: Operand) -> Relation:
        return _relation(self, ">=", other)

    def __bool__(self) -> bool:
        raise TypeError(f"the truth of {self} is not known; use prove(...)")

    def __str__(self) -> str:
        from .printing.text import text

        return text(self)

    __repr__ = __str__

    def _repr_latex_(self) -> str:
        from .printing.latex import latex

        return f"$\\displaystyle {latex(self)}$"


def _relation(left: Expr, sign: str, right: Operand) -> Relation:
    from .relations import Relation

    return Relation(left, sign, wrap(right))


def _terms(e: Expr) -> tuple[Expr, ...]:
    return e.terms if isinstance(e, Add) else (e,)


def _factors(e: Expr) -> tuple[Expr, ...]:
    return e.factors if isinstance(e, Mul) else (e,)


def wrap(value: Operand | object) -> Expr:
    """The value as an expression.  Numbers are exact; anything else is refused, quoting it."""
    if isinstance(value, Expr):
        return value
    if isinstance(value, bool):
        raise NotationError(f"expected an expression or a number, got {value!r}")
    if isinstance(value, (int, Fraction)):
        return Number(Fraction(value))
    if isinstance(value, float):
        text = repr(value)
        if not Decimal(text).is_finite():
            raise NotationError(f"expected a finite number, got {value!r}")
        return Number(Fraction(text), text)
    from .from_sympy import from_sympy

    return from_sympy(value)


@dataclass_transform(frozen_default=True, eq_default=False)
def node(cls: type[N]) -> type[N]:
    made = dataclass(frozen=True, eq=False, repr=False)(cls)
    made._parts = tuple(field.name for field in fields(made))  # type: ignore[arg-type]
    return made


@node
class Number(Expr):
    """An exact rational.  text keeps the decimal that was written."""

    value: Fraction
    text: str | None = None


@node
class Constant(Expr):
    """A named real constant: pi."""

    name: str


@node
class Add(Expr):
    """A sum of terms in the order written; a subtraction is a `Neg` term."""

    terms: tuple[Expr, ...]


@node
class Mul(Expr):
    """A product in the order written.  dotted prints as a · b."""

    factors: tuple[Expr, ...]
    dotted: bool = False


@node
class Neg(Expr):
    """−a."""

    arg: Expr


@node
class Div(Expr):
    """A fraction."""

    num: Expr
    den: Expr


@node
class Pow(Expr):
    """base ** exponent."""

    base: Expr
    exponent: Expr


@node
class Apply(Expr):
    """An elementary function: exp, log, sqrt, tanh, erf, abs, max."""

    fn: str
    args: tuple[Expr, ...]
