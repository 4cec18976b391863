"""The shapes of arguments and results: which axes a kernel names, and which inputs have leading axes."""

from __future__ import annotations

from collections.abc import Collection

from ...expr.calculus import inputs_of
from ...expr.indices import Index, Size
from ...expr.nodes import Dim, Input, Number, Scalar, Tensor
from ...statements.statement import Definition
from ..program.axes import LEAD, Axis
from .gradients import upstream
from .tangents import tangent

Over = tuple[Size, ...]


def batch(definition: Definition) -> Size | None:
    """The dimension that stands for all leading axes: the first of a value with two indices; or that which a statistic
    such as a mean over samples is taken over, x over (N, D) to a value over (D)."""
    over = value_over(definition)
    if len(over) == 2:
        return over[0]
    inputs = [each.over for each in definition.inputs if isinstance(each, Tensor)]
    summed = {each[0] for each in inputs if over and each[1:] == over} - set(over)
    alike = all(each == over or each[1:] == over for each in inputs)
    return summed.pop() if len(summed) == 1 and alike else None


def value_over(definition: Definition) -> Over:
    """The dimensions of the value."""
    return tuple(index.over for index in definition.indices)


def is_statistic(definition: Definition) -> bool:
    """Whether the value has none of the leading axes of the data."""
    return batch(definition) is not None and batch(definition) not in value_over(definition)


def least_rows(definition: Definition) -> int:
    """How many entries its hypotheses ask the leading axes to have: 2 for N > 1."""
    found = [0]
    for each in definition.assuming:
        if isinstance(each.left, Dim) and each.left.over == batch(definition) and isinstance(each.right, Number):
            found.append(int(each.right.value) + (each.sign == ">"))
    return max(found)


def along_one_axis(definition: Definition) -> bool:
    """Whether all data are rows over one and the same dimension, which may then be any axis of them."""
    tensors = [each for each in definition.inputs if isinstance(each, Tensor)]
    data = {_core(each.over, definition) for each in tensors if _has_lead(each, definition)}
    return len(data) == 1 and _core(value_over(definition), definition) in ((), *data) and len(data.pop()) == 1


def leads(definition: Definition) -> frozenset[str]:
    """The arguments with leading axes that no index stands for: numbers, and without a batch dimension also vectors."""
    every = (*definition.inputs, *inputs_of(upstream(definition)), *map(tangent, definition.inputs))
    vectors = batch(definition) is None
    return frozenset(each.name for each in every if isinstance(each, Scalar) or (vectors and len(each.over) == 1))


def prediction_of(target: Input, definition: Definition) -> Input:
    """The input that a target is compared with: the first that is over the same dimensions and no target itself."""
    over = target.over if isinstance(target, Tensor) else ()
    others = [each for each in definition.arguments if each not in definition.targets]
    alike = (each for each in others if (each.over if isinstance(each, Tensor) else ()) == over)
    return next(alike, others[0])


def value_axes(definition: Definition, indices: Collection[Index]) -> tuple[Axis, ...]:
    """The axes of a value with these indices; a second index over the same dimension has an axis of its own."""
    axes: list[Axis] = []
    for index in indices:
        first = LEAD if index.over == batch(definition) else Axis(index.over)
        axes.append(Axis(index.over, 1) if first in axes else first)
    return tuple(axes)


def signature(definition: Definition, task: str, labels: Collection[str] = ()) -> str:
    """(..., D), (D), (D) -> (..., D): the shapes of arguments and results.   labels: inputs that are given as such."""
    over = value_over(definition)
    value = _shape(over * 2 if task == "jacobian" else over, definition, not is_statistic(definition))
    inputs = ["(...)" if each.name in labels else _input_shape(each, definition) for each in definition.arguments]
    gradients = [shape for each, shape in zip(definition.arguments, inputs, strict=True) if each.name not in labels]
    first = {"vjp": [value], "jvp": inputs}.get(task, [])
    results = gradients if task == "vjp" else [value]
    return f"{', '.join([*first, *inputs])} -> {', '.join(results)}"


def _input_shape(argument: Input, definition: Definition) -> str:
    over = argument.over if isinstance(argument, Tensor) else ()
    return _shape(over, definition, _has_lead(argument, definition))


def _has_lead(each: Input, definition: Definition) -> bool:
    first = batch(definition)
    return each.name in leads(definition) or (isinstance(each, Tensor) and first is not None and first in each.over[:1])


def _core(over: Over, definition: Definition) -> Over:
    return tuple(each for each in over if each != batch(definition))


def _shape(over: Over, definition: Definition, lead: bool) -> str:
    return f"({', '.join([*(['...'] if lead else []), *map(str, _core(over, definition))])})"
