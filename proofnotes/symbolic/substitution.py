"""Substituting for variables and unfolding names, without capture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from .indices import Place, fresh
from .quantities import Quantity
from .rewrite import children, free_indices, map_children, rename
from .tree import Diff, Entry, Expr, Lambda, Lim, Named, Prod, Scalar, Sum, Tensor

Replacement = Mapping[Scalar | Tensor, Expr | Lambda]


def substitute(e: Expr, replacement: Replacement) -> Expr:
    """Scalars and tensors replaced by expressions and by functions of indices, without capture."""
    if not replacement:
        return e
    match e:
        case Scalar():
            value = replacement.get(e, e)
            return value if isinstance(value, Expr) else e
        case Entry(tensor, places):
            function = replacement.get(tensor)
            return beta(function, places) if isinstance(function, Lambda) else e
        case Sum(body, index) | Prod(body, index):
            if any(index in free_indices(value) for value in replacement.values()):
                apart = fresh(index)
                body, index = rename(body, {index: apart}), apart
            return type(e)(substitute(body, replacement), index)
        case Named():
            return substitute(unfold(e), replacement) if _mentions(e, replacement) else e
        case Lim(body, variable, upward):
            inside = {key: value for key, value in replacement.items() if key != variable}
            return Lim(substitute(body, inside), variable, upward)
        case Diff(body, wrt):
            # (∂f/∂x)(x := a) is not ∂f(a)/∂x: the derivative is carried out first.
            from .calculus import derivative

            return substitute(derivative(body, wrt), replacement)
        case _:
            return map_children(e, lambda child: substitute(child, replacement))


def _mentions(e: Named, replacement: Replacement) -> bool:
    return not inputs_of(e).isdisjoint(replacement)


def beta(function: Lambda, places: tuple[Place, ...]) -> Expr:
    """The function of indices at these places."""
    return rename(function.body, dict(zip(function.indices, places, strict=True)))


def unfold(e: Named) -> Expr:
    """One name replaced by its body; the names inside the body stay names."""
    quantity = e.quantity
    apart = {index: fresh(index) for index in quantity.indices}
    body = rename(quantity.body, dict(apart))
    if e.arguments:
        body = substitute(body, dict(zip(quantity.inputs, e.arguments, strict=True)))
    return rename(body, dict(zip(apart.values(), e.places, strict=True)))


def unfold_all(e: Expr, keep: Callable[[Named], bool] = lambda _: False) -> Expr:
    """Every name replaced by its body, except those to keep."""
    if isinstance(e, Named) and not keep(e):
        return unfold_all(unfold(e), keep)
    if isinstance(e, Diff):
        return Diff(unfold_all(e.body, lambda name: keep(name) or name.quantity is _wrt_quantity(e)), e.wrt)
    return map_children(e, lambda child: unfold_all(child, keep))


def _wrt_quantity(e: Diff) -> Quantity | None:
    return e.wrt.quantity if isinstance(e.wrt, Named) else None


@lru_cache(maxsize=1 << 14)
def inputs_of(e: Expr) -> frozenset[Scalar | Tensor]:
    """The scalars and tensors that the expression depends on, with every name unfolded."""
    if isinstance(e, Scalar):
        return frozenset({e})
    if isinstance(e, Named):
        return inputs_of(unfold(e))
    found: set[Scalar | Tensor] = {e.tensor} if isinstance(e, Entry) else set()
    for child in children(e):
        found |= inputs_of(child)
    return frozenset(found)
