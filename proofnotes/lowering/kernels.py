"""A definition as kernels: what they take, what they return, and their body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ..statements import Definition, Theorem
from ..symbolic.indices import Size
from ..symbolic.quantities import Input
from ..symbolic.substitution import inputs_of
from ..symbolic.tree import Scalar, Tensor
from . import values as v
from .arrange import aligned, arranged
from .build import Builder
from .emit import Writer
from .errors import LoweringError
from .gradients import UPSTREAM, Target, check, forward, gradients, upstream
from .rewrites import PRIMITIVES
from .scaling import Scaling, scaled, scaling
from .stabilize import Program, rewritten
from .stages import is_blockwise
from .tangents import directional, slope, tangent
from .values import LEAD, Axis, Value


@dataclass(frozen=True)
class Kernel:
    """One function of `numeric`.   task: what it computes of the definition; "" is the definition itself.

    values is the program before it was given arrays: what native code is made from.
    """

    definition: Definition
    targets: tuple[Target, ...]
    program: Program
    signature: str
    arguments: tuple[str, ...]
    task: str = ""
    scaling: Scaling | None = None
    values: Program | None = None

    @property
    def name(self) -> str:
        """softmax, softmax_vjp."""
        return f"{self.definition.name}_{self.task}" if self.task else self.definition.name

    @property
    def is_vjp(self) -> bool:
        """Whether it returns a gradient for each input."""
        return self.task == "vjp"

    @property
    def has_axis(self) -> bool:
        """Whether the one axis that it works along can be chosen."""
        return along_one_axis(self.definition)

    @property
    def body(self) -> list[str]:
        """The statements."""
        taken = (*self.arguments, *(each.name for each, _ in self.definition.parameters), "np", "rt", "math")
        results = tuple(f"d{target.of}" for target in self.targets) if len(self.targets) > 1 else ("out",)
        return Writer(self.program, taken, results).lines()

    @property
    def is_blockwise(self) -> bool:
        """Whether it can be run on blocks of rows."""
        return is_blockwise(self.program)


def forward_kernel(definition: Definition) -> Kernel:
    """The function itself."""
    return _kernel(definition, (forward(definition),), "", ())


def vjp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Upstream gradient to the gradient of every input."""
    return _kernel(definition, gradients(definition, theorems), "vjp", (UPSTREAM,))


def jvp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Tangents of the inputs to the tangent of the value."""
    tangents = tuple(tangent(each).name for each in definition.inputs)
    return _kernel(definition, (directional(definition, theorems),), "jvp", tangents)


def derivative_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The derivative of a function of one number."""
    return _kernel(definition, (slope(definition, theorems),), "derivative", ())


def kernels(definition: Definition, theorems: tuple[Theorem, ...] = ()) -> tuple[Kernel, ...]:
    """Everything that there is for the definition."""
    found = [
        forward_kernel(definition),
        vjp_kernel(definition, theorems),
        jvp_kernel(definition, theorems),
    ]
    if is_function_of_a_number(definition):
        found.append(derivative_kernel(definition, theorems))
    return tuple(found)


def is_function_of_a_number(definition: Definition) -> bool:
    """Whether it takes one number to a number."""
    return not definition.indices and len(definition.inputs) == 1 and isinstance(definition.inputs[0], Scalar)


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


def _kernel(definition: Definition, targets: tuple[Target, ...], task: str, first: tuple[str, ...]) -> Kernel:
    """first: the arguments that come before the inputs."""
    check(definition, targets)
    if len(definition.indices) > 2:
        raise LoweringError(f"{definition.name}: expected at most two indices, got {len(definition.indices)}")
    builder = Builder(batch(definition), leads(definition), PRIMITIVES)
    layouts = tuple(_layout(definition, each, task) for each in targets)
    outputs = tuple(_output(builder, definition, *each) for each in zip(targets, layouts, strict=True))
    program = rewritten(Program(outputs, dict(builder.hints)))
    how = scaling(definition, program.outputs)
    program = scaled(program, how) if how else program
    program = arranged(program)
    arrays = aligned(program, layouts)
    arguments = (*first, *(each.name for each in definition.inputs))
    return Kernel(definition, targets, arrays, _signature(definition, task), arguments, task, how, program)


def _output(builder: Builder, definition: Definition, target: Target, layout: tuple[Axis, ...]) -> Value:
    env = {index: builder.axis(index.over) for index in target.indices}
    stacked = [index for index in target.indices if index.over.blocks > 1]
    if stacked and target.source == definition.id:
        value = builder.stacked(target.expression, stacked[0], env)
    else:
        value = builder.build(target.expression, env)
    return value if LEAD in layout or LEAD not in value.axes else v.total(value, LEAD)


def _layout(definition: Definition, target: Target, task: str) -> tuple[Axis, ...]:
    axes = tuple(Builder(batch(definition)).axis(index.over) for index in target.indices)
    carries = task != "vjp" or target.of in leads(definition)
    return axes if LEAD in axes or not carries else (LEAD, *axes)


def _signature(definition: Definition, task: str) -> str:
    """(..., D), (D), (D) -> (..., D): the shapes of arguments and results."""
    value = _shape(tuple(index.over for index in definition.indices), definition, True)
    inputs = [_input_shape(each, definition) for each in definition.inputs]
    first = {"vjp": [value], "jvp": inputs}.get(task, [])
    results = inputs if task == "vjp" else [value]
    return f"{', '.join([*first, *inputs])} -> {', '.join(results)}"


def _input_shape(each: Input, definition: Definition) -> str:
    over = each.over if isinstance(each, Tensor) else ()
    return _shape(over, definition, each.name in leads(definition))


def _shape(over: tuple[Size, ...], definition: Definition, lead: bool) -> str:
    first = batch(definition)
    lead = lead or (first is not None and over[:1] == (first,))
    core = [str(each) for each in over if each != first]
    return f"({', '.join([*(['...'] if lead else []), *core])})"
