"""Named quantities: an expression with a name, which stays a name until a step unfolds it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from inspect import signature

from .errors import NotationError
from .indices import Index, Place, fresh
from .tree import Entry, Expr, Lambda, Named, Operand, Scalar, Tensor, wrap

Input = Tensor | Scalar
Argument = Expr | Lambda | Tensor | Callable[..., Expr] | int | float


@dataclass(frozen=True, eq=False)
class Quantity:
    """name[indices] := body.

    inputs are the tensors and scalars that an application may replace; applied says whether the name is printed with
    its arguments, as in σ(x), or alone, as in ŷ_i.  A passing name is only there to be differentiated by.
    """

    name: str
    body: Expr
    indices: tuple[Index, ...] = ()
    inputs: tuple[Input, ...] = ()
    latex: str | None = None
    applied: bool = False
    passing: bool = False

    def __getitem__(self, places: Place | int | tuple[Place | int, ...]) -> Named:
        return Applied(self, ())[places]

    def of(self, *arguments: Argument) -> Applied | Named:
        """The quantity of other arguments: x̂.of(lambda n, d: a * x[n, d])[n, d], φ.of(2 * x)."""
        return apply(self, arguments)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True)
class Applied:
    """A quantity with its arguments, waiting for its indices: softmax(z)[i]."""

    quantity: Quantity
    arguments: tuple[Expr | Lambda, ...]

    def __getitem__(self, places: Place | int | tuple[Place | int, ...]) -> Named:
        from .notation import place_in

        found = places if isinstance(places, tuple) else (places,)
        wanted = self.quantity.indices
        if len(found) != len(wanted):
            names = ", ".join(map(str, wanted))
            raise NotationError(f"{self.quantity.name}: expected {len(wanted)} indices ({names}), got {len(found)}")
        placed = tuple(place_in(self.quantity.name, found, axis, index.over) for axis, index in enumerate(wanted))
        return Named(self.quantity, placed, self.arguments)


def let(name: str, body: Operand, *indices: Index, latex: str | None = None, inputs: Sequence[Input] = ()) -> Quantity:
    """A named quantity: mu = let("mu", total(x[n, d], n) / N, d), used as mu[d].

    inputs are what `of` replaces.  A function of scalars, φ = let("phi", ..., inputs=(x,)), is printed with them: φ(x).
    """
    found = _closed(name, wrap(body), indices)
    return Quantity(name, found, indices, tuple(inputs), latex, applied=bool(inputs) and not indices)


def let_scalar(name: str, body: Operand, latex: str | None = None) -> Named:
    """A named number: y_hat = let_scalar("y_hat", sigmoid(z))."""
    return Named(Quantity(name, _closed(name, wrap(body), ()), latex=latex))


def _closed(name: str, body: Expr, indices: tuple[Index, ...]) -> Expr:
    """The body, all of whose free indices are the quantity's own: nobody could see that a sum binds another."""
    from .rewrite import free_indices

    strange = ", ".join(sorted(map(str, free_indices(body) - set(indices))))
    if strange:
        raise NotationError(f"{name} := {body}: the index {strange} is free in it; expected it among the indices")
    return body


def apply(quantity: Quantity, arguments: tuple[Argument, ...]) -> Named | Applied:
    """The quantity of other arguments: an expression for a scalar input, a tensor or a function of indices for a
    tensor.
    """
    if len(arguments) != len(quantity.inputs):
        names = ", ".join(each.name for each in quantity.inputs)
        raise NotationError(
            f"{quantity.name}({names}): expected {len(quantity.inputs)} arguments, got {len(arguments)}"
        )
    given = tuple(
        _argument(quantity.name, wanted, value) for wanted, value in zip(quantity.inputs, arguments, strict=True)
    )
    if all(same for _, same in given):
        found: tuple[Expr | Lambda, ...] = ()
    else:
        found = tuple(value for value, _ in given)
    return Applied(quantity, found) if quantity.indices else Named(quantity, (), found)


def _argument(name: str, wanted: Input, value: Argument) -> tuple[Expr | Lambda, bool]:
    """The argument as a node, and whether it is the input itself."""
    if isinstance(wanted, Scalar):
        if isinstance(value, (Tensor, Lambda)) or (callable(value) and not isinstance(value, Expr)):
            raise NotationError(f"{name}: {wanted.name} is a scalar, got {value}")
        return wrap(value), value == wanted
    if isinstance(value, Lambda):
        return value, False
    indices = tuple(fresh(Index("k", over)) for over in wanted.over)
    if isinstance(value, Tensor):
        return Lambda(indices, Entry(value, indices)) if value.over == wanted.over else _misfit(
            name, wanted, value
        ), value == wanted
    if callable(value) and not isinstance(value, Expr):
        own = _parameters(name, wanted, value)
        return Lambda(own, wrap(value(*own))), False
    return _misfit(name, wanted, value), False


def _parameters(name: str, wanted: Tensor, function: Callable[..., Expr]) -> tuple[Index, ...]:
    """Fresh indices that are printed by the names that the author gave the parameters."""
    names = tuple(signature(function).parameters)
    if len(names) != len(wanted.over):
        over = ", ".join(map(str, wanted.over))
        raise NotationError(f"{name}: {wanted.name} is a tensor over ({over}), got a function of ({', '.join(names)})")
    return tuple(fresh(Index(own, size)) for own, size in zip(names, wanted.over, strict=True))


def _misfit(name: str, wanted: Tensor, value: object) -> Lambda:
    over = ", ".join(map(str, wanted.over))
    raise NotationError(f"{name}: {wanted.name} is a tensor over ({over}), got {value}")
