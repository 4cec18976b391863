"""What is computed along one axis serves along another over the same dimension: it is made once, and placed.

Two values are alike if one becomes the other when axes are given other names.  In self-attention the softmax over
(T, T′) and that over (T′, T) are one array, of which one is a transposed view.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ..program.axes import Axes, Axis
from ..program.entries import placed
from ..program.nodes import Value, operation
from ..program.program import Program
from ..program.spec import EntryKind
from ..program.traverse import rebuild, walk

Names = Mapping[Axis, Axis]
Key = tuple[object, ...]


def shared(program: Program) -> Program:
    """The program in which values that are alike are one."""
    every = list(walk(*program.outputs, *program.hints))
    if not any(axis.copy for each in every for axis in (*each.axes, *_axes_in(each.data))):
        return program
    found = Alike()
    for each in every:
        found.add(each)
    return Program(
        tuple(map(found.made, program.outputs)),
        {found.made(old): hint for old, hint in reversed(program.hints.items())},
        program.used,
    )


def _axes_in(data: Any) -> Axes:
    return tuple(each for each in (data if isinstance(data, tuple) else (data,)) if isinstance(each, Axis))


@dataclass
class Alike:
    """first: the first value of a kind, of: the first that a value is like, and what its axes are called there."""

    first: dict[Key, tuple[Value, Axes]] = field(default_factory=dict)
    of: dict[Value, tuple[Value, Names]] = field(default_factory=dict)
    done: dict[Value, Value] = field(default_factory=dict)

    def add(self, value: Value) -> None:
        """Find out what a value is like; its operands are known.  Those of a contraction may be exchanged."""
        orders = (value.args, value.args[::-1]) if value.op == "contract" else (value.args,)
        keys = [self._key(value, args) for args in orders]
        key, own = next((each for each in keys if each[0] in self.first), keys[0])
        first, axes = self.first.setdefault(key, (value, own))
        self.of[value] = first, dict(zip(axes, own, strict=True))

    def _key(self, value: Value, args: tuple[Value, ...]) -> tuple[Key, Axes]:
        """What it is, its axes being numbered as they are met, and these axes."""
        numbers: dict[Axis, int] = {}
        parts: list[object] = [value.op, _plain(value.data)]
        for arg in args:
            first, names = self.of[arg]
            parts += [first, *_numbered((names[axis] for axis in first.axes), numbers)]
        parts += _numbered(_axes_in(value.data), numbers)
        if not args or not args[0].axes:  # axes of its own
            parts += _numbered(value.axes, numbers)
        return tuple(parts), tuple(numbers)

    def made(self, value: Value) -> Value:
        """The value, made of what is like it."""
        if value not in self.done:
            first, names = self.of[value]
            if first is not value and value.args and operation(value.op).result is EntryKind.REAL:
                old = tuple(axis for axis in first.axes if names[axis] != axis)
                self.done[value] = placed(self.made(first), old, tuple(names[axis] for axis in old))
            else:
                args = tuple(map(self.made, value.args))
                self.done[value] = value if args == value.args else rebuild(value, args)
        return self.done[value]


def _plain(data: Any) -> object:
    """What is no axis."""
    if isinstance(data, tuple):
        return tuple(each for each in data if not isinstance(each, Axis))
    return None if isinstance(data, Axis) else data


def _numbered(axes: Iterable[Axis], numbers: dict[Axis, int]) -> list[object]:
    """Each axis by its dimension and the order in which it is met."""
    return [(axis.over, numbers.setdefault(axis, len(numbers))) for axis in axes]
