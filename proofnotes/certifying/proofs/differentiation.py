"""Derivatives as the tactic `slope` of the library writes them: one rule a node, nothing simplified.

The tactic only has to check what is written here, so the rules are those of `library/Derivatives.v` term by term.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import reduce

from .places import Free, Place
from .rational import Stuck
from .trees import (
    ONE,
    TWO,
    ZERO,
    At,
    Compare,
    Fun,
    IfElse,
    IntPow,
    Inv,
    Kron,
    Larger,
    Minus,
    Num,
    Opp,
    Over,
    Pi,
    Plus,
    ProdOver,
    ReadAt,
    RealPow,
    SumOver,
    Times,
    Tree,
    Var,
    reindexed,
    subterms,
)

Pick = Callable[[Tree], int]
"""The side of a kink that counts: 1 for the first branch (abs: the positive one), -1 for the other, 0 for a bracket."""

CHAIN: dict[str, Callable[[Tree, Tree, Tree], Tree]] = {
    "exp": lambda e, _, f: Times(e, f),
    "ln": lambda _, a, f: Over(f, a),
    "sqrt": lambda e, _, f: Over(f, Times(TWO, e)),
    "tanh": lambda e, _, f: Times(Minus(ONE, IntPow(e, 2)), f),
    "sin": lambda _, a, f: Times(Fun("cos", a), f),
    "cos": lambda _, a, f: Times(Opp(Fun("sin", a)), f),
    "erf": lambda _, a, f: Times(Times(Over(TWO, Fun("sqrt", Pi())), Fun("exp", Opp(IntPow(a, 2)))), f),
}
"""Of each function without a kink: its derivative, of the node, its argument and the derivative of that."""


def has_kink(e: Tree, variable: str) -> bool:
    """Whether what a kink or a jump in it turns on depends on the variable."""
    for part in subterms(e):
        match part:
            case Larger() | Fun("Rabs") if variable in part.names:
                return True
            case IfElse(Compare() as condition) if variable in condition.names:
                return True
    return False


def own_axis(body: Tree, variable: str, index: str) -> int | None:
    """The axis of the variable on which the body reads the index and nothing else: one term of a sum depends on it."""
    entries = [part.places for part in subterms(body) if isinstance(part, At) and part.name == variable]
    for axis in range(len(entries[0]) if entries else 0):
        if all(places[axis] == Free(index) for places in entries):
            return axis
    return None


def slope(e: Tree, variable: str, places: tuple[Place, ...], pick: Pick) -> Tree | None:
    """The derivative by an entry of the variable, in terms of the variable; None where it does not depend on it."""
    if variable not in e.names:
        return None

    def of(part: Tree) -> Tree | None:
        return slope(part, variable, places, pick)

    def inner(part: Tree) -> Tree:
        return of(part) or ZERO

    match e:
        case Var():
            return ONE
        case At(_, here):
            deltas: list[Tree] = [Kron(place, by) for place, by in zip(here, places, strict=True)]
            return reduce(Times, deltas)
        case Opp(arg):
            return Opp(inner(arg))
        case Plus(a, b):
            f, g = of(a), of(b)
            return g if f is None else f if g is None else Plus(f, g)
        case Minus(a, b):
            f, g = of(a), of(b)
            return Opp(inner(b)) if f is None else f if g is None else Minus(f, g)
        case Times(a, b):
            f, g = of(a), of(b)
            if f is None:
                return Times(a, inner(b))
            return Times(f, b) if g is None else Plus(Times(f, b), Times(a, g))
        case Over(a, b):
            f, g = of(a), of(b)
            if g is None:
                return Over(inner(a), b)
            square = IntPow(b, 2)
            above: Tree = Opp(Times(a, g)) if f is None else Minus(Times(f, b), Times(a, g))
            return Over(above, square)
        case Inv(arg):
            return Over(Opp(inner(arg)), IntPow(arg, 2))
        case IntPow(base, n):
            return Times(Times(Num(Fraction(n)), IntPow(base, max(n - 1, 0))), inner(base))
        case RealPow(base, exponent):
            f, g = of(base), of(exponent)
            if f is None:
                return Times(e, Times(inner(exponent), Fun("ln", base)))
            if g is None:
                return Times(Times(exponent, RealPow(base, Minus(exponent, ONE))), f)
            return Times(e, Plus(Times(g, Fun("ln", base)), Times(exponent, Over(f, base))))
        case Fun("Rabs", arg):
            side = pick(e)
            if side == 0:
                return Times(IfElse(Compare(ZERO, "<", arg), ONE, Opp(ONE)), inner(arg))
            return inner(arg) if side > 0 else Opp(inner(arg))
        case Fun(name, arg) if name in CHAIN:
            return CHAIN[name](e, arg, inner(arg))
        case Larger(a, b):
            side = pick(e)
            if side == 0:
                return IfElse(Compare(b, "<", a), inner(a), inner(b))
            return inner(a) if side > 0 else inner(b)
        case IfElse(condition, then, otherwise):
            side = pick(e) if variable in condition.names else 0
            if side == 0:
                return IfElse(condition, inner(then), inner(otherwise))
            return inner(then) if side > 0 else inner(otherwise)
        case SumOver(binder, extent, body):
            axis = own_axis(body, variable, binder) if has_kink(body, variable) else None
            if axis is not None:
                return of(reindexed(body, {binder: places[axis]}))
            return SumOver(binder, extent, inner(body))
        case ReadAt(number, binder, extent, body):
            return ReadAt(number, binder, extent, inner(body))
        case ProdOver(binder, extent, body):
            return Times(e, SumOver(binder, extent, Over(inner(body), body)))
    raise Stuck(f"no rule for the derivative of {e}")
