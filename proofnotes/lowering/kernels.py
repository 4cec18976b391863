"""A definition as kernels: its tasks are built as array programs, made stable, arranged, and given arrays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache, partial, reduce
from textwrap import shorten

from ..expr.calculus import inputs_of, unfold_all
from ..expr.errors import LoweringError, NotationError
from ..expr.nodes import Scalar, Tensor, bound_indices, free_indices
from ..statements.split_axes import Counts, is_split, split_sizes
from ..statements.statement import Definition, Theorem
from .program import values as v
from .program.axes import LEAD, Axes, Axis
from .program.bound_axes import with_shared_axes
from .program.build import Builder
from .program.entries import argument, at_label, with_diagonal, with_label
from .program.nodes import ProgramError, Value
from .program.program import Program
from .program.traverse import walk
from .program.verify import verify, verify_arrays
from .schedule.arrange import aligned, arranged
from .stable.conventions import Weights, weights_of, without_weight
from .stable.rewrites import PRIMITIVES
from .stable.scaling import scaled, scalings
from .stable.stabilize import rewritten
from .tasks.diagonal import PairBuilder, off_diagonal, on_diagonal
from .tasks.gradients import Target, check, forward, gradients, upstream
from .tasks.groups import inside, put_together, theorems_inside, with_whole_axes
from .tasks.jacobians import entries, has_jacobian
from .tasks.kernel import Kernel
from .tasks.labels import Labelled, labelled
from .tasks.names import tangent_names, tangents, upstream_name
from .tasks.shapes import KernelLayout, value_over
from .tasks.tangents import directional, slope

Output = Callable[[Builder, Target, tuple[Axis, ...]], Value]


FAILURES = (LoweringError, NotationError)
"""What stops one kernel, and no other."""


@dataclass(frozen=True)
class Refusal:
    """A kernel that there is none of, and why."""

    name: str
    why: str

    def __str__(self) -> str:
        return f"no kernel {self.name}: {self.why}"


def forward_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The function itself."""
    with _refusing(definition, ""):
        return _kernel(layout_of(definition, tuple(theorems)), (forward(inside(definition)),))


def vjp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Upstream gradient to the gradient of every input."""
    known = tuple(theorems)
    with _refusing(definition, "the gradients of "):
        layout = layout_of(definition, known)
        return _kernel(layout, _gradients(definition, known), "vjp", (upstream_name(definition),))


def jvp_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """Tangents of the inputs to the tangent of the value."""
    known, ways = tuple(theorems), tuple(tangent_names(definition)[each.name] for each in definition.arguments)
    with _refusing(definition, "the tangent of "):
        return _kernel(layout_of(definition, known), (_directional(definition, known),), "jvp", ways)


def derivative_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The derivative of a function of one number."""
    known = tuple(theorems)
    with _refusing(definition, "the derivative of "):
        return _kernel(layout_of(definition, known), (slope(definition, known),), "derivative")


def jacobian_kernel(definition: Definition, theorems: Iterable[Theorem] = ()) -> Kernel:
    """The Jacobian of a function that takes a vector to a vector."""
    known = tuple(theorems)
    with _refusing(definition, "the Jacobian of "):
        return _kernel(layout_of(definition, known), (entries(definition, known),), "jacobian", output=_entries)


def label_kernels(definition: Definition, theorems: Iterable[Theorem] = ()) -> tuple[Kernel, ...]:
    """The function and its gradients where an input is given as class labels."""
    known = tuple(theorems)
    found = labelled(definition, known)
    if found is None:
        return ()
    with _refusing(definition, "class labels in "):
        layout = layout_of(definition, known)
        make = partial(_kernel, layout, output=partial(_at_label, found), given=(found.given.name,))
        return make((found.value,)), make(found.gradients, "vjp", (upstream_name(definition),))


def _gradients(definition: Definition, theorems: tuple[Theorem, ...]) -> tuple[Target, ...]:
    return gradients(inside(definition), theorems_inside(definition, theorems))


def _directional(definition: Definition, theorems: tuple[Theorem, ...]) -> Target:
    return directional(inside(definition), theorems_inside(definition, theorems))


