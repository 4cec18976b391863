"""Where a function of a largest value over an index is differentiable.

It is where that value is reached once, and with it the place, which then stays; or where the largest value has no part
in it, as in log Σ e^{z − m} + m.
"""

from __future__ import annotations

from itertools import count

from ...expr.calculus import depends, unfold_all
from ...expr.errors import TooHardError, UndefinedError
from ...expr.indices import Index
from ...expr.nodes import (
    Cases,
    Entry,
    Expr,
    Largest,
    Relation,
    Scalar,
    Step,
    Sum,
    Tensor,
    bound_indices,
    free_indices,
    map_children,
    once_each,
    walk,
    wrap,
)
from ...expr.rewrite import rename
from ..normal_form.normal import NeedSplit, normal
from ..normal_form.readable import to_tree
from ..normal_form.sums import letters_for
from ..normal_form.terms import Context


def times_reached(e: Largest) -> Expr:
    """At how many values of the index the largest value is reached; where it is one, the slope is the one there."""
    letters = letters_for({index.name for index in free_indices(e) | bound_indices(e)})
    one, other = (Index(next(letters), e.index.over) for _ in range(2))
    largest = Largest(rename(e.body, {e.index: one}), one)
    return Sum(Cases(((wrap(1), Relation(rename(e.body, {e.index: other}), "=", largest)),), wrap(0)), other)


def largest_apart(ctx: Context, body: Expr) -> tuple[Expr, list[Expr]]:
    """The body with a variable for each largest value, and the variables, where they cancel: log Σ e^{z − m} + m.

    What m has no part in is the same for any m, so also for one that stays where it is when z moves; whatever the
    hypotheses say, which speak about one point.
    """
    names = count(1)
    apart: dict[Expr, Entry | Scalar] = {}

    def replaced(again: Step, e: Expr) -> Expr:
        if not isinstance(e, Largest):
            return map_children(e, again)
        if e not in apart:
            free = tuple(sorted(free_indices(e), key=str))
            name = f"m{next(names)}~~"
            apart[e] = Entry(Tensor(name, *(each.over for each in free)), free) if free else Scalar(name)
        return apart[e]

    unfolded = unfold_all(body)
    if not any(isinstance(node, Largest) for node in walk(unfolded)):
        return body, []
    tree = once_each(replaced)(unfolded)
    anywhere = Context(sizes=ctx.sizes, deadline=ctx.deadline, clock=ctx.clock)
    try:
        left = normal(anywhere, tree)
    except (NeedSplit, TooHardError, UndefinedError):
        return body, []
    variables = list(apart.values())
    cancel = not any(depends(to_tree(anywhere, left), each) for each in variables)
    return (tree, [*variables]) if cancel else (body, [])


def says_where(condition: Relation) -> bool:
    """Whether it says that a value is the largest of its kind, f(k) = max_l f(l), as in the derivative of that."""
    left, right = condition.left, condition.right
    return (
        condition.sign == "="
        and isinstance(right, Largest)
        and any(
            index.over == right.index.over and rename(right.body, {right.index: index}) == left
            for index in free_indices(left)
        )
    )
