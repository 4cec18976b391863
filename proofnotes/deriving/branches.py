"""Case distinctions outside sums: what holds in each branch, and how the branches are put together again."""

from __future__ import annotations

from ..expr.calculus import as_cases
from ..expr.functions import KINKED
from ..expr.nodes import (
    Apply,
    Both,
    Cases,
    Expr,
    Number,
    Prod,
    Relation,
    SameIndex,
    Sum,
    When,
    children,
    map_children,
)

MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
OPPOSITE = {"<": ">", ">": "<"}
"""The other side of a kink; at the kink itself the proof decides."""


def by_cases(e: Expr) -> Expr:
    """The expression with its kinks, Max and Abs, as case distinctions."""
    if isinstance(e, (Sum, Prod)):
        return e
    e = map_children(e, by_cases)
    return as_cases(e) if isinstance(e, Apply) and e.fn in KINKED else e


def first_condition(e: Expr) -> Relation | None:
    """A condition on which a case distinction outside every sum rests; those inside a condition come first."""
    if isinstance(e, (Sum, Prod)):
        return None
    if isinstance(e, Cases):
        for _, condition in e.branches:
            for part in condition.parts if isinstance(condition, Both) else (condition,):
                if isinstance(part, Relation):
                    inner = first_condition(part.left)
                    inner = first_condition(part.right) if inner is None else inner
                    return part if inner is None else inner
    return next((found for child in children(e) if (found := first_condition(child)) is not None), None)


def under(e: Expr, condition: Relation, holds: bool) -> Expr:
    """The expression where the condition holds, or where it does not."""
    if isinstance(e, (Sum, Prod)):
        return e
    if not isinstance(e, Cases):
        return map_children(e, lambda child: under(child, condition, holds))
    branches: list[tuple[Expr, When]] = []
    for value, each in e.branches:
        kept = _left_of(each, condition, holds)
        if kept is None:
            continue
        inside = under(value, condition, holds)
        if kept == ():
            return Cases(tuple(branches), inside, e.last) if branches else inside
        branches.append((inside, kept[0] if len(kept) == 1 else Both(kept)))
    rest = under(e.otherwise, condition, holds)
    return Cases(tuple(branches), rest, e.last) if branches else rest


def _left_of(each: When, condition: Relation, holds: bool) -> tuple[Relation | SameIndex, ...] | None:
    """What is left of a condition where another holds, or does not: () where it is true, None where it is false."""
    parts = each.parts if isinstance(each, Both) else (each,)
    kept: list[Relation | SameIndex] = []
    for part in parts:
        if part == condition:
            if not holds:
                return None
        elif isinstance(part, Relation):
            sides = (under(part.left, condition, holds), under(part.right, condition, holds))
            kept.append(Relation(sides[0], part.sign, sides[1]))
        else:
            kept.append(part)
    return tuple(kept)


def put_together(yes: Expr, condition: Relation, no: Expr) -> Expr:
    """yes where the condition holds, else no; distinctions in the branches become branches of one."""
    if isinstance(yes, Cases) and len(yes.branches) == 1 and yes.otherwise == no:
        ((value, inner),) = yes.branches
        parts = inner.parts if isinstance(inner, Both) else (inner,)
        return Cases(((value, Both((condition, *parts))),), no, "otherwise")
    if isinstance(no, Cases):
        return Cases(((yes, condition), *no.branches), no.otherwise, "otherwise")
    return Cases(((yes, condition),), no, "complement")


def turned(condition: Relation) -> Relation:
    """The same condition with a number on the right."""
    if isinstance(condition.left, Number):
        return Relation(condition.right, MIRRORED[condition.sign], condition.left)
    return condition