def kernels(definition: Definition, theorems: tuple[Theorem, ...] = ()) -> tuple[Kernel, ...]:
    """Everything that there is for the definition.   LoweringError where one of them cannot be made."""
    made, refused = attempted(definition, theorems)
    if refused:
        raise LoweringError(refused[0].why)
    return made


def attempted(
    definition: Definition, theorems: tuple[Theorem, ...] = ()
) -> tuple[tuple[Kernel, ...], tuple[Refusal, ...]]:
    """What can be made of the definition, and what cannot.  Without the function itself there is nothing else."""
    made: list[Kernel] = []
    refused: list[Refusal] = []
    for task, make in _tasks(definition):
        try:
            made.extend(make(definition, theorems))
        except FAILURES as error:
            refused.append(Refusal(f"{definition.name}{task}", _told(definition, error)))
            if not task:
                return (), tuple(refused)
    return tuple(sorted(made, key=lambda each: not each.given)), tuple(refused)


Make = Callable[[Definition, tuple[Theorem, ...]], tuple[Kernel, ...]]


def _tasks(definition: Definition) -> Iterator[tuple[str, Make]]:
    """What there is to make of a definition, each by the end of its name; the function itself first."""
    yield "", lambda *given: (forward_kernel(*given),)
    yield " of labels", label_kernels
    yield "_vjp", lambda *given: (vjp_kernel(*given),)
    yield "_jvp", lambda *given: (jvp_kernel(*given),)
    if is_function_of_a_number(definition):
        yield "_derivative", lambda *given: (derivative_kernel(*given),)
    if has_jacobian(definition):
        yield "_jacobian", lambda *given: (jacobian_kernel(*given),)


@contextmanager
def _refusing(definition: Definition, what: str) -> Iterator[None]:
    """LoweringError in words of the definition.   what: what of its value is asked for."""
    try:
        yield
    except ProgramError as error:
        asked = f"{what}{shorten(str(definition.body), 120, placeholder=' …')}"
        told = f"no array program was found for {asked} ({error}); name its parts with let(), or write it otherwise"
        raise LoweringError(f"{definition.name}: {told}") from error
    except RecursionError as error:
        raise LoweringError(f"{definition.name}: it is nested too deeply; name its parts with let()") from error
    except LoweringError as error:
        raise LoweringError(_told(definition, error)) from error


def _told(definition: Definition, error: Exception) -> str:
    """One sentence that names the definition."""
    return str(error) if str(error).startswith((definition.name, definition.id)) else f"{definition.name}: {error}"


@lru_cache(maxsize=1 << 8)
def layout_of(definition: Definition, theorems: tuple[Theorem, ...] = ()) -> KernelLayout:
    """That of rows, if the definition, its gradients and its tangent have a program in it."""
    rows = KernelLayout(definition)
    return rows if _serves(rows, theorems) else KernelLayout(definition, explicit=True)


def _serves(layout: KernelLayout, theorems: tuple[Theorem, ...]) -> bool:
    definition = layout.definition
    if definition.inputs and not any(map(layout.has_lead, definition.inputs)):
        return False
    try:
        _built(layout, (forward(inside(definition)),), "")
        if _mixes_rows(layout):
            _built(layout, _gradients(definition, theorems), "vjp")
            _built(layout, (_directional(definition, theorems),), "jvp")
    except LoweringError:
        return False
    return True


def _mixes_rows(layout: KernelLayout) -> bool:
    """Whether one row depends on others.  Where none does, what there is for a value there is for its derivatives."""
    body = unfold_all(layout.definition.body)
    return any(index.over == layout.batch for index in bound_indices(body))


def is_function_of_a_number(definition: Definition) -> bool:
    """Whether it takes one number to a number."""
    return not definition.indices and len(definition.inputs) == 1 and isinstance(definition.inputs[0], Scalar)


