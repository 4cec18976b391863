"""Values that are some of the entries of others, or have them at some places: blocks, diagonals, class labels."""

from __future__ import annotations

from .axes import Axes, Axis
from .nodes import Value, made, operation
from .rules import ALL
from .traverse import rebuild
from .values import size


def argument(name: str, axes: Axes) -> Value:
    """What the caller of a kernel gives."""
    return Value("input", data=name, axes=axes)


def indicator(axis: Axis, place: int) -> Value:
    """1 at the place, else 0."""
    return made("indicator", size(axis), data=(axis, place))


def counted(axis: Axis) -> Value:
    """1, 2, …, as far as the axis is long."""
    return made("counted", size(axis), data=(axis, 1))


def read(x: Value, number: Value, axis: Axis) -> Value:
    """The entry at the place with this number, and 0 where there is none."""
    return made("read", x, number, data=axis)


def identity(row: Axis, column: Axis) -> Value:
    """1 where the two axes agree, else 0."""
    return made("identity", size(row), data=(row, column))


def diagonal(x: Value, kept: Axis, other: Axis) -> Value:
    """The entries where two axes agree, along the first of them."""
    if kept not in x.axes or other not in x.axes:
        return x if kept in x.axes or other not in x.axes else placed(x, (other,), (kept,))
    return made("diagonal", x, data=(kept, other))


def item(x: Value, axis: Axis, place: int) -> Value:
    """The entry at the place."""
    if axis not in x.axes:
        return x
    return made("item", x, data=(axis, place))


def block(x: Value, big: Axis, number: int, small: Axis) -> Value:
    """One of the blocks of a stacked axis."""
    if big not in x.axes:
        return x
    if x.op == "stack" and x.data == (small, big):
        return x.args[number]
    return made("block", x, data=(big, number, small))


def stack(parts: tuple[Value, ...], small: Axis, big: Axis) -> Value:
    """The parts over one axis, one after the other along a stacked one."""
    return made("stack", *parts, data=(small, big))


def taken_apart(x: Value, big: Axis, small: Axes) -> Value:
    """A split axis as two: its groups, and the entries of a group."""
    outer, inner = small
    return made("split", x, size(outer), size(inner), data=(big, *small))


def joined(x: Value, small: Axes, big: Axis) -> Value:
    """The axes of groups and entries as one; what does not vary along one of them is the same there."""
    outer, inner = small
    return made("joined", x, size(outer), size(inner), data=(big, *small)) if set(small) & set(x.axes) else x


def placed(x: Value, old: Axes, new: Axes) -> Value:
    """The array along other axes over the same dimensions."""
    if x.op == "placed":
        names = dict(zip(_halves(x.data)[1], _halves(x.data)[0], strict=True))
        inner = {names.get(one, one): other for one, other in zip(old, new, strict=True)}
        inner = {**{one: other for other, one in names.items() if other not in old}, **inner}
        x, old, new = x.args[0], tuple(inner), tuple(inner.values())
    pairs = [(one, other) for one, other in zip(old, new, strict=True) if one != other]
    return made("placed", x, data=tuple(axis for side in zip(*pairs, strict=True) for axis in side)) if pairs else x


def _halves(axes: Axes) -> tuple[Axes, Axes]:
    return axes[: len(axes) // 2], axes[len(axes) // 2 :]


def with_diagonal(off: Value, on: Value, axes: Axes) -> Value:
    """A matrix in the last two axes: what is off its diagonal, and the diagonal."""
    return Value("with_diagonal", (off, on), axes[-2:], axes)


def with_label(off: Value, at: Value, label: Value, axis: Axis, axes: Axes) -> Value:
    """An array that is something else at the place that a class label says."""
    return Value("with_label", (off, at, label), axis, axes)


def expanded(x: Value, axes: Axes) -> Value:
    """The array with axes of length one where it lacks some of these."""
    return Value("expand", (x,), x.axes, axes)


def at_label(x: Value, label: Value, axis: Axis) -> Value:
    """x at the place on an axis that the label says; Σ_{k ≠ i} x_k there is one sum."""
    if axis not in x.axes:
        return x
    if x.op == "rest" and x.data == axis:
        return made("rest_at", x.args[0], label, data=axis)
    return made("at_label", x, label, data=axis)


def picked(value: Value) -> Value:
    """A label chooses from what an elementwise function is taken of, not from its values."""
    if value.op != "at_label":
        return value
    x, label = value.args
    if operation(x.op).axes is not ALL:
        return at_label(x, label, value.data)
    return rebuild(x, tuple(picked(at_label(arg, label, value.data)) for arg in x.args))
