"""Substituting for variables and unfolding names, without capture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from .indices import Index, Place, fresh
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
            return _derivative_at(body, wrt, replacement)
        case _:
            return map_children(e, lambda child: substitute(child, replacement))


def _derivative_at(body: Expr, wrt: Expr, replacement: Replacement) -> Diff:
    """(∂f/∂x)(x := a) is not ∂f(a)/∂x but ∂f(x′)/∂x′ for a name x′ := a, and asks for all that ∂f/∂x asks for."""
    if isinstance(wrt, Named):
        from .calculus import opened

        own = wrt.quantity.indices
        value = substitute(Named(wrt.quantity, own, wrt.arguments), replacement)
        body, wrt, _ = opened(body, wrt)
        replacement = {**replacement, _variable(wrt): Lambda(own, value) if own else value}
    key = _variable(wrt)
    if key not in replacement and not any(key in inputs_of(_body(value)) for value in replacement.values()):
        return Diff(substitute(body, replacement), wrt)
    name, argument = _passing(key, replacement.get(key), wrt.places if isinstance(wrt, Entry) else ())
    return Diff(substitute(body, {**replacement, key: argument}), name)


def _variable(wrt: Expr) -> Scalar | Tensor:
    assert isinstance(wrt, (Scalar, Entry))
    return wrt.tensor if isinstance(wrt, Entry) else wrt


def _body(value: Expr | Lambda) -> Expr:
    return value.body if isinstance(value, Lambda) else value


def _passing(
    key: Scalar | Tensor, value: Expr | Lambda | None, places: tuple[Place, ...]
) -> tuple[Named, Expr | Lambda]:
    """A name for the value at these places, and as a function; the indices free in the value are indices of it."""
    if value is None:
        own = tuple(fresh(Index("k", over)) for over in key.over) if isinstance(key, Tensor) else ()
        value = Lambda(own, Entry(key, own)) if isinstance(key, Tensor) else key
    own = value.indices if isinstance(value, Lambda) else ()
    free = tuple(sorted(free_indices(value), key=str))
    quantity = Quantity(key.name, _body(value), (*own, *free), passing=True)
    whole = Named(quantity, (*own, *free))
    return Named(quantity, (*places, *free)), Lambda(own, whole) if own else whole


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
