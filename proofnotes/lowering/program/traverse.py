"""Walking and rebuilding array-level values."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from .nodes import Value, made, operation
from .rules import ALL
from .values import add, apply, compare, div, mul, neg, power, total

BUILD: dict[str, Callable[..., Value]] = {"add": add, "mul": mul, "div": div, "neg": neg, "pow": power}


def rebuild(value: Value, args: tuple[Value, ...], data: Any = None) -> Value:
    """The same operation on other arguments, and with other data if they are given."""
    data = value.data if data is None else data
    if value.op in BUILD:
        return BUILD[value.op](*args)
    if value.op == "total":
        (x,) = args
        for axis in data:
            x = total(x, axis)
        return x
    if value.op == "compare":
        return compare(args[0], data, args[1])
    rule = operation(value.op).axes
    if rule is ALL:
        return apply(value.op, *args)
    return Value(value.op, args, data, value.axes) if rule.made is None else made(value.op, *args, data=data)


def transform(value: Value, step: Callable[[Value], Value], done: dict[Value, Value]) -> Value:
    """step applied bottom-up, each value once; done remembers what became of what."""
    if value not in done:
        args = tuple(transform(arg, step, done) for arg in value.args)
        done[value] = step(value if args == value.args else rebuild(value, args))
    return done[value]


def walk(*values: Value) -> Iterator[Value]:
    """Every value once, arguments before what uses them."""
    seen: set[Value] = set()
    stack = [(value, False) for value in reversed(values)]
    while stack:
        value, ready = stack.pop()
        if ready:
            yield value
        elif value not in seen:
            seen.add(value)
            stack.append((value, True))
            stack.extend((arg, False) for arg in reversed(value.args))
