"""Axes in front of everything, which a kernel is run once for each entry of.

A matrix that all rows share, (S, d) beside Q of shape (..., d), may come as (B, H, S, d).  Then B and H are axes of
their own: whatever else has leading axes has these first, and a gradient is summed over those that its argument lacks.
"""

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np

from .shapes import Array, Shape

Call = Callable[..., Any]


class Outer(NamedTuple):
    """shape: that of the outer axes; own: the part of it that each argument has in front."""

    shape: tuple[int, ...]
    own: tuple[tuple[int, ...], ...]


def outer_axes(kernel: str, names: Sequence[str], arrays: Sequence[Array], shapes: Sequence[Shape]) -> Outer | None:
    """The axes that some matrix has more than its signature says, and no leading axes take."""
    given = zip(arrays, shapes, strict=True)
    more = [0 if shape.lead else max(0, array.ndim - len(shape.core)) for array, shape in given]
    matrices = [place for place, shape in enumerate(shapes) if more[place] and len(shape.core) > 1]
    if not matrices:
        return None
    most = max(matrices, key=more.__getitem__)
    number, own = more[most], list[tuple[int, ...]]()
    for name, array, shape, count in zip(names, arrays, shapes, more, strict=True):
        if count > number or (shape.lead and array.ndim - len(shape.core) < number):
            told = f"{names[most]} has shape {arrays[most].shape}, {number} axes in front of {shapes[most]}"
            raise ValueError(f"{kernel}: {told}; expected as many in front of {name}, which has shape {array.shape}")
        own.append(array.shape[: number if shape.lead else count])
    try:
        return Outer(np.broadcast_shapes(*own), tuple(own))
    except ValueError:
        told = ", ".join(f"{name} has {lead}" for name, lead in zip(names, own, strict=True) if lead)
        raise ValueError(f"{kernel}: expected outer axes that broadcast; {told}") from None


def run_over(
    call: Call, arrays: Sequence[Array], outer: Outer, gradients: Sequence[int], keywords: dict[str, Any]
) -> tuple[Array, ...]:
    """The results of a call for each entry of the outer axes.   gradients: the places of the arguments, if results
    are gradients of them."""
    found: list[Array] = []
    for place in np.ndindex(outer.shape):
        at = [_own(place, own) for own in outer.own]
        made = _tuple(call(*(array[own] for array, own in zip(arrays, at, strict=True)), **keywords))
        if not found:
            found = [_room(part, outer, arrays, gradients, number) for number, part in enumerate(made)]
        for number, (whole, part) in enumerate(zip(found, made, strict=True)):
            if gradients:
                whole[at[gradients[number]]] += part
            else:
                whole[place] = part
    if found:
        return tuple(found)
    empty = [np.zeros(array.shape[len(own) :], array.dtype) for array, own in zip(arrays, outer.own, strict=True)]
    return tuple(
        _room(part, outer, arrays, gradients, number) for number, part in enumerate(_tuple(call(*empty, **keywords)))
    )


def _room(part: Any, outer: Outer, arrays: Sequence[Array], gradients: Sequence[int], number: int) -> Array:
    shape = arrays[gradients[number]].shape if gradients else outer.shape + np.shape(part)
    return np.zeros(shape, np.asarray(part).dtype)


def _own(place: tuple[int, ...], own: tuple[int, ...]) -> tuple[int, ...]:
    """The place in an argument that may lack some of the axes, or have them with one entry."""
    last = place[len(place) - len(own) :]
    return tuple(0 if length == 1 else at for at, length in zip(last, own, strict=True))


def _tuple(made: Any) -> tuple[Any, ...]:
    return made if isinstance(made, tuple) else (made,)
