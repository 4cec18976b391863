"""Kernels against the definition: what several test files use.

The reference is the definition itself, and its derivatives by jets, evaluated at the exact inputs to 50 digits.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product
from typing import Any

import numpy as np

import numeric
from numeric._runtime.shapes import Shape, parse
from proofnotes.expr.calculus import inputs_of
from proofnotes.expr.nodes import Diff, Expr, Input, Scalar, Sum, Tensor
from proofnotes.lowering import Kernel, kernels
from proofnotes.lowering.tasks.gradients import UPSTREAM, Target, forward, generic, upstream
from proofnotes.lowering.tasks.shapes import batch, least_rows
from proofnotes.lowering.tasks.tangents import tangent
from proofnotes.prover.evaluation.evaluate import evaluate_tensor
from proofnotes.prover.proof import Point
from proofnotes.statements.catalogue import Catalogue
from proofnotes.statements.statement import Definition

Array = np.ndarray[Any, Any]
STEP = 2.0**-30


@dataclass(frozen=True)
class Sample:
    """One argument list for a kernel: every dimension has this size."""

    definition: Definition
    size: int
    arrays: dict[str, Array]

    @property
    def point(self) -> Point:
        """The same as exact numbers."""
        names = list(self.arrays)
        scalars = {name: Fraction(float(self.arrays[name])) for name in names if not self.arrays[name].ndim}
        scalars |= {each.name: Fraction(default) for each, default in self.definition.parameters}
        tensors = {name: _entries(self.arrays[name]) for name in names if self.arrays[name].ndim}
        return Point(dict.fromkeys(self._dims(), self.size), scalars, tensors)

    def _dims(self) -> set[str]:
        tensors = [each for each in self.definition.inputs if isinstance(each, Tensor)]
        return {over.name for each in tensors for over in each.over} | {i.over.name for i in self.definition.indices}

    def moved(self, rng: np.random.Generator) -> "Sample":
        """Every number changed by a relative 2⁻³⁰, up or down."""
        signs = {name: rng.choice([-1.0, 1.0], each.shape) for name, each in self.arrays.items()}
        return Sample(self.definition, self.size, {n: each * (1 + STEP * signs[n]) for n, each in self.arrays.items()})

    def call(self, kernel: Callable[..., Any], *, vjp: bool = False) -> Any:
        """What the kernel makes of it."""
        inputs = [self.arrays[each.name] for each in self.definition.arguments]
        return kernel(self.arrays[UPSTREAM], *inputs) if vjp else kernel(*inputs)


def _entries(array: Array) -> dict[tuple[int, ...], Fraction]:
    return {tuple(i + 1 for i in place): Fraction(float(value)) for place, value in np.ndenumerate(array)}


def sample(definition: Definition, size: int, dtype: Any, seed: int) -> Sample:
    """Random inputs: in (0, 1) where the definition has a hypothesis about them, else normal."""
    rng = np.random.default_rng(seed)
    inputs = [*definition.inputs, *inputs_of(upstream(definition)), *map(tangent, definition.inputs)]
    return Sample(definition, size, {each.name: _random(each, definition, size, rng).astype(dtype) for each in inputs})


def _random(each: Input, definition: Definition, size: int, rng: np.random.Generator) -> Array:
    shape = tuple(over.blocks * size for over in each.over) if isinstance(each, Tensor) else ()
    limited = any(each in inputs_of(side) for r in definition.assuming for side in (r.left, r.right))
    return np.asarray(rng.uniform(0.05, 0.95, shape) if limited else rng.normal(0, 1.5, shape))


def exact(target: Target, at: Sample) -> Array:
    """The expression at the sample, to 50 digits."""
    return np.array(evaluate_tensor(target.expression, target.indices, at.point), dtype=object)


def exact_vjp(definition: Definition, by: Input, at: Sample) -> Array:
    """Σ g ∂f/∂x from the definition: derivatives by jets, without a rule of the calculus."""
    wrt, indices = generic(by)
    slope = upstream(definition) * Diff(definition.body, wrt)
    for index in reversed(definition.indices):
        slope = Sum(slope, index)
    return exact(Target(by.name, slope, indices, definition.id), at)


def exact_jvp(definition: Definition, at: Sample) -> Array:
    """Σ ∂f/∂x dx over all inputs."""
    found = [exact(Target("", _way(definition, by), definition.indices, ""), at) for by in definition.inputs]
    return np.asarray(sum(found[1:], found[0]))


def _way(definition: Definition, by: Input) -> Expr:
    wrt, indices = generic(by)
    along = tangent(by)
    slope: Expr = Diff(definition.body, wrt) * (along[indices] if isinstance(along, Tensor) else along)
    for index in reversed(indices):
        slope = Sum(slope, index)
    return slope


def exact_jacobian(definition: Definition, at: Sample) -> Array:
    """∂f_i/∂z_j."""
    wrt, indices = generic(definition.inputs[0])
    return exact(Target("", Diff(definition.body, wrt), (*definition.indices, *indices), ""), at)


@cache
def functions(catalogue: Catalogue) -> tuple[Kernel, ...]:
    """Everything that `numeric` exports for the catalogue."""
    made = [each for definition in catalogue.definitions for each in kernels(definition, catalogue.theorems)]
    return tuple(each for each in made if not each.given)


def shapes_of(kernel: Kernel) -> dict[str, Shape]:
    """What its signature says of each argument."""
    return dict(zip(kernel.arguments, parse(kernel.signature)[0], strict=True))


def call(kernel: Kernel, arrays: dict[str, Array], **keywords: Any) -> tuple[Any, ...]:
    """What the function of `numeric` makes of the arrays of these names."""
    found = getattr(numeric, kernel.name)(*(arrays[name] for name in kernel.arguments), **keywords)
    return found if isinstance(found, tuple) else (found,)


def condition(f: Callable[[Sample], Array], at: Sample, value: Array) -> Array:
    """∣f∣ plus what a relative change of the inputs by 1 would change in it, to first order."""
    rng = np.random.default_rng(7)
    moves = [abs(f(at.moved(rng)) - value) / STEP for _ in range(3)]
    return np.asarray(sum(moves, abs(value)), dtype=float)


def assert_close(found: Any, wanted: Array, scale: Array, dtype: Any, factor: float) -> None:
    """∣found − wanted∣ ≤ factor · eps · scale, compared in 50 digits."""
    found = np.asarray(found)
    assert found.dtype == dtype
    assert found.shape == wanted.shape
    tiny = float(np.finfo(dtype).smallest_subnormal) * 4
    for place in np.ndindex(wanted.shape):
        error = abs(wanted[place] - float(found[place]))
        allowed = factor * float(np.finfo(dtype).eps) * float(scale[place]) + tiny
        assert error <= allowed, f"at {place}: {found[place]!r}, expected {wanted[place]}, allowed {allowed:.3g}"


def is_elementwise(definition: Definition) -> bool:
    """Whether all its inputs are numbers."""
    return all(isinstance(each, Scalar) for each in definition.inputs)


def sizes(definition: Definition) -> Sequence[int]:
    """The sizes to try."""
    least = max(1, least_rows(definition))
    return (1,) if is_elementwise(definition) else tuple(size for size in (1, 2, 7) if size >= least)


def cases(definitions: Sequence[Definition]) -> Iterator[tuple[Definition, int, Any]]:
    """Every definition at every size in both types."""
    for definition, dtype in product(definitions, (np.float32, np.float64)):
        for size in sizes(definition):
            yield definition, size, dtype


def natural_scale(definition: Definition, at: Sample) -> float:
    """What cancels in the gradient of a function with sums: ∣g∣ times the largest number around."""
    if is_elementwise(definition):
        return 0.0
    value = np.asarray(exact(forward(definition), at), dtype=float)
    largest = max(1.0, np.max(np.abs(value)), *(np.max(np.abs(each)) for each in at.arrays.values()))
    return float(np.sum(np.abs(at.arrays[UPSTREAM])) * largest)


def has_batch(definition: Definition) -> bool:
    """Whether its first index stands for all leading axes."""
    return batch(definition) is not None
