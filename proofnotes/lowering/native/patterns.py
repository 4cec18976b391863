"""What is seen in a value before it is written: choices, products, divisors whose reciprocal is safe."""

from __future__ import annotations

from ..program.array_functions import FUNCTIONS
from ..program.nodes import Value
from ..program.traverse import walk
from ..program.values import ONE, ZERO


def is_product(value: Value) -> bool:
    inner = value.args[0] if value.op == "neg" else value
    return inner.op in ("mul", "pow")


def choice(value: Value) -> tuple[Value, Value] | None:
    """max(e, 1 where a condition holds, else 0) with 0 ≤ e ≤ 1 is a choice between 1 and e."""
    if len(value.args) == 2:
        for one, other in (value.args, value.args[::-1]):
            if decays(one) and _is_indicator(other) and set(inputs(one)) == set(inputs(other)):
                return other.args[0], one
    return None


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


def decays(value: Value) -> bool:
    """e^{−∣x∣}."""
    return value.op == "exp" and is_below_0(value.args[0])


def is_below_0(value: Value) -> bool:
    """−∣x∣, or twice as much: an exponent for which e^x cannot overflow."""
    inner = value.args[0] if value.op == "neg" else None
    if inner is not None and inner.op == "mul" and inner.args[0].op == "number" and inner.args[0].data > 0:
        inner = inner.args[1] if len(inner.args) == 2 else None
    return inner is not None and inner.op == "abs"


def is_positive(value: Value) -> bool:
    """Whether it is seen at once that it is not negative."""
    if value.op == "number":
        return bool(value.data > 0)
    if value.op in ("add", "mul", "div", "maximum"):
        return all(map(is_positive, value.args))
    if value.op in FUNCTIONS:
        return FUNCTIONS[value.op].positive
    return value.op == "constant" or _is_indicator(value)


def inputs(value: Value) -> list[Value]:
    """What a value is computed from."""
    return [each for each in walk(value) if each.op == "input"]


def _is_indicator(value: Value) -> bool:
    """1 where a condition holds that is false for nan, else 0."""
    return value.op == "where" and value.args[1:] == (ONE, ZERO) and value.args[0].data != "!="
