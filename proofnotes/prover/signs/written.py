"""Signs of expressions as written, where a variance is still a sum of squares, and then in normal form."""

from __future__ import annotations

from functools import reduce
from operator import or_

from ...expr.calculus import derivative, unfold
from ...expr.functions import row_of
from ...expr.indices import Index, fresh
from ...expr.nodes import (
    Add,
    Apply,
    Binder,
    Cases,
    Constant,
    Counter,
    Delta,
    Diff,
    Dim,
    Div,
    Expr,
    Group,
    Largest,
    Mul,
    Named,
    Neg,
    Number,
    Pow,
    Prod,
    Scalar,
    Sum,
    free_indices,
)
from ...expr.rewrite import rename
from ..normal_form.applied import sign_of_values
from ..normal_form.masks import (
    ANY,
    DECIDED,
    NEGATIVE,
    NONNEGATIVE,
    NONPOSITIVE,
    NONZERO,
    POSITIVE,
    ZERO,
    negated,
    plus,
    raised,
    sign_of,
    summed,
    times,
)
from ..normal_form.normal import between_indices, normal, satisfiable
from ..normal_form.signs import poly_sign
from ..normal_form.terms import Context

Bound = frozenset[Index]


class WrittenSigns:
    """Which of negative, zero, positive an expression may be, under what is known."""

    def __init__(self, ctx: Context) -> None:
        self.ctx = ctx
        self._signs: dict[Expr, int] = {}

    def sign(self, e: Expr, bound: Bound = frozenset()) -> int:
        """The possible signs of an expression, as written first and then in normal form."""
        if e not in self._signs:
            mask = self._written(e, bound)
            if mask not in DECIDED:
                poly = normal(self.ctx, e, bound)
                mask &= poly_sign(self.ctx, poly)
            self._signs[e] = mask
        return self._signs[e]

    def _written(self, e: Expr, bound: Bound) -> int:
        match e:
            case Number(value, _):
                return sign_of(value)
            case Constant() | Dim():
                return POSITIVE
            case Scalar(_, positive, _):
                return POSITIVE if positive else ANY
            case Add(terms):
                mask = ZERO
                for term in terms:
                    mask = plus(mask, self.sign(term, bound))
                return mask if mask in DECIDED else mask & self._sum_against_a_term(terms, bound)
            case Neg(arg):
                return negated(self.sign(arg, bound))
            case Group(arg, _):
                return self.sign(arg, bound)
            case Named():
                return self.sign(unfold(e), bound)
            case Diff(body, wrt):
                return self.sign(derivative(body, wrt), bound)
            case Mul(factors, _):
                return self._product(factors, bound)
            case Div(num, den):
                return times(self.sign(num, bound), raised(self.sign(den, bound), -1))
            case Pow(base, Number(value, _)):
                return raised(self.sign(base, bound), value)
            case Sum() | Prod() | Largest():
                return self._binder(e, bound)
            case Apply(fn, args):
                return self._applied(fn, args, bound)
            case Counter():
                return POSITIVE
            case Delta():
                return NONNEGATIVE
            case Cases():
                return self._branches(e, bound)
        return ANY

    def _branches(self, e: Cases, bound: Bound) -> int:
        """Of either branch, where the condition is between indices; what the condition says of them is not used."""
        value, condition, rest = e.first
        holding = between_indices(self.ctx, condition)
        if holding is None:
            return ANY
        mask = 0 if holding.constant == 0 else self.sign(value, bound)
        return mask if holding.constant == 1 else mask | self.sign(rest, bound)

    def _sum_against_a_term(self, terms: tuple[Expr, ...], bound: Bound) -> int:
        """Σ_k f(k) − f(i), as written, for f ≥ 0: where f is a square, expanding it would hide that."""
        if len(terms) != 2 or not isinstance(terms[0], Sum) or not isinstance(terms[1], Neg):
            return ANY
        whole, one = terms[0], terms[1].arg
        if self._binder(whole, bound) & ~NONNEGATIVE:
            return ANY
        target = normal(self.ctx, one, bound)
        for place in free_indices(one):
            if place.over == whole.index.over:
                body = normal(self.ctx, rename(whole.body, {whole.index: place}), bound)
                if body == target:
                    return NONNEGATIVE
        return ANY

    def _product(self, factors: tuple[Expr, ...], bound: Bound) -> int:
        """Equal factors are counted together: x · x is a square."""
        mask = POSITIVE
        for factor in dict.fromkeys(factors):
            mask = times(mask, raised(self.sign(factor, bound), factors.count(factor)))
        return mask

    def bodies(self, e: Binder, bound: Bound) -> list[tuple[Expr, Bound]]:
        """The body for each value of the index where its size is known, else for any value."""
        if self.ctx.size(e.index) is not None:
            return [(rename(e.body, {e.index: place}), bound) for place in self.ctx.places(e.index)]
        apart = fresh(e.index)
        return [(rename(e.body, {e.index: apart}), bound | {apart})]

    def _binder(self, e: Binder, bound: Bound) -> int:
        """A sum or product of numbers of one sign; there is at least one, since every dimension is."""
        if isinstance(e, Sum) and isinstance(e.body, Cases) and len(e.body.branches) == 1:
            return self._where(e, e.body, bound)
        masks = [self.sign(inner, within) for inner, within in self.bodies(e, bound)]
        if isinstance(e, Largest):
            return POSITIVE if POSITIVE in masks else reduce(or_, masks)
        if len(masks) == 1:
            product = masks[0] if masks[0] & NEGATIVE == 0 else ANY if masks[0] & ZERO else NONZERO
            return summed(masks[0]) if isinstance(e, Sum) else product
        combine, mask = (plus, ZERO) if isinstance(e, Sum) else (times, POSITIVE)
        for each in masks:
            mask = combine(mask, each)
        return mask

    def _where(self, e: Sum, body: Cases, bound: Bound) -> int:
        """A sum over those values for which a condition holds; if there is one for sure, it is as its terms."""
        apart = fresh(e.index)
        (value, condition), rest = body.branches[0], body.otherwise
        within = bound | {apart}
        here = {e.index: apart}
        masks = self.sign(rename(value, here), within), self.sign(rename(rest, here), within)
        mask = masks[0] | masks[1]
        if masks[1] == ZERO and masks[0] in (POSITIVE, NEGATIVE):
            moved = Cases(((value, condition),), rest)
            renamed = rename(moved, here)
            assert isinstance(renamed, Cases)
            if satisfiable(self.ctx, renamed.branches[0][1], apart):
                return masks[0]
        return summed(mask)

    def _applied(self, fn: str, args: tuple[Expr, ...], bound: Bound) -> int:
        masks = [self.sign(arg, bound) for arg in args]
        if fn == "abs":
            return (POSITIVE if masks[0] & NONZERO else 0) | (masks[0] & ZERO)
        if fn == "max":
            low = all(mask & ~NONPOSITIVE == 0 for mask in masks)
            return POSITIVE if POSITIVE in masks else NONPOSITIVE if low else ANY
        row = row_of(fn)
        own = sign_of_values(row)
        return masks[0] & own or own if row.keeps_sign else own
