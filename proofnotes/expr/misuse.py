"""What somebody writes by mistake, and what to say: a tensor without its index, a call with the wrong arguments.

Python's own errors name its types and not the expression.  Here the message quotes what was written and says what
helps.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from functools import wraps
from inspect import Parameter, Signature, signature
from numbers import Real
from typing import Any, NoReturn, TypeVar

from .errors import NotationError
from .spelling import shortened

F = TypeVar("F", bound=Callable[..., Any])
C = TypeVar("C", bound=type)

OPERATORS = (
    "add", "radd", "sub", "rsub", "mul", "rmul", "truediv", "rtruediv", "pow", "rpow", "neg", "pos", "abs", "matmul",
    "rmatmul", "floordiv", "rfloordiv", "mod", "rmod", "lt", "le", "gt", "ge", "and", "rand", "or", "ror", "invert",
    "float", "int", "array_ufunc",
)  # fmt: skip
KNOWN = "; there are + - * / ** and comparisons"

NUMPY: dict[str, Callable[..., Any]] = {
    "add": operator.add, "subtract": operator.sub, "multiply": operator.mul, "divide": operator.truediv,
    "power": operator.pow, "less": operator.lt, "less_equal": operator.le, "greater": operator.gt,
    "greater_equal": operator.ge, "negative": operator.neg, "absolute": operator.abs,
}  # fmt: skip
"""What NumPy calls the operators of expressions."""


class NoNumber:
    """Something of the vocabulary that is no number by itself: with every operator it says what to write instead."""

    def instead(self) -> str:
        """What it is, and what to write where a number is expected."""
        raise NotImplementedError


def _refuse(self: NoNumber, *others: object, **named: object) -> NoReturn:
    raise NotationError(self.instead())


for _name in OPERATORS:
    setattr(NoNumber, f"__{_name}__", _refuse)


def refusing(sign: str, helps: str = "") -> Callable[[object, object], NoReturn]:
    """A method for an operator that expressions do not have."""

    def refused(self: object, other: object = None) -> NoReturn:
        raise NotationError(f"{self} {sign} {other}: {sign} is not known here{helps or KNOWN}")

    return refused


def numpy_operation(read: Callable[[object], Any], ufunc: Any, inputs: tuple[object, ...]) -> Any:
    """What a function of NumPy makes of expressions: its operators are ours, anything else is refused."""
    if ufunc.__name__ in NUMPY:
        return NUMPY[ufunc.__name__](*[read(_without_shape(each)) for each in inputs])
    written = ", ".join(map(str, inputs))
    raise NotationError(f"np.{ufunc.__name__}({written}): NumPy knows numbers only; import {ufunc.__name__} from here")


def _without_shape(value: Any) -> object:
    """An array without axes is the number in it."""
    return value[()] if getattr(value, "shape", None) == () else value


def not_a_number(value: object) -> NotationError:
    """What to say where an expression or a number was expected."""
    if isinstance(value, NoNumber):
        return NotationError(value.instead())
    helps = ""
    if isinstance(value, str):
        helps = f"; for a variable of that name write Scalar({shortened(value)})"
    elif isinstance(value, complex):
        helps = "; only real numbers are known here"
    elif isinstance(value, (list, tuple, set, dict)) or hasattr(value, "__array__"):
        helps = "; numbers one by one, or a Tensor with an index, z[i]"
    elif callable(value):
        name = getattr(value, "__name__", None) or repr(value)
        return NotationError(f"expected an expression or a number, got the function {name}; write {name}(x)")
    return NotationError(f"expected an expression or a number, got {shortened(value)}{helps}")


def vocabulary(function: F) -> F:
    """The function, with a NotationError for a call that its signature does not allow."""

    @wraps(function)
    def called(*given: Any, **named: Any) -> Any:
        try:
            return function(*given, **named)
        except TypeError:
            shown = given[1:] if function.__name__ == "__init__" else given
            check_call(
                function.__qualname__.removesuffix(".__init__").rpartition(".")[2], signature(function), shown, named
            )
            raise

    return called  # type: ignore[return-value]


def vocabulary_type(kind: C) -> C:
    """The same for what makes an object of this type."""
    setattr(kind, "__init__", vocabulary(getattr(kind, "__init__")))  # noqa: B009, B010 - mypy forbids to assign it
    return kind


def check_call(name: str, wanted: Signature, given: tuple[object, ...], named: dict[str, object]) -> None:
    """NotationError where the signature, `self` apart, does not allow the call."""
    kept = [role.replace(annotation=Parameter.empty) for role in wanted.parameters.values() if role.name != "self"]
    expected = wanted.replace(parameters=kept, return_annotation=Parameter.empty)
    try:
        expected.bind(*given, **named)
    except TypeError as error:
        written = [*map(shortened, given), *(f"{key}={shortened(value)}" for key, value in named.items())]
        raise NotationError(f"{name}({', '.join(written)}): {error}; expected {name}{expected}") from None


def positive(owner: str, role: str, given: object) -> float:
    """A number above 0: of seconds, or an accuracy."""
    if isinstance(given, Real) and not isinstance(given, bool) and given > 0:
        return float(given)
    raise NotationError(f"{owner}: expected {role} to be a number above 0, got {shortened(given)}")


def sequence_of(owner: str, role: str, given: object, example: str) -> tuple[Any, ...]:
    """A tuple of what was given in a list or tuple.  NotationError for one thing alone."""
    if isinstance(given, (list, tuple)):
        return tuple(given)
    raise NotationError(f"{owner}: expected {role} in a list or tuple, such as {example}, got {shortened(given)}")
