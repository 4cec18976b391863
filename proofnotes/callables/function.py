"""`lambdify`: a definition, or whatever can be read as one, as a function of NumPy arrays."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from inspect import Signature, getdoc, signature
from typing import TYPE_CHECKING, Any

from ..expr.errors import NotationError
from ..expr.faces import makes
from ..expr.indices import Index
from ..expr.misuse import vocabulary
from ..expr.nodes import Applied, Expr, Input, Quantity, Relation, Scalar
from ..expr.spelling import shortened
from ..statements.chains import Chain
from ..statements.statement import Definition, Theorem
from .reading import definition_of

if TYPE_CHECKING:
    from ..checks import Calls

MODULES = ("numpy", "native")
"""What functions are made in."""


@makes("kernel")
@vocabulary
def lambdify(
    expression: Expr | Definition | Quantity | Applied | Theorem | Chain,
    modules: str = "numpy",
    *,
    arguments: Sequence[Input | str | tuple[Scalar | str, float]] | None = None,
    indices: Sequence[Index | str] | None = None,
    assuming: Sequence[Relation] = (),
    check: bool = True,
) -> KernelFunction:
    """The expression as a function of NumPy arrays, with its gradients: lambdify(exp(z[i]) / total(exp(z[j]), j)).

    The inputs are the scalars and tensors in it and the axes of the value are its free indices, in the order in which
    they are met from left to right; arguments=(x, "w", (alpha, 0.1)) and indices=(j, i) say another, and a pair is a
    parameter with a default.  Of a theorem or a chain it is the last expression.  SymPy's expressions are read, too.
    Leading axes, types and `axis=` are those of the package `numeric`.

    modules="native" compiles it, once: the library is kept in the cache of the user.  With check, it is run against
    an evaluation of the expression that shares no code with it, where the hypotheses hold, before it is handed out; so
    is each of its gradients when it is first asked for.

    Raises NotationError for what is no such expression, and LoweringError, a ValueError, where there is no such
    function or where it was found to be wrong.
    """
    definition = definition_of(expression, arguments, indices, assuming)
    if modules not in MODULES:
        raise NotationError(
            f"lambdify: expected modules='numpy' or modules='native', got {shortened(modules)}; the expression comes "
            "first, and arguments=[x, y] says in which order it takes its inputs"
        )
    return KernelFunction(definition, modules, check)


class KernelFunction:
    """A function of NumPy arrays that was made from a definition.

    vjp, jvp, derivative and jacobian are functions of the same kind, made when they are first asked for.  source is the
    text that runs; definition is what it was made from.  It is pickled as its definition, and made anew from it.
    """

    definition: Definition
    modules: str
    task: str

    def __init__(
        self, definition: Definition, modules: str, check: bool, task: str = "", calls: Calls | None = None
    ) -> None:
        from .making import make

        made = make(definition, task, modules, check, calls)
        self.definition, self.modules, self.task, self._check = definition, modules, task, check
        self._call, self._source, self._tasks, self._calls = made.call, made.source, made.tasks, made.calls
        self.__wrapped__ = made.call
        self.__name__ = self.__qualname__ = made.call.__name__
        self.__doc__ = getdoc(made.call)
        self.__signature__: Signature = signature(made.call)

    def __call__(self, *arrays: Any, **options: Any) -> Any:
        return self._call(*arrays, **options)

    @property
    def source(self) -> str:
        """The text that runs: Python, or the C of a compiled function."""
        return self._source

    @cached_property
    def vjp(self) -> KernelFunction:
        """The gradients by all inputs: f.vjp(g, *inputs), g being the upstream gradient."""
        return self._part("vjp")

    @cached_property
    def jvp(self) -> KernelFunction:
        """The tangent of the value: f.jvp(*tangents, *inputs)."""
        return self._part("jvp")

    @cached_property
    def derivative(self) -> KernelFunction:
        """The derivative of a function of one number."""
        return self._part("derivative")

    @cached_property
    def jacobian(self) -> KernelFunction:
        """The Jacobian of a function that takes a vector to a vector."""
        return self._part("jacobian")

    def _part(self, task: str) -> KernelFunction:
        if task not in self._tasks:
            known = ", ".join(self._tasks) or "nothing"
            raise AttributeError(f"{self.__name__} has no {task}; there is {known}")
        return KernelFunction(self.definition, self.modules, self._check, task, self._calls)

    def __repr__(self) -> str:
        return f"<{self.__name__}{self.__signature__}, {self.modules}>"

    def __reduce__(self) -> tuple[Callable[..., KernelFunction], tuple[object, ...]]:
        return KernelFunction, (self.definition, self.modules, self._check, self.task)

    def __copy__(self) -> KernelFunction:
        return self

    def __deepcopy__(self, memo: dict[int, object]) -> KernelFunction:
        return self
