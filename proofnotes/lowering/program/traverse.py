"""Walking and rebuilding array-level values."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from .values import (
    REDUCTIONS,
    Value,
    add,
    apply,
    compare,
    div,
    mul,
    neg,
    power,
    reduction,
    runners_up,
    total,
)

BUILD: dict[str, Callable[..., Value]] = {"add": add, "mul": mul, "div": div, "neg": neg, "pow": power}


def rebuild(value: Value, args: tuple[Value, ...]) -> Value:
    """The same operation on other arguments."""
    if value.op in BUILD:
        return BUILD[value.op](*args)
    if value.op == "total":
        (x,) = args
        for axis in value.data:
            x = total(x, axis)
        return x
    if value.op == "compare":
        return compare(args[0], value.data, args[1])
    if value.op == "runners_up":
        return runners_up(args[0], args[1], value.data)
    if value.op in REDUCTIONS:
        return reduction(value.op, args[0], value.data)
    if value.op in STRUCTURAL:
        return Value(value.op, args, value.data, value.axes)
    return apply(value.op, *args, data=value.data)


STRUCTURAL = (
    "input", "indicator", "size", "number", "constant", "item", "block", "stack", "contract",
    "placed", "with_diagonal", "at_label", "rest_at", "with_label",
)  # fmt: skip
"""Operations whose axes do not follow from those of their arguments."""


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