def _kernel(
    layout: KernelLayout,
    targets: tuple[Target, ...],
    task: str = "",
    first: tuple[str, ...] = (),
    output: Output | None = None,
    given: tuple[str, ...] = (),
) -> Kernel:
    """first: the arguments that come before the inputs; output: the value of a target, where it is not as usual."""
    definition = layout.definition
    check(definition, targets)
    layouts = tuple(_axes(layout, each, task) for each in targets)
    program = without_weight(_built(layout, targets, task, output), _weights(layout) if task else {})
    program = with_shared_axes(program)
    program = rewritten(program, _positive(definition))
    how = scalings(definition, program.outputs)
    program = reduce(scaled, how, program)
    program, layouts = _in_one_piece(layout, arranged(program), targets, layouts, task)
    arrays = aligned(program, layouts)
    arguments = (*first, *(each.name for each in definition.arguments))
    verify(program.outputs)
    verify_arrays(arrays.outputs, layouts)
    shapes = layout.signature(task, given)
    made = Kernel(definition, layout, targets, program, arrays, shapes, arguments, task, how, given)
    _check_sizes(made, layouts)
    return made


def _in_one_piece(
    layout: KernelLayout, program: Program, targets: tuple[Target, ...], layouts: tuple[Axes, ...], task: str
) -> tuple[Program, tuple[Axes, ...]]:
    """The program with split axes in one piece in its arguments and results, and the axes of these."""
    definition = layout.definition
    if not split_sizes(definition):
        return program, layouts
    every = (*definition.inputs, *tangents(definition).values(), *inputs_of(upstream(definition)))
    whole = {each.name: each.over for each in every if isinstance(each, Tensor)}
    inner = program.map(partial(with_whole_axes, whole=whole))
    over = [whole.get(each.of, ()) if task == "vjp" else value_over(definition) for each in targets]
    pairs = [put_together(*each) for each in zip(inner.outputs, layouts, over, strict=True)]
    return replace(inner, outputs=tuple(each for each, _ in pairs)), tuple(axes for _, axes in pairs)


def _weights(layout: KernelLayout) -> Weights:
    """What the definition takes logarithms of, and what it multiplies them with."""
    (value,) = _built(layout, (forward(inside(layout.definition)),), "").outputs
    return weights_of(value)


def _positive(definition: Definition) -> frozenset[str]:
    """The arguments that are said to be positive numbers."""
    every = (*definition.inputs, *(each for each, _ in definition.parameters))
    return frozenset(each.name for each in every if isinstance(each, Scalar) and each.positive)


def _check_sizes(kernel: Kernel, layouts: tuple[tuple[Axis, ...], ...]) -> None:
    """Some argument has to tell how many entries each axis has."""
    counts = Counts.of(kernel.definition, kernel.given)
    known = {axis.over.base for each in kernel.leaves for axis in each.axes if not is_split(axis.over)} | {LEAD.over}
    known |= counts.known
    sizes = [axis for each in walk(*kernel.values.outputs) if each.op == "size" for axis in each.data]
    for axis in (*sizes, *(axis for axes in layouts for axis in axes)):
        if not is_split(axis.over) and axis.over.base not in known and axis.over.size is None:
            name = kernel.definition.name
            raise LoweringError(f"{name}: no argument tells how many entries {axis.over} has; add one over {axis.over}")


def _built(layout: KernelLayout, targets: tuple[Target, ...], task: str, output: Output | None = None) -> Program:
    """The program as index notation has it."""
    builder = PairBuilder(layout.batch, layout.leads, PRIMITIVES)
    make = output or partial(_output, layout)
    outputs = tuple(make(builder, each, _axes(layout, each, task)) for each in targets)
    verify(outputs)
    return Program(outputs, dict(builder.hints))


def _output(layout: KernelLayout, builder: Builder, target: Target, axes: tuple[Axis, ...]) -> Value:
    env = dict(zip(target.indices, layout.value_axes(target.indices), strict=True))
    stacked = [index for index in target.indices if index.over.blocks != 1]
    if stacked and target.source == layout.definition.id:
        value = builder.stacked(target.expression, stacked[0], env)
    else:
        value = builder.build(target.expression, env)
    return value if LEAD in axes or LEAD not in value.axes else v.total(value, LEAD)


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


def _axes(layout: KernelLayout, target: Target, task: str) -> tuple[Axis, ...]:
    """The axes of a result, in the order that the caller sees."""
    axes = layout.value_axes(target.indices)
    carries = target.of in layout.leads if task == "vjp" else not layout.is_statistic
    return axes if LEAD in axes or not carries else (LEAD, *axes)
