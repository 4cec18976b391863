"""What the kernels are called with, made from their definitions alone, so that a new function needs nothing here."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from math import prod
from typing import Any

import numpy as np

from proofnotes.expr.calculus import inputs_of
from proofnotes.expr.nodes import Input, Scalar, Tensor
from proofnotes.lowering.kernels import label_kernels
from proofnotes.lowering.tasks.shapes import batch, leads, value_over
from proofnotes.statements.statement import Definition, Theorem

Array = np.ndarray[Any, Any]
INNER = 64
"""The size of a dimension that is summed over and is not in the result: the inner one of a matrix product."""


@dataclass(frozen=True)
class KernelCall:
    """What a kernel is called with, and an upstream gradient."""

    g: Array
    arrays: tuple[Array, ...]
    keywords: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Variant:
    """Another way to call a function.   name: what is added to that of the function; change: of the usual call."""

    name: str
    change: Callable[[KernelCall], KernelCall]


def variants(definition: Definition, theorems: Iterable[Theorem]) -> Iterator[Variant]:
    """With class labels, where it takes them; with each parameter as a keyword, a tenth of what it usually is."""
    found = label_kernels(definition, theorems)
    if found:
        (given,) = found[0].given
        yield Variant("labels", partial(_with_labels, [each.name for each in definition.inputs].index(given)))
    for parameter, default in definition.parameters:
        value = default / 10
        yield Variant(f"{parameter.name}={value:.0e}", partial(_with_keyword, parameter.name, value))


def _with_labels(place: int, call: KernelCall) -> KernelCall:
    one_hot = call.arrays[place]
    labels = np.random.default_rng(1).integers(0, one_hot.shape[-1], one_hot.shape[:-1])
    return replace(call, arrays=(*call.arrays[:place], labels, *call.arrays[place + 1 :]))


def _with_keyword(name: str, value: float, call: KernelCall) -> KernelCall:
    return replace(call, keywords={name: value})


def is_elementwise(definition: Definition) -> bool:
    """Whether all its inputs are numbers."""
    return all(isinstance(each, Scalar) for each in definition.inputs)


def is_of_vectors(definition: Definition) -> bool:
    """Whether its inputs are vectors over one and the same dimension."""
    return {_over(each) for each in definition.inputs} == {_over(definition.inputs[0])[:1]} != {()}


def multiplies_matrices(definition: Definition) -> bool:
    """Whether an input is a matrix that is not a batch of rows."""
    first = batch(definition)
    return any(isinstance(each, Tensor) and len(each.over) > 1 and each.over[0] != first for each in definition.inputs)


def is_limited(each: Input, definition: Definition) -> bool:
    """Whether a hypothesis of the definition is about this input."""
    return any(each in inputs_of(side) for r in definition.assuming for side in (r.left, r.right))


def random_call(definition: Definition, rows: int, columns: int, dtype: Any) -> KernelCall:
    """Random arguments: shares in (0, 1) for what a hypothesis limits and for targets, else normal."""
    rng = np.random.default_rng(0)
    shares = _shares(definition)
    arrays = []
    for each in definition.arguments:
        shape = _shape(each, definition, rows, columns)
        arrays.append((rng.uniform(0.05, 0.95, shape) if each.name in shares else rng.normal(size=shape)).astype(dtype))
    return KernelCall(rng.normal(size=_result(definition, rows, columns)).astype(dtype), tuple(arrays))


def _shares(definition: Definition) -> set[str]:
    """Inputs with a hypothesis; of two that are alike, such as scores and targets, also the other, or the second."""
    limited = {each.name for each in definition.inputs if is_limited(each, definition)}
    alike = [each.name for each in definition.inputs if _over(each) == _over(definition.inputs[0])]
    if len(alike) < 2:
        return limited
    return limited | set(alike if limited & set(alike) else alike[1:])


def _over(each: Input) -> tuple[Any, ...]:
    return each.over if isinstance(each, Tensor) else ()


def _result(definition: Definition, rows: int, columns: int) -> tuple[int, ...]:
    if is_elementwise(definition):
        return (rows, columns)
    first = batch(definition)
    core = tuple(rows if over == first else over.blocks * columns for over in value_over(definition))
    return core if first else (rows, *core)


def _shape(each: Input, definition: Definition, rows: int, columns: int) -> tuple[int, ...]:
    """Data has rows; parameters, whose shape differs from that of the first input, have none."""
    if isinstance(each, Scalar):
        return (rows, columns)
    first = batch(definition)
    core = tuple(
        rows if over == first else over.blocks * (columns if _is_wide(over.name, definition) else min(INNER, columns))
        for over in each.over
    )
    data = next(one for one in definition.inputs if isinstance(one, Tensor))
    return (rows, *core) if each.name in leads(definition) and each.over == data.over else core


def _is_wide(dimension: str, definition: Definition) -> bool:
    """Whether the dimension is one of the result, or of everything where the result is a number."""
    return not definition.indices or any(index.over.name == dimension for index in definition.indices)


def bytes_of(*arrays: Any) -> int:
    """Bytes of all arrays together."""
    return sum(prod(each.shape) * each.dtype.itemsize for each in arrays)
