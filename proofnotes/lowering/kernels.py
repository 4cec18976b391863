"""A definition as kernels: its tasks are built as array programs, made stable, arranged, and given arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial, reduce

from ..expr.nodes import Scalar, free_indices
from ..statements.statement import Definition, Theorem
from .program import values as v
from .program.axes import LEAD, Axis
from .program.build import Builder
from .program.entries import argument, at_label, with_diagonal, with_label
from .program.errors import LoweringError
from .program.nodes import Value
from .program.program import Program
from .program.verify import verify, verify_arrays
from .schedule.arrange import aligned, arranged
from .stable.conventions import Weights, weights_of, without_weight
from .stable.rewrites import PRIMITIVES
from .stable.scaling import scaled, scalings
from .stable.stabilize import rewritten
from .tasks.diagonal import PairBuilder, off_diagonal, on_diagonal
from .tasks.gradients import UPSTREAM, Target, check, forward, gradients
from .tasks.jacobians import entries, has_jacobian
from .tasks.kernel import Kernel
from .tasks.labels import Labelled, labelled
from .tasks.shapes import batch, is_statistic, leads, signature, value_axes
from .tasks.tangents import directional, slope, tangent

Output = Callable[[Builder, Target, tuple[Axis, ...]], Value]


def forward_kernel(definition: Definition) -> Kernel:
    """The function itself."""
    return _kernel(definition, (forward(definition),))


def vjp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Upstream gradient to the gradient of every input."""
    return _kernel(definition, gradients(definition, theorems), "vjp", (UPSTREAM,))


def jvp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Tangents of the inputs to the tangent of the value."""
    tangents = tuple(tangent(each).name for each in definition.inputs)
    return _kernel(definition, (directional(definition, theorems),), "jvp", tangents)


def derivative_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The derivative of a function of one number."""
    return _kernel(definition, (slope(definition, theorems),), "derivative")


def jacobian_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The Jacobian of a function that takes a vector to a vector."""
    return _kernel(definition, (entries(definition, theorems),), "jacobian", output=_entries)


def label_kernels(definition: Definition, theorems: Iterable[Theorem] = ()) -> tuple[Kernel, ...]:
    """The function and its gradients where an input is given as class labels."""
    found = labelled(definition, theorems)
    if found is None:
        return ()
    make = partial(_kernel, definition, output=partial(_at_label, found), given=(found.given.name,))
    return make((found.value,)), make(found.gradients, "vjp", (UPSTREAM,))


def kernels(definition: Definition, theorems: tuple[Theorem, ...] = ()) -> tuple[Kernel, ...]:
    """Everything that there is for the definition."""
    return (
        *label_kernels(definition, theorems),
        forward_kernel(definition),
        vjp_kernel(definition, theorems),
        jvp_kernel(definition, theorems),
        *([derivative_kernel(definition, theorems)] if is_function_of_a_number(definition) else []),
        *([jacobian_kernel(definition, theorems)] if has_jacobian(definition) else []),
    )


def is_function_of_a_number(definition: Definition) -> bool:
    """Whether it takes one number to a number."""
    return not definition.indices and len(definition.inputs) == 1 and isinstance(definition.inputs[0], Scalar)


def _kernel(
    definition: Definition,
    targets: tuple[Target, ...],
    task: str = "",
    first: tuple[str, ...] = (),
    output: Output | None = None,
    given: tuple[str, ...] = (),
) -> Kernel:
    """first: the arguments that come before the inputs; output: the value of a target, where it is not as usual."""
    check(definition, targets)
    if len(definition.indices) > 2:
        raise LoweringError(f"{definition.name}: expected at most two indices, got {len(definition.indices)}")
    builder = PairBuilder(batch(definition), leads(definition), PRIMITIVES)
    layouts = tuple(_layout(definition, each, task) for each in targets)
    make = output or partial(_output, definition)
    outputs = tuple(make(builder, *each) for each in zip(targets, layouts, strict=True))
    program = without_weight(Program(outputs, dict(builder.hints)), _weights(definition) if task else {})
    program = rewritten(program, _positive(definition))
    how = scalings(definition, program.outputs)
    program = reduce(scaled, how, program)
    program = arranged(program)
    arrays = aligned(program, layouts)
    arguments = (*first, *(each.name for each in definition.inputs))
    verify(program.outputs)
    verify_arrays(arrays.outputs, layouts)
    shapes = signature(definition, task, given)
    return Kernel(definition, targets, program, arrays, shapes, arguments, task, how, given)


def _weights(definition: Definition) -> Weights:
    """What the definition takes logarithms of, and what it multiplies them with."""
    builder = Builder(batch(definition), leads(definition), PRIMITIVES)
    return weights_of(_output(definition, builder, forward(definition), _layout(definition, forward(definition), "")))


def _positive(definition: Definition) -> frozenset[str]:
    """The arguments that are said to be positive numbers."""
    every = (*definition.inputs, *(each for each, _ in definition.parameters))
    return frozenset(each.name for each in every if isinstance(each, Scalar) and each.positive)


def _output(definition: Definition, builder: Builder, target: Target, layout: tuple[Axis, ...]) -> Value:
    env = {index: builder.axis(index.over) for index in target.indices}
    stacked = [index for index in target.indices if index.over.blocks > 1]
    if stacked and target.source == definition.id:
        value = builder.stacked(target.expression, stacked[0], env)
    else:
        value = builder.build(target.expression, env)
    return value if LEAD in layout or LEAD not in value.axes else v.total(value, LEAD)


def _entries(builder: Builder, target: Target, layout: tuple[Axis, ...]) -> Value:
    """A Jacobian: what is off its diagonal, and the diagonal."""
    i, j = target.indices
    assert isinstance(builder, PairBuilder)
    builder.pair = (i, j)
    off = builder.build(off_diagonal(target.expression, i, j), {i: layout[-2], j: layout[-1]})
    on = builder.build(on_diagonal(target.expression, i, j), {i: layout[-2]})
    return with_diagonal(off, on, layout)


def _at_label(labelled: Labelled, builder: Builder, target: Target, layout: tuple[Axis, ...]) -> Value:
    """A value at the label, or an array that is something else there."""
    c, axis = labelled.label, builder.axis(labelled.label.over)
    label = argument(labelled.given.name, (LEAD,))
    if not target.indices:
        return at_label(builder.build(target.expression, {c: axis}), label, axis)
    (i,) = target.indices
    off = off_diagonal(target.expression, i, c)
    if c in free_indices(off):
        raise LoweringError(
            f"{target.source}: cannot lower {target.expression}: it depends on {c} where {i} is not {c}"
        )
    at = at_label(builder.build(on_diagonal(target.expression, c, i), {c: axis}), label, axis)
    return with_label(builder.build(off, {i: axis}), at, label, axis, layout)


def _layout(definition: Definition, target: Target, task: str) -> tuple[Axis, ...]:
    axes = value_axes(definition, target.indices)
    carries = target.of in leads(definition) if task == "vjp" else not is_statistic(definition)
    return axes if LEAD in axes or not carries else (LEAD, *axes)
