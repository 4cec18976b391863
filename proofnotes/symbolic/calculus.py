"""Differentiation of trees: capture-safe, every rule one function.

The result is a tree that still needs algebra; only zeros and ones are dropped, so that it stays readable.
∂z_i/∂z_j = δ_ij, and a bound index that would capture the variable is renamed first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from .elementary import ONE, TABLE, ZERO
from .errors import NotationError
from .indices import Place, fresh, variable
from .quantities import Quantity
from .relations import Relation
from .rewrite import canonical, free_indices, map_children, rename, walk
from .substitution import beta, inputs_of, unfold
from .tree import (
    Add,
    Apply,
    Cases,
    Delta,
    Diff,
    Div,
    Entry,
    Expr,
    Group,
    Lambda,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Scalar,
    Sum,
    Tensor,
    wrap,
)


def add(*terms: Expr) -> Expr:
    """A sum without its zeros."""
    kept = tuple(term for term in terms if term != ZERO)
    return ZERO if not kept else kept[0] if len(kept) == 1 else Add(kept)


def mul(*factors: Expr) -> Expr:
    """A product without its ones; zero if a factor is."""
    if any(factor == ZERO for factor in factors):
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    return ONE if not kept else kept[0] if len(kept) == 1 else Mul(kept)


def neg(x: Expr) -> Expr:
    """−x."""
    return ZERO if x == ZERO else Neg(x)


@lru_cache(maxsize=1 << 14)
def derivative(e: Expr, wrt: Expr) -> Expr:
    """∂e/∂wrt carried out."""
    if isinstance(wrt, Named):
        return _by_name(e, wrt)
    if not depends(e, wrt):
        return ZERO
    return _rule(e, wrt)


def depends(e: Expr, wrt: Expr) -> bool:
    """Whether the expression mentions the variable, with every name unfolded."""
    return (wrt if isinstance(wrt, Scalar) else _tensor(wrt)) in inputs_of(e)


def _tensor(wrt: Expr) -> Tensor:
    if not isinstance(wrt, Entry):
        raise NotationError(f"cannot differentiate by {wrt}")
    return wrt.tensor


def _rule(e: Expr, wrt: Expr) -> Expr:
    match e:
        case Scalar():
            return ONE
        case Entry(_, places):
            assert isinstance(wrt, Entry)
            return mul(*(same_place(a, b) for a, b in zip(places, wrt.places, strict=True)))
        case Add(terms):
            return add(*(derivative(term, wrt) for term in terms))
        case Neg(arg):
            return neg(derivative(arg, wrt))
        case Group(arg, _):
            return derivative(arg, wrt)
        case Named():
            return derivative(unfold(e), wrt)
        case Mul(factors, _):
            return _product(factors, wrt)
        case Div(num, den):
            return _quotient(num, den, wrt)
        case Pow(base, exponent):
            return _power(base, exponent, wrt)
        case Sum() | Prod():
            return _binder(e, wrt)
        case Apply("max" | "abs", _):
            return derivative(as_cases(e), wrt)
        case Apply(fn, (arg,)):
            return mul(TABLE[fn].derivative(arg), derivative(arg, wrt))
        case Cases(branches, otherwise, last):
            done = tuple((derivative(value, wrt), condition) for value, condition in branches)
            return Cases(done, derivative(otherwise, wrt), last)
        case Diff(body, inner):
            return derivative(derivative(body, inner), wrt)
    raise NotationError(f"no rule for the derivative of {e}")


def same_place(a: Place, b: Place) -> Expr:
    """δ between two places; 1 where they are the same."""
    return ONE if a == b else Delta(a, b)


def _product(factors: tuple[Expr, ...], wrt: Expr) -> Expr:
    terms = []
    for position, factor in enumerate(factors):
        slope = derivative(factor, wrt)
        terms.append(mul(*factors[:position], slope, *factors[position + 1 :]))
    return add(*terms)


def _quotient(num: Expr, den: Expr, wrt: Expr) -> Expr:
    """(u/v)′ = u′/v − (u/v) v′/v: the fraction stays whole, which keeps e.g. a softmax recognisable."""
    above, below = derivative(num, wrt), derivative(den, wrt)
    first = ZERO if above == ZERO else Div(above, den)
    second = ZERO if below == ZERO else mul(Div(num, den), Div(below, den))
    return add(first, neg(second))


def _power(base: Expr, exponent: Expr, wrt: Expr) -> Expr:
    if not depends(exponent, wrt):
        lowered = _lower(exponent)
        down = ONE if lowered == ZERO else base if lowered == ONE else Pow(base, lowered)
        return mul(exponent, down, derivative(base, wrt))
    whole = Pow(base, exponent)
    slope = mul(derivative(exponent, wrt), Apply("log", (base,)))
    return mul(whole, add(slope, mul(exponent, Div(derivative(base, wrt), base)) if depends(base, wrt) else ZERO))


def _lower(exponent: Expr) -> Expr:
    return wrap(exponent.value - 1) if isinstance(exponent, Number) else exponent - 1


def _binder(e: Sum | Prod, wrt: Expr) -> Expr:
    body, index = e.body, e.index
    if index in free_indices(wrt):
        apart = fresh(index)
        body, index = rename(body, {index: apart}), apart
    slope = derivative(body, wrt)
    if isinstance(e, Sum):
        return ZERO if slope == ZERO else Sum(slope, index)
    return mul(Prod(body, index), Sum(Div(slope, body), index))


def as_cases(e: Expr) -> Expr:
    """Max and Abs by cases.  At the kink the value is right whichever branch is taken; a derivative needs it
    excluded.
    """
    assert isinstance(e, Apply)
    if e.fn == "abs":
        (arg,) = e.args
        return Cases(((arg, Relation(arg, ">", ZERO)),), Neg(arg), "complement")
    best, *rest = e.args
    for other in rest:
        best = Cases(((best, Relation(best, ">", other)),), other, "complement")
    return best


def _by_name(e: Expr, wrt: Named) -> Expr:
    tree, variable, close = opened(e, wrt)
    return close(derivative(tree, variable))


def opened(e: Expr, wrt: Named) -> tuple[Expr, Scalar | Entry, Callable[[Expr], Expr]]:
    """e with a variable in the place of a named quantity, the variable, and the way back to the name.

    Every occurrence of the name is one variable, everything else is held fixed.  An index in an argument would make
    it many variables, which a sum over that index would capture.
    """
    if any(free_indices(argument) for argument in wrt.arguments):
        raise NotationError(f"cannot differentiate by {wrt}: give it a name with an index of its own, s = let(...)")
    name = f"{wrt.quantity.name}~"
    over = tuple(index.over for index in wrt.quantity.indices)
    stand_in = Tensor(name, *over) if over else Scalar(name)

    def entry(places: tuple[Place, ...]) -> Scalar | Entry:
        return Entry(stand_in, places) if isinstance(stand_in, Tensor) else stand_in

    tree = _open(e, wrt.quantity, tuple(map(canonical, wrt.arguments)), entry)
    return tree, entry(wrt.places), lambda found: _close(found, {stand_in: wrt})


def _open(
    e: Expr, quantity: Quantity, arguments: tuple[Expr | Lambda, ...], entry: Callable[[tuple[Place, ...]], Expr]
) -> Expr:
    if isinstance(e, Named):
        if e.quantity is quantity and tuple(map(canonical, e.arguments)) == arguments:
            return entry(e.places)
        return _open(unfold(e), quantity, arguments, entry)
    if isinstance(e, Diff):
        return _open(derivative(e.body, e.wrt), quantity, arguments, entry)
    return map_children(e, lambda child: _open(child, quantity, arguments, entry))


def _close(e: Expr, names: dict[Scalar | Tensor, Named]) -> Expr:
    key = e.tensor if isinstance(e, Entry) else e
    if isinstance(key, (Scalar, Tensor)) and key in names:
        name = names[key]
        found = Named(name.quantity, e.places if isinstance(e, Entry) else (), name.arguments)
        return unfold(found) if name.quantity.passing else found
    return map_children(e, lambda child: _close(child, names))


def carry_out(e: Expr) -> Expr:
    """The expression with every derivative carried out; names stay names where they hold none."""
    if isinstance(e, Diff):
        return carry_out(derivative(e.body, e.wrt))
    return map_children(e, carry_out)


__all__ = ["add", "as_cases", "beta", "carry_out", "depends", "derivative", "mul", "neg", "opened", "same_place"]
_ = (Lambda, variable, walk)
