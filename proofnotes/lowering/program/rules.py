"""What the data of an operation may be, and which axes its result has."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ...expr.signs import SIGNS
from .axes import LEAD, Axes, Axis, is_end, renamed, union, without

Allowed = Callable[[Axes, tuple[Axes, ...], Any], bool]


@dataclass(frozen=True)
class DataRule:
    """told: what data may be, in words."""

    told: str
    holds: Callable[[Any], bool]


@dataclass(frozen=True)
class AxisRule:
    """From the axes of operands and the data to the axes of the result.

    made gives the axes in the mathematical form, or None where operands and data do not fit.  Without it a value says
    itself which axes it has, and declared(own, operands, data) tells whether it may.  arrays tells the same of the
    aligned form, where that is another matter.
    """

    told: str
    made: Callable[[tuple[Axes, ...], Any], Axes | None] | None
    arrays: Allowed | None = None
    declared: Allowed | None = None

    def holds(self, own: Axes, operands: tuple[Axes, ...], data: Any, *, aligned: bool) -> bool:
        """Whether a value of these axes is right in one form or the other."""
        if aligned and self.arrays is not None:
            return self.arrays(own, operands, data)
        if self.made is not None:
            return self.made(operands, data) == own
        return self.declared is not None and self.declared(own, operands, data)


def _axes(data: Any) -> bool:
    return isinstance(data, tuple) and bool(data) and all(isinstance(axis, Axis) for axis in data)


def _distinct(data: Any) -> bool:
    return _axes(data) and len(set(data)) == len(data)


def _over_one(axes: Axes) -> bool:
    """Whether an array has as many entries along one as along the other; of the leading axes nobody knows."""
    return LEAD not in axes and len({axis.over for axis in axes}) == 1


def _mixed(*kinds: type) -> Callable[[Any], bool]:
    def holds(data: Any) -> bool:
        fits = isinstance(data, tuple) and len(data) == len(kinds)
        return fits and all(isinstance(each, kind) for each, kind in zip(data, kinds, strict=True))

    return holds


NOTHING = DataRule("nothing", lambda data: data is None)
NAME = DataRule("a name", lambda data: isinstance(data, str) and bool(data))
CONSTANT = DataRule("pi or e", lambda data: data in ("pi", "e"))
RATIONAL = DataRule("an exact rational", lambda data: isinstance(data, Fraction))
SIGN = DataRule("a sign of comparison", lambda data: data in SIGNS)
ONE_AXIS = DataRule("an axis", lambda data: isinstance(data, Axis))
SOME_AXES = DataRule("axes, each once", _distinct)
THIS_AXIS = DataRule("one axis, in a tuple", lambda data: _axes(data) and len(data) == 1)
TWO_AXES = DataRule("two axes", lambda data: _axes(data) and len(data) == 2)
ENTRY = DataRule("an axis, and a place on it", _mixed(Axis, int))
PLACE = DataRule(
    "an axis other than the leading ones, and a place on it", lambda data: ENTRY.holds(data) and data[0] != LEAD
)
PAIRS = DataRule("axes, and as many in their place", lambda data: _axes(data) and len(data) % 2 == 0)
PAIR = DataRule("two axes over one dimension", lambda data: _distinct(data) and len(data) == 2 and _over_one(data))
SPLIT_AXES = DataRule(
    "an axis that is split, that of its groups, and that of their entries",
    lambda data: (
        _distinct(data) and len(data) == 3 and (data[1].over, data[2].over) == (data[0].over.blocks, data[0].over.base)
    ),
)
BLOCK = DataRule("a stacked axis, the number of a block, the axis of the block", _mixed(Axis, int, Axis))


def _removed(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    whole = union(operands)
    return without(whole, data) if set(data) <= set(whole) else None


def _at_label(operands: tuple[Axes, ...], axis: Axis) -> Axes | None:
    array, label = operands
    left = without(array, (axis,))
    return left if axis in array and label == left else None


def _read(operands: tuple[Axes, ...], axis: Axis) -> Axes | None:
    array, numbers = operands
    left = without(array, (axis,))
    return (*left, *numbers) if axis in array and axis != LEAD and not set(left) & set(numbers) else None


def _block(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    (array,), (big, number, small) = operands, data
    fits = big in array and small.over == big.over.base and number in range(big.over.blocks)
    return renamed(array, big, small) if fits else None


def _split(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    array, (big, *small) = operands[0], data
    if big not in array or set(small) & set(array):
        return None
    place = array.index(big)
    return (*array[:place], *small, *array[place + 1 :])


def _joined(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    array, (big, *small) = operands[0], data
    return (*without(array, small), big) if set(small) & set(array) and big not in array else None


def _joined_arrays(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    """Whether groups and entries are the last axes, one after the other."""
    array, (big, *small) = operands[0], data
    return array[-2:] == tuple(small) and own == (*array[:-2], big)


def _diagonal(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    (array,) = operands
    return (*without(array, data), data[0]) if set(data) <= set(array) else None


def parts_of_contraction(operands: tuple[Axes, ...], summed: Axes) -> tuple[Axes, Axes, Axes]:
    """The axes that both have and keep, and those of each alone."""
    left, right = operands
    both = tuple(axis for axis in left if axis in right and axis not in summed)
    return both, without(left, (*both, *summed)), without(right, (*both, *summed))


def _contraction(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    left, right = operands
    fits = set(data) <= set(left) & set(right)
    return union([tuple(axis for part in parts_of_contraction(operands, data) for axis in part)]) if fits else None


def _products_of_matrices(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    """Whether both are matrices in what is summed and what is not, the axes of both in front."""
    left, right = operands
    both, rows, columns = parts_of_contraction(operands, data)
    return left == (*both, *rows, *data) and right == (*both, *data, *columns) and own == (*both, *rows, *columns)


def _placed(operands: tuple[Axes, ...], data: Any) -> Axes | None:
    (array,), names = operands, dict(zip(data[: len(data) // 2], data[len(data) // 2 :], strict=True))
    found = tuple(names.get(axis, axis) for axis in array)
    fits = set(names) <= set(array) and len(set(found)) == len(found)
    return found if fits and all(old.over == new.over for old, new in names.items()) else None


def _permuted(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    return own != operands[0] and sorted(own, key=str) == sorted(operands[0], key=str)


def _broadcast(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    return own == max(operands, key=len) and all(is_end(each, own) for each in operands)


def _has_diagonal(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    off, on = operands
    return data == own[-2:] and set(off) <= set(own) and set(on) <= set(own[:-1])


def _diagonal_fits(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    off, on = operands
    return data == own[-2:] and is_end(off, own) and is_end(on, own[:-1])


def _has_label(own: Axes, operands: tuple[Axes, ...], axis: Axis) -> bool:
    off, at, label = operands
    return axis in own and set(off) <= set(own) and {*at, *label} <= set(own) - {axis}


def _label_fits(own: Axes, operands: tuple[Axes, ...], axis: Axis) -> bool:
    (off, at, label), around = operands, without(own, (axis,))
    return axis in own and is_end(off, own) and is_end(at, around) and label == around


def _each_whole(own: Axes, operands: tuple[Axes, ...], data: Any) -> bool:
    return len(set(operands)) == 1 and own in (operands[0], _removed(operands, data))


NO_AXES = AxisRule("none", lambda operands, data: ())
ITS_OWN = AxisRule(
    "its own, the leading ones first",
    None,
    declared=lambda own, operands, data: LEAD not in own[1:] and len(set(own)) == len(own),
)
ALL = AxisRule("those of all operands", lambda operands, data: union(operands), _broadcast)
REMOVED = AxisRule(
    "without those in the data",
    _removed,
    lambda own, operands, data: (
        own in (union(operands), _removed(operands, data)) and set(data) <= set(union(operands))
    ),
)
REMOVED_FROM_EACH = AxisRule("those of each operand, without those in the data", _removed, _each_whole)
LENGTH_ONE = AxisRule(
    "without those in the data, which stay as axes of length one",
    _removed,
    lambda own, operands, data: own == operands[0] and set(data) <= set(own),
)
SAME = AxisRule("those of the first operand", lambda operands, data: operands[0])
SAME_WITH_AXIS = AxisRule("those of the operand", lambda operands, axis: operands[0] if axis in operands[0] else None)
THE_AXIS = AxisRule("the axis", lambda operands, data: (data[0],))
THE_AXES = AxisRule("the axes", lambda operands, data: data)
WITHOUT_AXIS = AxisRule("without the axis", lambda operands, data: _removed(operands, data[:1]))
AT_LABEL = AxisRule("without the axis that the label is a place on", _at_label)
READ = AxisRule("without the axis, and those of the number", _read)
RENAMED = AxisRule("those in the second half of the data for those in the first", _placed)
SPLIT = AxisRule("those of groups and entries for the split one", _split)
JOINED = AxisRule("the split axis behind all others, for those of groups and entries", _joined, _joined_arrays)
ONE_BLOCK = AxisRule("the axis of the block for the stacked one", _block)
ALL_BLOCKS = AxisRule(
    "the second axis for the first, which some part has",
    lambda operands, data: renamed(union(operands), *data) if len(operands) == data[1].over.blocks else None,
    lambda own, operands, data: (
        data[1] in own
        and any(data[0] in each for each in operands)
        and all(is_end(each, renamed(own, data[1], data[0])) for each in operands)
    ),
)
CONTRACTION = AxisRule(
    "those of both operands, without those in the data, which both have", _contraction, _products_of_matrices
)
ON_DIAGONAL = AxisRule("the first of the two axes behind all others", _diagonal)
LONGER = AxisRule(
    "its own, among them those of the operand in order",
    None,
    lambda own, operands, data: data == operands[0] == tuple(axis for axis in own if axis in data) and own != data,
)
PERMUTED = AxisRule("those of the operand in another order", None, declared=_permuted)
DIAGONAL = AxisRule("its own, the last two being those in the data", None, _diagonal_fits, _has_diagonal)
WITH_LABEL = AxisRule("its own, among them that in the data", None, _label_fits, _has_label)
