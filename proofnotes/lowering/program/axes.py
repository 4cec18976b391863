"""The axes of array programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ...expr.indices import Size


@dataclass(frozen=True)
class Axis:
    """One axis.  copy > 0 is a second, independent axis over the same dimension."""

    over: Size
    copy: int = 0

    def __str__(self) -> str:
        return f"{self.over}{chr(39) * self.copy}"


LEAD = Axis(Size("..."))
"""All leading axes of the data at once."""

Axes = tuple[Axis, ...]


def union(operands: Iterable[Axes]) -> Axes:
    """The axes of an elementwise result: leading axes first, the others in order of appearance."""
    longest_first = sorted(operands, key=lambda axes: -len(axes))
    every = dict.fromkeys(axis for axes in longest_first for axis in axes)
    return tuple(sorted(every, key=lambda axis: axis != LEAD))


def without(axes: Axes, removed: Iterable[Axis]) -> Axes:
    """The axes that are left."""
    gone = set(removed)
    return tuple(axis for axis in axes if axis not in gone)


def renamed(axes: Axes, old: Axis, new: Axis) -> Axes:
    """The axes with one in the place of another."""
    return tuple(new if axis == old else axis for axis in axes)


def is_end(axes: Axes, of: Axes) -> bool:
    """Whether an array of these axes broadcasts to those by itself: missing axes are at the front."""
    return not axes or of[-len(axes) :] == axes


def told(axes: Axes) -> str:
    """How messages say it: (..., K)."""
    return f"({', '.join(map(str, axes))})"
