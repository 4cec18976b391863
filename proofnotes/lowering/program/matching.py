"""Patterns over array-level values.

A pattern is a value whose inputs are holes and whose axes are axes to be found.  Sums and products match in any order;
the outermost may have terms or factors left over, and the only hole among the terms of another stands for all of them
that nothing else in the pattern stands for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from . import values as v
from .axes import Axis
from .nodes import Value
from .traverse import rebuild


@dataclass(frozen=True)
class Binding:
    """What the holes stand for."""

    values: Mapping[str, Value] = field(default_factory=dict)
    axes: Mapping[Axis, Axis] = field(default_factory=dict)

    def with_value(self, name: str, value: Value) -> Binding | None:
        """The binding with one more hole filled, if that agrees."""
        if name in self.values:
            return self if self.values[name] == value else None
        return Binding({**self.values, name: value}, self.axes)

    def with_axes(self, pattern: tuple[Axis, ...], found: tuple[Axis, ...]) -> Binding | None:
        """The binding with axes identified, if that agrees."""
        if len(pattern) != len(found):
            return None
        axes = dict(self.axes)
        for hole, axis in zip(pattern, found, strict=True):
            if axes.setdefault(hole, axis) != axis:
                return None
        return Binding(self.values, axes)


Found = tuple[Binding, tuple[Value, ...], tuple[Value, ...]]


def matches(pattern: Value, value: Value) -> Iterator[Found]:
    """Every way to find the pattern: the binding, and the terms or factors left over before and after it.

    Products of products are looked at as they are first, then as one product, as the chain rule leaves them.
    """
    yield from _matches(pattern, value)
    if value.op in ("mul", "div") and (whole := _flat(value)) != value:
        yield from _matches(pattern, whole)


def _flat(value: Value) -> Value:
    if value.op == "mul":
        return v.mul(*(part for arg in value.args for part in _factors(arg)))
    return v.div(_flat(value.args[0]), value.args[1]) if value.args[0].op == "mul" else value


def _factors(value: Value) -> tuple[Value, ...]:
    return tuple(part for arg in value.args for part in _factors(arg)) if value.op == "mul" else (value,)


def _matches(pattern: Value, value: Value) -> Iterator[Found]:
    for found in _match(pattern, value, Binding()):
        yield found, (), ()
    if pattern.op in ("add", "mul") and value.op == pattern.op:
        yield from _among(pattern, value)
    if pattern.op == "div":
        yield from _fractions(pattern, value)


def _among(pattern: Value, value: Value) -> Iterator[Found]:
    """The terms or factors of the pattern among those of the value."""
    for chosen in permutations(range(len(value.args)), len(pattern.args)):
        for found in _all(pattern.args, tuple(value.args[i] for i in chosen), Binding()):
            before = tuple(arg for i, arg in enumerate(value.args) if i < max(chosen) and i not in chosen)
            yield found, before, value.args[max(chosen) + 1 :]


def _fractions(pattern: Value, value: Value) -> Iterator[Found]:
    """The pattern u/v in (u w)/v and in (w/v) u."""
    if value.op == "div" and value.args[0].op == "mul":
        factors, den = value.args[0].args, value.args[1]
        for i, factor in enumerate(factors):
            for found in _match(pattern, v.div(factor, den), Binding()):
                yield found, factors[:i], factors[i + 1 :]
    if value.op == "mul":
        for i, j in permutations(range(len(value.args)), 2):
            fraction, factor = value.args[i], value.args[j]
            if fraction.op == "div":
                for found in _match(pattern, v.div(factor, fraction.args[1]), Binding()):
                    others = tuple(arg for k, arg in enumerate(value.args) if k not in (i, j))
                    yield found, (*others, fraction.args[0]), ()


def _match(pattern: Value, value: Value, binding: Binding) -> Iterator[Binding]:
    if pattern.op == "input":
        yield from _some(binding.with_value(pattern.data, value))
    elif pattern.op == "neg" and value.op != "neg":
        if pattern.args[0].op == "input":
            yield from _match(pattern.args[0], v.neg(value), binding)
    elif pattern.op != value.op:
        return
    elif pattern.op in ("add", "mul") and len(pattern.args) < len(value.args):
        yield from _with_rest(pattern, value, binding)
    elif len(pattern.args) != len(value.args):
        return
    elif pattern.op in v.REDUCTIONS or pattern.op == "size":
        for found in _some(binding.with_axes(pattern.data, value.data)):
            yield from _all(pattern.args, value.args, found)
    elif pattern.data != value.data:
        return
    elif pattern.op in ("add", "mul"):
        for args in permutations(value.args):
            yield from _all(pattern.args, args, binding)
    else:
        yield from _all(pattern.args, value.args, binding)


def _with_rest(pattern: Value, value: Value, binding: Binding) -> Iterator[Binding]:
    """A sum or product of which one term is a hole: it stands for what the others leave."""
    holes = [arg for arg in pattern.args if arg.op == "input"]
    if len(holes) != 1:
        return
    others = tuple(arg for arg in pattern.args if arg is not holes[0])
    for chosen in permutations(range(len(value.args)), len(others)):
        left = [arg for place, arg in enumerate(value.args) if place not in chosen]
        rest = v.add(*left) if value.op == "add" else v.mul(*left)
        for found in _all(others, tuple(value.args[place] for place in chosen), binding):
            yield from _match(holes[0], rest, found)


def _all(patterns: tuple[Value, ...], found: tuple[Value, ...], binding: Binding) -> Iterator[Binding]:
    if not patterns:
        yield binding
        return
    for first in _match(patterns[0], found[0], binding):
        yield from _all(patterns[1:], found[1:], first)


def _some(binding: Binding | None) -> Iterator[Binding]:
    if binding is not None:
        yield binding


def instantiate(template: Value, binding: Binding) -> Value:
    """The template with its holes filled, and with the axes found for its own."""
    if template.op == "input":
        return binding.values[template.data]
    args = tuple(instantiate(arg, binding) for arg in template.args)
    data = template.data
    if isinstance(data, tuple):
        data = tuple(binding.axes[each] if isinstance(each, Axis) else each for each in data)
    elif isinstance(data, Axis):
        data = binding.axes[data]
    return v.reduction(template.op, args[0], data) if template.op in v.REDUCTIONS else rebuild(template, args, data)
