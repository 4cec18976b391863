"""The tree of an expression, kept exactly as its author wrote it.

SymPy distributes −(a + b), reorders terms, merges nested sums and turns 0.5x into x/2; this tree does none of that.  It
is what the report prints and what the prover, the kernels and the numeric checks read.  Nodes are frozen and compare by
structure; every rewriting is a function from trees to trees elsewhere.

Invariants: the bound index of a `Sum`, `Prod` or `Lambda` is visible only inside its body; every place of an `Entry`
ranges over the dimension of its axis.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar, Union, dataclass_transform

from .errors import NotationError
from .indices import Index, Place, Shifted, Size

if TYPE_CHECKING:
    from .quantities import Quantity
    from .relations import Relation

Operand = Union["Expr", int, float, Fraction]
"""What may stand beside an expression.  A float is read as the decimal it prints as: 0.5 is exactly one half."""

N = TypeVar("N", bound="Node")


class Node:
    """Structural equality with a cached hash, for frozen dataclasses."""

    def _key(self) -> tuple[object, ...]:
        return tuple(getattr(self, field.name) for field in fields(self))  # type: ignore[arg-type]

    def __hash__(self) -> int:
        cached: int | None = self.__dict__.get("_hash")
        if cached is None:
            cached = hash((type(self).__name__, self._key()))
            object.__setattr__(self, "_hash", cached)
        return cached

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
        from .text import text

        return text(self)

    def _repr_latex_(self) -> str:
        from .latex import latex

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
def _node(cls: type[N]) -> type[N]:
    return dataclass(frozen=True, eq=False, repr=False)(cls)


@_node
class Number(Expr):
    """An exact rational.  text keeps the decimal that was written."""

    value: Fraction
    text: str | None = None


@_node
class Constant(Expr):
    """A named real constant: pi."""

    name: str


@_node
class Dim(Expr):
    """A dimension: any positive integer, or exactly `size`.  In expressions it is an ordinary number."""

    name: str
    size: int | None = None
    latex: str | None = None
    blocks: int = 1

    @property
    def over(self) -> Size:
        """What its indices range over."""
        return Size(self.name, self.size, self.blocks)

    def indices(self, names: str) -> tuple[Index, ...]:
        """K.indices("i j k"): indices that each range over 1..K."""
        return tuple(Index(name, self.over) for name in names.split())

    def index(self, name: str) -> Index:
        """One index over 1..K."""
        return Index(name, self.over)

    def __add__(self, other: Operand | Index) -> Any:
        if isinstance(other, Index):
            return Shifted(other, self.blocks, Size(self.name, self.size, self.blocks + 1))
        return super().__add__(other)

    def __rmul__(self, other: Operand) -> Expr:
        if isinstance(other, int) and other > 1 and self.blocks == 1:
            return Dim(self.name, self.size, self.latex, other)
        return super().__rmul__(other)


@_node
class Scalar(Expr):
    """A real variable."""

    name: str
    positive: bool = False
    latex: str | None = None


@dataclass(frozen=True)
class Tensor:
    """A name with real entries: Tensor("x", N, D) has entries x[n, d]."""

    name: str
    over: tuple[Size, ...]
    latex: str | None = None

    def __getitem__(self, places: Place | int | tuple[Place | int, ...]) -> Expr:
        from .notation import place_in

        found = places if isinstance(places, tuple) else (places,)
        if len(found) != len(self.over):
            wanted = ", ".join(map(str, self.over))
            raise NotationError(
                f"{self.name}[{', '.join(map(str, found))}]: expected {len(self.over)} indices (over {wanted})"
            )
        return Entry(self, tuple(place_in(self.name, found, axis, over) for axis, over in enumerate(self.over)))


@_node
class Entry(Expr):
    """One entry of a tensor."""

    tensor: Tensor
    places: tuple[Place, ...]


@_node
class Delta(Expr):
    """Kronecker's delta."""

    left: Place
    right: Place


@_node
class Add(Expr):
    """A sum of terms in the order written; a subtraction is a `Neg` term."""

    terms: tuple[Expr, ...]


@_node
class Mul(Expr):
    """A product in the order written.  dotted prints as a · b."""

    factors: tuple[Expr, ...]
    dotted: bool = False


@_node
class Neg(Expr):
    """−a."""

    arg: Expr


@_node
class Div(Expr):
    """A fraction."""

    num: Expr
    den: Expr


@_node
class Pow(Expr):
    """base ** exponent."""

    base: Expr
    exponent: Expr


@_node
class Apply(Expr):
    """An elementary function: exp, log, sqrt, tanh, erf, abs, max."""

    fn: str
    args: tuple[Expr, ...]


@_node
class Sum(Expr):
    """Σ over the whole range of an index."""

    body: Expr
    index: Index


@_node
class Prod(Expr):
    """Π over the whole range of an index."""

    body: Expr
    index: Index


@dataclass(frozen=True)
class SameIndex:
    """The condition i = j between indices."""

    left: Place
    right: Place


@_node
class Cases(Expr):
    """A definition by cases: the first branch whose condition holds; the last condition may be the complement."""

    branches: tuple[tuple[Expr, Union[Relation, SameIndex]], ...]
    otherwise: Expr
    last: str = "otherwise"  # "complement": the report prints the negated condition


@_node
class Diff(Expr):
    """∂ body / ∂ wrt, not yet carried out.  wrt is a Scalar, an Entry or a Named quantity."""

    body: Expr
    wrt: Expr


@_node
class Lambda(Node):
    """indices ↦ body: what is handed to a definition in place of a tensor."""

    indices: tuple[Index, ...]
    body: Expr


@_node
class Named(Expr):
    """A quantity by its name, not yet unfolded.  arguments replace its inputs; empty means its inputs as they are."""

    quantity: Quantity
    places: tuple[Place, ...] = ()
    arguments: tuple[Union[Expr, Lambda], ...] = ()


@_node
class Group(Expr):
    """Brackets that the author wants to see: means the same as its argument."""

    arg: Expr
    brackets: str = "()"
