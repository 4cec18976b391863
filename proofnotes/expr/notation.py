"""The public vocabulary in which mathematics is written: sums, deltas, derivatives; functions are in `functions`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from .errors import NotationError
from .indices import PLACES, Index, Place, place_in
from .misuse import NoNumber, sequence_of, vocabulary
from .nodes import (
    At,
    Both,
    Cases,
    Constant,
    Delta,
    Diff,
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
    When,
    free_indices,
    walk,
    wrap,
)
from .rewrite import read_at
from .spelling import shortened

pi = Constant("pi")


@vocabulary
def total(body: Operand, *indices: Index, where: When | None = None) -> Expr:
    """Σ over the whole range of each index: total(z[k], k), total(w[n, d], n, d) = Σ_n Σ_d.

    With where, over those values only for which the condition holds: total(x[s], s, where=s <= t).  There may be none
    of them, and then the sum is 0; only for them the body has to be defined.
    """
    return _bind(Sum, "total", wrap(body), indices, where)


@vocabulary
def product(body: Operand, *indices: Index, where: When | None = None) -> Expr:
    """Π over the whole range of each index, or over those values for which the condition holds; of none it is 1."""
    return _bind(Prod, "product", wrap(body), indices, where)


def _bind(node: type[Sum] | type[Prod], name: str, body: Expr, indices: tuple[Index, ...], where: When | None) -> Expr:
    if where is not None:
        if not isinstance(where, (Relation, SameIndex, Both)):
            helps = "; write Eq(i, j) for i = j" if isinstance(where, bool) else ""
            raise NotationError(f"{name}({body}, ..., where={shortened(where)}): expected a condition{helps}")
        body = Cases(((body, where),), wrap(0 if node is Sum else 1), "where")
    if not indices:
        raise NotationError(f"{name}({body}): expected at least one index")
    for index in reversed(indices):
        if not isinstance(index, Index):
            raise NotationError(f"{name}({body}, ...): expected an index, got {shortened(index)}")
        if indices.count(index) > 1:
            raise NotationError(f"{name}({body}, ...): the index {index} stands there twice")
    for index in reversed(indices):
        body = node(body, index)
    return body


@vocabulary
def delta(left: At, right: At) -> Expr:
    """Kronecker's delta: 1 where the indices are equal, else 0.  Both range over the same Dim, or are computed."""
    return Delta(*_two_places("delta", left, right))


def _two_places(name: str, left: At, right: At) -> tuple[Place, Place]:
    """Two places over one dimension; an index over one block of it is in the first block."""
    both = (left, right)
    sizes = [place.over for place in both if isinstance(place, PLACES)]
    if not sizes:  # two numbers: which axis they are on makes no difference
        inside = {index for place in both if isinstance(place, Expr) for index in free_indices(place)}
        sizes = [index.over for index in sorted(inside, key=str)[:1]]
    if not sizes:
        raise NotationError(f"{name}({shortened(left)}, {shortened(right)}): expected at least one index")
    over = max(sizes, key=lambda size: (len(size.factors), size.copies))
    return place_in(name, both, 0, over), place_in(name, both, 1, over)


@vocabulary
def diff(body: Operand, *wrt: Expr) -> Expr:
    """∂ body / ∂ wrt: wrt is a Scalar, an entry such as z[j], or a named quantity.  diff(e, x, x) is the second."""
    found = wrap(body)
    if not wrt:
        raise NotationError(f"diff({found}): expected what to differentiate by")
    for variable in wrt:
        if not isinstance(variable, (Scalar, Entry, Named)):
            helps = variable.instead() if isinstance(variable, NoNumber) else "expected x, z[j] or a named quantity"
            raise NotationError(f"diff({found}, ...): cannot differentiate by {shortened(variable)}; {helps}")
        found = Diff(found, variable)
    return found


@vocabulary
def Rational(numerator: float | str | Fraction, denominator: float | str | Fraction = 1) -> Expr:  # noqa: N802 - SymPy's name
    """An exact fraction."""
    try:
        return Number(_exact(numerator) / _exact(denominator))
    except (TypeError, ValueError, ZeroDivisionError):
        shown = f"Rational({shortened(numerator)}, {shortened(denominator)})"
        raise NotationError(f"{shown}: expected numbers, and a denominator that is not 0") from None


def _exact(value: object) -> Fraction:
    """A number, or a number in quotes."""
    if isinstance(value, str):
        return Fraction(value)
    if not isinstance(number := wrap(value), Number):
        raise TypeError
    return number.value


@vocabulary
def same(left: At, right: At) -> SameIndex:
    """The condition i = j, for `cases`.  Both range over the same Dim, or are computed."""
    return SameIndex(*_two_places("same", left, right))


