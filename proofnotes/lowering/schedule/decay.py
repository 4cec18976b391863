"""What is seen in a value that decays: e^{−∣x∣}, its exponent, and what it is a factor or a quotient of."""

from __future__ import annotations

from ..program.nodes import Value
from ..program.traverse import walk
from ..program.values import ONE, ZERO


def choice(value: Value) -> tuple[Value, Value] | None:
    """max(e, 1 where a condition holds, else 0) with 0 ≤ e ≤ 1 is a choice between 1 and e."""
    if len(value.args) == 2:
        for one, other in (value.args, value.args[::-1]):
            if decays(one) and is_indicator(other) and set(inputs(one)) == set(inputs(other)):
                return other.args[0], one
    return None


def decays(value: Value) -> bool:
    """e^{−∣x∣}."""
    return value.op == "exp" and is_below_0(value.args[0])


def is_below_0(value: Value) -> bool:
    """−∣x∣, or twice as much: an exponent for which e^x cannot overflow."""
    inner = value.args[0] if value.op == "neg" else None
    if inner is not None and inner.op == "mul" and inner.args[0].op == "number" and inner.args[0].data > 0:
        inner = inner.args[1] if len(inner.args) == 2 else None
    return inner is not None and inner.op == "abs"


def quotient_of(value: Value) -> tuple[Value, Value]:
    """Numerator and denominator, which may be 1."""
    return (value.args[0], value.args[1]) if value.op == "div" else (value, ONE)


def is_beside_1(value: Value, share: Value) -> bool:
    """Whether the value is 1 + share."""
    return value.op == "add" and len(value.args) == 2 and set(value.args) == {ONE, share}


def inputs(value: Value) -> list[Value]:
    """What a value is computed from."""
    return [each for each in walk(value) if each.op == "input"]


def is_indicator(value: Value) -> bool:
    """1 where a condition holds that is false for nan, else 0."""
    return value.op == "where" and value.args[1:] == (ONE, ZERO) and value.args[0].data != "!="
