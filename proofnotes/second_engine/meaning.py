"""What scalars, tensors and names stand for while a tree is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import sympy

from ..expr.nodes import Quantity
from .reading import Input

Places = tuple[int, ...]
Read = Callable[[Places], sympy.Expr]

HOLDS: dict[str, Callable[[int], bool]] = {
    "=": lambda sign: sign == 0,
    "!=": lambda sign: sign != 0,
    "<": lambda sign: sign < 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    ">=": lambda sign: sign >= 0,
}
"""Whether left sign right holds, from the sign of left − right."""


class StandIn:
    """Symbols made up for a derivative, one for each position, and what they stand for."""

    def __init__(self, name: str, value: Read, everywhere: dict[sympy.Symbol, sympy.Expr]) -> None:
        self._name, self._value, self._everywhere = name, value, everywhere
        self.values: dict[sympy.Symbol, sympy.Expr] = {}

    def __call__(self, places: Places) -> sympy.Symbol:
        symbol = sympy.Symbol(f"{self._name}[{','.join(map(str, places))}]")
        if symbol not in self.values:
            self.values[symbol] = self._everywhere[symbol] = self._value(places)
        return symbol


@dataclass(frozen=True, eq=False)
class Held:
    """The name that a derivative is taken by: where it occurs, it is a symbol of its own."""

    quantity: Quantity
    arguments: tuple[sympy.Expr, ...]
    given: Mapping[Input, Read]
    symbol: StandIn


@dataclass(frozen=True, eq=False)
class Meaning:
    """What inputs and names stand for while a body is read."""

    given: Mapping[Input, Read] = field(default_factory=dict)
    held: tuple[Held, ...] = ()


@dataclass(frozen=True)
class Guard:
    """What has to hold for an expression to have a value: arg sign 0."""

    arg: sympy.Expr
    sign: str
