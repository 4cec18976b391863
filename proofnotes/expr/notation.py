"""The public vocabulary in which mathematics is written: sums, deltas, derivatives and elementary functions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .errors import NotationError
from .indices import Index, Place, Position, Shifted, place_in
from .nodes import (
    Apply,
    Cases,
    Constant,
    Delta,
    Diff,
    Dim,
    Entry,
    Expr,
    Group,
    Input,
    Lim,
    Mul,
    Named,
    Number,
    Operand,
    Prod,
    Quantity,
    Relation,
    SameIndex,
    Scalar,
    Sum,
    Tensor,
    free_indices,
    wrap,
)
from .rewrite import rename

pi = Constant("pi")


def total(body: Operand, *indices: Index) -> Expr:
    """Σ over the whole range of each index: total(z[k], k), total(w[n, d], n, d) = Σ_n Σ_d."""
    return _bind(Sum, "total", wrap(body), indices)


def product(body: Operand, *indices: Index) -> Expr:
    """Π over the whole range of each index."""
    return _bind(Prod, "product", wrap(body), indices)


def _bind(node: type[Sum] | type[Prod], name: str, body: Expr, indices: tuple[Index, ...]) -> Expr:
    if not indices:
        raise NotationError(f"{name}({body}): expected at least one index")
    for index in reversed(indices):
        if not isinstance(index, Index):
            raise NotationError(f"{name}({body}, ...): expected an index, got {index!r}")
        body = node(body, index)
    return body


def delta(left: Place | int, right: Place | int) -> Expr:
    """Kronecker's delta: 1 where the indices are equal, else 0.  Both range over the same Dim."""
    return Delta(*_two_places("delta", left, right))


def _two_places(name: str, left: Place | int, right: Place | int) -> tuple[Place, Place]:
    """Two places over one dimension; an index over one block of it is in the first block."""
    sizes = [place.over for place in (left, right) if isinstance(place, (Index, Position, Shifted))]
    if not sizes:
        raise NotationError(f"{name}({left}, {right}): expected at least one index")
    over = max(sizes, key=lambda size: size.blocks)
    both = (left, right)
    return place_in(name, both, 0, over), place_in(name, both, 1, over)


def diff(body: Operand, *wrt: Expr) -> Expr:
    """∂ body / ∂ wrt: wrt is a Scalar, an entry such as z[j], or a named quantity.  diff(e, x, x) is the second."""
    found = wrap(body)
    if not wrt:
        raise NotationError(f"diff({found}): expected what to differentiate by")
    for variable in wrt:
        if not isinstance(variable, (Scalar, Entry, Named)):
            raise NotationError(
                f"diff({found}, ...): cannot differentiate by {variable!r}; expected x, z[j] or a named quantity"
            )
        found = Diff(found, variable)
    return found


def exp(x: Operand) -> Expr:
    """eˣ."""
    return Apply("exp", (wrap(x),))


def log(x: Operand) -> Expr:
    """The natural logarithm, of a positive number."""
    return Apply("log", (wrap(x),))


def sqrt(x: Operand) -> Expr:
    """√x, of a nonnegative number."""
    return Apply("sqrt", (wrap(x),))


def tanh(x: Operand) -> Expr:
    """The hyperbolic tangent."""
    return Apply("tanh", (wrap(x),))


def erf(x: Operand) -> Expr:
    """(2/√π) ∫₀ˣ e^{−t²} dt."""
    return Apply("erf", (wrap(x),))


def Abs(x: Operand) -> Expr:  # noqa: N802 - SymPy's name
    """∣x∣."""
    return Apply("abs", (wrap(x),))


def Max(*args: Operand) -> Expr:  # noqa: N802 - SymPy's name
    """The largest of its arguments."""
    if not args:
        raise NotationError("Max(): expected at least one argument")
    return Apply("max", tuple(map(wrap, args)))


def Rational(numerator: int | str, denominator: int = 1) -> Expr:  # noqa: N802 - SymPy's name
    """An exact fraction."""
    if not denominator:
        raise NotationError(f"Rational({numerator}, {denominator}): expected a denominator that is not 0")
    return Number(Fraction(numerator) / denominator)


def same(left: Place | int, right: Place | int) -> SameIndex:
    """The condition i = j, for `cases`.  Both range over the same Dim."""
    return SameIndex(*_two_places("same", left, right))


def cases(*branches: tuple[Operand, Relation | SameIndex] | Operand) -> Expr:
    """cases((a, x > 0), b): a where x > 0, else b.  The last branch is printed with the negated condition."""
    *conditional, last = branches or ((),)
    found = []
    for branch in conditional:
        if not isinstance(branch, tuple) or not isinstance(branch[1], (Relation, SameIndex)):
            raise NotationError(f"cases: expected (value, condition) before the last branch, got {branch!r}")
        found.append((wrap(branch[0]), branch[1]))
    if not found or isinstance(last, tuple):
        raise NotationError("cases: expected conditional branches and then a value without a condition")
    return Cases(tuple(found), wrap(last), "complement" if len(found) == 1 else "otherwise")


def limit(body: Operand, variable: Scalar, to: str = "+oo") -> Expr:
    """The limit as the variable goes to "+oo" or "-oo", for prove(limit(f, x), value)."""
    found = wrap(body)
    if not isinstance(variable, Scalar):
        raise NotationError(f"limit({found}, {variable}): expected a scalar variable")
    if to not in ("+oo", "-oo"):
        raise NotationError(f"limit({found}, {variable}, {to!r}): expected '+oo' or '-oo'")
    return Lim(found, variable, to == "+oo")


def dot(*factors: Operand) -> Expr:
    """A product written with dots: dot(a, b) prints as a · b."""
    return Mul(tuple(map(wrap, factors)), dotted=True)


def paren(x: Operand, brackets: str = "()") -> Expr:
    """The expression in brackets that the author wants to see: paren(x, "[]")."""
    if brackets not in ("()", "[]", "{}"):
        raise NotationError(f"paren: expected (), [] or {{}}, got {brackets!r}")
    return Group(wrap(x), brackets)


def let(name: str, body: Operand, *indices: Index, latex: str | None = None, inputs: Sequence[Input] = ()) -> Quantity:
    """A named quantity: mu = let("mu", total(x[n, d], n) / N, d), used as mu[d].

    inputs are what `of` replaces.  A function of scalars, φ = let("phi", ..., inputs=(x,)), is printed with them: φ(x).
    """
    return Quantity(name, wrap(body), indices, tuple(inputs), latex, applied=bool(inputs) and not indices)


def let_scalar(name: str, body: Operand, latex: str | None = None) -> Named:
    """A named number: y_hat = let_scalar("y_hat", sigmoid(z))."""
    return Named(Quantity(name, wrap(body), latex=latex))


def at(e: Expr, index: Index, place: Place | int) -> Expr:
    """The expression with one free index replaced: at(f, i, j) is f with j in the place of i, over the same Dim."""
    if not isinstance(index, Index) or index not in free_indices(e):
        raise NotationError(f"at({e}, {index}, {place}): {index} is not a free index of it")
    return rename(e, {index: place_in("at", (place,), 0, index.over)})
