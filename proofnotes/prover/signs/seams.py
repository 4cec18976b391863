"""Derivatives at seams: where a kink or a choice between branches may leave a function differentiable.

A kink at u = 0 gives f one of three forms nearby, by the sign of u: f₊, f₋ and f₀, with every kink at ±u resolved.
Where these are differentiable, and have one value and one slope at the point, f has that slope: whatever u does nearby,
f is one of them there.  So max(x, 0)², x∣x∣, ELU and Huber's loss have a derivative everywhere, and ∣x∣ has none at 0.

Off its seam a kink is resolved, provided that u is continuous; so the innermost are looked at first.  A sum is
differentiable where each of its terms is.  What is one kink is decided without hypotheses: they hold at the point, and
not beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ...expr.calculus import as_cases, carry_out, depends, derivative, unfold_all
from ...expr.errors import TooHardError, UndefinedError
from ...expr.functions import KINKED
from ...expr.indices import Index, fresh
from ...expr.names import tidy
from ...expr.nodes import (
    Add,
    Apply,
    Cases,
    Div,
    Entry,
    Expr,
    Group,
    Mul,
    Neg,
    Pow,
    Prod,
    Relation,
    SameIndex,
    Scalar,
    Step,
    Sum,
    children,
    free_indices,
    is_whole,
    map_children,
    once_each,
    wrap,
)
from ...expr.rewrite import rename
from ...expr.signs import SIGNS
from ..normal_form.masks import NEGATIVE, POSITIVE, ZERO
from ..normal_form.normal import NeedSplit, is_zero, normal
from ..normal_form.readable import to_tree
from ..normal_form.signs import poly_sign, primitive_part
from ..normal_form.terms import Context, Poly
from ..proof import Condition

Bound = frozenset[Index]
Close = Callable[[Expr], Expr]

DEEPEST = 5
"""So many kinks, one within the cases of the other, are looked at; with more, none may be touched."""


PLAIN = (Scalar, Entry, Add, Mul, Neg, Div, Pow, Apply, Group, Cases, Sum, Prod)
"""The nodes that kinks are looked for in."""


class Asking(Protocol):
    """Who collects the conditions under which something is defined (`domain.py`)."""

    ctx: Context
    conditions: dict[Relation, Condition]

    def visit(self, e: Expr, bound: Bound) -> None:
        """Note what has to hold for the expression to have a value."""

    def require(self, e: Expr, sign: str, bound: Bound, why: str = "") -> None:
        """Note that the expression has to have this sign, and why."""

    def edges(self, e: Expr) -> Iterator[tuple[Expr, str]]:
        """What of a node has to have which sign for it to be differentiable."""

    def within(self, poly: Poly, mask: int) -> Asking | None:
        """The same, where one more sign is known; None where no such place is."""

    def adopt(self, inside: Asking) -> None:
        """Take over what was asked for there."""

    def apart(self) -> Asking:
        """The same, with nothing asked for yet."""

    @property
    def satisfied(self) -> bool:
        """Whether all that was asked for is shown."""


@dataclass(frozen=True)
class Seams:
    """Whether a function is differentiable by a variable; close puts names back in the place of stand-ins."""

    wrt: Expr
    close: Close

    def smooth(self, asked: Asking, e: Expr, bound: Bound) -> None:
        """Ask for what makes the function differentiable."""
        self._smooth(asked, unfold_all(carry_out(e)), bound, 0)

    def _smooth(self, asked: Asking, e: Expr, bound: Bound, depth: int) -> None:
        asked.ctx.check_time()
        kink = _innermost(e)
        if kink is None:
            self._plain(asked, e, bound)
            return
        if depth > DEEPEST:
            raise TooHardError(f"more than {DEEPEST} kinks, one within the cases of the other")
        self._plain(asked, kink, bound)
        moving = depends(kink, self.wrt)
        deciding = normal(asked.ctx, self.close(kink), bound)
        possible = poly_sign(asked.ctx, deciding)
        sides = [(POSITIVE, 1), (NEGATIVE, -1), (ZERO, 0)]
        for mask, side in sides:
            inside = asked.within(deciding, mask) if possible & mask and possible != mask else asked
            if not possible & mask or inside is None:
                continue
            if side or not moving:
                self._smooth(inside, _resolved(asked.ctx, e, kink, side), bound, depth + 1)
            elif (why := self._seam(inside, e, kink, bound, depth)) is not None:
                asked.require(_without_signs(self.close(kink)), "!=", bound, why)
                continue
            if inside is not asked:
                asked.adopt(inside)

    def _seam(self, asked: Asking, e: Expr, kink: Expr, bound: Bound, depth: int) -> str | None:
        """None where the three forms are differentiable and meet at the seam; else what they do, as far as is known."""
        forms = list(dict.fromkeys(_resolved(asked.ctx, e, kink, side) for side in (0, 1, -1)))
        trial = asked.apart()
        try:
            for form in forms:
                trial.visit(self.close(form), bound)
                self._smooth(trial, form, bound, depth + 1)
                trial.visit(self.close(derivative(form, self.wrt)), bound)
            if not trial.satisfied:
                return ""
            here, *others = forms
            for other in others:
                for one, two in ((here, other), (derivative(here, self.wrt), derivative(other, self.wrt))):
                    if not _equal(asked.ctx, self.close(one), self.close(two), bound, 0):
                        return self._told(asked.ctx, e, kink, bound)
            return None
        except NeedSplit as split:
            if depth > DEEPEST:
                return ""
            cases = [trial.within(split.poly, mask) for mask in (POSITIVE, NEGATIVE, ZERO)]
            found = [self._seam(each, e, kink, bound, depth + 1) for each in cases if each is not None]
            return next((why for why in found if why is not None), None)
        except (TooHardError, UndefinedError):
            return ""

    def _told(self, ctx: Context, e: Expr, kink: Expr, bound: Bound) -> str:
        """What the values, or the slopes, on both sides are."""
        forms = [_resolved(ctx, e, kink, side) for side in (1, -1)]
        for word, pair in (("values", forms), ("slopes", [derivative(form, self.wrt) for form in forms])):
            above, below = (normal(ctx, self.close(each), bound) for each in pair)
            if above != below:
                u = tidy(self.close(kink))
                shown = [tidy(to_tree(ctx, poly)) for poly in (above, below)]
                return f"where {u} = 0 the {word} on both sides differ: {shown[0]} for {u} > 0, {shown[1]} for {u} < 0"
        return ""

    def _plain(self, asked: Asking, e: Expr, bound: Bound) -> None:
        """Of an expression without kinks, but for those inside sums: the edges of roots, and each term of a sum."""
        for node in _outside_binders(e):
            if not depends(node, self.wrt):
                continue
            if not isinstance(node, PLAIN):
                raise TooHardError(f"{node}: kinks in it are not looked at")
            if isinstance(node, (Sum, Prod)):
                apart = fresh(node.index)
                self._smooth(asked, rename(node.body, {node.index: apart}), bound | {apart}, 0)
            elif not isinstance(node, Cases):
                for part, sign in asked.edges(node):
                    if depends(part, self.wrt):
                        asked.require(self.close(part), sign, bound)


def _without_signs(e: Expr) -> Expr:
    """r + δ rather than −r − δ: the same where only zero matters."""
    if isinstance(e, Add) and all(isinstance(term, Neg) for term in e.terms):
        return Add(tuple(term.arg for term in e.terms if isinstance(term, Neg)))
    return e.arg if isinstance(e, Neg) else e


def _equal(ctx: Context, one: Expr, two: Expr, bound: Bound, depth: int) -> bool:
    """Whether two expressions have one value, whatever the kinks in them come to."""
    try:
        return is_zero(ctx, normal(ctx, one, bound) - normal(ctx, two, bound))
    except NeedSplit as split:
        if depth >= DEEPEST:
            return False
        possible = poly_sign(ctx, split.poly)
        return all(
            _equal(ctx.where(split.poly, mask), one, two, bound, depth + 1)
            for mask in (POSITIVE, NEGATIVE, ZERO)
            if mask & possible
        )


def _outside_binders(e: Expr) -> Iterator[Expr]:
    """The nodes that stand outside all sums and products, and the outermost of those."""
    waiting, seen = [e], {e}
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node, PLAIN) and not isinstance(node, (Sum, Prod)):
            fresh_ones = [child for child in children(node) if child not in seen]
            seen.update(fresh_ones)
            waiting += fresh_ones


def _kinks(e: Expr) -> Iterator[Expr]:
    """What is zero at the kinks that a node has itself."""
    if isinstance(e, Apply) and e.fn in KINKED:
        e = as_cases(e)
    while isinstance(e, Cases):
        _, condition, rest = e.first
        if isinstance(condition, Relation) and not (is_whole(condition.left) and is_whole(condition.right)):
            yield gap_of(condition)
        e = rest


def _innermost(e: Expr) -> Expr | None:
    """What decides a kink outside all sums, and has no such kink in itself."""
    for node in _outside_binders(e):
        for kink in _kinks(node):
            inner = _innermost(kink)
            return kink if inner is None else inner
    return None


def _resolved(ctx: Context, e: Expr, kink: Expr, side: int) -> Expr:
    """The expression near where the kink has this sign: every kink at a multiple of it resolved."""
    plain = Context(deadline=ctx.deadline, clock=ctx.clock, sizes=ctx.sizes)
    wanted = _essence(plain, kink)

    def step(again: Step, node: Expr) -> Expr:
        whole = as_cases(node) if isinstance(node, Apply) and node.fn in KINKED else node
        if not isinstance(whole, Cases):
            return map_children(node, again)
        value, condition, rest = whole.first
        if isinstance(condition, Relation):
            gap = gap_of(condition)
            factor = _multiple(plain, gap, wanted) if gap != kink else 1
            if factor is not None:
                flipped = -1 if condition.left == wrap(0) and condition.right != wrap(0) else 1
                holds = side * factor * flipped in SIGNS[condition.sign].true_at
                return again(value if holds else rest)
            sides: Relation | SameIndex = Relation(again(condition.left), condition.sign, again(condition.right))
        else:
            sides = condition
        resolved = Cases(((again(value), sides),), again(rest), whole.last)
        return node if resolved == Cases(((value, condition),), rest, whole.last) else resolved

    return once_each(step)(e)


def _essence(plain: Context, kink: Expr) -> tuple[int, Poly] | None:
    """The sign of what may be divided out of it, and what is left; None where it has no normal form by itself."""
    try:
        outside, primitive = primitive_part(plain, normal(plain, kink, free_indices(kink)))
    except (NeedSplit, TooHardError, UndefinedError):
        return None
    return (outside, primitive) if outside in (POSITIVE, NEGATIVE) else None


def _multiple(plain: Context, gap: Expr, wanted: tuple[int, Poly] | None) -> int | None:
    """1 or −1 where the gap has the sign of what is wanted, or the opposite one, everywhere; else None."""
    own = _essence(plain, gap) if wanted is not None else None
    if own is None or wanted is None or own[1] != wanted[1]:
        return None
    return 1 if own[0] == wanted[0] else -1


def gap_of(condition: Relation) -> Expr:
    """What is not zero where the two sides differ."""
    zero = wrap(0)
    if zero in (condition.left, condition.right):
        return condition.right if condition.left == zero else condition.left
    if isinstance(condition.right, Neg):
        return condition.left + condition.right.arg
    return condition.left - condition.right
