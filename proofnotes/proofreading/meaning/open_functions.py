"""Functions that the text leaves open: any that is twice differentiable.

To second order at one point such a function is C + Σ G·x + ½ Σ Σ H·x·x, with C, G and H any numbers, and what holds for
all of these holds for it.  Each argument has its own numbers, one set for each value of the indices in it, so that
nothing is said of two values of the function beside each other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from ...expr.calculus import unfold, unfold_all
from ...expr.indices import PLACES, Index, Place, variables
from ...expr.nodes import (
    Add,
    Diff,
    Entry,
    Expectation,
    Expr,
    Lambda,
    Lim,
    Mul,
    Named,
    Number,
    Quantity,
    Scalar,
    Sum,
    Tensor,
    children,
    free_indices,
    walk,
)
from ...expr.rewrite import canonical, rename
from ..codes import NotUnderstood, Span
from .elaborate import Elaboration
from .model import ArrayValue, Origin, Symbol, Use
from .values import described, number

HALF = Number(Fraction(1, 2))
MOST_PRIMES = 2


def opened(e: Elaboration, symbol: Symbol, arguments: list[ArrayValue], primes: int, span: Span) -> ArrayValue:
    """The open function of its arguments: a number; of an activation and a vector, entry by entry."""
    if primes > MOST_PRIMES or (primes and len(arguments) != 1):
        raise NotUnderstood("F05", f"{symbol.base} with {primes} primes: an open function has two derivatives", span)
    e.use(Use(symbol, Origin.OPEN))
    e.note(f"{symbol.base}: any function that has two derivatives")
    e.doubt(f"{symbol.base} may be any function")
    if len(arguments) == 1 and arguments[0].rank:
        if e.scope.entrywise(symbol.base):
            whole = arguments[0]
            return ArrayValue(
                whole.axes,
                lambda *places: _jet(e, symbol, [number(lambda: whole.entry(*places))], primes),
                whole.row,
            )
        if primes or not (e.scope.called_function(symbol.base) or symbol in e.scope.functions):
            raise NotUnderstood(
                "F10", f"{symbol.base} of {described(arguments[0])}: entry by entry, or one number?", span
            )
    return number(lambda: _jet(e, symbol, arguments, primes))


def _jet(e: Elaboration, symbol: Symbol, arguments: list[ArrayValue], primes: int) -> Expr:
    given = [_argument(e, value) for value in arguments]
    own = _indices_in_order(given)
    plain = {index: Index(f"{letter}", index.over) for letter, index in zip(_letters(len(own)), own, strict=True)}
    key = tuple(canonical(_renamed(_unnamed(each, e), plain)) for each in given)
    number_ = e.state.jets.setdefault((symbol, *key), sum(1 for known in e.state.jets if known[0] == symbol) + 1)
    inputs = tuple(_formal(place, each) for place, each in enumerate(given))
    body = _polynomial(_Coefficients(symbol, number_, tuple(plain.values())), inputs, primes)
    name = symbol.identifier + "'" * primes
    store = e.state.quantities
    quantity = store.applied((symbol, key, primes), name, body, tuple(plain.values()), inputs)
    e.state.opened[quantity] = primes
    return Named(quantity, tuple(own), tuple(given))


def check_orders(e: Expr, opened: Mapping[Quantity, int], span: Span) -> None:
    """Raises NotUnderstood where an open function is differentiated more than twice, or has a limit: there it is no
    longer what it is to second order.
    """
    seen: set[tuple[Expr, int]] = set()
    waiting = [(e, 0)]
    while waiting:
        node, order = waiting.pop()
        if (node, order) in seen:
            continue
        seen.add((node, order))
        if isinstance(node, Named):
            if node.quantity in opened and order + opened[node.quantity] > MOST_PRIMES:
                raise NotUnderstood("E37", f"a third derivative of {node.quantity.name}, which is open", span)
            waiting.append((unfold(node), order))
        elif isinstance(node, (Lim, Expectation)) and any(_holds(each, opened) for each in children(node)):
            raise NotUnderstood("E37", "a limit or a mean of a function that is open", span)
        waiting += [(child, order + isinstance(node, Diff)) for child in children(node)]


def _holds(e: Expr, opened: Mapping[Quantity, int]) -> bool:
    """Whether an open function stands in it, names unfolded."""
    waiting, seen = [e], {e}
    while waiting:
        for node in walk(waiting.pop()):
            if isinstance(node, Named):
                if node.quantity in opened:
                    return True
                inside = unfold(node)
                if inside not in seen:
                    seen.add(inside)
                    waiting.append(inside)
    return False


def _unnamed(argument: Expr | Lambda, e: Elaboration) -> Expr | Lambda:
    """The argument with what it names written out: φ(h) is φ(w x) for h := w x."""

    def kept(name: Named) -> bool:
        return name.quantity in e.state.opened

    if isinstance(argument, Lambda):
        return Lambda(argument.indices, unfold_all(argument.body, kept))
    return unfold_all(argument, kept)


def _argument(e: Elaboration, value: ArrayValue) -> Expr | Lambda:
    if not value.rank:
        return value.entry()
    own = tuple(e.fresh("k", axis) for axis in value.axes)
    return Lambda(own, value.entry(*own))


def _renamed(argument: Expr | Lambda, plain: dict[Index, Index]) -> Expr | Lambda:
    mapping: dict[Index, Place] = dict(plain)
    if isinstance(argument, Lambda):
        return Lambda(argument.indices, rename(argument.body, mapping))
    return rename(argument, mapping)


def _letters(count: int) -> list[str]:
    return [f"i{place}" for place in range(1, count + 1)]


def _indices_in_order(given: list[Expr | Lambda]) -> list[Index]:
    """The free indices of the arguments, in the order in which they stand there, whatever their letters."""
    free = frozenset().union(*map(free_indices, given))
    seen: dict[Index, None] = {}
    for each in given:
        for node in walk(each.body if isinstance(each, Lambda) else each):
            seen |= dict.fromkeys(index for index in _own(node) if index in free)
    return [*seen, *sorted(free - set(seen), key=str)]


def _own(node: Expr) -> Iterator[Index]:
    for name in node._parts:
        part = getattr(node, name)
        for place in part if isinstance(part, tuple) else (part,):
            if isinstance(place, PLACES):
                yield from sorted(variables(place), key=str)


def _formal(place: int, given: Expr | Lambda) -> Scalar | Tensor:
    name = f"x{place + 1}~"
    return Tensor(name, *(index.over for index in given.indices)) if isinstance(given, Lambda) else Scalar(name)


class _Coefficients:
    """C, G and H of one argument, for each value of the indices in it."""

    def __init__(self, symbol: Symbol, count: int, indices: tuple[Index, ...]) -> None:
        word = "".join(each for each in symbol.identifier if each.isalnum())
        self.prefix, self.indices = f"jet_{word}{count}", indices

    def at(self, kind: str, places: tuple[Index, ...]) -> Expr:
        name, there = f"{self.prefix}{kind}", (*places, *self.indices)
        return Entry(Tensor(name, *(index.over for index in there)), there) if there else Scalar(name)


def _polynomial(coefficients: _Coefficients, inputs: tuple[Scalar | Tensor, ...], primes: int) -> Expr:
    if primes:
        (only,) = inputs
        assert isinstance(only, Scalar)
        slope, curve = coefficients.at("G11", ()), coefficients.at("H11", ())
        return Add((slope, Mul((curve, only)))) if primes == 1 else curve
    terms: list[Expr] = [coefficients.at("C", ())]
    for one, first in enumerate(inputs):
        k = _own_indices(first, "k")
        terms.append(_summed(Mul((coefficients.at(f"G{one + 1}1", k), _entry(first, k))), k))
        for other, second in enumerate(inputs[one:], one):
            m = _own_indices(second, "m")
            product = Mul((coefficients.at(f"H{one + 1}{other + 1}", (*k, *m)), _entry(first, k), _entry(second, m)))
            whole = Mul((HALF, *product.factors)) if one == other else product
            terms.append(_summed(whole, (*k, *m)))
    return Add(tuple(terms))


def _own_indices(given: Scalar | Tensor, letter: str) -> tuple[Index, ...]:
    over = given.over if isinstance(given, Tensor) else ()
    return tuple(Index(f"{letter}{place}", size) for place, size in enumerate(over, 1))


def _entry(given: Scalar | Tensor, places: tuple[Index, ...]) -> Expr:
    return Entry(given, places) if isinstance(given, Tensor) else given


def _summed(e: Expr, indices: tuple[Index, ...]) -> Expr:
    for index in reversed(indices):
        e = Sum(e, index)
    return e
