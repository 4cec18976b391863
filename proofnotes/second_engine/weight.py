"""How large a statement is when it is written out at given dimensions: what is shared counts along every path to it."""

from __future__ import annotations

from collections.abc import Mapping

from ..expr.nodes import Entry, Expr, Lambda, Named, Prod, Scalar, Sum, children
from .reading import Input, UncheckedError

HEAVIEST = 30_000
"""Nodes of one side.  The largest side of the catalogue has a fifth of them."""

Inside = Mapping[Input, int]


def check_weight(e: Expr, sizes: Mapping[str, int]) -> None:
    """UncheckedError for what is too large to be written out."""
    if _Weigher(sizes).weight(e, {}) > HEAVIEST:
        raise _too_large()


def _too_large() -> UncheckedError:
    return UncheckedError(f"too large: more than {HEAVIEST} nodes when it is written out")


class _Weigher:
    """steps: how many nodes were looked at, each with what is given for the inputs around it."""

    def __init__(self, sizes: Mapping[str, int]) -> None:
        self._sizes, self._steps = sizes, 0
        self._known: dict[tuple[Expr, int], int] = {}
        self._given: list[Inside] = []  # kept, so that their identities stay theirs

    def weight(self, e: Expr, given: Inside) -> int:
        """The number of nodes, where the inputs in `given` weigh as much as it says."""
        key = e, id(given)
        if key not in self._known:
            self._steps += 1
            if self._steps > HEAVIEST:
                raise _too_large()
            self._given.append(given)
            self._known[key] = self._weight(e, given)
        return self._known[key]

    def _weight(self, e: Expr, given: Inside) -> int:
        match e:
            case Scalar():
                return given.get(e, 1)
            case Entry(tensor, _):
                return given.get(tensor, 1)
            case Sum(body, index) | Prod(body, index):
                return 1 + self._sizes[index.over.name] * index.over.blocks * self.weight(body, given)
            case Named(quantity, _, arguments) if arguments:
                bodies = (each.body if isinstance(each, Lambda) else each for each in arguments)
                weights = [self.weight(body, given) for body in bodies]
                return self.weight(quantity.body, {**given, **dict(zip(quantity.inputs, weights, strict=True))})
            case Named(quantity, _, _):
                return self.weight(quantity.body, given)
        return 1 + sum(self.weight(child, given) for child in children(e))
