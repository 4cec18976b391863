"""A derivative of shares as one of shares: (Σ_k e^{s_k} s′_k)/Σ_m e^{s_m} as Σ_k (e^{s_k}/Σ_m e^{s_m}) s′_k.

The derivative of a quotient divides a sum of derivatives of exponentials by the sum of these.  Once deltas are summed
over and what does not vary is moved out of sums, nothing shows any more that each exponential is divided by their sum,
and alone it overflows.  Here the divisor goes to the exponential first, in each term; the share is one factor then.
A sum without deltas is left as it is: divided once, it is rounded once.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

from ...expr.calculus import mul
from ...expr.indices import Index, fresh
from ...expr.nodes import (
    Add,
    Apply,
    Delta,
    Div,
    Expr,
    Group,
    Mul,
    Neg,
    Sum,
    free_indices,
    map_children,
    once_each,
    walk,
)
from ...expr.rewrite import rename


def with_shares(e: Expr) -> Expr:
    """The derivative with every sum of exponentials that deltas are divided by under the exponentials beside them."""
    return once_each(_node)(e)


def _node(again: Callable[[Expr], Expr], e: Expr) -> Expr:
    done = map_children(e, again)
    if isinstance(done, Div) and (whole := SumOfExponentials.of(done.den)) is not None:
        found = whole.under(done.num) if _has_delta(done.num) else None
        return done if found is None else found
    return _product(done.factors, done) if isinstance(done, Mul) else done


def _product(factors: tuple[Expr, ...], otherwise: Expr) -> Expr:
    """A factor 1/Σ e^{s_m} is a divisor of the others."""
    for place, each in enumerate(factors):
        whole = SumOfExponentials.of(each.den) if isinstance(each, Div) else None
        if isinstance(each, Div) and whole is not None and whole.under(each.num) is None:
            others = mul(*factors[:place], *factors[place + 1 :])
            found = whole.under(others) if _has_delta(others) else None
            if found is not None:
                return mul(each.num, found)
    return otherwise


def _has_delta(e: Expr) -> bool:
    return any(isinstance(node, Delta) for node in walk(e))


@dataclass(frozen=True)
class SumOfExponentials:
    """Σ e^{s_k} over one index or several."""

    written: Expr
    term: Expr
    over: tuple[Index, ...]

    @staticmethod
    def of(e: Expr) -> SumOfExponentials | None:
        """The divisor, if it is such a sum."""
        term, over = e, list[Index]()
        while isinstance(term, (Group, Sum)):
            over += [term.index] if isinstance(term, Sum) else []
            term = term.body if isinstance(term, Sum) else term.arg
        return SumOfExponentials(e, term, tuple(over)) if over and _is_exponential(term) else None

    def under(self, e: Expr) -> Expr | None:
        """The expression divided by the sum: one of its terms in each product.  None where some product has none."""
        match e:
            case Group(arg, _):
                return self.under(arg)
            case Add(terms):
                return self._sum(terms)
            case Mul(factors):
                return self._product(factors)
            case Neg(arg):
                found = self.under(arg)
                return None if found is None else Neg(found)
            case Div(num, den) if den != self.written:
                found = self.under(num)
                return None if found is None else Div(found, den)
            case Sum(body, index):
                own = fresh(index) if index in free_indices(self.written) else index
                found = self.under(rename(body, {index: own}) if own != index else body)
                return None if found is None else Sum(found, own)
            case _:
                return Div(e, self.written) if self._has(e) else None

    def _sum(self, terms: tuple[Expr, ...]) -> Expr | None:
        parts = [found for each in terms if (found := self.under(each)) is not None]
        return Add(tuple(parts)) if len(parts) == len(terms) else None

    def _product(self, factors: tuple[Expr, ...]) -> Expr | None:
        for place, each in enumerate(factors):
            found = self.under(each)
            if found is not None:
                return Mul((*factors[:place], found, *factors[place + 1 :]))
        return None

    def _has(self, e: Expr) -> bool:
        """Whether it is a term of the sum."""
        if not _is_exponential(e):
            return False
        known = [[each for each in free_indices(e) if each.over == index.over] for index in self.over]
        return any(rename(self.term, dict(zip(self.over, at, strict=True))) == e for at in product(*known))


def _is_exponential(e: Expr) -> bool:
    return isinstance(e, Apply) and e.fn == "exp"