@vocabulary
def cases(*branches: tuple[Operand, When] | Operand) -> Expr:
    """cases((a, x > 0), b): a where x > 0, else b.  The last branch is printed with the negated condition."""
    *conditional, last = branches or ((),)
    found = []
    for branch in conditional:
        if not isinstance(branch, tuple) or len(branch) != 2 or not isinstance(branch[1], (Relation, SameIndex, Both)):
            helps = "; write Eq(i, j) for i = j" if isinstance(branch, tuple) and isinstance(branch[-1], bool) else ""
            got = shortened(branch) + helps
            raise NotationError(f"cases: expected (value, condition) before the last branch, got {got}")
        found.append((wrap(branch[0]), branch[1]))
    if not found or isinstance(last, tuple):
        raise NotationError("cases: expected conditional branches and then a value without a condition")
    single = len(found) == 1 and not isinstance(found[0][1], Both)
    return Cases(tuple(found), wrap(last), "complement" if single else "otherwise")


@vocabulary
def is_argmax(body: Operand, index: Index, place: Place | int, *, unique: bool = False) -> Relation:
    """The hypothesis that no value of the body is larger than the one at this place; unique: that all others are less.

    With is_argmax(z[k], k, c), Max(z[k], k) is z[c]; where c is unique it has the derivative of z[c] as well.
    """
    whole = wrap(body)
    there = at(whole, index, place)
    if not unique:
        return there >= whole
    return cases((1, same(index, place)), there - whole) > 0


@vocabulary
def limit(body: Operand, variable: Scalar, to: Operand | str = "+oo", side: str = "+-") -> Expr:
    """The limit as the variable goes to "+oo", "-oo" or a point, for prove(limit(f, x), value).

    A point is approached from both sides, or with side="+" from above and with side="-" from below; by a positive
    variable 0 is approached from above.
    """
    found = wrap(body)
    if not isinstance(variable, Scalar):
        raise NotationError(f"limit({found}, {shortened(variable)}): expected a scalar variable")
    if side not in SIDES:
        raise NotationError(f"limit({found}, {variable}, ..., side={shortened(side)}): expected '+', '-' or '+-'")
    if isinstance(to, str):
        if to not in ("+oo", "-oo"):
            raise NotationError(f"limit({found}, {variable}, {to!r}): expected '+oo', '-oo' or a number")
        return Lim(found, variable, to == "+oo")
    if to is None:
        raise NotationError(f"limit({found}, {variable}, None): expected '+oo', '-oo' or a number")
    point = wrap(to)
    if variable in walk(point):
        raise NotationError(f"limit({found}, {variable}, {point}): expected a point without {variable} in it")
    own = 1 if variable.positive and point == wrap(0) else SIDES[side]
    if own > 0 and side == "-":
        raise NotationError(f"limit({found}, {variable}, {point}, side='-'): expected '+', as {variable} is positive")
    return Lim(found, variable, True, point, own)


SIDES = {"+": 1, "-": -1, "+-": 0}
"""From where a point is approached."""


@vocabulary
def dot(*factors: Operand) -> Expr:
    """A product written with dots: dot(a, b) prints as a · b."""
    if not factors:
        raise NotationError("dot(): expected at least one factor")
    return Mul(tuple(map(wrap, factors)), dotted=True)


@vocabulary
def paren(x: Operand, brackets: str = "()") -> Expr:
    """The expression in brackets that the author wants to see: paren(x, "[]")."""
    if brackets not in ("()", "[]", "{}"):
        raise NotationError(f"paren: expected (), [] or {{}}, got {shortened(brackets)}")
    return Group(wrap(x), brackets)


@vocabulary
def let(name: str, body: Operand, *indices: Index, latex: str | None = None, inputs: Sequence[Input] = ()) -> Quantity:
    """A named quantity: mu = let("mu", total(x[n, d], n) / N, d), used as mu[d].

    inputs are what `of` replaces.  A function of scalars, φ = let("phi", ..., inputs=(x,)), is printed with them: φ(x).
    """
    formal = sequence_of(f"let({shortened(name)}, ...)", "inputs", inputs, "inputs=(x,)")
    return Quantity(name, wrap(body), indices, formal, latex, applied=bool(formal) and not indices)


@vocabulary
def let_scalar(name: str, body: Operand, latex: str | None = None) -> Named:
    """A named number: y_hat = let_scalar("y_hat", sigmoid(z))."""
    return Named(Quantity(name, wrap(body), latex=latex))


@vocabulary
def at(e: Expr, index: Index, place: At) -> Expr:
    """The expression with one free index replaced: at(f, i, j) is f with j in the place of i, over the same Dim.

    The place may be computed, at(f, t, t - 1); outside the Dim the value is 0.
    """
    whole = wrap(e)
    if not isinstance(index, Index) or index not in free_indices(whole):
        shown = shortened(index)
        raise NotationError(f"at({whole}, {shown}, {shortened(place)}): {shown} is not a free index of {whole}")
    return read_at(whole, (index,), (place_in("at", (place,), 0, index.over),))
