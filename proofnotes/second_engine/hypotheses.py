"""The hypotheses at concrete dimensions, and the points that satisfy them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import sympy

from ..expr.indices import Index
from ..expr.nodes import Entry, Expr, Number, Relation, Scalar
from .balls import Balls
from .dimensions import indices_of
from .drawing import Spot
from .expansions import TOP, Expansions
from .meaning import HOLDS
from .points import Demands, Points
from .reading import UncheckedError, UndefinedHereError, has_kinks, inputs, nodes, symbol_of, varies
from .scalars import Scalars
from .solving import Known


class ConcreteHypotheses:
    """The hypotheses of one statement.  sides: those of the statement and of the hypotheses."""

    def __init__(self, assuming: Sequence[Relation], sides: Sequence[Expr]) -> None:
        self._about_sizes = [each for each in assuming if not (varies(each.left) or varies(each.right))]
        self._assuming, self._inputs = assuming, list(inputs(*sides))
        self._numbers = sorted({node.value for node in nodes(*sides) if isinstance(node, Number)})
        self.fixed = [index for each in assuming for index in indices_of(each) if index.fixed]

    def allows(self, sizes: Mapping[str, int]) -> bool:
        """Whether the hypotheses that are about dimensions only allow these."""
        closed = [each for each in self._about_sizes if not indices_of(each)]
        for each in closed:
            expansion = Scalars(sizes)
            difference = expansion.read(each.left, {}, TOP) - expansion.read(each.right, {}, TOP)
            if difference.is_Rational and not HOLDS[each.sign](int(sympy.sign(difference))):
                return False
        return True

    def points(self, sizes: Mapping[str, int], fixed: Mapping[Index, int], rounds: int) -> Points:
        """Points at which they hold, with the fixed indices there."""
        return Points(self._spots(sizes), self._demands(sizes, fixed), self._numbers, rounds)

    def _spots(self, sizes: Mapping[str, int]) -> list[Spot]:
        """Everything that a point has a number for."""
        found: dict[sympy.Symbol, Spot] = {}
        for each in self._inputs:
            if isinstance(each, Scalar):
                symbol = symbol_of(each, ())
                found[symbol] = Spot(symbol, each.name, each.positive)
            elif isinstance(each, Entry):
                lengths = tuple(over.count(sizes) for over in each.tensor.over)
                for places in product(*(range(1, length + 1) for length in lengths)):
                    symbol = symbol_of(each.tensor, places)
                    found[symbol] = Spot(symbol, each.tensor.name, False, places, lengths)
        return sorted(found.values(), key=lambda spot: str(spot.symbol.name))

    def _demands(self, sizes: Mapping[str, int], fixed: Mapping[Index, int]) -> Demands:
        """Every hypothesis for every value of its free indices that are not fixed; a side of it has a value, too."""
        expansion, found, tests = Scalars(sizes), [], []
        for each in self._assuming:
            kinked = has_kinks(each.left) or has_kinks(each.right)
            if kinked and each.sign == "=":
                raise UncheckedError(f"the hypothesis {each} has a kink")
            loose = [index for index in indices_of(each) if not index.fixed]
            for values in product(*(range(1, expansion.size(index.over) + 1) for index in loose)):
                at = {**fixed, **dict(zip(loose, values, strict=True))}
                if kinked:
                    tests.append(_Test(each.sign, Expansions(each, sizes, at, True)))
                    continue
                try:
                    left, right = (expansion.read(side, at, TOP) for side in (each.left, each.right))
                except UndefinedHereError:
                    return Demands((), (NEVER,))
                found.append(Known(left, each.sign, right))
        found += [Known(guard.arg, guard.sign, sympy.S.Zero) for guard in expansion.guards]
        equations, others = ([each for each in found if (each.sign == "=") is equal] for equal in (True, False))
        return Demands(tuple(equations), tuple(others), tuple(tests))


NEVER = Known(sympy.S.Zero, ">", sympy.S.Zero)


class _Test:
    """A hypothesis with kinks, which only a point can read."""

    def __init__(self, sign: str, expansions: Expansions) -> None:
        self._sign, self._expansions = sign, expansions

    def __call__(self, point: Balls) -> bool:
        difference, guards = self._expansions.near(point)
        asked = [(difference, self._sign), *((guard.arg, guard.sign) for guard in guards)]
        return all(HOLDS[sign](point.sign(each)) for each, sign in asked)
