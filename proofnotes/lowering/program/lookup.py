"""Values at the place that a class label says."""

from __future__ import annotations

from . import values as v
from .traverse import STRUCTURAL, rebuild
from .values import Axis, Value

NOT_ELEMENTWISE = (*STRUCTURAL, *v.REDUCTIONS, "rest", "scaled", "runners_up")


def at_label(x: Value, label: Value, axis: Axis) -> Value:
    """x at the place on an axis that the label says; Σ_{k ≠ i} x_k there is one sum."""
    if axis not in x.axes:
        return x
    kept = tuple(each for each in x.axes if each != axis)
    if x.op == "rest" and x.data == axis:
        return Value("rest_at", (x.args[0], label), axis, kept)
    return Value("at_label", (x, label), axis, kept)


def picked(value: Value) -> Value:
    """A label chooses from what an elementwise function is taken of, not from its values."""
    if value.op != "at_label":
        return value
    x, label = value.args
    if x.op in NOT_ELEMENTWISE:
        return at_label(x, label, value.data)
    return rebuild(x, tuple(picked(at_label(arg, label, value.data)) for arg in x.args))
