"""How large a statement is when it is written out at given dimensions: what is shared counts along every path to it."""

from __future__ import annotations

from collections.abc import Mapping
from math import factorial, prod

from ..expr.nodes import (
    Apply,
    Determinant,
    Entry,
    Expectation,
    Expr,
    Inverted,
    Lambda,
    Largest,
    Named,
    Prod,
    Scalar,
    Sum,
    Tensor,
    children,
)
from .functions import KINKS
from .reading import Input, UncheckedError

HEAVIEST = 10_000
"""Nodes of one side.  The largest side of the catalogue has a fifth of them."""
DEEPEST = 6
"""Functions inside functions: SymPy takes three times as long for each more."""

Weight = tuple[int, int]
"""The nodes of what is written out, and how many functions are inside each other."""
Inside = Mapping[Input, Weight]


def check_weight(e: Expr, sizes: Mapping[str, int]) -> None:
    """UncheckedError for what is too large to be written out."""
    nodes, depth = weight(e, sizes)
    if nodes > HEAVIEST:
        raise _too_large()
    if depth > DEEPEST:
        raise UncheckedError(f"too large: {depth} functions inside each other")


def weight(e: Expr, sizes: Mapping[str, int]) -> Weight:
    """How much it weighs at these dimensions."""
    return _Weigher(sizes).weight(e, {})


def _too_large() -> UncheckedError:
    return UncheckedError(f"too large: more than {HEAVIEST} nodes when it is written out")


class _Weigher:
    """steps: how many nodes were looked at, each with what is given for the inputs around it."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes, self._steps = sizes, 0
        self._known: dict[tuple[Expr, int], Weight] = {}
        self._given: list[Inside] = []  # kept, so that their identities stay theirs

    def weight(self, e: Expr, given: Inside) -> Weight:
        """The weight, where the inputs in `given` have those."""
        key = e, id(given)
        if key not in self._known:
            self._steps += 1
            if self._steps > HEAVIEST:
                raise _too_large()
            self._given.append(given)
            self._known[key] = self._weight(e, given)
        return self._known[key]

    def _weight(self, e: Expr, given: Inside) -> Weight:
        match e:
            case Scalar():
                return given.get(e, (1, 0))
            case Entry(tensor, _):
                return given.get(tensor, (1, 0))
            case Sum(body, index) | Prod(body, index) | Largest(body, index):
                nodes, depth = self.weight(body, given)
                return 1 + index.over.count(self._sizes) * nodes, depth
            case Expectation(body, variable, law, parameters):
                nodes, depth = self.weight(body, given)
                entries = prod(over.count(self._sizes) for over in variable.over) if isinstance(variable, Tensor) else 1
                first = parameters[0]
                space = first.indices[0].over.count(self._sizes) if law == "finite" and isinstance(first, Lambda) else 1
                return 1 + nodes * space * (2**entries if law == "bernoulli" else 1), depth
            case Inverted(matrix) | Determinant(matrix):
                nodes, depth = self.weight(matrix.body, given)
                size = matrix.indices[0].over.count(self._sizes)
                return 1 + 2 * size * nodes * factorial(size), depth
            case Named(quantity, _, arguments) if arguments:
                bodies = (each.body if isinstance(each, Lambda) else each for each in arguments)
                weights = [self.weight(body, given) for body in bodies]
                return self.weight(quantity.body, {**given, **dict(zip(quantity.inputs, weights, strict=True))})
            case Named(quantity, _, _):
                return self.weight(quantity.body, given)
        inside = [self.weight(child, given) for child in children(e)]
        own = int(isinstance(e, Apply) and e.fn not in KINKS)
        return 1 + sum(nodes for nodes, _ in inside), own + max((depth for _, depth in inside), default=0)
