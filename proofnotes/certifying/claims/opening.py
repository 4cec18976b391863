"""A named quantity that is differentiated by, as a variable: every occurrence of the name is it, all else is held."""

from __future__ import annotations

from functools import partial

from ...expr.calculus import inputs_of, unfold
from ...expr.indices import Place
from ...expr.nodes import (
    Diff,
    Entry,
    Expectation,
    Expr,
    Lambda,
    Named,
    Scalar,
    Step,
    Tensor,
    children,
    free_indices,
    map_children,
    once_each,
)
from ...expr.rewrite import canonical
from ...expr.spelling import shortened
from .refusal import Unsupported


def opened_by_name(e: Diff) -> tuple[Expr, Scalar | Tensor]:
    """The body with a variable in the place of the named quantity, and the variable."""
    assert isinstance(e.wrt, Named)
    if any(map(free_indices, e.wrt.arguments)):
        raise Unsupported(f"{e.wrt}: an index stands in what it is of, so that it is many numbers and not one variable")
    taken = {each.name for each in inputs_of(e.body) | inputs_of(e.wrt)}
    name = f"{e.wrt.quantity.name}~"
    while name in taken:
        name += "~"
    over = tuple(index.over for index in e.wrt.quantity.indices)
    stand_in = Tensor(name, *over) if over else Scalar(name)
    return once_each(partial(_opened, e.wrt, stand_in))(e.body), stand_in


def _entry(stand_in: Scalar | Tensor, places: tuple[Place, ...]) -> Expr:
    return Entry(stand_in, places) if isinstance(stand_in, Tensor) else stand_in


def _is(e: Expr, wrt: Named) -> bool:
    """Whether it is the same quantity of the same arguments, whatever the indices of functions are called."""
    return (
        isinstance(e, Named)
        and e.quantity is wrt.quantity
        and tuple(map(canonical, e.arguments)) == tuple(map(canonical, wrt.arguments))
    )


def _opened(wrt: Named, stand_in: Scalar | Tensor, again: Step, e: Expr) -> Expr:
    match e:
        case Named(_, places, _) if _is(e, wrt):
            return _entry(stand_in, places)
        case Named():
            return again(unfold(e)) if _mentions(e, wrt) else e
        case Diff(body, Named(_, places, _)) if _is(e.wrt, wrt):
            return Diff(again(body), _entry(stand_in, places))
        case Diff(body, inner) if _mentions(body, wrt):
            variable = inner.tensor if isinstance(inner, Entry) else inner
            if not isinstance(variable, (Scalar, Tensor)) or variable in inputs_of(wrt):
                raise Unsupported(
                    f"{shortened(str(e))} is differentiated by {wrt}, which changes with {inner}: which of the two is "
                    "held is not said"
                )
            return Diff(again(body), inner)
        case Expectation(_, variable, _, _) if variable in inputs_of(wrt) and _mentions(e, wrt):
            raise Unsupported(f"{shortened(str(e))} is differentiated by {wrt}, which is random in it")
    return map_children(e, again)


def _mentions(e: Expr | Lambda, wrt: Named) -> bool:
    """Whether the name occurs, in the bodies of other names as well."""
    seen: set[Expr] = set()
    waiting = [e.body if isinstance(e, Lambda) else e]
    while waiting:
        node = waiting.pop()
        if node in seen:
            continue
        seen.add(node)
        if _is(node, wrt):
            return True
        if isinstance(node, Named):
            waiting.append(unfold(node))
        else:
            waiting += children(node)
    return False
