"""What a kernel is, before it is written in any language: arguments, shapes, results, and an array program."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from ...expr.nodes import Tensor
from ...statements.split_axes import Counts
from ...statements.statement import Definition
from ..program import values as v
from ..program.axes import LEAD
from ..program.entries import argument
from ..program.nodes import Value
from ..program.program import Program
from ..program.traverse import walk
from ..schedule.stages import is_blockwise
from ..stable.scaling import Scaling
from .gradients import Target
from .names import identifier, identifiers
from .shapes import KernelLayout


@dataclass(frozen=True)
class Kernel:
    """One function of `numeric`.   task: what it computes of the definition; "" is the definition itself.

    values is the program in mathematical form, where an axis is a name; program is the same with every value laid out
    as an array.  Loops are made of the first, calls of array functions of the second.  layout: what the arguments look
    like; arguments: their names as the author wrote them.
    given: the inputs that are class labels here; scalings: by what the data are divided where squares might overflow.
    """

    definition: Definition
    layout: KernelLayout
    targets: tuple[Target, ...]
    values: Program
    program: Program
    signature: str
    arguments: tuple[str, ...]
    task: str = ""
    scalings: tuple[Scaling, ...] = ()
    given: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """softmax, softmax_vjp; what labels ask for has a name that is not exported."""
        own = identifier(self.definition.name)
        name = f"{self.definition.name}_{self.task}" if self.task else own
        return f"_{name}_labels" if self.given else name

    @property
    def is_vjp(self) -> bool:
        """Whether it returns a gradient for each input."""
        return self.task == "vjp"

    @property
    def has_axis(self) -> bool:
        """Whether the one axis that it works along can be chosen."""
        return self.layout.along_one_axis and self.task != "jacobian"

    @cached_property
    def spelled(self) -> Mapping[str, str]:
        """What arguments and parameters are called in Python, by their names."""
        own = [each.name for each in (*self.definition.inputs, *(each for each, _ in self.definition.parameters))]
        return identifiers([*own, *(name for name in self.arguments if name not in own)])

    @cached_property
    def counts(self) -> Mapping[str, str]:
        """The dimensions that a caller gives as whole numbers, and what the arguments for them are called in Python."""
        given = Counts.of(self.definition, self.given).given
        return identifiers([each.name for each in given], self.spelled.values())

    @cached_property
    def results(self) -> tuple[str, ...]:
        """What the arrays for the results are called in Python."""
        if len(self.targets) == 1:
            return ("out",)
        taken = {*self.spelled.values(), *self.counts.values()}
        return tuple(identifiers([f"d{target.of}" for target in self.targets], taken).values())

    @property
    def least_rows(self) -> int:
        """How many entries the leading axes must have at least: a mean over them, or any statistic, needs one."""
        reduced = (each for each in walk(*self.program.outputs) if each.op in v.REDUCTIONS and each.op != "total")
        needs_one = self.layout.is_statistic or any(LEAD in each.data for each in reduced)
        return max(self.layout.least_rows, int(needs_one))

    @property
    def leaves(self) -> tuple[Value, ...]:
        """The inputs that have axes, whether or not the program reads them: they tell how many entries there are."""
        given = (each for each in self.definition.inputs if isinstance(each, Tensor) and each.name not in self.given)
        return tuple(argument(each.name, self.layout.input_axes(each)) for each in given)

    @property
    def is_blockwise(self) -> bool:
        """Whether it can be run on blocks of rows."""
        return is_blockwise(self.program)


@dataclass(frozen=True)
class Unit:
    """The kernels of one derivation file: what a back end makes one file of."""

    name: str
    title: str
    kernels: tuple[Kernel, ...]
