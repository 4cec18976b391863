"""Quantities of other arguments: softmax.of(lambda s: score[t, s])[s], layer_norm.of(x[b, :, :], gamma, beta)[t, d].

For a tensor stands a tensor, one with some of its axes left open (x[b, :, :]), a named quantity, or a function of
indices.  What it ranges over need not be called as in the definition: the quantity is read over the dimensions of its
arguments (`dimensions.py`).  A function of indices says by what it puts them into what they range over; where it does
not, and wherever one wants to say it, `over=` does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any

from .dimensions import over_dimensions, read_size
from .errors import NotationError, OutOfRangeError
from .faces import makes
from .indices import Index, Size, fresh
from .nodes import (
    Applied,
    Dim,
    Entry,
    Expr,
    Input,
    Lambda,
    Named,
    Quantity,
    Scalar,
    Slice,
    Tensor,
    wrap,
)
from .spelling import shortened

Over = Dim | Index | Sequence[Index] | Mapping[Dim, Dim] | None
"""What over= may be: the dimension in the place of the only one, which dimension in the place of which; or the index,
or the indices, of which an expression is meant to be a function.
"""

Argument = Expr | Lambda | Slice | Tensor | Quantity | Applied | Callable[..., Any] | int | float


@makes("application")
def apply(quantity: Quantity, arguments: tuple[Argument, ...], over: Over = None) -> Named | Applied:
    """The quantity of other arguments: an expression for a scalar input, a tensor or a function of indices for a
    tensor.
    """
    if len(arguments) != len(quantity.inputs):
        names = ", ".join(each.name for each in quantity.inputs)
        raise NotationError(
            f"{quantity.name}({names}): expected {len(quantity.inputs)} arguments, got {len(arguments)}"
        )
    values = [
        _opened(quantity.name, wanted, value, over) for wanted, value in zip(quantity.inputs, arguments, strict=True)
    ]
    dimensions = _Fitting(quantity, over)
    for wanted, value in zip(quantity.inputs, values, strict=True):
        if isinstance(wanted, Tensor) and isinstance(value, Lambda):
            dimensions.fit(wanted, value)
    for number, (wanted, value) in enumerate(zip(quantity.inputs, values, strict=True)):
        if isinstance(wanted, Tensor) and not isinstance(value, (Lambda, Expr)):
            values[number] = dimensions.function(wanted, value)
    found = over_dimensions(quantity, dimensions.known)
    if all(_is_input(value, wanted) for value, wanted in zip(values, found.inputs, strict=True)):
        values = []
    return Applied(found, tuple(values)) if found.indices else Named(found, (), tuple(values))


def _opened(name: str, wanted: Input, value: Any, over: Over) -> Any:
    """The argument as a node; a function of indices that Python has is left as it is."""
    if isinstance(wanted, Scalar):
        if isinstance(value, (Tensor, Lambda, Slice)) or (callable(value) and not isinstance(value, Expr)):
            raise NotationError(f"{name}: {wanted.name} is a scalar, got {shortened(value)}")
        return wrap(value)
    if isinstance(value, Slice):
        return value.function
    if isinstance(value, (Tensor, Quantity, Applied)):
        axes = value.over if isinstance(value, Tensor) else tuple(each.over for each in _quantity_of(value).indices)
        if axes:
            indices = tuple(fresh(Index("k", each)) for each in axes)
            return Lambda(indices, value[indices])
    if isinstance(value, Lambda) or (callable(value) and not isinstance(value, (Expr, Quantity))):
        return value
    named = (over,) if isinstance(over, Index) else over
    if isinstance(value, Expr) and isinstance(named, Sequence) and len(named) >= len(wanted.over):
        return Lambda(tuple(named[len(named) - len(wanted.over) :]), value)
    raise _misfit(name, wanted, value)


def _quantity_of(value: Quantity | Applied) -> Quantity:
    return value.quantity if isinstance(value, Applied) else value


def _is_input(value: Expr | Lambda, wanted: Input) -> bool:
    """Whether it is the input itself: k ↦ z[k] is z."""
    if isinstance(value, Lambda):
        return isinstance(wanted, Tensor) and value.body == _entry(wanted, value.indices)
    return value == wanted


def _entry(tensor: Tensor, indices: tuple[Index, ...]) -> Expr | None:
    return Entry(tensor, indices) if tuple(each.over for each in indices) == tensor.over else None


class _Fitting:
    """Which dimension is read as which, as far as it is known."""

    def __init__(self, quantity: Quantity, over: Over) -> None:
        self.name = quantity.name
        tensors = [each for each in quantity.inputs if isinstance(each, Tensor)]
        own = dict.fromkeys(factor for each in tensors for axis in each.over for factor in axis.factors)
        self.known: dict[Size, Size] = dict(self._said(tuple(own), over))

    def _said(self, own: tuple[Size, ...], over: Over) -> list[tuple[Size, Size]]:
        """What over= says."""
        if isinstance(over, Dim):
            if len(own) != 1:
                written = ", ".join(f"{each}: ..." for each in own)
                raise NotationError(
                    f"{self.name}: over={over} does not say for which dimension; write over={{{written}}}"
                )
            return [(own[0], over.over)]
        if isinstance(over, Mapping):
            for old, new in over.items():
                if not isinstance(old, Dim) or not isinstance(new, Dim) or old.over not in own:
                    names = ", ".join(map(str, own))
                    raise NotationError(
                        f"{self.name}: expected over={{K: S}} for dimensions of it, {names}; got {old}: {new}"
                    )
            return [(old.over, new.over) for old, new in over.items()]
        named = (over,) if isinstance(over, Index) else over
        if named is not None and not (
            isinstance(named, (list, tuple)) and all(isinstance(each, Index) for each in named)
        ):
            raise NotationError(f"{self.name}: expected over=S, over={{K: S}} or over=s, got {shortened(over)}")
        return []

    def fit(self, wanted: Tensor, value: Lambda) -> None:
        """Learn from what an argument ranges over."""
        given = tuple(each.over for each in value.indices)
        if len(given) != len(wanted.over):
            raise _misfit(self.name, wanted, value)
        for old, new in zip(wanted.over, given, strict=True):
            if not self._fits(old, new):
                raise _misfit(self.name, wanted, value)

    def _fits(self, old: Size, new: Size) -> bool:
        if old.size is not None and old.total != new.total:
            return False
        if old.blocks == 1:
            before = self.known.setdefault(old, new)
            if before != new:
                raise NotationError(f"{self.name}: {old} cannot be both {before} and {new}")
            return True
        if isinstance(old.blocks, Size) or isinstance(new.blocks, Size):
            both = isinstance(old.blocks, Size) and isinstance(new.blocks, Size) and self._fits(old.blocks, new.blocks)
            return both and self._fits(old.base, new.base)
        return old.blocks == new.blocks and self._fits(old.base, new.base)

    def function(self, wanted: Tensor, function: Callable[..., Any]) -> Lambda:
        """A function of indices, called with indices over what it puts them into."""
        names = _parameters(self.name, wanted, function)
        while True:
            over = tuple(read_size(each, self.known) for each in wanted.over)
            own = tuple(fresh(Index(name, size)) for name, size in zip(names, over, strict=True))
            try:
                found = Lambda(own, wrap(function(*own)))
                self.fit(wanted, found)
                return found
            except OutOfRangeError as error:
                place = own.index(error.place) if error.place in own else None
                old = wanted.over[place] if place is not None else None
                if old is None or old.blocks != 1 or old in self.known or not self._fits(old, error.over):
                    raise


def _parameters(name: str, wanted: Tensor, function: Callable[..., Any]) -> tuple[str, ...]:
    """The names that the author gave the parameters, by which the indices are printed."""
    over = ", ".join(map(str, wanted.over))
    try:
        names = tuple(signature(function).parameters)
    except (TypeError, ValueError):
        called = shortened(function)
        raise NotationError(f"{name}: {wanted.name} is a tensor over ({over}), got {called}; write a lambda") from None
    if len(names) != len(wanted.over):
        raise NotationError(f"{name}: {wanted.name} is a tensor over ({over}), got a function of ({', '.join(names)})")
    return names


def _misfit(name: str, wanted: Tensor, value: object) -> NotationError:
    over = ", ".join(map(str, wanted.over))
    return NotationError(f"{name}: {wanted.name} is a tensor over ({over}), got {_described(value)}")


def _described(value: object) -> str:
    if isinstance(value, Lambda):
        return f"{value.body} for every ({', '.join(f'{each} over {each.over}' for each in value.indices)})"
    if isinstance(value, Expr):
        return f"{shortened(value)}; as a function of an index it is over=k"
    return shortened(value)
