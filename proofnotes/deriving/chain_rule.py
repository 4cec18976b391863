"""Derivatives by the chain rule through the quantities that have letters, each of which is differentiated once.

∂e/∂z_j = (∂e/∂z_j, the letters held fixed) + Σ_F Σ_k (∂e/∂F_k) ∂F_k/∂z_j.  What ∂F_k/∂z_j comes to is simplified
before it is used, as a person does who knows the Jacobian of softmax.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ..expr.calculus import ZERO, add, derivative, mul
from ..expr.functions import KINKED, row_of
from ..expr.indices import Index, fresh
from ..expr.nodes import Apply, Entry, Expr, Scalar, Sum, Tensor, walk
from .stand_ins import Letter, Letters

Simplify = Callable[[Expr], Expr]


@dataclass
class ChainRule:
    """The derivatives by one variable: a Scalar, an Entry, or the letter of a quantity.

    used are the quantities that the chain rule went through, in order.
    """

    letters: Letters
    variable: Expr
    simplify: Simplify
    known: dict[Scalar | Tensor, Expr] = field(default_factory=dict)
    dependent: dict[Scalar | Tensor, bool] = field(default_factory=dict)

    @property
    def symbol(self) -> Scalar | Tensor:
        """What is varied."""
        assert isinstance(self.variable, (Scalar, Entry))
        return self.variable.tensor if isinstance(self.variable, Entry) else self.variable

    def of(self, e: Expr) -> Expr:
        """The derivative of an expression with letters, carried out but not simplified."""
        terms = [derivative(e, self.variable)]
        for inner in self.through(e):
            indices = tuple(fresh(Index("k", index.over)) for index in inner.formal)
            outer = derivative(e, inner.at(indices))
            term = mul(outer, inner.instance(self.slope(inner), indices))
            if term != ZERO:
                for index in reversed(indices):
                    term = Sum(term, index)
            terms.append(term)
        return add(*terms)

    def through(self, e: Expr) -> list[Letter]:
        """The quantities in the expression that depend on the variable."""
        return [self.letters.of_symbol[symbol] for symbol in symbols_in(e) if self.depends(symbol)]

    def depends(self, symbol: Scalar | Tensor) -> bool:
        """Whether the quantity behind a letter depends on the variable."""
        if symbol == self.symbol or symbol not in self.letters.of_symbol:
            return False
        if symbol not in self.dependent:
            inside = symbols_in(self.letters.of_symbol[symbol].body)
            self.dependent[symbol] = self.symbol in inside or any(map(self.depends, inside))
        return self.dependent[symbol]

    def slope(self, inner: Letter) -> Expr:
        """∂F/∂variable at the own indices of F, simplified; an index of the variable is an index of it, too."""
        if inner.symbol not in self.known:
            self.known[inner.symbol] = self.simplify(self._unsimplified(inner))
        return self.known[inner.symbol]

    def _unsimplified(self, inner: Letter) -> Expr:
        """f(u)' = f'(u) u' for a function, with letters for the functions in f'; else the derivative of the body."""
        match inner.pattern, inner.body:
            case Apply(fn, (argument,)), Apply(_, (hidden,)) if fn not in KINKED and (row := row_of(fn).derivative):
                return mul(self.letters.hidden(row(argument)), self.of(hidden))
        return self.of(inner.body)


def symbols_in(e: Expr) -> list[Scalar | Tensor]:
    """The scalars and tensors in an expression with letters, in the order of their appearance."""
    found: dict[Scalar | Tensor, None] = {}
    for node in walk(e):
        if isinstance(node, Entry):
            found[node.tensor] = None
        elif isinstance(node, Scalar):
            found[node] = None
    return list(found)
