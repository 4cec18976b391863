"""What is seen in a value before it is written: products, shares, divisors whose reciprocal is safe."""

from __future__ import annotations

from ..program.array_functions import FUNCTIONS
from ..program.nodes import Value
from ..schedule.decay import is_indicator


def is_product(value: Value) -> bool:
    inner = value.args[0] if value.op == "neg" else value
    return inner.op in ("mul", "pow")


def without_scale(den: Value) -> tuple[Value, Value | None]:
    """A divisor without the power of two that is 1 unless something overflows."""
    if den.op == "mul" and len(den.args) == 2 and den.args[1].op == "scale":
        return den.args
    return den, None


def is_moderate(den: Value) -> bool:
    """Whether its reciprocal neither overflows nor loses digits, unless it is 0 or infinite.

    A root is; so is a sum of which one term is 1 and none is larger.
    """
    return den.op == "sqrt" or (den.op == "total" and is_share(den.args[0]))


def is_share(value: Value) -> bool:
    """e^{a − max a}, which is between 0 and 1."""
    if value.op != "exp" or value.args[0].op != "add" or len(value.args[0].args) != 2:
        return False
    one, other = value.args[0].args
    return other.op == "neg" and other.args[0].op == "largest" and other.args[0].args[0] == one


def is_positive(value: Value) -> bool:
    """Whether it is seen at once that it is not negative."""
    if value.op == "number":
        return bool(value.data > 0)
    if value.op in ("add", "mul", "div", "maximum"):
        return all(map(is_positive, value.args))
    if value.op in FUNCTIONS:
        return FUNCTIONS[value.op].positive
    return value.op == "constant" or is_indicator(value)
