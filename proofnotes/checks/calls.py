"""A call of a kernel with numbers, and what has to come out of it.

What the shapes in a kernel's signature mean is read from the signature and the definition alone.  Where an input names
all its dimensions, leading axes are calls of their own: the definition is evaluated for each of them.  Where one
dimension of the definition is not named, the leading axes together are that dimension.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from math import prod
from typing import Any

import flint
import numpy as np
from flint import arb, arb_mat

from ..expr.nodes import Tensor
from ..lowering.tasks.kernel import Kernel
from ..statements.statement import Definition
from .exact import NOTHING, PRECISIONS, Array, Entries, Numbers, entries, noise_of

Balls = np.ndarray[Any, Any]
"""Arrays of `arb`."""

Shape = tuple[int, ...]


@dataclass(frozen=True)
class ArrayLayout:
    """How the inputs and the value of a definition are laid out as arrays.

    rows: the dimension that stands for all leading axes, if one does; leading: the inputs with leading axes; leads:
    whether the value has them.
    """

    rows: str | None
    leading: frozenset[str]
    leads: bool

    @staticmethod
    def of(kernel: Kernel) -> ArrayLayout:
        """As the signature says: (..., D), (D) -> (..., D)."""
        inputs = kernel.definition.arguments
        arguments, results = (_axes(side) for side in kernel.signature.split(" -> "))
        shapes = {each.name: axes for each, axes in zip(inputs, arguments[-len(inputs) :], strict=True)}
        tensors = [each for each in inputs if isinstance(each, Tensor) and each.name not in kernel.given]
        unnamed = {each.over[0].name for each in tensors if len(_named(shapes[each.name])) < len(each.over)}
        leading = frozenset(name for name, axes in shapes.items() if "..." in axes)
        return ArrayLayout(next(iter(unnamed), None), leading, "..." in (arguments if kernel.is_vjp else results)[0])


def _axes(side: str) -> list[list[str]]:
    return [[axis for axis in part.split(", ") if axis] for part in re.findall(r"\(([^)]*)\)", side)]


def _named(axes: Sequence[str]) -> list[str]:
    return [axis for axis in axes if axis != "..."]


@dataclass(frozen=True)
class Call:
    """Numbers for a call: leading axes, sizes, and the arrays as they are passed.

    upstream and tangents are for gradients and tangents; labels are passed in the place of rows that hold one 1.
    """

    definition: Definition
    layout: ArrayLayout
    lead: Shape
    sizes: Mapping[str, int]
    inputs: Mapping[str, Array]
    parameters: Mapping[str, float]
    upstream: Array
    tangents: Mapping[str, Array]
    labels: Mapping[str, Array] = field(default_factory=dict)

    @property
    def places(self) -> list[Shape]:
        """The places along leading axes at which the definition is evaluated: one only if they are a dimension."""
        return [()] if self.layout.rows else list(np.ndindex(*self.lead))

    @cached_property
    def entries(self) -> list[Entries]:
        """The definition, certified, at each of them."""
        return [entries(self.definition, self._numbers(at)) for at in self.places]

    @cached_property
    def values(self) -> list[Entries]:
        """The same without slopes, which cost most, unless they are there."""
        known = self.__dict__.get("entries")
        return known or [entries(self.definition, self._numbers(at), slopes=False) for at in self.places]

    def _numbers(self, at: Shape) -> Numbers:
        return Numbers(self.sizes, {name: self.core(name, x)[at] for name, x in self.inputs.items()}, self.parameters)

    def core(self, name: str, array: Array) -> Array:
        """An array of the shape of an input with all leading axes in front, or as the definition has it."""
        own = self.core_shape(name)
        if self.layout.rows:
            return array.reshape(own)
        return np.broadcast_to(array, self.lead + own)

    def core_shape(self, name: str) -> Shape:
        """The shape of an input in the definition."""
        (by,) = (each for each in self.definition.inputs if each.name == name)
        over = by.over if isinstance(by, Tensor) else ()
        return tuple(size.count(self.sizes) for size in over)

    @property
    def value_shape(self) -> Shape:
        """The shape of the value in the definition."""
        return tuple(index.over.count(self.sizes) for index in self.definition.indices)

    @property
    def result_shape(self) -> Shape:
        """The shape of the value as an array."""
        own = self.value_shape
        if not self.layout.rows:
            return (self.lead if self.layout.leads else ()) + own
        return (*self.lead, *own[1:]) if self.layout.leads else own


Part = Callable[[Entries, Shape], tuple[list[arb], list[arb]]]
"""A result at one place of the leading axes, and the doubt about it."""


@dataclass(frozen=True)
class Expected:
    """A result: what it is exactly, and in units of rounding what it may be off."""

    name: str
    exact: Balls
    doubt: Balls


def expected(kernel: Kernel, call: Call) -> list[Expected]:
    """The results of a call."""
    with flint.ctx.workprec(PRECISIONS[0]):
        return WHAT[kernel.task](kernel, call)


def _values(kernel: Kernel, call: Call) -> list[Expected]:
    def one(e: Entries, at: Shape) -> tuple[list[arb], list[arb]]:
        return e.values, [abs(v) + s + noise_of(n) for v, s, n in zip(e.values, e.spread, e.noise, strict=True)]

    return [_joined(kernel.name, call, call.values, one, call.value_shape)]


def _gradients(kernel: Kernel, call: Call) -> list[Expected]:
    names = [each.name for each in call.definition.arguments if each.name not in kernel.given]
    found: dict[str, list[tuple[Balls, Balls]]] = {name: [] for name in names}
    upstream = _at_calls(call, call.upstream)
    for e, g in zip(call.entries, upstream, strict=True):
        exact, doubt = _weighted(e, [arb(float(x)) for x in g.reshape(-1)])
        start = 0
        for by in call.definition.inputs:
            shape = call.core_shape(by.name)
            if by.name in found:
                part = slice(start, start + prod(shape))
                found[by.name].append((_balls(exact[part], shape), _balls(doubt[part], shape)))
            start += prod(shape)
    return [
        Expected(f"d{name}", *(_summed(call, name, [pair[k] for pair in pairs]) for k in (0, 1)))
        for name, pairs in found.items()
    ]


def _weighted(e: Entries, g: Sequence[arb]) -> tuple[list[arb], list[arb]]:
    """Σ g ∂f/∂x for every entry of every input, and the doubt about it."""
    count = len(e.columns)
    exact, doubt = arb_mat(1, count), arb_mat(1, count)
    for weight, slopes, bends in zip(g, e.slopes, e.doubts, strict=True):
        if slopes is None:
            return [NOTHING] * count, [arb(0)] * count
        exact, doubt = exact + slopes * weight, doubt + bends * abs(weight)
    return exact.entries(), doubt.entries()


def _summed(call: Call, name: str, parts: Sequence[Balls]) -> Balls:
    """Gradients at each place of the leading axes, added up to the shape of what was passed."""
    array = call.inputs[name]
    if call.layout.rows:
        return parts[0].reshape(array.shape)
    full = np.empty(call.lead + call.core_shape(name), object)
    for at, part in zip(call.places, parts, strict=True):
        full[at] = part[()]
    return _sum_to(full, array.shape)


def _sum_to(full: Balls, shape: Shape) -> Balls:
    extra = full.ndim - len(shape)
    found: Balls = np.sum(full, axis=tuple(range(extra)), keepdims=False) if extra else full
    longer = tuple(axis for axis, length in enumerate(shape) if length == 1 and found.shape[axis] != 1)
    return np.asarray(np.sum(found, axis=longer, keepdims=True) if longer else found, object)


def _tangents(kernel: Kernel, call: Call) -> list[Expected]:
    ways = [_at_calls_of(call, name, way) for name, way in call.tangents.items()]
    along = {at: list(chain.from_iterable(way[k].reshape(-1) for way in ways)) for k, at in enumerate(call.places)}

    def one(e: Entries, at: Shape) -> tuple[list[arb], list[arb]]:
        rest = len(e.columns) - len(along[at])
        way = arb_mat(len(e.columns), 1, [*map(float, along[at]), *[0.0] * rest])
        size = arb_mat(len(e.columns), 1, [*map(abs, map(float, along[at])), *[0.0] * rest])
        exact = [NOTHING if slopes is None else (slopes * way)[0, 0] for slopes in e.slopes]
        return exact, [(bends * size)[0, 0] for bends in e.doubts]

    return [_joined(kernel.name, call, call.entries, one, call.value_shape)]


def _slopes(kernel: Kernel, call: Call) -> list[Expected]:
    """A derivative or a Jacobian: by the entries of the one input."""
    (by,) = call.definition.inputs
    shape = call.core_shape(by.name)

    def one(e: Entries, at: Shape) -> tuple[list[arb], list[arb]]:
        exact = [[NOTHING] * len(e.columns) if each is None else each.entries() for each in e.slopes]
        doubt = [each.entries() for each in e.doubts]
        first, second = ([x for row in rows for x in row[: prod(shape)]] for rows in (exact, doubt))
        return first, second

    return [_joined(kernel.name, call, call.entries, one, call.value_shape + shape)]


WHAT: dict[str, Callable[[Kernel, Call], list[Expected]]] = {
    "": _values,
    "vjp": _gradients,
    "jvp": _tangents,
    "derivative": _slopes,
    "jacobian": _slopes,
}
"""By the task of a kernel."""


def _joined(name: str, call: Call, found: Sequence[Entries], one: Part, shape: Shape) -> Expected:
    """A result that has the leading axes of the data, from what it is at each place along them."""
    both = [one(e, at) for e, at in zip(found, call.places, strict=True)]
    lead = () if call.layout.rows else call.lead if call.layout.leads else ()
    target = lead + shape
    if call.layout.rows:
        target = call.result_shape + shape[len(call.value_shape) :]
    exact, doubt = (_balls([x for pair in both for x in pair[k]], target) for k in (0, 1))
    return Expected(name, exact, doubt)


def _balls(values: Sequence[arb], shape: Shape) -> Balls:
    made = np.empty(len(values), object)
    made[:] = values
    return made.reshape(shape)


def _at_calls(call: Call, upstream: Array) -> Iterator[Array]:
    """The upstream gradient of each call."""
    if call.layout.rows:
        return iter([upstream])
    own = np.broadcast_to(upstream, (call.lead if call.layout.leads else ()) + call.value_shape)
    return iter([own[at] if call.layout.leads else own for at in call.places])


def _at_calls_of(call: Call, name: str, array: Array) -> list[Array]:
    whole = call.core(name, array)
    return [whole[at] for at in call.places]
