"""The shapes of arguments and results: which axes a kernel names, and which inputs have leading axes.

There are two layouts.  In that of rows one dimension stands for all leading axes of the data, and what lacks it is
shared by all rows, as the weights of a linear layer are.  Where a program needs that dimension for two things at once
(x xᵀ), every dimension is an axis of its own instead, and every argument may have leading axes in front, which
broadcast.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property

from ...expr.calculus import inputs_of
from ...expr.errors import LoweringError
from ...expr.indices import Index, Size
from ...expr.nodes import Dim, Input, Number, Scalar, Tensor
from ...statements.statement import Definition
from ..program.axes import LEAD, Axis
from .gradients import upstream
from .names import dimension_names, tangents

Over = tuple[Size, ...]


def batch(definition: Definition) -> Size | None:
    """The dimension that stands for all leading axes in the layout of rows: the first of a value with two indices or
    more; or that which a statistic such as a mean over samples is taken over, x over (N, D) to a value over (D)."""
    over = value_over(definition)
    if len(over) >= 2:
        return over[0]
    inputs = [each.over for each in definition.inputs if isinstance(each, Tensor)]
    summed = {each[0] for each in inputs if over and each[1:] == over} - set(over)
    alike = all(each == over or each[1:] == over for each in inputs)
    return summed.pop() if len(summed) == 1 and alike else None


def value_over(definition: Definition) -> Over:
    """The dimensions of the value."""
    return tuple(index.over for index in definition.indices)


def least_rows(definition: Definition) -> int:
    """How many entries its hypotheses ask the leading axes to have: 2 for N > 1."""
    found = [0]
    for each in definition.assuming:
        if isinstance(each.left, Dim) and each.left.over == batch(definition) and isinstance(each.right, Number):
            found.append(int(each.right.value) + (each.sign == ">"))
    return max(found)


def leads(definition: Definition) -> frozenset[str]:
    """The arguments with leading axes that no index stands for, in the layout of rows."""
    return KernelLayout(definition).leads


def prediction_of(target: Input, definition: Definition) -> Input:
    """The input that a target is compared with: the first that is over the same dimensions and no target itself."""
    over = target.over if isinstance(target, Tensor) else ()
    others = [each for each in definition.arguments if each not in definition.targets]
    alike = (each for each in others if (each.over if isinstance(each, Tensor) else ()) == over)
    return next(alike, others[0])


@dataclass(frozen=True)
class KernelLayout:
    """How the arguments and results of the kernels of a definition are laid out.   explicit: every dimension is an
    axis of its own, and everything has leading axes."""

    definition: Definition
    explicit: bool = False

    @cached_property
    def batch(self) -> Size | None:
        """The dimension that stands for all leading axes."""
        return None if self.explicit else batch(self.definition)

    @property
    def is_statistic(self) -> bool:
        """Whether the value has none of the leading axes of the data."""
        return self.batch is not None and self.batch not in value_over(self.definition)

    @property
    def least_rows(self) -> int:
        """How many entries the hypotheses ask the leading axes to have."""
        return 0 if self.explicit else least_rows(self.definition)

    @cached_property
    def leads(self) -> frozenset[str]:
        """The arguments with leading axes that no index stands for.

        In the layout of rows these are, without a batch dimension, numbers and vectors; with one a number is shared by
        all rows, unless everything is made of numbers.
        """
        given, ways = self.definition.inputs, tangents(self.definition)
        every = [*given, *inputs_of(upstream(self.definition)), *ways.values()]
        return frozenset(each.name for each in every if self.explicit or (self.batch is None and _is_flat(each)))

    @property
    def along_one_axis(self) -> bool:
        """Whether all data are rows over one and the same dimension, which may then be any axis of them."""
        if self.explicit:
            return False
        tensors = [each for each in self.definition.inputs if isinstance(each, Tensor)]
        data = {self._core(each.over) for each in tensors if self.has_lead(each)}
        return len(data) == 1 and self._core(value_over(self.definition)) in ((), *data) and len(data.pop()) == 1

    def value_axes(self, indices: Collection[Index]) -> tuple[Axis, ...]:
        """The axes of a value with these indices; a second index over the same dimension has an axis of its own."""
        axes: list[Axis] = []
        for index in indices:
            axis, copy = LEAD if index.over == self.batch else Axis(index.over), 0
            while axis in axes:
                if axis == LEAD:
                    raise LoweringError(meet(index.over))
                axis, copy = Axis(index.over, copy + 1), copy + 1
            axes.append(axis)
        return tuple(axes)

    def input_axes(self, argument: Input) -> tuple[Axis, ...]:
        """The axes of an argument as the caller gives it."""
        over = argument.over if isinstance(argument, Tensor) else ()
        axes = self.value_axes([Index(str(size), size) for size in over])
        return (LEAD, *axes) if argument.name in self.leads else axes

    def has_lead(self, each: Input) -> bool:
        """Whether it has leading axes, with an index or without."""
        over = each.over if isinstance(each, Tensor) else ()
        return each.name in self.leads or (self.batch is not None and self.batch in over[:1])

    def signature(self, task: str, labels: Collection[str] = ()) -> str:
        """(..., D), (D), (D) -> (..., D): the shapes of arguments and results.   labels: inputs given as such."""
        over = value_over(self.definition)
        value = self._shape(over * 2 if task == "jacobian" else over, not self.is_statistic)
        given = self.definition.arguments
        inputs = ["(...)" if each.name in labels else self._input_shape(each) for each in given]
        gradients = [shape for each, shape in zip(given, inputs, strict=True) if each.name not in labels]
        first = {"vjp": [value], "jvp": inputs}.get(task, [])
        results = gradients if task == "vjp" else [value]
        return f"{', '.join([*first, *inputs])} -> {', '.join(results)}"

    def _input_shape(self, argument: Input) -> str:
        return self._shape(argument.over if isinstance(argument, Tensor) else (), self.has_lead(argument))

    def _core(self, over: Over) -> Over:
        return tuple(each for each in over if each != self.batch)

    def _shape(self, over: Over, lead: bool) -> str:
        names = dimension_names(self.definition)
        return f"({', '.join([*(['...'] if lead else []), *(names[each] for each in self._core(over))])})"


def _is_flat(each: Input) -> bool:
    return isinstance(each, Scalar) or len(each.over) == 1


def meet(over: Size) -> str:
    """Why a program cannot have rows over this dimension."""
    return f"two indices over {over}, which stands for all leading axes, meet in one array"
