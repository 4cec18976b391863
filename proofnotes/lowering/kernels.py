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
from .values import LEAD, Axis, Value


@dataclass(frozen=True)
class Kernel:
    """One function of `numeric`."""

    definition: Definition
    targets: tuple[Target, ...]
    program: Program
    signature: str
    arguments: tuple[str, ...]
    is_vjp: bool
    scaling: Scaling | None = None

    @property
    def name(self) -> str:
        """softmax, softmax_vjp."""
        return f"{self.definition.name}_vjp" if self.is_vjp else self.definition.name

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
    return _kernel(definition, (forward(definition),), False)


def vjp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Upstream gradient to the gradient of every input."""
    return _kernel(definition, gradients(definition, theorems), True)


def batch(definition: Definition) -> Size | None:
    """The dimension that stands for all leading axes: the first of a value with two indices."""
    return definition.indices[0].over if len(definition.indices) == 2 else None


def along_one_axis(definition: Definition) -> bool:
    """Whether every tensor is over one and the same dimension."""
    tensors = [each for each in definition.inputs if isinstance(each, Tensor)]
    return bool(tensors) and {each.over for each in tensors} == {tensors[0].over[:1]}


def leads(definition: Definition) -> frozenset[str]:
    """The arguments with leading axes that no index stands for: numbers, and without a batch dimension also vectors."""
    every = (*definition.inputs, *inputs_of(upstream(definition)))
    vectors = batch(definition) is None
    return frozenset(each.name for each in every if isinstance(each, Scalar) or (vectors and len(each.over) == 1))


def _kernel(definition: Definition, targets: tuple[Target, ...], is_vjp: bool) -> Kernel:
    check(definition, targets)
    if len(definition.indices) > 2:
        raise LoweringError(f"{definition.name}: expected at most two indices, got {len(definition.indices)}")
    builder = Builder(batch(definition), leads(definition), PRIMITIVES)
    outputs = tuple(_output(builder, definition, each, is_vjp) for each in targets)
    program = rewritten(Program(outputs, dict(builder.hints)))
    how = scaling(definition, program.outputs)
    program = scaled(program, how) if how else program
    arrays = aligned(arranged(program), tuple(_layout(definition, each, is_vjp) for each in targets))
    arguments = (*((UPSTREAM,) if is_vjp else ()), *(each.name for each in definition.inputs))
    return Kernel(definition, targets, arrays, _signature(definition, is_vjp), arguments, is_vjp, how)


def _output(builder: Builder, definition: Definition, target: Target, is_vjp: bool) -> Value:
    env = {index: builder.axis(index.over) for index in target.indices}
    stacked = [index for index in target.indices if index.over.blocks > 1]
    if stacked and target.source == definition.id:
        value = builder.stacked(target.expression, stacked[0], env)
    else:
        value = builder.build(target.expression, env)
    lead = LEAD in _layout(definition, target, is_vjp)
    return value if lead or LEAD not in value.axes else v.total(value, LEAD)


def _layout(definition: Definition, target: Target, is_vjp: bool) -> tuple[Axis, ...]:
    axes = tuple(Builder(batch(definition)).axis(index.over) for index in target.indices)
    carries = not is_vjp or target.of in leads(definition)
    return axes if LEAD in axes or not carries else (LEAD, *axes)


def _signature(definition: Definition, is_vjp: bool) -> str:
    """(..., D), (D), (D) -> (..., D): the shapes of arguments and results."""
    value = _shape(tuple(index.over for index in definition.indices), definition, True)
    inputs = [_input_shape(each, definition) for each in definition.inputs]
    if not is_vjp:
        return f"{', '.join(inputs)} -> {value}"
    return f"{', '.join([value, *inputs])} -> {', '.join(inputs)}"


def _input_shape(each: Input, definition: Definition) -> str:
    over = each.over if isinstance(each, Tensor) else ()
    return _shape(over, definition, each.name in leads(definition))


def _shape(over: tuple[Size, ...], definition: Definition, lead: bool) -> str:
    first = batch(definition)
    lead = lead or (first is not None and over[:1] == (first,))
    core = [str(each) for each in over if each != first]
    return f"({', '.join([*(['...'] if lead else []), *core])})"
