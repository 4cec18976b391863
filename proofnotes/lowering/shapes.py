"""The shapes of arguments and results: which axes a kernel names, and which inputs have leading axes."""

from __future__ import annotations

from collections.abc import Collection

from ..statements import Definition
from ..symbolic.indices import Index, Size
from ..symbolic.quantities import Input
from ..symbolic.substitution import inputs_of
from ..symbolic.tree import Scalar, Tensor
from .gradients import upstream
from .tangents import tangent
from .values import LEAD, Axis


def batch(definition: Definition) -> Size | None:
    """The dimension that stands for all leading axes: the first of a value with two indices."""
    return definition.indices[0].over if len(definition.indices) == 2 else None


def along_one_axis(definition: Definition) -> bool:
    """Whether every tensor is over one and the same dimension."""
    tensors = [each for each in definition.inputs if isinstance(each, Tensor)]
    return bool(tensors) and {each.over for each in tensors} == {tensors[0].over[:1]}


def leads(definition: Definition) -> frozenset[str]:
    """The arguments with leading axes that no index stands for: numbers, and without a batch dimension also vectors."""
    every = (*definition.inputs, *inputs_of(upstream(definition)), *map(tangent, definition.inputs))
    vectors = batch(definition) is None
    return frozenset(each.name for each in every if isinstance(each, Scalar) or (vectors and len(each.over) == 1))


def value_axes(definition: Definition, indices: Collection[Index]) -> tuple[Axis, ...]:
    """The axes of a value with these indices; a second index over the same dimension has an axis of its own."""
    axes: list[Axis] = []
    for index in indices:
        first = LEAD if index.over == batch(definition) else Axis(index.over)
        axes.append(Axis(index.over, 1) if first in axes else first)
    return tuple(axes)


def signature(definition: Definition, task: str, labels: Collection[str] = ()) -> str:
    """(..., D), (D), (D) -> (..., D): the shapes of arguments and results.   labels: inputs that are given as such."""
    over = tuple(index.over for index in definition.indices)
    value = _shape(over * 2 if task == "jacobian" else over, definition, True)
    inputs = ["(...)" if each.name in labels else _input_shape(each, definition) for each in definition.inputs]
    gradients = [shape for each, shape in zip(definition.inputs, inputs, strict=True) if each.name not in labels]
    first = {"vjp": [value], "jvp": inputs}.get(task, [])
    results = gradients if task == "vjp" else [value]
    return f"{', '.join([*first, *inputs])} -> {', '.join(results)}"


def _input_shape(each: Input, definition: Definition) -> str:
    over = each.over if isinstance(each, Tensor) else ()
    return _shape(over, definition, each.name in leads(definition))


def _shape(over: tuple[Size, ...], definition: Definition, lead: bool) -> str:
    first = batch(definition)
    lead = lead or (first is not None and over[:1] == (first,))
    core = [str(each) for each in over if each != first]
    return f"({', '.join([*(['...'] if lead else []), *core])})"
